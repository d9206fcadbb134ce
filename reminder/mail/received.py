"""What comes to the sender's mailbox: reports of servers, what machines write, and what people do.

Pure: bytes in, one value out. It says what a mail is and which mail of ours it names, not whether that is believed.
"""

import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from typing import Literal

from reminder.mail import mime
from reminder.mail.answer_text import text_of
from reminder.mail.attachments import attached
from reminder.mail.bounces import Report, reports_in
from reminder.mail.compose import OURS
from reminder.mail.marks import by_rule, is_receipt, mark, of_a_server, without_path
from reminder.mail.message_ids import bounced_mail

ReceivedKind = Literal["report", "answer", "automatic", "own", "unknown"]

_TO_US = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "To", "Cc")
_SIGNED = re.compile(r"[^\s<>\",:;()]{1,64}@")
_ID = re.compile(r"<[!-;=?-~]{3,250}>")
_ORIGINALS = frozenset(
    {"attached-message/rfc822", "attached-message/global", "text/rfc822-headers", "attached-message/global-headers"}
)
_LONGEST = 4000  # characters kept of an answer
_MOST = 60  # headers of one name that are looked at


@dataclass(frozen=True, slots=True)
class Received:
    """One mail that came in. `key`: what makes it that mail, so the same whenever and wherever it is read again; two
    with one Message-ID and other words are two. `mail` is ours by its signed return path, None when it names none;
    `refers` the Message-IDs it answers or gives back. `reports` are a server's words; `sender`, as it is claimed,
    `subject` and `text` the writer's, `cut` where there is more than `text`, `attached` what files call themselves.
    `message_id` is its own, or made of its contents where it has none."""

    kind: ReceivedKind
    mail: int | None
    message_id: str
    refers: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()
    sender: str = ""
    subject: str = ""
    text: str = ""
    key: str = ""
    cut: bool = False
    attached: tuple[str, ...] = ()


def read_received(raw: bytes, secret: bytes) -> Received:
    """Understand one mail, of a long one its beginning; never raises, whatever it holds. `automatic`: an absence note
    or another machine's word. `own`: a mail as this program writes them, come back. `unknown`: a server's note that
    says nothing we understand, or a mail of nobody."""
    message = mime.parse(raw[: mime.LARGEST])
    named = _ID.search(mime.line(message, "Message-ID"))
    reports = reports_in(message)
    sender, subject = mime.sender(message), mime.words(mime.line(message, "Subject"))[:300]
    written = text_of(message, _LONGEST)
    return Received(
        "report" if reports else _kind(message, sender),
        _mail(message, secret),
        named[0] if named else f"<{hashlib.sha256(raw).hexdigest()}@unnamed.invalid>",
        _refers(message), reports, sender, subject, written.text, _key(message, raw),
        written.cut or len(raw) >= mime.LARGEST, attached(message),
    )  # fmt: skip


def _key(message: Message, raw: bytes) -> str:
    """What makes a mail that mail: what its writer set. What servers put before it on its way is another each time, and
    so may be how its lines end."""
    head = [mime.line(message, name) for name in ("Message-ID", "Date", "From", "Subject")]
    body = re.sub(rb"\r\n?", b"\n", raw).partition(b"\n\n")[2].rstrip()
    return hashlib.sha256("\n".join(head).encode("utf-8", "replace") + b"\n\n" + body).hexdigest()


def _kind(message: Message, sender: str) -> ReceivedKind:
    if mime.line(message, OURS):
        return "own"
    if is_receipt(message):
        return "automatic"
    if of_a_server(message) or not sender:
        return "unknown"
    ruled, marked = by_rule(message), mark(message, "Auto-Submitted")
    if without_path(message):  # no person writes so; what answers nothing may be of a mail that did not arrive
        answers = mime.line(message, "In-Reply-To") or mime.line(message, "References")
        return "automatic" if ruled or (marked and answers) else "unknown"
    return "automatic" if ruled or marked else "answer"


def _mail(message: Message, secret: bytes) -> int | None:
    """The mail a return path of ours names, as the envelope or a header carried it back."""
    for name in _TO_US:
        for value in message.get_all(name, [])[:_MOST]:
            for address in _SIGNED.findall(str(value)):
                found = bounced_mail(secret, address)
                if found is not None:
                    return found
    return None


def _refers(message: Message) -> tuple[str, ...]:
    """Message-IDs this mail answers, the nearest first; a report carries the original's headers."""
    found = _ID.findall(mime.line(message, "In-Reply-To"))
    found += reversed(_ID.findall(mime.line(message, "References")))
    for part in mime.leaves(message):
        if part is not message and part.get_content_type() in _ORIGINALS:
            head = mime.content(part).partition("\n\n")[0]
            found += re.findall(rf"(?im)^message-id:\s*({_ID.pattern})", head)
    return tuple(dict.fromkeys(found))[:20]
