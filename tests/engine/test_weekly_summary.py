"""The operator's weekly summary as values: how every plan is counted, and what became of the week's mail."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.engine.context.transaction import Transaction
from reminder.engine.mails.weekly_summary import summed_up
from reminder.mail.contents import Correspondent, MailView, Tally, WeekFigures
from reminder.rulefile import load_texts
from tests.engine.made import FILES, TUESDAY, act, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole, in_memory
from tests.store.rows import put

SEEN = MailView("summary", "vi", TUESDAY, Correspondent("quantri"), Correspondent("Văn phòng"))
SECOND = (
    small.PLAN.replace("kh-1", "kh-2").replace("Kế hoạch thử", "Kế hoạch hai").replace("Quý IV/2026", "thường xuyên")
)


def summed(office: Whole, on: date) -> MailView:
    with office.database.read() as connection:
        return summed_up(Transaction.on(connection, office.office(on), office.catalogue), SEEN)


def figures(office: Whole, on: date) -> list[tuple[int, int, int, int]]:
    """Done, open, late and unassigned, for each plan."""
    return [(t.done, t.open, t.late, t.unassigned) for t in summed(office, on).tallies]


def test_a_plan_is_counted_as_it_stands_this_year() -> None:
    """By plan: a task with a day or without one, one that nobody owes, the report of two, and the one above it."""
    with in_memory(load_texts(FILES | {"plans/kh-2.toml": SECOND})) as office:
        assert figures(office, TUESDAY) == [(0, 4, 0, 1), (0, 4, 0, 1)]
        act(office, ActKind.SUBMIT)
        act(office, ActKind.COMPLETE, obligation="kh-2/1", period="once")
        act(office, ActKind.WAIVE, obligation="kh-2/year", agency="sxd")
        assert figures(office, TUESDAY) == [(1, 3, 0, 1), (1, 2, 0, 1)], "what was released is owed no more"
        # The report of one that nobody released is overdue; then the quarter is over, and what nobody owes is late too.
        assert figures(office, date(2026, 12, 17)) == [(1, 2, 1, 1), (1, 1, 1, 1)]
        assert figures(office, date(2026, 12, 31)) == [(1, 2, 1, 1), (1, 1, 1, 1)]
        # What was done last year counts no more, unless it has no day; what has been overdue since counts on.
        assert figures(office, date(2027, 1, 5)) == [(0, 3, 3, 0), (1, 3, 2, 0)]


@pytest.mark.parametrize(
    ("number", "title"),
    [("1/KH-UBND", "1/KH-UBND: Kế hoạch thử"), ("/KH-UBND", "Kế hoạch thử"), (None, "Kế hoạch thử")],
)
def test_a_plan_is_named_by_its_number_where_it_has_one(number: str | None, title: str) -> None:
    line = f'number = "{number}"\n' if number else ""
    with small_office(plans=small.PLAN.replace('number = "1/KH-UBND"\n', line)) as office:
        assert summed(office, TUESDAY) == replace(SEEN, tallies=(Tally(title, 0, 4, 0, 1),))


@pytest.mark.states_by_hand
def test_the_figures_of_a_week() -> None:
    """What was to leave a week ago or later, and all that still waits; each state as often as its place says."""
    week = timedelta(7)
    with small_office() as office:

        def fill(connection: object) -> None:
            states = ("sent", "pending", "unknown", "held", "dead", "bounced", "cancelled", "sending")
            n = 0
            for many, state in enumerate(states, 1):
                for on in (*[TUESDAY - week] * many, TUESDAY - week - timedelta(1)):
                    n += 1
                    changes = {"held": True} if state == "held" else {} if state == "pending" else {"state": state}
                    put(connection, n, send_on=on, **changes)  # type: ignore[arg-type]

        office.database.transact(fill)
        found = summed(office, TUESDAY).figures
    assert found == WeekFigures(sent=1, waiting=3 + 4, held=5, dead=5, bounced=6)
