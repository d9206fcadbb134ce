"""How often something is due, without a date: "hằng quý, 6 tháng và năm", "02 năm một lần"."""

from typing import Final

from reminder.phrases.chart import Place
from reminder.phrases.found import Freqs
from reminder.phrases.items import Often, Said
from reminder.phrases.rulebook import Rulebook
from reminder.phrases.series import Freq

BOOK = Rulebook()
rule = BOOK.rule
Several = tuple[Freqs, ...]

_ONCE = "(một|1|01) lần"
_AND = "(, | và | / | hoặc | - | , và)"
_AT_LEAST = "ít nhất|tối thiểu|không dưới"
_ROUND = "(lần|đợt|kỳ|buổi|lượt|cuộc|phiên)"
_MONTHS: Final[dict[int, Freq]] = {1: "monthly", 3: "quarterly", 6: "half_yearly", 12: "yearly"}
BOOK.words("size", {1: ("tháng",), 3: ("quý", "quí"), 12: ("năm",)})


def _every(p: Place, n: int, months: int) -> Several:
    """One date every `n` times so many months."""
    size = n * months
    if size in _MONTHS:
        return (Freqs(_MONTHS[size]),)
    if size in (2, 4):
        return (Freqs("yearly", n=12 // size),)
    if size == 9:
        return (Freqs("yearly", months=9),)
    if size and size % 12 == 0:
        return (Freqs("every_n_years", n=size // 12),)
    p.fault("no_interval")
    return ()


@rule("often", "(hằng|hàng|mỗi|từng|theo từng) [một] <freq:named_period> !(<y>)", like=("từng quý", "HÀNG QUÝ"))
def every_one(p: Place, freq: Freq) -> Several:
    """ "hằng quý", "mỗi năm"."""
    return (Freqs(freq),)


@rule(
    "often",
    f"(hằng|hàng|mỗi) <num> <size> [{_ONCE}]", f"<num> <size> [/] {_ONCE}", "<num> <size> / lần", f"nửa năm {_ONCE}",
    "nửa năm / lần",
    like=("2 năm/lần", "01 năm/lần",),
)  # fmt: skip
def every_several(p: Place, num: int = 6, size: int = 1) -> Several:
    """ "02 năm một lần", "6 tháng/lần"."""
    return _every(p, num, size)


@rule("often", f"nửa tháng {_ONCE}", "nửa tháng / lần", "mỗi nửa tháng", like=("nửa tháng một lần",))
def twice_a_month(p: Place) -> Several:
    """ "nửa tháng một lần"."""
    return (Freqs("monthly", n=2),)


@rule("often", f"<num> tuần [/] {_ONCE}", "<num> tuần / lần", "(hằng|hàng|mỗi) <num> tuần", like=("hai tuần một lần",))
def every_weeks(p: Place, num: int) -> Several:
    """ "hai tuần một lần": only one week has a plain recurrence."""
    if num == 1:
        return (Freqs("weekly"),)
    p.fault("no_interval")
    return ()


@rule(
    "often",
    f"<num> (giờ|tiếng|phút|ngày) [/] {_ONCE}", "<num> (giờ|tiếng|phút|ngày) / lần",
    like=("6 giờ một lần", "02 ngày/lần"),
)  # fmt: skip
def every_hours(p: Place, num: int) -> Several:
    """ "6 giờ một lần", "02 ngày/lần": more often than any plain recurrence."""
    p.fault("no_interval")
    return ()


@rule(
    "often",
    "<num> lần (/|mỗi|trong|trên|một|hằng|hàng|/ 1|/ 01|trong một|trong 01) <freq:named_period>",
    "[mỗi|hằng|hàng|một|1|01] <freq:named_period> [\\(] <num> lần [/ <other:named_period>]",
    f"(mỗi|hằng|hàng|từng) <freq:named_period> [{_AT_LEAST}] <num> {_ROUND}",
    f"<num> {_ROUND} (mỗi|hằng|hàng|từng|/) <freq:named_period>",
    like=("1 lần/năm", "01 lần/quý",),
)  # fmt: skip
def times(p: Place, num: int, freq: Freq, other: str = "") -> Several | None:
    """ "02 lần/năm", "mỗi năm 2 lần"."""
    return (Freqs(freq, n=num),) if num else None


# A list of periods: behind the first each may stand without "hằng".


@rule("bare_listed", "<freq:named_period> !(<n> | <qu> | <near> | định | hoạch | học)", like=("Theo năm", "theo quý"))
def bare_period(p: Place, freq: Freq) -> Several:
    """ "(hằng tháng,) quý, năm"."""
    return (Freqs(freq),)


@rule(
    "listed",
    "<num> tháng !(<mo> | đầu | cuối)",
    "(1|01|một|cả) năm !(<n>)",
    like=("6 tháng, cả năm", "hàng quý, 6 tháng, 9 tháng và năm 2018"),
)
def bare_months(p: Place, num: int = 12) -> Several | None:
    """ "(hằng quý,) 6 tháng, 9 tháng"."""
    return _every(p, num, 1) if num in (3, 6, 9, 12) else None


BOOK.either("listed", "<often>", "<bare_listed>")


@rule(
    "freqs",
    f"<a:often> {{{_AND} <b:listed>}}",
    f"(hằng|hàng) kỳ [,] <a:listed> {{{_AND} <b:listed>}}",
    like=("từng quý", "HÀNG QUÝ"),
)
def several(p: Place, a: Several, b: tuple[Several, ...] = ()) -> Several:
    """ "hằng quý, 6 tháng và năm"."""
    return (*a, *(one for each in b for one in each))


@rule(
    "freqs",
    f"(theo|theo từng) <a:listed> {{{_AND} <b:listed>}}",
    f"định kỳ [theo|vào|:|\\(] <a:listed> {{{_AND} <b:listed>}}",
    like=("Theo năm", "theo quý"),
)
def by_period(p: Place, a: Several, b: tuple[Several, ...] = ()) -> Several:
    """ "theo quý, năm", "định kỳ tháng, quý"."""
    return (*a, *(one for each in b for one in each))


@rule("freqs", "định kỳ [theo|vào|mỗi] <num> <size>", like=("Định kỳ 2 năm", "Định kỳ 05 năm"))
def periodic_term(p: Place, num: int, size: int) -> Several:
    """ "định kỳ 05 năm"."""
    return _every(p, num, size)


@rule("freqs", "các (tháng|quý|quí) !( !( trong | của ) )", like=("Các quý trong năm", "Các tháng trong năm"))
def each_within(p: Place) -> Several:
    """ "các quý trong năm"."""
    return (Freqs("monthly" if p.has("tháng") else "quarterly"),)


@rule("item", "<freqs>", like=("từng quý", "HÀNG QUÝ"))
def recurs(p: Place, freqs: Several) -> Often:
    """How often, without a date."""
    return Often(freqs)


@rule("item", f"[định kỳ] <a:often> {{{_AND} <b:listed>}} và năm <y>", like=("hàng quý, 6 tháng, 9 tháng và năm 2018",))
def on_a_year(p: Place, a: Several, y: int, b: tuple[Several, ...] = ()) -> Often | None:
    """ "hàng quý, 6 tháng, 9 tháng và năm 2018" lists what is reported on; "hằng năm, năm 2018" is a limit."""
    return Often((*several(p, a, b), Freqs("yearly", plain=True)), y) if b else None


_NOT_MORE = "!(<mo> | đầu | cuối | kể | từ | sau | trở | tuổi)"
BOOK.words("reported_months", {
    6: ("6 tháng", "06 tháng", "sáu tháng"), 9: ("9 tháng", "09 tháng", "chín tháng"),
    3: ("3 tháng", "03 tháng", "ba tháng"),
})  # fmt: skip


@rule("item", f"<months:reported_months> {_NOT_MORE} {{{_AND} <b:listed>}}", like=("9 tháng", "6 tháng, 1 năm"))
def reported(p: Place, months: int, b: tuple[Several, ...] = ()) -> Often:
    """ "6 tháng, 9 tháng và năm": what is reported on, or how often."""
    first = Freqs(_MONTHS.get(months, "yearly"), months=months, plain=True)
    return Often((first, *(one for each in b for one in each)))


@rule("item", "định kỳ [báo cáo] [theo quy định] [:|,]", like=("định kỳ", "Báo cáo định kỳ"))
def periodic(p: Place) -> Said:
    """What follows recurs: a date without a year every year."""
    return Said("yearly")
