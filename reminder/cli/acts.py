"""The acts, all of one shape: an obligation, whom and what period it concerns, and what goes on record."""

from datetime import date
from typing import Any

import click

from reminder.cli.common import Desk, command
from reminder.cli.options import AGENCY, AGENCY_OR_ID, BY, PERIOD, day
from reminder.core.act_kinds import ACTS, ActKind, Until
from reminder.engine.acts.record import Wish, record, wants_date


def _make(kind: ActKind) -> click.Command:
    def call(desk: Desk, **given: Any) -> None:
        _act(desk, ActKind.NIL if given.pop("nil", False) else kind, **given)

    call.__name__ = kind.value
    function: Any = call
    until = ACTS[kind].until
    if kind is ActKind.SUBMIT:
        function = click.option("--nil", is_flag=True, help="0")(function)
    if kind is ActKind.ASSIGN:
        function = click.option("--to", "agencies", multiple=True, required=True, help=AGENCY_OR_ID)(function)
    if until is not Until.NONE:
        needed = until is not Until.MAY
        function = click.option("--until", "until_on", callback=day, required=needed, help="2026-12-31")(function)
    for option in (
        click.option("--all", "every", is_flag=True),
        BY,
        click.option("--note", default=""),
        click.option("--document", default="", help="123/BC-SXD"),
        click.option("--on", callback=day, help="2026-12-10"),
        PERIOD,
        AGENCY,
        click.argument("obligation"),
    ):
        function = option(function)
    return command(kind.value)(function)


def _act(
    desk: Desk, kind: ActKind, obligation: str, agency: str, period: str, on: date | None, document: str, note: str,
    by: str, every: bool, until_on: date | None = None, agencies: tuple[str, ...] = (),
) -> None:  # fmt: skip
    catalogue = desk.catalogue()
    wish = Wish(kind, obligation, agency, period, on, document, note, until_on, agencies, every, by=by)
    with desk.office.writing() as database:
        done = record(desk.office, database, catalogue, wish)
        wanting = wants_date(desk.office, database, catalogue, done) if ACTS[kind].until is Until.MAY else ()
    _, name = desk._, catalogue.directory.name
    desk.show(
        done,
        [
            (_("Act"), lambda a: str(a.id)),
            (_("What"), lambda a: _(ACTS[a.kind].word) + (f" {a.undoes}" if a.undoes else "")),
            (_("Obligation"), lambda a: a.obligation),
            (_("Period"), lambda a: desk.period(a.period)),
            (_("Agency"), lambda a: ", ".join(map(name, a.agencies or a.owner.split("+")))),
            (_("On"), lambda a: desk.day(a.on)),
            (_("Until"), lambda a: desk.day(a.until_on)),
            (_("Document"), lambda a: a.document),
        ],
    )
    for o in wanting:
        desk.say(
            _(
                "{obligation}, {agency}: its date is due or past, so nothing is due until a new one is given: {command}"
            ).format(
                obligation=o.obligation.id, agency=", ".join(map(name, o.owner.agencies)),
                command=f"reminder extend {o.obligation.id} --agency {o.owner.id} --until",
            )
        )  # fmt: skip


# Found by its name, as every command is; a new kind of act needs no line here.
globals().update({kind.value: _make(kind) for kind, its in ACTS.items() if its.command})
