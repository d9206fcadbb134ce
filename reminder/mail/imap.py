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
from reminder.mail.mime import LARGEST

TIMEOUT = 60  # seconds, for each step
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


class MailsStay(MailboxFault):
    """So many mails could not be given out, or not be moved away; those behind them have had their turn."""

    def __init__(self, count: int, words: str) -> None:
        self.count = count
        super().__init__(words)


def collect(box: Box, take: Callable[[bytes], None]) -> int:
    """Hand each mail to `take`, oldest first, and move away those for which that returned. Gives how many.

    Raises MailboxFault for anything the server or network does, BadInput where TLS is switched off for a server
    elsewhere. A mail that the server does not give out, or does not move, even one over which it closes the connection,
    stays, and MailsStay is raised when those behind it have had their turn. A crash before they are moved makes `take`
    see some mails again.
    """
    so_far = _Round()
    while True:
        known = so_far.progress
        try:
            with _session(box) as server:
                _each(server, box, take, so_far)
            break
        except MailboxFault:
            if so_far.progress == known or len(so_far.stuck) >= _STUCK:
                raise
    if so_far.stuck:
        n, first = len(so_far.stuck), next(iter(so_far.stuck.values()))
        raise MailsStay(n, f"{box.host}:{box.port}: {n} mails stay in {box.folder}: {first}")
    return len(so_far.taken)


@dataclass
class _Round:
    """What has become of the mails by now, however often the connection was lost over one: those dealt with, and
    those that stay, with the server's words. `together`: how many are moved at once."""

    taken: set[str] = field(default_factory=set)
    stuck: dict[str, str] = field(default_factory=dict)
    together: int = 50

    @property
    def progress(self) -> tuple[int, int]:
        """It changes where a connection was lost over a mail, and not where the server is gone."""
        return len(self.stuck), self.together


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


def _each(server: imaplib.IMAP4, box: Box, take: Callable[[bytes], None], so_far: _Round) -> None:
    done = _quoted(folder_name(box.done))
    _ask(server.select(_quoted(folder_name(box.folder))))
    found = _ask(server.uid("SEARCH", "NOT", "DELETED"))
    uids = [uid for uid in (found[0] or b"").decode("ascii").split() if uid not in so_far.stuck]
    if uids:
        server.create(done)  # "already exists" is as good
    for start in range(0, len(uids), so_far.together):
        some = uids[start : start + so_far.together]
        for uid in some:
            if uid not in so_far.taken:
                raw = None
                with _noting(so_far, uid):
                    raw = _fetched(server, uid)
                if raw is not None:  # else it is stuck, or another has taken it away
                    take(raw)
                    so_far.taken.add(uid)
        _move(server, [uid for uid in some if uid in so_far.taken], done, so_far)


def _move(server: imaplib.IMAP4, uids: list[str], done: str, so_far: _Round) -> None:
    """Away with them together; where the server refuses that, one by one."""
    if len(uids) > 1:
        try:
            _away(server, ",".join(uids), done)
            return
        except imaplib.IMAP4.abort:
            so_far.together = 1
            raise
        except imaplib.IMAP4.error:
            pass
    for uid in uids:
        with _noting(so_far, uid):
            _away(server, uid, done)


def _away(server: imaplib.IMAP4, uids: str, done: str) -> None:
    _ask(server.uid("COPY", uids, done))
    _ask(server.uid("STORE", uids, "+FLAGS.SILENT", "(\\Deleted)"))
    _ask(server.expunge())


@contextmanager
def _noting(so_far: _Round, uid: str) -> Iterator[None]:
    """What the server refuses is noted; where the connection ends with that, it is raised too."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as fault:
        so_far.stuck[uid] = _words(fault)
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
