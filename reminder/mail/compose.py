"""Words → the bytes of one mail: CRLF lines of ASCII, base64 bodies, headers that say what they say.

On the standard library's compat32 e-mail with `Header`: `EmailMessage` of Python 3.11 and 3.12 loses blanks in
long Vietnamese subjects. Every header value passes our own check first (reliability G-1, G-2, G-11).
"""

from base64 import encodebytes
from dataclasses import dataclass
from datetime import datetime
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Literal, cast

from reminder.mail.address import Address, parse_address
from reminder.mail.text import has_control

_POLICY = compat32.clone(linesep="\r\n", max_line_length=76)
_WIDTH = 76


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
    last of `references` is what this answers. `html` "" makes a plain mail; `calendar` is an ICS file.
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
    calendar: bytes = b""
    calendar_method: Literal["PUBLISH", "CANCEL"] = "PUBLISH"


def compose(letter: Letter) -> bytes:
    """The message as it goes over the wire, dots not yet stuffed. The same letter gives the same bytes.

    Raises UnsafeHeader for a value with a break or a control character, ValueError for a bad address or a
    naive date.
    """
    if letter.date.tzinfo is None:
        raise ValueError("a mail's date needs its zone")
    headers = _headers(letter)  # first: they refuse what must not be built
    body = _body(letter)
    for name, value in headers:
        cast("Message[str, Header]", body)[name] = value
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=_POLICY).flatten(body)
    return out.getvalue()


def _headers(letter: Letter) -> list[tuple[str, Header]]:
    headers = [
        ("From", _mailbox("From", letter.sender)),
        ("To", _mailbox("To", letter.recipient)),
        ("Subject", _text("Subject", letter.subject)),
        ("Date", _text("Date", format_datetime(letter.date))),
        ("Message-ID", _text("Message-ID", letter.message_id)),
    ]
    if letter.reply_to:
        headers.append(("Reply-To", _mailbox("Reply-To", letter.reply_to)))
    if letter.references:
        headers.append(("In-Reply-To", _text("In-Reply-To", letter.references[-1])))
        headers.append(("References", _text("References", " ".join(letter.references))))
    if letter.urgent:
        headers.append(("Importance", _text("Importance", "high")))
    headers += [
        ("Content-Language", _text("Content-Language", letter.lang)),
        # RFC 3834; Exchange heeds its own header. Delivery reports are wanted, so those stay on.
        ("Auto-Submitted", _text("Auto-Submitted", "auto-generated")),
        ("X-Auto-Response-Suppress", _text("X-Auto-Response-Suppress", "OOF, AutoReply")),
    ]
    return headers


def _body(letter: Letter) -> Message:
    text = _part(_canonical(letter.text), "plain", {"charset": "utf-8"})
    # "=_" occurs in no base64 line, so the boundary needs no search and no chance.
    mark = sha256(letter.message_id.encode()).hexdigest()[:24]
    body: Message = text
    if letter.html:
        body = MIMEMultipart("alternative", boundary=f"=_alt-{mark}", policy=_POLICY)
        body.attach(text)
        body.attach(_part(_canonical(letter.html), "html", {"charset": "utf-8"}))
    if letter.calendar:
        mixed = MIMEMultipart("mixed", boundary=f"=_mix-{mark}", policy=_POLICY)
        mixed.attach(body)
        attached = _part(
            letter.calendar,
            "calendar",
            {"charset": "utf-8", "method": letter.calendar_method, "name": "nhac-han.ics"},
        )
        attached["Content-Disposition"] = 'attachment; filename="nhac-han.ics"'
        mixed.attach(attached)
        body = mixed
    return body


def _canonical(text: str) -> bytes:
    """Text inside base64 has CRLF line ends too (RFC 2045 6.8)."""
    return "\r\n".join(text.splitlines()).encode("utf-8", "replace") + b"\r\n"


def _part(content: bytes, subtype: str, parameters: dict[str, str | None]) -> MIMENonMultipart:
    part = MIMENonMultipart("text", subtype, policy=_POLICY, **parameters)
    del part["MIME-Version"]
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(content).decode("ascii"))
    return part


class _Folded(Header):
    """A header value folded once and put out as it is."""

    def __init__(self, lines: str) -> None:
        super().__init__()
        self._lines = lines

    def encode(self, splitchars: str = "", maxlinelen: int | None = None, linesep: str = "") -> str:
        return self._lines


@lru_cache(maxsize=4096)
def _text(name: str, value: str) -> Header:
    return _Folded(_encoded(name, value))


@lru_cache(maxsize=4096)
def _mailbox(name: str, mailbox: Mailbox) -> Header:
    """`Name <address>`, the name encoded or quoted so that no comma in it makes a second recipient."""
    address = parse_address(mailbox.address)
    if not mailbox.name:
        return _Folded(_raw(address))
    if _needs_encoding(mailbox.name):
        phrase = _encoded(name, mailbox.name)
    else:
        _refuse_control(name, mailbox.name)
        quoted = mailbox.name.replace("\\", "\\\\").replace('"', '\\"')
        phrase = f'"{quoted}"'
    last_line = phrase.rpartition("\n")[2]
    first = len(name) + 2 if "\n" not in phrase else 0
    fits = first + len(last_line) + len(str(address)) + 3 <= _WIDTH
    return _Folded(f"{phrase}{' ' if fits else chr(13) + chr(10) + ' '}<{_raw(address)}>")


def _encoded(name: str, value: str) -> str:
    _refuse_control(name, value)
    charset = "utf-8" if _needs_encoding(value) else "us-ascii"
    return Header(value, charset, maxlinelen=_WIDTH, header_name=name).encode(linesep="\r\n")


def _needs_encoding(value: str) -> bool:
    """Also where the text only looks like an encoded word, or a reader would decode what was never encoded."""
    return not value.isascii() or "=?" in value


def _refuse_control(name: str, value: str) -> None:
    if has_control(value):
        raise UnsafeHeader(f"{name} holds a line break or a control character: {value[:80]!r}")


def _raw(address: Address) -> str:
    """The address for a header; a local part beyond ASCII stands as UTF-8 (RFC 6532)."""
    return str(address).encode().decode("ascii", "surrogateescape")
