"""status: who has reported, who has not, who is late, and who was told of nothing and why."""

from textwrap import shorten

import click

from reminder.cli.common import Desk, command
from reminder.cli.options import PLAN
from reminder.core.matter_status import OVERDUE, REPORTED, Status
from reminder.engine.context.typed_names import known_plan
from reminder.engine.queries.not_told import Untold
from reminder.engine.queries.status import Period, standing
from reminder.group_by_key import gathered
from reminder.words import STATUSES, say

_AHEAD = (Status.OPEN, Status.UNDATED, Status.SUSPENDED)


@command("status", formats=("table", "json"))
@PLAN
@click.option("--state", type=click.Choice(sorted(map(str, STATUSES))))
def status(desk: Desk, plan: str, state: str | None) -> None:
    catalogue = desk.catalogue()
    with desk.office.reading() as database:
        found = standing(desk.office, catalogue, database, known_plan(catalogue, plan) if plan else "")
    if state:
        _show_units(desk, found.periods, Status(state))
        return
    if desk.json(found):
        return
    _ = desk._
    desk.show(
        found.periods,
        [
            (_("Due"), lambda p: desk.day(p.due_on) or "–"),
            (_("Obligation"), lambda p: f"{shorten(p.title, 110, placeholder=' …')}\n{p.obligation}"),
            (_("Period"), lambda p: desk.period(p.period)),
            (_("Has"), lambda p: str(p.count(REPORTED))),
            (_("Nil"), lambda p: str(p.count((Status.NIL,)))),
            (_("Has not"), lambda p: str(p.count(_AHEAD))),
            (_("Overdue"), lambda p: str(p.count(OVERDUE))),
            (_("Unassigned"), lambda p: str(p.count((Status.UNASSIGNED,)))),
        ],
        title=_("As of {day}").format(day=desk.day(found.as_of)),
        empty=_("No plan is known."),
    )
    _show_untold(desk, found.untold)
    desk.show(
        [a for a in found.agencies if a.open_overdue or a.done_late or a.done_in_time],
        [
            (_("Agency"), lambda a: a.agency_name),
            (_("In time"), lambda a: str(a.done_in_time)),
            (_("After the date"), lambda a: str(a.done_late)),
            (_("Has not"), lambda a: str(a.open_in_time + a.open_overdue)),
            (_("Of these overdue"), lambda a: str(a.open_overdue)),
        ],
        empty=_("Nothing has been reported yet and nothing is overdue."),
    )


def _show_untold(desk: Desk, left: tuple[Untold, ...]) -> None:
    """One line for each kind of reason, with some of the matters; JSON has them all."""
    _ = desk._
    rows = gathered((u.reason.code, u) for u in left)

    def matters(found: list[Untold]) -> str:
        return desk.some(list(dict.fromkeys(u.obligation for u in found)), 3)

    def why(found: list[Untold]) -> str:
        words = list(dict.fromkeys(say(u.reason, desk.lang) for u in found))
        return words[0] + (" …" if len(words) > 1 else "")

    desk.show(
        list(rows.values()),
        [(_("Not told"), lambda r: str(len(r))), (_("Why"), why), (_("Obligation"), matters)],
        title=_("Not told, and why"),
        empty=_("Everything that was to be told has been told."),
    )


def _show_units(desk: Desk, periods: tuple[Period, ...], state: Status) -> None:
    """Every agency and period in one state, such as the whole backlog."""
    _ = desk._
    rows = [
        {"obligation": p.obligation, "period": p.period, "due_on": p.due_on, "title": p.title, "agency": u.agency,
         "agency_name": u.agency_name, "status": u.status}
        for p in periods for u in p.units if u.status == state
    ]  # fmt: skip
    desk.show(
        rows,
        [
            (_("Due"), lambda r: desk.day(r["due_on"]) or "–"),
            (_("Obligation"), lambda r: f"{r['title']}\n{r['obligation']}"),
            (_("Period"), lambda r: desk.period(r["period"])),
            (_("Agency"), lambda r: r["agency_name"]),
        ],
        title=_("{n} in the state “{state}”").format(n=len(rows), state=_(STATUSES[state])),
        empty=_("None is in the state “{state}”.").format(state=_(STATUSES[state])),
    )
