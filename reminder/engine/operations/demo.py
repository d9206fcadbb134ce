"""The whole journey on the shipped rules, in a folder of its own: load, preview, tick day by day, deliver."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from reminder.clock import fixed_clock, instant
from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger
from reminder.core.matter_status import Status
from reminder.core.working_calendar import LAST
from reminder.engine.context.office import Office
from reminder.engine.queries.preview import Planned, UpcomingDeadline, deadlines, planned
from reminder.engine.sending.mailers import delivery
from reminder.engine.tick import tick
from reminder.store.lock import sole

AHEAD = 60  # days that are looked over for the next report


@dataclass(frozen=True)
class Day:
    """One working day of the journey."""

    on: date
    notices: int
    sent: int
    superseded: int


@dataclass(frozen=True)
class Journey:
    """What the demo did; the mails lie in `maildir`."""

    office: Office
    catalogue: Catalogue
    upcoming: tuple[UpcomingDeadline, ...]
    notices: tuple[Planned, ...]
    days: tuple[Day, ...]
    maildir: Path


def journey(start: datetime, folder: Path, config: Config, progress: Callable[[int, int], None]) -> Journey:
    """From `start` to the day after the next report deadline, in a database and a Maildir under `folder`."""
    # The same rules, with a database and a Maildir of their own; nothing leaves the machine.
    mail = config.mail.model_copy(update={"transport": "maildir", "maildir": "mail", "redirect_to": ""})
    moved = {"folder": folder, "database": "sqlite:///demo.db", "mail": mail}
    kept = {"rules": str(config.rules_dir.absolute()), "templates": str(config.template_dirs[0].absolute())}
    settings = config.model_copy(update=moved | kept)
    office = Office(settings, fixed_clock(start))
    catalogue = office.catalogue()
    first = office.today
    upcoming = deadlines(office, catalogue, Ledger(), first, min(LAST, first + timedelta(AHEAD)))
    report = next((d for d in upcoming if d.kind == "report" and d.status is Status.OPEN), None)
    last = report.late_from if report else min(LAST, first + timedelta(30))
    told = planned(office, catalogue, Ledger(), first, last)
    days = [first + timedelta(n) for n in range((last - first).days + 1)]
    working = [on for on in days if catalogue.calendar.works(on)]
    done: list[Day] = []
    with office.writing() as database, sole(database):
        for n, on in enumerate(working):
            now = Office(settings, fixed_clock(instant(on, settings.send.opens, settings.zone)))
            with delivery(now, database) as sender:
                result = tick(now, catalogue, database, sender, alone=True)
            done.append(Day(on, result.evaluated.notices, result.delivered.sent, result.evaluated.superseded))
            progress(n + 1, len(working))
    now = Office(settings, fixed_clock(instant(last, settings.send.closes, settings.zone)))
    return Journey(now, catalogue, tuple(upcoming), tuple(told), tuple(done), settings.maildir)
