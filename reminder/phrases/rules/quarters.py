"""Quarters by number, in Roman and in other figures."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Founds, Tail, months_found, units_found, within
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.rules.numbers import AND, OTHER

BOOK = Rulebook()
rule = BOOK.rule

_ROMAN = ("i", "ii", "iii", "iv")
BOOK.words("bare", {n: (roman,) for n, roman in enumerate(_ROMAN, 1)})
BOOK.words("glued", {n: (f"q{roman}", f"quý{roman}", f"quí{roman}") for n, roman in enumerate(_ROMAN, 1)})
BOOK.words("misread", {1: ("l",), 2: ("ll", "il", "li"), 3: ("lll",), 4: ("lv",)})
_Q = "(quý|quí|q|các quý|những quý) [.]"


@rule(
    "quarters",
    f"{_Q} <a:qu> {{{AND} [quý|quí|q] <b:qu> {OTHER}}} [<tail>]",
    f"<a:glued> {{{AND} (<b:glued> | <b:bare>)}} [<tail>]",
    like=("Quý IV", "Q2-2026",),
)  # fmt: skip
def listed_quarters(p: Place, a: int, b: tuple[int, ...] = (), tail: Tail | None = None) -> Founds:
    """Quarters by number: "quý II và III năm 2026"."""
    return units_found(p, (a, *b), tail, "quarter")


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
    "quarters",
    "(quý|quí) (.|/) {(.|/)} [năm] <y>",
    "(quý|quí) <one_word> [<d>] / <y>",
    "(quý|quí) <d> (i|ii|iii|iv|v|vi) / <y>",
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


@rule("quarters", "(quý|quí) i (i|v) [<tail>]", "(quý|quí) i i i [<tail>]", like=("Quý I I/2026", "Quý I V/2026"))
def split_quarter(p: Place, tail: Tail | None = None) -> Founds:
    """ "Quý I V/2026": a blank inside the figure."""
    quarter = 4 if p.has("v") else sum(word == "i" for word in p.chart.words[p.first : p.end])
    p.fault("split_number", f"quý {quarter}")
    return within(months_found(p, quarter, kind="quarter"), tail)
