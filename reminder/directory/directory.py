"""The agencies of one or several provinces: members, succession and contacts on a date, names as printed.

Each province file is a `Register`; ids are unique over all of them, names only within one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

from reminder.directory.agency import Agency, Cast, Contact, Group, Party, Succession
from reminder.directory.name_index import Names
from reminder.directory.printed_names import cast
from reminder.errors import Place


@dataclass(frozen=True)
class Register:
    """One province's bodies. `outside` and `unspecific` are names that plans print and that nobody in it
    answers for; `province` is the official code, `name` the province without "tỉnh"."""

    id: str
    name: str
    province: int
    agencies: tuple[Agency, ...] = ()
    groups: tuple[Group, ...] = ()
    successions: tuple[Succession, ...] = ()
    outside: tuple[str, ...] = ()
    unspecific: tuple[str, ...] = ()
    place: Place = field(default=Place(""), compare=False)

    @cached_property
    def names(self) -> Names:
        """The index of all names; built once, when first asked."""
        return Names.of(self.name, self.agencies, self.groups, self.outside, self.unspecific)


@dataclass(frozen=True, slots=True)
class Heirs:
    """With whom a body's functions lie on a date. `same`: with itself. `one`, `merge`: with `agencies`, by
    the successions `via`. `split`: `agencies` are those among whom a person must choose. `none`: with
    nobody known (`agencies` is empty), before the body began or after it ended."""

    share: Literal["same", "one", "merge", "split", "none"]
    agencies: tuple[str, ...] = ()
    via: tuple[Succession, ...] = ()


@dataclass(frozen=True)
class Directory:
    """All registers together. Dates are civil, periods in force include both ends."""

    registers: tuple[Register, ...]

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        return {a.id: a for r in self.registers for a in r.agencies}

    @cached_property
    def _groups(self) -> Mapping[str, tuple[Register, Group]]:
        return {g.id: (r, g) for r in self.registers for g in r.groups}

    @cached_property
    def _successions(self) -> Mapping[str, tuple[Succession, ...]]:
        found: dict[str, tuple[Succession, ...]] = {}
        for register in self.registers:
            for s in sorted(register.successions, key=lambda s: s.from_on):
                found[s.old] = (*found.get(s.old, ()), s)
        return found

    @cached_property
    def _members(self) -> dict[tuple[str, date], tuple[str, ...]]:
        return {}

    @cached_property
    def _casts(self) -> dict[tuple[str, date, str], Cast]:
        # The cells of a plan repeat a few wordings hundreds of times.
        return {}

    @cached_property
    def _turns(self) -> tuple[date, ...]:
        bodies: list[Agency | Group] = [a for r in self.registers for a in r.agencies]
        bodies += [g for r in self.registers for g in r.groups]
        days = {b.from_on for b in bodies if b.from_on}
        days |= {b.until_on + timedelta(1) for b in bodies if b.until_on}
        return tuple(sorted(days | {s.from_on for r in self.registers for s in r.successions}))

    def era(self, on: date) -> int:
        """A number for the time around `on` in which no body begins, ends or is succeeded: on all its days
        members and heirs are the same."""
        return bisect_right(self._turns, on)

    def turns(self, after: date, upto: date) -> tuple[date, ...]:
        """The days in `]after, upto]` on which a body begins, has just ended or is succeeded."""
        return self._turns[bisect_right(self._turns, after) : bisect_right(self._turns, upto)]

    def __contains__(self, id_: str) -> bool:
        return id_ in self._agencies or id_ in self._groups

    def agency(self, id_: str) -> Agency:
        """The agency of this id. Raises KeyError."""
        return self._agencies[id_]

    def group(self, id_: str) -> Group:
        """The group of this id. Raises KeyError."""
        return self._groups[id_][1]

    def is_group(self, id_: str) -> bool:
        return id_ in self._groups

    def register(self, id_: str = "") -> Register:
        """The register of this id; without one, the only one. Raises KeyError."""
        if not id_ and len(self.registers) == 1:
            return self.registers[0]
        for register in self.registers:
            if register.id == id_:
                return register
        raise KeyError(id_)

    def members(self, id_: str, on: date) -> tuple[str, ...]:
        """The agencies in force on `on` that an agency's or a group's id stands for, in the file's order.
        A member named one by one that has ceased is replaced by its heir unless it was split."""
        if id_ not in self._groups:
            return (id_,) if in_force(self._agencies[id_], on) else ()
        if (id_, on) not in self._members:
            register, group = self._groups[id_]
            found = dict.fromkeys(
                a.id for a in register.agencies if a.kind in group.kinds and in_force(a, on)
            )
            for member in group.members:
                if member in self._groups:
                    found |= dict.fromkeys(self.members(member, on))
                elif (heirs := self.successor(member, on)).share != "split":
                    found |= dict.fromkeys(heirs.agencies)
            self._members[id_, on] = tuple(a for a in found if a not in group.except_)
        return self._members[id_, on]

    def successor(self, id_: str, on: date) -> Heirs:
        """With whom the functions of agency `id_` lie on `on`, following dated successions as far as they
        lead (Nghị quyết 190/2025/QH15: a name in an old document means the body that took over)."""
        return self._follow(id_, on, ())

    def current(self, id_: str, on: date) -> str:
        """The one agency that answers for `id_` on `on`: itself or its heir; "" after a split or an end
        without an heir, and for a body that the files do not hold."""
        if id_ not in self._agencies:
            return ""
        heirs = self.successor(id_, on)
        return heirs.agencies[0] if heirs.agencies and heirs.share != "split" else ""

    def name(self, id_: str) -> str:
        """What the agency or the group is called; what no file holds, such as a mailbox, stands for itself."""
        if id_ in self._groups:
            return self._groups[id_][1].name
        return self._agencies[id_].name if id_ in self._agencies else id_

    def _follow(self, id_: str, on: date, via: tuple[Succession, ...]) -> Heirs:
        agency = self._agencies[id_]
        if in_force(agency, on):
            return Heirs(via[-1].share if via else "same", (id_,), via)
        if agency.from_on and on < agency.from_on:
            return Heirs("none", (), via)
        taken = [s for s in self._successions.get(id_, ()) if s.from_on <= on]
        # Seven steps are more than any body has gone through; a circle in the file must not hang us.
        if not taken or len(via) > 7:
            return Heirs("none", (), via)
        if len(taken) > 1 or taken[0].share == "split" or len(taken[0].new) > 1:
            heirs = dict.fromkeys(new for s in taken for new in s.new)
            return Heirs("split", tuple(heirs), (*via, *taken))
        return self._follow(taken[0].new[0], on, (*via, taken[0]))

    def contact(
        self, id_: str, on: date, unreachable: Iterable[str] = frozenset(), head: bool = False
    ) -> Contact | None:
        """The first mailbox of the agency — of its head with `head` — that is in force on `on` and not
        `unreachable` (addresses compared without case)."""
        agency, dead = self._agencies[id_], {box.casefold() for box in unreachable}
        for contact in agency.head if head else agency.contacts:
            if contact.mailbox.casefold() not in dead and in_force(contact, on):
                return contact
        return None

    def resolve(self, raw: str, on: date, register: str = "") -> Cast:
        """What a printed cell of names means in a document dated `on`, by the names of one register.
        A body that had ceased by then is given as its heir, `via` saying how; where it was split, the
        party keeps the old body's id and a person must choose."""
        asked = (raw, on, register)
        if asked not in self._casts:
            printed = cast(self.register(register).names, raw, on)
            parties = tuple(self._today(p, on) for p in printed.parties)
            self._casts[asked] = Cast(raw, parties, printed.choice)
        return self._casts[asked]

    def _today(self, party: Party, on: date) -> Party:
        if party.kind != "agency" or in_force(self._agencies[party.id], on):
            return party
        heirs = self.successor(party.id, on)
        id_ = heirs.agencies[0] if heirs.share in ("one", "merge") else party.id
        return Party(party.raw, "agency", id_, heirs.via)


def in_force(of: Agency | Contact, on: date) -> bool:
    """Whether `on` lies within `[from_on, until_on]`."""
    return (of.from_on is None or of.from_on <= on) and (of.until_on is None or on <= of.until_on)
