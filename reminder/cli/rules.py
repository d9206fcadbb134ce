"""check: load everything as the daemon does, and say what is wrong."""

import click

from reminder.cli.desk import Desk, command
from reminder.cli.output import print_json
from reminder.errors import BadInput


@command("check", formats=("table", "json"))
def check(desk: Desk) -> int:
    _ = desk._
    try:
        catalogue = desk.office.catalogue()
        problems, fine = catalogue.warnings, True
    except BadInput as bad:
        problems, fine = bad.problems, False
    if desk.format == "json":
        print_json([
            {"path": p.place.path, "line": p.place.line, "key": p.key, "message": p.message, "level": p.level}
            for p in problems
        ])  # fmt: skip
        return int(not fine)
    for p in problems:
        click.echo(str(p) if p.level == "error" else _("warning: {problem}").format(problem=p))
    if fine:
        agencies = sum(len(r.agencies) for r in catalogue.directory.registers)
        desk.say(_("Fine: {plans} plans, {obligations} obligations, {agencies} agencies, {warnings} warnings").format(
            plans=len(catalogue.plans), obligations=len(catalogue.obligation_of), agencies=agencies,
            warnings=len(problems)))  # fmt: skip
    else:
        desk.say(_("{n} problems; nothing was changed").format(n=len(problems)))
    return int(not fine)


COMMANDS = {"check": check}
