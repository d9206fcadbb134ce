"""Words as they are compared: their marks in one order, or without any."""

import unicodedata
from functools import lru_cache


def tidy(text: str) -> str:
    """NFC with every run of white space one space; what labels and events are compared by."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=8192)
def spelling(word: str) -> str:
    """The word with its marks in one order, wherever the tone was put: Quý and Qúy are spelled alike."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word)
    return "".join(c for c in apart if c.isalpha()) + "".join(sorted(c for c in apart if not c.isalpha()))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """The word without marks."""
    apart = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def forms(*words: str) -> dict[bool, frozenset[str]]:
    """The words as tokens are compared: of a phrase with marks (True), and of one without."""
    return {True: frozenset(map(spelling, words)), False: frozenset(map(fold, words))}


def pairs(*words: str) -> dict[bool, frozenset[tuple[str, ...]]]:
    """Words that stand beside each other, the same."""
    marks = ((True, spelling), (False, fold))
    return {marked: frozenset(tuple(map(form, pair.split())) for pair in words) for marked, form in marks}
