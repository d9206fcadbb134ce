"""doctor: everything that must be right for mails to leave, each with its remedy."""

import os
from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex
from typing import Literal

from reminder.core.catalogue import Catalogue
from reminder.engine import rules
from reminder.engine.metrics import LATE, Figures, figures
from reminder.engine.office import Office
from reminder.engine.tick import mailer_for
from reminder.engine.timeguard import Timeguard, last_round
from reminder.errors import BadInput, Refused, ReminderError
from reminder.mail.address import parse_address
from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.outcome import Outcome
from reminder.mail.smtp import SmtpMailer
from reminder.store import addresses, care, database
from reminder.store.database import Database
from reminder.words import say, short_date, translator

Level = Literal["fine", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it stands, what was seen, and how to mend it."""

    about: str
    level: Level
    seen: str
    remedy: str = ""


def examine(office: Office) -> list[Finding]:
    """Look at everything. Nothing is changed and nothing is sent."""
    found: list[Finding] = []
    catalogue = _rules(office, found)
    try:
        with office.reading() as opened:
            _database(office, opened, catalogue, found)
    except Refused as fault:
        found.append(Finding("database", "wrong", str(fault), "see docs/operations.md"))
    _mail(office, found)
    if catalogue:
        _calendar(office, catalogue, found)
        _contacts(office, catalogue, found)
    return found


def _rules(office: Office, found: list[Finding]) -> Catalogue | None:
    try:
        catalogue = office.catalogue()
    except BadInput as bad:
        found.append(Finding("rules", "wrong", f"{len(bad.problems)} problems", "reminder check"))
        return None
    found.append(
        Finding("rules", "fine", f"{len(catalogue.plans)} plans, {len(catalogue.obligation_of)} obligations")
    )
    return catalogue


def _database(
    office: Office, opened: Database | None, catalogue: Catalogue | None, found: list[Finding]
) -> None:
    shown = office.config.database_shown
    if opened is None:
        found.append(Finding("database", "warning", f"{shown}: not made yet", "reminder tick"))
        return
    wrong = care.faults(opened)
    found.append(Finding("database", "wrong" if wrong else "fine", "; ".join(wrong) or shown,
                         "restore a backup: docs/operations.md" if wrong else ""))  # fmt: skip
    if opened.path and opened.path.stat().st_mode & 0o077:
        found.append(Finding("database", "warning", f"{opened.path}: others can read it",
                             f"chmod 600 {opened.path}"))  # fmt: skip
    with opened.read() as connection:
        at_home = database.get(connection, "home") in (None, care.home(opened))
        same = not catalogue or rules.matches(connection, catalogue)
        bounced = addresses.listing(connection)
    seen = figures(office, opened)
    if seen.rules_since_at:
        since = f"since {seen.rules_since_at:%Y-%m-%d %H:%M} UTC"
        remedy = "" if same else "the files differ and nothing is evaluated: reminder reload"
        found.append(Finding("rules in force", "fine" if same else "wrong", since, remedy))
    if not at_home:
        words = "this database was made elsewhere; it sends nothing"
        found.append(Finding("home", "wrong", words, "reminder db adopt"))
    _clock(office, opened, found)
    _outbox(office, seen, found)
    for mailbox, reason, _at in bounced:
        remedy = "correct the contact, then reminder outbox retry"
        found.append(Finding("mailbox", "warning", f"{mailbox}: {reason}", remedy))


def _clock(office: Office, opened: Database, found: list[Finding]) -> None:
    with opened.read() as connection:
        wrong = Timeguard(office.clock).doubt(connection)
        last = last_round(connection)
    if wrong:
        found.append(
            Finding("clock", "wrong", say(wrong, "en"), "set the clock, or reminder tick --accept-clock")
        )
    elif last:
        found.append(Finding("clock", "fine", f"last round {last:%Y-%m-%d %H:%M} UTC"))


def _outbox(office: Office, seen: Figures, found: list[Finding]) -> None:
    now = office.clock.now()
    words = ", ".join(f"{n} {state}" for state, n in sorted(seen.mails.items())) or "empty"
    late = seen.oldest_ready_at is not None and now - seen.oldest_ready_at > LATE
    if seen.oldest_ready_at and late:
        words += f"; the oldest could have left at {seen.oldest_ready_at:%Y-%m-%d %H:%M} UTC"
    found.append(Finding("outbox", "warning" if late else "fine", words,
                         "is reminder run at work? does the mail server answer?" if late else ""))  # fmt: skip
    for state, remedy in (
        ("held", "reminder outbox approve"),
        ("dead", "reminder outbox list --state dead"),
        ("bounced", "reminder outbox list --state bounced"),
    ):
        if seen.mails.get(state):
            found.append(Finding("outbox", "warning", f"{seen.mails[state]} mails {state}", remedy))
    if seen.server_down_at:
        since = f"takes nothing since {seen.server_down_at:%Y-%m-%d %H:%M} UTC: {seen.server_reply}"
        found.append(
            Finding("mail server", "wrong", since, "check [smtp] and the server; mail waits and leaves later")
        )


def _mail(office: Office, found: list[Finding]) -> None:
    config = office.config
    try:
        mailer = mailer_for(office)
    except ReminderError as fault:
        found.append(Finding("mail", "wrong", str(fault), "correct the configuration"))
        return
    if not isinstance(mailer, SmtpMailer):
        parent = next(p for p in (config.maildir, *config.maildir.absolute().parents) if p.exists())
        fine = os.access(parent, os.W_OK)
        found.append(Finding("mail", "fine" if fine else "wrong", f"maildir {config.maildir}",
                             "" if fine else f"make {parent} writable"))  # fmt: skip
        return
    where = f"{config.smtp.host}:{config.smtp.port} ({config.smtp.tls})"
    outcome = mailer.probe()
    found.append(Finding("mail", "wrong" if outcome else "fine", f"{where}: {outcome or 'answers'}",
                         "check [smtp] and the server" if outcome else ""))  # fmt: skip


def _calendar(office: Office, catalogue: Catalogue, found: list[Finding]) -> None:
    ahead = (office.today + timedelta(days=60)).year
    horizon = catalogue.calendar.horizon
    if horizon < ahead:
        found.append(
            Finding("calendar", "wrong", f"{ahead} is not entered", f"enter {ahead} in rules/calendars")
        )
        return
    rows = catalogue.calendar.estimated(office.today, office.today + timedelta(days=366))
    seen = f"entered to {horizon}" + (f"; {len(rows)} days of the coming year are estimates" if rows else "")
    found.append(Finding("calendar", "warning" if rows else "fine", seen,
                         "replace each estimated row once it is announced" if rows else ""))  # fmt: skip


def _contacts(office: Office, catalogue: Catalogue, found: list[Finding]) -> None:
    live = [
        a
        for r in catalogue.directory.registers
        for a in r.agencies
        if not a.until_on or a.until_on >= office.today
    ]
    without = [a.id for a in live if catalogue.directory.contact(a.id, office.today) is None]
    seen = f"{len(live)} agencies, {len(without)} without a mailbox"
    found.append(Finding("contacts", "warning" if without else "fine", seen,
                         f"reminder agencies missing ({', '.join(without[:5])}…)" if without else ""))  # fmt: skip


def send_test(office: Office, address: str) -> Outcome:
    """Send one real test mail now, past the outbox; gives what became of it. Raises BadInput for an address no
    mail may go to, and what `mailer_for` raises."""
    config, now = office.config, office.clock.now()
    say_ = translator("vi")
    words = say_("This is a test mail of the reminder system, sent on {day}. Nothing needs to be done.")
    domain = config.mail.sender.rpartition("@")[2]
    try:
        letter = Letter(
            sender=Mailbox(config.mail.sender_name, config.mail.sender),
            recipient=Mailbox("", str(parse_address(address))),
            subject=say_("Test mail of the reminder system"),
            text=words.format(day=short_date(office.today, "vi")) + "\n",
            html="",
            date=now.astimezone(config.zone),
            message_id=f"<test.{token_hex(10)}@{domain}>",
        )
    except ValueError as fault:
        raise BadInput(str(fault)) from None
    mailer = mailer_for(office)
    try:
        return mailer.send(config.mail.sender, address, compose(letter))
    finally:
        mailer.close()
