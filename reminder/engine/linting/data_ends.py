"""Up to which day a report's data run, as the draft states it: beside the report's day, or once for all reports."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from reminder.engine.linting.draft import Draft
from reminder.phrases import DataPeriod, Due
from reminder.text_matching import folded

_APART: Final = timedelta(31)  # data that end longer before are not what the day follows
_DATA: Final = re.compile(r"\bso lieu\b|\bbao cao (?:hang |dinh ky )?(?:thang|quy|6 thang|nam)\b.*\btu ngay\b")
_LAST: Final = re.compile(
    r"ngay (?P<day>\d{1,2})(?:(?:\s?[/.-]\s?| thang )(?P<month>\d{1,2})(?!\d))?"
    r"(?:(?:\s?[/.-]\s?| nam )(?P<year>20\d\d))?"
)
_PERIODS: Final = {"Y": "nam", "H": "6 thang", "Q": "quy", "M": "thang"}
_NAMED: Final = re.compile(r"\bbao cao (?:hang |dinh ky )?(thang|quy|6 thang|nam)\b")


def data_end(draft: Draft, own: DataPeriod | None, due: Due) -> date | None:
    """The last day of the data for what is due then, at most a month before where it stands elsewhere; None where the
    draft states none, and where figures up to a day behind it are estimated."""
    if own and own.ends:
        end = own.until(due, draft.calendar)
        return None if end and end > due.on and own.estimated else end
    texts = [p.text for p in draft.imported.background if p.why == "data"]
    ends = (end for text in texts for end in _ends(folded(text), due))
    return max((end for end in ends if due.on - _APART <= end <= due.on), default=None)


def _ends(text: str, due: Due) -> Iterator[date]:
    """The days on which the data of a sentence can end, by the last day that it names."""
    named, found = _NAMED.search(text), list(_LAST.finditer(text))
    fits = _DATA.search(text) and (not named or named[1] == _PERIODS.get(_letter(due.period)))
    if not fits or not found:
        return
    last = found[-1]
    months = [int(last["month"])] if last["month"] else [due.on.month]
    years = [int(last["year"])] if last["year"] else [due.on.year - 1, due.on.year]
    for year in years:
        for month in months:
            try:
                yield date(year, month, int(last["day"]))
            except ValueError:
                continue


def _letter(period: str) -> str:
    """`2026` → `Y`, `2026-Q4` → `Q`."""
    kind = period[5:6]
    return "Y" if len(period) == 4 else kind if kind.isalpha() else ""
