"""Task tables → task rows, each cell as printed. What is blank, cut or misnumbered is said, not repaired."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from reminder.documents.blocks import Document, Note, Row, cited
from reminder.documents.bullets import to_roman, without_marks
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.tables import row_kinds, timeframes
from reminder.documents.tables.finding_tables import RowKind, RowOutcome, Segment, sort_blocks
from reminder.documents.tables.headers import TIMES, Field
from reminder.documents.tables.numbering import numbered
from reminder.documents.tables.row_cells import by_field, is_cut, joined, remarks, split_roles
from reminder.documents.tables.schedules import schedule_title, subject_column
from reminder.documents.tables.task_row import TaskRow
from reminder.documents.tables.timeframes import Columns, Timeframe

_INHERITED: tuple[Field, ...] = ("lead", "coordinators", "approver", "funding", "timeframe")
# What a task calls the cell that came from a column of another name.
_PART_OF: dict[Field, Field] = {"roles": "lead", "start": "timeframe", "end": "timeframe", "subject": "title"}
_SECTION = re.compile(r"^(?:([IVXL]{1,6})[.)]?|([A-ZĐ])[.)])\s+(\S.*)$", re.S)


@dataclass(frozen=True, slots=True)
class TablesRead:
    """The tasks of a document's tables in order, what was found about the tables as a whole, and what became of each
    row of a table that was not read as words: every one stands here once; blank rows are none."""

    tasks: tuple[TaskRow, ...]
    findings: tuple[Finding, ...]
    outcomes: tuple[RowOutcome, ...]


def read_tasks(document: Document) -> tuple[tuple[TaskRow, ...], tuple[Finding, ...]]:
    """Every row of every task table, in order, and what was found about the tables as a whole."""
    tables = read_tables(document)
    return tables.tasks, tables.findings


def read_tables(document: Document) -> TablesRead:
    """The tables of a document, every row accounted for."""
    apart = sort_blocks(document)
    findings = [*document.findings, *apart.findings]
    reading = _Reading(document.notes)
    for segment in apart.segments:
        if segment.headless and not segment.goes_on:
            named = ", ".join(name for name in segment.fields if name != "other")
            findings.append(found("header-lost", segment.rows[0].spot, columns=named))
        if segment.guessed:
            findings.append(found("guessed-cells", segment.rows[0].spot))
        reading.read(segment)
    findings += reading.findings
    if not reading.rows:
        findings.append(found("no-tasks"))
    rows = tuple(numbered(reading.rows, reading.labels))
    return TablesRead(rows, tuple(findings), (*apart.outcomes, *reading.outcomes))


@dataclass
class _Reading:
    """The state while rows are read: the sections we are in, the row above. `rows` have the number of their table."""

    notes: Sequence[Note]
    rows: list[tuple[TaskRow, int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    outcomes: list[RowOutcome] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    sections: list[tuple[str, str, str]] = field(default_factory=list)
    count: int = 0
    above: dict[Field, str] = field(default_factory=dict)
    inner: str = ""
    place: int = 0
    lacking: set[str] = field(default_factory=set)

    def read(self, segment: Segment) -> None:
        if not segment.goes_on:
            self.sections, self.count = [], 0
            self.labels.append(segment.caption.label)
        self.above, self.lacking = {}, set()
        columns = Columns(segment.fields, segment.heads, segment.above)
        for place, row in enumerate(segment.rows):
            after = segment.rows[place + 1] if place + 1 < len(segment.rows) else None
            kind = self._row(segment, columns, row, first=place == 0, after=after)
            self.outcomes.append(RowOutcome(row, kind))
        self.findings += (found(code, segment.rows[0].spot) for code in sorted(self.lacking))

    def _row(self, segment: Segment, columns: Columns, row: Row, *, first: bool, after: Row | None) -> RowKind:
        if row_kinds.counts_columns(row) or row.texts == segment.heads:
            return "header"
        words, number = row_kinds.only_words(row, segment.fields)
        if words and row_kinds.is_remark(words):
            self._remark(words)
            return "remark"
        if row_kinds.is_total(by_field(row, segment.fields)):
            self.findings.append(found("total-skipped", row.spot))
            return "total"
        if words and row_kinds.is_section(row, number, words, after):
            self._open(number, words)
            return "section"
        self._task(segment, columns, row, first=first, after=after)
        return "task"

    def _remark(self, words: str) -> None:
        if self.rows:
            last, table = self.rows[-1]
            self.rows[-1] = replace(last, note=joined(last.note, words.replace("\n", " "))), table

    def _open(self, number: str, words: str) -> None:
        """A section of the same kind closes its like and all below; one without number stands beside the last."""
        words = words.replace("\n", " ")
        words, _ = without_marks(words, self.markers)
        if not number and (match := _SECTION.match(words)):
            number, words = match[1] or match[2], match[3]
        number = number.strip(" .)")
        kind = row_kinds.kind_of_number(number) if number else (self.sections[-1][0] if self.sections else "roman")
        kinds = [k for k, _, _ in self.sections]
        if kind in kinds:
            self.sections = self.sections[: kinds.index(kind)]
        if not self.sections:
            self.count += 1
        part = number or (to_roman(self.count) if not self.sections else str(self.count))
        self.sections.append((kind, part, f"{number} {words}".strip()))
        self.above, self.inner = {}, ""

    def _task(self, segment: Segment, columns: Columns, row: Row, *, first: bool, after: Row | None) -> None:
        values = by_field(row, segment.fields)
        covered = {name: cell.covered for name, cell in zip(segment.fields, row.cells, strict=False)}
        findings: list[Finding] = []
        subject = None
        if "title" not in segment.fields:
            main = next((place for place, field in enumerate(segment.fields) if field in ("timeframe", "end")), None)
            subject = subject_column(
                columns, row.texts, titled=bool(schedule_title(columns, segment.caption, "", main))
            )
            values["title"] = self._title(segment, columns, row, subject, main)
        noted = self._without_marks(values, row.spot)
        lost = "title" in segment.fields and not values.get("title") and not covered.get("title")
        cut_start = first and not segment.goes_on and lost
        cut_end = after is None and is_cut(segment.fields, values, covered)
        unsure = (not segment.merges or row.first) and not (cut_end or cut_start)
        inherited = self._inherit(segment, row, values, covered, findings, unsure=unsure)
        stt = values.get("stt", "")
        if cut_start:
            findings.append(found("cut-start", row.spot))
            follows = after.cells[0].text.strip(" .)") if after is not None else ""
            if not stt and follows.isdigit() and int(follows) > 1:
                stt = str(int(follows) - 1)
                findings.append(found("number-inferred", row.spot, stt=stt))
        if cut_end:
            findings.append(found("cut-end", row.spot))
        self._leave(stt)
        self.place = self.place + 1 if "stt" not in segment.fields else 0
        self.above = {**self.above, **{f: v for f, v in values.items() if v or f not in _INHERITED}}
        lead, coordinators = values.get("lead", ""), values.get("coordinators", "")
        if roles := values.get("roles", ""):
            lead, coordinators = split_roles(roles, lead, coordinators)
        when, used = self._when(columns, row, values)
        if when.raw and "period" not in columns.fields and not any(map(values.get, TIMES)):
            inherited = (*inherited, "timeframe")
        stages = timeframes.stages(columns, row) if when.raw else []
        title = values.get("title", "")
        if not (cut_start or cut_end):
            findings += self._lacks(segment, row, title=title, lead=lead, timeframe=when.raw)
        task = TaskRow(
            stt=stt, section=" / ".join(words for _, _, words in self.sections), title=title,
            output=values.get("output", ""), lead_raw=lead, coordinators_raw=coordinators,
            approver_raw=values.get("approver", ""), funding_raw=values.get("funding", ""),
            timeframe_raw=when.raw, inherited=inherited, spot=row.spot,
            part=".".join(part for _, part, _ in self.sections),
            note=joined(remarks(columns, row, {subject, *stages, *used}, when.raw), noted),
            cut=cut_start or cut_end, place=self.place, findings=tuple(findings), timeframe_full=when.full,
        )  # fmt: skip
        table = len(self.labels) - 1
        self.rows.append((task, table))
        for place in stages:
            raw, full = timeframes.of_cell(columns, place, row.texts[place])
            named = f"{title} – {columns.heads[place]}".replace("\n", " ")
            if "title" not in segment.fields:
                named = self._title(segment, columns, row, subject, place)
            stage = replace(task, title=named, timeframe_raw=raw, timeframe_full=full, note="", inherited=("stt",))
            self.rows.append((replace(stage, findings=()), table))

    def _title(self, segment: Segment, columns: Columns, row: Row, subject: int | None, place: int | None) -> str:
        """The title of a row that prints none: it is the table's, and the head's of the time in column `place`."""
        words = "" if subject is None else row.texts[subject]
        if subject is not None and row.cells[subject].covered == "above":
            words = self.above.get("subject", "")
        self.above["subject"] = words
        return schedule_title(columns, segment.caption, words, place)

    @property
    def markers(self) -> set[str]:
        return {note.marker for note in self.notes}

    def _without_marks(self, values: dict[Field, str], spot: Spot) -> str:
        """Takes the footnote marks out of the values; the notes they cite, each once."""
        found: dict[str, None] = {}
        for name, text in list(values.items()):
            values[name], marked = without_marks(text, self.markers)
            found |= dict.fromkeys(marked)
        return "\n".join(cited(self.notes, marker, spot) for marker in found)

    def _inherit(
        self, segment: Segment, row: Row, values: dict[Field, str], covered: Mapping[Field, str],
        findings: list[Finding], *, unsure: bool,
    ) -> tuple[str, ...]:  # fmt: skip
        """Fills the blank cells that are part of a merged one above, or may be; the names of those filled."""
        merged = [name for name in segment.fields if covered.get(name) == "above"]
        fill = {*merged, *(_INHERITED if unsure else ())}
        blank = (name for name in dict.fromkeys(segment.fields) if self.above.get(name) and not values.get(name))
        inherited = tuple(name for name in blank if name in fill)
        values |= {name: self.above[name] for name in inherited}
        inherited = tuple(dict.fromkeys(_PART_OF.get(name, name) for name in inherited))
        if guessed := [name for name in inherited if name not in merged]:
            findings.append(found("blank-filled", row.spot, columns=", ".join(guessed)))
        return inherited

    def _when(self, columns: Columns, row: Row, values: Mapping[Field, str]) -> tuple[Timeframe, set[int]]:
        """When the row is due, and the columns whose words that takes up besides its own."""
        section = next((when for _, _, words in reversed(self.sections) if (when := timeframes.of_section(words))), "")
        if words := values.get("timeframe", ""):
            return timeframes.of_cell(columns, columns.fields.index("timeframe"), words, row, section), set()
        start, end = values.get("start", ""), values.get("end", "")
        if start or end:
            return timeframes.of_span(columns, start, end), set()
        if "period" in columns.fields:
            return timeframes.of_chart(columns, row)
        return Timeframe(section), set()

    def _lacks(self, segment: Segment, row: Row, **values: str) -> list[Finding]:
        """What the row does not say; what the table has no column for is said once for all its rows."""
        lacking = [name for name, value in values.items() if not value]
        columns = {
            "title": True, "lead": not {"lead", "roles"}.isdisjoint(segment.fields),
            "timeframe": Columns(segment.fields, segment.heads, segment.above).timed,
        }  # fmt: skip
        self.lacking |= {f"no-{name}-column" for name in lacking if not columns[name]}
        return [found(f"no-{name}", row.spot) for name in lacking if columns[name]]

    def _leave(self, stt: str) -> None:
        """ "2" after "1 a) b)" stands beside the group "1", not in it."""
        kind, plain = row_kinds.kind_of_number(stt), stt.strip(" .)")
        if self.sections and plain.isdigit() and self.inner not in ("", kind):
            outer, part, _ = self.sections[-1]
            if outer == kind and part.isdigit() and int(plain) == int(part) + 1:
                self.sections.pop()
                self.inner = ""
        self.inner = self.inner or kind
