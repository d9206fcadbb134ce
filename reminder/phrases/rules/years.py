"""Years and runs of them."""

from reminder.phrases.chart import Place
from reminder.phrases.found import NOTHING, Founds, year_found
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule


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


@rule("years", "năm nay", like=("năm nay",))
def document_year(p: Place) -> Founds | None:
    """The document's own year."""
    return year_found(p.on.year) if p.on else None


@rule("years", "năm <y:parted_year>", like=("Năm 20 26",))
def split_year(p: Place, y: int) -> Founds | None:
    """ "Năm 20 26"."""
    if not 1945 <= y <= 2150:
        return None
    p.fault("split_number", str(y))
    return year_found(y)


@rule("years", "năm <bad>", "<bad> - <y>", "<y> - <bad>", "<y> - <d> !(- | /)", like=("Năm 202", "năm 206"))
def no_years(p: Place, **rest: object) -> Founds:
    """Digits where a year must stand that are none."""
    p.fault("broken_year")
    return NOTHING
