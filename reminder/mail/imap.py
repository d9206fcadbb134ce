"""Reading a mailbox over IMAP: each mail is handed over once it is whole, and moved away once it was dealt with."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

from reminder.core.mail_address import loopback
from reminder.errors import BadInput
from reminder.mail.login import plain

TIMEOUT = 60  # seconds, for each step
LARGEST = 1 << 18  # bytes of a mail that are looked at
_STUCK = 20  # mails over which a server may close the connection
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


def collect(box: Box, take: Callable[[bytes], None]) -> int:
    """Hand each mail to `take`, oldest first, and move it away when that returns. Gives how many.

    Raises MailboxFault for anything the server or network does, BadInput where TLS is switched off for a server
    elsewhere. A mail that the server does not give out, or does not move, even one over which it closes the connection,
    stays; it is told of when those behind it have had their turn. A crash between the two makes `take` see the mail
    again.
    """
    stuck, known = dict[str, str](), -1
    while True:
        try:
            with _session(box) as server:
                dealt_with = _each(server, box, take, stuck)
            break
        except MailboxFault:
            if len(stuck) in (known, _STUCK):
                raise
            known = len(stuck)
    if stuck:
        first = next(iter(stuck.values()))
        raise MailboxFault(f"{box.host}:{box.port}: {len(stuck)} mails stay in {box.folder}: {first}")
    return dealt_with


def probe(box: Box) -> None:
    """Log in and look into the folder; nothing is changed. Raises as `collect` does."""
    with _session(box) as server:
        _ask(server.select(_quoted(folder_name(box.folder)), readonly=True))


@contextmanager
def _session(box: Box) -> Iterator[imaplib.IMAP4]:
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
    context = ssl.create_default_context(cafile=box.ca_file or None)
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
            server.login(_quoted(box.user), box.password)
    except imaplib.IMAP4.error:
        raise imaplib.IMAP4.error("the server refused the user or the password") from None


def _each(server: imaplib.IMAP4, box: Box, take: Callable[[bytes], None], stuck: dict[str, str]) -> int:
    """Those that are not `stuck`; what the server refuses is added there, with its words."""
    done, dealt_with = _quoted(folder_name(box.done)), 0
    _ask(server.select(_quoted(folder_name(box.folder))))
    found = _ask(server.uid("SEARCH", "NOT", "DELETED"))
    uids = [uid for uid in (found[0] or b"").decode("ascii").split() if uid not in stuck]
    if uids:
        server.create(done)  # "already exists" is as good
    for uid in uids:
        with _noting(stuck, uid):
            raw = _fetched(server, uid)
        if uid in stuck or raw is None:  # or another has taken it away
            continue
        take(raw)
        with _noting(stuck, uid):
            _ask(server.uid("COPY", uid, done))
            _ask(server.uid("STORE", uid, "+FLAGS.SILENT", "(\\Deleted)"))
            _ask(server.expunge())
        dealt_with += 1
    return dealt_with


@contextmanager
def _noting(stuck: dict[str, str], uid: str) -> Iterator[None]:
    """A refusal is noted; one with which the connection ends is raised too."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as fault:
        stuck[uid] = _words(fault)
        if isinstance(fault, (OSError, imaplib.IMAP4.abort)):
            raise


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    parts = _ask(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def _ask(answer: tuple[str, Any]) -> list[Any]:
    state, found = answer
    if state != "OK":
        raise imaplib.IMAP4.error(f"{state} {_line(found)}")
    return list(found)


def _quoted(text: str) -> str:
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
