"""init: a folder for a new office."""

from pathlib import Path

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.translatable import N_


@command("init", formats=())
@click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=N_("The folder, new or empty")
)
@click.option(
    "--province", required=True, metavar="CODE", help=N_("The province: its code, or its name as “Thái Nguyên”")
)
@click.option(
    "--also", multiple=True, metavar="ID",
    help=N_("A department only some provinces have: dan-toc, ngoai-vu, du-lich, quy-hoach; again for each further one"),
)  # fmt: skip
def init(desk: Desk, folder: Path, province: str, also: tuple[str, ...]) -> None:
    from reminder.engine.importing.new_office import lay_out, province_of
    from reminder.rulefile.writing.new_files import OPTIONAL

    _ = desk._
    found = province_of(province)
    files = lay_out(folder, found, also)
    for file in files:
        click.echo(str(folder / file))
    directory = next(file for file in files if file.parent.name == "agencies")
    desk.say(_("Laid out for {province}. Next, in {folder}:").format(province=found.name, folder=folder))
    for line in (
        _("reminder.toml: your office, the operator, where mail goes; until then it goes into the folder mail"),
        _("{file}: add or take out agencies; some provinces also have: {departments}").format(
            file=directory, departments=", ".join(OPTIONAL.values())
        ),
        _("reminder import PLAN.docx --out rules/plans/PLAN.toml"),
        _("reminder agencies import CONTACTS.xlsx"),
        _("reminder check, reminder preview, reminder notices, reminder tick"),
    ):
        desk.say(f"  - {line}")
