"""doctor: what is wrong and how to mend it."""

import click

from reminder.cli.common import command
from reminder.cli.desk import Desk
from reminder.cli.output import as_row
from reminder.translatable import N_

# What is looked at, as the engine names it.
ABOUT = (
    N_("rules"), N_("database"), N_("rules in force"), N_("home"), N_("clock"), N_("outbox"), N_("mail server"),
    N_("mailbox"), N_("mail"), N_("addresses"), N_("answers"), N_("calendar"), N_("contacts"),
    N_("documents"), N_("other documents"), N_("scans"),
)  # fmt: skip
_MARK = {"fine": "✓", "warning": "!", "wrong": "✗"}
_STYLE = {"fine": "green", "warning": "yellow", "wrong": "red"}


@command("doctor")
@click.option("--mail", "address", metavar="ADDRESS", help=N_("Send one test mail to this address, and nothing else"))
def doctor(desk: Desk, address: str | None) -> int:
    from reminder.engine.operations.doctor import HealthFinding, examine, send_test
    from reminder.engine.operations.doctor_documents import examine_documents

    _ = desk._
    if address:
        outcome = send_test(desk.office, address)
        fine = outcome.verdict == "accepted"
        word = _("The mail server took it: {reply}") if fine else _("It was not taken: {reply}")
        click.echo(word.format(reply=outcome))
        return int(not fine)
    found = [*examine(desk.office, desk.lang), *examine_documents(desk.lang)]
    desk.show(
        found,
        [
            ("", lambda f: _MARK[f.level]),
            (_("About"), lambda f: _(f.about)),
            (_("Seen"), lambda f: f.seen),
            (_("Remedy"), lambda f: f.remedy),
        ],
        style=lambda f: _STYLE[f.level],
        records=found if desk.format == "json" else [{**as_row(f), "about": _(f.about)} for f in found],
        fields=HealthFinding,
    )
    return int(any(f.level == "wrong" for f in found))
