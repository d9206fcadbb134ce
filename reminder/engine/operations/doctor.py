"""doctor: everything that must be right for mails to leave, each with its remedy."""

import os
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Literal

from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.mail_address import parse_address
from reminder.core.outbox_states import MailState
from reminder.core.working_calendar import YEAR
from reminder.engine.context import rules
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import waiting_plans
from reminder.engine.incoming.returned_mail import box_of
from reminder.engine.operations.metrics import LATE, DeliveryFigures, figures
from reminder.engine.queries.working_year import missing_year
from reminder.engine.sending.mailers import mailer, mailer_for, policy_of
from reminder.errors import BadInput, Refused, ReminderError
from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.imap import MailboxFault, probe
from reminder.mail.recipient_policy import Policy, permitted
from reminder.mail.reply_codes import Outcome
from reminder.mail.smtp import SmtpMailer
from reminder.store import bounced_mailboxes, database, maintenance, notices
from reminder.store.database import Database
from reminder.translatable import N_
from reminder.words import fault_words, problem_words, say, short_date, translator

HealthLevel = Literal["fine", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """One line: what was looked at, how it stands, what was seen, and how to mend it."""

    about: str
    level: HealthLevel
    seen: str
    remedy: str = ""


def examine(office: Office, lang: str = "en") -> list[HealthFinding]:
    """Look at everything and say it in `lang`. Nothing is changed and nothing is sent."""
    return _Round(office, lang).look()


class _Round:
    """One look at everything; `found` grows line by line."""

    def __init__(self, office: Office, lang: str) -> None:
        self.office, self.lang, self._ = office, lang, translator(lang)
        self.found: list[HealthFinding] = []

    def look(self) -> list[HealthFinding]:
        _ = self._
        catalogue = self._rules()
        try:
            with self.office.reading() as opened:
                self._database(opened, catalogue)
        except Refused as fault:
            self._add("database", "wrong", fault_words(fault, self.lang), _("see docs/operations.md"))
        self._mail()
        self._addresses()
        self._answers()
        if catalogue:
            self._calendar(catalogue)
            self._contacts(catalogue)
        return self.found

    def _add(self, about: str, level: HealthLevel, seen: str, remedy: str = "") -> None:
        """One line; what is fine needs no remedy."""
        self.found.append(HealthFinding(about, level, seen, "" if level == "fine" else remedy))

    def _at(self, at: datetime) -> str:
        wall = at.astimezone(self.office.config.zone)
        return f"{wall:%H:%M} {short_date(wall.date(), self.lang)}"

    def _rules(self) -> Catalogue | None:
        _ = self._
        try:
            catalogue = self.office.catalogue()
        except BadInput as bad:
            self._add("rules", "wrong", _("{n} problems").format(n=len(bad.problems)), "reminder check")
            return None
        counts = {"plans": len(catalogue.plans), "duties": len(catalogue.obligation_of)}
        self._add("rules", "fine", _("{plans} plans, {duties} obligations").format(**counts))
        for waiting in waiting_plans(catalogue):
            remedy = _("answer each [[unplaced]] of the file, then reminder reload")
            self._add("rules", "warning", problem_words(waiting.problem, self.lang), remedy)
        return catalogue

    def _database(self, opened: Database | None, catalogue: Catalogue | None) -> None:
        _, shown = self._, self.office.config.database_shown
        if opened is None:
            self._add("database", "warning", _("{database}: not made yet").format(database=shown), "reminder tick")
            return
        wrong = "; ".join(maintenance.faults(opened))
        self._add("database", "wrong" if wrong else "fine", wrong or shown, _("restore a backup: docs/operations.md"))
        if opened.path and opened.path.stat().st_mode & 0o077:
            seen = _("{file}: others can read it").format(file=opened.path)
            self._add("database", "warning", seen, f"chmod 600 {opened.path}")
        with opened.read() as connection:
            at_home = database.get(connection, "home") in (None, maintenance.home(opened))
            same = not catalogue or rules.matches(connection, catalogue)
            bounced, untold = bounced_mailboxes.listing(connection), len(notices.unreachable(connection))
            doubt = Timeguard(self.office.clock, self.office.config.zone).doubt(connection)
        seen_ = figures(self.office, opened)
        if seen_.rules_since_at:
            since = _("since {at}").format(at=self._at(seen_.rules_since_at))
            remedy = _("the files differ and nothing is evaluated: reminder reload")
            self._add("rules in force", "fine" if same else "wrong", since, remedy)
        if not at_home:
            self._add("home", "wrong", _("this database was made elsewhere; it sends nothing"), "reminder db adopt")
        if doubt:
            self._add("clock", "wrong", say(doubt, self.lang), _("set the clock, or reminder tick --accept-clock"))
        elif seen_.round_at:
            self._add("clock", "fine", _("last round at {at}").format(at=self._at(seen_.round_at)))
        self._outbox(seen_)
        remedy = _("correct the contact, then reminder outbox retry")
        if untold:
            seen = _("{n} matters could be told to nobody, not even to the operator").format(n=untold)
            self._add("outbox", "wrong", seen, remedy)
        for mailbox, reason, _at in bounced:
            self._add("mailbox", "warning", f"{mailbox}: {reason}", remedy)

    def _outbox(self, seen: DeliveryFigures) -> None:
        _, now = self._, self.office.clock.now()
        words = ", ".join(f"{n} {_(state)}" for state, n in sorted(seen.mails.items())) or _("empty")
        ready = seen.oldest_ready_at or now
        late = now - ready > LATE
        if late:
            words += "; " + _("the oldest could have left at {at}").format(at=self._at(ready))
        remedy = _("is reminder run at work? does the mail server answer?")
        self._add("outbox", "warning" if late else "fine", words, remedy)
        for state, remedy in (
            (MailState.HELD, "reminder outbox approve"),
            (MailState.DEAD, "reminder outbox list --state dead"),
            (MailState.BOUNCED, "reminder outbox list --state bounced"),
        ):
            if n := seen.mails.get(state):
                self._add("outbox", "warning", _("mails: {n} {state}").format(n=n, state=_(state)), remedy)
        if seen.server_down_at:
            since = _("takes nothing since {at}: {reply}")
            since = since.format(at=self._at(seen.server_down_at), reply=seen.server_reply)
            remedy = _("check [smtp] and the server; mail waits and leaves later")
            self._add("mail server", "wrong", since, remedy)

    def _mail(self) -> None:
        _, config = self._, self.office.config
        try:
            found = mailer(config, self.office.clock.running)
        except ReminderError as fault:
            self._add("mail", "wrong", fault_words(fault, self.lang), _("correct the configuration"))
            return
        if not isinstance(found, SmtpMailer):
            parent = next(p for p in (config.maildir, *config.maildir.absolute().parents) if p.exists())
            fine = os.access(parent, os.W_OK)
            remedy = _("make {folder} writable").format(folder=parent)
            self._add("mail", "fine" if fine else "wrong", f"maildir {config.maildir}", remedy)
            return
        where = f"{config.smtp.host}:{config.smtp.port} ({config.smtp.tls})"
        outcome = found.line().open()
        found.close()
        seen = f"{where}: {outcome}" if outcome else _("{server}: answers").format(server=where)
        self._add("mail", "wrong" if outcome else "fine", seen, _("check [smtp] and the server"))

    def _addresses(self) -> None:
        """Whether what the office itself sends and is told can get through; a Maildir takes all."""
        _, config, usual = self._, self.office.config, Config()
        if config.mail.transport == "maildir":
            return
        sender, redirected = config.mail.sender, config.mail.redirect_to
        own = Policy((parse_address(sender).domain,), config.sink)  # it may be of any domain that is real
        told = "mail.redirect_to" if redirected else "operator"
        looked = (
            (told, redirected or config.operator, permitted(config.operator, policy_of(config))),
            ("mail.sender", sender, permitted(sender, own)),
        )
        wrong = {key: (address, reason) for key, address, reason in looked if reason}
        remedy = _("write an address of your own under {key} in reminder.toml")
        for key, (address, reason) in wrong.items():
            seen = f"{key} = {address}: {say(reason, self.lang)}"
            self._add("addresses", "wrong", seen, remedy.format(key=key))
        for key, address, example in (
            ("operator", config.operator, usual.operator), ("mail.sender", sender, usual.mail.sender)
        ):  # fmt: skip
            if address == example and key not in wrong:
                seen = _("{key} = {address}: still stands as reminder init wrote it")
                self._add("addresses", "warning", seen.format(key=key, address=address), remedy.format(key=key))

    def _answers(self) -> None:
        """The mailbox that bounces and answers come to, where one is named."""
        _, b = self._, self.office.config.bounces
        if not b.host:
            return
        where = f"{b.username}@{b.host}:{b.port} ({b.tls})"
        try:
            probe(box_of(self.office.config))
        except MailboxFault as fault:
            self._add("answers", "wrong", str(fault), _("check [bounces] and the server"))
        except ReminderError as fault:
            self._add("answers", "wrong", fault_words(fault, self.lang), _("correct the configuration"))
        else:
            self._add("answers", "fine", _("{server}: answers").format(server=where))

    def _calendar(self, catalogue: Catalogue) -> None:
        _, today = self._, self.office.today
        if missing := missing_year(catalogue.calendar, today):
            seen, remedy = _("{year} is not entered"), _("enter {year} in rules/calendars")
            self._add("calendar", "wrong", seen.format(year=missing), remedy.format(year=missing))
            return
        seen = _("entered to {year}").format(year=catalogue.calendar.horizon)
        rows = catalogue.calendar.estimated(today, today + YEAR)
        if rows:
            seen += "; " + _("{n} days of the coming year are estimates").format(n=len(rows))
        remedy = _("replace each estimated row once it is announced")
        self._add("calendar", "warning" if rows else "fine", seen, remedy)

    def _contacts(self, catalogue: Catalogue) -> None:
        _, directory, today = self._, catalogue.directory, self.office.today
        agencies = [a for r in directory.registers for a in r.agencies]
        live = [a for a in agencies if not a.until_on or a.until_on >= today]
        without = [a.id for a in live if directory.contact(a.id, today) is None]
        seen = _("{n} agencies, {without} without a mailbox").format(n=len(live), without=len(without))
        some = ", ".join(without[:5]) + ("…" if len(without) > 5 else "")
        self._add("contacts", "warning" if without else "fine", seen, f"reminder agencies missing ({some})")


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
        raise BadInput.of(N_("{given}: not a mail address ({why})"), given=address, why=str(fault)) from None
    mailer = mailer_for(office)
    try:
        return mailer.line().send(config.mail.sender, address, compose(letter))
    finally:
        mailer.close()
