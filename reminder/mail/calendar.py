"""Deadlines as calendar entries (RFC 5545): whole days, a UID for ever, a sequence that only rises."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from reminder.mail.text import cleaned


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


def calendar_file(entries: Iterable[Entry], stamp: datetime, name: str, method: str = "PUBLISH") -> bytes:
    """An ICS file in UTF-8 with CRLF lines of at most 75 octets. `stamp` is an aware instant; `method` ""
    for a feed."""
    if stamp.tzinfo is None:
        raise ValueError("a calendar's stamp needs its zone")
    file = Calendar()
    file.add("prodid", "-//Nhac han//reminder//VI")
    file.add("version", "2.0")
    if method:
        file.add("method", method)
    file.add("x-wr-calname", cleaned(name))
    for entry in entries:
        event = Event()
        event.add("uid", entry.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.on)
        event.add("dtend", entry.on + timedelta(1))
        event.add("sequence", entry.sequence)
        event.add("summary", cleaned(entry.summary))
        if entry.description:
            event.add("description", "\n".join(map(cleaned, entry.description.split("\n"))))
        if entry.link:
            event.add("url", entry.link)
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        file.add_component(event)
    return bytes(file.to_ical())
