"""A draft plan as the rules look at it: its rows and its duties alike, with the calendar its days are held against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from reminder.core.deadline import last_day
from reminder.core.working_calendar import WorkingCalendar
from reminder.directory.agency import Cast
from reminder.documents import Head
from reminder.documents.finding import Finding, Spot
from reminder.engine.importing.imported import DASH, Imported, ImportedDuty, ImportedTask
from reminder.phrases import Bound, Reading
from reminder.text_matching import folded

_REPORT: Final = re.compile(r"(?:(?:tong hop|dinh ky|xay dung|gui),? (?:va )?)*bao cao\b")
_ON_REQUEST: Final = re.compile(
    r"theo (?:dung )?quy dinh|dot xuat"
    r"|theo yeu cau|theo chi dao|theo y kien|theo huong dan|phat sinh|\bkhi\b|\bsau\b|\bngay\b"
    r"|\bso \d+|\d+/[a-z]"
)


@dataclass(frozen=True)
class Item:
    """A row of a task table, or a duty out of the sentences. `label` is its number as the draft prints it, "" where it
    has none; `phrase` and `quote` are the words that say when and what, as printed; `named` are all its cells of names,
    the owner's first. `output` is None where nothing has a place for one."""

    id: str
    kind: Literal["task", "report", "plan", "submission"]
    row: bool
    label: str
    spot: Spot
    title: str
    quote: str
    phrase: str
    reading: Reading
    named: tuple[Cast, ...]
    findings: tuple[Finding, ...]
    output: str | None = None
    compiles: tuple[str, ...] = ()

    @property
    def lead(self) -> Cast:
        return self.named[0]

    @property
    def about(self) -> str:
        """What the draft says of it, as printed."""
        return self.title if self.row else self.quote

    @property
    def plain(self) -> str:
        """Its title in small letters without marks."""
        return folded(self.title)

    @property
    def on_request(self) -> bool:
        """It is done when it is asked for, or when a document it names says."""
        return bool(self.reading.indeterminate and _ON_REQUEST.search(folded(self.phrase)))

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """From the first to the last day of its time, a deadline being a day; None where the time has no such ends."""
        return span(self.reading)

    def codes(self, *codes: str) -> Iterator[Finding]:
        """What the import found of these kinds, each once."""
        seen = set[tuple[object, ...]]()
        for finding in self.findings:
            if finding.code in codes and (key := (finding.code, finding.facts)) not in seen:
                seen.add(key)
                yield finding


@dataclass(frozen=True)
class Draft:
    """A draft understood."""

    imported: Imported
    calendar: WorkingCalendar

    @property
    def head(self) -> Head:
        return self.imported.head

    @property
    def first_on(self) -> date | None:
        """The first day the draft can be of; None where it prints no year of its own."""
        day = self.imported.reckoned
        return None if day.missing in ("year", "from") else day.first

    @property
    def since(self) -> date:
        """From when what recurs is looked at."""
        return self.imported.reckoned.first

    @cached_property
    def items(self) -> tuple[Item, ...]:
        return (*map(_duty, self.imported.duties), *self._rows())

    @cached_property
    def rows(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.row)

    @cached_property
    def duties(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if not item.row)

    @cached_property
    def untimed(self) -> tuple[Item, ...]:
        """Reports that the text orders without saying when."""
        told = [(f.spot, dict(f.facts)) for f in self.imported.findings if f.code == "undated" and f.spot]
        return tuple(_sentence(spot, str(facts["words"])) for spot, facts in told)

    @cached_property
    def half_dated(self) -> tuple[Item, ...]:
        """Sentences with a date that is left blank in part."""
        return tuple(_sentence(p.spot, p.text, p.words) for p in self.imported.unplaced if p.why == "blank")

    def _rows(self) -> Iterator[Item]:
        tables = [_table(task.row.spot) for task in self.imported.tasks]
        with_output = {t for t, task in zip(tables, self.imported.tasks, strict=True) if task.row.output.strip()}
        labels = [_number(task) for task in self.imported.tasks]
        for table, label, task in zip(tables, labels, self.imported.tasks, strict=True):
            # A number that stands in two tables tells no place.
            yield _row(task, label if labels.count(label) == 1 else "", has_output=table in with_output)


def span(reading: Reading) -> tuple[date, date] | None:
    """From the first to the last day that a reading without fault names; None for a series and for what has no end."""
    if reading.recurrence or reading.open_ended or not reading.end or any(f.code in HARD for f in reading.faults):
        return None
    # "Trước 15 giờ ngày 21/7" leaves the morning of that day.
    last = reading.end if reading.at else last_day(reading.end, reading.bound or Bound.BY)
    starts = [start for w in reading.windows if (start := w.start or w.end)]
    return min([*starts, reading.start or last, last]), last


HARD: Final = frozenset({"backwards", "no_such_date", "no_such_period", "unread", "no_date", "which_counts"})


def blank(text: str) -> bool:
    """Nothing is written, or a dash."""
    return not DASH.sub("", text.strip())


def _number(task: ImportedTask) -> str:
    """The row's number as the draft prints it, its section's first; "" where it prints none."""
    printed = task.row.stt.strip(" .)")
    lettered = re.fullmatch(rf"(.*{re.escape(printed)})[a-z]+", task.id)  # so that ids differ
    return (lettered[1] if lettered else task.id) if printed else ""


def _row(task: ImportedTask, label: str, *, has_output: bool) -> Item:
    row = task.row
    kind: Literal["task", "report"] = "report" if _REPORT.match(folded(row.title)) else "task"
    return Item(
        task.id, kind, True, label, row.spot, row.title, row.title, task.timeframe.raw,
        task.timeframe, (task.lead, task.coordinators, task.approver), task.findings,
        row.output if has_output else None,
    )  # fmt: skip


def _duty(duty: ImportedDuty) -> Item:
    row = duty.row
    return Item(
        duty.id, row.kind, False, row.numbered, row.spot, duty.title, row.quote, row.schedule_raw, duty.schedule,
        (duty.owed_by, duty.to, duty.via), duty.findings, None, duty.compiles,
    )  # fmt: skip


def _sentence(spot: Spot, text: str, phrase: str = "") -> Item:
    """A sentence that the import made no duty of."""
    return Item("", "report", False, "", spot, text, text, phrase, Reading("", indeterminate=True), (Cast(),), ())


def _table(spot: Spot) -> str:
    """Which table a row stands in, as far as its place tells."""
    return spot.at.rpartition("!")[0] if spot.kind == "cell" else spot.at
