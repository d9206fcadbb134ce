"""Who owes an obligation on a day: as printed, as a person assigned it, or nobody yet and why (design 3.5, 3.6,
3.12)."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from reminder.core.catalogue import Catalogue, Obligation, Plan
from reminder.core.journal import NOBODY, Journal
from reminder.core.reason import Reason, because
from reminder.directory.agency import Cast, Party


@dataclass(frozen=True, slots=True)
class Owner:
    """One who owes alone, several who owe jointly, or nobody yet and why. `assigned`: a person named them. `rest`: the
    printed pieces that nobody owes, where others owe theirs; `of_one`: these owe one product, and once it is there
    nobody need be found. `former`: the ids under which it was on record before others stood beside (`former_owners`).
    """

    agencies: tuple[str, ...]
    unassigned: Reason | None = None
    assigned: bool = False
    rest: tuple[str, ...] = ()
    of_one: bool = False
    former: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", "+".join(self.agencies) or NOBODY)

    @property
    def ids(self) -> tuple[str, ...]:
        """Whose acts are its own: what was written while nobody owed what it was assigned is of the same duty."""
        return (self.id, *self.former, *((NOBODY,) if self.assigned else ()))

    def shares(self, id_: str) -> bool:
        """Whether a body of it stands in the other owner's id too."""
        return not set(id_.split("+")).isdisjoint(self.agencies)


@dataclass(frozen=True, slots=True)
class Inheritance:
    """A cell's agencies as they stand on a day, in printed order; `each`: a group was named, so each owes
    by itself; `missing`: why a person must decide about some or all of it, `open`: the pieces that this is."""

    agencies: tuple[str, ...] = ()
    each: bool = False
    missing: Reason | None = None
    open: tuple[str, ...] = ()


class Gone(NamedTuple):
    """One who owed a period and ceased before its nominal date. `heirs`: the ids of the owners it went to;
    `joined`: these had owed it already."""

    owner: Owner
    heirs: tuple[str, ...]
    joined: frozenset[str]


class Owners:
    """Answers for one catalogue under one journal; remembers what many obligations share."""

    def __init__(self, catalogue: Catalogue, journal: Journal) -> None:
        self.catalogue, self.journal = catalogue, journal
        self._owners: dict[tuple[str | int, int, str], tuple[Owner, ...]] = {}

    def owners(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        """Who owes the obligation for the period whose nominal date is `on`."""
        return self._owning(plan, o, on, period, self.catalogue.directory.era(on))

    def _owning(self, plan: Plan, o: Obligation, on: date, period: str, era: int) -> tuple[Owner, ...]:
        # Tasks that print the same lead in one plan share its cell, and then their owners.
        alone = o.kind == "report" or o.id in self.journal
        key = (o.id, era, period) if alone else (id(o.lead), era, plan.id)
        found = self._owners.get(key)
        if found is None:
            found = self._owners[key] = self._who(plan, o, on, period)
        return found

    def _who(self, plan: Plan, o: Obligation, on: date, period: str) -> tuple[Owner, ...]:
        """As printed; a person's `assign` fills what the print leaves open, and replaces it where it does not. One that
        was of the rest of a cell stays that, whoever is found behind its pieces later: the act wins over the file."""
        act = self.journal.assigned(o.id, period)
        if act is None:
            return self._printed(plan, o, o.lead, on, period)
        if act.rest:
            others = replace(o.lead, parties=tuple(p for p in o.lead.parties if not self._given(p, act.rest, on)))
            if others == o.lead and any(p.raw in act.rest for p in others.parties):
                return self._printed(plan, o, o.lead, on, period)  # nothing of it was open yet
            kept = self._printed(plan, o, others, on, period) if others.parties else ()
        else:
            printed = self._printed(plan, o, o.lead, on, period)
            kept = tuple(w for w in printed if not w.unassigned) if any(w.unassigned for w in printed) else ()
        known = {a for w in kept for a in w.agencies}
        new = [a for a in act.agencies if a not in known]  # named again, those who owe already owe the rest as well
        parts = [(a,) for a in new] if o.kind == "report" else [tuple(sorted(new))] if new else []
        return (*kept, *(Owner(part, assigned=True) for part in parts))

    def _given(self, piece: Party, rest: tuple[str, ...], on: date) -> bool:
        """Whether a person gave this piece to somebody. A body that has ceased owed itself as long as it was there."""
        if piece.raw not in rest or piece.kind != "agency":
            return piece.raw in rest
        directory = self.catalogue.directory
        return directory.agency(piece.id).until_on is None or directory.successor(piece.id, on).share != "same"

    def _printed(self, plan: Plan, o: Obligation, cell: Cast, on: date, period: str) -> tuple[Owner, ...]:
        lead = self.heirs(cell, on)
        if not lead.agencies:
            return (Owner((), lead.missing or because("no-lead")),)
        owing = self._without_receivers(plan, o, on, period, lead.agencies)
        if not owing:
            return (Owner((), lead.missing or because("owed-to-itself", agencies=lead.agencies)),)
        jointly = o.kind == "task" and not lead.each  # any of them may close it
        found = (Owner(tuple(sorted(owing))),) if jointly else tuple(Owner((a,)) for a in owing)
        return (*found, Owner((), lead.missing, rest=lead.open, of_one=jointly)) if lead.missing else found

    def _without_receivers(
        self, plan: Plan, o: Obligation, on: date, period: str, agencies: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Nobody reports to itself: not the issuer, nor whom the report goes through or to, nor who compiles
        it (design 3.6)."""
        told = {self.catalogue.directory.current(plan.issuer, on)} if plan.issuer else set()
        if o.kind == "report":
            told |= {a for cast in (o.to, o.via) for a in self.heirs(cast, on).agencies}
            compiler = self.catalogue.compiler_of.get(o.id)
            if compiler:
                above = self.catalogue.plan_of[compiler.plan]
                told |= {a for owner in self.owners(above, compiler, on, period) for a in owner.agencies}
        return tuple(a for a in agencies if a not in told)

    def heirs(self, cast: Cast, on: date) -> Inheritance:
        """What a cell of names means on `on`: members of groups in force then, heirs of bodies that ceased. Each piece
        behind which nobody is known is missing, whoever else is named."""
        if cast.choice:
            return Inheritance(missing=because("choice", printed=cast.raw))
        directory, found, each = self.catalogue.directory, dict[str, None](), False
        missing: dict[str, Reason] = {}
        for party in cast.parties:
            if party.kind == "group":
                each = True
                found |= dict.fromkeys(directory.members(party.id, on))
            elif party.kind == "agency":
                heir = directory.successor(party.id, on)
                if heir.share == "split":
                    missing[party.raw] = because("split", agency=party.raw, heirs=heir.agencies)
                elif heir.agencies:
                    found |= dict.fromkeys(heir.agencies)
                else:
                    missing[party.raw] = because("no-heir", agency=party.raw)
            else:
                code = "other-days" if party.kind == "not-in-force" else "no-agency"
                missing[party.raw] = because(code, printed=party.raw)
        return Inheritance(tuple(found), each, _of_all(missing, cast, bool(found)), tuple(missing))

    def gone(self, plan: Plan, o: Obligation, since: date, on: date, period: str) -> list[Gone]:
        """Those who owed the period at some time in `[since, on[` and were succeeded before `on` came."""
        directory, now = self.catalogue.directory, self.owners(plan, o, on, period)
        present = {owner.id for owner in now}
        days = [day - timedelta(1) for day in directory.turns(since, on)]
        before = {w.id: w for day in days for w in self.owners(plan, o, day, period) if w.agencies}
        found = []
        for owner in before.values():
            if owner.id in present:
                continue
            to = {a: directory.successor(a, on) for a in owner.agencies}
            ended = any(heir.share in ("one", "merge") for heir in to.values())
            taken = {a for heir in to.values() if heir.share != "split" for a in heir.agencies}
            heirs = tuple(w.id for w in now if not taken.isdisjoint(w.agencies))
            if ended and heirs:
                found.append(Gone(owner, heirs, frozenset(heirs) & before.keys()))
        return found


def _of_all(missing: dict[str, Reason], cast: Cast, owed: bool) -> Reason | None:
    """One reason for all pieces behind which nobody is known."""
    if not missing:
        return because("no-agency", printed=cast.raw) if cast.parties and not owed else None
    if len(missing) == 1:
        return next(iter(missing.values()))
    if owed:
        return because("nobody-behind", printed="; ".join(missing))
    nobody = because("no-agency", printed=cast.raw)
    return next((why for why in missing.values() if why.code != nobody.code), nobody)
