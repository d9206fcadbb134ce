"""Numbers that are no time: they count, name a thing or a place, or stand before a line."""

from reminder.phrases.chart import Place
from reminder.phrases.items import Aside, Said
from reminder.phrases.rulebook import Rulebook

BOOK = Rulebook()
rule = BOOK.rule

_NAMED = (
    "(lần|đợt|kỳ|giai đoạn|bước|nhóm|mục|điều|khoản|phiên|lớp|khối|tổ|phụ lục|biểu|mẫu|bảng|khóa|chương|phần|điểm"
    "|cấp|cấp độ"
    "|mức độ|quốc lộ|trang|vòng)"
)


@rule(
    "item",
    f"{_NAMED} [thứ|số] (<n:d> | <n:roman>) !((/|-) <d> | <time_unit>)",
    "số <n> !(/ <d>)",
    like=("Học kỳ 1", "Kỳ 1: 15/6; kỳ 2: 15/12"),
)
def named(p: Place, n: int) -> Aside:
    """ "đợt 1", "Điều 5": the number names."""
    return Aside()


@rule(
    "item",
    f"{_NAMED} [thứ|số] <d> / <y>",
    "(bản|phiên bản|version) <d> . <m:d> [. <n>]",
    like=("khóa 3/2026 khai giảng 16/11/2026", "bản 3.12.2026"),
)
def round_of_a_year(p: Place, **rest: object) -> Aside:
    """ "đợt 2/2026", "phiên bản 3.12": which one, not when."""
    return Aside()


@rule("item", "\\( <d> \\)", "\\[ <d> \\]", like=("2026-2030[1]", "2026-2030 (1)"))
def footnote(p: Place, d: int) -> Aside:
    """ "(1)", "[2]"."""
    return Aside()


BOOK.words("counted", {
    "body": (
        "xã", "hộ", "người", "cơ quan", "đơn vị", "trường", "phường", "thôn", "xóm", "bản", "đại biểu", "đoàn viên",
        "hội viên", "cán bộ", "doanh nghiệp", "hợp tác xã",
    ),
    "thing": (
        "chỉ tiêu", "tiêu chí", "mô hình", "dự án", "đồng", "triệu", "tỷ", "tỉ", "nghìn", "ngàn", "ha", "tấn", "kg",
        "m", "mét", "điểm", "học sinh", "hồ sơ", "thủ tục", "nhiệm vụ", "văn bản", "lượt", "công trình", "sản phẩm",
        "cây", "con", "nhà", "máy", "buổi", "cuộc", "đề án", "nội dung", "%", "lao động", "suất", "chiếc", "bộ",
        "khẩu", "ca",
    ),
})  # fmt: skip


@rule(
    "item",
    "[khoảng|trên|hơn|từ] <n> [(-|đến|,) <n>] <counted>",
    like=("3,5 ha", "2025 hộ"),
)  # fmt: skip
def amount(p: Place, **rest: object) -> Aside:
    """ "1.500 triệu đồng", "2000 ha": so many things."""
    return Aside()


@rule("item", "<a:n> / <b:n> <counted>", like=("5/9 xã", "30/6 đơn vị nộp báo cáo"))
def share(p: Place, a: int, b: int, counted: str) -> Aside | Said:
    """ "12/15 xã": so many of so many; "30/6 đơn vị nộp báo cáo" may be a day, and is asked."""
    if counted == "thing" or not (1 <= a <= 31 and 1 <= b <= 12):
        return Aside()
    p.fault("count_or_day")
    return Said("undated")


@rule("item", "[thứ] <a:n> / <b:n> <one_word>", like=("xử lý 17/25 kiến nghị của cử tri trước ngày 02/12/2026",))
def part_of_many(p: Place, a: int, b: int, **rest: object) -> Aside | None:
    """ "17/25 kiến nghị": no month is so late."""
    return Aside() if 12 < b <= 999 and a <= b else None


@rule(
    "item", "<long>", "(đt|điện thoại|sđt|số điện thoại|tel|fax|hotline) [:] {(<n>|.|-)} <n>",
    "\\( <n> \\) {(<m:n>|.)} <m:n>",
    "<n> {(.|-) <m:n>} (.|-) <three>", "km <n> [+ <n>]",
    like=("0208.3855.688", "ĐT: 0912345678",),
)  # fmt: skip
def number(p: Place, **rest: object) -> Aside | None:
    """A telephone, a kilometre: digits that are no time."""
    return None if p.chart.words[p.first] == "(" and p.end - p.first < 5 else Aside()


@rule(
    "item",
    "(iso|tcvn|qcvn|tcn|tcxdvn|iec) [iso] <n> [(:|-) <m:n>] [/ <one_word>]",
    like=("TCVN 5687:2010", "TCVN ISO 9001:2015"),
)
def standard(p: Place, n: int, **rest: object) -> Aside:
    """ "ISO 9001:2015"."""
    return Aside()


@rule(
    "item",
    "(đường|phố|khu phố|trường|tiểu học|thpt|thcs|mầm non|bệnh viện|quảng trường|sân vận động|công viên|cầu|chợ|nhà"
    " máy|tổ dân phố)"
    " <d> / <m:d> !(/)",
    "(số|số nhà|phòng|ngõ|ngách|hẻm|kiệt|lô|thửa) <d> / <m:d> !(/)",
    "(tiêu chí|chỉ tiêu) <d> . <m:d>",
    like=("khu phố 2/9", "Tiêu chí 17.8", "gửi về số 12/5 Lê Lợi trước ngày 22/4/2026"),
)
def place_name(p: Place, **rest: object) -> Aside:
    """ "Trường Tiểu học 19/5", "Đường 30/4"."""
    return Aside()


@rule("item", "<d> (.|\\)) !(<n>)", like=("3. Quý III/2026", "1. Trước ngày 30/6/2026"))
def list_number(p: Place, d: int) -> Aside | None:
    """ "1. Trước ngày …": the number of a line."""
    return Aside() if p.first == 0 or p.chart.words[p.first - 1] == "\n" else None
