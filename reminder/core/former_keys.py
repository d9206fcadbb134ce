"""What was told of a task goes with it to those who owe it now, as what was done does (`former_owners`): a key whose
owners are named otherwise by now leaves what is on record under it to theirs."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.group_by_key import gathered


class Former(NamedTuple):
    """A key on record, and those it is left to: each takes what it was told itself, the first whatever else there
    is."""

    key: str
    to: tuple[Occurrence, ...]


def former(known: Sequence[Occurrence], seen: Iterable[str]) -> Iterator[Former]:
    """The keys `seen` that went on in one of `known`, which are all there are of their periods."""
    here = {o.key for o in known}
    left = gathered((key.rpartition("@")[0], key) for key in seen if key not in here)
    tasks = (o for o in known if o.obligation.kind == "task") if left else ()
    owed = gathered((matter, o) for o in tasks if (matter := o.key.rpartition("@")[0]) in left)
    for matter, each in owed.items():
        for key in left[matter]:
            sharing = tuple(o for o in each if o.owner.shares(key.rpartition("@")[2]))
            to = tuple(o for o in sharing if o.state.status is Status.TRANSFERRED) or sharing
            if to:
                yield Former(key, to)
