"""What was said of one matter so far, as the agency that looks at it needs to know before it says more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.journal import Journal, not_undone
from reminder.core.occurrence import Occurrence
from reminder.engine.queries.agency_duties import acts_on
from reminder.store.answers import AnswerRow

WITHIN = timedelta(days=1)  # so long an agency may take back its own answer
MOST = 3  # answers of one matter that may be taken back in that time; each could be told and taken back by mail


@dataclass(frozen=True, slots=True)
class AnswerHistory:
    """`mark`: where the record stands; each act and each answer changes it, and none gives it back. `undone`: the ids
    of the answers whose act somebody has reversed. `own`: the one that the agency may take back itself. `withdrawn`:
    the last thing done was that an agency took its answer back."""

    mark: str
    undone: frozenset[int]
    own: AnswerRow | None
    withdrawn: bool = False


def history(acts: Journal, o: Occurrence, said: Sequence[AnswerRow], agency: str, now: datetime) -> AnswerHistory:
    """The history of `o` from its acts and all answers to it, oldest first."""
    standing = {a.id for a in not_undone(acts.of(o.obligation.id))}
    undone = frozenset(row.id for row in said if row.act_id and row.act_id not in standing)
    lately = [row for row in said if row.agency == agency and now - row.said_at < WITHIN]
    tired = sum(row.id in undone for row in lately) >= MOST
    own = None if tired else _last_word(acts, o, lately)
    return AnswerHistory(mark(acts, o, said), undone, own, _withdrawn(acts, o))


def _withdrawn(acts: Journal, o: Occurrence) -> bool:
    last = next(reversed(acts.about(o.obligation.id, o.period, *o.owner.ids)), None)
    return last is not None and last.kind is ActKind.UNDO and last.said_by is SaidBy.AGENCY


def mark(acts: Journal, o: Occurrence, said: Sequence[AnswerRow]) -> str:
    """How far the record of this matter has come."""
    return f"{acts_on(acts, o)}.{max((row.id for row in said), default=0)}"


def _last_word(acts: Journal, o: Occurrence, said: Sequence[AnswerRow]) -> AnswerRow | None:
    """The answer of these that was the last thing done: what others did since, and took back, stands on it."""
    about = acts.about(o.obligation.id, o.period, *o.owner.ids)
    last = next(reversed(not_undone(about)), None)
    if last is None or any(act.said_by is not SaidBy.AGENCY for act in about if act.id >= last.id):
        return None
    return next((row for row in said if row.act_id == last.id), None)
