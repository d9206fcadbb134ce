"""Times that cannot both be meant."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from reminder.documents.accounting import short
from reminder.documents.blocks import Paragraph
from reminder.documents.narrative.background import background
from reminder.documents.narrative.case import Case
from reminder.documents.narrative.deadlines import Deadline, deadlines
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sameness import same_time
from reminder.engine.linting.draft import Draft, Item, span
from reminder.engine.linting.remark import Hit, Rule
from reminder.phrases import read
from reminder.text_matching import folded
from reminder.translatable import N_

_MONTH: Final = timedelta(31)
_PERIOD: Final = re.compile(
    r"\bquy (?:[iv]+|\d)\b|\b[369] thang\b|\bso ket\b|\bgiua ky\b|\bdot \d|\bgiai doan\b|\bky \w+"
)
_PLAN: Final = r"(?:ke hoach|chuong trinh|de an|chien dich|phong trao|chi thi|nghi quyet)\b"
_SUMS_UP: Final = re.compile(
    rf"\btong ket(?:$| (?:(?:viec |ket qua )?(?:thuc hien|trien khai)|{_PLAN}))|\bket thuc {_PLAN}"
)
_COMMON: Final = re.compile(
    r"\b(?:bao cao|ket qua|thuc hien|trien khai|chu tri|phoi hop|voi|cac|va|cua|ve|tren dia ban|tinh|xay dung"
    r"|to chuc)\b"
)


def _fault(code: str) -> Callable[[Draft], Iterator[Hit]]:
    def finds(draft: Draft) -> Iterator[Hit]:
        return (Hit(i, i.phrase) for i in draft.items if any(f.code == code for f in i.reading.faults))

    return finds


def _other_weekday(draft: Draft) -> Iterator[Hit]:
    for hit in _fault("other_weekday")(draft):
        if end := hit.item.reading.end:
            yield Hit(hit.item, hit.words, {"day": end})


def _apart(draft: Draft) -> Iterator[Hit]:
    """ "Tháng 8/2026 (Quý II)": a time and its gloss, of which neither holds any day of the other."""
    for item in draft.items:
        windows = [(w.start or w.end, w.end) for w in item.reading.windows]
        if len(windows) != 2 or item.reading.faults:
            continue
        (a, b), (c, d) = windows
        if a and b and c and d and (b < c or d < a) and _glosses(item.phrase, b - a, d - c):
            yield Hit(item, item.phrase)


def _glosses(phrase: str, first: timedelta, second: timedelta) -> bool:
    """The second time explains the first: it stands in brackets, or is a month beside a quarter."""
    if re.search(r"\b(?:đợt|lần|giai đoạn|kỳ|bước)\b|[;\n]", phrase, re.I):
        return False
    if re.search(r"^[^()]*\d[^()]*\([^()]*(?:\d|quý)[^()]*\)[^()\d]*$", phrase, re.I):
        return True
    of_two_sizes = (first < _MONTH) != (second < _MONTH)
    return of_two_sizes and "," in phrase and not re.search(r"\bvà\b|\bđến\b", phrase)


def _over(draft: Draft) -> Iterator[Hit]:
    for item in draft.items:
        if draft.first_on and item.span and item.span[1] < draft.first_on:
            yield Hit(item, item.phrase)


def _title_says_other(draft: Draft) -> Iterator[Hit]:
    for row in draft.rows:
        for one in deadlines(row.title)[0] if row.span else ():
            said = _when(one, row.title, draft) if row.span else None
            if said and row.span and (said[1] < row.span[0] or row.span[1] < said[0]):
                yield Hit(row, row.phrase, {"other": one.words})


def _when(one: Deadline, title: str, draft: Draft) -> tuple[date, date] | None:
    """The days of a time in a row's title, where it is when the task is done and not what it is about."""
    point = Point(Paragraph(title, draft.rows[0].spot), (), "", title, 9, heads=False)
    if background(Case(title, one, point, None)) is not None:
        return None
    reading = read(one.words, draft.since)
    return None if reading.faults else span(reading)


class _Duty(NamedTuple):
    """An item, of which rounds it is (`quy iii`), and its words without those that many duties have."""

    item: Item
    rounds: tuple[str, ...]
    words: frozenset[str]


def _two_times(draft: Draft) -> Iterator[Hit]:
    """The same duty of the same body, at times that exclude each other."""
    by_body = dict[tuple[str, str], list[_Duty]]()
    for item in draft.items:
        if item.span or item.reading.recurrence:
            duty = _duty(item)
            before = by_body.setdefault((item.kind, folded(item.lead.raw)), [])
            one = next((d.item for d in before if _same(d, duty) and _exclusive(d.item, item, draft)), None)
            if one:
                where = one.label or short(one.title, 60)
                yield Hit(item, item.phrase, {"other": one.phrase, "where": where})
            before.append(duty)


def _duty(item: Item) -> _Duty:
    words = folded(item.quote if item.kind == "report" else item.title)
    own = _COMMON.sub(" ", words.replace(folded(item.phrase), " "))
    return _Duty(item, tuple(_PERIOD.findall(words)), frozenset(re.findall(r"\w+", own)))


def _same(one: _Duty, other: _Duty) -> bool:
    """The same words, or a few more in one of them, but no number. Of rows a few words do; of sentences it takes more,
    a body that is told, and two places."""
    few, many = sorted((one.words, other.words), key=len)
    if one.rounds != other.rounds or not few <= many or len(few) < 0.8 * len(many):
        return False
    if one.item.row and other.item.row:
        enough = len(few) >= 3
    else:
        enough = len(few) >= 5 and bool(one.item.lead.raw) and one.item.spot != other.item.spot
    return enough and not any(word.isdigit() for word in many - few)


def _exclusive(one: Item, other: Item, draft: Draft) -> bool:
    if one.reading.faults or other.reading.faults:
        return False
    if one.span and other.span:
        return one.span[1] < other.span[0] or other.span[1] < one.span[0]
    often = [item.reading.recurrence for item in (one, other)]
    if None in often or often[0] != often[1]:
        return False
    first, second = (list(i.reading.due(draft.since, draft.since + timedelta(732))) for i in (one, other))
    return bool(first and second) and not same_time(one.phrase, other.phrase)


def _behind_the_end(draft: Draft) -> Iterator[Hit]:
    """Tasks that begin, or have their one day, behind the last report that sums the plan up."""
    ends = [(i.span[1], i.phrase) for i in draft.items if i.span and _sums_up(i)]
    last, phrase = max(ends, default=(date.max, ""))
    for item in draft.items:
        if item.kind == "task" and item.span and not _SUMS_UP.search(item.plain):
            begun = item.reading.start or item.reading.windows
            if item.span[0 if begun else 1] > last:
                yield Hit(item, item.phrase, {"other": phrase})


def _sums_up(item: Item) -> bool:
    return bool(_SUMS_UP.search(item.plain)) and not _PERIOD.search(item.plain)


RULES: Final = (
    Rule(
        "contradiction", _fault("backwards"),
        N_("The end lies before the start."),
        N_("Please set start and end anew."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Từ tháng 9/2026 đến tháng 3/2026",
    ),
    Rule(
        "contradiction", _fault("no_such_date"),
        N_("There is no such day in the calendar."),
        N_("Please correct the day."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Trước ngày 31/9/2026",
    ),
    Rule(
        "contradiction", _fault("no_such_period"),
        N_("There is no such month or quarter."),
        N_("Please correct it."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý V/2026",
    ),
    Rule(
        "contradiction", _other_weekday,
        N_("Weekday and day do not agree: {day} is a {day:weekday}."),
        N_("Please correct one of them."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Thứ Hai, ngày 17/11/2026",
    ),
    Rule(
        "contradiction", _apart,
        N_("Of the two times written here neither holds the other."),
        N_("Please write one of them."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Tháng 8/2026 (Quý II)",
    ),
    Rule(
        "contradiction", _over,
        N_("This time is over before the document is issued."),
        N_("Please set another time, or leave the task out if it is done."),
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Quý IV/2025",
    ),
    Rule(
        "contradiction", _title_says_other,
        N_("The task itself says “{other}”, which is another time than that of its column."),
        N_("Please write one time for both."),
        "Hoàn thành Đề án cấp nước trước ngày 30/6/2026 | Đề án | Sở Y tế | Quý IV/2026",
    ),
    Rule(
        "contradiction", _two_times,
        N_("For the same duty the draft says “{other}” elsewhere ({where})."),
        N_("Please write one time in both places."),
        "Xây dựng Đề án cấp nước sạch nông thôn | Đề án | Sở Y tế | Quý II/2026\n"
        "Xây dựng Đề án cấp nước sạch nông thôn | Đề án | Sở Y tế | Quý IV/2026",
    ),
    Rule(
        "contradiction", _behind_the_end,
        N_("This comes after the draft is summed up (“{other}”)."),
        N_("Please have the task done before that day, or the report later."),
        "Tổng kết thực hiện Kế hoạch | Báo cáo | Sở Nội vụ | Trước ngày 18/11/2026\n"
        "Xây dựng Đề án cấp nước | Đề án | Sở Y tế | Tháng 12/2026",
    ),
)  # fmt: skip
"""Those about times that exclude each other."""

CODES: Final = frozenset({"backwards", "no_such_date", "no_such_period", "other_weekday"})
"""The faults of a phrase that are named here."""
