"""Faults of rule files as values with a place: gathered over all files, told one line each."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from reminder.errors import Fact, Place, Problem, problem
from reminder.rulefile.reading.positions import Path, positions
from reminder.text_matching import near
from reminder.translatable import N_

FindingLevel = Literal["error", "warning"]
DAY_FIRST = N_("{typed} is not how a date is written here; write {iso}, year-month-day and without quotes")
_DAY = re.compile(
    r"(?P<key>[\w-]+)\s*=\s*(?P<typed>(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}))\s*(?:#|$)"
)


@dataclass(frozen=True)
class Source:
    """One file as read: `path` as messages name it, `data` as `tomllib` gives it."""

    path: str
    text: str
    data: dict[str, Any]

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        return positions(self.text)


@dataclass
class Findings:
    """What has been found so far, in the order of finding."""

    problems: list[Problem] = field(default_factory=list)

    def at(self, place: Place, key: str, template: str, level: FindingLevel = "error", /, **facts: Fact) -> None:
        """Note a fault at a place."""
        self.problems.append(problem(place, key, template, level, **facts))

    def of(self, level: FindingLevel) -> tuple[Problem, ...]:
        """The findings of one level, by file and line."""
        found = (p for p in self.problems if p.level == level)
        return tuple(sorted(found, key=lambda p: (p.place.path, p.place.line)))

    @property
    def faulty(self) -> frozenset[str]:
        """The paths of the files with errors: what rests on them is not judged, lest one slip make ten lines."""
        return frozenset(p.place.path for p in self.problems if p.level == "error")


@dataclass(frozen=True, slots=True)
class FilePart:
    """A part of a file, the whole at first: what is found wrong there is noted with its place."""

    source: Source
    findings: Findings
    path: Path = ()

    def of(self, *path: str | int) -> "FilePart":
        """The part at this key below."""
        return FilePart(self.source, self.findings, (*self.path, *path))

    @property
    def place(self) -> Place:
        """Where its key stands; where it is missing, the table that should hold it."""
        path, lines = self.path, self.source.lines
        while path and path not in lines:
            path = path[:-1]
        return Place(self.source.path, lines[path] if path else 0)

    @property
    def key(self) -> str:
        """The path in words: `task[I.2].lead`, `rule[report].ladder[d5].at`; rows by id where they have one."""
        words = ""
        at: Any = self.source.data
        for step in self.path:
            try:
                at = at[step]
            except (LookupError, TypeError):
                at = {}
            if isinstance(step, int):
                words += f"[{at.get('id', step + 1) if isinstance(at, dict) else step + 1}]"
            else:
                words += f".{step}" if words else step
        return words

    def fault(self, template: str, level: FindingLevel = "error", /, **facts: Fact) -> None:
        """Note a fault here."""
        self.findings.at(self.place, self.key, template, level, **facts)


def parse(path: str, text: str, findings: Findings) -> FilePart | None:
    """The file's data, or None with the reason found."""
    try:
        return FilePart(Source(path, text, tomllib.loads(text)), findings)
    except tomllib.TOMLDecodeError as fault:
        words, _, where = str(fault).rpartition(" (at ")
        line = int(where.split()[1].rstrip(",")) if where.startswith("line ") else len(text.splitlines())
        if day := _DAY.search("".join(text.splitlines()[line - 1 : line])):
            findings.at(Place(path, line), day["key"], DAY_FIRST, **_day(day))
            return None
        findings.at(
            Place(path, max(1, line)),
            "",
            N_("not valid TOML: {fault}; text stands in quotes, a date as 2026-12-15, each key once"),
            fault=(words or str(fault)).replace("{", "(").replace("}", ")"),
        )
    except (RecursionError, ValueError):
        findings.at(Place(path), "", N_("not valid TOML: nested too deep or a number too long"))
    return None


def day_first(typed: str) -> dict[str, str] | None:
    """The facts of `DAY_FIRST` where somebody typed a date as it is written on paper."""
    match = _DAY.search(f"x = {typed}")
    return _day(match) if match else None


def _day(match: re.Match[str]) -> dict[str, str]:
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    return {"typed": match["typed"], "iso": f"{year}-{month:02}-{day:02}"}


def like(word: str, known: Iterable[str]) -> str:
    """The remedy for a misspelt word: ` — did you mean "lead"?`, or "" when nothing is near."""
    close = near(word, known)
    return f' — did you mean "{close[0]}"?' if close else ""
