"""One call of the command line: its office, its language, and the form its results take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Protocol, TypeVar

import click

from reminder.cli.output import Column, as_row, names_of, print_json, print_table, problem_rows, with_names
from reminder.cli.streams import tell
from reminder.config import Config
from reminder.core.catalogue import Catalogue
from reminder.core.journal import NOBODY
from reminder.directory.directory import Directory
from reminder.engine.context.office import Office
from reminder.engine.context.waiting import waiting_plans
from reminder.errors import BadInput, Problem
from reminder.translatable import N_
from reminder.words import period_words, problem_in, problem_words, short_date, translator

T = TypeVar("T")


class Named(Protocol):
    """A row about an agency, by id and name."""

    @property
    def agency(self) -> str: ...
    @property
    def agency_name(self) -> str: ...


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
        self.__dict__["_directory"] = found.directory  # read already
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

        rows, wanted = with_names(map(self._renamed, records), fields, self.name)
        click.echo(as_csv(rows, wanted, self.lang, self.config.zone), nl=False)

    def name(self, agency: str) -> str:
        """What an agency is called in the language of this call; the id where no directory says."""
        return self._directory.name(agency, self.lang)

    def called(self, row: Named) -> str:
        """The same of a row that has the agency's own name already."""
        known = self.lang == "en" and row.agency in self._directory
        return self.name(row.agency) if known else row.agency_name

    def _renamed(self, record: Any) -> Mapping[str, Any]:
        """The record as a row, in the language of this call; JSON has the names as the directory has them."""
        row = as_row(record)
        known = self.lang == "en" and "agency_name" in row and row["agency"] in self._directory
        return {**row, "agency_name": self.name(row["agency"])} if known else row

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
