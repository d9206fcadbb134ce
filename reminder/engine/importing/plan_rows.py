"""Imported tasks and duties → the rows of a plan file, and the file's text."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reminder.documents.accounting import Printed, around, say_why
from reminder.documents.finding import say_spot
from reminder.engine.importing.imported import DASH, Imported, ImportedDuty, ImportedTask, asked
from reminder.rulefile.writing.by_hand import ByHand, by_hand
from reminder.rulefile.writing.plan_file import PlanChange, PlanRow, update_plan, write_plan
from reminder.rulefile.writing.toml_text import Value
from reminder.rulefile.writing.unplaced_entries import Question

_LONGEST = 240  # signs of a sentence or cell as a question shows it


def _task_row(task: ImportedTask, lang: str) -> PlanRow:
    row = task.row
    values: dict[str, Value] = {
        "stt": row.stt,
        "section": row.section,
        # A title that the document lost must not be invented, and a row must have one.
        "title": row.title or "[…]",
        "output": row.output,
        "lead": _unless_dash(row.lead_raw),
        "coordinators": _unless_dash(row.coordinators_raw),
        "approver": _unless_dash(row.approver_raw),
        "funding": row.funding_raw,
        "timeframe": _unless_dash(row.timeframe),
        "inherited": tuple(name for name in row.inherited if name != "stt"),
        "source": say_spot(row.spot, lang),
        "note": row.note,
    }
    return PlanRow("task", task.id, values, {})


def _duty_row(duty: ImportedDuty, lang: str) -> PlanRow:
    row = duty.row
    source = "; ".join(say_spot(spot, lang) for spot in (row.spot, *row.also))
    values: dict[str, Value] = {"section": row.section, "title": duty.title}
    if row.kind == "task":
        values |= {
            "output": row.output, "lead": asked(row), "coordinators": row.coordinators_raw,
            "timeframe": row.schedule_raw,
        }  # fmt: skip
    else:
        values |= {"owed_by": asked(row), "to": row.to_raw, "via": row.via_raw, "schedule": row.schedule_raw}
    values |= {"quote": row.quote, "source": source}
    return PlanRow("task" if row.kind == "task" else "report", duty.id, values, {"compiles": duty.compiles})


def _question(printed: Printed, lang: str) -> Question:
    why = say_why(replace(printed, row="{row}", like="{like}"), lang)  # the file may call its rows otherwise
    return Question(
        say_spot(printed.spot, lang), around(printed.text, printed.words, _LONGEST),
        " ".join(printed.words.split()), why, printed.row, printed.like,
    )  # fmt: skip


def _unless_dash(text: str) -> str:
    """A dash in a cell means that there is none."""
    return "" if DASH.fullmatch(text.strip()) else text


@dataclass(frozen=True, slots=True)
class PlanText:
    """A plan file's text; what changed in the one that was there, and by the ids of the document's rows those that they
    have in the file, and what a person wrote into them."""

    text: str
    changes: tuple[PlanChange, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    by_hand: Mapping[str, ByHand] = field(default_factory=dict)


def plan_text(imported: Imported, existing: str | None = None, lang: str = "vi") -> PlanText:
    """The plan file's text, new or brought up to date from `existing`.

    Raises `AnotherPlan` if `existing` is of another plan, ValueError if it is not TOML, or written in a way that cannot
    be changed without touching more.
    """
    head: dict[str, Value] = {
        "id": imported.plan,
        "directory": imported.register,
        "number": imported.head.number,
        "issued": imported.head.issued,
        "issued_on": imported.head.issued_on or "",
        "title": imported.title,
        "issuer": imported.issuer,
        "focal": imported.focal,
        "source": Path(imported.path).name,
    }
    tasks = (_task_row(task, lang) for task in imported.tasks)
    rows = [*tasks, *(_duty_row(duty, lang) for duty in imported.duties)]
    questions = [_question(printed, lang) for printed in imported.unplaced]
    if existing is None:
        # A plan that names no year of its own is followed from the day it came in: written once, and then the office's.
        since: dict[str, Value] = {"from": imported.reckoned.first} if imported.reckoned.missing == "from" else {}
        return PlanText(write_plan(head | since, rows, questions))
    # The id of a plan is written once, like those of its rows.
    del head["id"]
    text, changes, ids = update_plan(existing, head, rows, questions)
    named = {row.id: ids[n] for n, row in enumerate(rows)}
    return PlanText(text, changes, named, by_hand(text, rows, ids))
