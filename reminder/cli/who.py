"""who PHRASE|OBLIGATION: who would be told."""

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk, first_few
from reminder.cli.options import DIRECTORY
from reminder.core.catalogue import Catalogue
from reminder.engine.context.typed_names import known_obligation, known_register
from reminder.engine.queries import who as engine
from reminder.errors import BadInput
from reminder.group_by_key import gathered
from reminder.translatable import N_
from reminder.words import ROLES, say


@command("who")
@click.argument("subject", help=N_("An obligation's id, or a name as plans print it: “Các sở, ban, ngành”"))
@DIRECTORY
def who(desk: Desk, subject: str, directory: str) -> int:
    from reminder.engine.context.ledger import chain, stored_acts
    from reminder.engine.context.transaction import unreachable

    catalogue = desk.catalogue()
    register = known_register(catalogue.directory, directory)
    _, lang = desk._, desk.lang
    try:
        obligation = known_obligation(catalogue, subject)
    except BadInput:
        obligation = ""
    with desk.office.reading() as database:
        bounced = unreachable(database)
        if obligation:
            acts = stored_acts(database, chain(catalogue, obligation))
            found = engine.told_of(desk.office, catalogue, acts, obligation, bounced)
        else:
            found = _behind(desk, catalogue, subject, register, bounced)
    nowhere = _("none: its plan's focal agency is told")
    # Those told in the same role by the same steps together; whom a mere name means, each by itself.
    alike = gathered(((r.role, r.steps, "" if r.steps else r.agency), r) for r in found.recipients)
    desk.show(
        list(alike.values()),
        [
            (_("Agency"), lambda g: "\n".join(desk.few(list(map(desk.called, g))))),
            (_("Role"), lambda g: _(ROLES[g[0].role])),
            (_("Steps"), lambda g: ", ".join(g[0].steps)),
            (_("Mailbox"), lambda g: "\n".join(r.mailbox or nowhere for r in first_few(g))),
        ],
        empty=_("Nobody would be told."),
        records=found.recipients,
        fields=engine.Recipient,
        whole=found,
    )
    for name in found.unclear:
        desk.say(_("“{name}” names no agency of the directory").format(name=name))
    for name, why in found.elsewhen:
        words = _("“{name}” is in the directory, but not in force today ({why})")
        desk.say(words.format(name=name, why=why.say(lang)))
    if found.unassigned:
        nobody = _("A part of it nobody owes yet: {why}") if found.rest else _("Nobody owes it yet: {why}")
        desk.say(nobody.format(why=say(found.unassigned, lang)))
    return 0 if found.recipients else 1


def _behind(
    desk: Desk, catalogue: Catalogue, name: str, register: str, bounced: frozenset[str]
) -> engine.Who:  # fmt: skip
    """The answer of the register asked for, or of the only one that knows the name."""
    known = [r.id for r in catalogue.directory.registers]
    answers = {r: engine.behind(desk.office, catalogue, name, r, bounced) for r in ([register] if register else known)}
    knowing = [r for r, answer in answers.items() if answer.recipients]
    if len(knowing) > 1:
        raise BadInput.of(
            N_("“{name}” stands in several directories; add --directory, one of: {known}"),
            name=name, known=", ".join(knowing),
        )  # fmt: skip
    return answers[knowing[0] if knowing else next(iter(answers))]
