"""Numbers, years, and the words that carry a unit into another period ("năm sau")."""

from typing import Final

from reminder.phrases.chart import Place, Rule, writer
from reminder.phrases.found import Tail

RULES: Final[list[Rule]] = []
rule = writer(RULES)

_ONES: Final = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9}
_ENDS: Final = {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
# Beyond IV only so that a fault is seen as one.

for _words, _kind in ((_ONES, "one"), (_ENDS, "end"), (_ROMAN, "roman")):
    for _word, _value in _words.items():
        rule(_kind, _word)(lambda p, value=_value: value)


@rule("spelled", "<a:one>", "mười", "mười <b:one>", "mười (<b:end>)", "<a:one> mươi", "<a:one> mươi <b:one>", "<a:one> mươi <b:end>")
def spelled(p: Place, a: int = 0, b: int = 0) -> int:
    """One to ninety-nine in words."""
    tens = p.chart.words[p.first : p.end]
    return a if len(tens) == 1 and a else (a or 1) * 10 + b


@rule("num", "<n>", "<spelled>", "<n> \\( <spelled> \\)")
def num(p: Place, n: int = 0, spelled: int = 0) -> int | None:
    """A number in figures, in words, or in both: "15 (mười lăm)"."""
    if n and spelled and n != spelled:
        return None
    return n or spelled


@rule("dn", "<d>", "<spelled>", "<d> \\( <spelled> \\)")
def day_number(p: Place, d: int | None = None, spelled: int = 0) -> int | None:
    """The number of a day."""
    if d is not None and spelled and d != spelled:
        return None
    return spelled if d is None else d


@rule("mo", "<n:dn>", "tư")
def month_number(p: Place, n: int = 4) -> int | None:
    """The number of a month."""
    return n if p.chart.words[p.first].isdigit() or 1 <= n <= 12 else None


@rule("qu", "<n:d>", "<n:roman>", "<n:one>", "tư")
def quarter_number(p: Place, n: int = 4) -> int | None:
    """The number of a quarter in figures, in Roman ones, in words."""
    return n if p.chart.words[p.first].isdigit() or n <= 4 or p.end - p.first == 1 else None


@rule("year", "<y>")
def year(p: Place, y: int) -> int:
    """A year of four digits."""
    return y


@rule("year_at", "<y>", "<bad>")
def year_at(p: Place, y: int = 0, bad: int = 0) -> int:
    """Digits where a year must stand: 0, and said, when they cannot be one."""
    if not y:
        p.fault("broken_year")
    return y


@rule(
    "near",
    "(sau | tới | tiếp | tiếp theo | kế | kế tiếp | kế cận | liền kề | liền sau | liền tiếp | kế tiếp liền kề | sau liền kề"
    " | liền kề sau | tiếp theo liền kề | liền kề tiếp theo) [[của|sau] [kỳ|năm|tháng|quý] báo cáo | của kỳ báo cáo | theo]"
    " !(khi)",
)
def next_one(p: Place) -> int:
    """ "sau", "kế tiếp", "liền kề": the period after the one reported on."""
    return 1


@rule(
    "near",
    "(trước | trước đó | liền kề trước | trước liền kề | liền trước | kề trước) [[của] (kỳ|năm|tháng|quý) báo cáo]"
    " !(ngày | tháng | <n> | khi)",
)
def one_before(p: Place) -> int:
    """ "trước": the period before the one reported on."""
    return -1


@rule("near", "[thuộc | của] [kỳ|năm] báo cáo", "thực hiện", "kế hoạch", "hiện tại", "hiện hành", "đó", "này")
def this_one(p: Place) -> int:
    """The period reported on."""
    return 0


@rule("tail", "/ <y>", ". <y>", "- <y>", "<y>", "[,] [của|trong|vào] [/] [.] năm <y>", "\\( [năm] <y> \\)", "năm năm <y>")
def printed_year(p: Place, y: int) -> Tail:
    """The year behind a unit: "/2026", "năm 2026", "(2026)"."""
    return Tail(y)


@rule("tail", "(/|.|-) <bad>", "[,] [của|trong|vào] năm <bad>")
def broken_tail(p: Place, bad: int) -> Tail:
    """Digits that cannot be a year."""
    p.fault("broken_year")
    return Tail(broken=True)


@rule("tail", "(/|.) (/|.) <y>", "năm / <y>")
def doubled_sign(p: Place, y: int) -> Tail:
    """A sign printed twice before the year."""
    p.fault("doubled_sign")
    return Tail(y)


@rule("tail", "[,] [của|trong|vào|cho] năm <near>", "năm n + <d>")
def other_year(p: Place, near: int = 1, d: int = 1) -> Tail:
    """ "năm sau", "năm N+1": counted from the year reported on; a plan "cho năm sau" is made in the one before."""
    return Tail(shift=-near if p.has("cho") else near)


@rule("tail", "của năm !(<n> | <near>)", "các năm")
def each_year(p: Place) -> Tail:
    """ "của năm", "các năm": of every one."""
    return Tail(every=True)


@rule("tail", "năm (nay|này)")
def this_year(p: Place) -> Tail | None:
    """The document's own."""
    return Tail(p.on.year) if p.on else None
