"""Words that say open, undated or going on: standing duties, conditions, events, sessions."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Founds
from reminder.phrases.items import Moments, Said
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

BOOK.words("standing", {"open": (
    "thường xuyên", "liên tục", "lâu dài", "quanh năm", "không thời hạn", "vô thời hạn", "suốt năm", "đường xuyên",
    "thường kỳ", "hằng ngày", "hàng ngày", "hằng giờ", "hàng giờ", "24 / 24 [giờ|h]",
    "24 / 7 !(hằng|hàng|năm)",
)})  # fmt: skip


@rule(
    "item",
    "<standing>",
    "<standing> (trong|suốt|quanh|cả|trong cả) (năm|tháng|quý|tuần) !(<n> | <qu> | <mo> | <near> | học | nay)",
    like=("Lâu dài", "liên tục",),
)  # fmt: skip
def standing_duty(p: Place, standing: str) -> Said:
    """A standing duty: it has no end."""
    return Said(standing)


@rule(
    "item",
    "[và] (trở đi|trở về sau|về sau)", "[và] (các|những) năm (<next>|về sau|sau đó)", "và (các|những) năm",
    "và năm <next>",
    like=("Năm 2026 và các năm sau", "2026 và các năm tiếp theo",),
)  # fmt: skip
def onward(p: Place, **rest: object) -> Said:
    """ "và các năm tiếp theo"."""
    return Said("onward")


@rule(
    "item",
    "(tầm nhìn|định hướng|có xét|xét|hướng) {(đến|tới|năm|ra|hết)} <y>",
    "mục tiêu <y>",
    like=("2026-2030, tầm nhìn 2045", "Đến năm 2030, mục tiêu 2045"),
)
def vision(p: Place, y: int) -> Said:
    """ "tầm nhìn đến năm 2045": no deadline."""
    return Said("vision", y)


@rule(
    "item",
    "khẩn trương", "chưa xác định", "chưa có", "chưa rõ", "phù hợp", "sớm", "(tùy|tuỳ) theo",
    "(tùy|tuỳ) tình hình", "căn cứ", "chuyển tiếp", "ngay lập tức", "có lộ trình",
    "tương ứng",
    "(đảm|bảo) (bảo|đảm) tiến độ", "gắn với", "trong thời gian tới", "trong [suốt] quá trình", "trước mắt",
    like=("Sớm nhất", "Trước mắt",),
)  # fmt: skip
def undated(p: Place) -> Said:
    """No date, and none meant."""
    return Said("undated")


BOOK.either("in_words", "<spelled> (tháng|hằng|hàng|mỗi|của tháng|các tháng)")


@rule(
    "item",
    "(kịp thời|đột xuất|đúng|khi|chờ) <passed:pass>", "theo !(giai đoạn <n>) <passed:pass>", "dịp"
    " !(<span>) <passed:pass>",
    "[ngay|lập tức|liền] (sau|trước|đến|tới|từ) khi <passed:pass>", "ngay khi <passed:pass>",
    "(từ|kể từ|tính từ) (khi|ngày) !(<n> | <in_words>) <passed:pass>",
    like=("Theo kỳ", "Đúng tiến độ",),
)  # fmt: skip
def awaited(p: Place, passed: tuple[int, ...] = (), **rest: object) -> Said:
    """A condition or an event without a date: "theo lộ trình …", "sau khi có hướng dẫn"."""
    return Said("undated", passed=passed)


_NO_DAY = "ngày !(<n> | <in_words> | tháng <n> | <edge> | làm | thứ | mồng | mùng | /)"
_EVENT = f"(mùa|đại hội|khai|lễ|hội nghị|cuộc|thời|bầu cử|mỗi|từng|{_NO_DAY})"


@rule(
    "item",
    "(sau|trước) (khai giảng|bế giảng) [năm học <y> [- <n>]]",
    f"(sau|trước) {_EVENT} <passed:pass>", f"(ngay|lập tức|liền) (sau|trước) !(<date>) {_EVENT} <passed:pass>",
    like=("Sau Đại hội", "Sau hội nghị",),
)  # fmt: skip
def about_an_event(p: Place, passed: tuple[int, ...] = (), **rest: object) -> Said:
    """ "trước mùa mưa bão"."""
    return Said("undated", passed=passed)


@rule(
    "item",
    "ngay trong (ngày|buổi|đêm|phiên|ca) [làm việc] !(<n> | <in_words>) <passed:pass>",
    "trong ngày làm việc !(<n> | đầu | cuối | thứ | <near> | trước)",
    like=("ngay trong ngày", "ngay trong buổi kiểm tra"),
)
def at_once(p: Place, passed: tuple[int, ...] = ()) -> Said:
    """ "ngay trong ngày (phát hiện)": of which day, another event says."""
    if not passed:
        p.fault("no_event")
    return Said("undated", passed=passed)


@rule(
    "item",
    "[thực hiện] theo (kế hoạch|chương trình|đề án|lịch|luật|bộ luật|nghị quyết|quy hoạch|chiến lược|dự án|đề"
    " cương) <words>"
    " {, <more:words>} [đến|giai đoạn|thời kỳ] [năm] (<y>|<years>) [của <passed:pass>|<again:words>]",
    like=("Theo kế hoạch năm 2026", "Theo Luật Đất đai năm 2024",),
)  # fmt: skip
def other_plan(p: Place, **rest: object) -> Said:
    """ "theo Kế hoạch kiểm tra, giám sát năm 2026 của tỉnh": the year belongs to that plan's name."""
    return Said("undated")


@rule(
    "item",
    "trước [,] [và] (sau|trong|trong và sau) [,] <passed:pass>",
    like=("Trước và sau năm 2026", "Trước, trong và sau Tết"),
)
def around(p: Place, **rest: object) -> Said:
    """ "trước và sau năm 2026" names no limit on either side."""
    return Said("around")


@rule(
    "item",
    "(cuối|đầu|giữa) năm học !(<n>)",
    "(vụ|mùa) <words> [năm] <y> [- <n>]",
    "[mùa] hè [năm] <y>",
    "xuân [<year_name>] [năm] <y>",
    like=("Hè 2026", "đầu năm học"),
)
def season(p: Place, **rest: object) -> Said:
    """ "vụ Đông Xuân 2026-2027", "Hè 2026": no date."""
    return Said("undated")


_SESSION = "[trước|sau|tại|trong|phục vụ] [mỗi|các] (kỳ họp|phiên họp) <words>"


@rule(
    "item",
    "trước (kỳ họp|phiên họp) <words> <months>",
    like=("Trước kỳ họp tháng 12/2026", "Trước kỳ họp HĐND tỉnh tháng 7/2026"),
)
def before_session(p: Place, months: Founds, words: str) -> Moments:
    """ "trước kỳ họp HĐND tỉnh tháng 7/2026": before that month."""
    return Moments(tuple(one.but(anchor="before") for one in months))


@rule(
    "item",
    f"{_SESSION} [<part>|thứ <num>|thứ nhất] [<more:words>] [,] [khóa <one_word>] [,] [nhiệm kỳ <years>]",
    like=("Trước mỗi kỳ họp", "Kỳ họp cuối năm 2026"),
)
def session(p: Place, **rest: object) -> Said:
    """A session of the council has no date of its own; "cuối năm" only names it."""
    return Said("undated")
