"""Cleaning of words that came from outside, before they reach a template or a header."""

import re
import unicodedata
from collections.abc import Hashable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import lru_cache
from operator import is_
from typing import Any

# Bidirectional controls can make a reader see other words than the ones sent (reliability G-3).
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_BREAKS = "\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029"
_ODD = re.compile(f"[{_BIDI}{_BREAKS}\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff]")
_BREAK = re.compile(f"[{_BREAKS}]")


def cleaned(text: str) -> str:
    """`text` in NFC and on one line: breaks become blanks; bidi, control, private and surrogate characters go."""
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return text
    return _ODD.sub(lambda odd: " " if _BREAK.match(odd[0]) else "", unicodedata.normalize("NFC", text))


def cleaned_value(value: Any) -> Any:
    """A frozen value with every string in it cleaned, however deep; the value itself if nothing was odd."""
    if isinstance(value, str):
        return value if isinstance(value, Enum) else cleaned(value)
    if isinstance(value, tuple):
        parts = tuple(map(cleaned_value, value))
        if all(map(is_, parts, value)):
            return value
        return value._make(parts) if hasattr(value, "_make") else parts  # a named one keeps its names
    changed = {}
    for name in _fields(type(value)):  # type: ignore[arg-type]  # a class is hashable
        old = getattr(value, name)
        new = cleaned_value(old)
        if new is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@lru_cache(maxsize=256)
def _fields(kind: Hashable) -> tuple[str, ...]:
    """What a dataclass is made of; nothing for any other kind."""
    return tuple(f.name for f in fields(kind)) if isinstance(kind, type) and is_dataclass(kind) else ()


# Only what the office's own link builder makes: https, or a server on this machine while rehearsing.
_LINK = re.compile(
    r"(?:https://[a-z0-9.-]+(?::\d{1,5})?|http://(?:127\.0\.0\.1|localhost)(?::\d{1,5})?)"
    r"/[A-Za-z0-9._~/?=&%-]*\Z"
)


def usable_link(link: str) -> str:
    """`link` if it is one of our own making, else "" (no other scheme, no user part, no odd letter)."""
    return link if len(link) <= 2000 and _LINK.match(link) else ""


# What mail programs make a link of by themselves: a scheme, or a name that ends like a domain. Its letters may be of
# any script, its dots, colons and slashes those of another keyboard (RFC 3490, 3.1); what nobody sees only parts them.
_UNSEEN = re.compile("[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_DOT, _COLON, _SLASH = (
    ".\u2024\u3002\ufe52\uff0e\uff61",
    ":\ufe13\ufe55\uff1a",
    r"/\\" + "\u2044\u2215\uff0f\ufe68\uff3c",
)
_TOUCHED = re.compile(
    # a dot with something before it, and behind it a letter with more of a label
    rf"(?<=\S)[{_DOT}](?=[^\W\d_][^\s!-,./:-@\[-`{{-~{_DOT}{_COLON}])"
    rf"|[{_COLON}](?=[{_SLASH}][{_SLASH}])"
    r"|(?<![^\W_])(?:mailto|javascript|vbscript|data|tel|sms|callto|skype|file|ftp|news|zalo|whatsapp|viber|tg|blob)"
    rf"(?=[{_COLON}]\S)",
    re.IGNORECASE,
)


def untouchable(text: str) -> str:
    """Words of others in which nothing becomes a link: `https[:]//xã[.]example`. It reads as before, and done twice it
    is as done once."""
    return _TOUCHED.sub(lambda found: f"[{found[0]}]", _UNSEEN.sub("", text))


def has_control(text: str) -> bool:
    """Whether anything stands in `text` that no header may hold."""
    return bool(_ODD.search(text))
