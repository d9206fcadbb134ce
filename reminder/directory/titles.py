"""What wraps a printed name, and what it leaves to the names behind it: titles, duties, counts, first words said once.
Pure text."""

import re
from collections.abc import Iterator

from reminder.directory.first_words import LEVELS
from reminder.directory.spelling import key, listed, tokens

_TITLE = re.compile(
    r"\A(?:(?:đồng chí|đ/c|các|quyền|phó|tổng)\s+)*(?:thủ trưởng|giám đốc|chủ tịch|lãnh đạo|chi cục trưởng|cục trưởng"
    r"|người đứng đầu|hiệu trưởng|viện trưởng|chỉ huy trưởng|tổng biên tập|bí thư|trưởng|chánh|pct)(?!\w)[\s,]*",
    re.IGNORECASE,
)
_ALL = re.compile(r"\A(?:tất cả|toàn bộ|toàn thể|100\s*%)\s+", re.IGNORECASE)
_COUNTED = re.compile(r"\A((?:các\s+)?(?:UBND|ủy ban nhân dân|uỷ ban nhân dân)?)\s*\d+\s+", re.IGNORECASE)
_DUTY = re.compile(
    r"(?:\A|\s+)(?:là cơ quan )?"
    r"(?:chủ trì|phối hợp|thực hiện|tham mưu|(?:làm )?đầu mối|tổng hợp|phụ trách|trình)(?:\s.*)?\Z",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:là\s+)?(?:cơ quan|đơn vị)\s+(?:thường trực|chủ trì|đầu mối|tổng hợp|chủ quản)", re.IGNORECASE)
_COMMITTEE, _LEVEL = listed("ủy ban nhân dân, cấp")
_LEVEL_KEYS = tuple((level, tokens(level)) for level in LEVELS)
_ONE_WORD_HEADS = tuple(
    (head, tokens(head)) for head in ("Sở", "Hội", "Ban", "Chi cục", "Cục", "Phòng", "Bộ", "Trường", "Bệnh viện")
)


def untitled(text: str) -> str:
    """The text without its first title; a title alone is nothing."""
    return _TITLE.sub("", text)


def unwrapped(text: str) -> tuple[str, ...]:
    """The name without what it does, without a count, then without one title after the other; the last is the name
    alone."""
    body = _DUTY.sub("", _COUNTED.sub(r"\1 ", _ALL.sub("", text))).strip()
    return (body, *filter(None, _titles_off(body)))


def name_alone(text: str) -> str:
    """The text without any title, and without "tất cả"."""
    bare = _ALL.sub("", text)
    return [bare, *_titles_off(bare)][-1]


def duty_alone(text: str) -> bool:
    """Whether the words say only what somebody does: "chủ trì", "phối hợp với …"."""
    return not _DUTY.sub("", text)


def part_alone(text: str) -> bool:
    """Whether they say which part the body before them has: "cơ quan thường trực"."""
    return bool(_PART.fullmatch(text))


def joins_only(text: str) -> bool:
    """Whether they say that who follows only helps: "phối hợp với"."""
    return text[:8].casefold() == "phối hợp"


def _titles_off(text: str) -> Iterator[str]:
    """The text without its first title, without the next, and so on."""
    while (shorter := _TITLE.sub("", text, count=1)) != text:
        text = shorter
        yield text


def heads(text: str) -> tuple[str, ...]:
    """The words that the pieces after this one may leave out, likeliest first; () when none."""
    words = key([text, *_titles_off(text)][-1])
    for head, start in _ONE_WORD_HEADS:
        if words[: len(start)] == start:
            return (head,)
    committee = words[:4] == _COMMITTEE
    rest = words[4:] if committee else words
    if rest[:1] == _LEVEL:
        return ("UBND cấp",)
    own = [level for level, start in _LEVEL_KEYS if rest[: len(start)] == start]
    if not committee and not own:
        return ()
    levels = dict.fromkeys([*own, *LEVELS])
    return (*(f"UBND {level}" for level in levels), "UBND")
