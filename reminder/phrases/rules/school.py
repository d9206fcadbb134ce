"""School years and their terms: none has fixed days, so each is said to be loose."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule


_SCHOOL = "<y> [(-|/) <n>]"


@rule("terms", f"(năm học|niên học) {_SCHOOL}", like=("Năm học 2025-2026", "năm học 2026-2027"))
def school_year(p: Place, y: int, n: int = 0) -> Founds:
    """A school year: September to May, and said to be loose."""
    p.fault("vague", f"01/9/{y} - 31/5/{y + 1}")
    return (Found("span", y, 9, 1, y + 1, 5, 31),)


@rule(
    "terms",
    f"học kỳ (i|1|một) [,] [của] năm học {_SCHOOL}",
    "học kỳ (i|1) [,] [năm] <y> (-|/) <n>",
    f"(hki|hk i|hk 1|học kì i|học kì 1) [,] [của] [năm học] {_SCHOOL}",
    like=("học kỳ I năm học 2026-2027", "Trong học kỳ I, năm học 2026 - 2027"),
)
def first_term(p: Place, y: int, n: int = 0) -> Founds:
    """The first school term ends in January."""
    p.fault("vague", f"01/9/{y} - 15/01/{y + 1}")
    return (Found("span", y, 9, 1, y + 1, 1, 15),)


@rule(
    "terms",
    f"học kỳ (ii|2|hai) [,] [của] năm học {_SCHOOL}",
    "học kỳ (ii|2) [,] [năm] <y> (-|/) <n>",
    f"(hkii|hk ii|hk 2|học kì ii|học kì 2) [,] [của] [năm học] {_SCHOOL}",
    like=("học kỳ II năm học 2026-2027", "Hết học kỳ II năm học 2025-2026"),
)
def second_term(p: Place, y: int, n: int = 0) -> Founds:
    """The second school term ends with the school year."""
    p.fault("vague", f"16/01/{y + 1} - 31/5/{y + 1}")
    return (Found("span", y + 1, 1, 16, y + 1, 5, 31),)


@rule(
    "terms",
    "[hai|ba|các|những] năm học <a:y> - <b:y> {(,|và|, và) [năm học] <c:y> - <e:y>}",
    like=("các năm học 2026-2027, 2027-2028",),
)
def school_years(p: Place, a: int, b: int, c: tuple[int, ...] = (), e: tuple[int, ...] = ()) -> Founds | None:
    """ "hai năm học 2026-2027 và 2027-2028"."""
    if not c or b != a + 1:
        return None
    p.fault("vague", f"01/9/{a} - 31/5/{e[-1]}")
    return tuple(Found("span", y, 9, 1, y + 1, 5, 31) for y in (a, *c))
