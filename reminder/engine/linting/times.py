"""When it is to be done: no time, one that leads nowhere, and how a time is written."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from reminder.directory.citations import without_citations
from reminder.engine.linting.draft import Draft, Item, blank
from reminder.engine.linting.remark import Hit, Rule
from reminder.phrases.time_words import time_words
from reminder.translatable import N_

_BLANK: Final = re.compile(r"[….]{1,}|_|\bngày\s+tháng\b|/\s*/")
_TITLE_YEAR: Final = re.compile(r"năm\s*(20\d\d)", re.I)

_DAY_BLANK: Final = frozenset({"no_day"})
_MISTYPED: Final = frozenset(
    {"doubled_sign", "split_number", "letter_in_number", "misspelt", "short_year", "broken_year"}
)
_YEAR_LEFT_OUT: Final = frozenset({"no_year", "year_from_document", "crosses_year", "year_apart"})
_EVENT_LEFT_OUT: Final = frozenset({"no_event", "no_base"})
_ROUND: Final = frozenset(
    {"no_period", "no_first_year", "no_interval", "never_due", "all_over", "no_month", "month_of_quarter"}
)
_VAGUE: Final = frozenset({"vague"})
_UNCLEAR: Final = frozenset(
    {
        "other_name",
        "beside",
        "which_counts",
        "over",
        "each_day",
        "event_day",
        "count_or_day",
        "two_numbers",
        "side_by_side",
        "unread",
        "no_date",
    }
)


def says_no_period(item: Item) -> bool:
    """ "Định kỳ báo cáo": it comes again, and nothing says how often."""
    return {fault.code for fault in item.reading.faults} == {"no_period"} and not item.row


def _without_time(draft: Draft) -> Iterator[Hit]:
    return (Hit(item, "") for item in draft.items if blank(item.phrase) and item.title)


def _elsewhere(draft: Draft) -> Iterator[Hit]:
    for item in draft.items:
        waits = item.reading.indeterminate and not item.reading.relative and not item.reading.faults
        waits = waits and (item.row or not any(one.kind == "cited" for one in time_words(item.quote)))
        if waits and not blank(item.phrase) and not item.on_request:
            yield Hit(item, item.phrase)


def _half_blank(draft: Draft) -> Iterator[Hit]:
    return (Hit(item, item.phrase) for item in draft.half_dated if _BLANK.search(item.phrase))


def _odd(codes: frozenset[str], where: Callable[[Item], object] = bool) -> Callable[[Draft], Iterator[Hit]]:
    """Where a phrase has a fault of these codes, once an item."""

    def finds(draft: Draft) -> Iterator[Hit]:
        odd = (item for item in draft.items if any(fault.code in codes for fault in item.reading.faults))
        return (Hit(item, item.phrase) for item in odd if where(item))

    return finds


def _term(item: Item) -> object:
    """A cell, or words that set a term; "90 ngày" in a sentence may be how long something lasts."""
    return item.row or re.match(r"(?:trong|chậm nhất|muộn nhất)\b", item.phrase, re.I)


def _whole_cell(item: Item) -> object:
    """A cell that says nothing else that is odd. What is not understood of a sentence may be no time at all."""
    return item.row and all(fault.code in _UNCLEAR for fault in item.reading.faults)


def _lunar(draft: Draft) -> Iterator[Hit]:
    """A day of the lunar calendar alone; it is no fault, but what day it is has to be looked up."""
    for item in draft.items:
        days = [day for day in item.reading.calendar_days if day.lunar and day.year]
        if days and not item.reading.end and not item.reading.windows:
            yield Hit(item, item.phrase)


def _no_year(draft: Draft) -> Iterator[Hit]:
    """The year of the document, or the one that its title names, goes without saying."""
    plain = {str(draft.first_on.year)} if draft.first_on else set()
    plain |= set(_TITLE_YEAR.findall(without_citations(draft.head.title)))
    for hit in _odd(_YEAR_LEFT_OUT)(draft):
        faults = [fault for fault in hit.item.reading.faults if fault.code in _YEAR_LEFT_OUT]
        if any(fault.note not in plain for fault in faults):
            yield hit


RULES: Final = (
    Rule(
        "no date", _without_time,
        N_("No time is written."),
        N_("Please add by when it is to be done."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | ",
    ),
    Rule(
        "no date", _elsewhere,
        N_("The time is that of another schedule, so that no date follows from it."),
        N_("Please write a date, or number and day of the document that has the schedule."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Theo lộ trình được duyệt",
    ),
    Rule(
        "no date", _odd(_DAY_BLANK),
        N_("The day is left blank."),
        N_("Please write day, month and year."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước ngày … tháng 8 năm 2026",
    ),
    Rule(
        "no date", _half_blank,
        N_("The day is left blank."),
        N_("Please write day, month and year."),
        "Sở Y tế hoàn thành rà soát các cơ sở trước ngày … tháng 8 năm 2026.",
    ),
    Rule(
        "odd phrase", _odd(_MISTYPED),
        N_("The time is mistyped."),
        N_("Please correct it."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước 30/06//2026",
    ),
    Rule(
        "odd phrase", _no_year,
        N_("The time has no year."),
        N_("Please write the year."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước ngày 15/01",
    ),
    Rule(
        "odd phrase", _odd(_EVENT_LEFT_OUT, _term),
        N_("It is not written from when this term runs."),
        N_("Please write the day or the event it runs from."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trong thời hạn 10 ngày",
    ),
    Rule(
        "odd phrase", _odd(_ROUND, lambda item: not says_no_period(item)),
        N_("It is not clear on which days of which periods this falls due."),
        N_("Please write the period and the day in each, as in “trước ngày 20 của tháng cuối quý”."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Ngày 15 hằng quý",
    ),
    Rule(
        "odd phrase", _odd(_VAGUE),
        N_("This time has no fixed last day."),
        N_("Please write the day by which it is to be done."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Đầu quý III/2026",
    ),
    Rule(
        "odd phrase", _lunar,
        N_("This is a day of the lunar calendar."),
        N_("Please add the day of the solar calendar."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước ngày 15 tháng 8 âm lịch năm 2026",
    ),
    Rule(
        "odd phrase", _odd(_UNCLEAR, _whole_cell),
        N_("It is not clear which day is meant."),
        N_("Please write day, month and year."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước khi khai mạc kỳ họp",
    ),
)  # fmt: skip
"""Those about how a time is written."""

CODES: Final = (
    _DAY_BLANK, _MISTYPED, _YEAR_LEFT_OUT, _EVENT_LEFT_OUT, _ROUND, _VAGUE, _UNCLEAR,
)  # fmt: skip
