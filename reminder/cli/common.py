"""What every command starts with: the common options, and the office they describe."""

import getpass
import os
import sys
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from reminder.cli.language import given_above, language, usual
from reminder.cli.output import Column, as_row, names_of, print_json, print_table, problem_rows, with_names
from reminder.cli.spoken import Spoken, SpokenGroup, asked_of_all
from reminder.cli.streams import let_go, tell
from reminder.clock import fixed_clock, parse_at, real_clock
from reminder.config import Config, load_config
from reminder.core.catalogue import Catalogue
from reminder.core.journal import NOBODY
from reminder.directory.directory import Directory
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import waiting_plans
from reminder.errors import BadInput, Problem, ReminderError
from reminder.translatable import N_
from reminder.words import fault_words, period_words, problem_in, problem_words, short_date, translator, why

T = TypeVar("T")


NAMED = 5  # of many agencies in one line, so many by name
_MORE = N_("and {n} more")


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
        tell(text)

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
        """These fields of the records, for a spreadsheet, and the names of agencies beside their ids."""
        from reminder.words.spreadsheet import as_csv

        rows, wanted = with_names(map(as_row, records), fields, self.name)
        click.echo(as_csv(rows, wanted, self.lang, self.config.zone), nl=False)

    def name(self, agency: str) -> str:
        """What an agency is called; the id where no directory says."""
        return self._directory.name(agency)

    def owner(self, id_: str) -> str:
        """The names of those who owe alone or jointly; nothing where nobody does yet."""
        return ", ".join(self.name(agency) for agency in id_.split("+") if agency != NOBODY)

    @cached_property
    def _directory(self) -> Directory:
        """None of the agencies where their files cannot be read: a list of what happened is shown nevertheless."""
        from reminder.rulefile import load_directory

        try:
            return load_directory(self.config.rules_dir)
        except BadInput:
            return Directory(())

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

    def few(self, names: Sequence[str], most: int = 3, more: str = _MORE) -> list[str]:
        """All of a few names; of many the first, and how many more."""
        shown = first_few(names, most)
        rest = [self._(more).format(n=len(names) - len(shown))] if len(shown) < len(names) else []
        return [*shown, *rest]

    def some(self, names: Sequence[str], most: int = NAMED, more: str = _MORE) -> str:
        """The same in one line."""
        shown = first_few(names, most)
        return " ".join((", ".join(shown), *self.few(names, most, more)[len(shown) :]))


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
    """Who is at the keyboard, as far as the system knows."""
    try:
        return getpass.getuser()
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
