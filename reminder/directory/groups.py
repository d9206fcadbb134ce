"""Which agencies a group means on a day."""

from collections.abc import Callable, Iterable
from datetime import date

from reminder.directory.agency import Group, exists_on
from reminder.directory.register import Register
from reminder.directory.succession import Heirs


class Groups:
    """The groups of all registers. `heirs` gives with whom a body's functions lie on a day."""

    def __init__(self, registers: Iterable[Register], heirs: Callable[[str, date], Heirs]) -> None:
        self._of = {g.id: (r, g) for r in registers for g in r.groups}
        self._heirs = heirs
        self._members: dict[tuple[str, date], tuple[str, ...]] = {}  # plans name few groups, on few days

    def __contains__(self, id_: str) -> bool:
        return id_ in self._of

    def __getitem__(self, id_: str) -> Group:
        return self._of[id_][1]

    def members(self, id_: str, on: date) -> tuple[str, ...]:
        """The group's agencies in force on `on`, in the file's order. A member named one by one that has ceased is
        replaced by its heir unless it was split."""
        if (id_, on) not in self._members:
            register, group = self._of[id_]
            found = dict.fromkeys(a.id for a in register.agencies if a.kind in group.kinds and exists_on(a, on))
            for member in group.members:
                if member in self:
                    found |= dict.fromkeys(self.members(member, on))
                elif (heirs := self._heirs(member, on)).share != "split":
                    found |= dict.fromkeys(heirs.agencies)
            self._members[id_, on] = tuple(a for a in found if a not in group.except_)
        return self._members[id_, on]
