"""answers list, confirm, refuse: what agencies said on their page and an officer has to decide."""

from datetime import date

import click

from reminder.cli.act_table import show_acts
from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.options import BY, DOCUMENT, Number, day_option
from reminder.cli.worded_choice import WordedChoice
from reminder.clock import local
from reminder.core.answer_states import AnswerState
from reminder.core.occurrence_state import Progress
from reminder.translatable import N_
from reminder.words import ANSWER_STATES, ANSWERS, progress_words


@command("list", N_("What agencies answered, what waits first"))
@click.option(
    "--state",
    type=WordedChoice(ANSWER_STATES),
    metavar="STATE",
    default=str(AnswerState.WAITING),
    show_default=True,
    help=N_("Only answers in this state"),
)
@click.option("--all", "every", is_flag=True, help=N_("Answers in every state"))
def list_(desk: Desk, state: str, every: bool) -> None:
    from reminder.store import answers as store

    _, zone = desk._, desk.config.zone
    desk.show(
        desk.stored(lambda c: store.listing(c, None if every else AnswerState(state))),
        [
            (_("Answer"), lambda a: str(a.id)),
            (_("Said on"), lambda a: desk.day(local(a.said_at, zone).date())),
            (_("Agency"), lambda a: desk.name(a.agency)),
            (_("Obligation"), lambda a: a.obligation),
            (_("Period"), lambda a: desk.period(a.period)),
            (_("What"), lambda a: _(ANSWERS[a.kind])),
            (_("Document"), lambda a: f"{a.document} {desk.day(a.on)}" if a.document else ""),
            (_("Until"), lambda a: desk.day(a.until_on)),
            (
                _("Remark"),
                lambda a: progress_words(Progress(a.on, a.percent, a.note, a.difficulty, a.proposal), desk.lang),
            ),
            (_("State"), lambda a: _(ANSWER_STATES[a.state])),
        ],
        empty=_("No answer waits."),
        style=lambda a: {AnswerState.WAITING: "yellow", AnswerState.REFUSED: "red"}.get(a.state),
        fields=(
            "id",
            "said_at",
            "agency",
            "obligation",
            "period",
            "kind",
            "document",
            "on",
            "until_on",
            "note",
            "percent",
            "difficulty",
            "proposal",
            "state",
            "decided_at",
            "decided_by",
            "decision",
        ),
    )


@command("confirm", N_("Take an answer: it goes on record"))
@click.argument("answer", type=Number(), help=N_("Its number, as answers list shows it"))
@day_option("--until", "until_on", help=N_("Another date than the one asked for"))
@click.option(
    "--to",
    "agencies",
    multiple=True,
    metavar="AGENCY",
    help=N_("Who owes it instead, by id or name; again for each further one"),
)
@DOCUMENT
@click.option("--note", default="", help=N_("Words the agency is told with it"))
@BY
def confirm(
    desk: Desk, answer: int, until_on: date | None, agencies: tuple[str, ...], document: str, note: str, by: str
) -> None:  # fmt: skip
    from reminder.engine.acts import agency_answers

    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        acts = agency_answers.confirm(
            desk.office, database, catalogue, answer, by, note=note, document=document,
            until_on=until_on, to=agencies,
        )  # fmt: skip
    show_acts(desk, acts)


@command("refuse", N_("Do not take an answer; the agency is told why"), formats=("table", "json"))
@click.argument("answer", type=Number(), help=N_("Its number, as answers list shows it"))
@click.option("--note", required=True, help=N_("Why not; the agency is told these words"))
@BY
def refuse(desk: Desk, answer: int, note: str, by: str) -> None:
    from reminder.engine.acts import agency_answers

    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        row = agency_answers.refuse(desk.office, database, catalogue, answer, by, note)
    if not desk.json(row):
        desk.say(desk._("Not accepted; the agency is mailed the note and reminders go on."))


answers = Noun("answers", (list_, confirm, refuse))
