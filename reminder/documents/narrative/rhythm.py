"""A day without a year that recurs because a heading or a neighbour says so: "Điều 6. Chế độ báo cáo hằng năm"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from reminder.documents.finding import found
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.narrative.outline import Point
from reminder.phrases.time_words import time_words

_OFTEN: Final = {
    "day": re.compile(r"\b(?:hằng|hàng|mỗi) (?:tháng|quý)\b", re.I),
    "day and month": re.compile(r"\b(?:hằng|hàng|mỗi) năm\b", re.I),
    "weekday": re.compile(r"\b(?:hằng|hàng|mỗi) tuần\b", re.I),
}
_ABOVE: Final = re.compile(r"\b(?:thời hạn|mốc|thời gian|báo cáo)\b[^.;]{0,20}\b(?:nêu trên|trên đây|trên)\b", re.I)
_DAY: Final = re.compile(r"\d{1,2}\s?(?:/|tháng)\s?\d{1,2}\b", re.I)
_WEEKDAY: Final = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)$", re.I)
_BARE_DAY: Final = re.compile(r"\bngày \d{1,2}$", re.I)


def with_rhythm(points: Sequence[Point], duties: Sequence[tuple[int, DutyRow]]) -> list[DutyRow]:
    """The duties, each given with the place of its point; where one prints no year and no rhythm, and its heading or
    (of a report) a neighbour of the same height says "hằng năm" (of a day alone "hằng tháng", of a weekday "hằng
    tuần"), that is taken for it too, and said."""
    beside: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for point in points:
        if point.path and _DAY.search(point.paragraph.text):
            beside.setdefault((point.path, point.under), []).append(point.paragraph.text)
    often = {(key, kind): _first(said, texts) for key, texts in beside.items() for kind, said in _OFTEN.items()}
    return [_repeated(points, place, duty, often) for place, duty in duties]


def _repeated(
    points: Sequence[Point], place: int, duty: DutyRow, beside: Mapping[tuple[tuple[tuple[str, ...], str], str], str]
) -> DutyRow:
    words, schedule = time_words(duty.schedule_raw), duty.schedule_raw
    prints = "day and month" if _DAY.search(schedule) else "day" if _BARE_DAY.search(schedule) else ""
    prints = prints or ("weekday" if _WEEKDAY.search(schedule) else "")
    if not prints or any(one.year or one.kind == "often" for one in words):
        return duty
    point = points[place]
    where = _first(_OFTEN[prints], (point.paragraph.text, point.under, *reversed(point.path)))
    if not where and duty.kind == "report":
        after = [p.paragraph.text for p in points[place + 1 : place + 8] if _ABOVE.search(p.paragraph.text)]
        where = beside.get(((point.path, point.under), prints)) or _first(_OFTEN[prints], after)
    if not where:
        return duty
    remark = found("rhythm", duty.spot, words=schedule, quote=where)
    return replace(duty, schedule_raw=f"{schedule} … {where}", findings=(*duty.findings, remark))


def _first(often: re.Pattern[str], texts: Iterable[str]) -> str:
    """The words of a rhythm in the first of the texts that has any."""
    return next((found[0] for text in texts if (found := often.search(text))), "")
