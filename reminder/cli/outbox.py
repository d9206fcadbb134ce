"""outbox list, show, approve, retry, cancel."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.mail_table import show_mails
from reminder.cli.options import BY, Number
from reminder.cli.worded_choice import WordedChoice
from reminder.clock import local
from reminder.core.outbox_states import MailState
from reminder.translatable import N_
from reminder.words import MAIL_STATES

if TYPE_CHECKING:  # help needs no database library
    from reminder.engine.outbox.by_hand import Shown

# What a mail and a try may be called, by their own names.
_WORDS = (
    N_("reminder"), N_("escalation"), N_("rollcall"), N_("alert"), N_("summary"), N_("thanks"), N_("reply"),
    N_("overview"),
    N_("accepted"), N_("deferred"), N_("rejected"), N_("unknown"), N_("returned"),
)  # fmt: skip

_NUMBER = N_("Numbers of mails, as outbox list shows them")
_STATES = {state: MAIL_STATES[state] for state in MailState}


@command("list", N_("Mails and where each stands"))
@click.option("--state", type=WordedChoice(_STATES), metavar="STATE", help=N_("Only mails in this state"))
def list_(desk: Desk, state: str | None) -> None:
    from reminder.store import outbox as store

    mails = desk.stored(lambda c: store.listing(c, MailState(state) if state else None))
    show_mails(desk, mails, empty=desk._("The outbox is empty."))


@command("show", N_("One mail: what it carries, its attempts, its answers"))
@click.argument("mail", type=Number(), help=_NUMBER)
def show(desk: Desk, mail: int) -> None:
    from reminder.engine.outbox import by_hand
    from reminder.engine.outbox.forward_replies import left_out

    with desk.office.reading() as database:
        found = by_hand.show(database, mail)
    if desk.json(found):
        return
    if desk.format == "csv":
        desk.csv(list(_course(found)), ("at", "kind", "name", "state", "words"))
        return
    _, zone = desk._, desk.config.zone
    m = found.mail
    click.echo(f"{m.mailbox}  {_(m.kind)}  {desk.day(m.send_on)}  {_(MAIL_STATES[m.state])}")
    if m.note:
        click.echo(m.note)
    desk.show(
        found.notices,
        [
            (_("Obligation"), lambda n: desk.matter(*n.occurrence.split("@")[:2])),
            (_("Owed by"), lambda n: desk.owner(n.occurrence.rpartition("@")[2])),
            (_("Step"), lambda n: n.step),
            (_("Planned"), lambda n: desk.day(n.planned_on)),
            (_("State"), lambda n: _(MAIL_STATES[n.state])),
        ],
        empty=_("It carries no notice."),
    )
    desk.show(
        found.attempts,
        [
            (_("Try"), lambda a: str(a.n)),
            (_("Started"), lambda a: f"{local(a.started_at, zone):%H:%M:%S %d/%m/%Y}"),
            (_("Outcome"), lambda a: _(a.outcome) if a.outcome else "–"),
            (_("Reply"), lambda a: a.reply),
        ],
        empty=_("It has not been tried yet."),
    )
    for r in found.replies:
        click.echo(f"\n{local(r.at, zone):%H:%M %d/%m/%Y}  {r.sender}  {r.subject}\n{r.text}")
        for words in left_out(r, _):
            click.echo(words)


def _course(found: "Shown") -> Iterator[dict[str, Any]]:
    """What is on record of a mail, a row for each thing: the mail, what it carries, its attempts, its answers."""
    m = found.mail
    yield {"at": m.send_on, "kind": m.kind, "name": m.mailbox, "state": m.state, "words": m.note}
    for n in found.notices:
        yield {"at": n.planned_on, "kind": "notice", "name": n.occurrence, "state": n.state, "words": n.step}
    for a in found.attempts:
        yield {"at": a.started_at, "kind": "attempt", "name": a.n, "state": a.outcome or "", "words": a.reply}
    for r in found.replies:
        yield {"at": r.at, "kind": "reply", "name": r.sender, "state": r.subject, "words": r.text}


@command("approve", N_("Let held mails leave"), formats=())
@click.argument("mails", type=Number(), nargs=-1, help=_NUMBER)
@click.option("--all", "every", is_flag=True, help=N_("All mails that are held"))
def approve(desk: Desk, mails: tuple[int, ...], every: bool) -> None:
    from reminder.engine.outbox import by_hand

    if bool(mails) == every:
        raise click.UsageError(desk._("Name the mails, or give --all."))
    with desk.office.writing() as database:
        n = by_hand.approve(database, desk.office, mails)
    click.echo(desk._("{n} mails may leave").format(n=n))


@command("retry", N_("Try refused or waiting mails again"), formats=())
@click.argument("mails", type=Number(), nargs=-1, required=True, help=_NUMBER)
def retry(desk: Desk, mails: tuple[int, ...]) -> None:
    from reminder.engine.outbox import by_hand

    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        n = by_hand.retry(database, desk.office, catalogue, mails)
    click.echo(desk._("{n} mails will be tried again").format(n=n))


@command("cancel", N_("Stop mails that have not left"), formats=())
@click.argument("mails", type=Number(), nargs=-1, required=True, help=_NUMBER)
@BY
def cancel(desk: Desk, mails: tuple[int, ...], by: str) -> None:
    from reminder.engine.outbox import by_hand

    with desk.office.writing() as database:
        n = by_hand.cancel(database, mails, by)
    click.echo(desk._("{n} mails cancelled").format(n=n))


@command("receive", N_("Deal with mails that came back or answer, as the daemon does with its mailbox"), formats=())
@click.argument(
    "files", type=click.File("rb"), nargs=-1, help=N_("Mails as files; without any, one from the standard input")
)
def receive(desk: Desk, files: tuple[BinaryIO, ...]) -> None:
    from reminder.engine.context.secret import secret_of
    from reminder.engine.incoming.returned_mail import deal
    from reminder.mail.mime import LARGEST

    catalogue = desk.catalogue()
    with desk.office.writing() as database:
        secret = secret_of(database)
        for file in files or (sys.stdin.buffer,):
            kind = deal(desk.office, database, catalogue, secret, file.read(LARGEST))
            click.echo(f"{getattr(file, 'name', '-')}: {kind}")


outbox = Noun("outbox", (list_, show, approve, retry, cancel, receive))
