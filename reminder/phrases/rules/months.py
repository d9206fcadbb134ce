"""Months by number."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Founds, Tail, months_found, units_found, within
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.numbers import AND, OTHER

BOOK = Rulebook()
rule = BOOK.rule


@rule("months", f"tháng <a:mo> {{{AND} (tháng <b:mo> | <b:mo> {OTHER})}} [<tail>]", like=("Đầu tháng 6", "tháng6/2026"))
def listed_months(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Months by number: "tháng 3, 6 và 9/2026"."""
    return units_found(p, (a, *b), tail, "month")


@rule(
    "months",
    f"<num> tháng <a:mo> {{{AND} (tháng <b:mo> | <b:mo> {OTHER})}} [<tail>]",
    like=("trong 3 tháng 4, 5, 6/2026",),
)
def counted_months(p: Place, num: int, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds | None:
    """ "3 tháng 4, 5, 6/2026": so many, and which."""
    return units_found(p, (a, *b), tail, "month") if b and num == len(b) + 1 else None


@rule("months", "(lần|đợt|vòng) <n:d> tháng <a:mo> [<tail>]", like=("đợt 1 tháng 4/2026",))
def month_of_a_round(p: Place, n: int, a: int, tail: Tail | None = None) -> Founds | None:
    """ "đợt 1 tháng 4/2026": the first time, in April, and no first of April."""
    return units_found(p, (a,), tail, "month") if n < 10 else None


@rule("months", f"tháng <a:mo> - [tháng] <b:mo> {{{AND} tháng <c:mo>}} [<tail>]", like=("Tháng 4-10 hằng năm",))
def joined_months(p: Place, a: int, b: int, c: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """From one month to another: "tháng 4-5/2026"."""
    return within((*months_found(p, a, b), *units_found(p, c, None, "month")), tail)


@rule("months", "<n:d> (/|-|.) <y>", like=("6/2026", "01/2026"))
def month_in_figures(p: Place, n: int, y: int) -> Founds:
    """ "12/2026"."""
    return months_found(p, n, year=y)


@rule("months", "<a:d> - <b:d> (/|.|-) <y>", like=("6-12/2026",))
def joined_in_figures(p: Place, a: int, b: int, y: int) -> Founds | None:
    """ "6-12/2026"."""
    return months_found(p, a, b, y) if 1 <= a <= 12 and 1 <= b <= 12 else None


@rule("months", "<a:d> , <b:d> {, <c:d>} (/|.) <y>", like=("3, 6, 9/2026",))
def listed_in_figures(p: Place, a: int, b: int, y: int, c: tuple[int, ...] = ()) -> Founds | None:
    """ "3, 6, 9/2026"."""
    return units_found(p, (a, b, *c), Tail(y), "month") if all(1 <= n <= 12 for n in (a, b, *c)) else None


@rule(
    "months", "t [.] <a:d> (/|-|.) <y>", "t [.] <a:d> (-|đến) t [.] <b:d> (/|-|.) <y>", like=("T6/2026", "T2-T7/2026")
)
def short_month(p: Place, a: int, y: int, b: int = 0) -> Founds:
    """ "T6/2026"."""
    return months_found(p, a, b, y)


@rule("months", "t [.] <a:d> {(,|và|, và) t [.] <b:d>} (/|-|.) <y>", like=("T1, T7/2027", "T5 và T11/2026"))
def short_months(p: Place, a: int, y: int, b: tuple[int, ...] = ()) -> Founds | None:
    """ "T6, T9/2026"."""
    return units_found(p, (a, *b), Tail(y), "month") if b else None


@rule("months", "tháng (.|/) {(.|/)} [năm] <y>", like=("tháng …/2026", "tháng  /2026"))
def blank_month_of(p: Place, y: int) -> Founds | None:
    """ "tháng …/2026": nobody filled the month in."""
    p.fault("no_month")
    return NOTHING
