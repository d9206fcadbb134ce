"""A mailbox over IMAP: where it is, how one gets in, and what its folders are called."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from reminder.core.mail_address import loopback
from reminder.errors import BadInput
from reminder.mail.login import plain

TIMEOUT = 60  # seconds, for each step
_BEYOND = re.compile(r"&|[^\x20-\x7e]+")
_AMPERSAND = re.compile(r"&[A-Za-z0-9+,]*-")  # as modified UTF-7 has it


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


def probe(box: Box) -> None:
    """Log in and look into the folder; nothing is changed. Raises as `session` does."""
    with session(box) as server:
        ask(server.select(quoted(folder_name(box.folder)), readonly=True))


@contextmanager
def session(box: Box) -> Iterator[imaplib.IMAP4]:
    """Connected and logged in. Raises MailboxFault for what the server or network does, BadInput where TLS is switched
    off for a server elsewhere."""
    if box.tls == "none" and not loopback(box.host):
        raise BadInput(f'bounces.tls = "none" is for a server on this machine only; {box.host} is not')
    try:
        server = _open(box)
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFault(f"{box.host}:{box.port}: {_words(fault)}") from None
    try:
        yield server
    except (OSError, imaplib.IMAP4.error) as fault:
        raise MailboxFault(f"{box.host}:{box.port}: {_words(fault)}") from None
    finally:
        try:
            server.logout()
        except (OSError, imaplib.IMAP4.error):
            server.shutdown()


def _open(box: Box) -> imaplib.IMAP4:
    context = None if box.tls == "none" else ssl.create_default_context(cafile=box.ca_file or None)
    if box.tls == "implicit":
        server: imaplib.IMAP4 = imaplib.IMAP4_SSL(box.host, box.port, ssl_context=context, timeout=TIMEOUT)
    else:
        server = imaplib.IMAP4(box.host, box.port, timeout=TIMEOUT)
        if box.tls == "starttls":
            server.starttls(context)
    try:
        _log_in(server, box)
    except imaplib.IMAP4.error:
        server.shutdown()
        raise
    return server


def _log_in(server: imaplib.IMAP4, box: Box) -> None:
    """LOGIN takes ASCII only; AUTHENTICATE PLAIN takes UTF-8 (RFC 4616)."""
    beyond = not (box.user + box.password).isascii()
    if beyond and "AUTH=PLAIN" not in server.capabilities:
        raise imaplib.IMAP4.error(
            "the user or the password has letters beyond a–z, and the server offers no AUTH=PLAIN for them; "
            "choose others"
        )
    try:
        if beyond:
            words = plain(box.user.encode(), box.password.encode())
            server.authenticate("PLAIN", lambda _challenge: words)
        else:
            server.login(quoted(box.user), box.password)
    except imaplib.IMAP4.error:
        raise imaplib.IMAP4.error("the server refused the user or the password") from None


def ask(answer: tuple[str, Any]) -> list[Any]:
    """What the server answers. Raises IMAP4.error with its words where that is no."""
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"{state} {_line(found)}")
    return list(found)


def quoted(text: str) -> str:
    """A string as a command carries it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def folder_name(folder: str) -> str:
    """A folder's name as IMAP says it, in modified UTF-7 (RFC 3501 5.1.3). A name already written so stays."""
    if folder.isascii() and not _AMPERSAND.sub("", folder).count("&"):
        return folder
    return _BEYOND.sub(_shifted, folder)


def _shifted(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    coded = b64encode(found[0].encode("utf-16-be")).decode("ascii")
    return f"&{coded.rstrip('=').replace('/', ',')}-"


def _line(found: list[Any]) -> str:
    return " ".join(p.decode("utf-8", "replace") if isinstance(p, bytes) else str(p) for p in found)[:200]


def _words(fault: Exception) -> str:
    return str(fault)[:300] or type(fault).__name__
