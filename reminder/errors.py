"""Every fault a person can act on, and the exit code it ends with.

    ReminderError            1   a problem was found
    ├── BadInput             1   a file or an argument is wrong
    ├── WrongUse             2   the command was called wrongly
    ├── Refused              3   the database or the clock is not to be trusted
    │   └── Unavailable      3   the database cannot be used now; waiting may help
    └── AlreadyRunning      75   another daemon holds the database

Faults in files are values (`Problem`) first: all of them are collected before anything is raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol, Self


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: `line` counts from 1, 0 when the whole file is meant."""

    path: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Sayable(Protocol):
    """What can be said in either language itself, such as what is odd in a phrase."""

    def say(self, lang: str) -> str: ...


Fact = str | int | tuple[Sayable, ...]


def said(fact: Fact, lang: str) -> str | int:
    """A fact as it stands in a message."""
    return "; ".join(each.say(lang) for each in fact) if isinstance(fact, tuple) else fact


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding in an officer's file: place, key, and a message that names the remedy.

    Where the message was made from a `template` and `facts`, the surface may say it in another language.
    """

    place: Place
    key: str
    message: str
    level: Literal["error", "warning"] = "error"
    template: str = field(default="", compare=False, repr=False)
    facts: tuple[tuple[str, Fact], ...] = field(default=(), compare=False, repr=False)

    def __str__(self) -> str:
        return ": ".join(part for part in (str(self.place), self.key, self.message) if part)


def problem(
    place: Place, key: str, template: str, level: Literal["error", "warning"] = "error", /, **facts: Fact
) -> Problem:
    """A finding whose message is `template` with its `facts`, so that it can be said in either language."""
    message = template.format(**{name: said(fact, "en") for name, fact in facts.items()})
    return Problem(place, key, message, level, template, tuple(facts.items()))


class ReminderError(Exception):
    """A fault whose message is meant for the person at the keyboard. `problems` holds every finding, in file
    order."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems: tuple[Problem, ...] = (
            (Problem(Place(""), "", problems),) if isinstance(problems, str) else tuple(problems)
        )
        super().__init__("\n".join(str(p).removeprefix(": ") for p in self.problems))

    @classmethod
    def of(cls, template: str, /, **facts: Fact) -> Self:
        """One finding without a place, which the surface may say in another language."""
        return cls([problem(Place(""), "", template, **facts)])

    @classmethod
    def at(cls, path: object, template: str, /, **facts: Fact) -> Self:
        """One finding about a whole file."""
        return cls([problem(Place(str(path)), "", template, **facts)])


class BadInput(ReminderError):
    """Input that cannot be used."""


class WrongUse(ReminderError):
    """The command line asks for something that cannot be meant."""

    exit_code = 2


class Refused(ReminderError):
    """The database or the clock is in a state in which going on would do harm."""

    exit_code = 3


class Unavailable(Refused):
    """The database cannot be used now: busy, full, or its server is gone. Nothing was changed; waiting may help."""


class AlreadyRunning(ReminderError):
    """Another daemon works on this database."""

    exit_code = 75
