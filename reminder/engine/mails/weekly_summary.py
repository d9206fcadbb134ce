"""The operator's weekly summary: how every plan stands and what became of the week's mail."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

from reminder.core.catalogue import Plan
from reminder.core.evaluate import Ledger, status
from reminder.core.occurrence import LAST
from reminder.core.outbox_states import READY, MailState
from reminder.core.status import CLOSED, OVERDUE, Status
from reminder.engine.context.book import Book
from reminder.engine.context.ledger import read_ledger
from reminder.engine.context.office import Office
from reminder.mail.contents import Figures, MailView, Tally
from reminder.store import outbox
from reminder.store.database import Connection

WEEK = timedelta(7)


def summed_up(seen: MailView, connection: Connection, office: Office, book: Book) -> MailView:
    """The view with its figures, as of now."""
    ledger = read_ledger(connection, office.config.zone)
    return replace(seen, tallies=_tallies(book, ledger), figures=_figures(connection, book))


def _tallies(book: Book, ledger: Ledger) -> tuple[Tally, ...]:
    """One for each plan: what fell or falls due this year, what is overdue from before, what has no date."""
    today, found = book.today, dict[str, Counter[str]]()
    ends = min(today.replace(month=12, day=31), LAST)
    for o in book.occurrences.known(ends, today):
        stands, due_on = status(o, ledger, today), o.deadline.due_on if o.deadline else None
        tally = found.setdefault(o.plan.id, Counter())
        if stands in OVERDUE:
            tally["late"] += 1
        elif due_on is None or due_on.year == today.year:
            kind = "done" if stands in CLOSED else "unassigned" if stands is Status.UNASSIGNED else "open"
            tally[kind] += 1
    plans = book.catalogue.plan_of
    return tuple(
        Tally(_named(plans[id_]), c["done"], c["open"], c["late"], c["unassigned"])
        for id_, c in found.items()
    )


def _named(plan: Plan) -> str:
    """By its number, where it has one, for titles are long and alike."""
    numbered = plan.number and plan.number[:1] != "/"
    return f"{plan.number}: {plan.title}" if numbered else plan.title


def _figures(connection: Connection, book: Book) -> Figures:
    sent = outbox.counts(connection, since=book.today - WEEK)
    now = outbox.counts(connection)
    waiting = sum(now.get(state, 0) for state in READY)
    return Figures(
        sent.get(MailState.SENT, 0), waiting, now.get(MailState.HELD, 0), sent.get(MailState.DEAD, 0),
        sent.get(MailState.BOUNCED, 0),
    )  # fmt: skip
