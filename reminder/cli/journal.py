"""journal list, export: what people have recorded and decided, whole and in order."""

import click

from reminder.cli.act_table import show_acts
from reminder.cli.common import Noun, command
from reminder.cli.desk import Desk
from reminder.core.journal import Act
from reminder.engine.context.typed_names import known_obligation
from reminder.translatable import N_


def _acts(desk: Desk, obligation: str) -> list[Act]:
    """The acts of one obligation, or all of them: also of rows the files no longer hold."""
    from reminder.engine.context.ledger import stored_acts

    with desk.office.reading() as database:
        return list(stored_acts(database, [obligation] if obligation else ()).acts)


@command("list", N_("What has been recorded"))
@click.argument("obligation", default="", help=N_("Only of this task or report"))
def list_(desk: Desk, obligation: str) -> None:
    if obligation:
        obligation = known_obligation(desk.catalogue(), obligation)
    show_acts(desk, _acts(desk, obligation), empty=desk._("Nothing has been recorded yet."))


@command("export", N_("All of it, for keeping"), formats=("json", "csv"))
def export(desk: Desk) -> None:
    desk.show(_acts(desk, ""), fields=Act)


journal = Noun("journal", (list_, export))
