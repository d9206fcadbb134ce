"""The agencies of one or several provinces: members, succession and contacts on a date, names as printed.

Each province file is a `Register`; ids are unique over all of them, names only within one.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from reminder.directory.agency import Agency, Cast, Contact, Group, Party, Succession, exists_on
from reminder.directory.by_level import by_level
from reminder.directory.groups import Groups
from reminder.directory.out_of_force import OutOfForce
from reminder.directory.printed_names import cast
from reminder.directory.register import Register
from reminder.directory.succession import Heirs, heirs


@dataclass(frozen=True)
class Directory:
    """All registers together. Dates are civil, periods in force include both ends."""

    registers: tuple[Register, ...]

    @cached_property
    def _agencies(self) -> Mapping[str, Agency]:
        return {a.id: a for r in self.registers for a in r.agencies}

    @cached_property
    def _groups(self) -> Groups:
        return Groups(self.registers, self.successor)

    @cached_property
    def _successions(self) -> Mapping[str, tuple[Succession, ...]]:
        found: dict[str, tuple[Succession, ...]] = {}
        for register in self.registers:
            for s in sorted(register.successions, key=lambda s: s.from_on):
                found[s.old] = (*found.get(s.old, ()), s)
        return found

    @cached_property
    def _casts(self) -> dict[tuple[str, date, str, str], Cast]:
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
        return self._groups[id_]

    def is_group(self, id_: str) -> bool:
        return id_ in self._groups

    def register(self, id_: str = "") -> Register:
        """The register of this id; without one, the only one. Raises KeyError."""
        if not id_ and len(self.registers) == 1:
            return self.registers[0]
        return {register.id: register for register in self.registers}[id_]

    def members(self, id_: str, on: date) -> tuple[str, ...]:
        """The agencies in force on `on` that an agency's or a group's id stands for, in the file's order."""
        if id_ not in self._groups:
            return (id_,) if exists_on(self._agencies[id_], on) else ()
        return self._groups.members(id_, on)

    def successor(self, id_: str, on: date) -> Heirs:
        """With whom the functions of agency `id_` lie on `on`."""
        return heirs(id_, on, self._agencies, self._successions)

    def current(self, id_: str, on: date) -> str:
        """The one agency that answers for `id_` on `on`: itself or its heir; "" after a split or an end
        without an heir, and for a body that the files do not hold."""
        if id_ not in self._agencies:
            return ""
        to = self.successor(id_, on)
        return to.agencies[0] if to.agencies and to.share != "split" else ""

    def name(self, id_: str, lang: str = "vi") -> str:
        """What the agency or the group is called in this language; what no file holds, such as a mailbox, stands for
        itself."""
        if id_ in self._groups:
            return self.group(id_).name
        return self._agencies[id_].called(lang) if id_ in self._agencies else id_

    def out_of_force(self, id_: str, on: date) -> OutOfForce | None:
        """Why the agency or group is not in force on `on`; None where it is. Raises KeyError."""
        body = self._groups[id_] if id_ in self._groups else self._agencies[id_]
        if exists_on(body, on):
            return None
        if body.from_on and on < body.from_on:
            return OutOfForce(body.from_on, None)
        heirs = self.successor(id_, on).agencies if id_ in self._agencies else ()
        return OutOfForce(None, body.until_on, tuple(map(self.name, heirs)))

    def contact(
        self, id_: str, on: date, unreachable: Iterable[str] = frozenset(), head: bool = False
    ) -> Contact | None:
        """The first mailbox of the agency — of its head with `head` — that is in force on `on` and not
        `unreachable` (addresses compared without case)."""
        agency, dead = self._agencies[id_], {box.casefold() for box in unreachable}
        boxes = agency.head if head else agency.contacts
        return next((box for box in boxes if box.mailbox.casefold() not in dead and exists_on(box, on)), None)

    def resolve(self, raw: str, on: date, register: str = "", issuer: str = "") -> Cast:
        """What a printed cell of names means in a document dated `on`, by the names of one register.
        A body that had ceased by then is given as its heir, `via` saying how; where it was split, the
        party keeps the old body's id and a person must choose. What names the `issuer` by its level alone, and no
        other body of that day, is the issuer."""
        asked = (raw, on, register, issuer)
        if asked not in self._casts:
            names = self.register(register).names
            printed = cast(names, raw, on)
            own = cast(names, issuer, on).parties if issuer else ()
            parties = tuple(self._today(self._issuing(p, on, issuer, own), on) for p in printed.parties)
            self._casts[asked] = Cast(raw, parties, printed.choice)
        return self._casts[asked]

    def _issuing(self, party: Party, on: date, issuer: str, own: tuple[Party, ...]) -> Party:
        found = party.kind in ("group", "outside") or (
            party.kind == "agency" and exists_on(self._agencies[party.id], on)
        )
        if not issuer or found or not by_level(party.raw, issuer):
            return party
        if len(own) == 1 and own[0].kind == "agency":
            return Party(party.raw, "agency", own[0].id)
        return Party(party.raw, "outside")

    def _today(self, party: Party, on: date) -> Party:
        if party.kind != "agency" or exists_on(self._agencies[party.id], on):
            return party
        to = self.successor(party.id, on)
        id_ = to.agencies[0] if to.share in ("one", "merge") else party.id
        return Party(party.raw, "agency", id_, to.via)
