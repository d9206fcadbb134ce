"""Numbers, years, and the words that carry a unit into another period ("năm sau")."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Tail
from reminder.phrases.numerals import ONES, ROMAN
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

# A number of a list is none where a word behind it says that it is something else.
OTHER = "!(tháng | ngày | giờ | h | tuần | lần | % | quý | / <d> | / <n> / | - <n> - | năm !(<y> | <near> | nay | n))"
AND = "(, | và | + | hoặc | , và | / | ;)"

BOOK.words("one", ONES)
# Beyond IV only so that a fault is seen as one.
BOOK.words("roman", {n: (word,) for word, n in ROMAN.items()})


@rule("num", "<n>", "<n:spelled>", like=("15 ngày", "hai mươi ngày trước ngày 01/6/2026"))
def num(p: Place, n: int) -> int:
    """A number in figures or in words; printed twice, "15 (mười lăm)", it is one token (twice.py)."""
    return n


@rule("dn", "<d>", "<d:spelled>", like=("mùng 6 Tết", "trước ngày ba mươi tháng tư năm 2026"))
def day_number(p: Place, d: int) -> int:
    """The number of a day."""
    return d


@rule("mo", "<n:d>", like=("Đầu tháng 6", "tháng6/2026"))
def month_in_figures(p: Place, n: int) -> int:
    """The number of a month in figures: thirteen is one, and a fault."""
    return n


@rule("mo", "<n:roman>", like=("tháng VI-2026",))
def month_in_roman(p: Place, n: int) -> int:
    """ "tháng VI": the number of a month in Roman figures."""
    return n


@rule("mo", "<n:spelled>", "tư", like=("tháng Bảy âm lịch", "tháng tư năm 2026"))
def month_in_words(p: Place, n: int = 4) -> int | None:
    """The number of a month in words; "tháng năm 2026" lacks its number."""
    year_next = p.chart.words[p.end].isdigit() and len(p.chart.words[p.end]) == 4
    return None if n > 12 or (n == 5 and year_next) else n


@rule("qu", "<n:d>", "<n:roman>", "<n:one>", "tư", like=("Quý IV", "Q2-2026"))
def quarter_number(p: Place, n: int = 4) -> int | None:
    """The number of a quarter in figures, Roman ones, words."""
    return n if n <= 4 or p.chart.words[p.first].isascii() else None


BOOK.words("next", {
    1: (
        "sau", "tới", "tiếp", "tiếp theo", "kế", "liền kề", "liền sau", "liền tiếp",
        "liền kề tiếp theo",
    ),
})  # fmt: skip
_REPORTED = "[của|sau] [kỳ|năm|tháng] báo cáo"


@rule("near", f"<next> [{_REPORTED}|theo] !(khi)", like=("cuối năm sau", "6 tháng đầu năm sau"))
def next_one(p: Place, next: int) -> int:
    """ "sau", "kế tiếp", "liền kề": the period behind the one reported on."""
    return next


@rule(
    "near",
    f"(trước | trước đó | liền kề trước | trước liền kề | liền trước | kề trước) [{_REPORTED}] !(ngày | tháng | <n>"
    f" | khi)",
    like=("trước ngày 15 tháng 11 năm trước", "Tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo"),
)
def one_before(p: Place) -> int:
    """ "trước": the period before the one reported on."""
    return -1


@rule(
    "near",
    "[thuộc|của] [kỳ|năm] báo cáo",
    "thực hiện",
    "kế hoạch",
    "hiện tại",
    "hiện hành",
    "đó",
    "này",
    like=("Trước ngày 15/12 năm báo cáo", "trước ngày 31 tháng 12 năm báo cáo"),
)
def this_one(p: Place) -> int:
    """The period reported on."""
    return 0


# The year of a unit that stands before it.


@rule(
    "tail",
    "(/|.|-) [năm] <y>",
    "<y>",
    ", <y> !(- | và | đến | tới | /)",
    "[,] [của|trong|vào] [/] [.] năm <y>",
    "\\( [năm] <y> \\)",
    "năm năm <y>",
    like=("Q2-2026", "Q4/2026"),
)
def printed_year(p: Place, y: int) -> Tail:
    """The year behind a unit: "/2026", "năm 2026", "(2026)"."""
    return Tail(y)


@rule("tail", "(/|.|-) <bad>", "[,] [của|trong|vào] năm <bad>", like=("Quý IV/202",))
def no_year(p: Place, bad: int) -> Tail:
    """Digits behind a unit that cannot be a year."""
    p.fault("broken_year")
    return Tail(broken=True)


@rule("tail", "(/|.) (/|.) <y>", "năm / <y>", like=("Quý IV//2026",))
def doubled_sign(p: Place, y: int) -> Tail:
    """A sign printed twice before the year."""
    p.fault("doubled_sign")
    return Tail(y)


@rule("tail", "[,] [của|trong|vào|cho] năm <near>", "năm n + <d>", like=("trước 31/3 năm N+1", "trước 15/01 năm sau"))
def other_year(p: Place, near: int = 1, d: int = 1) -> Tail:
    """ "năm sau", "năm N+1": counted from the year reported on; a plan "cho năm sau" is made in the one before."""
    return Tail(shift=-near if p.has("cho") else near)


@rule("tail", "của năm !(<n> | <near>)", "các năm", like=("trước 15/12 của năm", "trước ngày 15/12 các năm"))
def each_year(p: Place) -> Tail:
    """ "của năm", "các năm": of every one."""
    return Tail(every=True)


@rule("tail", "năm (nay|này)", like=("trước ngày 10 tháng 3 năm nay",))
def this_year(p: Place) -> Tail | None:
    """The document's own."""
    return Tail(p.on.year) if p.on else None


# The same where "năm" itself has been named: "cuối năm …".


@rule("year_tail", "<y>", "\\( <y> \\)", "<tail>", like=("đầu năm 2026", "đầu năm 2027"))
def year_behind(p: Place, y: int = 0, tail: Tail | None = None) -> Tail:
    """ "(đầu) năm 2026", "(cuối) năm năm 2026"."""
    return tail or Tail(y)


@rule("year_tail", "<bad>", like=("cuối năm 206",))
def no_year_behind(p: Place, bad: int) -> Tail:
    """ "(đầu) năm 206"."""
    p.fault("broken_year")
    return Tail(broken=True)


@rule("year_tail", "<near>", "(nay|này)", like=("cuối năm sau", "6 tháng đầu năm sau"))
def near_year_behind(p: Place, near: int = 0) -> Tail:
    """ "(đầu) năm sau", "(cuối) năm nay"."""
    return Tail(p.on.year) if p.has("nay") and p.on else Tail(shift=near)
