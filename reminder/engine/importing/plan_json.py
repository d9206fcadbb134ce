"""What `reminder import --format json` prints."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from reminder.directory.agency import Cast, Party
from reminder.documents import Spot
from reminder.documents.finding import Finding, say_spot
from reminder.engine.importing.imported import Imported, ImportedDuty, ImportedTask
from reminder.phrases import Reading
from reminder.phrases.jsonform import as_json as reading_json


def as_json(imported: Imported, lang: str) -> dict[str, Any]:
    """Ids are full (`tn-125-2025/II.3`); `line` is a number in a text file, else page, row or cell in words."""
    head = imported.head
    return {
        "plan": {
            "id": imported.plan,
            "directory": imported.register,
            "number": head.number,
            "issued": head.issued,
            "issued_on": imported.issued_on.isoformat(),
            "title": head.title,
            "issuer": head.issuer,
            "focal": imported.focal,
        },
        "tasks": [_task(imported, task, lang) for task in imported.tasks],
        "reports": [_duty(imported, duty, lang) for duty in imported.duties],
        "problems": [str(problem) for problem in imported.problems(lang)],
    }


def _task(imported: Imported, task: ImportedTask, lang: str) -> dict[str, Any]:
    row = task.row
    return {
        "id": f"{imported.plan}/{task.id}",
        "stt": row.stt,
        "section": row.section,
        "title": row.title,
        "output": row.output,
        "lead_raw": row.lead_raw,
        "coordinators_raw": row.coordinators_raw,
        "approver_raw": row.approver_raw,
        "funding_raw": row.funding_raw,
        "timeframe_raw": row.timeframe_raw,
        "lead": _cast(task.lead),
        "coordinators": _cast(task.coordinators),
        "timeframe": _reading(task.timeframe, imported.issued_on, lang),
        "inherited": list(row.inherited),
        "line": _line(row.spot, lang),
        "problems": _said(task.findings, lang),
    }


def _duty(imported: Imported, duty: ImportedDuty, lang: str) -> dict[str, Any]:
    row = duty.row
    return {
        "id": f"{imported.plan}/{duty.id}",
        "owed_by_raw": row.owed_by_raw,
        "to_raw": row.to_raw,
        "via_raw": row.via_raw,
        "schedule_raw": row.schedule_raw,
        "schedule": _reading(duty.schedule, imported.issued_on, lang),
        "quote": row.quote,
        "line": _line(row.spot, lang),
        "problems": _said(duty.findings, lang),
    }


def _cast(cast: Cast) -> list[dict[str, Any]]:
    return [_party(party, cast.choice) for party in cast.parties]


def _party(party: Party, choice: bool) -> dict[str, Any]:
    return {
        "raw": party.raw,
        "kind": party.kind,
        "id": party.id,
        "via": [{"old": s.old, "new": list(s.new), "share": s.share, "basis": s.basis} for s in party.via],
        "proposals": [{"id": id_, "score": score} for id_, score in party.proposals],
        "choice": choice,
    }


def _reading(reading: Reading, on: date, lang: str) -> dict[str, Any]:
    return reading_json(reading, on, lang)


def _line(spot: Spot, lang: str) -> int | str:
    return spot.line or say_spot(spot, lang)


def _said(findings: Sequence[Finding], lang: str) -> list[str]:
    return [finding.say(lang) for finding in findings]
