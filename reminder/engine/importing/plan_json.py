"""What `reminder import --format json` prints."""

from typing import Any

from reminder.directory.agency import Cast
from reminder.documents.accounting import Printed, say_why
from reminder.documents.finding import Spot, say_spot
from reminder.engine.importing.imported import Imported, ImportedDuty, ImportedTask
from reminder.phrases.jsonform import as_json as reading_json

_TASK_WORDS = (
    "stt", "section", "title", "output", "lead_raw", "coordinators_raw", "approver_raw", "funding_raw", "timeframe_raw",
)  # fmt: skip
_DUTY_WORDS = ("owed_by_raw", "to_raw", "via_raw", "schedule_raw")


def as_json(imported: Imported, lang: str = "en") -> dict[str, Any]:
    """`plan tasks reports background unplaced assumed problems`. Ids are full (`tn-125-2025/II.3`); `line` is a number
    in a text file, else page, row or cell in words."""
    head = imported.head
    return {
        "plan": {
            "id": imported.plan, "directory": imported.register, "number": head.number, "issued": head.issued,
            "issued_on": head.issued_on.isoformat() if head.issued_on else None, "title": head.title,
            "issuer": head.issuer,
            "focal": imported.focal,
        },
        "tasks": [_task(imported, task, lang) for task in imported.tasks],
        "reports": [_duty(imported, duty, lang) for duty in imported.duties],
        "background": [_printed(each, lang) for each in imported.background],
        "unplaced": [_printed(each, lang) for each in imported.unplaced],
        "assumed": [
            {"key": a.key, "value": a.value, "why": a.why.say(lang), "line": _line(a.why.spot, lang)}
            for a in imported.assumed
        ],
        "problems": [str(problem) for problem in imported.problems(lang)],
    }  # fmt: skip


def _task(imported: Imported, task: ImportedTask, lang: str) -> dict[str, Any]:
    return {
        "id": f"{imported.plan}/{task.id}",
        **{name: getattr(task.row, name) for name in _TASK_WORDS},
        "lead": _cast(task.lead),
        "coordinators": _cast(task.coordinators),
        "timeframe": reading_json(task.timeframe, imported.reckoned.on, lang),
        "inherited": list(task.row.inherited),
        **_place(task, lang),
    }


def _duty(imported: Imported, duty: ImportedDuty, lang: str) -> dict[str, Any]:
    return {
        "id": f"{imported.plan}/{duty.id}",
        **{name: getattr(duty.row, name) for name in _DUTY_WORDS},
        "schedule": reading_json(duty.schedule, imported.reckoned.on, lang),
        "quote": duty.row.quote,
        **_place(duty, lang),
    }


def _place(item: ImportedTask | ImportedDuty, lang: str) -> dict[str, Any]:
    return {"line": _line(item.row.spot, lang), "problems": [finding.say(lang) for finding in item.findings]}


def _printed(each: Printed, lang: str) -> dict[str, Any]:
    return {
        "line": _line(each.spot, lang), "text": each.text, "words": each.words, "why": say_why(each, lang),
        **({"like": each.like} if each.like else {}),
    }  # fmt: skip


def _line(spot: Spot | None, lang: str) -> int | str:
    return (spot.line or say_spot(spot, lang)) if spot else ""


def _cast(cast: Cast) -> list[dict[str, Any]]:
    return [
        {
            "raw": party.raw,
            "kind": party.kind,
            "id": party.id,
            "via": [{"old": s.old, "new": list(s.new), "share": s.share, "basis": s.basis} for s in party.via],
            "proposals": [{"id": id_, "score": score} for id_, score in party.proposals],
            "choice": cast.choice,
        }
        for party in cast.parties
    ]
