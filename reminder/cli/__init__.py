"""The command line. Each command is imported when it is called: `--help` and `read` touch no database library."""

import sys
from importlib import import_module
from typing import Any

import click

from reminder.cli.language import language, speak, typed, usual
from reminder.cli.spoken import SpokenGroup, asked_of_all
from reminder.cli.streams import open_streams, tell, unheard
from reminder.core.act_kinds import ACTS
from reminder.errors import ReminderError
from reminder.translatable import N_
from reminder.words import fault_words, translator

_COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("run", N_("The whole journey on the shipped rules, in a throw-away folder")),
    "init": ("init", N_("Lay out a folder for a new office")),
    "check": ("check", N_("Load all rule files as the daemon does and list every problem")),
    "preview": ("preview", N_("Upcoming deadlines")),
    "notices": ("notices", N_("What will be mailed: when, to whom, why")),
    "explain": ("explain", N_("How each date was reached, and what is told or held back")),
    "read": ("read", N_("How a timeframe phrase is understood")),
    "import": (
        "import_plan",
        N_(
            "A plan document to a plan file: txt, docx, xlsx, pdf; doc, xls, odt, rtf, html where LibreOffice is "
            "installed, scans where Tesseract is"
        ),
    ),
    "lint": (
        "lint",
        N_("Remarks on a draft plan (whatever import reads) before it is signed, as a page for the letter of comments"),
    ),
    "simulate": ("simulate", N_("A season day by day: every mail that would have gone out")),
    "status": ("status", N_("Who has reported, who has not, who is late")),
    "tick": ("run", N_("One evaluation and delivery")),
    "run": ("run", N_("The daemon")),
    "reload": ("run", N_("Put the rule files as they are now into force")),
    **{kind.value: ("acts", its.command) for kind, its in ACTS.items() if its.command},
    "journal": ("journal", N_("What has been recorded and decided: list, export")),
    "outbox": ("outbox", N_("Mails and their attempts")),
    "answers": ("answers", N_("What agencies answered on their page: list, confirm, refuse")),
    "web": ("web", N_("Serve the page on which agencies answer")),
    "links": ("web", N_("The agencies' private links: show, revoke, rotate")),
    "letter": ("letter", N_("Draft the official letter that urges, for a person to sign")),
    "report": ("letter", N_("Draft the table of who has reported for a period")),
    "templates": ("templates", N_("The mails' templates: check, show")),
    "agencies": ("agencies", N_("The directory: list, missing contacts, import a contact list")),
    "who": ("who", N_("Who would be told, of an obligation or behind a printed name")),
    "calendar": ("calendar", N_("The working year as people know it")),
    "db": ("db", N_("The database: upgrade, check, backup, adopt")),
    "doctor": ("doctor", N_("What is wrong and how to mend it")),
}


_ABOUT = N_("Nhắc hạn: no task and no report misses its date.")


class Lazy(SpokenGroup):
    """Knows its commands by name and one line; loads a command's module when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        file, about = _COMMANDS[cmd_name]
        made = vars(import_module(f"reminder.cli.{file}")).values()
        found = next(c for c in made if isinstance(c, click.Command) and c.name == cmd_name)
        found.help = found.short_help = translator(language(ctx))(about)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translator(language(ctx))(_ABOUT))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _ = translator(language(ctx))
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_module, text) in _COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="reminder", help=N_("The version of this program"))
def cli(**_given: Any) -> None:
    """What stands before a command is read where the command is (`given_above`)."""


cli.params += asked_of_all()


def main() -> None:
    """Run the command line; faults a person can mend end with their own exit code and no traceback."""
    open_streams()
    given = typed(sys.argv[1:])
    lang = given or usual()
    speak(lang)
    try:
        sys.exit(cli.main(standalone_mode=False, obj=given) or 0)
    except click.ClickException as wrong:
        with unheard():
            wrong.show()
        sys.exit(2)
    except ReminderError as fault:  # of what was typed behind an option
        tell(fault_words(fault, lang))
        sys.exit(fault.exit_code)
    except click.Abort:
        tell(translator(lang)("Aborted!"))
        sys.exit(130)
    except OSError as fault:  # of what click itself prints: help, the version
        from reminder.cli.common import unusable

        sys.exit(unusable(fault, lang))
