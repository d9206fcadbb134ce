"""Plain text → blocks. The encoding is settled first; then each layout a table may have is looked for."""

import contextlib
import re
import unicodedata
from dataclasses import replace

from reminder.documents.blocks import Document, Note, Paragraph, Table, clean
from reminder.documents.bullets import RAISED, lowered
from reminder.documents.finding import Unreadable
from reminder.documents.layouts.plain_text import read_layouts
from reminder.documents.readers.legacy_fonts import legacy_font
from reminder.documents.readers.limits import Progress

MAX_LINE = 200_000
MAX_LINES = 60_000
MAX_CHARS = 4_000_000

_EMPHASIS = re.compile(r"(\*\*|__|\*)(?=\S)([^*\n]{1,600}?(?:\n[^*\n]{1,600}?){0,8})(?<=\S)\1(?![*\w])")
_NOTE = re.compile(rf"^\s*(?:\[(\d{{1,3}})\]|([{RAISED}]+))\s*(\S.*)$")


def read_plain(name: str, data: bytes, tell: Progress) -> Document:
    """Paragraphs and tables with their lines, counted from 1. Raises `Unreadable` for what is no text."""
    text = decode(name, data).replace("\r\n", "\n").replace("\r", "\n")
    # Marks of emphasis say nothing; their line breaks stay, so that lines keep their numbers.
    lines = _EMPHASIS.sub(r"\2", unicodedata.normalize("NFC", text)).split("\n")
    if len(text) > MAX_CHARS:
        raise Unreadable(name, "too-many", limit=MAX_CHARS, what="letters")
    if len(lines) > MAX_LINES or any(len(line) > MAX_LINE for line in lines):
        raise Unreadable(name, "too-many", limit=MAX_LINES, what="lines")
    tell(0, 1)
    notes = {number: match for number, line in enumerate(lines, 1) if (match := _NOTE.match(line))}
    blocks = [_tidy(block) for block in read_layouts(lines, set(notes))]
    tell(1, 1)
    found = tuple(Note(m[1] or lowered(m[2]), clean(m[3]), number) for number, m in notes.items())
    return Document("txt", tuple(b for b in blocks if isinstance(b, Table) or b.text), found)


def _tidy(block: Paragraph | Table) -> Paragraph | Table:
    return replace(block, text=clean(block.text).replace("\n", " ")) if isinstance(block, Paragraph) else block


def decode(name: str, data: bytes) -> str:
    """Text in UTF-8, UTF-16 or Windows-1258 (as typed: not composed). Raises `Unreadable` for what is no text."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if marked or data.startswith(b"\x00") or data[:400].count(b"\x00") > 20:
        for codec in ("utf-16",) if marked else ("utf-16-le", "utf-16-be"):
            with contextlib.suppress(UnicodeDecodeError):
                text = data.decode(codec)
                if marked or ("\x00" not in text and _vietnamese(text)):
                    return text
        raise Unreadable(name, "not-text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_old(name, data)
    if text.count("\x00") > len(text) // 100 or _control(text) > len(text) // 50:
        raise Unreadable(name, "not-text")
    return text


def _decode_old(name: str, data: bytes) -> str:
    """Not UTF-8: Windows-1258 if that makes Vietnamese; the fonts of before Unicode are named."""
    text = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if font := legacy_font(data.decode("latin-1"), text):
        raise Unreadable(name, "legacy-font", name=font)
    if "\ufffd" not in text and _vietnamese(text) and _control(text) <= len(text) // 50:
        return text
    raise Unreadable(name, "not-text")


def _control(text: str) -> int:
    return sum(c < " " and c not in "\t\n\r\f\v" for c in text)


def _vietnamese(text: str) -> bool:
    """Enough of the letters only Vietnamese has."""
    sample = text[:20_000]
    letters = sum(c.isalpha() for c in sample)
    return (
        letters > 0 and len(re.findall("[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựđơư]", sample, re.I)) > 0.04 * letters
    )
