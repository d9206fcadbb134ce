"""The lunar calendar and its feasts: read as what they are, dated by whoever has a calendar."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Aside, Found, Founds, Tail
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("lunar_month", {1: ("giêng",), 12: ("chạp",)})
BOOK.words("lunar_mark", {"": ("âm lịch", "âl", "\\( âl \\)", "\\( âm lịch \\)", "( theo | tính theo ) âm lịch")})
_DAY = "[ngày] [mùng|mồng] <dn>"


@rule(
    "lunar",
    f"{_DAY} tháng <mo:lunar_month> [<lunar_mark>] [<tail>]", f"{_DAY} (tháng|/) <mo> <lunar_mark> [<tail>]",
    f"{_DAY} tháng <mo> [<tail>] <lunar_mark>", f"[ngày] <dn> / <mo> / <y> <lunar_mark>",
)  # fmt: skip
def lunar_day(p: Place, dn: int, mo: int, tail: Tail | None = None, y: int = 0, lunar_mark: str = "") -> Founds | None:
    """ "mùng 10 tháng 3 âm lịch", "23 tháng Chạp"."""
    return _lunar(dn, mo, Tail(y) if y else tail) if 1 <= dn <= 30 and 1 <= mo <= 12 else None


@rule("lunar", "[ngày] rằm tháng (<mo> | <mo:lunar_month>) [<lunar_mark>] [<tail>]")
def full_moon(p: Place, mo: int, tail: Tail | None = None, lunar_mark: str = "") -> Founds:
    """ "rằm tháng Bảy": the fifteenth of a lunar month."""
    return _lunar(15, mo, tail)


BOOK.words("stem", {n: (word,) for n, word in enumerate("giáp ất bính đinh mậu kỷ canh tân nhâm quý".split())})
BOOK.words("branch", {n: tuple(words.split("|")) for n, words in enumerate(
    "tý|tí sửu dần mão|mẹo thìn tỵ|tị ngọ mùi thân dậu tuất hợi".split()
)})  # fmt: skip


@rule("year_name", "[năm] <stem> <branch>")
def year_name(p: Place, stem: int, branch: int) -> tuple[int, int]:
    """ "Đinh Mùi": the name of a lunar year."""
    return stem, branch


_TET = "[dịp|ngày] tết [nguyên đán|âm lịch|cổ truyền|ta|cổ truyền dân tộc]"


@rule("lunar", f"{_TET} [<year_name>] [[năm] <y>|\\( <y> \\)]", f"{_TET} [năm] <y> [<year_name>]")
def tet(p: Place, y: int = 0, year_name: tuple[int, int] | None = None) -> Founds:
    """Tết: the first day of the lunar year, by any of its names."""
    return _lunar(1, 1, Tail(y))


@rule(
    "item",
    "\\( (tức|nhằm|tức là|nhằm vào) [ngày] <lunar> [<year_name>] \\)",
    f"\\( (tức|nhằm|tức là|nhằm vào) {_DAY} tháng (<mo>|<mo:lunar_month>) [<year_name>] \\)",
)  # fmt: skip
def lunar_gloss(p: Place, **rest: object) -> Aside:
    """A lunar day in brackets behind a solar one says the same again."""
    return Aside()


def _lunar(day: int, month: int, tail: Tail | None) -> Founds:
    year = tail.year if tail else 0
    return (Found("lunar", year, month, day, year, month, day, point=True, yearly=bool(tail and tail.every)),)
