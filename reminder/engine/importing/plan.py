"""`reminder import`: a document's rows and duties, joined with what names and phrases mean."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from reminder.core.reckoning import Reckoned, reckoned
from reminder.directory.agency import Cast
from reminder.directory.directory import Directory
from reminder.directory.spelling import key
from reminder.documents import Document, DutyRow, Head, TaskRow, read_document, read_duties, read_head, read_tables
from reminder.documents.accounting import Printed, open_questions
from reminder.documents.blocks import visible
from reminder.documents.finding import Finding, found
from reminder.documents.narrative.sameness import like_row, likenesses, may_be_one, said_once
from reminder.documents.narrative.titles import duty_title
from reminder.documents.tables.printed_times import printed_times
from reminder.engine.importing.another_document import doubts
from reminder.engine.importing.answers import NONE, Answers
from reminder.engine.importing.assumptions import with_assumptions
from reminder.engine.importing.cut_names import at_known_ends
from reminder.engine.importing.imported import DASH, Imported, ImportedDuty, ImportedTask, asked
from reminder.engine.importing.outline_labels import outline_labels
from reminder.engine.importing.scanned import with_questions
from reminder.phrases import Reading, read
from reminder.rulefile.writing.free_ids import FreeIds
from reminder.text_matching import slug
from reminder.words.typed_days import TypedDay

_FREQUENCIES = {
    "yearly": "annual", "quarterly": "quarterly", "half_yearly": "half-year", "monthly": "monthly", "weekly": "weekly",
    "every_n_years": "years",
}  # fmt: skip


def import_plan(
    path: Path, directory: Directory, today: date, *, register: str = "", plan: str = "",
    progress: Callable[[int, int], None] | None = None, answers: Answers = NONE,
) -> Imported:  # fmt: skip
    """Reads whatever `read_document` does. `register` is the province whose names count (the only one, if there is
    one; without any, names stay as printed); `plan` the id wanted; `today` is the day from which a plan is
    followed that names no year of its own; `answers` is what a person wrote into its plan file before.

    Raises Unreadable (a BadInput) with one sentence when the file cannot be read.
    """
    document = read_document(path, progress)
    head = read_head(document)
    tables = read_tables(document)
    rows, table_findings = tables.tasks, tables.findings
    told = read_duties(document, _earliest(head, answers), head.title)
    duties, duty_findings = said_once(told.duties), tuple(told.findings)
    if duties:  # a plan that only has sentences needs no table
        table_findings = tuple(f for f in table_findings if f.code != "no-tasks")
    day = _reckoned(head, rows, duties, answers) or Reckoned(today - timedelta(1), today, today, "from")
    register = register or _register(directory, document)
    join = _Join(directory, register, day, head.issuer)
    rows, duties, asked_of = _linked(rows, duties)
    tasks = tuple(join.tasks(rows))
    joined = tuple(join.duties(duties))
    printed = (*printed_times(tables.outcomes), *told.printed)
    open_ = (one for one in open_questions(printed) if not _noted(one, rows))
    unplaced = (*open_, *_alike(tasks, joined, asked_of))
    imported = Imported(
        path=visible(str(path)), plan=plan or _plan_id(head, register, directory, day, path.stem),
        register=register, head=head, reckoned=day, focal=_focal(told.focal, duties), tasks=tasks,
        duties=_compiling(joined),
        findings=(*head.findings, *doubts(head, path.stem, directory), *table_findings, *duty_findings),
        unknown=tuple(dict.fromkeys(join.unknown)),
        background=tuple(one for one in printed if one.where == "background"), unplaced=unplaced,
        labels=outline_labels(document),
    )  # fmt: skip
    still = answers.still_open(imported.findings, imported.title, imported.issuer)
    settled = len(imported.findings) - len(still)
    return with_questions(with_assumptions(replace(imported, findings=still, settled=settled)), document)


def _earliest(head: Head, answers: Answers) -> date | None:
    """The first day that the document can be of, by its line of date; None where that names no year."""
    day = reckoned(head.issued_on or answers.issued_on, head.issued, "", "", ())
    return day.first if day else None


def _reckoned(head: Head, rows: Sequence[TaskRow], duties: Sequence[DutyRow], answers: Answers) -> Reckoned | None:
    phrases = dict.fromkeys([*(r.timeframe_raw for r in rows), *(d.schedule_raw for d in duties)])
    alone = (read(phrase, None) for phrase in phrases if phrase)
    issued_on = head.issued_on or answers.issued_on
    return reckoned(issued_on, head.issued, head.number, head.title, alone, answers.from_on)


@dataclass
class _Join:
    directory: Directory
    register: str
    day: Reckoned
    issuer: str
    unknown: list[str] = field(default_factory=list)
    ids: FreeIds = field(default_factory=FreeIds)

    def tasks(self, rows: Sequence[TaskRow]) -> Iterator[ImportedTask]:
        last = ""
        for row in rows:
            last = id_ = self.ids.take(_task_id(row, last))
            findings = list(row.findings)
            lead, coordinators, approver = (
                self._cast(raw, row, findings) for raw in (row.lead_raw, row.coordinators_raw, row.approver_raw)
            )
            timeframe = self._read(row.timeframe, row, findings)
            yield ImportedTask(id_, row, lead, coordinators, approver, timeframe, tuple(findings))

    def duties(self, rows: Sequence[DutyRow]) -> Iterator[ImportedDuty]:
        for row in map(self._ended, rows):
            findings = list(row.findings)
            schedule = self._read(row.schedule_raw, row, findings)
            id_ = self.ids.take(_duty_id(row, schedule))
            owed_by = self._cast(asked(row), row, findings)
            to, via = self._cast(row.to_raw, row, findings), self._cast(row.via_raw, row, findings)
            yield ImportedDuty(id_, row, duty_title(row), owed_by, to, via, schedule, (), tuple(findings))

    def _cast(self, raw: str, row: TaskRow | DutyRow, findings: list[Finding]) -> Cast:
        if not raw or DASH.fullmatch(raw) or not self.register:
            return Cast(raw)
        cast = self._resolved(raw)
        for party in cast.parties:
            if party.kind == "unknown":
                self.unknown.append(party.raw)
                near = "; ".join(self.directory.name(id_) for id_, _ in party.proposals)
                code = "unknown-near" if near else "unknown"
                findings.append(found(code, row.spot, name=party.raw, near=near))
            elif party.kind == "not-in-force" and (why := self.directory.out_of_force(party.id, self.day.last)):
                findings.append(
                    found("other-days", row.spot, name=party.raw, day=(TypedDay(self.day.last),), why=(why,))
                )
            elif any(s.share == "split" for s in party.via):
                findings.append(found("split", row.spot, name=party.raw, basis=party.via[-1].basis))
            elif party.via:
                heir = self.directory.name(party.id)
                findings.append(found("succession", row.spot, name=party.raw, heir=heir, basis=party.via[-1].basis))
        return cast

    def _resolved(self, raw: str) -> Cast:
        return self.directory.resolve(raw, self.day.last, self.register, self.issuer)

    def _ended(self, row: DutyRow) -> DutyRow:
        if not self.register:
            return row
        owed_by, to, via = (at_known_ends(raw, self._resolved) for raw in (row.owed_by_raw, row.to_raw, row.via_raw))
        return replace(row, owed_by_raw=owed_by, to_raw=to, via_raw=via)

    def _read(self, raw: str, row: TaskRow | DutyRow, findings: list[Finding]) -> Reading:
        if not raw:
            return Reading("", indeterminate=True)
        reading = read(raw, self.day.read_on)
        if reading.problems:
            findings.append(found("phrase", row.spot, phrase=raw, odd=reading.odd))
        return reading


def _task_id(row: TaskRow, last: str) -> str:
    """`II.3`: section and number as printed; without a number, the id of the row before, to be lettered."""
    stt = re.sub(r"(?<=\d)[-–/](?=\d)", ".", row.stt)
    stt = re.sub(r"[^0-9A-Za-zĐđ.]", "", stt).strip(".")
    stt = re.sub(r"\.{2,}", ".", stt)
    if row.place:
        stt = str(row.place)
    if not stt:
        return last or (f"{row.part}.1" if row.part else "1")
    outer, _, group = row.part.rpartition(".")
    if group and stt.startswith(f"{group}."):
        # "1.2" in the group "1" says its group already.
        return f"{outer}.{stt}" if outer else stt
    return f"{row.part}.{stt}" if row.part else stt


def _duty_id(row: DutyRow, schedule: Reading) -> str:
    if row.kind == "task":
        return re.sub(r"[^0-9A-Za-zĐđ.]", "", row.label).strip(".") or "task"
    if schedule.recurrence is None:
        return row.kind
    often = _FREQUENCIES[schedule.recurrence.freq]
    if often == "annual":
        # Two dates a year and four are named by what they amount to.
        often = {2: "half-year", 4: "quarterly"}.get(schedule.recurrence.n, often)
    return f"{row.kind}-{often}"


def _linked(
    rows: Sequence[TaskRow], duties: Sequence[DutyRow]
) -> tuple[tuple[TaskRow, ...], tuple[DutyRow, ...], list[tuple[DutyRow, int]]]:
    """What the sentences say again of a table's row in its words is noted there, not listed twice; what only looks like
    a row is a question, with the place of the row. What another body is told is a duty of its own."""
    linked = list(rows)
    kept: list[DutyRow] = []
    asked_of: list[tuple[DutyRow, int]] = []
    for duty in duties:
        near = [
            place
            for place, row in enumerate(linked)
            if duty.kind == "task"
            and like_row(row.title, row.timeframe_raw, duty.title, duty.schedule_raw)
            and may_be_one(row.lead_raw, duty.owed_by_raw)
        ]
        same = [place for place in near if key(linked[place].title) == key(duty_title(duty))]
        for place in same:
            remark = found("said-again", duty.spot, words=duty.title[:80])
            linked[place] = replace(linked[place], findings=(*linked[place].findings, remark))
        if not near:
            kept.append(duty)
        elif not same:
            asked_of.append((duty, near[0]))
    return tuple(linked), tuple(kept), asked_of


def _noted(one: Printed, rows: Sequence[TaskRow]) -> bool:
    """A footnote's words stand in the row that it is a note of, and are no question of their own."""
    return one.spot.kind == "note" and any(one.text in " ".join(row.note.split()) for row in rows)


def _alike(
    tasks: Sequence[ImportedTask], duties: Sequence[ImportedDuty], asked_of: Sequence[tuple[DutyRow, int]]
) -> Iterator[Printed]:
    """A question for each duty that looks like an earlier one, or like a row of a table."""
    for duty, place in asked_of:
        yield Printed(duty.spot, duty.quote, duty.schedule_raw, "unplaced", "like-row", like=tasks[place].id)
    for late, early in likenesses([duty.row for duty in duties]):
        row = duties[late].row
        yield Printed(row.spot, row.quote, row.schedule_raw, "unplaced", "like", duties[late].id, duties[early].id)


def _compiling(duties: Sequence[ImportedDuty]) -> tuple[ImportedDuty, ...]:
    """A report of the body through which another report goes gathers that one."""
    owners = [_ids(duty.owed_by) for duty in duties]
    through: dict[str, list[int]] = {}
    for place, duty in enumerate(duties):
        if duty.row.kind == "report":
            for id_ in _ids(duty.via) or _ids(duty.to):
                through.setdefault(id_, []).append(place)
    out: list[ImportedDuty] = []
    for place, duty in enumerate(duties):
        gathers = duty.row.kind == "report" and len(duty.owed_by.parties) < 2
        others = sorted({other for id_ in owners[place] for other in through.get(id_, ())}) if gathers else ()
        gathered = tuple(duties[other].id for other in others if not owners[place] & owners[other])
        out.append(replace(duty, compiles=gathered) if gathers else duty)
    return tuple(out)


def _ids(cast: Cast) -> set[str]:
    return {p.id or p.raw.casefold() for p in cast.parties} or ({cast.raw.casefold()} if cast.raw else set())


def _register(directory: Directory, document: Document) -> str:
    """The only register; of several, the one whose province the document names most."""
    if not directory.registers:
        return ""
    if len(directory.registers) == 1:
        return directory.registers[0].id
    words = " ".join(
        block.text if hasattr(block, "text") else " ".join(t for row in block.rows for t in row.texts)
        for block in document.blocks
    ).casefold()
    counts = {r.id: words.count(r.name.casefold()) for r in directory.registers}
    best = max(counts, key=lambda id_: counts[id_])
    return best if counts[best] else ""


def _plan_id(head: Head, register: str, directory: Directory, day: Reckoned, stem: str) -> str:
    """`tn-125-2025`: the province's letters as its agencies' ids have them, number, year."""
    initials = "".join(word[0] for word in register.split("-") if word)
    if register:
        prefixes = Counter(a.id.split("-")[0] for a in directory.register(register).agencies)
        initials = prefixes.most_common(1)[0][0] if prefixes else initials
    number = re.match(r"\d+", head.number)
    if not number:
        return slug(stem)[:60].strip("-") or "plan"
    return "-".join(part for part in (initials, number[0], str(day.last.year)) if part)


def _focal(told: str, duties: Sequence[DutyRow]) -> str:
    """The agency reports go through, else the one told to follow the plan."""
    through = Counter(d.via_raw for d in duties if d.via_raw and not re.match(r"(UBND|Ủy ban|Uỷ ban)", d.via_raw))
    return through.most_common(1)[0][0] if through else told
