"""answers list, confirm, refuse: what agencies said on their page and an officer has to decide."""

from datetime import date

import click

from reminder.cli.common import Desk, Noun, command
from reminder.cli.options import AGENCY_OR_ID, BY, Number, day
from reminder.clock import local
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.engine.acts import agency_answers
from reminder.store import answers as store
from reminder.translatable import N_

_KINDS = {
    AnswerKind.RECEIVED: N_("receipt confirmed"), AnswerKind.REPORTED: N_("reported"),
    AnswerKind.NIL: N_("nothing to report"), AnswerKind.EXTENSION: N_("asks for an extension"),
    AnswerKind.WRONG: N_("says it is not its task"),
}  # fmt: skip
_STATES = {
    AnswerState.WAITING: N_("waits for you"), AnswerState.RECORDED: N_("recorded"),
    AnswerState.CONFIRMED: N_("confirmed"), AnswerState.REFUSED: N_("not accepted"),
    AnswerState.REPLACED: N_("replaced by a later answer"),
}  # fmt: skip


@command("list", N_("What agencies answered, what waits first"))
@click.option("--state", type=click.Choice([*map(str, _STATES)]), default=str(AnswerState.WAITING), show_default=True)
@click.option("--all", "every", is_flag=True)
def list_(desk: Desk, state: str, every: bool) -> None:
    _, zone = desk._, desk.config.zone
    desk.show(
        desk.stored(lambda c: store.listing(c, None if every else AnswerState(state))),
        [
            (_("Answer"), lambda a: str(a.id)),
            (_("Said on"), lambda a: desk.day(local(a.said_at, zone).date())),
            (_("Agency"), lambda a: a.agency),
            (_("Obligation"), lambda a: a.obligation),
            (_("Period"), lambda a: a.period),
            (_("What"), lambda a: _(_KINDS[a.kind])),
            (_("Document"), lambda a: f"{a.document} {desk.day(a.on)}" if a.document else ""),
            (_("Until"), lambda a: desk.day(a.until_on)),
            (_("Note"), lambda a: a.note),
            (_("State"), lambda a: _(_STATES[a.state])),
        ],
        empty=_("No answer waits."),
        style=lambda a: {AnswerState.WAITING: "yellow", AnswerState.REFUSED: "red"}.get(a.state),
    )


@command("confirm", N_("Take an answer: it goes on record"), formats=("table", "json"))
@click.argument("answer", type=Number())
@click.option("--until", "until_on", callback=day, help="2026-12-31")
@click.option("--to", "agencies", multiple=True, help=AGENCY_OR_ID)
@click.option("--document", default="", help="6210/UBND-NNMT")
@click.option("--note", default="")
@BY
def confirm(
    desk: Desk, answer: int, until_on: date | None, agencies: tuple[str, ...], document: str, note: str, by: str
) -> None:  # fmt: skip
    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        acts = agency_answers.confirm(
            desk.office, database, catalogue, answer, by, note=note, document=document,
            until_on=until_on, to=agencies,
        )  # fmt: skip
    if not desk.json(acts):
        for act in acts:
            click.echo(f"{act.kind} {act.obligation} {act.period} {act.owner or ', '.join(act.agencies)}")


@command("refuse", N_("Do not take an answer; the agency is told why"), formats=("table", "json"))
@click.argument("answer", type=Number())
@click.option("--note", required=True)
@BY
def refuse(desk: Desk, answer: int, note: str, by: str) -> None:
    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        row = agency_answers.refuse(desk.office, database, catalogue, answer, by, note)
    if not desk.json(row):
        desk.say(desk._("Not accepted; the agency is mailed the note and reminders go on."))


answers = Noun("answers", (list_, confirm, refuse))
