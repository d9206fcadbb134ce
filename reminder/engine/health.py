"""doctor: everything that must be right for mails to leave, each with its remedy."""

import os
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from reminder.core.catalogue import Catalogue
from reminder.engine.office import Office
from reminder.engine.rules import stored
from reminder.engine.tick import mailer_for
from reminder.errors import BadInput, Refused, ReminderError
from reminder.mail.smtp import SmtpMailer
from reminder.store import addresses, care, database, outbox, rulesets
from reminder.store.database import Database

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
    if opened is None:
        found.append(
            Finding("database", "warning", f"{office.config.database}: not made yet", "reminder tick")
        )
        return
    wrong = care.faults(opened)
    found.append(Finding("database", "wrong" if wrong else "fine", "; ".join(wrong) or office.config.database,
                         "restore a backup: docs/operations.md" if wrong else ""))  # fmt: skip
    current = stored(opened)
    if current and catalogue:
        same = current.hash == rulesets.digest(catalogue.texts)
        seen = f"since {current.in_force_at:%Y-%m-%d %H:%M} UTC"
        remedy = "" if same else "the files differ and nothing is evaluated: reminder reload"
        found.append(Finding("rules in force", "fine" if same else "wrong", seen, remedy))
    with opened.read() as connection:
        at_home = database.get(connection, "home") in (None, care.home(opened))
        counts, bounced = outbox.counts(connection), addresses.listing(connection)
    if not at_home:
        found.append(
            Finding(
                "home", "wrong", "this database was made elsewhere; it sends nothing", "reminder db adopt"
            )
        )
    for state, remedy in (("held", "reminder outbox approve"), ("dead", "reminder outbox list --state dead")):
        if counts.get(state):
            found.append(Finding("outbox", "warning", f"{counts[state]} mails {state}", remedy))
    for mailbox, reason, _at in bounced:
        found.append(
            Finding(
                "mailbox",
                "warning",
                f"{mailbox}: {reason}",
                "correct the contact, then reminder outbox retry",
            )
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
