"""Acts: what a person records or decides. One road for the command line and for agencies' answers."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import Act, ActKind, Journal, in_force
from reminder.core.occurrence import FIRST, LAST, Occurrence, Occurrences
from reminder.engine.ledger import read_ledger
from reminder.engine.naming import known_agency, known_obligation
from reminder.engine.office import Office
from reminder.engine.replying import recorded
from reminder.errors import BadInput, WrongUse
from reminder.store import journal
from reminder.store.database import Connection, Database

_AHEAD = timedelta(days=366)
_OPEN = frozenset({"open", "late", "backlog", "undated", "unassigned"})
# Which occurrences, by their status, an act can speak of.
_TAKES: dict[ActKind, frozenset[str]] = {
    "submit": _OPEN | {"suspended"},
    "nil": _OPEN | {"suspended"},
    "complete": _OPEN | {"suspended"},
    "waive": _OPEN | {"suspended"},
    "return": frozenset({"submitted", "nil", "completed"}),
    "extend": _OPEN | {"suspended"},
    "suspend": _OPEN,
    "resume": frozenset({"suspended"}),
    "silence": _OPEN,
    "acknowledge": _OPEN,
    "adopt": frozenset({"backlog"}),
    "date": frozenset({"undated", "unassigned"}),
}
# These speak of the obligation itself, whoever comes to owe it.
_WHOLE: frozenset[ActKind] = frozenset({"assign", "event"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be recorded, as asked for. Empty `agency` or `period` leave open which occurrence is meant;
    `every` takes all that match."""

    kind: ActKind
    obligation: str
    agency: str = ""
    period: str = ""
    on: date | None = None
    by: str = ""
    document: str = ""
    note: str = ""
    until_on: date | None = None
    agencies: tuple[str, ...] = ()
    every: bool = False
    said_by: Literal["officer", "agency"] = "officer"


def record(office: Office, database: Database, catalogue: Catalogue, wish: Wish) -> tuple[Act, ...]:
    """Write the act, or one for each occurrence with `every`. Raises BadInput when none or several match."""
    with database.write() as connection:
        journal.hold(connection)
        return record_in(connection, office, catalogue, wish)


def record_in(
    connection: Connection, office: Office, catalogue: Catalogue, wish: Wish, ledger: Ledger | None = None
) -> tuple[Act, ...]:
    """The same inside the caller's transaction; `ledger`, if given, is what that transaction has read."""
    obligation = known_obligation(catalogue, wish.obligation)
    agency = known_agency(catalogue, obligation, wish.agency, office.today) if wish.agency else ""
    ledger = ledger or read_ledger(connection, office.config.zone)
    now, on = office.clock.now(), wish.on or office.today
    if on > office.today:
        raise BadInput(f"--on {on}: lies in the future; an act is recorded on the day it has happened")
    for option, day in (("--on", on), ("--until", wish.until_on)):
        if day and not FIRST <= day <= LAST:
            raise BadInput(f"{option} {day}: dates lie between {FIRST.year} and {LAST.year}")
    base = Act(
        wish.kind, obligation, wish.period, "", on, now, wish.by, wish.document, wish.note,
        wish.until_on, wish.agencies, None, wish.said_by,
    )  # fmt: skip
    if wish.kind == "undo":
        new = [_undo(ledger.journal, base, agency)]
    elif wish.kind in _WHOLE:
        new = [_whole(base, catalogue, office.today)]
    else:
        found = _matching(office, catalogue, ledger, wish, obligation, agency)
        done = [(journal.append(connection, _for(base, o)), o) for o in found]
        recorded(connection, office, catalogue, ledger, done)
        return tuple(act for act, _ in done)
    return tuple(journal.append(connection, act) for act in new)


def _matching(
    office: Office, catalogue: Catalogue, ledger: Ledger, wish: Wish, obligation: str, agency: str
) -> list[Occurrence]:
    """The occurrences meant, at least one; several only with `every`."""
    book, today = Occurrences(catalogue, ledger.journal), office.today
    everything = list(book.known(today + _AHEAD, today, obligation))
    meant = [
        o
        for o in everything
        if (not agency or agency in o.owner.agencies) and (not wish.period or o.period == wish.period)
    ]
    if not meant:
        periods = ", ".join(
            sorted({o.period for o in everything if not agency or agency in o.owner.agencies})
        )
        who = f" by {agency}" if agency else ""
        hint = f"; its periods: {periods}" if periods else ""
        raise BadInput(f"{obligation}: nothing is owed{who} for {wish.period or 'any period'}{hint}")
    found = [o for o in meant if status(o, ledger, today) in _TAKES[wish.kind]]
    if not found:
        stands = "; ".join(f"{o.key} is {status(o, ledger, today)}" for o in meant[:5])
        raise BadInput(f"{wish.kind}: nothing to do: {stands}")
    near = [o for o in found if o.deadline is None or o.deadline.due_on <= today + _AHEAD / 3] or found[:1]
    chosen = found if wish.period else near
    if len(chosen) > 1 and not wish.every:
        listed = "\n".join(f"  --period {o.period} --agency {o.owner.id}" for o in chosen[:20])
        more = f"\n  … {len(chosen) - 20} more" if len(chosen) > 20 else ""
        raise BadInput(
            f"{obligation}: {len(chosen)} open occurrences match; name one, or give --all:\n{listed}{more}"
        )
    return chosen


def _for(base: Act, o: Occurrence) -> Act:
    if base.kind == "date" and o.deadline and not o.excused:
        raise BadInput(f"{o.key}: has a date, {o.deadline.due_on}; a later one is given by reminder extend")
    if base.until_on and base.kind == "extend" and o.deadline and base.until_on <= o.deadline.due_on:
        raise BadInput(
            f"--until {base.until_on}: an extension must end after the date it replaces, {o.deadline.due_on}"
        )
    return replace(base, period=o.period, owner=o.owner.id)


def _whole(base: Act, catalogue: Catalogue, today: date) -> Act:
    if base.kind == "event":
        if not catalogue.obligation_of[base.obligation].reading.relative:
            raise BadInput(
                f"{base.obligation}: waits for no event; its timeframe is {_phrase(catalogue, base)}"
            )
        return base
    if not base.agencies:
        raise WrongUse("assign: name the agencies with --to")
    named = tuple(known_agency(catalogue, base.obligation, a, today) for a in base.agencies)
    return replace(base, agencies=named)


def _phrase(catalogue: Catalogue, act: Act) -> str:
    return f'"{catalogue.obligation_of[act.obligation].phrase}"'


def _undo(acts: Journal, base: Act, agency: str) -> Act:
    """Reverse the latest act in force that matches."""
    found = [
        a
        for a in in_force(acts.of(base.obligation))
        if (not agency or agency in a.owner.split("+")) and base.period in ("", a.period)
    ]
    if not found:
        raise BadInput(f"{base.obligation}: there is no act to undo")
    last = found[-1]
    return replace(base, period=last.period, owner=last.owner, undoes=last.id)
