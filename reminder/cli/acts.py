"""The acts, all of one shape: an obligation, whom and what period it concerns, and what goes on record."""

from datetime import date
from typing import Any, get_args

import click

from reminder.cli.common import Desk, command
from reminder.cli.options import AGENCY, AGENCY_OR_ID, BY, PERIOD, day
from reminder.core.journal import ActKind
from reminder.engine.acts.record import Wish, record, wants_date
from reminder.words import ACTS

_NEEDS_DATE = ("extend", "silence", "date", "event")
_MAY_DATE = ("return", "resume", "undo")


def _make(kind: ActKind) -> click.Command:
    def call(desk: Desk, **given: Any) -> None:
        _act(desk, "nil" if given.pop("nil", False) else kind, **given)

    call.__name__ = kind
    function: Any = call
    if kind == "submit":
        function = click.option("--nil", is_flag=True, help="0")(function)
    if kind == "assign":
        function = click.option("--to", "agencies", multiple=True, required=True, help=AGENCY_OR_ID)(function)
    if kind in (*_NEEDS_DATE, *_MAY_DATE):
        needed = kind in _NEEDS_DATE
        function = click.option("--until", "until_on", callback=day, required=needed, help="2026-12-31")(
            function
        )
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
    return command(kind)(function)


def _act(
    desk: Desk, kind: ActKind, obligation: str, agency: str, period: str, on: date | None, document: str, note: str,
    by: str, every: bool, until_on: date | None = None, agencies: tuple[str, ...] = (),
) -> None:  # fmt: skip
    catalogue = desk.office.catalogue()
    wish = Wish(kind, obligation, agency, period, on, by, document, note, until_on, agencies, every)
    with desk.office.writing() as database:
        done = record(desk.office, database, catalogue, wish)
        wanting = wants_date(desk.office, database, catalogue, done) if kind in _MAY_DATE else ()
    _, name = desk._, catalogue.directory.name
    desk.show(
        done,
        [
            (_("Act"), lambda a: str(a.id)),
            (_("What"), lambda a: _(ACTS[a.kind]) + (f" {a.undoes}" if a.undoes else "")),
            (_("Obligation"), lambda a: a.obligation),
            (_("Period"), lambda a: desk.period(a.period)),
            (_("Agency"), lambda a: ", ".join(map(name, a.agencies or a.owner.split("+")))),
            (_("On"), lambda a: desk.day(a.on)),
            (_("Until"), lambda a: desk.day(a.until_on)),
            (_("Document"), lambda a: a.document),
        ],
    )
    for o in wanting:
        click.echo(
            _(
                "{obligation}, {agency}: its date is due or past, so nothing is due until a new one is given: {command}"
            ).format(
                obligation=o.obligation.id, agency=", ".join(map(name, o.owner.agencies)),
                command=f"reminder extend {o.obligation.id} --agency {o.owner.id} --until",
            ),
            err=True,
        )  # fmt: skip


_KINDS: tuple[ActKind, ...] = tuple(k for k in get_args(ActKind) if k != "nil")
COMMANDS = {kind: _make(kind) for kind in _KINDS}
