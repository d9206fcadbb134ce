"""The mailboxes in one cell of a contact list, as people write several: divided by signs, breaks, blanks or words."""

import re
from collections.abc import Iterator

from reminder.text_matching import folded

_APART = re.compile(r"[;,|\n]+|\s+(?:hoặc|hay|và|or|and)\s+", re.I)
_BRACKETED = re.compile(r"<\s*([^<>\s]+@[^<>\s]+)\s*>")
# What stands before or behind an address and is none of it: bullets, numbers, labels, remarks in brackets.
_BEFORE = re.compile(r"^(?:[-–—+•*]\s*|\(?\d{1,2}[.)]\s+|\([^()@]*\)\s*|[^@:<>]{1,40}:\s*|(?:hoặc|hay|và)\s+)+", re.I)
_BEHIND = re.compile(r"(?:\s*\([^()@]*\)|[.\s])+$")
_NONE = re.compile(r"[-–—_.x/ ]*|(hien )?(khong|chua|ko)( co)?|dang cap nhat|n/?a|none")


def mailboxes_in(text: str) -> Iterator[str]:
    """What is written for mailboxes, in order, each bare where it is clear what is the address; a piece that is no
    address comes whole. Words for "none" are left out."""
    for piece in _APART.split(text):
        if piece.count("@") > 1:
            yield from (_bare(part) for part in re.split(r"[\s/]+", piece) if "@" in part)
        elif not _NONE.fullmatch(folded(piece).strip(" .")):
            yield _bare(piece)


def _bare(piece: str) -> str:
    piece = piece.strip()
    if inner := _BRACKETED.search(piece):
        return inner[1]
    if "@" not in piece:
        return piece
    bare = _BEHIND.sub("", _BEFORE.sub("", piece.removeprefix("mailto:"))).removeprefix("mailto:")
    words, _, last = bare.rpartition(" ")
    # "Văn thư vanthu@so.vn": marks tell words from a torn address ("van thu@so.vn").
    return last if not words.isascii() and not last.startswith("@") and "@" in last else bare or piece
