"""A document that names itself by number and day in a sentence: `Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND tỉnh`,
in the first line of a sheet, or under the title of what is annexed to it."""

import re
from dataclasses import dataclass

from reminder.documents.head.dates import IssueDay, read_day
from reminder.documents.head.kinds import kinds
from reminder.documents.head.numbers import read_number

_KIND = rf"(?:{kinds().named}|(?i:văn bản))"
_SAID = re.compile(rf"^\W*(?P<kind>{_KIND})(?:\s+(?i:của)\s+(?P<whose>[^.;:]{{3,80}}?))?\s*[,:]?\s+(?i:số)\s*[:.]?\s*")
_ANNEXED = re.compile(
    r"^\W*(?i:(?:được\s+)?(?:ban hành\s+)?(?:kèm theo|đính kèm(?: theo)?))\s+"
    rf"(?P<kind>{_KIND})[^.]{{0,20}}?\s(?i:số)\s*[:.]?\s*"
)
_ISSUER = re.compile(
    r"^\s*,?\s*(?i:của)\s+(?P<who>.+?)(?=\s+(?i:về|ban hành|v/v|triển khai|thực hiện)(?!\w)|[).,;:]|$)"
)
_ABOUT = re.compile(r"(?i:(?<!\w)(?:về(?: việc)?|v/v|ban hành)\s)")


@dataclass(frozen=True, slots=True)
class Reference:
    """What such a sentence says of the document itself; "" and None where it does not."""

    number: str
    day: IssueDay | None
    issuer: str
    title: str


def named_by_itself(text: str) -> Reference | None:
    """A line that begins with kind and number."""
    return _read(_SAID.match(text), text)


def annexed_to(text: str) -> Reference | None:
    """A line "(kèm theo Quyết định số …)"."""
    return _read(_ANNEXED.match(text), text)


def _read(match: re.Match[str] | None, text: str) -> Reference | None:
    if match is None:
        return None
    found = read_number(text[match.end() :])
    if found is None:
        return None
    number, end = found
    behind = text[match.end() + end :]
    day = read_day(behind)
    behind = behind[day.end :] if day else behind
    who = _ISSUER.match(behind)
    about = _ABOUT.search(behind, who.end() if who else 0)
    title = behind[about.start() :].strip(" .)") if about else ""
    return Reference(number, day, who["who"].strip() if who else match.groupdict().get("whose") or "", title)
