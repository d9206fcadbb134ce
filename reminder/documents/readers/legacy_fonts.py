"""Vietnamese text typed with the fonts of before Unicode: it looks like text and means nothing.

Such text is refused by the name of its encoding, in every format, and not converted. TCVN3 has no capitals with
tones: they lie in the font (.VnTimeH), which plain text and PDF do not name and which Word keeps long after the text
became Unicode. A letter mistaken makes another agency of its name, and nobody would see it here; whoever converts
with UniKey sees the result. Where only a part of a document is so, that part is said with its place.

A word is told by what it would be: put through the table of an encoding, it is a syllable of Vietnamese. Foreign
words and signs beside letters are none.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Finding, Spot, Unreadable, found

Kind = Literal["TCVN3", "VNI", "Unicode"]

# The letters in the order of their codes, and what stands there in TCVN3 (TCVN 5712:1993).
_TCVN3_CODES = (
    "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae"
    "\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8"
    "\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8"
    "\xf9\xfa\xfb\xfc\xfd\xfe"
)
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_TCVN3 = dict(zip(_TCVN3_CODES, _TCVN3_LETTERS, strict=True))
# VNI writes a mark behind its letter; marks of a hat and a tone in one. Some letters are whole.
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _HAT, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}

# Letters that no old encoding has; words with one are Unicode.
_MODERN = re.compile("[ăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)
_WORD = re.compile(r"[A-Za-z\u00a1-\u00bf\u00c0-\u00ffĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]{2,}")
_QUOTED = re.compile("«([^«»]*)»")  # as quotes; in TCVN3 both are letters
_ODD = re.compile("[\u00a1-\u00ff]")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh|gi|g|kh|k|ph|qu|tr|th|t|ch|c|b|d|đ|h|l|m|n|p|r|s|v|x)?"
    r"(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|ue|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu"
    r"|yê|oai|oay|oeo|uây|uôi|uya|uyê|uyu|ươi|ươu|iêu|yêu)"
    r"(?:ch|c|m|nh|ng|n|p|t)?"
)
_TONES = _GRAVE + _ACUTE + _HOOK + _TILDE + _DOT
_REFUSED = 0.3  # the share of such words from which on the document as a whole is refused
_SLIPS = 2  # so few words may be signs beside letters («a»), whatever their share
_LONGEST = 120  # letters shown of what is not understood


def legacy_font(text: str, instead: str = "") -> str:
    """`TCVN3` or `VNI` when the text as a whole is in that encoding, else "". `instead` are the same bytes read another
    way, which hold where more of their words are Vietnamese."""
    kinds = _kinds(text)
    other = sum(not word.isascii() and _is_syllable(word) for word in _WORD.findall(instead))
    return _name(kinds) if _old(kinds) > max(kinds["Unicode"], other) else ""


def without_legacy_fonts(name: str, document: Document) -> Document:
    """The document, with a finding for each paragraph and row in an old encoding. Raises `Unreadable` where they are
    more than a few. `name` is for messages."""
    total: Counter[Kind] = Counter()
    findings: list[Finding] = []
    for spot, texts in _passages(document):
        old = [(kinds, text) for text in texts if _is_old(kinds := _kinds(text))]
        total.update(kind for text in texts for kind in _kinds(text).elements())
        if old:
            words = " | ".join(text.replace("\n", " ") for _, text in old)
            shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
            findings.append(found("legacy-part", spot, words=shown, name=_name(sum((k for k, _ in old), Counter()))))
    if _old(total) > max(_REFUSED * total.total(), _SLIPS):
        raise Unreadable(name, "legacy-font", name=_name(total))
    return replace(document, findings=(*document.findings, *findings)) if findings else document


def _passages(document: Document) -> Iterator[tuple[Spot | None, Sequence[str]]]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.spot, (block.text,)
        else:
            yield from ((row.spot, row.texts) for row in block.rows)
    yield from ((None, (note.words,)) for note in document.notes)


def _is_old(kinds: Counter[Kind]) -> bool:
    """Mostly so; or so often that it is no slip of a Unicode text."""
    return _old(kinds) > min(kinds["Unicode"], 2)


def _old(kinds: Counter[Kind]) -> int:
    return kinds["TCVN3"] + kinds["VNI"]


def _name(kinds: Counter[Kind]) -> str:
    return "VNI" if kinds["VNI"] > kinds["TCVN3"] else "TCVN3"


def _kinds(text: str) -> Counter[Kind]:
    """How many words tell their encoding, by encoding."""
    return Counter(kind for word in _WORD.findall(_QUOTED.sub(r" \1 ", text)) if (kind := _kind(word)))


@lru_cache(maxsize=8192)
def _kind(word: str) -> Kind | None:
    if _MODERN.search(word):
        return "Unicode"
    if not _ODD.search(word) or _is_syllable(word):
        return None
    if _is_syllable(from_vni(word)):
        return "VNI"
    return "TCVN3" if _is_syllable(from_tcvn3(word)) else None


def from_tcvn3(word: str) -> str:
    """The word that TCVN3 letters stand for; the case of letters with a tone is the font's."""
    return "".join(_TCVN3.get(letter, letter if letter.isascii() else "?") for letter in word)


def from_vni(word: str) -> str:
    """The word that VNI letters stand for."""
    out = ""
    for letter in word:
        small = letter.lower()
        if small in _VNI_MARKS and out[-1:].lower() in tuple("aeouyơư"):
            out += _VNI_MARKS[small]
        else:
            whole = _VNI_LETTERS.get(small, letter if letter.isascii() else "?")
            out += whole.upper() if letter.isupper() else whole
    return unicodedata.normalize("NFC", out)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = sum(letter in _TONES for letter in letters)
    bare = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(bare) is not None
