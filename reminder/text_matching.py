"""Texts compared: letters without marks, words in common, what was probably meant. Pure, and below everything.

Two normal forms stand apart and are meant to: `directory.spelling` keeps the marks, for two communes may differ by one
alone; `phrases.tokens` folds letter by letter, so that a place in the text stays where it is.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Letters without marks: `Xã Đức Lương` → `Xa Duc Luong`."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in letters if not unicodedata.combining(c))


def folded(text: str) -> str:
    """Small letters without marks, one blank between words: `Cơ quan  chủ trì` → `co quan chu tri`."""
    return " ".join(plain(text).lower().split())


def slug(text: str) -> str:
    """Small letters without marks, digits and dashes: `Xã Võ Nhai` → `xa-vo-nhai`."""
    return re.sub(r"[^a-z0-9]+", "-", plain(text).casefold()).strip("-")


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def shared(one: str, other: str) -> float:
    """How much of the shorter text's words the longer one has, 0 to 1."""
    a, b = _words(one), _words(other)
    return len(a & b) / max(1, min(len(a), len(b)))


def alike(one: str, other: str) -> float:
    """How many of both texts' words they have in common, 0 to 1; two equal ones, be they empty, are 1."""
    a, b = _words(one), _words(other)
    return 1.0 if one == other else len(a & b) / len(a | b) if a and b else 0.0


def near(word: str, known: Iterable[str], n: int = 1, cutoff: float = 0.6) -> list[str]:
    """Up to `n` of the known words that look like this one, the likest first."""
    return get_close_matches(word, list(known), n, cutoff)
