"""Reading a mailbox over IMAP: each mail is handed over once it is whole, and moved away once it was dealt with."""

import imaplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from reminder.errors import BadInput
from reminder.mail.address import loopback

TIMEOUT = 60  # seconds, for each step
LARGEST = 1 << 18  # bytes of a mail that are looked at
_BATCH = 200  # mails a round


@dataclass(frozen=True, slots=True)
class Box:
    """Where bounces and answers come to."""

    host: str
    port: int = 993
    tls: Literal["implicit", "starttls", "none"] = "implicit"
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    folder: str = "INBOX"
    done: str = "Processed"


class MailboxFault(Exception):
    """The mailbox could not be read; what was not moved is read again the next time."""


def collect(box: Box, take: Callable[[bytes], None]) -> int:
    """Hand each mail to `take`, oldest first, and move it away when that returns. Gives how many.

    Raises MailboxFault for anything the server or network does, BadInput where TLS is switched off for a server
    elsewhere. A crash between the two makes `take` see the mail again.
    """
    if box.tls == "none" and not loopback(box.host):
        raise BadInput(f'bounces.tls = "none" is for a server on this machine only; {box.host} is not')
    try:
        server = _open(box)
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFault(f"{box.host}:{box.port}: {_words(fault)}") from None
    try:
        return _each(server, box, take)
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFault(f"{box.host}:{box.port}: {_words(fault)}") from None
    finally:
        try:
            server.logout()
        except (OSError, imaplib.IMAP4.error):
            server.shutdown()


def _open(box: Box) -> imaplib.IMAP4:
    context = ssl.create_default_context(cafile=box.ca_file or None)
    if box.tls == "implicit":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=TIMEOUT)
    else:
        server = imaplib.IMAP4(box.host, box.port, timeout=TIMEOUT)
        if box.tls == "starttls":
            server.starttls(context)
    try:
        server.login(box.user, box.password)
    except imaplib.IMAP4.error:
        server.shutdown()
        raise imaplib.IMAP4.error("the server refused the user or the password") from None
    return server


def _each(server: imaplib.IMAP4, box: Box, take: Callable[[bytes], None]) -> int:
    _ask(server.select(_quoted(box.folder)))
    found = _ask(server.uid("SEARCH", "NOT", "DELETED"))
    uids = (found[0] or b"").split()[:_BATCH]
    if uids:
        server.create(_quoted(box.done))  # "already exists" is as good
    for uid in uids:
        name = uid.decode("ascii")
        parts = _ask(server.uid("FETCH", name, f"(BODY.PEEK[]<0.{LARGEST}>)"))
        raw = next((p[1] for p in parts if isinstance(p, tuple)), None)
        if raw is None:
            continue
        take(raw)
        _ask(server.uid("COPY", name, _quoted(box.done)))
        _ask(server.uid("STORE", name, "+FLAGS.SILENT", "(\\Deleted)"))
        _ask(server.expunge())
    return len(uids)


def _ask(answer: tuple[str, Any]) -> list[Any]:
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"{state} {_line(found)}")
    return list(found)


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _line(found: list[Any]) -> str:
    return " ".join(p.decode("utf-8", "replace") if isinstance(p, bytes) else str(p) for p in found)[:200]


def _words(fault: Exception) -> str:
    text = str(fault)
    return text[:300] or type(fault).__name__
