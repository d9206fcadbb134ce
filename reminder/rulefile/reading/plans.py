"""Plan files → plans: phrases read, names resolved, every row with its place."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reminder.core.catalogue import Obligation, Plan
from reminder.core.reckoning import Reckoned, printed_on, reckoned
from reminder.core.working_calendar import LAST, WorkingCalendar
from reminder.directory.agency import Cast
from reminder.directory.directory import Directory
from reminder.errors import Place
from reminder.phrases import DataPeriod, Reading, read, settled
from reminder.rulefile.reading.findings import FilePart, FindingLevel, Findings, like
from reminder.rulefile.reading.schema import PlanFile, ReportRow, TaskEntry, made
from reminder.rulefile.reading.strangers import Strangers
from reminder.rulefile.reading.unplaced import left_out, standing, unplaced
from reminder.translatable import N_

Files = Sequence[tuple[FilePart, PlanFile]]
_ODD = N_('"{phrase}" is odd: {problems}')
_FAULTY = N_(
    '"{phrase}" is not understood: {problems}; mend it if it was mistyped, else keep it as printed and add '
    'quiet = "reason": a person then gives the date'
)
_NO_CUTOFF = N_(
    '"{phrase}" does not say up to which day data are counted; write it as printed, for example "số liệu chốt đến ngày '
    '14/12" or "số liệu tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo"'
)
_NOT_ONLY_CUTOFF = N_(
    '"{phrase}" says when something is due beside up to which day data are counted; leave only the latter here, as in '
    '"số liệu chốt đến ngày 14/12", and write the deadline under schedule'
)
_NO_YEAR = N_(
    "neither a day of issue is printed, nor a year that is surely the plan's own; write issued_on = its day, or from = "
    "the day from which it is followed"
)
_NO_ISSUER = N_(
    '"{name}" is not one agency of the directory, so it is shown as printed and told of nothing; mend issuer if it '
    "should be, or name it under outside = […]"
)


def plans(
    files: Files, directory: Directory | None, calendar: WorkingCalendar, findings: Findings, *, judged: bool = False
) -> tuple[Plan, ...]:
    """The plans of all files, in their order. Without a directory — its own files are faulty — names are
    not judged. `judged`: reports that are gathered may stand in a plan that is not among these."""
    found: dict[str, Plan] = {}
    readings: dict[str, Reading] = {}
    instead = {id_: other for _, file in files for id_, other in left_out(file).items()}
    reports = {full_id(f.plan.id, r.id): "" for _, f in files for r in f.report}
    reports |= {id_: stands for id_ in reports if (stands := standing(id_, instead)) in reports}
    if judged:
        gathered = (full_id(f.plan.id, c) for _, f in files for r in f.report for c in r.compiles)
        reports |= {id_: "" for id_ in gathered if id_ not in reports}
    for whole, file in files:
        head = file.plan
        if head.id in found:
            template = N_('plan "{id}" stands at {where} too; give each its own id')
            whole.of("plan", "id").fault(template, id=head.id, where=str(found[head.id].place))
        found.setdefault(head.id, _Reader(whole, file, directory, calendar, readings, reports).plan())
    if not judged and not findings.faulty & {whole.source.path for whole, _ in files}:
        _compiled(files, reports)
    return tuple(found.values())


class _Reader:
    """Reads one plan file. `readings` are those of phrases that mean the same in every plan, `reports` the reports of
    every plan with the one that stands for each."""

    def __init__(
        self, whole: FilePart, file: PlanFile, directory: Directory | None, calendar: WorkingCalendar,
        readings: dict[str, Reading], reports: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.whole, self.file, self.directory, self.calendar = whole, file, directory, calendar
        self._readings, self._own, self._reports = readings, dict[str, Reading](), reports
        self._reckoned = self._reckon()
        known = [r.id for r in directory.registers] if directory else []
        if directory and file.plan.directory not in known:
            whole.of("plan", "directory").fault(
                N_('there is no directory "{id}"; known: {known}{like}'),
                id=file.plan.directory, like=like(file.plan.directory, known), known=", ".join(known) or "none",
            )  # fmt: skip
            self.directory = None
        self._strangers = Strangers(self.directory, self._reckoned.last) if self.directory else None

    def plan(self) -> Plan:
        head, at = self.file.plan, self.whole.of("plan")
        if head.from_on and head.until_on and head.until_on < head.from_on:
            at.of("until").fault(N_("until lies before from; swap them"))
        issuer, focal = self._issuer(head.issuer), self._focal(head.focal)
        found = made(
            Plan, head, issued_on=head.issued_on or printed_on(head.issued), issued_raw=head.issued,
            reckoned=self._reckoned, issuer=issuer, issuer_raw=head.issuer, focal=focal,
            obligations=tuple(self._obligations()), unplaced=unplaced(self.whole, self.file), place=at.place,
        )  # fmt: skip
        if self._strangers:
            self._strangers.tell()
        return found

    def _reckon(self) -> Reckoned:
        head = self.file.plan
        found = reckoned(head.issued_on, head.issued, head.number, head.title, self._undated(), head.from_on)
        if found is None:
            self.whole.of("plan").fault(_NO_YEAR)
        return found or Reckoned(LAST, LAST, LAST, "from")

    def _undated(self) -> Iterator[Reading]:
        """What the phrases say by themselves."""
        rows = [row.timeframe for row in self.file.task] + [row.schedule for row in self.file.report]
        return (read(phrase, None) for phrase in dict.fromkeys(rows) if phrase)

    def _obligations(self) -> list[Obligation]:
        found: dict[str, Obligation] = {}
        places: dict[str, Place] = {}
        spelled: dict[str, str] = {}
        out = left_out(self.file)
        rows: list[tuple[FilePart, TaskEntry | ReportRow]] = [
            *((self.whole.of("task", n), t) for n, t in enumerate(self.file.task)),
            *((self.whole.of("report", n), r) for n, r in enumerate(self.file.report)),
        ]
        for at, row in rows:
            if row.id in places:
                template = N_('row "{id}" stands at {where} too; a repeated number becomes {id}b')
                at.of("id").fault(template, id=row.id, where=str(places[row.id]))
            twin = spelled.setdefault(row.id.casefold(), row.id)
            if twin != row.id:
                at.of("id").fault(
                    N_('row "{id}" and row "{twin}" at {where} differ only in capital and small letters, which people '
                    'mistake for each other; give one of them another id, and was = ["its old id"] if it has been in '
                    "force"),
                    id=row.id, twin=twin, where=str(places[twin]),
                )  # fmt: skip
            if row.from_on and row.until_on and row.until_on < row.from_on:
                at.of("until").fault(N_("until lies before from; swap them"))
            places.setdefault(row.id, at.place)
            if full_id(self.file.plan.id, row.id) not in out:
                found.setdefault(row.id, self._obligation(at, row))
        self._former(rows, places)
        if not rows:
            self.whole.of("plan").fault(N_("the plan asks for nothing; add a [[task]] or a [[report]]"))
        return list(found.values())

    def _former(self, rows: Sequence[tuple[FilePart, TaskEntry | ReportRow]], places: Mapping[str, Place]) -> None:
        """A former id belongs to one row, and to none that still bears it."""
        taken: dict[str, str] = {}
        for at, row in rows:
            for n, was in enumerate(row.was):
                if was in places:
                    template = N_('row "{id}" still stands at {where}; take one of the two out')
                    where = str(places[was])
                elif was in taken:
                    template = N_('row "{where}" says it was "{id}" too; leave it to one of them')
                    where = taken[was]
                else:
                    taken[was] = row.id
                    continue
                at.of("was", n).fault(template, id=was, where=where)

    def _obligation(self, at: FilePart, row: TaskEntry | ReportRow) -> Obligation:
        plan, further = self.file.plan.id, dict[str, Any]()
        if isinstance(row, TaskEntry):
            kind, when, who = "task", "timeframe", ("lead", "coordinators", "approver")
        else:
            kind, when, who = "report", "schedule", ("owed_by", "to", "via")
            low = dict.fromkeys(self._reports.get(full_id(plan, name), full_id(plan, name)) for name in row.compiles)
            further["compiles"] = tuple(id_ for id_ in low if id_ and id_ != full_id(plan, row.id))
            further["data_period"] = self._data_period(at.of("cutoff"), row.cutoff)
        phrase = getattr(row, when)
        reading = self._read(at.of(when), phrase, row.quiet)
        cells = {key: self._cast(getattr(row, key), at.of(key), row.quiet) for key in who}
        casts = {"lead" if key == "owed_by" else key: cast for key, cast in cells.items()}
        return made(
            Obligation, row, id=full_id(plan, row.id), plan=plan, kind=kind, phrase=phrase, reading=reading,
            place=at.place, **casts, **further,
        )  # fmt: skip

    def _read(self, at: FilePart, phrase: str, quiet: str) -> Reading:
        if not phrase:
            return Reading("", indeterminate=True)
        reading = self._readings.get(phrase) or self._own.get(phrase)
        if reading is None:  # rows that print the same phrase share its reading
            reading = settled(read(phrase, self._reckoned.read_on), self.calendar)
            (self._own if reading.hangs_on_document else self._readings)[phrase] = reading
        if reading.problems:
            usable = understood(reading)
            # Where no year is surely its own, that is asked once of the plan, and stops nothing else.
            yearless = self._reckoned.read_on is None and reading.hangs_on_document
            level: FindingLevel = "warning" if usable or quiet or yearless else "error"
            at.fault(_ODD if usable else _FAULTY, level, phrase=phrase, problems=reading.odd)
        return reading

    def _data_period(self, at: FilePart, phrase: str) -> DataPeriod | None:
        """What a printed cut-off means; one that names no day, names a deadline too, or is not understood, is said."""
        if not phrase:
            return None
        reading = read(phrase, self._reckoned.read_on)
        found = reading.data_period
        if found is None or not found.ends or reading.unread:
            at.fault(_NO_CUTOFF, phrase=phrase)
        elif _dated(reading):
            at.fault(_NOT_ONLY_CUTOFF, phrase=phrase)
        elif odd := tuple(fault for fault in reading.odd if fault.code != "no_date"):  # of a cut-off nothing is due
            at.fault(_ODD, "warning", phrase=phrase, problems=odd)
        return found

    def _cast(self, raw: str, at: FilePart, quiet: str = "") -> Cast:
        """The names of a cell. What is not known stops nothing: it is warned of, and asked or left untold."""
        if not raw or not self.directory or not self._strangers:
            return Cast(raw)
        cast = self._resolved(self.directory, raw)
        for party in () if quiet else cast.parties:
            self._strangers.note(party, at)
        return cast

    def _resolved(self, directory: Directory, raw: str) -> Cast:
        plan = self.file.plan
        return directory.resolve(raw, self._reckoned.last, plan.directory, plan.issuer)

    def _issuer(self, raw: str) -> str:
        """The agency that issued the plan; "" where it is a body outside, or not one agency, and that is said."""
        if not self.directory:
            return ""
        parties = self.directory.resolve(raw, self._reckoned.last, self.file.plan.directory).parties
        if len(parties) == 1 and parties[0].kind == "agency":
            return parties[0].id
        if any(p.kind != "outside" for p in parties):
            self.whole.of("plan", "issuer").fault(_NO_ISSUER, "warning", name=raw)
        return ""

    def _focal(self, raw: str) -> str:
        at = self.whole.of("plan", "focal")
        cast = self._cast(raw, at)
        agencies = [p.id for p in cast.parties if p.kind == "agency"]
        beyond = ("unknown", "not-in-force")
        if raw and self.directory and not (len(cast.parties) == 1 and (agencies or cast.parties[0].kind in beyond)):
            at.fault(N_('"{name}" must be one agency; name the one that answers for the plan'), name=raw)
        return agencies[0] if len(agencies) == 1 else ""


def full_id(plan: str, row: str) -> str:
    """A row named in its own plan, or `plan/row` in any."""
    return row if "/" in row else f"{plan}/{row}"


def understood(reading: Reading) -> bool:
    """Whether anything can be done with the phrase without asking a person."""
    return bool(
        reading.end or reading.start or reading.windows or reading.recurrence or reading.relative
        or reading.open_ended or reading.indeterminate
    )  # fmt: skip


def _dated(reading: Reading) -> bool:
    """Whether a phrase says when something is due, begins or is over."""
    return bool(
        reading.start or reading.end or reading.windows or reading.series or reading.relative or reading.calendar_days
    )


def _compiled(files: Files, reports: Mapping[str, str]) -> None:
    """Every report that another gathers must exist, and no report gather itself by a detour."""
    rows = {full_id(f.plan.id, r.id): r for _, f in files for r in f.report}
    named = {id_: [full_id(id_.split("/")[0], c) for c in r.compiles] for id_, r in rows.items()}
    above = {id_: tuple(reports.get(low, low) for low in lows) for id_, lows in named.items()}
    for whole, file in files:
        for n, report in enumerate(file.report):
            own = full_id(file.plan.id, report.id)
            for m, name in enumerate(report.compiles):
                id_, at = full_id(file.plan.id, name), whole.of("report", n, "compiles", m)
                if id_ not in rows:
                    remedy = like(id_, rows) or N_("; write its id, or plan/id for one of another plan")
                    at.fault(N_('there is no report "{id}"{like}'), id=name, like=remedy)
                elif (id_ == own or reports[id_] != own) and own in _reached(reports[id_], above):
                    at.fault(N_('"{id}" gathers this report in turn; drop one of the two'), id=name)


def _reached(id_: str, above: Mapping[str, tuple[str, ...]]) -> list[str]:
    found = [id_]
    for each in found:
        found += [below for below in above.get(each, ()) if below not in found]
    return found
