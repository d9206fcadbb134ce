"""Weeks of a month, which have no fixed meaning (days 1 to 7, 8 to 14, …, and said), tens of days, weeks of a year."""

from collections.abc import Iterable
from datetime import date

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, NOTHING, Found, Founds, months_found
from reminder.phrases.items import Said
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.numbers import AND

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("ten", {(1, 10): ("thượng tuần",), (11, 20): ("trung tuần",), (21, LAST): ("hạ tuần",)})


@rule("week", "<ten> <months>", like=("trung tuần tháng 9", "Hạ tuần tháng 02/2026"))
def ten_days(p: Place, ten: tuple[int, int], months: Founds) -> Founds:
    """ "trung tuần tháng 8": its middle ten days."""
    return tuple(one.but(kind="week", d1=ten[0], d2=ten[1]) for one in _each(months))


BOOK.words("nth", {1: ("thứ nhất", "đầu", "đầu tiên"), 4: ("thứ tư",), -1: ("cuối", "cuối cùng")})
BOOK.either("week_no", "[thứ] <num>", "<nth>", "<roman>")
_OF = "[của|trong|,] <months>"
_EACH = "[của|trong] (hằng|hàng|mỗi|từng|các) tháng"


@rule(
    "week",
    f"[các|những] tuần <which:week_no> {{{AND} [tuần] <more:week_no>}} {_OF}",
    like=("Tuần 1 tháng 6/2026", "tuần thứ 2 và thứ 3 tháng 5", "tuần cuối tháng 12/2026"),
)
def week_of_month(p: Place, months: Founds, which: int, more: tuple[int, ...] = ()) -> Founds | None:
    """ "tuần 1, 3 tháng 6", "tuần cuối tháng 12"."""
    return _weeks(p, months, [(each, each) for each in (which, *more)])


@rule(
    "week",
    f"tuần <which:week_no> (-|đến|đến hết|tới) [tuần] <last:week_no> {_OF}",
    f"tuần <which:week_no> - <between:week_no> - <last:week_no> {_OF}",
    like=("Tuần 2 - 3 tháng 11/2026", "từ tuần 2 đến tuần 3 tháng 11/2026"),
)
def weeks_of_month(p: Place, months: Founds, which: int, last: int, between: int = 0) -> Founds | None:
    """ "tuần 2 - 3 tháng 11": from the first of one to the last of the other."""
    if (which > last > 0) or which < 0:
        return None
    return tuple(one.but(kind="range") for one in _weeks(p, months, [(which, last)]) or ()) or None


@rule(
    "week",
    f"<num> tuần (đầu|đầu tiên) {_OF}",
    f"<num> tuần (<end:nth>) {_OF}",
    like=("2 tuần đầu tháng 6/2026", "hai tuần cuối tháng 6/2026"),
)
def so_many_weeks(p: Place, months: Founds, num: int, end: int = 1) -> Founds | None:
    """ "hai tuần cuối tháng 6"."""
    return _weeks(p, months, [(1, num) if end > 0 else (-num, -1)]) if 1 <= num <= 4 and abs(end) == 1 else None


@rule(
    "item",
    f"[các] tuần <which:week_no> {{({AND}|-) [tuần] <more:week_no>}} {_EACH} !(<mo>)",
    "tuần <which:week_no> [của|trong] tháng !(<mo>) [<near>]",
    like=("Tuần đầu tháng sau", "tuần cuối hằng tháng", "tuần 2, 4 hằng tháng"),
)  # fmt: skip
def some_week(p: Place, **rest: object) -> Said:
    """ "tuần đầu tháng sau": of a month without a name a week has no date."""
    return Said("undated")


def _weeks(p: Place, months: Founds, weeks: Iterable[tuple[int, int]]) -> Founds | None:
    days = []
    for first, last in weeks:
        if not (1 <= first <= 5 or -4 <= first <= -1) or not (1 <= last <= 5 or last == -1):
            return None
        begins = first * 7 - 6 if first > 0 else 32 + first * 7
        days.append((begins, LAST if last in (5, -1) else last * 7))
    p.fault("vague", ", ".join(f"{first}–{'cuối tháng' if last == LAST else last}" for first, last in days))
    return tuple(
        # February may end on the 28th
        one.but(kind="week", d1=22 if first == 29 and one.m1 == 2 else first, d2=last)
        for one in _each(months)
        for first, last in days
    )


def _each(months: Founds) -> Founds:
    """Each month of "tháng 11-12/2026" by itself."""
    made = list[Found]()
    for one in months:
        across = 12 if one.m1 > one.m2 else 0
        for number in range(one.m1, one.m2 + across + 1):
            year = one.y1 if across and number <= 12 else one.y2
            made.append(one.but(m1=(number - 1) % 12 + 1, m2=(number - 1) % 12 + 1, y1=year, y2=year))
    return tuple(made) if len(made) > len(months) else months


@rule("week", "tuần (cuối|cuối cùng) [của] năm <y>", like=("tuần cuối năm 2026",))
def last_week_of_year(p: Place, y: int) -> Founds | None:
    """ "tuần cuối năm 2026": from the 25th of December, and said."""
    return _weeks(p, months_found(p, 12, year=y), [(-1, -1)])


_YEAR = "[của] (/ <y> | năm <y>)"


@rule(
    "week",
    f"[các] tuần [thứ] <num> {{(,|và|, và) [tuần] [thứ] <more:num>}} {_YEAR}",
    f"tuần [thứ] <num> (-|đến) [tuần] [thứ] <last:num> {_YEAR}",
    "tuần <num> - <y>",
    like=("Tuần 25 năm 2026", "tuần 24 - 25 năm 2026"),
)
def week_of_year(p: Place, num: int, y: int, more: tuple[int, ...] = (), last: int = 0) -> Founds:
    """Weeks by their ISO numbers."""
    spans = [(num, last)] if last else [(each, each) for each in (num, *more)]
    try:
        days = [(date.fromisocalendar(y, first, 1), date.fromisocalendar(y, end, 7)) for first, end in spans]
    except ValueError:
        p.fault("no_such_period")
        return NOTHING
    kind = "range" if last else "week"
    return tuple(Found(kind, a.year, a.month, a.day, b.year, b.month, b.day) for a, b in days)
