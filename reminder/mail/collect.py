"""Emptying a mailbox: each mail is handed over once it is whole, and moved away once it was dealt with. What the server
does not give out or move stays, is told of, and stops none behind it, in this round or the next."""

import imaplib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from reminder.mail.imap import Box, MailboxFault, ask, folder_name, quoted, session
from reminder.mail.mime import LARGEST

_LOST = 20  # connections that may be lost over mails in one round
_AGAIN = 3  # mails that have cost one before and are tried again, in one round
_CONTENTS = re.compile(rb'BODY\[\](?:<\d+>)? (?:NIL|"((?:[^"\\]|\\.)*)")', re.IGNORECASE | re.DOTALL)


class MailsStay(MailboxFault):
    """So many mails could not be given out, or not be moved away; those behind them have had their turn, or have it in
    the next round."""

    def __init__(self, count: int, words: str) -> None:
        self.count = count
        super().__init__(words)


@dataclass
class Staying:
    """What is known of the mails that stay in a folder, by their numbers, which hold while `folder` does. `dealt`: they
    need only be moved. `copied`: they lie in the other folder already, and need only be taken out of this one.
    `costly`: a connection was lost over them, longest ago first; their turn comes behind the others."""

    folder: str = ""
    dealt: set[str] = field(default_factory=set)
    copied: set[str] = field(default_factory=set)
    costly: list[str] = field(default_factory=list)

    def hold(self, folder: str, uids: list[str]) -> None:
        """Forget what is no longer there, and everything where the numbers count anew, or may ("")."""
        there = set(uids) if folder and folder == self.folder else set[str]()
        self.folder = folder
        self.dealt &= there
        self.copied &= there
        self.costly = [uid for uid in self.costly if uid in there]

    def cost(self, uid: str) -> None:
        """A connection was lost over this one."""
        self.costly = [*(each for each in self.costly if each != uid), uid]


@dataclass
class _Round:
    """What has become of the mails by now, however often the connection was lost over one. `stuck`: those that stay,
    with the server's words. `together`: how many are moved at once. `lost`: connections, over mails. `costly`: the
    mails over which one was lost in an earlier round."""

    staying: Staying
    taken: set[str] = field(default_factory=set)
    stuck: dict[str, str] = field(default_factory=dict)
    together: int = 50
    lost: int = 0
    costly: tuple[str, ...] = ()

    def turns(self, uids: list[str]) -> list[str]:
        """Whose turn it is, the oldest first, and behind them a few of those that had cost a connection before."""
        left = [uid for uid in uids if uid not in self.stuck]
        again = [uid for uid in self.costly if uid in left]
        room = max(0, _AGAIN - sum(uid in self.stuck for uid in self.costly))
        return [uid for uid in left if uid not in again] + again[:room]


def collect(box: Box, take: Callable[[bytes], None], staying: Staying | None = None) -> int:
    """Hand each mail to `take`, oldest first, and move away those for which that returned. Gives how many.

    Raises MailboxFault for anything the server or network does, BadInput where TLS is switched off for a server
    elsewhere. A mail that the server does not give out, or does not move, even one over which it closes the connection,
    stays, and MailsStay is raised when those behind it have had their turn. `staying` is kept from one round to the
    next. Where it is lost, or after a crash, `take` sees some mails again.
    """
    staying = Staying() if staying is None else staying
    so_far = _Round(staying, costly=tuple(staying.costly))
    while True:
        known = so_far.lost
        try:
            with session(box) as server:
                _each(server, box, take, so_far)
            break
        except MailboxFault:
            if so_far.lost == known:  # not over a mail: the server is gone
                raise
            if so_far.lost >= _LOST:
                break
    left = so_far.stuck | {uid: "as before" for uid in staying.costly if uid not in so_far.stuck}
    if left:
        words = f"{box.host}:{box.port}: {len(left)} mails stay in {box.folder}: {next(iter(left.values()))}"
        raise MailsStay(len(left), words)
    return len(so_far.taken)


def _each(server: imaplib.IMAP4, box: Box, take: Callable[[bytes], None], so_far: _Round) -> None:
    done, staying = quoted(folder_name(box.done)), so_far.staying
    ask(server.select(quoted(folder_name(box.folder))))
    numbers = server.response("UIDVALIDITY")[1][0]
    found = ask(server.uid("SEARCH", "NOT", "DELETED"))
    present = [uid.decode("ascii") for uid in (found[0] or b"").split() if uid.isdigit()]
    staying.hold(f"{box.host} {box.user} {box.folder} {numbers.decode('ascii')}" if numbers else "", present)
    uids = so_far.turns(present)
    if uids:
        server.create(done)  # "already exists" is as good
    for start in range(0, len(uids), so_far.together):
        some = uids[start : start + so_far.together]
        for uid in some:
            if uid not in staying.dealt:
                raw = None
                with _noting(so_far, uid):
                    raw = _fetched(server, uid)
                if raw is not None:  # else it stays, or another has taken it away
                    take(raw)
                    staying.dealt.add(uid)
            if uid in staying.dealt:
                so_far.taken.add(uid)
        _move(server, [uid for uid in some if uid in staying.dealt], done, so_far)


def _move(server: imaplib.IMAP4, uids: list[str], done: str, so_far: _Round) -> None:
    """Away with them together; where the server refuses that, one by one."""
    if len(uids) > 1:
        try:
            _away(server, uids, done, so_far)
            return
        except (OSError, imaplib.IMAP4.abort):
            so_far.together = 1
            so_far.lost += 1
            raise
        except imaplib.IMAP4.error:
            pass
    for uid in uids:
        with _noting(so_far, uid):
            _away(server, [uid], done, so_far)


def _away(server: imaplib.IMAP4, uids: list[str], done: str, so_far: _Round) -> None:
    """Without MOVE (RFC 6851) each is copied once, however often it cannot be taken out afterwards."""
    able = ask(server.capability())[0].upper().split()
    if b"MOVE" in able:
        ask(server.uid("MOVE", ",".join(uids), done))
    else:
        copied = so_far.staying.copied
        fresh = [uid for uid in uids if uid not in copied]
        if fresh:
            ask(server.uid("COPY", ",".join(fresh), done))
            copied.update(fresh)
        ask(server.uid("STORE", ",".join(uids), "+FLAGS.SILENT", "(\\Deleted)"))
        ask(server.uid("EXPUNGE", ",".join(uids)) if b"UIDPLUS" in able else server.expunge())
    so_far.staying.dealt.difference_update(uids)
    so_far.staying.copied.difference_update(uids)
    so_far.staying.costly = [uid for uid in so_far.staying.costly if uid not in uids]


@contextmanager
def _noting(so_far: _Round, uid: str) -> Iterator[None]:
    """What the server refuses is noted; where the connection ends with that, it is raised too."""
    try:
        yield
    except (OSError, imaplib.IMAP4.error) as fault:
        so_far.stuck[uid] = str(fault)[:300] or type(fault).__name__
        if isinstance(fault, (OSError, imaplib.IMAP4.abort)):
            so_far.lost += 1
            so_far.staying.cost(uid)
            raise


def _fetched(server: imaplib.IMAP4, uid: str) -> bytes | None:
    """The mail, as a literal or as a quoted string (RFC 3501, 4.3); None where it is no longer there."""
    parts = ask(server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)"))
    for part in parts:
        if isinstance(part, tuple):
            return bytes(part[1])
        found = _CONTENTS.search(part or b"")
        if found and found[1] is not None:
            return re.sub(rb"\\(.)", rb"\1", found[1])
        if found or re.search(rb"\bUID %s\b" % uid.encode(), part or b""):
            raise imaplib.IMAP4.error(f"the mail has no contents: {(part or b'')[:100]!r}")
    return None
