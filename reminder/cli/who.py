"""who PHRASE|OBLIGATION: who would be told."""

import click

from reminder.cli.desk import Desk, command
from reminder.cli.output import print_json, print_rows
from reminder.engine import who as engine
from reminder.engine.naming import known_obligation
from reminder.errors import BadInput
from reminder.words import ROLES, say


@command("who")
@click.argument("subject")
@click.option("--directory", "register", default="", help="thai-nguyen")
def who(desk: Desk, subject: str, register: str) -> int:
    from reminder.engine.rules import unreachable

    catalogue = desk.office.catalogue()
    _, lang = desk._, desk.lang
    with desk.office.reading() as database:
        ledger, bounced = desk.office.ledger(database), unreachable(database)
    try:
        obligation = known_obligation(catalogue, subject)
    except BadInput:
        found = _behind(desk, subject, register, bounced)
    else:
        found = engine.told_of(desk.office, catalogue, ledger, obligation, bounced)
    if desk.format == "json":
        print_json(found)
    else:
        print_rows(
            found.recipients,
            desk.format,
            [
                (_("Agency"), lambda r: r.agency_name),
                (_("Role"), lambda r: _(ROLES[r.role])),
                (_("Steps"), lambda r: ", ".join(r.steps)),
                (_("Mailbox"), lambda r: r.mailbox or _("none: its plan's focal agency is told")),
            ],
            empty=_("Nobody would be told."),
        )
    for name in found.unclear:
        desk.say(_("“{name}” names no agency of the directory").format(name=name))
    if found.unassigned:
        desk.say(_("Nobody owes it yet: {why}").format(why=say(found.unassigned, lang)))
    return 0 if found.recipients else 1


def _behind(desk: Desk, name: str, register: str, bounced: frozenset[str]) -> engine.Who:
    """The answer of the register asked for, or of the only one that knows the name."""
    catalogue = desk.office.catalogue()
    known = [r.id for r in catalogue.directory.registers]
    if register and register not in known:
        raise BadInput(f'--directory "{register}": there is none; known: {", ".join(known)}')
    answers = {
        r: engine.behind(desk.office, catalogue, name, r, bounced)
        for r in ([register] if register else known)
    }
    knowing = [r for r, answer in answers.items() if answer.recipients]
    if len(knowing) > 1:
        raise BadInput(f'"{name}" stands in several directories; add --directory {" or ".join(knowing)}')
    return answers[knowing[0] if knowing else next(iter(answers))]


COMMANDS = {"who": who}
