"""preview: the deadlines to come."""

from datetime import date
from textwrap import shorten

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import span
from reminder.core.catalogue import Catalogue
from reminder.core.matter_status import ANSWERED, OVERDUE, Status
from reminder.core.working_calendar import WorkingCalendar
from reminder.engine.queries import preview as engine
from reminder.group_by_key import gathered
from reminder.words import STATUSES

_STYLE = {**dict.fromkeys(OVERDUE, "red"), Status.UNASSIGNED: "yellow", **dict.fromkeys(ANSWERED, "green")}


@command("preview", formats=("table", "json", "csv", "ics"))
@span
def preview(desk: Desk, catalogue: Catalogue, first: date, last: date, plan: str, agency: str) -> None:
    from reminder.engine.context.ledger import stored_ledger

    with desk.office.reading() as database:
        ledger = stored_ledger(desk.office, database)
    rows = engine.deadlines(desk.office, catalogue, ledger, first, last, plan, agency)
    if desk.format == "ics":
        from reminder.engine.queries.calendar_feed import overview

        click.echo(overview(desk.office, rows, desk.lang), nl=False)
    else:
        show_deadlines(desk, rows, first, last, catalogue.calendar)


def show_deadlines(
    desk: Desk, rows: list[engine.UpcomingDeadline], first: date, last: date, calendar: WorkingCalendar
) -> None:
    """One line for an obligation and date, however many agencies owe it; JSON and CSV: a row for each agency."""
    _ = desk._
    groups = gathered(((r.due_on, r.obligation, r.period, r.status), r) for r in rows)
    bounds = {"before": _("before"), "by": _("by")}

    def target(r: engine.UpcomingDeadline) -> str:
        rough = "" if calendar.sure(r.target_on, r.late_from) else "\n" + _("(estimated)")
        return desk.day(r.target_on) + rough

    def who(group: list[engine.UpcomingDeadline]) -> str:
        shown = "\n".join(desk.few(list(map(desk.called, group))))
        return _("{focal} is asked to assign it").format(focal=shown) if group[0].role == "focal" else shown

    between = {"first": desk.day(first), "last": desk.day(last)}
    desk.show(
        list(groups.values()),
        [
            (_("Due"), lambda g: f"{bounds[g[0].bound]} {desk.day(g[0].due_on)}"),
            (_("Target"), lambda g: target(g[0])),
            (_("Days left"), lambda g: str(g[0].days_left)),
            (_("Obligation"), lambda g: f"{shorten(g[0].title, 110, placeholder=' …')}\n{g[0].obligation}"),
            (_("Agency"), who),
            (_("Status"), lambda g: _(STATUSES[g[0].status])),
        ],
        title=_("Deadlines from {first} to {last}").format(**between),
        empty=_("Nothing is due from {first} to {last}.").format(**between),
        style=lambda g: _STYLE.get(g[0].status),
        records=rows,
        fields=engine.UpcomingDeadline,
    )
