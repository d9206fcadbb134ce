"""Months, quarters, years, school years and halves of a year."""

from reminder.phrases.chart import Place
from reminder.phrases.found import LAST, NOTHING, Found, Founds, Tail, months_found, within, year_found
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_ROMAN = ("i", "ii", "iii", "iv")
BOOK.words("bare", {n: (roman,) for n, roman in enumerate(_ROMAN, 1)})
BOOK.words("glued", {n: (f"q{roman}", f"quý{roman}", f"quí{roman}") for n, roman in enumerate(_ROMAN, 1)})

# A number of a list is none where a word behind it says that it is something else.
_OTHER = "!(tháng | ngày | giờ | h | tuần | lần | % | quý | / <d> | / <n> / | - <n> - | năm !(<y> | <near> | nay | n))"
_AND = "(, | và | + | hoặc | , và | / | ;)"
_Q = "(quý|quí|q|các quý|những quý) [.]"


@rule(
    "months", f"tháng <a:mo> {{{_AND} (tháng <b:mo> | <b:mo> {_OTHER})}} [<tail>]", like=("Đầu tháng 6", "tháng6/2026")
)
def listed_months(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Months by number: "tháng 3, 6 và 9/2026"."""
    return _units(p, (a, *b), tail, "month")


@rule("months", f"tháng <a:mo> - [tháng] <b:mo> {{{_AND} tháng <c:mo>}} [<tail>]", like=("Tháng 4-10 hằng năm",))
def joined_months(p: Place, a: int, b: int, c: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """From one month to another: "tháng 4-5/2026"."""
    return within((*months_found(p, a, b), *_units(p, c, None, "month")), tail)


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
    return _units(p, (a, b, *c), Tail(y), "month") if all(1 <= n <= 12 for n in (a, b, *c)) else None


@rule(
    "months", "t [.] <a:d> (/|-|.) <y>", "t [.] <a:d> (-|đến) t [.] <b:d> (/|-|.) <y>", like=("T6/2026", "T2-T7/2026")
)
def short_month(p: Place, a: int, y: int, b: int = 0) -> Founds:
    """ "T6/2026"."""
    return months_found(p, a, b, y)


@rule("months", "t [.] <a:d> {(,|và|, và) t [.] <b:d>} (/|-|.) <y>", like=("T1, T7/2027", "T5 và T11/2026"))
def short_months(p: Place, a: int, y: int, b: tuple[int, ...] = ()) -> Founds | None:
    """ "T6, T9/2026"."""
    return _units(p, (a, *b), Tail(y), "month") if b else None


@rule("months", "tháng (.|/) {(.|/)} [năm] <y>", like=("tháng …/2026", "tháng  /2026"))
def blank_month_of(p: Place, y: int) -> Founds | None:
    """ "tháng …/2026": nobody filled the month in."""
    p.fault("no_month")
    return NOTHING


@rule(
    "quarters",
    "(quý|quí) (.|/) {(.|/)} [năm] <y>",
    "(quý|quí) <one_word> [<d>] / <y>",
    "(quý|quí) <d> (i|ii|iii|iv|v|vi) / <y>",
    "(quý|quí) <bare> <d> / <y>",
    like=("Quý …/2026", "Quý 1V/2026"),
)
def blank_quarter(p: Place, y: int, **rest: object) -> Founds:
    """ "Quý …/2026", "Quý II1/2026": nobody filled the quarter in, or it is none."""
    p.fault("no_such_period")
    return NOTHING


@rule("quarters", "(quý|quí) <misread> [<tail>]", like=("Quý ll/2026", "Quý lV/2026"))
def misread_quarter(p: Place, misread: int, tail: Tail | None = None) -> Founds:
    """ "Quý lV/2026": the letter l stands for I."""
    p.fault("letter_in_number", "I" * misread if misread < 4 else "IV")
    return within(months_found(p, misread, kind="quarter"), tail)


BOOK.words("misread", {1: ("l",), 2: ("ll", "il", "li"), 3: ("lll",), 4: ("lv",)})


@rule("quarters", "(quý|quí) i (i|v) [<tail>]", "(quý|quí) i i i [<tail>]", like=("Quý I I/2026", "Quý I V/2026"))
def split_quarter(p: Place, tail: Tail | None = None) -> Founds:
    """ "Quý I V/2026": a blank inside the figure."""
    quarter = 4 if p.has("v") else sum(word == "i" for word in p.chart.words[p.first : p.end])
    p.fault("split_number", f"quý {quarter}")
    return within(months_found(p, quarter, kind="quarter"), tail)


@rule("years", "năm <y:parted_year>", like=("Năm 20 26",))
def split_year(p: Place, y: int) -> Founds | None:
    """ "Năm 20 26"."""
    if not 1945 <= y <= 2150:
        return None
    p.fault("split_number", str(y))
    return year_found(y)


@rule(
    "quarters",
    f"{_Q} <a:qu> {{{_AND} [quý|quí|q] <b:qu> {_OTHER}}} [<tail>]",
    f"<a:glued> {{{_AND} (<b:glued> | <b:bare>)}} [<tail>]",
    like=("Quý IV", "Q2-2026",),
)  # fmt: skip
def listed_quarters(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Quarters by number: "quý II và III năm 2026"."""
    return _units(p, (a, *b), tail, "quarter")


@rule(
    "quarters",
    f"{_Q} <a:qu> - [quý|quí|q] <b:qu> [<tail>]",
    "<a:glued> - (<b:glued> | <b:bare>) [<tail>]",
    like=("Quý 2-3/2026", "Quý I-IV/2026"),
)
def joined_quarters(p: Place, a: int, b: int, tail: Tail | None = None) -> Founds:
    """From one quarter to another: "quý II-III/2026"."""
    return within(months_found(p, a, b, kind="quarter"), tail)


@rule("quarters", "<a:bare> [- <b:bare>] / <y>", like=("IV/2026", "III-IV/2026"))
def bare_quarter(p: Place, a: int, y: int, b: int = 0) -> Founds:
    """ "IV/2026": Roman figures before a year name quarters in plans, though the word is missing."""
    p.fault("vague", f"quý {''.join(p.chart.words[p.first : p.end]).upper()}")
    return months_found(p, a, b, y, "quarter")


@rule(
    "years",
    "[các|những|hai|ba|bốn|cả|trong cả] năm <y> !((/|.) <d> | lần | / lần)", "<y> !(/ <d> | - <d> - | . <d>)",
    "niên độ <y>",
    like=("2010", "2026.",),
)  # fmt: skip
def one_year(p: Place, y: int) -> Founds:
    """A year."""
    return year_found(y)


@rule("years", "[năm] <a:y> - <b:y>", like=("Kế hoạch 5 năm 2026-2030", "HĐND tỉnh khóa XIV, nhiệm kỳ 2021-2026"))
def year_range(p: Place, a: int, b: int) -> Founds:
    """ "2026-2030"."""
    return year_found(a, b)


@rule("years", "năm <bad>", "<bad> - <y>", "<y> - <bad>", "<y> - <d> !(- | /)", like=("Năm 202", "năm 206"))
def no_years(p: Place, **rest: object) -> Founds:
    """Digits where a year must stand that are none."""
    p.fault("broken_year")
    return NOTHING


@rule("years", "năm nay", like=("năm nay",))
def document_year(p: Place) -> Founds | None:
    """The document's own year."""
    return year_found(p.on.year) if p.on else None


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


@rule("terms", "(lớp|khối) <n> [,] <terms>", like=("lớp 9 năm học 2026-2027", "khối 5 năm học 2026-2027"))
def school_class(p: Place, n: int, terms: Founds) -> Founds:
    """The number of a class is none of a date."""
    return terms


@rule(
    "half",
    "<num> tháng (đầu|đầu tiên) [của|trong] năm [<tail:year_tail>]",
    like=("6 tháng đầu năm", "6 tháng đầu năm sau"),
)
def first_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng đầu năm 2026"."""
    return within((Found("half", 0, 1, 1, 0, num, LAST),), tail) if 1 <= num <= 12 else None


@rule(
    "half",
    "<num> tháng (cuối|cuối cùng|còn lại) [của|trong] năm [<tail:year_tail>]",
    like=("3 tháng cuối năm 2026", "6 tháng cuối năm 2026"),
)
def last_months(p: Place, num: int, tail: Tail | None = None) -> Founds | None:
    """ "6 tháng cuối năm 2026"."""
    return within((Found("half", 0, 13 - num, 1, 0, 12, LAST),), tail) if 1 <= num <= 12 else None


@rule("half", "<num> tháng năm <y>", like=("6 tháng năm 2026", "3 tháng năm 2027"))
def months_of_a_year(p: Place, num: int, y: int) -> Founds | None:
    """ "9 tháng năm 2026": its first nine."""
    return (Found("half", y, 1, 1, y, num, LAST),) if num in (3, 6, 9) else None


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


def _units(p: Place, numbers: tuple[int, ...], tail: Tail | None, kind: str) -> Founds:
    found = tuple(one for number in numbers for one in months_found(p, number, kind=kind))
    return within(found, tail) if len(found) == len(numbers) else NOTHING
