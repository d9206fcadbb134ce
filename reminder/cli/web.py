"""web, links: the page on which agencies answer, and the links that open it."""

import signal
import threading

import click

from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.cli.options import LOGS
from reminder.engine.context.typed_names import known_agency
from reminder.translatable import N_


@command("web", formats=())
@click.option("--logs", type=click.Choice(["json", "text"]), default="text", show_default=True, help=LOGS)
def web(desk: Desk, logs: str) -> None:
    from reminder.logs import set_up
    from reminder.web.agency.serve import serve

    set_up(logs == "json")
    stop = threading.Event()
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, lambda _number, _frame: stop.set())
    serve(desk.office, stop)


def _ids(desk: Desk, agencies: tuple[str, ...]) -> list[str]:
    catalogue = desk.catalogue()
    return [known_agency(catalogue, "", agency, desk.office.today) for agency in agencies]


@command("show", N_("An agency's page and calendar address"))
@click.argument("agencies", nargs=-1, required=True, help=N_("Ids or names of agencies"))
def show(desk: Desk, agencies: tuple[str, ...]) -> None:
    from reminder.engine.context.links import office_links

    ids = _ids(desk, agencies)
    with desk.office.writing() as database:
        made = office_links(database, desk.config)
    rows = [{"agency": i, "page": made.page(i, desk.office.clock.now()), "calendar": made.feed(i)} for i in ids]
    if desk.format != "table":
        desk.show(rows, fields=("agency", "page", "calendar"))
        return
    for row in rows:  # whole on their own lines, to be copied
        click.echo(f"{desk.name(row['agency'])}\n  {row['page']}\n  {row['calendar']}")


@command("revoke", N_("Let an agency's links work no more"), formats=())
@click.argument("agencies", nargs=-1, required=True, help=N_("Ids or names of agencies"))
def revoke(desk: Desk, agencies: tuple[str, ...]) -> None:
    from reminder.engine.context import links

    ids = _ids(desk, agencies)
    with desk.office.writing() as database, database.write() as connection:
        for agency in ids:
            links.revoke(connection, agency)
    desk.say(desk._("Links and calendar addresses of {agencies} no longer work; the next mail brings new ones.").format(
        agencies=", ".join(map(desk.name, ids))))  # fmt: skip


@command("rotate", N_("Sign with a new key from now on"), formats=())
@click.option("--drop", is_flag=True, help=N_("Links of the keys before stop working too"))
def rotate(desk: Desk, drop: bool) -> None:
    from reminder.engine.context import links

    with desk.office.writing() as database, database.write() as connection:
        links.rotate(connection, drop)
    _ = desk._
    desk.say(
        _("A new key signs from now on; every link and calendar address given so far stopped working.")
        if drop
        else _("A new key signs from now on; links of the key before it work until they expire.")
    )


links = Noun("links", (show, revoke, rotate))
