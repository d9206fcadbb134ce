"""db upgrade, check, backup, adopt."""

import sys
from pathlib import Path

import click

from reminder.cli.common import Desk, Noun, command
from reminder.engine.operations import database_upkeep
from reminder.translatable import N_


@command("upgrade", N_("Bring the database to the schema of this program"), formats=())
def upgrade(desk: Desk) -> None:
    click.echo(desk._("The database is of schema {version}").format(version=database_upkeep.upgrade(desk.office)))


@command("check", N_("Whether the database is sound"), formats=())
def check(desk: Desk) -> int:
    faults = database_upkeep.check(desk.office)
    for fault in faults:
        click.echo(fault)
    if not faults:
        click.echo(desk._("The database is sound"))
    return int(bool(faults))


@command("backup", N_("Copy the database while it is in use"), formats=())
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(desk: Desk, file: Path) -> None:
    database_upkeep.backup(desk.office, file)
    click.echo(desk._("Copied to {file}; a copy sends nothing until reminder db adopt").format(file=file))


@command("adopt", N_("Send from this machine from now on"), formats=())
@click.option("--yes", is_flag=True)
def adopt(desk: Desk, yes: bool) -> None:
    waiting = database_upkeep.would_send(desk.office)
    for mail in waiting:
        click.echo(f"{mail.send_on}  {mail.kind}  {mail.mailbox}  {mail.state}")
    desk.say(desk._("{n} mails would be sent from here").format(n=len(waiting)))
    if yes or (sys.stdin.isatty() and click.confirm(desk._("Send from this machine from now on?"), err=True)):
        database_upkeep.adopt(desk.office)
        desk.say(desk._("Adopted"))
    else:
        desk.say(desk._("Nothing has changed; --yes adopts it"))


db = Noun("db", (upgrade, check, backup, adopt))
