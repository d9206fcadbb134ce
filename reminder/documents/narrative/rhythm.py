"""A day without a year that recurs because a heading or a neighbour says so: "Điều 6. Chế độ báo cáo hằng năm"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from reminder.documents.finding import Spot, found
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.narrative.outline import Point
from reminder.phrases.time_words import time_words

_YEARLY: Final = re.compile(r"\b(?:(?:hằng|hàng|mỗi) năm)\b", re.I)
_ABOVE: Final = re.compile(r"\b(?:thời hạn|mốc|thời gian|báo cáo)\b[^.;]{0,20}\b(?:nêu trên|trên đây|trên)\b", re.I)
_DAY: Final = re.compile(r"\d{1,2}\s?(?:/|tháng)\s?\d{1,2}\b", re.I)


def with_rhythm(points: Sequence[Point], duties: Sequence[DutyRow]) -> list[DutyRow]:
    """The duties; where one prints a day and a month, no year and no rhythm, and its heading or a neighbour of the same
    height says "hằng năm", that is taken for it too, and said."""
    places = {point.paragraph.spot: place for place, point in enumerate(points)}
    return [_yearly(points, places, duty) for duty in duties]


def _yearly(points: Sequence[Point], places: dict[Spot, int], duty: DutyRow) -> DutyRow:
    words = time_words(duty.schedule_raw)
    if (
        not _DAY.search(duty.schedule_raw)
        or any(one.year or one.kind == "often" for one in words)
        or duty.spot not in places
    ):
        return duty
    where = _said(points, places[duty.spot])
    if not where:
        return duty
    remark = found("rhythm", duty.spot, words=duty.schedule_raw, quote=where)
    return replace(duty, schedule_raw=f"{duty.schedule_raw} … {where}", findings=(*duty.findings, remark))


def _said(points: Sequence[Point], place: int) -> str:
    """The words of a rhythm that reach the point: in its paragraph, its headings, beside it, or behind it."""
    point = points[place]
    beside = [p for p in points if p.path == point.path and p.under == point.under and point.path and p is not point]
    texts = [point.paragraph.text, *reversed(point.path)]
    texts += [p.paragraph.text for p in beside if _DAY.search(p.paragraph.text)]
    texts += [p.paragraph.text for p in points[place + 1 : place + 8] if _ABOVE.search(p.paragraph.text)]
    return next((found[0] for text in texts if (found := _YEARLY.search(text))), "")
