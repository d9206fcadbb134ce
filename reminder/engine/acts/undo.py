"""Which act an undo reverses (design 3.7)."""

from dataclasses import replace
from datetime import date

from reminder.core.journal import Act, not_undone
from reminder.core.ladder import horizon
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrences
from reminder.errors import BadInput
from reminder.translatable import N_
from reminder.words.standings import Choices


def undos(book: Occurrences, base: Act, agency: str, every: bool, today: date) -> list[Act]:
    """The undo of the latest act in force that matches, or with `every` of each owner's latest. Raises BadInput when
    there is none, or when several owe the matter and none of them is named."""
    of = base.obligation
    known = list(book.known(horizon(book.catalogue.rules, today), today, of, base.period))
    owned = {(o.period, id_) for o in known if agency in o.owner.agencies for id_ in o.owner.ids}
    found = [
        a
        for a in not_undone(book.journal.of(of))
        if (not agency or agency in a.owner.split("+") or (a.period, a.owner) in owned)
        and base.period in ("", a.period)
    ]
    if not found:
        raise nothing_to_undo(of)
    latest = {a.owner: a for a in found}
    chosen = list(latest.values()) if every else found[-1:]
    owing = {
        o.owner.id
        for o in known
        if o.period == chosen[-1].period and o.state.status is not Status.TRANSFERRED and not o.owner.rest
    }
    if not every and not agency and chosen[-1].owner and len(owing) > 1:
        listed = tuple((f"--period {a.period} --agency {a.owner}", a.kind, a.on) for a in latest.values() if a.owner)
        raise BadInput.of(
            N_("{obligation}: several owe it; name whose act is meant, or give --all:\n{list}"),
            obligation=of, list=(Choices(listed),),
        )  # fmt: skip
    new = (replace(base, period=a.period, owner=a.owner, undoes=a.id) for a in chosen)
    return [book.settled(undo, known) for undo in new]


def nothing_to_undo(obligation: str) -> BadInput:
    """The fault of an undo that finds no act it may reverse."""
    return BadInput.of(
        N_("{obligation}: there is no act to undo; reminder journal list shows all"), obligation=obligation
    )
