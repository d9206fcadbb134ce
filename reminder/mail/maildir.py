"""Mail into a folder that any mail program opens: the default until an office names its server.

One file a mail, named after its Message-ID and recipient, so the same mail delivered again is recognised and
kept once. Written whole and synced under `tmp`, then linked into `new`.
"""

import os
import threading
from contextlib import suppress
from email.parser import BytesHeaderParser
from hashlib import sha256
from pathlib import Path

from reminder.core.mail_address import parse_address
from reminder.mail.recipient_policy import Policy, permitted
from reminder.mail.reply_codes import Event, Moment, Outcome, classify
from reminder.words import say


class MaildirMailer:
    """Delivers into the Maildir at `root`, making it on first use, and is always ready to. Safe for several threads and
    processes."""

    ready = True

    def __init__(self, root: Path, policy: Policy) -> None:
        self._root = root
        self._policy = Policy(policy.domains, True, policy.redirect_to)

    def line(self) -> "MaildirMailer":
        """A way to it beside others."""
        return MaildirMailer(self._root, self._policy)

    def open(self) -> None:
        """There is nothing to connect to."""

    def abort(self) -> None:
        """A file is written whole or not at all; there is nothing to break off."""

    def send(self, envelope_from: str, rcpt: str, message: bytes) -> Outcome:
        """Deliver once. `accepted` names the file; a full or read-only disk is `deferred` on level S.

        Raises ValueError for an envelope sender that is no address.
        """
        refused = permitted(rcpt, self._policy)
        if refused:
            return classify(Moment.BEFORE, Event.NOT_PERMITTED, say(refused, "en"))
        sender = str(parse_address(envelope_from)) if envelope_from else ""
        recipient = str(parse_address(self._policy.destination(rcpt)))
        try:
            return classify(Moment.DOT, 250, self._deliver(sender, recipient, message))
        except OSError as fault:
            return classify(Moment.STORE, Event.FAULT, f"{self._root}: {fault.strerror}")

    def close(self) -> None:
        """Nothing is kept open."""

    def _deliver(self, sender: str, recipient: str, message: bytes) -> str:
        for folder in ("tmp", "new", "cur"):
            (self._root / folder).mkdir(parents=True, exist_ok=True)
        key = sha256(_message_id(message) + b"\0" + recipient.encode()).hexdigest()[:32]
        name = f"{key}.reminder"
        if self._holds(name):
            return f"{name} was delivered before"
        # Two that deliver the same mail at once must not write one file.
        draft = self._root / "tmp" / f"{key}.{os.getpid()}-{threading.get_ident()}.reminder"
        trace = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n".encode()
        with draft.open("wb") as file:
            # A Maildir keeps its lines as the system does.
            file.write((trace + message).replace(b"\r\n", b"\n"))
            file.flush()
            os.fsync(file.fileno())
        try:
            with suppress(FileExistsError):
                os.link(draft, self._root / "new" / name)
        finally:
            draft.unlink()
        _sync(self._root / "new")
        return name

    def _holds(self, name: str) -> bool:
        """Whether the mail lies there, read or unread: a mail program adds its flags behind a colon."""
        seen = any(p.name.partition(":")[0] == name for p in (self._root / "cur").glob(f"{name}*"))
        return seen or (self._root / "new" / name).exists()


def _message_id(message: bytes) -> bytes:
    found = BytesHeaderParser().parsebytes(message)["Message-ID"]
    return str(found).strip().encode() if found else sha256(message).digest()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
