"""Deadlines as calendar entries (RFC 5545): whole days, a UID for ever, a sequence that only rises.

Written line by line: a library that can read any calendar takes as long for one entry as all else for the mail.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from reminder.mail.cleaning import cleaned

Method = Literal["PUBLISH", "CANCEL"]
_FOLD = 74  # octets; the rest of a line goes on behind a blank


@dataclass(frozen=True, slots=True)
class Entry:
    """One occurrence in a calendar. `uid` never changes; `sequence` is the occurrence's revision, counted so
    that a later one replaces an earlier. `on` is the last day that is still in time."""

    uid: str
    sequence: int
    on: date
    summary: str
    description: str = ""
    link: str = ""
    cancelled: bool = False

    @property
    def method(self) -> Method:
        """Of a file that brings this entry."""
        return "CANCEL" if self.cancelled else "PUBLISH"


def calendar_file(
    entries: Iterable[Entry], stamp: datetime, name: str, method: Method | Literal[""] = "PUBLISH"
) -> bytes:
    """An ICS file in UTF-8 with CRLF lines of at most 75 octets. `stamp` is an aware instant; `method` ""
    for a feed."""
    if stamp.tzinfo is None:
        raise ValueError("a calendar's stamp needs its zone")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nhac han//reminder//VI"]
    lines += [f"METHOD:{method}"] if method else []
    lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    made = f"{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for entry in entries:
        lines += _event(entry, made)
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _event(entry: Entry, stamp: str) -> list[str]:
    about = "\\n".join(map(_escaped, entry.description.split("\n")))
    return [
        "BEGIN:VEVENT",
        f"SUMMARY:{_escaped(entry.summary)}",
        f"DTSTART;VALUE=DATE:{entry.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.on + timedelta(1):%Y%m%d}",
        f"DTSTAMP:{stamp}",
        f"UID:{_escaped(entry.uid)}",
        f"SEQUENCE:{entry.sequence}",
        *([f"DESCRIPTION:{about}"] if about else []),
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        "TRANSP:TRANSPARENT",
        *([f"URL:{cleaned(entry.link)}"] if entry.link else []),
        "END:VEVENT",
    ]


@lru_cache(maxsize=1024)  # mails of one day bring the same few entries
def _escaped(words: str) -> str:
    """As the value of a TEXT property, on one line."""
    return cleaned(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


@lru_cache(maxsize=1024)
def _folded(line: str) -> bytes:
    """The line as octets; no letter and no escape is cut in two."""
    raw, parts, start = line.encode(), list[bytes](), 0
    while len(raw) - start > _FOLD:
        end = start + _FOLD
        while raw[end] & 0xC0 == 0x80:
            end -= 1
        if raw[end - 1] in b"\\^" and end - 1 > start:
            end -= 1
        parts.append(raw[start:end])
        start = end
    return b"\r\n ".join([*parts, raw[start:]]) + b"\r\n"
