"""What was done about a matter stays done when others come to stand beside those who owe it, or leave them: an unknown
name is found in the directory, a cell is corrected, a person assigns anew. What is on record stays under the id it was
written under; whoever owes the matter now finds it there.

A task owed jointly is one product, so whoever has a body in common with a former owner goes on with its acts. What was
done while nobody owed anything of it is done for all who owe it since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reminder.core.catalogue import Obligation
from reminder.core.journal import NOBODY, Journal
from reminder.core.owners import Gone, Owner


def continued(
    journal: Journal, o: Obligation, period: str, owning: Sequence[Owner], gone: Sequence[Gone]
) -> tuple[tuple[Owner, ...], list[Gone]]:
    """The owners of a period with their former ids."""
    on_record = journal.owners(o.id, period)
    left = former([*owning, *(g.owner for g in gone)], on_record)
    if NOBODY in left and on_record[0] != NOBODY:
        left.remove(NOBODY)  # it was the rest beside others
    if not left:
        return tuple(owning), list(gone)
    ceased = [g._replace(owner=_with(o, g.owner, left)) for g in gone]
    left = [id_ for id_ in left if not any(id_ in g.owner.former for g in ceased)]
    return tuple(_with(o, owner, left) for owner in owning), ceased


def former(owners: Iterable[Owner], on_record: Iterable[str]) -> list[str]:
    """The ids on record of a period under which nobody owes it now."""
    here = {owner.id for owner in owners}
    return [id_ for id_ in on_record if id_ not in here]


def _with(o: Obligation, owner: Owner, left: Sequence[str]) -> Owner:
    if not owner.agencies:
        return owner
    mine = (id_ for id_ in left if (id_ == NOBODY and not owner.assigned) or (o.kind == "task" and owner.shares(id_)))
    found = tuple(mine)
    return replace(owner, former=found) if found else owner
