"""The days on which something is due: days off, days without room for who gathers, reports without a day."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from reminder.core.deadline import last_day
from reminder.core.working_calendar import DAY, FIRST, LAST
from reminder.engine.linting.data_ends import data_end
from reminder.engine.linting.draft import Draft, Item
from reminder.engine.linting.remark import Hit, Rule
from reminder.engine.linting.times import says_no_period
from reminder.phrases import Due
from reminder.rulefile.reading.report_law import report_law
from reminder.text_matching import folded
from reminder.translatable import N_

_YEAR: Final = timedelta(366)
_SEASONS: Final = 3 * _YEAR
_APART: Final = timedelta(31)  # what lies further apart are no two tiers of one report
_DAY_PRINTED: Final = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}|\bngày\s*\d|\bngày mùng", re.I)
_LIMIT: Final = re.compile(r"\b(?:trước|chậm nhất|muộn nhất|đến hết|hết|hạn|xong|hoàn thành)\b", re.I)
_EVENT: Final = re.compile(
    r"\W*(?:to chuc|le |hoi nghi|hoi thao|hop |dien tap|ngay hoi|tuan le|phat dong|khai mac|khai giang|kiem tra"
    r"|tiep xuc|ra quan)"
)
_FAIR: Final = re.compile(r"dot xuat|theo quy dinh|theo yeu cau|theo chi dao|kip thoi|\bkhi\b")
_DAY_OFF_SAID: Final = re.compile(r"\btrung\b.{0,30}\bngay nghi\b|\bngay nghi\b.{0,60}\bngay lam viec\b")


def _weekend(draft: Draft) -> Iterator[Hit]:
    return (hit for hit in _off(draft) if "name" not in hit.facts)


def _holiday(draft: Draft) -> Iterator[Hit]:
    return (hit for hit in _off(draft) if "name" in hit.facts)


def _off(draft: Draft) -> Iterator[Hit]:
    """A day printed as a limit on which offices are closed. A draft that says what then holds needs none."""
    if any(_DAY_OFF_SAID.search(folded(item.quote)) for item in draft.items):
        return
    calendar = draft.calendar
    for item in draft.items:
        for due in _limits(item):
            day = last_day(due.on, due.bound)  # "trước ngày 15" leaves the 14th
            if FIRST < day < LAST and not calendar.works(day):
                row = calendar.row(day)
                beside = {"earlier": calendar.on_or_before(day), "later": calendar.on_or_after(day)}
                yield Hit(item, item.phrase, {"day": day, **({"name": row.name} if row else {}), **beside})


def _limits(item: Item) -> Iterator[Due]:
    """The single days of an item; those of a period's end, of an event and of a series are set by something else."""
    reading = item.reading
    if reading.recurrence or reading.faults or reading.start or not _DAY_PRINTED.search(item.phrase):
        return
    if item.row and _EVENT.match(item.plain) and not _LIMIT.search(item.phrase):
        return
    if reading.at and not _LIMIT.search(item.phrase):
        return
    yield from reading.due(FIRST, LAST)


def _without_day(draft: Draft) -> Iterator[Hit]:
    """A report that recurs and has no day in its period."""
    for item in draft.items:
        reading = item.reading
        dated = reading.series or reading.windows or reading.end
        if item.kind in ("report", "submission") and reading.recurrence and not dated and not reading.faults:
            yield Hit(item, item.phrase)


def _now_and_then(draft: Draft) -> Iterator[Hit]:
    """ "Định kỳ báo cáo": neither period nor day."""
    periodic = (item for item in draft.items if says_no_period(item))
    return (Hit(item, item.quote) for item in (*draft.untimed, *periodic) if not _FAIR.search(folded(item.quote)))


def _without_room(draft: Draft) -> Iterator[Hit]:
    """Too little time between what agencies send and what their compiler sends on."""
    by_id = {item.id: item for item in draft.items}
    for above in draft.items:
        for below in (by_id[id_] for id_ in above.compiles):
            if pair := _too_near(draft, below, above):
                handed_in, sent_on = pair
                facts: dict[str, str | int | date] = {"below": handed_in, "above": sent_on, "phrase": below.phrase}
                yield Hit(above, above.phrase, facts | {"n": report_law().slack_days})


def _too_near(draft: Draft, below: Item, above: Item) -> tuple[date, date] | None:
    """The last days of both in the first period in which too little lies between them."""
    handed_in = {due.period: last_day(due.on, due.bound) for due in _dues(draft, below)}
    sent_on = {due.period: last_day(due.on, due.bound) for due in _dues(draft, above)}
    both = [(handed_in[period], day) for period, day in sent_on.items() if period in handed_in]
    return _mostly_near(draft, [pair for pair in both if abs(pair[1] - pair[0]) <= _APART])


def _dues(draft: Draft, item: Item) -> list[Due]:
    return [] if item.reading.faults else list(item.reading.due(draft.since, draft.since + _SEASONS, draft.calendar))


def _behind_cutoff(draft: Draft) -> Iterator[Hit]:
    """Too little time behind the data cut-off that the draft states, beside the day or elsewhere."""
    law = report_law()
    for item in draft.items:
        if item.kind not in ("report", "submission"):
            continue
        ends = ((data_end(draft, item.reading.data_period, due), due) for due in _dues(draft, item))
        pairs = [(end, last_day(due.on, due.bound)) for end, due in ends if end]
        if near := _mostly_near(draft, pairs):
            facts: dict[str, str | int | date] = {"cutoff": near[0], "day": near[1], "n": law.slack_days}
            yield Hit(item, item.phrase, facts | {"article": law.slack_article, "law": law.document})


def _mostly_near(draft: Draft, pairs: Sequence[tuple[date, date]]) -> tuple[date, date] | None:
    """The first pair of days between which too little lies, if that is so of most: a weekend or a holiday between two
    days of one year is no fault of the plan."""
    near = [pair for pair in pairs if draft.calendar.count(pair[0] + DAY, pair[1]) < report_law().slack_days]
    return near[0] if 2 * len(near) > len(pairs) else None


RULES: Final = (
    Rule(
        "day off", _weekend,
        N_("The last day is {day:weekday} {day}; the working day before it is {earlier}, the one after it {later}."),
        N_("Please choose the working day before or after it."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước ngày 15/11/2026",
    ),
    Rule(
        "day off", _holiday,
        N_(
            "The last day {day} is a day off ({name}); the working day before it is {earlier}, the one after it "
            "{later}."
        ),
        N_("Please choose the working day before or after it."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Chậm nhất ngày 30/4/2026",
    ),
    Rule(
        "duty without a day", _without_day,
        N_("The report is to be made periodically, but on which day is not written."),
        N_("Please write the day of each period, as in “trước ngày 20 của tháng cuối quý”."),
        "Sở Y tế báo cáo UBND tỉnh kết quả thực hiện hằng quý.",
    ),
    Rule(
        "duty without a day", _now_and_then,
        N_("The report is to be made periodically, but neither period nor day is written."),
        N_("Please write how often and by which day, as in “trước ngày 15/12 hằng năm”."),
        "Sở Y tế định kỳ báo cáo kết quả thực hiện về UBND tỉnh.",
    ),
    Rule(
        "tier without slack", _without_room,
        N_("Agencies report by {below} (“{phrase}”), and who gathers their reports has to send them on by {above}."),
        N_("Please leave at least {n} working day between the two."),
        "Các sở, ban, ngành báo cáo kết quả về Sở Nội vụ trước ngày 15/12 hằng năm.\n"
        "Sở Nội vụ tổng hợp, báo cáo UBND tỉnh trước ngày 15/12 hằng năm.",
    ),
    Rule(
        "tier without slack", _behind_cutoff,
        N_("Data are taken up to {cutoff} and the report is due by {day}."),
        N_("Please leave at least {n} working day behind the data cut-off ({article} {law})."),
        "Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/12/2026 (số liệu tính đến ngày 14/12/2026).",
    ),
)  # fmt: skip
"""Those about the days on which something is due."""
