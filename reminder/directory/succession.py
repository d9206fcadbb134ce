"""With whom a body's functions lie on a day: dated successions, followed as far as they lead (Nghị quyết
190/2025/QH15: a name in an old document means the body that took over)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from reminder.directory.agency import Agency, Succession, exists_on


@dataclass(frozen=True, slots=True)
class Heirs:
    """With whom a body's functions lie on a date. `same`: with itself. `one`, `merge`: with `agencies`, by
    the successions `via`. `split`: `agencies` are those among whom a person must choose. `none`: with
    nobody known (`agencies` is empty), before the body began or after it ended."""

    share: Literal["same", "one", "merge", "split", "none"]
    agencies: tuple[str, ...] = ()
    via: tuple[Succession, ...] = ()


def heirs(
    id_: str, on: date, agencies: Mapping[str, Agency], successions: Mapping[str, tuple[Succession, ...]],
    via: tuple[Succession, ...] = (),
) -> Heirs:  # fmt: skip
    """The heirs of agency `id_` on `on`. `successions` by the old body's id, oldest first; `via` are those that led
    here."""
    agency = agencies[id_]
    if exists_on(agency, on):
        return Heirs(via[-1].share if via else "same", (id_,), via)
    if agency.from_on and on < agency.from_on:
        return Heirs("none", (), via)
    taken = [s for s in successions.get(id_, ()) if s.from_on <= on]
    # Seven steps are more than any body has gone through; a circle in the file must not hang us.
    if not taken or len(via) > 7:
        return Heirs("none", (), via)
    if len(taken) > 1 or taken[0].share == "split" or len(taken[0].new) > 1:
        found = dict.fromkeys(new for s in taken for new in s.new)
        return Heirs("split", tuple(found), (*via, *taken))
    return heirs(taken[0].new[0], on, agencies, successions, (*via, taken[0]))
