"""Words → the bytes of one mail: CRLF lines of ASCII, base64 bodies, headers that say what they say.

Headers by the standard library's `Header`: `EmailMessage` of Python 3.11 and 3.12 loses blanks in long
Vietnamese subjects. The few parts are put together here: a generator that looks at every base64 line for
what it might have to change takes ten times as long. Every header value passes our own check first
(reliability G-1, G-2, G-11).
"""

from binascii import b2a_base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.charset import Charset
from email.header import Header
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from reminder.core.mail_address import parse_address
from reminder.mail.cleaning import has_control
from reminder.mail.ics import Method

FOLD = "\r\n "
OURS = "X-Nhac-Han"  # on every mail of ours: one that comes back as it left answers nothing
_WIDTH = 76
_UTF8 = Charset("utf-8")


class UnsafeHeader(ValueError):
    """A header value holds a line break or a control character; the mail is not built."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A display name, "" for none, and a bare address."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one recipient. `date` is aware; `message_id` and `references` come with their brackets, the
    last of `references` is what this answers. `html` "" makes a plain mail; `calendars` are ICS files, each with its
    method, `listing` a table as CSV. `unsubscribe`: where whoever may leave this kind of mail leaves it by one press
    (RFC 8058), "" where it cannot be left.
    """

    sender: Mailbox
    recipient: Mailbox
    subject: str
    text: str
    html: str
    date: datetime
    message_id: str
    lang: Literal["vi", "en"] = "vi"
    references: tuple[str, ...] = ()
    reply_to: Mailbox | None = None
    urgent: bool = False
    calendars: tuple[tuple[Method, bytes], ...] = ()
    listing: bytes = b""
    unsubscribe: str = ""


def compose(letter: Letter) -> bytes:
    """The message as it goes over the wire, dots not yet stuffed. The same letter gives the same bytes.

    Raises UnsafeHeader for a value with a break or a control character, ValueError for a bad address or a
    naive date.
    """
    if letter.date.tzinfo is None:
        raise ValueError("a mail's date needs its zone")
    headers = "".join(f"{name}: {value}\r\n" for name, value in _headers(letter))
    return headers.encode("ascii") + b"MIME-Version: 1.0\r\n" + _body(letter)


def _headers(letter: Letter) -> Iterator[tuple[str, str]]:
    yield "From", _mailbox("From", letter.sender)
    yield "To", _mailbox("To", letter.recipient)
    yield "Subject", _text("Subject", letter.subject)
    yield "Date", format_datetime(letter.date)
    yield "Message-ID", _text("Message-ID", letter.message_id)
    if letter.reply_to:
        yield "Reply-To", _mailbox("Reply-To", letter.reply_to)
    if letter.references:
        yield "In-Reply-To", _text("In-Reply-To", letter.references[-1])
        yield "References", _text("References", " ".join(letter.references))
    if letter.unsubscribe:
        _refuse_control("List-Unsubscribe", letter.unsubscribe)
        yield "List-Unsubscribe", f"<{letter.unsubscribe}>"  # on one line: an address is no text to fold
        yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"
    if letter.urgent:
        yield "Importance", "high"
    yield "Content-Language", _text("Content-Language", letter.lang)
    # RFC 3834; Exchange heeds its own header. Delivery reports are wanted, so those stay on.
    yield "Auto-Submitted", "auto-generated"
    yield "X-Auto-Response-Suppress", "OOF, AutoReply"
    yield OURS, "1"


def _body(letter: Letter) -> bytes:
    # "=_" occurs in no base64 line, so the boundary needs no search and no chance.
    mark = sha256(letter.message_id.encode()).hexdigest()[:24]
    body = _part("text/plain; charset=utf-8", _canonical(letter.text))
    if letter.html:
        html = _part("text/html; charset=utf-8", _canonical(letter.html))
        body = _multipart("alternative", f"=_alt-{mark}", body, html)
    attached = list(_attached(letter))
    if attached:
        body = _multipart("mixed", f"=_mix-{mark}", body, *attached)
    return body


def _attached(letter: Letter) -> Iterator[bytes]:
    attached = 'Content-Disposition: attachment; filename="{}"\r\n'.format
    for n, (method, calendar) in enumerate(letter.calendars, 1):
        kind = f"text/calendar; charset=utf-8; method={method}"
        yield _part(kind, calendar, attached("nhac-han.ics" if n == 1 else f"nhac-han-{n}.ics"))
    if letter.listing:
        yield _part("text/csv; charset=utf-8", letter.listing, attached("danh-sach.csv"))


def _multipart(subtype: str, boundary: str, *parts: bytes) -> bytes:
    head = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"\r\n\r\n'
    between = f"--{boundary}\r\n".encode()
    return head.encode() + b"".join(between + part for part in parts) + f"--{boundary}--\r\n".encode()


def _part(kind: str, content: bytes, more: str = "") -> bytes:
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n"
    coded = b2a_base64(content, newline=False)
    lines = [coded[start : start + _WIDTH] for start in range(0, len(coded), _WIDTH)]
    return head.encode() + b"\r\n".join([*lines, b""])


def _canonical(text: str) -> bytes:
    """Text inside base64 has CRLF line ends too (RFC 2045 6.8)."""
    return "\r\n".join(text.splitlines()).encode("utf-8", "replace") + b"\r\n"


@lru_cache(maxsize=4096)
def _mailbox(name: str, mailbox: Mailbox) -> str:
    """`Name <address>`, the name encoded or quoted so that no comma in it makes a second recipient."""
    address = parse_address(mailbox.address)
    if not mailbox.name:
        return str(address)
    if _needs_encoding(mailbox.name):
        phrase = _text(name, mailbox.name)
    else:
        _refuse_control(name, mailbox.name)
        quoted = mailbox.name.replace("\\", "\\\\").replace('"', '\\"')
        phrase = f'"{quoted}"'
    last_line = phrase.rpartition("\n")[2]
    first = len(name) + 2 if "\n" not in phrase else 0
    fits = first + len(last_line) + len(str(address)) + 3 <= _WIDTH
    return f"{phrase}{' ' if fits else FOLD}<{address}>"


@lru_cache(maxsize=4096)
def _text(name: str, value: str) -> str:
    """The value encoded where it must be, and folded; each distinct one once."""
    _refuse_control(name, value)
    needed = _needs_encoding(value)
    # What stands on one line needs no folding.
    whole = _UTF8.header_encode(value) if needed else value
    if len(name) + 2 + len(whole) <= _WIDTH and value == value.strip():
        return whole
    charset = "utf-8" if needed else "us-ascii"
    return Header(value, charset, maxlinelen=_WIDTH, header_name=name).encode(linesep="\r\n")


def _needs_encoding(value: str) -> bool:
    """Also where the text only looks like an encoded word, or a reader would decode what was never encoded."""
    return not value.isascii() or "=?" in value


def _refuse_control(name: str, value: str) -> None:
    if has_control(value):
        raise UnsafeHeader(f"{name} holds a line break or a control character: {value[:80]!r}")
