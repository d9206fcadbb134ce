"""db upgrade, check, backup, adopt."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.mail_table import show_mails
from reminder.core.outbox_states import OPEN
from reminder.errors import BadInput
from reminder.translatable import N_

if TYPE_CHECKING:  # help needs no database library
    from reminder.store.database import Database


@command("upgrade", N_("Bring the database to the schema of this program"), formats=())
def upgrade(desk: Desk) -> None:
    from reminder.store import opening
    from reminder.store.lock import sole
    from reminder.store.schema import HEAD

    with closing(opening.open_any(desk.config.database_url)) as opened, sole(opened):
        opening.upgrade(opened)
    click.echo(desk._("The database is of schema {version}").format(version=HEAD))


@command("check", N_("Whether the database is sound"), formats=())
def check(desk: Desk) -> int:
    from reminder.store import maintenance

    with _there(desk) as opened:
        faults = maintenance.faults(opened)
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(desk._("The database is sound"))
    return int(bool(faults))


@command("backup", N_("Copy the database while it is in use"), formats=())
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), help=N_("The new file; its folder is made"))
def backup(desk: Desk, file: Path) -> None:
    from reminder.store import maintenance

    if file.exists():
        raise BadInput.at(file, N_("exists already; name a new file"))
    with _there(desk) as opened:
        maintenance.copy(opened, file)
    click.echo(desk._("Copied to {file}; a copy sends nothing until reminder db adopt").format(file=file))


@command("adopt", N_("Send from this machine from now on"))
@click.option("--yes", is_flag=True, help=N_("Adopt without asking"))
def adopt(desk: Desk, yes: bool) -> None:
    from reminder.store import maintenance, outbox
    from reminder.store.database import put

    waiting = [m for m in desk.stored(outbox.listing) if m.state in OPEN]
    show_mails(desk, waiting)
    desk.say(desk._("{n} mails would be sent from here").format(n=len(waiting)))
    if yes or (sys.stdin.isatty() and click.confirm(desk._("Send from this machine from now on?"), err=True)):
        with _there(desk) as opened:
            here = maintenance.home(opened)
            opened.transact(lambda c: put(c, "home", here))
        desk.say(desk._("Adopted"))
    else:
        desk.say(desk._("Nothing has changed; --yes adopts it"))


@contextmanager
def _there(desk: Desk) -> Iterator["Database"]:
    with desk.office.reading() as opened:
        if opened is None:
            raise BadInput.of(N_("there is no database yet; reminder tick makes one"))
        yield opened


db = Noun("db", (upgrade, check, backup, adopt))
