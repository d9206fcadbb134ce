"""What was told of a task goes with it to those who owe it now, as what was done does (`former_owners`): a key whose
owners are named otherwise by now leaves what is on record under it to theirs."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.group_by_key import gathered


class Former(NamedTuple):
    """A key on record, and those it is left to: each takes what it was told itself, the first whatever else there
    is."""

    key: str
    to: tuple[Occurrence, ...]


def former(known: Iterable[Occurrence], seen: Collection[str]) -> tuple[Former, ...]:
    """The keys `seen` that went on in one of `known`, which are all there are of their periods."""
    tasks = {o.key: o for o in known if o.obligation.kind == "task"} if seen else {}
    rows = {o.obligation.id for o in tasks.values()}
    left = gathered((key.rpartition("@")[0], key) for key in seen if key not in tasks and key.partition("@")[0] in rows)
    owed = gathered((matter, o) for key, o in tasks.items() if left and (matter := key.rpartition("@")[0]) in left)
    return tuple(Former(key, to) for matter, each in owed.items() for key in left[matter] if (to := _heirs(key, each)))


def _heirs(key: str, owed: Sequence[Occurrence]) -> tuple[Occurrence, ...]:
    sharing = tuple(o for o in owed if o.owner.shares(key.rpartition("@")[2]))
    return tuple(o for o in sharing if o.state.status is Status.TRANSFERRED) or sharing
