"""What becomes of an agency's answer, as people are told it: to the agency that it is on record or was not taken,
to the officer that it waits.

What the agency hears is no step of a ladder: an act or a decision calls for it, once, and it is queued in the same
transaction. From there on it goes the way of every notice. Who was never told of the matter and did not say it
himself is told nothing, so history that is entered or imported sends no mail.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from reminder.clock import local
from reminder.core.catalogue import Catalogue, Step
from reminder.core.evaluate import Ledger, Notice
from reminder.core.journal import Act
from reminder.core.ladder import Rung
from reminder.core.mailing import address, mails
from reminder.core.occurrence import Occurrence
from reminder.core.offsets import parse_offset
from reminder.core.reason import Reason, because
from reminder.engine.alerts import alert
from reminder.engine.evaluation import row
from reminder.engine.office import Office
from reminder.engine.posting import new_mail, post
from reminder.engine.reach import reach
from reminder.store import notices
from reminder.store.answers import AnswerRow
from reminder.store.database import Connection

# So long a record waits: several answers go in one mail, and a slip can be undone before it is told.
REST = timedelta(minutes=30)
CLOSING = frozenset({"submit", "nil", "complete", "waive"})
RECORDED = Step("recorded", parse_offset("0"), ("owner",), "thanks", "low")
_REFUSED = Step("refused", parse_offset("0"), ("owner",), "refused")


def recorded(
    connection: Connection, office: Office, catalogue: Catalogue, ledger: Ledger,
    closed: Sequence[tuple[Act, Occurrence]],
) -> None:  # fmt: skip
    """Queue the record of each act that closed an occurrence, for those who owed it."""
    found = [
        (notice, because("recorded", act=act.id))
        for act, o in closed
        if act.kind in CLOSING
        for agency in o.owner.agencies
        if _concerned(ledger, act, o, agency)
        for notice in [_notice(office, catalogue, o, RECORDED, act.id, agency, REST)]
    ]
    _send(connection, office, catalogue, found, REST)


def refused(
    connection: Connection, office: Office, catalogue: Catalogue, answer: AnswerRow, o: Occurrence
) -> None:
    """Queue for the agency that its waiting answer was not taken, and why."""
    notice = _notice(office, catalogue, o, _REFUSED, answer.id, answer.agency, timedelta(0))
    _send(connection, office, catalogue, [(notice, because("refused", answer=answer.id))], timedelta(0))


def to_decide(
    connection: Connection, office: Office, catalogue: Catalogue, answer: AnswerRow, o: Occurrence
) -> None:
    """Tell the officer of the plan's focal agency what waits for a decision; the operator, where it has nobody
    to be reached."""
    focal, reached = o.plan.focal, reach(connection, office, catalogue)
    to = reached.who(focal, focal, office.today)
    officer = (to.mailbox, to.agency) if to and not to.operator else None
    alert(connection, office, office.clock.now(), [_waits(catalogue, answer)], officer)


def _waits(catalogue: Catalogue, answer: AnswerRow) -> Reason:
    return because(
        f"{answer.kind}-waits", agency=catalogue.directory.agency(answer.agency).name,
        obligation=answer.obligation, title=catalogue.obligation_of[answer.obligation].title,
        document=answer.document, on=answer.on, until_on=answer.until_on, words=answer.note or "-",
        number=answer.id,
    )  # fmt: skip


def _concerned(ledger: Ledger, act: Act, o: Occurrence, agency: str) -> bool:
    told = ledger.emitted.get((o.key, agency), ())
    return any(e.told for e in told) or (act.said_by != "officer" and act.by == agency)


def _notice(
    office: Office, catalogue: Catalogue, o: Occurrence, step: Step, n: int, agency: str, rest: timedelta
) -> Notice:
    return Notice(o, Rung(step, n, office.today), agency, "owner", _day(office, catalogue, rest))


def _day(office: Office, catalogue: Catalogue, rest: timedelta) -> date:
    """The day on which a mail made now may first leave."""
    wall = local(office.clock.now() + rest, office.config.zone)
    later = wall.time() >= office.config.send.closes
    return catalogue.calendar.on_or_after(wall.date() + timedelta(later))


def _send(
    connection: Connection, office: Office, catalogue: Catalogue, found: Sequence[tuple[Notice, Reason]],
    rest: timedelta,
) -> None:  # fmt: skip
    """Nobody stands in for an agency that cannot be reached: what it said is its own affair."""
    now, reached = office.clock.now(), reach(connection, office, catalogue)
    found = [(n, why) for n, why in found if (to := address(n, reached)) and not to.stands_in]
    rows = [replace(row(n, "queued"), reason=why.plain()) for n, why in found]
    ids = notices.add(connection, rows, now)
    made = mails((n for n, _ in found), reached).mails
    post(connection, office, catalogue, [new_mail(office, m, ids, now, rest) for m in made], now)
