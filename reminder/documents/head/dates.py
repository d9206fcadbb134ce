"""The day of issue in its line: whole, or with the blanks that a draft leaves for a pen."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from reminder.directory.first_words import LEVELS
from reminder.documents.head.lines import CAPITAL, LOOKED_AT
from reminder.documents.head.numbers import letterhead, number_in

_BLANK = r"(?:[\s…_‥]|\.{2,})*+"
_YEAR = r"(?P<year>(?:19|20)\d\d(?!\d)|(?:20?\d?)?(?![\w]))"
_LONG = (
    rf"(?:(?P<named>(?i:ngày)){_BLANK}(?P<day>\d{{1,2}})?{_BLANK})?(?<![^\W\d])(?i:tháng){_BLANK}(?P<month>\d{{1,2}})?{_BLANK}"
    rf"(?i:năm){_BLANK}{_YEAR}"
)
_SHORT = (
    rf"(?:(?P<named>(?i:ngày)){_BLANK})?(?P<day>(?<!\d)\d{{1,2}})?{_BLANK}(?P<stroke>[-/.]){_BLANK}(?P<month>\d{{1,2}})?"
    rf"{_BLANK}(?P=stroke){_BLANK}{_YEAR}"
)
_WORD = rf"(?:T[Pp]\.?\s*HCM|[{CAPITAL}](?:[^\W\d_]+|(?=\.))\.?)"
_CAPITALS = rf"^(?:(?!T[Pp]\b)[{CAPITAL}]+\s+)+(?=[{CAPITAL}][^\W\d_{CAPITAL}])"
_LEVEL = rf"(?:(?i:{'|'.join(LEVELS)})\s+)?"
_PLACE = rf"(?P<place>(?<!\w){_LEVEL}{_WORD}(?:(?:\s+|\s*[-–]\s*){_WORD}){{0,6}}\s*[,;]?\s*)?"
_FORMS = tuple(re.compile(_PLACE + form) for form in (_LONG, _SHORT))
_GOES_ON = re.compile(r"\s*(?:[,;.]\s*\S|[^\W\d_A-Z])")


@dataclass(frozen=True, slots=True)
class IssueDay:
    """A day as printed, its blanks shown by `…`; `on` where it is whole. `begin` and `end`: where it stands in its
    line, with its place."""

    words: str
    on: date | None
    place: bool
    begin: int
    end: int


@lru_cache(maxsize=512)
def day_in(line: str) -> IssueDay | None:
    """The day of issue in a line of the letterhead: `Lâm Đồng, ngày 15 tháng 9 năm 2025`, by itself, behind the number
    or behind names in capitals. A date that a sentence or a citation holds is none."""
    line = line[:LOOKED_AT]
    if number := number_in(line):
        line = f"{line[: number[1]]}{'|' * (number[2] - number[1])}{line[number[2] :]}"
    for form in _FORMS:
        for match in form.finditer(line):
            found, behind = _printed(match), line[match.end() :]
            alone = bool(match["named"]) and not behind.strip(" .|")
            if (
                found
                and letterhead(line[: match.start()])
                and (alone or (match["place"] and not _GOES_ON.match(behind)))
            ):
                return found
    return None


def day_beside(subject: str) -> IssueDay | None:
    """The day that ends a line which the right column shares with the subject of a letter."""
    found = (
        _printed(match) for match in _FORMS[0].finditer(subject) if match["named"] and "," in (match["place"] or "")
    )
    return next((day for day in found if day and day.begin and not subject[day.end :].strip(" .")), None)


def read_day(text: str) -> IssueDay | None:
    """The day that the text begins with, `ngày` before it or not."""
    for form in (_LONG, _SHORT):
        if match := re.match(rf"(?P<place>)\s*,?\s*{form}", text):
            return _printed(match)
    return None


def _printed(match: re.Match[str]) -> IssueDay | None:
    day, month, year = match["day"] or "", match["month"] or "", match["year"] or ""
    if not month and len(year) < 4:
        return None  # a form for others to fill in
    stroke, place = match.groupdict().get("stroke"), match["place"] or ""
    year_words = year if len(year) == 4 else f"{year}…"
    # The place is written small; a name in capitals before it is of the column beside it.
    names = re.match(_CAPITALS, place)
    if stroke:
        words = f"ngày {day or '…'}{stroke}{month or '…'}{stroke}{year_words}"
    elif match["named"]:
        words = f"ngày {day or '…'} tháng {month or '…'} năm {year_words}"
    else:
        words = f"tháng {month or '…'} năm {year_words}"
    return IssueDay(
        words, _date(year, month, day), bool(place), match.start() + (names.end() if names else 0), match.end()
    )


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None
