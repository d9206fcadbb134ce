"""The acts, all of one shape: an obligation, whom and what period it concerns, and what goes on record."""

from datetime import date
from typing import Any

import click

from reminder.cli.act_table import show_acts
from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import AGENCY, BY, DOCUMENT, OBLIGATION, PERIOD, Number, day_option
from reminder.core.act_kinds import ACTS, ActKind, Until
from reminder.translatable import N_

_PROGRESS = (
    click.option("--proposal", default="", help=N_("What the agency proposes or asks for")),
    click.option("--difficulty", default="", help=N_("What stands in the way")),
    click.option("--percent", type=Number(0, 100), help=N_("How much is done; the words go into --note")),
)


def _make(kind: ActKind) -> click.Command:
    def call(desk: Desk, **given: Any) -> None:
        _act(desk, ActKind.NIL if given.pop("nil", False) else kind, **given)

    call.__name__ = kind.value
    function: Any = call
    until = ACTS[kind].until
    if kind is ActKind.SUBMIT:
        function = click.option("--nil", is_flag=True, help=N_("It reports that there is nothing to report"))(function)
    if kind is ActKind.PROGRESS:
        for option in _PROGRESS:
            function = option(function)
    if kind is ActKind.ASSIGN:
        to = N_("Who owes it from now on: an agency's id or name; again for each further one")
        function = click.option("--to", "agencies", multiple=True, required=True, metavar="AGENCY", help=to)(function)
    if until is not Until.NONE:
        function = day_option("--until", "until_on", needed=until is not Until.MAY, help=_UNTIL[until])(function)
    for option in (
        click.option("--all", "every", is_flag=True, help=N_("Of everything open that this matches, not of one alone")),
        BY,
        click.option("--note", default="", help=N_("A remark that is kept with it")),
        DOCUMENT,
        day_option("--on", help=N_("The day it happened; without it, today")),
        PERIOD,
        AGENCY,
        OBLIGATION,
    ):
        function = option(function)
    return command(kind.value)(function)


def _act(
    desk: Desk, kind: ActKind, obligation: str, agency: str, period: str, on: date | None, document: str, note: str,
    by: str, every: bool, until_on: date | None = None, agencies: tuple[str, ...] = (), **progress: Any,
) -> None:  # fmt: skip
    from reminder.engine.acts.record import Wish, record, wants_date

    catalogue = desk.catalogue()
    wish = Wish(kind, obligation, agency, period, on, document, note, until_on, agencies, every, by=by, **progress)
    with desk.office.writing() as database:
        done = record(desk.office, database, catalogue, wish)
        wanting = wants_date(desk.office, database, catalogue, done) if ACTS[kind].until is Until.MAY else ()
    _, name = desk._, catalogue.directory.name
    show_acts(desk, done)
    for o in wanting:
        desk.say(
            _(
                "{obligation}, {agency}: its date is due or past, so nothing is due until a new one is given: {command}"
            ).format(
                obligation=o.obligation.id, agency=", ".join(map(name, o.owner.agencies)),
                command=f"reminder extend {o.obligation.id} --agency {o.owner.id} --until",
            )
        )  # fmt: skip


_UNTIL = {
    Until.DUE: N_("The new due date"),
    Until.MAY: N_("The new due date; it lies ahead"),
    Until.END: N_("The last day on which nothing is mailed"),
    Until.EVENT: N_("The day of the event"),
}

# Found by its name, as every command is; a new kind of act needs no line here.
globals().update({kind.value: _make(kind) for kind, its in ACTS.items() if its.command})
