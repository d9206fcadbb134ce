"""Who would be told: of an obligation by each step, or behind a name as plans print it."""

from dataclasses import dataclass

from reminder.core.catalogue import Catalogue
from reminder.core.journal import Journal
from reminder.core.ladder import Timetable, horizon
from reminder.core.occurrence import Occurrences
from reminder.core.offsets import Offset
from reminder.core.reason import Reason
from reminder.core.recipients import Recipients, agency_of
from reminder.core.told_instead import Reach
from reminder.directory.agency import NAMED
from reminder.directory.out_of_force import OutOfForce
from reminder.engine.context.office import Office


@dataclass(frozen=True, slots=True)
class Recipient:
    """Someone who would be told. `steps` are the ladder's steps that tell it, `mailbox` where it is reached, ""
    when nowhere."""

    agency: str
    agency_name: str
    role: str
    steps: tuple[str, ...]
    mailbox: str


@dataclass(frozen=True, slots=True)
class Who:
    """The answer. `unclear`: what no agency of the directory stands behind, `elsewhen` what is in it for other days;
    `unassigned`: why nobody owes it, or, with `rest`, a part of it."""

    recipients: tuple[Recipient, ...]
    unclear: tuple[str, ...] = ()
    unassigned: Reason | None = None
    rest: bool = False
    elsewhen: tuple[tuple[str, OutOfForce], ...] = ()


def told_of(office: Office, catalogue: Catalogue, acts: Journal, obligation: str, bounced: frozenset[str]) -> Who:
    """Everyone whom the ladder of the obligation's next open period would tell, as of today."""
    today, o = office.today, catalogue.obligation_of[obligation]
    book = Occurrences(catalogue, acts)
    open_ = [x for x in book.known(horizon(catalogue.rules, today), today, obligation) if not x.state.closed]
    coming = [x for x in open_ if x.deadline is None or x.deadline.last_on >= today] or open_[-1:]
    period = coming[0].period if coming else ""
    rules, recipients = Timetable(catalogue), Recipients(book, today)
    found: dict[tuple[str, str], list[str]] = {}
    for occurrence in (x for x in coming if x.period == period):
        nobody_late = occurrence.owner.unassigned or occurrence.wants_date
        for step in rules.rule(o, today, occurrence.state.restart).ladder:
            if nobody_late and isinstance(step.at, Offset) and step.at.days > 0:
                continue
            for to, role in recipients.of(occurrence, step).items():
                who = agency_of(to)
                steps = found.setdefault((who, role), [])
                if step.id not in steps:
                    steps.append(step.id)
    rows = (_recipient(catalogue, office, who, role, steps, bounced) for (who, role), steps in found.items())
    nobody = next((x.owner for x in coming if x.owner.unassigned), None)
    return Who(tuple(rows), unassigned=nobody.unassigned, rest=bool(nobody.rest)) if nobody else Who(tuple(rows))


def behind(office: Office, catalogue: Catalogue, name: str, register: str, bounced: frozenset[str]) -> Who:
    """The agencies that a printed name stands for today."""
    today = office.today
    cast = catalogue.directory.resolve(name, today, register)
    heirs = Occurrences(catalogue, Journal()).heirs(cast, today)
    unclear = [p.raw for p in cast.parties if p.kind not in (*NAMED, "not-in-force")]
    days = [(p.raw, catalogue.directory.out_of_force(p.id, today)) for p in cast.parties if p.kind == "not-in-force"]
    rows = (_recipient(catalogue, office, a, "owner", [], bounced) for a in heirs.agencies)
    said = heirs.missing if cast.choice or not (unclear or days) else None
    return Who(tuple(rows), tuple(unclear), said, elsewhen=tuple((raw, why) for raw, why in days if why))


def _recipient(
    catalogue: Catalogue, office: Office, who: str, role: str, steps: list[str], bounced: frozenset[str]
) -> Recipient:
    directory = catalogue.directory
    mailbox = Reach(directory, "", bounced).mailbox(who, office.today, role == "head")
    return Recipient(who, directory.name(who), role, tuple(steps), mailbox or (who if "@" in who else ""))
