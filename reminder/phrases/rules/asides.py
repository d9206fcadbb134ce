"""What is no time: documents and their dates, numbers that only name, glosses; and the signs between clauses."""

from reminder.phrases.chart import Place
from reminder.phrases.found import Aside, Founds, Stop
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_NAMED = (
    "(lần|đợt|kỳ|giai đoạn|bước|nhóm|mục|điều|khoản|phiên|lớp|khối|tổ|phụ lục|biểu|mẫu|bảng|khóa|chương|phần|điểm|cấp|cấp độ"
    "|mức độ|quốc lộ|trang|vòng)"
)


@rule("item", f"{_NAMED} [thứ|số] (<n:d> | <n:roman>) !((/|-) <d> | <time_unit>)", "số <n> !(/ <d>)")
def named(p: Place, n: int) -> Aside:
    """ "đợt 1", "Điều 5": the number names."""
    return Aside()


@rule("item", "\\( <d> \\)", "\\[ <d> \\]")
def footnote(p: Place, d: int) -> Aside:
    """ "(1)", "[2]"."""
    return Aside()


_PAPER = (
    "(luật|bộ luật|nghị quyết|quyết định|nghị định|thông tư|thông tư liên tịch|công văn|kế hoạch|chỉ thị|thông báo|kết luận"
    "|chương trình|đề án|tờ trình|hướng dẫn|văn bản|báo cáo|giấy mời|hợp đồng|biên bản|công điện|giấy phép|phiếu|lệnh|sắc lệnh)"
)


@rule(
    "document",
    "[số] <docno> [,] [ngày <date>]", f"{_PAPER} số (<docno> | <n>) [,] [ngày <date>]", f"{_PAPER} [<words>] ngày <date> của",
)  # fmt: skip
def document(p: Place, **rest: object) -> Aside:
    """The number and date of a document."""
    return Aside()


BOOK.either("item", "<document>")


@rule("item", "(chậm nhất|muộn nhất) là hết [ngày] <span> nếu tính chặt")
def strictly(p: Place, span: Founds) -> Aside:
    """Our own gloss on the words before it."""
    return Aside()


@rule("item", "bắt đầu", "giữa kỳ", "cuối giờ")
def no_part(p: Place) -> Aside:
    """ "bắt đầu" is no beginning of a period."""
    return Aside()


@rule("item", ";", ":", ".", "<newline>", "\\(", "\\)", "\\[", "\\]")
def sign(p: Place, newline: bool = False) -> Stop:
    """A clause ends at ; : . and at the end of a line; brackets unbind."""
    return Stop(p.chart.words[p.first])
