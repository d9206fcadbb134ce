"""What is coming: deadlines, and the notices they will call for. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime

from reminder.clock import local
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, evaluate, status
from reminder.core.journal import NOBODY
from reminder.core.mail_grouping import Mail, mails
from reminder.core.matter_status import Status
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.reason import Reason
from reminder.core.told_instead import Reach
from reminder.engine.context.office import Office

ROLE_SHOWN = {"owner": "lead"}


@dataclass(frozen=True, slots=True)
class UpcomingDeadline:
    """One row of `preview`, keys as in the contract. `role` is `lead`, or `focal` for what nobody owes yet."""

    obligation: str
    plan: str
    kind: str
    title: str
    agency: str
    agency_name: str
    role: str
    period: str
    due_on: date
    bound: str
    last_on: date
    target_on: date
    late_from: date
    days_left: int
    status: Status


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of `notices` and `simulate`. `owed_by` is None for what nobody owes yet; `reason` is a value, the
    surface puts it into words."""

    send_at: datetime
    mail: str
    agency: str
    addresses: tuple[str, ...]
    owed_by: str | None
    role: str
    obligation: str
    period: str
    revision: int
    step: str
    reason: Reason
    template: str


def deadlines(
    office: Office, catalogue: Catalogue, ledger: Ledger, from_on: date, to_on: date, plan: str = "", agency: str = ""
) -> list[UpcomingDeadline]:
    """Everything due in `[from_on, to_on]` by its printed or extended date, soonest first; one row for each
    owing agency, for each of joint leads, and one on the focal agency where nobody owes it yet."""
    book, today = Occurrences(catalogue, ledger.journal), office.today
    rows = [
        _row(o, who, catalogue, status(o, ledger, today), today)
        for o in book.between(from_on, to_on, today)
        if o.deadline and plan in ("", o.plan.id)
        for who in (o.owner.agencies or (catalogue.focal(o.plan, today),))
        if agency in ("", who)
    ]
    return sorted(rows, key=lambda r: (r.due_on, r.obligation))


def _row(o: Occurrence, who: str, catalogue: Catalogue, state: Status, today: date) -> UpcomingDeadline:
    assert o.deadline is not None
    d, name = o.deadline, catalogue.directory.name(who)
    return UpcomingDeadline(
        o.obligation.id, o.plan.id, o.obligation.kind, o.obligation.title, who, name,
        "focal" if o.owner.unassigned else "lead", o.period, d.due_on, d.bound.value, d.last_on, d.target_on,
        d.late_from, (d.last_on - today).days, state,
    )  # fmt: skip


def planned(
    office: Office, catalogue: Catalogue, ledger: Ledger, from_on: date, to_on: date, plan: str = "", agency: str = "",
    bounced: frozenset[str] = frozenset(),
) -> list[Planned]:  # fmt: skip
    """Every notice that will be mailed in `[from_on, to_on]` if nothing else happens, in order of sending."""
    reach = Reach(catalogue.directory, office.config.operator, bounced)
    start = office.leaves_on(office.clock.now(), catalogue)
    sorted_ = mails(evaluate(catalogue, ledger, start, max(start, to_on)).notices, reach)
    nobody = [Mail("", "", "reminder", n.send_on, (n,)) for n in sorted_.unreachable]
    rows = [
        _planned(office, mail, n)
        for mail in (*sorted_.mails, *nobody)
        if from_on <= mail.send_on <= to_on
        for n in mail.notices
        if plan in ("", n.occurrence.plan.id) and agency in ("", n.recipient)
    ]
    return sorted(rows, key=lambda r: (r.send_at, r.mail, r.obligation))


def _planned(office: Office, mail: Mail, n: Notice) -> Planned:
    opens = local(max(office.opening(mail.send_on), office.clock.now()), office.config.zone)
    o = n.occurrence
    owed_by = None if o.owner.id == NOBODY else o.owner.id
    return Planned(
        opens, mail.key if mail.mailbox else "", n.recipient, (mail.mailbox,) if mail.mailbox else (),
        owed_by, ROLE_SHOWN.get(n.role, n.role), o.obligation.id, o.period, o.state.revision, n.rung.shown,
        n.reason, n.template,
    )  # fmt: skip
