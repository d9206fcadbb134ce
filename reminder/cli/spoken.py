"""Help in the language of the call, and the options that every command has. Loads nothing of the engine."""

from copy import copy

import click

from reminder.cli.language import language
from reminder.cli.worded_choice import WordedChoice
from reminder.translatable import N_
from reminder.words import translator


class Spoken(click.Command):
    """A command whose help is in the language of the call: what it does, each argument and each option."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _ = translator(language(ctx))
        told = copy(self)
        told.help, told.params = _(self.help) if self.help else None, [copy(param) for param in self.params]
        for param in told.params:
            param.help = _(param.help) if param.help else None
            if isinstance(param.type, WordedChoice):
                param.help = f"{param.help}: {param.type.said(language(ctx))}"
            elif isinstance(param.type, click.Choice) and param.metavar:  # too many to stand for the name
                param.help = f"{param.help}: {', '.join(map(str, param.type.choices))}"
        super(Spoken, told).format_help(ctx, formatter)


class SpokenGroup(Spoken, click.Group):
    """The same of a command that has others below it."""


def asked_of_all() -> list[click.Parameter]:
    """`--config --at --lang`, which may stand before the command or behind it."""
    return [
        click.Option(["--config"], metavar="FILE", help=N_("The office's configuration, instead of ./reminder.toml")),
        click.Option(
            ["--at"], metavar="WHEN",
            help=N_("What “now” is: 08/12/2026 (its 09:00), 08/12/2026 09:00 or 2026-12-08T09:00"),
        ),
        click.Option(["--lang"], type=click.Choice(["vi", "en"]), help=N_("The language: vi or en")),
    ]  # fmt: skip
