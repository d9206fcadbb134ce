"""The lunar calendar and its feasts: read as what they are, dated by whoever has a calendar."""

from reminder.phrases.can_chi import CAN, CHI, can_chi, year_of
from reminder.phrases.chart import Place
from reminder.phrases.found import Found, Founds, Tail
from reminder.phrases.items import Said
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("lunar_month", {1: ("giêng",), 12: ("chạp",)})
BOOK.words("lunar_mark", {"": ("âm lịch", "âl", "al", "\\( âl \\)", "\\( âm lịch \\)", "( theo | tính theo ) âm lịch")})
_DAY = "[ngày] [mùng|mồng] <dn>"


@rule(
    "lunar",
    f"{_DAY} tháng <mo:lunar_month> [<lunar_mark>] [<tail>]", f"{_DAY} (tháng|/) <mo> <lunar_mark> [<tail>]",
    f"{_DAY} tháng <mo> [<tail>] <lunar_mark>", "[ngày] <dn> / <mo> / <y> <lunar_mark>",
    like=("10/3 AL hằng năm", "Trước 23 tháng Chạp",),
)  # fmt: skip
def lunar_day(p: Place, dn: int, mo: int, tail: Tail | None = None, y: int = 0, lunar_mark: str = "") -> Founds | None:
    """ "mùng 10 tháng 3 âm lịch", "23 tháng Chạp"."""
    return _lunar(dn, mo, Tail(y) if y else tail) if 1 <= dn <= 30 and 1 <= mo <= 12 else None


@rule(
    "lunar",
    f"{_DAY} tháng (<mo:lunar_month>|<mo> [<lunar_mark>]) <year_name>",
    "[ngày] rằm tháng (<mo:lunar_month>|<mo> [<lunar_mark>]) <year_name>",
    like=("Trước 23 tháng Chạp năm Ất Tỵ",),
)
def day_of_named_year(p: Place, mo: int, year_name: str, dn: int = 15, lunar_mark: str = "") -> Founds | None:
    """ "23 tháng Chạp năm Ất Tỵ": of the year of that name that is nearest to the document."""
    return _lunar(dn, mo, Tail(_named(p, year_name))) if 1 <= dn <= 30 and 1 <= mo <= 12 else None


def _named(p: Place, year_name: str) -> int:
    return year_of(year_name, p.on.year) if p.on else 0


@rule(
    "lunar",
    "[ngày] rằm tháng (<mo> | <mo:lunar_month>) [<lunar_mark>] [<tail>]",
    like=("Sau rằm tháng Giêng", "Rằm tháng Giêng hằng năm"),
)
def full_moon(p: Place, mo: int, tail: Tail | None = None, lunar_mark: str = "") -> Founds:
    """ "rằm tháng Bảy": the fifteenth of a lunar month."""
    return _lunar(15, mo, tail)


_ALSO = {"Tý": ("tí",), "Mão": ("mẹo",), "Tỵ": ("tị",)}
BOOK.words("stem", {name: (name.lower(),) for name in CAN})
BOOK.words("branch", {name: (name.lower(), *_ALSO.get(name, ())) for name in CHI})


@rule("year_name", "[năm] <stem> <branch>", like=("Xuân Bính Ngọ 2026", "Trước Tết Mậu Thân 2028"))
def year_name(p: Place, stem: str, branch: str) -> str:
    """ "Đinh Mùi": the name of a lunar year."""
    return f"{stem} {branch}"


_TET = "[dịp|ngày] tết [nguyên đán|âm lịch|cổ truyền|ta|cổ truyền dân tộc]"


@rule(
    "lunar",
    f"{_TET} [<year_name>] [[năm] <y>|\\( <y> \\)]",
    f"{_TET} [năm] <y> [<year_name>]",
    like=("Trước 27 Tết", "từ nay đến Tết"),
)
def tet(p: Place, y: int = 0, year_name: str = "") -> Founds:
    """Tết: the first day of the lunar year, by any of its names."""
    if y and year_name and year_name != can_chi(y):
        p.fault("other_name")
    return _lunar(1, 1, Tail(y or _named(p, year_name)))


@rule("date", "[dịp|ngày] tết (dương lịch|tây) [[năm] <y>]", like=("trước Tết tây 2027", "Trước Tết Dương lịch 2027"))
def new_year(p: Place, y: int = 0) -> Founds:
    """ "Tết Dương lịch 2027": the first of January."""
    return (Found("day", y, 1, 1, y, 1, 1, point=True),)


BOOK.words("feast", {
    (15, 8): ("tết trung thu",), (5, 5): ("tết đoan ngọ",), (3, 3): ("tết hàn thực",), (15, 1): ("tết nguyên tiêu",),
    (10, 3): ("giỗ tổ hùng vương", "giỗ tổ", "giỗ quốc tổ hùng vương"), (15, 7): ("lễ vu lan",),
})  # fmt: skip


@rule(
    "lunar",
    "[dịp|ngày] <feast> [\\( [mùng|mồng] <d> / <d> [<lunar_mark>] \\)] [<tail>]",
    like=("Trước Tết Trung thu 2026", "Dịp Tết Trung thu năm 2026"),
)
def feast_day(p: Place, feast: tuple[int, int], tail: Tail | None = None, **rest: object) -> Founds:
    """ "Tết Trung thu năm 2026", "Giỗ Tổ Hùng Vương": a lunar day with a name."""
    return _lunar(*feast, tail)


@rule("lunar", "[ngày] (mùng|mồng) <dn> tết [nguyên đán] [[năm] <y>|<year_name>]", like=("mùng 6 Tết",))
def day_of_tet(p: Place, dn: int, y: int = 0, year_name: str = "") -> Founds | None:
    """ "mùng 4 Tết"."""
    return _lunar(dn, 1, Tail(y or (_named(p, year_name) if year_name else 0))) if dn <= 30 else None


@rule(
    "item",
    "[trong|trước|sau|vào] tháng (<mo>|<mo:lunar_month>) [<tail>] <lunar_mark> [<tail:tail>]",
    "[trong|trước|sau|vào] tháng <mo:lunar_month> [<tail>]",
    like=("tháng 7 âm lịch", "tháng Bảy âm lịch"),
)
def lunar_month_alone(p: Place, mo: int, **rest: object) -> Said:
    """ "tháng 7 âm lịch": no day of it is named."""
    return Said("undated")


def _lunar(day: int, month: int, tail: Tail | None) -> Founds:
    year = tail.year if tail else 0
    return (Found("lunar", year, month, day, year, month, day, point=True, yearly=bool(tail and tail.every)),)
