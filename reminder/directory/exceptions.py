"""Where a printed cell takes some bodies out of those it names: "Các sở, ban, ngành; trừ Sở Y tế". Pure text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reminder.directory.first_words import ANYONE, BODIES, HEADS, LEVELS, pattern

_WORDS = (
    r"(?:(?<!phòng )(?<!diệt )(?<!bài )(?<!khấu )(?<!miễn )(?:(?:ngoại|loại) )?trừ(?: ra)?|(?:không|chưa)(?: bao)? gồm"
    r"|không (?:kể|tính|áp dụng|thuộc|phải(?: là)?)|ngoài(?! ra(?!\w)))(?!\w)"
)
_WHOM = (
    rf"[\s:]*(?:(?:đối )?với\s+)?(?:\d|(?:các|những|riêng|trường hợp|ngành|tỉnh)(?!\w)"
    rf"|{pattern(*BODIES, *HEADS, *LEVELS, *ANYONE)})"
)
# Trừ Văn Thố is a commune: behind a name, or with a capital, only what begins as a body does tells an exception.
_BEGINS = re.compile(
    rf"(?P<break>\A\s*|[,;:.\n–—-][\s,;:.–—-]{{0,8}})"
    rf"(?:(?!ngoài){_WORDS}|(?i:(?!trừ|ngoài){_WORDS})|ngoài(?=\s+[A-ZÀ-ỸĐ])|(?i:{_WORDS})(?=(?i:{_WHOM})))"
    rf"|(?<=[\w)])\s+(?:(?!ngoài|không (?:phải|thuộc)){_WORDS}(?=[\s:]*[A-ZÀ-ỸĐ])|(?i:{_WORDS})(?=(?i:{_WHOM})))"
)
_ENDS = re.compile(
    rf"(?:;|(?<![,:;])(?<!và)[ \t]*\n)(?=\s*(?:{pattern(*HEADS)}\s+)?(?:{pattern(*BODIES)}\s+)?(?:các|cấp)\s)",
    re.IGNORECASE,
)
_INSIDE = re.compile(rf"(?<!\w)(?:{_WORDS}|không (?:cần|thực hiện|báo cáo|gửi)(?!\w))", re.IGNORECASE)
_BODIES_OUT = re.compile(
    rf"(?<!\w){_WORDS}[\s:]*(?:(?:đối )?với\s+)?(?=(?:(?:các|những|riêng)\s+)?{pattern(*BODIES, *HEADS, *LEVELS)})",
    re.IGNORECASE,
)
_DIVIDES = re.compile(r";|(?<!,)\n")


@dataclass(frozen=True, slots=True)
class Excepted:
    """Words `[at, end)` that take bodies out of those named in `[since, at)`."""

    since: int
    at: int
    end: int
    words: str


def exceptions(text: str) -> Iterator[Excepted]:
    """Those of a cell without brackets, left to right. What stands behind an exception belongs to it up to a
    semicolon or a line behind which many are named ("; UBND các xã"); to the end, where it is a piece of its own."""
    end = 0
    while found := _BEGINS.search(text, end):
        at = found.end("break") if found["break"] is not None else found.start()
        apart = found["break"]
        own = apart is not None and (not apart.strip(" \t") or bool(set(apart) & set(";:.\n")))
        stop = None if own else _ENDS.search(text, found.end())
        end = stop.start() if stop else len(text)
        yield Excepted(0 if own else named_since(text, at), at, end, " ".join(text[at:end].split()))


def excepts(words: str) -> bool:
    """Whether words in brackets take a body out."""
    return bool(_INSIDE.search(words))


def named_since(text: str, at: int) -> int:
    """Where the piece begins that words at `at` stand in."""
    return max((found.end() for found in _DIVIDES.finditer(text, 0, at)), default=0)


def excepted_in(sentence: str) -> tuple[int, int] | None:
    """Where a sentence begins to take bodies out of those it speaks of, and where the first of these begins."""
    found = _BODIES_OUT.search(sentence)
    return found.span() if found else None
