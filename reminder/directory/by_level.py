"""The issuer of a document, named there only by its level: "UBND thành phố", "Sở". Pure text."""

from reminder.directory.first_words import LEVELS, first_word_alone
from reminder.directory.spelling import key, tokens
from reminder.directory.titles import name_alone

_LEVELS = tuple(tokens(level) for level in (*LEVELS, "tỉnh", "trung ương"))


def by_level(name: str, issuer: str) -> bool:
    """Whether the name is the issuer's own, or its beginning up to the level or its first words alone."""
    alone = name_alone(name)
    words, own = key(alone), key(issuer)
    if not words or words != own[: len(words)]:
        return False
    level = any(words[-len(level) :] == level for level in _LEVELS)
    return words == own or level or first_word_alone(alone)
