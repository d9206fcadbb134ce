"""What every command starts with: the common options, and the office they describe."""

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from reminder.cli.language import environment, language
from reminder.cli.output import Column, as_row, names_of, print_json, print_table, problem_rows
from reminder.cli.spoken import Spoken, SpokenGroup, asked_of_all
from reminder.clock import fixed_clock, parse_at, real_clock
from reminder.config import Config, load_config
from reminder.core.catalogue import Catalogue
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import waiting_plans
from reminder.errors import BadInput, Problem, ReminderError
from reminder.translatable import N_
from reminder.words import fault_words, period_words, problem_in, problem_words, short_date, translator, why

T = TypeVar("T")


def first_few(found: Sequence[T], most: int = 3) -> Sequence[T]:
    """All of a few, the first of many: "and 1 more" would take the room of that one."""
    return found if len(found) <= most + 1 else found[:most]


@dataclass(frozen=True)
class Desk:
    """One call: its office, its language, its output format, and `_` for words."""

    office: Office
    lang: str
    format: str

    @property
    def _(self) -> Callable[[str], str]:
        return translator(self.lang)

    @property
    def config(self) -> Config:
        return self.office.config

    def say(self, text: str) -> None:
        """Talk to the person; results go elsewhere."""
        click.echo(text, err=True)

    def catalogue(self) -> Catalogue:
        """The rules this call works by, and a line for each plan whose file they leave out."""
        found = self.office.catalogue()
        self.say_waiting(found)
        return found

    def say_waiting(self, catalogue: Catalogue) -> None:
        """A line for each plan that is not in force as its file says, with the remedy."""
        for waiting in waiting_plans(catalogue):
            if waiting.in_force != "despite":
                self.say(problem_words(waiting.problem, self.lang))

    def show(
        self, rows: Sequence[Any], columns: Sequence[Column] = (), title: str = "", empty: str = "", style: Any = None,
        *, records: Sequence[Any] | None = None, fields: type[Any] | Sequence[str] = (), whole: Any = None,
    ) -> None:  # fmt: skip
        """The rows in the form asked for. `columns` are heading and cell of the table, whose rows may each gather
        several `records` that are alike; JSON has the `whole`, or the records with all they have; CSV their `fields`,
        or those of a shape. `style` gives a row its colour on a terminal."""
        records = rows if records is None else records
        if self.json(records if whole is None else whole):
            return
        if self.format == "csv":
            self.csv(records, names_of(fields) if isinstance(fields, type) else fields)
        elif rows:
            print_table(rows, columns, title, style)
        if not rows and empty:
            self.say(empty)

    def csv(self, records: Sequence[Any], fields: Sequence[str]) -> None:
        """These fields of the records, for a spreadsheet."""
        from reminder.words.spreadsheet import as_csv

        click.echo(as_csv(map(as_row, records), fields, self.lang, self.config.zone), nl=False)

    def json(self, value: Any) -> bool:
        """Print the value where JSON is asked for, and say whether it is."""
        if self.format == "json":
            print_json(value)
        return self.format == "json"

    def problems(self, found: Sequence[Problem]) -> bool:
        """Print problems as JSON or CSV where that is asked for, and say whether it is."""
        if self.format == "csv":
            rows = problem_rows(problem_in(p, self.lang) for p in found)
            self.csv(rows, ("level", "path", "line", "key", "message"))
        return self.format == "csv" or self.json(problem_rows(found))

    def stored(self, ask: Callable[[Any], list[T]]) -> list[T]:
        """What `ask` finds by a connection to the database; nothing where there is none."""
        with self.office.reading() as database:
            if database is None:
                return []
            with database.read() as connection:
                return ask(connection)

    def day(self, on: date | None) -> str:
        """A date in figures; nothing for none."""
        return short_date(on, self.lang) if on else ""

    def period(self, period: str) -> str:
        """A reporting period in words; nothing for what is due once."""
        return "" if period in ("", "once") else period_words(period, self.lang)

    def matter(self, obligation: str, period: str) -> str:
        """`kh-1/year (năm 2026)`."""
        words = self.period(period)
        return f"{obligation} ({words})" if words else obligation

    def some(self, names: Sequence[str], most: int) -> str:
        """The same in one line."""
        more = self._(" and {n} more").format(n=len(names) - most) if len(names) > most else ""
        return ", ".join(names[:most]) + more

    def few(self, names: Sequence[str], most: int = 3) -> list[str]:
        """All of a few names; of many the first, and how many more."""
        shown = first_few(names, most)
        more = [self._("and {n} more").format(n=len(names) - len(shown))] if len(shown) < len(names) else []
        return [*shown, *more]


class Noun(SpokenGroup):
    """A noun and what can be done with it, a line for each verb."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        found = copy(super().get_command(ctx, cmd_name))
        if found:
            found.help = found.short_help = translator(language(ctx))(found.help or "")
        return found


_FORM = N_("How the result is written: a table for people, json for programs, csv for Excel")


def whoami() -> str:
    """Who is at the keyboard, as far as the system knows."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def unusable(fault: OSError, lang: str) -> int:
    """Say what cannot be read or written; gives the exit code."""
    if not fault.filename:
        _unsaid()
    said = BadInput.at(fault.filename or "stdout", N_("cannot be used: {why}"), why=why(fault))
    click.echo(fault_words(said, lang), err=True)
    return said.exit_code


def _unsaid() -> None:
    """What stdout did not take is let go: at its end Python would try again, and end with a code of its own."""
    with suppress(OSError):  # a stdout without a file keeps nothing back
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def command(
    name: str, about: str = "", formats: tuple[str, ...] = ("table", "json", "csv")
) -> Callable[[Any], click.Command]:
    """A command with `--config --at --lang` and, unless empty, `--format`, of which the first is usual. The function
    gets a Desk first. `about`: the line that help has for the verb of a noun."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        @wraps(function)
        @click.pass_context
        def call(ctx: click.Context, /, **given: Any) -> None:
            above = ctx.find_root().obj or {}
            path, at = given.pop("config") or above.get("config"), given.pop("at")
            at = above.get("at") if at is None else at
            asked = given.pop("lang") or above.get("lang")
            lang = asked or environment()
            try:
                config = load_config(Path(path) if path else None, Path.cwd())
                lang = asked or config.lang or lang
                clock = real_clock() if at is None else fixed_clock(parse_at(at, config.zone))
                status = function(Desk(Office(config, clock), lang, given.pop("format", "table")), **given)
            except ReminderError as fault:
                click.echo(fault_words(fault, lang), err=True)
                status = fault.exit_code
            except BrokenPipeError:  # whoever read has seen enough
                _unsaid()
                status = 0
            except OSError as fault:
                status = unusable(fault, lang)
            if status:
                ctx.exit(status)

        made = click.command(name, Spoken, help=about)(call)
        made.params += asked_of_all()
        if formats:
            form = click.Option(
                ["--format"], type=click.Choice(formats), default=formats[0], show_default=True, help=_FORM
            )
            made.params.append(form)
        return made

    return wrap
