"""A small office, its database and a mail server that keeps the truth; whole processes run on it and are killed.

After every case one oracle holds what the server accepted (by Message-ID) against outbox, attempts and figures.
"""

import itertools
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path

from reminder import failpoints
from reminder.clock import Clock, fixed_clock, parse_at
from reminder.config import Config, load_config
from reminder.core.catalogue import Catalogue
from reminder.engine.context.office import Office
from reminder.engine.operations.metrics import figures
from reminder.engine.sending.delivery import Delivery
from reminder.engine.sending.mailers import delivery
from reminder.engine.tick import Ticked, tick
from reminder.store import notices, outbox
from reminder.store.database import Connection, Database
from reminder.store.notices import NoticeRow
from reminder.store.opening import open_any, open_database
from reminder.store.outbox import MailRow
from tests import compiled
from tests.servers.faulty import Accepted

# Loaded once here, so that no forked process loads them again.
for _name in (
    "alembic.command", "sqlalchemy.dialects.sqlite.pysqlite", "sqlalchemy.dialects.postgresql.psycopg",
    "reminder.cli", "reminder.cli.run", "reminder.cli.outbox", "reminder.rulefile.reading.load", "reminder.daemon",
    "reminder.mail.render", "css_inline", "rich.progress",
):  # fmt: skip
    import_module(_name)

compiled.all_kept()

OPERATOR = "operator@province.example"
AT = "2026-12-08T09:00"  # a Tuesday, seven days before the report is due
LATER = ("2026-12-08T09:10", "2026-12-08T09:30", "2026-12-08T10:30", "2026-12-08T12:30")

_CALENDAR = """\
[calendar]
id = "vietnam"
fixed = [{{ month = 9, day = 2, name = "Quốc khánh", since = 2019, document = "điều 112" }}]
days = [
  {{ on = 2026-01-01, kind = "holiday", name = "Tết Dương lịch", document = "điều 112" }},
  {{ on = 2027-01-01, kind = "holiday", name = "Tết Dương lịch", document = "điều 112" }},
{days}]
"""

_PLAN = """\
[plan]
id = "kh-1"
directory = "tinh"
number = "1/KH-UBND"
issued = "ngày 05 tháng 01 năm 2026"
issued_on = 2026-01-05
title = "Kế hoạch thử"
issuer = "UBND tỉnh"
focal = "UBND tỉnh"

[[report]]
id = "nam"
title = "Báo cáo năm"
owed_by = "Các sở"
to = "UBND tỉnh"
schedule = "trước ngày 15/12 hằng năm"
"""

_RULES = """\
[[rule]]
id = "report"
select = { kind = "report" }
ladder = [
  { id = "d20", at = "-20wd", to = ["owner"], template = "coming" },
  { id = "d10", at = "-10wd", to = ["owner"], template = "coming" },
  { id = "d1", at = "-1wd", to = ["owner"], template = "coming" },
  { id = "late", at = "+1wd", to = ["owner"], template = "overdue", urgency = "high" },
]
"""

_CONFIG = """\
database = "{database}"
operator = "{operator}"
[send]
daily_limit = 100000
{send}
[mail]
transport = "smtp"
[smtp]
port = {port}
tls = "none"
sink = true
connections = {connections}
{smtp}
[daemon]
every_seconds = 1
{rest}
"""


def agencies(contacts: Sequence[Sequence[str]]) -> str:
    """A directory in which each department has these mailboxes, the first to be tried first."""
    rows = [
        '[directory]\nid = "tinh"\nname = "Thử Nghiệm"\nprovince = 19\n',
        '[[agency]]\nid = "ubnd"\nname = "UBND tỉnh"\nkind = "province"\n'
        'contacts = [{ mailbox = "vt@ubnd.example" }]\n',
    ]
    for n, boxes in enumerate(contacts):
        listed = ", ".join(f'{{ mailbox = "{box}" }}' for box in boxes)
        rows.append(f'[[agency]]\nid = "so-{n}"\nname = "Sở số {n}"\nkind = "department"\ncontacts = [{listed}]\n')
    rows.append('[[group]]\nid = "departments"\nname = "Các sở"\nkinds = ["department"]\n')
    return "\n".join(rows)


def mailboxes(count: int, script: str = "so") -> list[list[str]]:
    """So many departments with one mailbox each; a script is for the faulty server to act on."""
    return [[f"{script}+{n}@so.example"] for n in range(count)]


@dataclass
class Rig:
    """An office in `folder`. `contacts` are its departments' mailboxes."""

    folder: Path
    port: int
    contacts: list[list[str]] = field(default_factory=lambda: mailboxes(3))
    database: str = "sqlite:///reminder.db"
    connections: int = 1
    send: str = ""
    smtp: str = ""
    rest: str = ""
    open_days: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        rules = self.folder / "rules"
        days = "".join(
            f'  {{ on = {on}, kind = "work_swap", name = "Làm bù", document = "thử" }},\n' for on in self.open_days
        )
        for name, text in {
            "calendars/vietnam.toml": _CALENDAR.format(days=days),
            "agencies/tinh.toml": agencies(self.contacts),
            "plans/kh-1.toml": _PLAN,
            "reminders.toml": _RULES,
        }.items():
            (rules / name).parent.mkdir(parents=True, exist_ok=True)
            (rules / name).write_text(text)
        self.configure()

    def configure(self) -> None:
        (self.folder / "reminder.toml").write_text(
            _CONFIG.format(
                database=self.database, operator=OPERATOR, send=self.send, port=self.port,
                connections=self.connections, smtp=self.smtp, rest=self.rest,
            )
        )  # fmt: skip

    @property
    def config(self) -> Config:
        return load_config(self.folder / "reminder.toml", self.folder)

    @property
    def expected(self) -> set[str]:
        """Whom the report is asked of."""
        return {boxes[0] for boxes in self.contacts}

    # whole processes

    def run(self, *arguments: str, die_at: str = "") -> int:
        """One call of the command line in a process of its own; its exit code, -9 when it was killed."""
        return ended(self.start(*arguments, die_at=die_at))

    def start(self, *arguments: str, die_at: str = "") -> int:
        """The same without waiting; gives the process id."""
        return started(self.folder, *arguments, die_at=die_at)

    def tick(self, at: str = AT, die_at: str = "") -> int:
        return self.run("tick", "--at", at, die_at=die_at)

    def finish(self, moments: Iterable[str] = LATER) -> None:
        """Ticks at later times, undisturbed."""
        for at in moments:
            assert self.tick(at) in (0, 1), self.said

    @property
    def said(self) -> str:
        """What the processes wrote so far."""
        path = self.folder / "said.txt"
        return path.read_text() if path.exists() else ""

    # in this process

    def office(self, at: str | Clock = AT) -> Office:
        config = self.config
        return Office(config, fixed_clock(parse_at(at, config.zone)) if isinstance(at, str) else at)

    @contextmanager
    def sending(self, at: str | Clock = AT) -> Iterator["Desk"]:
        """Office, catalogue, database and delivery of one process, this one."""
        office = self.office(at)
        with office.writing() as database, delivery(office, database) as sender:
            yield Desk(office, office.catalogue(), database, sender)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The database, for looking into."""
        database = open_database(self.config.database_url)
        assert database
        try:
            yield database
        finally:
            database.close()

    def mails(self) -> list[MailRow]:
        """The outbox; nothing before it is made."""
        if self.config.database_file and not self.config.database_file.exists():
            return []
        with self.opened() as database, database.read() as connection:
            return outbox.listing(connection)

    def mail_to(self, mailbox: str) -> MailRow:
        return next(m for m in self.mails() if m.mailbox == mailbox)

    def notices(self) -> list[NoticeRow]:
        with self.opened() as database, database.read() as connection:
            return all_notices(connection)


def all_notices(connection: Connection) -> list[NoticeRow]:
    """Every notice there is."""
    found: list[NoticeRow] = []
    for first in itertools.count(1, 500):
        rows = notices.by_ids(connection, range(first, first + 500))
        if not rows:
            return found
        found += rows
    raise AssertionError


@dataclass(frozen=True)
class Desk:
    """A process's worth of wiring."""

    office: Office
    catalogue: Catalogue
    database: Database
    sender: Delivery

    def tick(self, alone: bool = True) -> Ticked:
        return tick(self.office, self.catalogue, self.database, self.sender, alone=alone)


def started(folder: Path, *arguments: str, die_at: str = "") -> int:
    """A call of the command line on the office in `folder`, in a process of its own; gives its id."""
    pid = os.fork()
    if not pid:
        _be(["reminder", *arguments, "--config", str(folder / "reminder.toml")], folder, die_at)
    return pid


def ended(pid: int) -> int:
    """Its exit code, -9 when it was killed."""
    _pid, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def _be(arguments: list[str], folder: Path, die_at: str) -> None:
    """Become that process. Never returns."""
    code = 70
    try:
        out = os.open(folder / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_DFL)
        name, _, nth = die_at.partition(":")
        failpoints._NAME, failpoints._NTH = name, nth
        failpoints._passes = itertools.count(1)
        sys.argv = arguments
        from reminder.cli import main

        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 1
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001  # the child must not go on as the test runner
        import traceback

        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


FINAL = ("sent", "dead", "cancelled", "bounced")


@dataclass(frozen=True)
class Verdict:
    """What the oracle counted."""

    accepted: int
    distinct: int
    duplicates: int


def oracle(rig: Rig, accepted: Sequence[Accepted], crashes: int = 0, settled: bool = True) -> Verdict:
    """Hold the server's truth against the database's. Fails on a lost mail, on more duplicates than one for each
    connection and crash, on a duplicate that is not recognisable, and on figures that disagree. `settled`: by now
    everything must have come to an end."""
    by_id = Counter(a.message_id for a in accepted)
    assert all(id_.startswith("<") for id_ in by_id)
    rcpts: dict[str, set[str]] = {}
    for a in accepted:
        rcpts.setdefault(a.message_id, set()).add(a.rcpt)
    assert all(len(boxes) == 1 for boxes in rcpts.values()), "one Message-ID went to two mailboxes"
    database = open_any(rig.config.database_url)
    try:
        with database.read() as connection:
            mails = outbox.listing(connection)
            rows = all_notices(connection)
            carried = {m.id: outbox.notice_ids(connection, m.id) for m in mails}
            attempts = {m.id: outbox.attempts(connection, m.id) for m in mails}
        seen = figures(rig.office(), database).mails
    finally:
        database.close()
    by_message = {m.message_id: m for m in mails if m.message_id}
    # What is recorded as sent was accepted, and nothing was accepted that the database does not know.
    for m in mails:
        if m.state == "sent":
            assert by_id[m.message_id or ""] >= 1, f"{m.mailbox} is recorded as sent and was not accepted"
            assert attempts[m.id][-1].outcome == "accepted"
    known_boxes = {m.mailbox for m in mails}
    assert {a.rcpt for a in accepted} <= known_boxes
    for id_, n in by_id.items():
        (box,) = rcpts[id_]
        if n > 1 and settled:
            assert by_message[id_].ambiguous, f"{box} was told {n} times and no doubt is recorded"
    # G1: no notice is silently gone.
    state_of = {m.id: m.state for m in mails}
    mails_of: dict[int, list[int]] = {}
    for mail_id, ids in carried.items():
        for i in ids:
            mails_of.setdefault(i, []).append(mail_id)
    for n_ in rows:
        states = {state_of[i] for i in mails_of.get(n_.id, [])}
        if n_.state == "sent":
            assert states & {"sent", "bounced"}, f"{n_.key} is sent, its mails are {states}"
        if n_.state == "queued":
            assert states - {"sent", "cancelled"}, f"{n_.key} is queued and no mail carries it: {states}"
    if settled:
        open_ = [(m.mailbox, m.state, m.note) for m in mails if m.state not in FINAL]
        assert open_ == [], "some mail has not come to an end"
    assert seen == dict(Counter(m.state for m in mails)), "the figures disagree with the outbox"
    duplicates = sum(n - 1 for n in by_id.values())
    assert duplicates <= crashes * rig.connections, f"{duplicates} duplicates of {crashes} crashes"
    return Verdict(len(accepted), len(by_id), duplicates)


def told(accepted: Sequence[Accepted]) -> list[str]:
    """Who was told, the operator apart; one for each mail."""
    return [a.rcpt for a in accepted if a.rcpt != OPERATOR]


def days_around(now: datetime) -> tuple[date, ...]:
    """The weekend days about now, to be made working days, for tests on the real clock."""
    days = [now.date() + timedelta(n) for n in range(-2, 3)]
    return tuple(on for on in days if on.weekday() >= 5)
