"""Plan files → plans: phrases read, names resolved, every row with its place."""

from collections.abc import Mapping, Sequence

from reminder.core.catalogue import Obligation, Plan
from reminder.directory.agency import Cast
from reminder.directory.directory import Directory
from reminder.msgids import N_
from reminder.phrases import Reading, read
from reminder.rulefile.reading.findings import Findings, Source, like
from reminder.rulefile.reading.schema import PlanFile, ReportRow, TaskRow

Files = Sequence[tuple[Source, PlanFile]]
Path = tuple[str | int, ...]
_ODD = N_('"{phrase}" is odd: {problems}')
_FAULTY = N_(
    '"{phrase}" is not understood: {problems}; mend it if it was mistyped, else keep it as printed and add '
    'quiet = "reason": a person then gives the date'
)
_UNKNOWN = N_('"{name}" is not in the directory; add it there, or as an alias, or under outside = […]')
_UNKNOWN_NEAR = N_(
    '"{name}" is not in the directory — near: {near}; add it there, or as an alias, or under outside = […]'
)


def plans(files: Files, directory: Directory | None, findings: Findings) -> tuple[Plan, ...]:
    """The plans of all files, in their order. Without a directory — its own files are faulty — names are
    not judged."""
    found: dict[str, Plan] = {}
    for source, file in files:
        head = file.plan
        if head.id in found:
            findings.add(
                source, ("plan", "id"), N_('plan "{id}" stands at {where} too; give each its own id'),
                id=head.id, where=str(found[head.id].place),
            )  # fmt: skip
        plan = _Reader(source, file, directory, findings).plan()
        found.setdefault(head.id, plan)
    if not findings.faulty & {source.path for source, _ in files}:
        _compiled(files, findings)
    return tuple(found.values())


class _Reader:
    """Reads one plan file."""

    def __init__(
        self, source: Source, file: PlanFile, directory: Directory | None, findings: Findings
    ) -> None:
        self.source, self.file, self.findings = source, file, findings
        self.directory = directory
        self._readings: dict[str, Reading] = {}
        self._casts: dict[str, Cast] = {}
        known = [r.id for r in directory.registers] if directory else []
        if directory and file.plan.directory not in known:
            findings.add(
                source, ("plan", "directory"), N_('there is no directory "{id}"; known: {known}{like}'),
                id=file.plan.directory, like=like(file.plan.directory, known), known=", ".join(known) or "none",
            )  # fmt: skip
            self.directory = None

    def plan(self) -> Plan:
        head = self.file.plan
        if head.from_on and head.until_on and head.until_on < head.from_on:
            self.findings.add(self.source, ("plan", "until"), N_("until lies before from; swap them"))
        return Plan(
            id=head.id,
            directory=head.directory,
            number=head.number,
            title=head.title,
            issued_on=head.issued_on,
            issued_raw=head.issued,
            issuer=self._single(head.issuer, "issuer"),
            focal=self._single(head.focal, "focal"),
            obligations=tuple(self._obligations()),
            before=head.before,
            nonworking_due=head.nonworking_due,
            answers=head.answers,
            source=head.source,
            note=head.note,
            from_on=head.from_on,
            until_on=head.until_on,
            place=self.source.place("plan"),
        )

    def _obligations(self) -> list[Obligation]:
        found: dict[str, Obligation] = {}
        spelled: dict[str, str] = {}
        rows: list[tuple[Path, TaskRow | ReportRow]] = [
            *((("task", n), t) for n, t in enumerate(self.file.task)),
            *((("report", n), r) for n, r in enumerate(self.file.report)),
        ]
        for path, row in rows:
            if row.id in found:
                self.findings.add(
                    self.source, (*path, "id"), N_('row "{id}" stands at {where} too; a repeated number becomes {id}b'),
                    id=row.id, where=str(found[row.id].place),
                )  # fmt: skip
            twin = spelled.setdefault(row.id.casefold(), row.id)
            if twin != row.id:
                self.findings.add(
                    self.source, (*path, "id"),
                    N_('row "{id}" and row "{twin}" at {where} differ only in capital and small letters, which people '
                    'mistake for each other; give one of them another id, and was = ["its old id"] if it has been in '
                    "force"),
                    id=row.id, twin=twin, where=str(found[twin].place),
                )  # fmt: skip
            if row.from_on and row.until_on and row.until_on < row.from_on:
                self.findings.add(self.source, (*path, "until"), N_("until lies before from; swap them"))
            made = self._task(path, row) if isinstance(row, TaskRow) else self._report(path, row)
            found.setdefault(row.id, made)
        self._former(rows, found)
        if not rows:
            self.findings.add(
                self.source, ("plan",), N_("the plan asks for nothing; add a [[task]] or a [[report]]")
            )
        return list(found.values())

    def _former(
        self, rows: Sequence[tuple[Path, TaskRow | ReportRow]], found: Mapping[str, Obligation]
    ) -> None:
        """A former id belongs to one row, and to none that still bears it."""
        taken: dict[str, str] = {}
        for path, row in rows:
            for n, was in enumerate(row.was):
                if was in found:
                    template = N_('row "{id}" still stands at {where}; take one of the two out')
                    where = str(found[was].place)
                elif was in taken:
                    template, where = (
                        N_('row "{where}" says it was "{id}" too; leave it to one of them'),
                        taken[was],
                    )
                else:
                    taken[was] = row.id
                    continue
                self.findings.add(self.source, (*path, "was", n), template, id=was, where=where)

    def _task(self, path: Path, row: TaskRow) -> Obligation:
        return Obligation(
            id=f"{self.file.plan.id}/{row.id}",
            plan=self.file.plan.id,
            kind="task",
            title=row.title,
            phrase=row.timeframe,
            reading=self._read(path, "timeframe", row.timeframe, row.quiet),
            lead=self._cast(row.lead, path, "lead"),
            coordinators=self._cast(row.coordinators, path, "coordinators"),
            approver=self._cast(row.approver, path, "approver"),
            stt=row.stt,
            section=row.section,
            output=row.output,
            funding=row.funding,
            source=row.source,
            quote=row.quote,
            note=row.note,
            inherited=tuple(row.inherited),
            tags=tuple(row.tags),
            quiet=row.quiet,
            was=tuple(row.was),
            from_on=row.from_on,
            until_on=row.until_on,
            place=self.source.place(*path),
        )

    def _report(self, path: Path, row: ReportRow) -> Obligation:
        plan = self.file.plan.id
        return Obligation(
            id=f"{plan}/{row.id}",
            plan=plan,
            kind="report",
            title=row.title,
            phrase=row.schedule,
            reading=self._read(path, "schedule", row.schedule, row.quiet),
            lead=self._cast(row.owed_by, path, "owed_by"),
            to=self._cast(row.to, path, "to"),
            via=self._cast(row.via, path, "via"),
            section=row.section,
            source=row.source,
            quote=row.quote,
            note=row.note,
            compiles=tuple(full_id(plan, c) for c in row.compiles),
            tags=tuple(row.tags),
            quiet=row.quiet,
            was=tuple(row.was),
            from_on=row.from_on,
            until_on=row.until_on,
            place=self.source.place(*path),
        )

    def _read(self, path: Path, key: str, phrase: str, quiet: str) -> Reading:
        if not phrase:
            return Reading("", indeterminate=True)
        reading = self._readings.get(phrase)
        if reading is None:  # rows that print the same phrase share its reading
            reading = self._readings[phrase] = read(phrase, self.file.plan.issued_on)
        if reading.problems:
            usable = understood(reading)
            self.findings.add(
                self.source, (*path, key),
                _ODD if usable else _FAULTY,
                "warning" if usable or quiet else "error",
                phrase=phrase, problems=reading.faults,
            )  # fmt: skip
        return reading

    def _cast(self, raw: str, path: Path, key: str) -> Cast:
        if not raw or not self.directory:
            return Cast(raw)
        cast = self._casts.get(raw)
        if cast is None:
            cast = self.directory.resolve(raw, self.file.plan.issued_on, self.file.plan.directory)
            self._casts[raw] = cast
        for party in cast.parties:
            if party.kind == "unknown":
                near = _near(party.proposals, self.directory)
                template = _UNKNOWN_NEAR if near else _UNKNOWN
                self.findings.add(self.source, (*path, key), template, name=party.raw, near=near)
        return cast

    def _single(self, raw: str, key: str) -> str:
        cast = self._cast(raw, ("plan",), key)
        agencies = [p.id for p in cast.parties if p.kind == "agency"]
        unknown = any(p.kind == "unknown" for p in cast.parties)
        if raw and self.directory and not unknown and (len(agencies) != 1 or len(cast.parties) != 1):
            self.findings.add(
                self.source,
                ("plan", key),
                N_('"{name}" must be one agency; name the one that answers for the plan'),
                name=raw,
            )
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


def _near(proposals: tuple[tuple[str, int], ...], directory: Directory) -> str:
    def name(id_: str) -> str:
        return directory.group(id_).name if directory.is_group(id_) else directory.agency(id_).name

    return ", ".join(f"{name(id_)} ({score})" for id_, score in proposals)


def _compiled(files: Files, findings: Findings) -> None:
    """Every report that another gathers must exist, and no report gather itself by a detour."""
    rows = {full_id(f.plan.id, r.id): r for _, f in files for r in f.report}
    above = {id_: tuple(full_id(id_.split("/")[0], c) for c in r.compiles) for id_, r in rows.items()}
    for source, file in files:
        for n, report in enumerate(file.report):
            own = full_id(file.plan.id, report.id)
            for m, name in enumerate(report.compiles):
                id_ = full_id(file.plan.id, name)
                if id_ not in rows:
                    findings.add(
                        source, ("report", n, "compiles", m), N_('there is no report "{id}"{like}'), id=name,
                        like=like(id_, rows) or N_("; write its id, or plan/id for one of another plan"),
                    )  # fmt: skip
                elif own == id_ or own in _reached(id_, above):
                    findings.add(
                        source,
                        ("report", n, "compiles", m),
                        N_('"{id}" gathers this report in turn; drop one of the two'),
                        id=name,
                    )


def _reached(id_: str, above: dict[str, tuple[str, ...]]) -> frozenset[str]:
    seen: set[str] = set()
    open_ = [id_]
    while open_:
        for below in above.get(open_.pop(), ()):
            if below not in seen:
                seen.add(below)
                open_.append(below)
    return frozenset(seen)
