"""The limit that a heading prints for all that stands under it: "1. Nhiệm vụ hoàn thành trước ngày 30/6/2026:"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reminder.documents.accounting import Printed, Where
from reminder.documents.bullets import without_number
from reminder.documents.narrative.deadlines import TIME_FIRST, Deadline
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sentences import says_only_time

_SAYS_WHEN: Final = re.compile(
    r"\b(?:hoàn thành|hoàn tất|xong|kết thúc|thực hiện (?:trong|trước|xong)|thời hạn|thời gian)\b", re.I
)
_AMOUNT: Final = re.compile(r"\W*(?:năm|quý|tháng|giai đoạn)\b[^:]{1,20}:\s*\d[\d.,]*\s*(?:đ|đồng|triệu|tỷ|tỉ|%)", re.I)
_FEWEST: Final = 3  # words of a task
_WORDS_ALONE: Final = 9  # the level of a paragraph without number or bullet


@dataclass(frozen=True)
class Limit:
    """A deadline in a heading, the one at `place` of the points."""

    heading: str
    place: int
    sentence: str
    one: Deadline

    @property
    def holds_below(self) -> bool:
        """It says when, and not only of what year the heading speaks."""
        if not self.one.kinds & {"time", "term"} or not TIME_FIRST.match(self.one.words):
            return False
        return self.one.bound or bool(_SAYS_WHEN.search(self.sentence)) or says_only_time(self.sentence)

    @property
    def ended(self) -> tuple[Where, str]:
        """Where its words end while no task below takes it: a limit is asked."""
        return ("unplaced", "no-order") if self.one.bound else ("background", "title")

    def said(self, one: Printed) -> bool:
        """These are its words."""
        return one.words in self.one.words


def governing(point: Point, limits: Sequence[Limit]) -> Limit | None:
    """The nearest limit that a task without one of its own stands under; None where there is none."""
    if len(re.findall(r"\w+", point.words)) < _FEWEST or _AMOUNT.match(point.words):
        return None
    if point.level == _WORDS_ALONE and not point.under.endswith(":"):
        return None
    for heading in (without_number(point.under), *reversed(point.path)):
        for limit in reversed(limits):
            if limit.heading == heading:
                return limit if limit.holds_below else None
    return None
