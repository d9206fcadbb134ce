"""What is no time: documents and their dates, what holds no longer, glosses; and the signs between clauses."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Founds
from reminder.phrases.items import Aside, Said, Stop
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule


_PAPER = (
    "(luật|bộ luật|nghị quyết|quyết định|nghị định|thông tư|thông tư liên tịch|công văn|kế hoạch|chỉ thị|thông báo"
    "|kết luận"
    "|chương trình|đề án|tờ trình|hướng dẫn|văn bản|báo cáo|giấy mời|hợp đồng|biên bản|công điện|giấy phép|phiếu"
    "|lệnh|sắc lệnh)"
)


@rule(
    "document",
    "[số] <docno> [[,] ngày <date>]", f"{_PAPER} số (<docno> | <n>) [[,] ngày <date>]",
    like=("Kế hoạch 125/KH-UBND",),
)  # fmt: skip
def document(p: Place, **rest: object) -> Aside:
    """The number and date of a document."""
    return Aside()


@rule("paper", f"{_PAPER} [<words>] ngày <date>", like=("theo Thông báo kết luận ngày 15/01/2026",))
def paper(p: Place, **rest: object) -> Aside:
    """A paper named by its day alone."""
    return Aside()


@rule(
    "item", "(luật|bộ luật|pháp lệnh) <some_words> năm <y>", like=("áp dụng Luật Đất đai năm 2027, trình quý II/2026",)
)
def law(p: Place, **rest: object) -> Aside:
    """ "Luật Bảo hiểm xã hội năm 2024": a law and its year."""
    return Aside()


@rule(
    "item",
    "(biên bản|giấy mời|công văn|tờ trình|nghị định|thông tư|công điện) ngày <date>",
    like=("Biên bản ngày 15/01/2026",),
)
def day_of_a_paper(p: Place, date: Founds) -> Said:
    """ "Biên bản ngày 15/01/2026": the paper's day, or the day by which it is due; asked."""
    return Said("undated", passed=tuple(range(p.first, p.end)))


BOOK.either("item", "<document>")


@rule(
    "item",
    "\\( [được] (sửa đổi|bổ sung|sửa đổi , bổ sung) [năm|các năm] <years> \\)",
    "văn bản đến [số <n>] [ngày] <date>",
    like=("Luật Đất đai (sửa đổi năm 2026), quý IV hằng năm", "Văn bản đến ngày 14/10/2026, hạn xử lý 21/10/2026"),
)
def day_of_a_document(p: Place, **rest: object) -> Aside:
    """ "(sửa đổi năm 2025)", "văn bản đến ngày 14/10/2026": a document's, no deadline's."""
    return Aside()


@rule(
    "item",
    "\\( [đã] [điều chỉnh|gia hạn|lùi] [,] (thay|thay cho|thay thế|thay vì) [<words>] [trước]"
    " [ngày] <span> [<pass>] \\)",
    "(thay cho|thay thế cho|thay vì) [<words>] [trước] [ngày] <span>",
    "\\( (thời hạn cũ|hạn cũ|mốc cũ|thời hạn trước đây|trước đây) [là|:] [trước] [ngày] <span> \\)",
    like=("đến hết ngày 30/11/2026 (thời hạn cũ: 31/8/2026)",),
)
def replaced(p: Place, **rest: object) -> Aside:
    """ "(thay cho mốc 31/3/2026)": the date that holds no longer."""
    return Aside()


@rule(
    "item",
    "\\( <d> / <m:d> / <y:n> - <e:d> / <f:d> / <z:y> \\)",
    like=("kỷ niệm 80 năm Ngày Thương binh - Liệt sĩ (27/7/1947 - 27/7/2027)",),
)
def anniversary(p: Place, d: int, m: int, y: int, e: int, f: int, z: int) -> Aside | None:
    """ "(27/7/1947 - 27/7/2027)": so many years to the day."""
    return Aside() if (d, m) == (e, f) and z - y >= 5 else None


@rule(
    "item",
    "(hđnd|quốc hội|đại biểu|cấp ủy|đảng bộ|đại hội) <words> [khóa <one_word>] [,] nhiệm kỳ <years>"
    " {(và|,) [nhiệm kỳ] <more:years>}",
    like=("HĐND tỉnh khóa XIV, nhiệm kỳ 2021-2026",),
)
def term_of_office(p: Place, **rest: object) -> Aside:
    """ "HĐND tỉnh khóa XIV, nhiệm kỳ 2021-2026": whose, not when."""
    return Aside()


@rule(
    "item",
    "(chậm nhất|muộn nhất) là hết [ngày] (<span> | liền trước) nếu tính chặt",
    like=("trước ngày 15/12/2026: chậm nhất là hết ngày 14/12/2026 nếu tính chặt",),
)
def strictly(p: Place, **rest: object) -> Aside:
    """Our own gloss on the words before it."""
    return Aside()


@rule(
    "item",
    "(khám sức khỏe|khám sức khoẻ|bảo dưỡng|bảo trì|kiểm định|tiêm chủng) định kỳ",
    like=("Khám sức khỏe định kỳ trong quý III, hoàn thành trước 30/9",),
)
def regular_work(p: Place) -> Aside:
    """ "khám sức khỏe định kỳ": which work, not how often it is due."""
    return Aside()


@rule("item", "cuối giờ", like=("Bắt đầu công việc, cuối giờ ngày 15/6/2026",))
def no_part(p: Place) -> Aside:
    """ "bắt đầu" is no beginning of a period."""
    return Aside()


@rule(
    "item",
    ";",
    ":",
    ".",
    "<newline>",
    "\\(",
    "\\)",
    "\\[",
    "\\]",
    like=("Năm 2026: Quý III", "Kỳ 1: 15/6; kỳ 2: 15/12"),
)
def sign(p: Place, newline: bool = False) -> Stop:
    """A clause ends at ; : . and at the end of a line; brackets unbind."""
    return Stop(p.chart.words[p.first])
