"""The table of the kinds of acts, held against the fold that reads it."""

from dataclasses import replace
from datetime import date

import pytest

from reminder.cli import _COMMANDS
from reminder.core.act_kinds import ACTS, ActKind, Until
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
        if kind is ActKind.ASSIGN:  # read by the journal: who owes it
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
    assert row.command or kind is ActKind.NIL
