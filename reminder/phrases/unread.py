"""What a reading left out: each number, calendar word and word of repetition is used, is plainly something else
(an amount, an address, a name), or is unread."""

from collections.abc import Iterator
from typing import Final

from reminder.phrases.tokens import Tokens

UNITS: Final = frozenset({"ngày", "tháng", "quý", "quí", "năm", "tuần", "giờ"})
NUMERALS: Final = frozenset({
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt", "lăm", "tư", "rưỡi", "chục",
    "trăm",
})  # fmt: skip
_LUNAR: Final = frozenset({"giêng", "chạp", "rằm", "mùng", "mồng", "âl"})
_WEEKDAYS: Final = frozenset({"hai", "ba", "tư", "năm", "sáu", "bảy"})
_PERIODS: Final = frozenset({"tháng", "quý", "quí", "năm", "tuần"})
_ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})
_PARTS: Final = frozenset({"đầu", "giữa", "cuối", "nửa"})
_REPEATS: Final = frozenset({"hằng", "hàng", "mỗi", "từng"})
_NO_TIME: Final = frozenset({("đầu", "tư")})
_PAIRS: Final = frozenset(
    {("chủ", "nhật"), ("âm", "lịch"), ("định", "kỳ"), ("học", "kỳ"), ("kỳ", "họp"), ("chậm", "nhất")}
)
_JOINS: Final = frozenset({
    "", "và", "hoặc", "của", "trước", "sau", "từ", "đến", "tới", "hết", "trong", "là", "vào", "thì", "kể", "nay",
    "này", "tiếp", "kế", "liền", "gửi", "nộp", "báo",
})  # fmt: skip
"""Words that name no thing a number could count."""
_NAMING: Final = frozenset({
    "số", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục", "bảng", "biểu", "mẫu", "lớp", "khối",
    "khóa", "tổ", "cấp", "mức", "độ", "loại", "hạng", "quốc", "lộ", "đường", "km", "trang", "bước", "nhóm", "đợt",
    "lần", "phiên", "chỉ", "thị", "nghị", "quyết", "luật", "tw", "hđ", "thứ", "tiêu", "chí", "cụm", "ấp", "thôn",
    "xóm", "phòng",
})  # fmt: skip
"""Words behind which a number only names."""
_WORTH: Final = frozenset({"%", "+"})


def unread(tokens: Tokens, passed: list[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each run among `passed` (ascending) that holds something of time."""
    surface = [tokens.surface(at) for at in range(tokens.count)] + [""] * 3
    marked = tokens.marked
    first = last = -1
    for at in passed:
        if not _of_time(surface, at, marked):
            continue
        if at == last + 1 and first >= 0:
            last = at
            continue
        if first >= 0:
            yield first, last
        first = last = at
    if first >= 0:
        yield first, last


def _of_time(words: list[str], at: int, marked: bool) -> bool:
    word, nxt, before = words[at], words[at + 1], words[at - 1] if at else ""
    if word[0].isdigit():
        return not _something_else(words, at)
    if not marked:
        return False
    if word in _LUNAR or word == "trước" or (word, nxt) in _PAIRS:
        return True
    numeral = nxt in NUMERALS or nxt[:1].isdigit()
    if word in NUMERALS and (nxt in UNITS or nxt in NUMERALS or before in NUMERALS):
        return True
    if word == "thứ":
        return nxt in _WEEKDAYS or nxt[:1].isdigit()
    if word in _PARTS and (word, nxt) not in _NO_TIME:
        return nxt in UNITS or (numeral and before not in ("hạn", "mốc"))
    if word in _REPEATS:
        return nxt in UNITS and words[at + 2] not in NUMERALS and not words[at + 2][:1].isdigit()
    if word in _PERIODS and nxt[:1].isalpha() and nxt not in UNITS | _JOINS:
        behind = words[at + 2]  # "quý … II": a word between has parted them
        return behind[:1].isdigit() or behind in _ROMAN or behind in _PARTS
    return word in UNITS and (numeral or (nxt in _JOINS and before in ("cuối", "đầu", "giữa")))


def _something_else(words: list[str], at: int) -> bool:
    """A number that counts things, names something or is worth something."""
    before, nxt = words[at - 1] if at else "", words[at + 1]
    if before in _NAMING or nxt in _WORTH:
        return True
    return nxt.isalpha() and nxt not in _JOINS | UNITS | NUMERALS | _PARTS | _REPEATS | _LUNAR
