"""What comes back to the sender's mailbox: delivery reports (RFC 3464), automatic answers, and people's.

Pure: bytes in, one value out. A report counts only when it names a mail of ours by its signed return path; its
words alone prove nothing, for anyone can write one.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parseaddr
from itertools import islice
from typing import Literal

from reminder.mail.cleaning import cleaned
from reminder.mail.message_ids import bounced_mail

ReturnKind = Literal["failed", "temporary", "delayed", "delivered", "automatic", "answer", "unknown"]

_TO_US = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
_IDS = re.compile(r"<[^<>\s]{3,250}>")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_AUTOMATIC = re.compile(
    r"\s*(out of office|automatic(ally)? (reply|generated)|auto(matic)?[- ]?reply|autoreply|undeliver|vacation"
    r"|trả lời tự động|thư trả lời tự động|vắng mặt)",
    re.IGNORECASE,
)
_ACTIONS: dict[str, ReturnKind] = {
    "failed": "failed", "delayed": "delayed", "delivered": "delivered", "relayed": "delivered", "expanded": "delivered",
}  # fmt: skip
_LONGEST = 4000  # characters kept of an answer
_PARTS = 50


@dataclass(frozen=True, slots=True)
class Received:
    """One mail that came in. `mail` is ours by its signed return path, None when it names none; `refers` the
    Message-IDs it answers. `status` and `said` are a report's; `sender`, `subject`, `text` an answer's."""

    kind: ReturnKind
    mail: int | None
    message_id: str
    refers: tuple[str, ...] = ()
    status: str = ""
    said: str = ""
    sender: str = ""
    subject: str = ""
    text: str = ""


def read_received(raw: bytes, secret: bytes) -> Received:
    """Understand one mail; never raises, whatever it holds. `failed`: it will never arrive. `temporary`: given up by
    a relay for a passing reason (5.4.4: a name that did not resolve), so it may be tried again. `delayed` and
    `delivered` change nothing; `automatic` is an out-of-office or another machine's note."""
    message = message_from_bytes(raw, policy=policy.compat32)
    mail, id_ = _mail(message, secret), _line(message.get("Message-ID"))
    report = _report(message)
    if report is not None:
        kind, status, said = report
        return Received(kind, mail, id_, _refers(message), status, said)
    refers = _refers(message)
    sender = cleaned(parseaddr(_decoded(message.get("From")))[1])
    subject = cleaned(_decoded(message.get("Subject")))[:300]
    if _automatic(message, subject):
        return Received("automatic", mail, id_, refers, sender=sender, subject=subject)
    kind = "answer" if "@" in sender else "unknown"
    return Received(kind, mail, id_, refers, sender=sender, subject=subject, text=_text(message))


def _mail(message: Message, secret: bytes) -> int | None:
    """The mail a return path of ours names, as the envelope or a header carried it back."""
    headers = [_line(v) for name in _TO_US for v in message.get_all(name, [])]
    for _name, address in getaddresses(headers):
        found = bounced_mail(secret, address)
        if found is not None:
            return found
    return None


def _report(message: Message) -> tuple[ReturnKind, str, str] | None:
    """A delivery report's verdict, status and diagnostic; None for any other mail."""
    if message.get_content_type() != "multipart/report":
        return None
    for part in islice(message.walk(), _PARTS):
        if part.get_content_type() not in ("message/delivery-status", "message/global-delivery-status"):
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if isinstance(block, Message) and block.get("Action"):
                return _verdict(block)
    return ("unknown", "", "") if "disposition" not in _line(message.get("Content-Type")) else ("automatic", "", "")


def _verdict(block: Message) -> tuple[ReturnKind, str, str]:
    action = _line(block.get("Action")).partition(";")[0].strip().lower()
    found = _STATUS.search(_line(block.get("Status")))
    status = found[0] if found else ""
    said = cleaned(_line(block.get("Diagnostic-Code")).partition(";")[2] or _line(block.get("Status"))).strip()[:300]
    kind = _ACTIONS.get(action, "unknown")
    return ("temporary" if kind == "failed" and status == "5.4.4" else kind), status, said


def _automatic(message: Message, subject: str) -> bool:
    """RFC 3834 and the habits before it."""
    auto = _line(message.get("Auto-Submitted")).partition(";")[0].strip().lower()
    if auto and auto != "no":
        return True
    if _line(message.get("Return-Path")).strip() == "<>":
        return True
    bulk = _line(message.get("Precedence")).strip().lower() in ("bulk", "junk", "auto_reply", "list")
    marked = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id"))
    return bulk or marked or bool(_AUTOMATIC.match(subject))


def _refers(message: Message) -> tuple[str, ...]:
    """Message-IDs this mail answers, the nearest first; a report carries the original's headers."""
    found = _IDS.findall(_line(message.get("In-Reply-To")))
    found += reversed(_IDS.findall(_line(message.get("References"))))
    for part in islice(message.walk(), _PARTS):
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "message/global-headers"):
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            text = first.get("Message-ID") if isinstance(first, Message) else None
            if text is None and isinstance(inner, str):
                text = message_from_bytes(inner.encode("utf-8", "replace")).get("Message-ID")
            found += _IDS.findall(_line(text))
    return tuple(dict.fromkeys(found))[:20]


def _text(message: Message) -> str:
    """The first plain part, cut; an answer without one says so by being empty."""
    for part in islice(message.walk(), _PARTS):
        if part.get_content_type() == "text/plain" and not part.is_multipart():
            raw = part.get_payload(decode=True)
            octets = raw if isinstance(raw, bytes) else b""
            try:
                text = octets.decode(part.get_content_charset() or "utf-8", "replace")
            except LookupError:
                text = octets.decode("utf-8", "replace")
            return "\n".join(cleaned(line) for line in text[:_LONGEST].splitlines()).strip()
    return ""


def _line(value: object) -> str:
    return " ".join(str(value).split())[:2000] if value is not None else ""


def _decoded(value: object) -> str:
    try:
        return _line(make_header(decode_header(str(value)))) if value is not None else ""
    except (ValueError, LookupError):
        return _line(value)
