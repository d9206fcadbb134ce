"""What every command starts with: the options that all have, and what becomes of its faults."""

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from copy import copy
from functools import wraps
from pathlib import Path
from typing import Any

import click

from reminder.cli.desk import Desk
from reminder.cli.language import given_above, language, usual
from reminder.cli.spoken import Spoken, SpokenGroup, asked_of_all
from reminder.cli.streams import let_go, tell
from reminder.clock import fixed_clock, parse_at, real_clock
from reminder.config import load_config
from reminder.engine.context.office import Office
from reminder.errors import BadInput, ReminderError
from reminder.translatable import N_
from reminder.words import fault_words, translator, why


class Noun(SpokenGroup):
    """A noun and what can be done with it, a line for each verb. What every command is asked may stand behind it."""

    def __init__(self, name: str, verbs: Sequence[click.Command], **more: Any) -> None:
        super().__init__(name, verbs, params=asked_of_all(), callback=lambda **_given: None, **more)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = copy(super().get_command(ctx, cmd_name))
        if found:
            found.help = found.short_help = translator(language(ctx))(found.help or "")
        return found


_OF_ALL = ("config", "at", "lang")
_FORMS = {
    ("table", "json", "csv"): N_("How the result is written: a table for people, json for programs, csv for Excel"),
    ("table", "json"): N_("How the result is written: a table for people, json for programs"),
    ("json", "csv"): N_("How the result is written: json for programs, csv for Excel"),
    ("table", "json", "csv", "ics"): N_(
        "How the result is written: a table for people, json for programs, csv for Excel, ics for a calendar program"
    ),
}


def whoami() -> str:
    """Who is at the keyboard, as far as the system knows: behind sudo whoever called it."""
    try:
        name = getpass.getuser()
        return os.environ.get("SUDO_USER", name) if name == "root" else name
    except (KeyError, OSError):
        return str(os.getuid())


def unusable(fault: OSError, lang: str) -> int:
    """Say what cannot be read or written; gives the exit code."""
    if not fault.filename:
        let_go(sys.stdout)
    said = BadInput.at(fault.filename or "stdout", N_("cannot be used: {why}"), why=why(fault))
    tell(fault_words(said, lang))
    return said.exit_code


def command(
    name: str, about: str = "", formats: tuple[str, ...] = ("table", "json", "csv")
) -> Callable[[Any], click.Command]:
    """A command with `--config --at --lang` and, unless empty, `--format`, of which the first is usual. The function
    gets a Desk first. `about`: the line that help has for the verb of a noun."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        @wraps(function)
        @click.pass_context
        def call(ctx: click.Context, /, **given: Any) -> None:
            path, at, asked = (given_above(ctx, name) for name in _OF_ALL)
            given = {name: value for name, value in given.items() if name not in _OF_ALL}
            lang = asked or usual()
            try:
                config = load_config(Path(path) if path else None, Path.cwd())
                lang = asked or config.lang or lang
                clock = real_clock() if at is None else fixed_clock(parse_at(at, config.zone))
                status = function(Desk(Office(config, clock), lang, given.pop("format", "table")), **given)
            except ReminderError as fault:
                tell(fault_words(fault, lang))
                status = fault.exit_code
            except BrokenPipeError:  # whoever read has seen enough
                let_go(sys.stdout)
                status = 0
            except OSError as fault:
                status = unusable(fault, lang)
            if status:
                ctx.exit(status)

        made = click.command(name, Spoken, help=about)(call)
        made.params += asked_of_all()
        if formats:
            form = click.Option(
                ["--format"], type=click.Choice(formats), default=formats[0], show_default=True, help=_FORMS[formats]
            )
            made.params.append(form)
        return made

    return wrap
