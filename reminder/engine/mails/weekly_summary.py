"""The operator's weekly summary: how every plan stands and what became of the week's mail."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from reminder.core.catalogue import Plan
from reminder.core.evaluate import Ledger, status
from reminder.core.matter_status import ANSWERED, OVERDUE, Status
from reminder.core.occurrence import Occurrences
from reminder.core.outbox_states import READY, MailState
from reminder.core.working_calendar import LAST
from reminder.engine.context.transaction import Transaction
from reminder.mail.contents import MailView, Tally, WeekFigures
from reminder.store import journal, outbox

WEEK = timedelta(7)
# What is no longer owed, or by another, is in no count.
_KINDS = dict.fromkeys(ANSWERED, "done") | {
    Status.UNASSIGNED: "unassigned", Status.SUSPENDED: "suspended", Status.WAIVED: "", Status.TRANSFERRED: "",
}  # fmt: skip


def summed_up(tx: Transaction, seen: MailView) -> MailView:
    """The view with its figures, as of now."""
    return replace(seen, tallies=_tallies(tx), figures=_figures(tx))


def _tallies(tx: Transaction) -> tuple[Tally, ...]:
    """One for each plan: what fell or falls due this year, what is overdue from before, what has no date."""
    today, found = tx.today, dict[str, Counter[str]]()
    ends = min(today.replace(month=12, day=31), LAST)
    for o in Occurrences(tx.catalogue, journal.journal(tx.connection)).known(ends, today):
        stands, due_on = status(o, Ledger(), today), o.deadline.due_on if o.deadline else None
        tally = found.setdefault(o.plan.id, Counter())
        if stands in OVERDUE:
            tally["late"] += 1
        elif due_on is None or due_on.year == today.year:
            tally[_KINDS.get(stands, "open")] += 1
    plans = tx.catalogue.plan_of
    return tuple(
        Tally(_named(plans[id_]), c["done"], c["open"], c["late"], c["unassigned"], c["suspended"])
        for id_, c in found.items()
    )


def _named(plan: Plan) -> str:
    """By its number, where it has one, for titles are long and alike."""
    return f"{plan.number}: {plan.title}" if plan.numbered else plan.title


def _figures(tx: Transaction) -> WeekFigures:
    sent = outbox.counts(tx.connection, since=tx.today - WEEK)
    now = outbox.counts(tx.connection)
    waiting = sum(now.get(state, 0) for state in READY)
    return WeekFigures(
        sent.get(MailState.SENT, 0), waiting, now.get(MailState.HELD, 0), sent.get(MailState.DEAD, 0),
        sent.get(MailState.BOUNCED, 0),
    )  # fmt: skip
