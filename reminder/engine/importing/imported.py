"""What an import understood of a document, as values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from reminder.core.reckoning import Reckoned
from reminder.directory.agency import Cast
from reminder.documents import DutyRow, Head, TaskRow
from reminder.documents.accounting import Printed
from reminder.documents.blocks import Scan
from reminder.documents.finding import Finding, Spot
from reminder.errors import Problem
from reminder.phrases import Reading

DASH = re.compile(r"[-–—.]*")


@dataclass(frozen=True)
class ImportedTask:
    """A table row under its id, with what its names and its timeframe mean."""

    id: str
    row: TaskRow
    lead: Cast
    coordinators: Cast
    approver: Cast
    timeframe: Reading
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ImportedDuty:
    """A duty out of the sentences. `compiles` are the ids of the reports it gathers."""

    id: str
    row: DutyRow
    title: str
    owed_by: Cast
    to: Cast
    via: Cast
    schedule: Reading
    compiles: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Assumed:
    """What stands in for something the document does not print: the key of the plan file, its value, and why, with the
    place of the gap."""

    key: str
    value: str
    why: Finding


@dataclass(frozen=True)
class Imported:
    """A document understood. Its phrases are read and its series start by `reckoned`; `assumed` is what the document
    does not print, `settled` how many remarks a person has answered in the plan file. `background` and `unplaced` are
    the words of time that are in no row and no duty; `scans` are pages whose words were recognised in an image;
    `labels` are the printed numbers under which paragraphs stand."""

    path: str
    plan: str
    register: str
    head: Head
    reckoned: Reckoned
    focal: str
    tasks: tuple[ImportedTask, ...]
    duties: tuple[ImportedDuty, ...]
    findings: tuple[Finding, ...]
    unknown: tuple[str, ...]
    background: tuple[Printed, ...] = ()
    unplaced: tuple[Printed, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    scans: tuple[Scan, ...] = ()
    settled: int = 0
    labels: Mapping[Spot, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The printed title, else the file's name."""
        return self.head.title or Path(self.path).stem

    @property
    def issuer(self) -> str:
        """Who issued it as printed, else the body that most plans are of."""
        return self.head.issuer or "UBND tỉnh"

    def titles(self) -> Iterator[tuple[str, str]]:
        """Each row's id with what is to be done."""
        yield from ((task.id, task.row.title) for task in self.tasks)
        yield from ((duty.id, duty.title) for duty in self.duties)

    def problems(self, lang: str = "en") -> tuple[Problem, ...]:
        """Everything a person should look at, in the order of the document."""
        return tuple(f.problem(self.path, key, lang) for f, key in self.every_finding())

    def every_finding(self) -> list[tuple[Finding, str]]:
        """The findings of the whole, and of each row with its id."""
        found_all = [(f, "") for f in self.findings]
        found_all += [(f, t.id) for t in self.tasks for f in t.findings]
        return found_all + [(f, d.id) for d in self.duties for f in d.findings]


def asked(row: DutyRow) -> str:
    """A request stays one when the heading that made it is left behind: such a body is only asked."""
    if row.asked and row.owed_by_raw and not re.match(r"\s*(kính )?(đề nghị|mời)", row.owed_by_raw, re.I):
        return f"Đề nghị {row.owed_by_raw}"
    return row.owed_by_raw
