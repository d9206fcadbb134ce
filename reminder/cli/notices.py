"""notices: what will be mailed; with `--diff`, what the rules on disk change about it."""

from datetime import date

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.options import span
from reminder.cli.output import worded
from reminder.core.catalogue import Catalogue
from reminder.engine.queries import preview as engine
from reminder.group_by_key import gathered
from reminder.translatable import N_
from reminder.words import say


@command("notices")
@click.option("--diff", is_flag=True, help=N_("What the rules on disk change about the mails of those in force"))
@span
def notices(desk: Desk, catalogue: Catalogue, first: date, last: date, plan: str, agency: str, diff: bool) -> None:
    from reminder.engine.context.ledger import stored_ledger
    from reminder.engine.context.rules import in_force
    from reminder.engine.context.transaction import unreachable

    with desk.office.reading() as database:
        ledger, bounced = stored_ledger(desk.office, database), unreachable(database)
        before = in_force(database) if diff else None
    rows = engine.planned(desk.office, catalogue, ledger, first, last, plan, agency, bounced)
    if diff:
        from reminder.cli.rule_diff import show_differences
        from reminder.engine.queries.rule_changes import moved, new_reckonings

        old = engine.planned(desk.office, before or catalogue, ledger, first, last, plan, agency, bounced)
        moves = moved(before, catalogue, ledger, desk.office.today) if before else ()
        reckonings = new_reckonings(before, catalogue) if before else ()
        show_differences(desk, catalogue.directory, old, rows, moves, reckonings)
    else:
        show_planned(desk, rows, first, last)


def show_planned(desk: Desk, rows: list[engine.Planned], first: date, last: date) -> None:
    """A line for each mail; JSON and CSV: a row for each notice."""
    _, lang = desk._, desk.lang
    mails = gathered((r.mail, r) for r in rows)
    desk.show(
        list(mails.values()),
        [
            (_("Leaves"), lambda m: f"{m[0].send_at:%H:%M} {desk.day(m[0].send_at.date())}"),
            (_("Sent to"), lambda m: ", ".join(m[0].addresses)),
            (_("About"), lambda m: "\n".join(dict.fromkeys(desk.matter(r.obligation, r.period) for r in m))),
            (_("Why"), lambda m: "\n".join(dict.fromkeys(say(r.reason, lang) for r in m))),
        ],
        title=_("{mails} mails from {first} to {last}").format(
            mails=len(mails), first=desk.day(first), last=desk.day(last)
        ),
        empty=_("No mail will go out in this time."),
        records=[worded(r, lang) for r in rows],
        fields=engine.Planned,
    )
