"""What a reading left out: each number, calendar word and word of repetition is used, is plainly something else
(an amount, an address, a name), or is unread."""

from collections.abc import Iterator
from typing import Final

from reminder.phrases.spelling import forms, pairs
from reminder.phrases.tokens import Tokens

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
_LONG: Final = forms("nhiệm", "giai", "đợt", "chu")
_REPEATS: Final = forms("hằng", "hàng", "mỗi", "từng")
_BOUND: Final = forms("trước")
_WEEKDAY: Final = forms("thứ")
_NO_TIME: Final = pairs(
    "đầu tư", "trước pháp", "trước cổng", "trước tuổi", "trước ubnd", "trước hđnd", "trước chủ", "trước cơ",
    "trước dân",
    "trước nhân",
)  # fmt: skip
_FOREWARNED: Final = pairs("báo trước", "lường trước", "tuyên trước")
_PAIRS: Final = pairs(
    "chủ nhật",
    "âm lịch",
    "tuần thứ",
    "học kỳ",
    "kỳ họp",
    "chậm nhất",
    "tháng cuối",
    "tháng đầu",
    "tháng chẵn",
    "tháng lẻ",
)
_ANY_TIME: Final = {
    marked: frozenset(first for first, _ in _PAIRS[marked]).union(
        *(each[marked] for each in (_UNITS, _NUMERALS, _LUNAR, _PERIODS, _PARTS, _REPEATS, _BOUND, _WEEKDAY))
    )
    for marked in (True, False)
}
_JOINS: Final = forms(
    "", "và", "hoặc", "của", "trước", "sau", "từ", "đến", "tới", "hết", "trong", "là", "vào", "thì", "kể", "nay",
    "này", "tiếp", "kế", "liền", "gửi", "nộp", "báo",
)  # fmt: skip
"""Words that name no thing a number could count."""
_NAMING: Final = forms(
    "số", "điều", "khoản", "điểm", "mục", "chương", "phần", "phụ", "lục", "bảng", "biểu", "mẫu", "lớp", "khối",
    "khóa", "tổ", "cấp", "mức", "độ", "loại", "hạng", "quốc", "lộ", "đường", "km", "trang", "bước", "nhóm", "đợt",
    "lần", "phiên", "chỉ", "thị", "nghị", "quyết", "luật", "tw", "hđ", "tiêu", "chí", "cụm", "ấp", "thôn",
    "xóm", "phòng", "án", "tư", "văn", "đội", "khu", "đồn", "đoàn", "máy", "đai", "tầng", "tt", "qđ", "pc", "lô",
)  # fmt: skip
"""Words behind which a number only names."""
_TURNS: Final = forms("trừ", "riêng", "nếu", "hoặc", "bãi", "hủy", "huỷ", "ngừng", "dừng", "miễn")
_DENIED: Final = pairs(
    "không yêu", "không thực", "không phải", "không báo", "không gửi", "không nộp", "không chờ", "không áp", "không tổ",
    "không cần", "không tiếp", "không nhận", "không còn", "không tính", "không trước", "không sau", "không kể",
    "không bao", "không gồm", "không được", "chưa thực", "chưa báo", "chưa gửi", "chưa áp", "ghi chú",
)  # fmt: skip
_NO_TURN: Final = pairs(
    "diệt trừ", "khấu trừ", "phòng trừ", "bài trừ", "nói riêng", "riêng lẻ", "riêng tư", "riêng biệt", "riêng của",
    "bãi biển", "bãi rác", "bãi đỗ", "bãi chôn", "bãi bồi", "dừng chân", "miễn dịch", "miễn phí", "miễn giảm",
    "bãi chứa", "sông bãi", "miễn thuế", "nếu không",
)  # fmt: skip
"""What denies, excepts or replaces a time that stands near behind it, and what only looks so."""
_NEAR: Final = 9
_OR: Final = forms("hoặc")
_ALSO_WHEN: Final = pairs("và khi")
_IS: Final = forms("có", "cần")
"""Behind "và khi": on demand beside the dates, no other date."""
_ENDS: Final = frozenset({"", ";", ".", "\n"})
_SIGNS: Final = frozenset({",", ":", "(", ")", "[", "]", "-", "/"})
_WORTH: Final = frozenset({"%", "+"})


def unread(tokens: Tokens, passed: list[int]) -> Iterator[tuple[int, int]]:
    """First and last token of each run among `passed` (ascending) that holds something of time, or turns a time that
    was read into something else."""
    words = [*tokens.words, "", ""]  # four look-aheads behind the last one
    first = last = -1
    skipped = set(passed)
    for at in passed:
        if not _of_time(words, at, tokens.marked) and not _turns(words, at, skipped, tokens.marked):
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
    if word not in _ANY_TIME[m]:
        return False
    if word in _BOUND[m]:
        return (word, nxt) not in _NO_TIME[m] and (before, word) not in _FOREWARNED[m]
    if word in _LUNAR[m] or (word, nxt) in _PAIRS[m]:
        return True
    numeral = nxt in _NUMERALS[m] or nxt.isdigit()
    if word in _NUMERALS[m] and (nxt in _UNITS[m] or nxt in _NUMERALS[m] or before in _NUMERALS[m]):
        return True
    if word in _WEEKDAY[m]:
        return nxt in _WEEKDAYS[m] or nxt.isdigit()
    if word in _PARTS[m] and (word, nxt) not in _NO_TIME[m]:
        return nxt in _UNITS[m] or (nxt in _LONG[m] and words[at + 3].isdigit()) or numeral
    if word in _REPEATS[m]:
        return nxt in _UNITS[m] and words[at + 2] not in _NUMERALS[m] and not words[at + 2].isdigit()
    if word in _PERIODS[m] and nxt[:1].isalpha() and nxt not in _UNITS[m] | _JOINS[m]:
        behind = words[at + 2]  # "quý … II": a word between has parted them
        return behind.isdigit() or behind in _ROMAN or behind in _PARTS[m]
    return word in _UNITS[m] and numeral


def _turns(words: list[str], at: int, passed: set[int], m: bool) -> bool:
    """Whether the word denies or excepts what was read near behind it, in its clause; or in front of it, where it is
    "sau ngày … không"."""
    pair, before = (words[at], words[at + 1]), (words[at - 1] if at else "", words[at])
    if pair not in _DENIED[m] | _ALSO_WHEN[m] and (
        words[at] not in _TURNS[m] or pair in _NO_TURN[m] or before in _NO_TURN[m]
    ):
        return False
    if pair in _ALSO_WHEN[m]:
        return words[at + 2] not in _IS[m]
    if words[at] in _OR[m]:
        return words[at + 1].isdigit() or words[at + 1] in _UNITS[m] or words[at + 1] in _BOUND[m]
    for behind in range(at + 1, min(at + _NEAR, len(words))):
        if words[behind] in _ENDS:
            break
        if behind not in passed and words[behind] not in _SIGNS:
            return True
    return pair in _DENIED[m] and before[0].isdigit() and at - 1 not in passed


def _something_else(words: list[str], at: int, m: bool) -> bool:
    """A number that counts things, names something or is worth something."""
    before, nxt = words[at - 1] if at else "", words[at + 1]
    if before in _NAMING[m] or nxt in _WORTH:
        return True
    time = (_JOINS, _UNITS, _NUMERALS, _PARTS, _REPEATS, _LUNAR)
    return nxt[:1].isalpha() and not any(nxt in each[m] for each in time)
