"""A name out of a sentence, cut behind words that tell what the body does: `Sở Tài chính cân (đối)`."""

from collections.abc import Callable

from reminder.directory.agency import Cast
from reminder.directory.first_words import ANYONE, LEVELS

# What goes on with a name in small letters: of which level or place it is.
_PLACES = frozenset(
    {
        *(" ".join((*LEVELS, *ANYONE)).split()),
        "tỉnh",
        "các",
        "khu",
        "vùng",
        "miền",
        "thuộc",
        "trực",
        "cấp",
        "có",
        "liên",
    }
)


def at_known_ends(raw: str, resolve: Callable[[str], Cast]) -> str:
    """The names as printed, those that nobody knows cut to the longest known one that only small letters follow."""
    before = resolve(raw).parties if raw else ()
    for party in before:
        words = party.raw.split()
        for end in range(len(words) - 1, 0, -1) if party.kind == "unknown" else ():
            if not words[end].islower() or words[end] in _PLACES:
                break
            shorter = raw.replace(party.raw, " ".join(words[:end]))
            new = [p for p in resolve(shorter).parties if p not in before]
            if new and all(p.kind == "agency" for p in new):
                raw = shorter
                break
    return raw
