"""Halves of a year, its first and last months and quarters."""

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, Found, Founds, Tail, within
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule


@rule(
    "half",
    "<num> (tháng|t) (đầu|đầu tiên) [của|trong] năm [<tail:year_tail>]",
    like=("6 tháng đầu năm", "6 tháng đầu năm sau"),
)
def first_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng đầu năm 2026"."""
    return within((Found("half", 0, 1, 1, 0, num, LAST),), tail) if 1 <= num <= 12 else None


@rule(
    "half",
    "<num> (tháng|t) (cuối|cuối cùng|còn lại) [của|trong] năm [<tail:year_tail>]",
    like=("3 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
)
def last_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng cuối năm 2026"."""
    return within((Found("half", 0, 13 - num, 1, 0, 12, LAST),), tail) if 1 <= num <= 12 else None


@rule("half", "<num> tháng năm <y>", like=("6 tháng năm 2026", "3 tháng năm 2027"))
def months_of_a_year(p: Place, num: int, y: int) -> Founds | None:
    """ "9 tháng năm 2026": its first nine."""
    return (Found("half", y, 1, 1, y, num, LAST),) if 1 < num < 12 else None


@rule(
    "half", "[<num>] quý (đầu|đầu tiên) [của] năm [<tail:year_tail>]", like=("quý đầu năm 2026", "3 quý đầu năm 2026")
)
def first_quarters(p: Place, num: int = 1, tail: Tail | None = None) -> Founds | None:
    """ "hai quý đầu năm 2026"."""
    return within((Found("half", 0, 1, 1, 0, num * 3, LAST),), tail) if 1 <= num <= 3 else None


@rule(
    "half",
    "[<num>] quý (cuối|cuối cùng) [của] năm [<tail:year_tail>]",
    like=("quý cuối năm 2026", "hai quý cuối năm 2026"),
)
def last_quarters(p: Place, num: int = 1, tail: Tail | None = None) -> Founds | None:
    """ "quý cuối năm 2026"."""
    return within((Found("half", 0, 13 - num * 3, 1, 0, 12, LAST),), tail) if 1 <= num <= 3 else None


BOOK.words("side", {True: ("đầu",), False: ("cuối", "sau")})


@rule(
    "half",
    "nửa <side> [của] năm [<tail:year_tail>]",
    "nửa năm <side> [<tail>]",
    like=("nửa đầu năm", "nửa đầu năm 2026"),
)
def half_year(p: Place, side: bool, tail: Tail | None = None) -> Founds:
    """ "nửa đầu năm 2026"."""
    return within((Found("half", 0, 1 if side else 7, 1, 0, 6 if side else 12, LAST),), tail)


@rule(
    "half",
    "nửa <side> [của] (<found:months> | <found:quarters>)",
    like=("Nửa đầu tháng 9/2026", "nửa cuối quý II/2026"),
)
def half_unit(p: Place, side: bool, found: Founds) -> Founds:
    """ "nửa cuối tháng 6": from the 16th; of a quarter, from the middle of its second month."""
    made = []
    for one in found:
        middle = one.m1 if one.kind == "month" else one.m1 + 1
        made.append(one.but(kind="half", m2=middle, d2=15) if side else one.but(kind="half", m1=middle, d1=16))
    return tuple(made)
