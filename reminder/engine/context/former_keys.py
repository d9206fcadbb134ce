"""What was told of a task goes with it to those who owe it now, as what was done does (`core.former_owners`): a key
whose owners are named otherwise by now leaves its notices, its answers and its first sight to theirs."""

from collections.abc import Collection, Sequence

from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence
from reminder.group_by_key import gathered
from reminder.store import renaming
from reminder.store.database import Connection


def follow(connection: Connection, known: Sequence[Occurrence], seen: Collection[str]) -> bool:
    """Whether anything of the keys `seen` has gone to one of `known`, which are all there are of their periods."""
    here = {o.key for o in known}
    left = gathered((key.rpartition("@")[0], key) for key in seen if key not in here)
    tasks = (o for o in known if o.obligation.kind == "task") if left else ()
    owed = gathered((matter, o) for o in tasks if (matter := o.key.rpartition("@")[0]) in left)
    gone = [_gone_on(connection, key, each) for matter, each in owed.items() for key in left[matter]]
    return any(gone)


def _gone_on(connection: Connection, key: str, owed: Sequence[Occurrence]) -> bool:
    sharing = [o for o in owed if o.owner.shares(key.rpartition("@")[2])]
    mine = [o for o in sharing if o.state.status is Status.TRANSFERRED] or sharing
    for o in mine[1:]:  # each takes what it was told itself, the first whatever else there is
        renaming.carry(connection, key, o.key, o.owner.agencies)
    if mine:
        renaming.carry(connection, key, mine[0].key)
    return bool(mine)
