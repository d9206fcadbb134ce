"""The table of the kinds of acts, held against the fold that reads it."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.cli import _COMMANDS
from reminder.core.act_kinds import ACTS, ActKind, ActTraits, Until
from reminder.core.ladder import RESTARTED
from reminder.core.matter_status import ANSWERED, CLOSED, OWED, Status
from reminder.core.occurrence_state import NEW, State, fold
from reminder.rulefile.reading.schema import TEMPLATES
from tests.core.made import Acts

ON = date(2026, 12, 1)
KINDS = list(ActKind)


def after(kind: ActKind, before: Status = Status.OPEN) -> State:
    acts = Acts()
    until = date(2026, 12, 24) if ACTS[kind].until is not Until.NONE else None
    undoes = acts.write(ActKind.SUSPEND, ON).id if kind is ActKind.UNDO else None
    acts.write(kind, ON, until_on=until, undoes=undoes)
    return fold(acts.written, first=replace(NEW, status=before, suspended_on=ON))


def test_every_kind_has_its_row_in_order() -> None:
    assert list(ACTS) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_fold_does_what_the_row_says(kind: ActKind) -> None:
    row = ACTS[kind]
    assert row.closes is None or row.closes in CLOSED
    for stands in {Status.OPEN, Status.SUSPENDED, *ANSWERED} & row.takes or {Status.OPEN}:
        found = after(kind, stands)
        if kind is ActKind.ASSIGN or row.chooses:  # read by the journal: who owes it; by the planner: how it is told
            assert found == replace(NEW, status=stands, suspended_on=ON)
            continue
        assert found != replace(NEW, status=stands, suspended_on=ON), "the fold knows nothing of it"
        assert not row.closes or (found.status, found.closed) == (row.closes, True)
        assert (found.revision > 1) == row.restarts
        assert (found.restart is kind) == row.restarts or kind is ActKind.UNDO
        assert (found.due_on is not None) == row.gives_date


@pytest.mark.parametrize("kind", KINDS)
def test_the_row_is_whole(kind: ActKind) -> None:
    row = ACTS[kind]
    assert bool(row.takes) == bool(row.idle)
    assert row.takes <= OWED | ANSWERED | {Status.SUSPENDED}
    assert not row.closes or row.takes >= OWED
    assert not row.answers or row.by_agency
    assert not row.restarts or row.restart
    assert (kind in RESTARTED) == bool(row.restart)
    assert row.restart is None or row.restart.template in TEMPLATES
    assert (kind in _COMMANDS) == bool(row.command)
    assert row.command or kind is ActKind.NIL or row.chooses


_OWED, _ANSWERED = "backlog late open unassigned undated", "completed nil submitted"
_UNDONE = "backlog late open suspended unassigned undated"
# of which statuses it may be said, where it leaves it, flags, the step that tells it again, its second date
ROWS = {
    "submit": (_UNDONE, "submitted", "by_agency answers", None, "NONE"),
    "nil": (_UNDONE, "nil", "by_agency answers", None, "NONE"),
    "complete": (_UNDONE, "completed", "by_agency answers", None, "NONE"),
    "return": (_ANSWERED, None, "restarts gives_date", ("returned", "returned", "when sent back"), "MAY"),
    "waive": (_UNDONE, "waived", "excuses", None, "NONE"),
    "extend": (_UNDONE, None, "restarts excuses gives_date", ("extended", "extended", "when extended"), "DUE"),
    "suspend": (_OWED, None, "excuses", None, "NONE"),
    "resume": ("suspended", None, "restarts gives_date", ("resumed", "restarted", "when resumed"), "MAY"),
    "silence": (_OWED, None, "by_agency", None, "END"),
    "acknowledge": (_OWED, None, "by_agency", None, "NONE"),
    "progress": ("backlog late open undated", None, "by_agency", None, "NONE"),
    "adopt": ("backlog", None, "restarts", ("adopted", "restarted", "when adopted"), "NONE"),
    "assign": ("", None, "", None, "NONE"),
    "date": ("unassigned undated", None, "restarts excuses gives_date", ("dated", "restarted", "when dated"), "DUE"),
    "event": ("", None, "restarts excuses", ("event", "restarted", "when its event is entered"), "EVENT"),
    "undo": ("", None, "by_agency gives_date", ("undone", "restarted", "when an act is undone"), "MAY"),
    "weekly": ("", None, "by_agency chooses", None, "NONE"),
    "daily": ("", None, "by_agency chooses", None, "NONE"),
    "leave": ("", None, "by_agency chooses", None, "NONE"),
    "rejoin": ("", None, "by_agency chooses", None, "NONE"),
}  # fmt: skip
FLAGS = ("by_agency", "restarts", "excuses", "answers", "gives_date", "chooses")


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_to_the_letter(kind: ActKind) -> None:
    row = ACTS[kind]
    takes, closes, flags, restart, until = ROWS[kind]
    assert " ".join(sorted(row.takes)) == takes
    assert (row.closes, row.restart, row.until.name) == (closes, restart, until)
    assert [flag for flag in FLAGS if getattr(row, flag)] == [flag for flag in FLAGS if flag in flags.split()]


def test_what_a_row_leaves_out() -> None:
    row = ActTraits("done")
    assert (row.command, row.takes, row.idle, row.closes, row.restart, row.until) == (
        "", frozenset(), "", None, None, Until.NONE,
    )  # fmt: skip
    assert not any(getattr(row, flag) for flag in FLAGS)
