"""The bytes of a mail that came in → headers as text and parts. Whatever they hold, nothing here raises or takes long.

The standard library's parser is bounded in what it is quadratic or recursive in: the length of a header, and how deep
parts lie in parts. An attached mail or report stays bytes, so a report in base64 is read like any other.
"""

import codecs
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Policy, compat32
from email.utils import collapse_rfc2231_value
from functools import partial
from re import compile

from reminder.mail.cleaning import cleaned

_LONGEST = 8000  # characters of a header that are looked at
LARGEST = 1 << 18  # bytes of a mail that are looked at
_DEEPEST = 40  # parts that hold parts; more in one mail, and it is its headers alone
_MOST = 1_000_000  # times that the parser holds a line against the end of a part, as with those
_PARTS = 60
# What Python calls encodings besides charsets (its `codecs`, "Python Specific Encodings"): none is for text of a mail.
_NO_CHARSETS = frozenset(
    {"idna", "mbcs", "oem", "palmos", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"}
)
_QUOTED = compile(r'"(?:[^"\\]|\\.)*"')
_IN_BRACKETS = compile(r"<\s*([^<>\s@]{1,64}@[^<>\s@]{1,253})\s*>")
_BARE = compile(r'[^\s<>()",:;@]{1,64}@[^\s<>()",:;@]{1,253}')


class _TooDeep(Exception):
    """More parts hold parts than there is room for."""


class _Room:
    """For how many parts that hold parts there is still room, in the mail that is being taken apart."""

    def __init__(self, parts: int) -> None:
        self.left = parts

    def take(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise _TooDeep


class Part(Message):
    """A mail or a part of one. Its headers are UTF-8 where they are not encoded (RFC 6532), on one line; what is of
    type `message/…` has the type `attached-message/…` and is not taken apart. `room` is for parts that hold parts."""

    def __init__(self, policy: Policy = compat32, room: _Room | None = None) -> None:
        super().__init__(policy)
        self._room = room

    def set_raw(self, name: str, value: str) -> None:
        text = value[:_LONGEST].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        super().set_raw(name, " ".join(cleaned(text).split()))

    def get_content_type(self) -> str:
        found = super().get_content_type()
        return f"attached-{found}" if found.startswith("message/") else found

    def get_content_maintype(self) -> str:
        """What the parser asks before it goes into a part: so what is counted is what it goes into, however that is
        spelled."""
        found = super().get_content_maintype()
        if found == "multipart" and self._room:
            self._room.take()
            self._room = None  # counted
        return found


def parse(raw: bytes) -> Part:
    """The mail taken apart; of one that is nested too deep for its length, or that the parser fails on, the headers
    alone."""
    room = _Room(min(_DEEPEST, _MOST // (raw.count(b"\n") + raw.count(b"\r") + 1)))
    try:
        return message_from_bytes(raw, partial(Part, room=room))
    except Exception:  # noqa: BLE001, S110  # whatever the parser stumbles over, the headers can be read
        pass
    finally:
        room.left = _MOST  # whoever asks afterwards does not stumble over it
    return BytesParser(Part).parsebytes(raw, headersonly=True)


def line(part: Message, name: str) -> str:
    """A header's value as it stands, "" where there is none."""
    return str(part.get(name, ""))


def parameter(part: Message, name: str, header: str = "Content-Type") -> str:
    """A parameter of a header, "" where there is none that can be read."""
    try:
        return collapse_rfc2231_value(part.get_param(name, "", header)).strip()
    except Exception:  # noqa: BLE001  # broken encodings and names of charsets
        return ""


def inside(part: Message) -> list[Message]:
    """The parts a part is made of, the first of many."""
    held = part.get_payload() if part.is_multipart() else []
    return [each for each in held[:_PARTS] if isinstance(each, Message)] if isinstance(held, list) else []


def leaves(part: Message) -> Iterator[Message]:
    """The parts that hold no others, in their order."""
    found = inside(part)
    if not found:
        yield part
    for each in found:
        yield from leaves(each)


def content(part: Message) -> str:
    """The text a leaf holds, in whatever encoding and charset; breaks stay, other control characters go."""
    if part.is_multipart():
        return ""
    try:
        held, charset = part.get_payload(decode=True), part.get_content_charset("utf-8")
    except Exception:  # noqa: BLE001  # broken encodings and names of charsets
        held, charset = part.get_payload(), "utf-8"
    octets = held if isinstance(held, bytes) else str(held or "").encode("utf-8", "surrogateescape")
    return "\n".join(map(cleaned, decoded(octets, charset).splitlines()))


def decoded(octets: bytes, charset: str) -> str:
    """Text from bytes; UTF-8 where `charset` names none, or only ASCII. What cannot be read becomes U+FFFD."""
    try:
        name = codecs.lookup(charset).name
        if name not in _NO_CHARSETS and name != "ascii":
            return octets.decode(name, "replace")
    except (LookupError, ValueError):
        pass
    return octets.decode("utf-8", "replace")


def words(value: str) -> str:
    """A header's words with what is encoded in them decoded (RFC 2047); as they stand where that is broken."""
    try:
        chunks = decode_header(value)
    except (MessageError, ValueError):
        return value
    text = "".join(
        chunk if isinstance(chunk, str)
        else decoded(chunk, charset) if charset
        else chunk.decode("raw-unicode-escape", "replace")
        for chunk, charset in chunks
    )  # fmt: skip
    return " ".join(cleaned(text).split())


def sender(part: Message) -> str:
    """The address that From gives, as it is claimed; "" where it gives none. It is looked for before anything is
    decoded: an encoded name may hold every sign. A From that is encoded whole is read all the same."""
    given = line(part, "From")[:2000]
    for text in (given, words(given)):
        bare = _QUOTED.sub(" ", text)
        found = _IN_BRACKETS.findall(bare)[-1:] or _BARE.findall(bare)[:1]
        if found:
            return str(found[0])
    return ""
