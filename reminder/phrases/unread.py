"""What a reading left out: each number, calendar word and word of repetition is used, is plainly something else
(an amount, an address, a name), or is unread."""

from collections.abc import Iterator
from typing import Final

from reminder.phrases.tokens import Tokens, fold, forms, spelling


def _pairs(*words: str) -> dict[bool, frozenset[tuple[str, ...]]]:
    marks = ((True, spelling), (False, fold))
    return {marked: frozenset(tuple(map(form, pair.split())) for pair in words) for marked, form in marks}


_UNITS: Final = forms("ngày", "tháng", "quý", "quí", "năm", "tuần", "giờ")
_NUMERALS: Final = forms(
    "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mươi", "mốt", "lăm", "tư", "rưỡi", "chục",
    "trăm",
)  # fmt: skip
_LUNAR: Final = forms("giêng", "chạp", "rằm", "mùng", "mồng", "âl")
_WEEKDAYS: Final = forms("hai", "ba", "tư", "năm", "sáu", "bảy")
_PERIODS: Final = forms("tháng", "quý", "quí", "năm", "tuần")
_ROMAN: Final = frozenset({"i", "ii", "iii", "iv"})
_PARTS: Final = forms("đầu", "giữa", "cuối", "nửa")
_REPEATS: Final = forms("hằng", "hàng", "mỗi", "từng")
_BOUND: Final = forms("trước")
_WEEKDAY: Final = forms("thứ")
_NO_TIME: Final = _pairs("đầu tư")
_PAIRS: Final = _pairs("chủ nhật", "âm lịch", "định kỳ", "học kỳ", "kỳ họp", "chậm nhất")
_LAST: Final = forms("hạn", "mốc")
_EDGES: Final = forms("cuối", "đầu", "giữa")
_JOINS: Final = forms(
    "", "và", "hoặc", "của", "trước", "sau", "từ", "đến", "tới", "hết", "trong", "là", "vào", "thì", "kể", "nay",
    "này", "tiếp", "kế", "liền", "gửi", "nộp", "báo",
)  # fmt: skip
"""Words that name no thing a number could count."""
_NAMING: Final = forms(
    "số", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục", "bảng", "biểu", "mẫu", "lớp", "khối",
    "khóa", "tổ", "cấp", "mức", "độ", "loại", "hạng", "quốc", "lộ", "đường", "km", "trang", "bước", "nhóm", "đợt",
    "lần", "phiên", "chỉ", "thị", "nghị", "quyết", "luật", "tw", "hđ", "thứ", "tiêu", "chí", "cụm", "ấp", "thôn",
    "xóm", "phòng",
)  # fmt: skip
"""Words behind which a number only names."""
_WORTH: Final = frozenset({"%", "+"})


def unread(tokens: Tokens, passed: list[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each run among `passed` (ascending) that holds something of time."""
    words = [*tokens.words, ""]  # three look-aheads behind the last one
    first = last = -1
    for at in passed:
        if not _of_time(words, at, tokens.marked):
            continue
        if at == last + 1 and first >= 0:
            last = at
            continue
        if first >= 0:
            yield first, last
        first = last = at
    if first >= 0:
        yield first, last


def _of_time(words: list[str], at: int, m: bool) -> bool:
    word, nxt, before = words[at], words[at + 1], words[at - 1] if at else ""
    if word.isdigit():
        return not _something_else(words, at, m)
    if word in _LUNAR[m] or word in _BOUND[m] or (word, nxt) in _PAIRS[m]:
        return True
    numeral = nxt in _NUMERALS[m] or nxt.isdigit()
    if word in _NUMERALS[m] and (nxt in _UNITS[m] or nxt in _NUMERALS[m] or before in _NUMERALS[m]):
        return True
    if word in _WEEKDAY[m]:
        return nxt in _WEEKDAYS[m] or nxt.isdigit()
    if word in _PARTS[m] and (word, nxt) not in _NO_TIME[m]:
        return nxt in _UNITS[m] or (numeral and before not in _LAST[m])
    if word in _REPEATS[m]:
        return nxt in _UNITS[m] and words[at + 2] not in _NUMERALS[m] and not words[at + 2].isdigit()
    if word in _PERIODS[m] and nxt[:1].isalpha() and nxt not in _UNITS[m] | _JOINS[m]:
        behind = words[at + 2]  # "quý … II": a word between has parted them
        return behind.isdigit() or behind in _ROMAN or behind in _PARTS[m]
    return word in _UNITS[m] and (numeral or (nxt in _JOINS[m] and before in _EDGES[m]))


def _something_else(words: list[str], at: int, m: bool) -> bool:
    """A number that counts things, names something or is worth something."""
    before, nxt = words[at - 1] if at else "", words[at + 1]
    if before in _NAMING[m] or nxt in _WORTH:
        return True
    time = (_JOINS, _UNITS, _NUMERALS, _PARTS, _REPEATS, _LUNAR)
    return nxt[:1].isalpha() and not any(nxt in each[m] for each in time)
