"""What an import assumes because the document does not print it, with what that costs, for the review."""

from collections.abc import Iterator
from dataclasses import replace

from reminder.documents.accounting import short
from reminder.documents.finding import Spot, found
from reminder.engine.importing.imported import Assumed, Imported
from reminder.phrases import Reading
from reminder.words.assumed_days import assumed_facts

_SHOWN = 40  # letters of the title of a row that rests on an assumption


def with_assumptions(imported: Imported) -> Imported:
    """The import with what it assumes. The remark that the day of issue is not printed is said with the rows that rest
    on what stands in for it."""
    day, findings = imported.reckoned, imported.findings
    if day.missing:
        titles = dict(imported.titles())
        resting = [id_ for id_, _, reading, _ in _readings(imported) if day.carries(reading)]
        rows = [f"“{short(titles[id_], _SHOWN)}” ({id_})" for id_ in resting]
        facts = assumed_facts(day, rows)
        findings = tuple(
            found(f"plan-without-{day.missing}", f.spot, **facts) if f.code == "no-issue-day" else f for f in findings
        )
    imported = replace(imported, findings=findings)
    return replace(imported, assumed=(*_of_head(imported), *_of_rows(imported)))


def _of_head(imported: Imported) -> Iterator[Assumed]:
    remarks, day = {f.code: f for f in imported.findings}, imported.reckoned
    for code, key, value in (
        ("plan-without-from", "from", day.first.isoformat()),
        *((f"plan-without-{missing}", "issued_on", day.on.isoformat()) for missing in ("day", "month", "year")),
        ("no-plan-title", "title", imported.title),
        ("no-issuer", "issuer", imported.issuer),
        ("issuer-of-text", "issuer", imported.issuer),
    ):
        if code in remarks:
            yield Assumed(key, value, remarks[code])


def _of_rows(imported: Imported) -> Iterator[Assumed]:
    """The years that phrases take from the plan."""
    for id_, key, reading, spot in _readings(imported):
        years = dict.fromkeys(fault.note for fault in reading.faults if fault.code == "year_from_document")
        if years:
            yield Assumed(f"{id_}.{key}", ", ".join(years), found("year-of-plan", spot, phrase=reading.raw))


def _readings(imported: Imported) -> Iterator[tuple[str, str, Reading, Spot]]:
    for task in imported.tasks:
        yield task.id, "timeframe", task.timeframe, task.row.spot
    for duty in imported.duties:
        yield duty.id, "timeframe" if duty.row.kind == "task" else "schedule", duty.schedule, duty.row.spot
