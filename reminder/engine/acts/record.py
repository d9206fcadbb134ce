"""Acts: what a person records or decides. One road for the command line and for agencies' answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from reminder.core.act_kinds import ACTS, ActKind, SaidBy, Until
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger, status
from reminder.core.journal import Act, Journal
from reminder.core.ladder import horizon
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.working_calendar import LAST
from reminder.engine.acts.receipts import recorded, taken_back
from reminder.engine.acts.undo import undos
from reminder.engine.context.ledger import acts_of, ledger_of
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.context.typed_names import known_agency, known_obligation
from reminder.errors import BadInput, WrongUse
from reminder.store import journal
from reminder.store.database import Connection, Database
from reminder.translatable import N_
from reminder.words.standings import Standing, Subject
from reminder.words.typed_days import TypedDay, TypedPeriods, within

T = TypeVar("T")
_NEAR = timedelta(days=122)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be recorded, as asked for. Empty `agency` or `period` leave open which occurrence is meant;
    `every` takes all that match; `percent`, `difficulty` and `proposal` are of a progress; `by` is who says so."""

    kind: ActKind
    obligation: str
    agency: str = ""
    period: str = ""
    on: date | None = None
    document: str = ""
    note: str = ""
    until_on: date | None = None
    agencies: tuple[str, ...] = ()
    every: bool = False
    said_by: SaidBy = SaidBy.OFFICER
    percent: int | None = None
    difficulty: str = ""
    proposal: str = ""
    by: str = field(kw_only=True)


def record(office: Office, database: Database, catalogue: Catalogue, wish: Wish) -> tuple[Act, ...]:
    """Write the act, or one for each occurrence with `every`. Raises BadInput when none or several match."""
    return deciding(office, database, catalogue, lambda tx: record_in(tx, wish))


def deciding(office: Office, database: Database, catalogue: Catalogue, work: Callable[[Transaction], T]) -> T:
    """Run `work` in one transaction that has the journal to itself, from an instant at which it has."""

    def alone(connection: Connection) -> T:
        journal.hold(connection)
        return work(Transaction.on(connection, office, catalogue))

    return database.transact(alone)


def wants_date(office: Office, database: Database, catalogue: Catalogue, acts: Sequence[Act]) -> tuple[Occurrence, ...]:
    """Of the occurrences that these acts speak of, those that want a date now."""
    subjects = {(a.obligation, a.period, a.owner) for a in acts}
    ahead, today = horizon(catalogue.rules, office.today), office.today
    with database.read() as connection:
        tx = Transaction.on(connection, office, catalogue)
        return tuple(
            o
            for obligation in sorted({a.obligation for a in acts})
            for o in Occurrences(catalogue, acts_of(tx, obligation)).known(ahead, today, obligation)
            if o.wants_date and any((o.obligation.id, o.period, id_) in subjects for id_ in o.owner.ids)
        )


def record_in(tx: Transaction, wish: Wish, ledger: Ledger | None = None) -> tuple[Act, ...]:
    """The same inside the caller's transaction; `ledger`, if given, is what that transaction has read."""
    connection, catalogue, today = tx.connection, tx.catalogue, tx.today
    obligation = known_obligation(catalogue, wish.obligation)
    agency = known_agency(catalogue, obligation, wish.agency, today) if wish.agency else ""
    ledger = ledger or ledger_of(tx, obligation, wish.period, agency)
    on = wish.on or today
    if on > today:
        raise BadInput.of(
            N_("--on {day}: lies in the future; an act is recorded on the day it has happened"), day=(TypedDay(on),)
        )
    for option, day in (("--on", on), ("--until", wish.until_on)):
        within(day, option)
    kind = ACTS[wish.kind]
    if kind.until is Until.END and wish.until_on and wish.until_on < on:
        raise BadInput.of(
            N_("--until {day}: has passed by {on}; a silence ends on a later day"),
            day=(TypedDay(wish.until_on),), on=(TypedDay(on),),
        )  # fmt: skip
    if kind.until is Until.MAY and wish.until_on and wish.until_on <= today:
        raise BadInput.of(
            N_("--until {day}: the new date must lie behind today, {today}"),
            day=(TypedDay(wish.until_on),), today=(TypedDay(today),),
        )  # fmt: skip
    base = Act(
        wish.kind, obligation, wish.period, "", on, tx.now, wish.by, wish.document, wish.note,
        wish.until_on, wish.agencies, None, wish.said_by,
        percent=wish.percent, difficulty=wish.difficulty, proposal=wish.proposal,
    )  # fmt: skip
    if wish.kind is ActKind.PROGRESS:
        _worth_saying(base, catalogue)
    if wish.kind is ActKind.UNDO:
        new = undos(Occurrences(catalogue, ledger.journal), base, agency, wish.every, today)
    elif not kind.takes:
        new = [_whole(base, catalogue, ledger.journal, today)]
    else:
        found = _matching(tx, ledger, wish, obligation, agency)
        done = [(journal.append(connection, _for(base, o, _owner(catalogue, o))), o) for o in found]
        # A day that an officer confirms is no other answer.
        recorded(tx, ledger, [(act, o) for act, o in done if not o.state.closed])
        return tuple(act for act, _ in done)
    written = tuple(journal.append(connection, act) for act in new)
    if wish.kind is ActKind.UNDO:
        taken_back(tx, ledger, written)
    return written


def _matching(tx: Transaction, ledger: Ledger, wish: Wish, obligation: str, agency: str) -> list[Occurrence]:
    """The occurrences meant, at least one; several only with `every`."""
    book, today = Occurrences(tx.catalogue, ledger.journal), tx.today
    ahead = horizon(tx.catalogue.rules, today)
    meant = [
        o
        for o in book.known(ahead, today, obligation, wish.period, agency)
        if (not agency or agency in o.owner.agencies) and (not wish.period or o.period == wish.period)
    ]
    if not meant:
        raise _not_owed(obligation, agency, wish.period, list(book.known(ahead, today, obligation)))
    found = [o for o in meant if _can_take(wish, o, status(o, ledger, today))]
    if not wish.every:  # what is recorded is recorded of those who owe, where there are any
        found = [o for o in found if not o.owner.rest] or found
    if not found:
        stands = tuple(Standing(o.period, status(o, ledger, today), _owner(tx.catalogue, o)) for o in meant[:5])
        raise BadInput.of(ACTS[wish.kind].idle, obligation=obligation, stands=stands)
    near = [o for o in found if o.deadline is None or o.deadline.due_on <= today + _NEAR] or found[:1]
    chosen = found if wish.period else near
    if not wish.period and Status.OPEN in ACTS[wish.kind].takes:
        chosen = _not_answered(near, meant, today)
    if not chosen:
        stands = tuple(Standing(o.period, o.state.status) for o in meant if o.state.closed)
        raise BadInput.of(
            N_("{obligation}: closed already ({stands}); if another period is meant, name it: --period {period}"),
            obligation=obligation, stands=stands, period=near[0].period,
        )  # fmt: skip
    if len(chosen) > 1 and not wish.every:
        listed = "\n".join(f"  --period {o.period}" + _agency(o) for o in chosen[:20])
        more = f"\n  … +{len(chosen) - 20}" if len(chosen) > 20 else ""
        raise BadInput.of(
            N_("{obligation}: {n} occurrences match; name one, or give --all:\n{list}"),
            obligation=obligation, n=len(chosen), list=listed + more,
        )  # fmt: skip
    return chosen


def _owner(catalogue: Catalogue, o: Occurrence) -> str:
    return ", ".join(map(catalogue.directory.name, o.owner.agencies))


def _agency(o: Occurrence) -> str:
    return f" --agency {o.owner.id}" if o.owner.agencies else ""


def _can_take(wish: Wish, o: Occurrence, stands: Status) -> bool:
    # What an agency said itself, an officer may hold against its document (design 3.2).
    kind = ACTS[wish.kind]
    confirms = kind.answers and wish.said_by is SaidBy.OFFICER and o.state.word_only
    return confirms or stands in kind.takes


def _not_answered(near: Sequence[Occurrence], meant: Sequence[Occurrence], today: date) -> list[Occurrence]:
    """Without the periods that lie further off than one its owner has answered: an answer typed twice must not
    close the next period."""
    answered = {o.owner.id: _apart(o, today) for o in sorted(meant, key=lambda o: -_apart(o, today)) if o.state.closed}
    return [o for o in near if o.state.closed or _apart(o, today) <= answered.get(o.owner.id, LAST.toordinal())]


def _apart(o: Occurrence, today: date) -> int:
    """Days between today and the due date."""
    return abs((o.deadline.due_on - today).days) if o.deadline else 0


def _not_owed(obligation: str, agency: str, period: str, everything: Sequence[Occurrence]) -> BadInput:
    """Nothing matches: what there is instead."""
    mine = [o for o in everything if not agency or agency in o.owner.agencies]
    periods = tuple(sorted({o.period for o in mine}))
    if agency and not mine:
        template = N_("{obligation}: {agency} owes nothing of it; reminder who {obligation} shows who does")
    elif period and periods:
        template = N_("{obligation}: it has no period {period}; there are: {periods}")
    else:
        template = N_("{obligation}: nothing of it is owed in the coming year")
    return BadInput.of(
        template, obligation=obligation, agency=agency, period=(TypedPeriods((period,)),),
        periods=(TypedPeriods(periods),),
    )  # fmt: skip


def _for(base: Act, o: Occurrence, owner: str) -> Act:
    what = (Subject(o.obligation.id, o.period, owner),)
    if base.kind is ActKind.DATE and o.counted:
        raise BadInput.of(
            N_("{what}: has a date, {day}; a later one is given by reminder extend"),
            what=what, day=(TypedDay(o.counted.due_on),),
        )  # fmt: skip
    if base.kind is ActKind.RESUME and o.state.suspended_on and base.on < o.state.suspended_on:
        raise BadInput.of(
            N_("--on {day}: {what} was suspended on {since}; it cannot be resumed before that"),
            day=(TypedDay(base.on),), what=what, since=(TypedDay(o.state.suspended_on),),
        )  # fmt: skip
    if base.until_on and base.kind is ActKind.EXTEND and o.deadline and base.until_on <= o.deadline.due_on:
        raise BadInput.of(
            N_("--until {day}: an extension must end after the date it replaces, {due}"),
            day=(TypedDay(base.until_on),), due=(TypedDay(o.deadline.due_on),),
        )  # fmt: skip
    return replace(base, period=o.period, owner=o.owner.id)


def _worth_saying(base: Act, catalogue: Catalogue) -> None:
    """Raises where a progress is none: of a report, or without a word."""
    if catalogue.obligation_of[base.obligation].kind == "report":
        raise BadInput.of(
            N_("{obligation}: a report has no progress; reminder submit records it"), obligation=base.obligation
        )
    if base.percent is None and not (base.note or base.difficulty or base.proposal):
        raise WrongUse.of(N_("progress: say how it is going with --percent, --note, --difficulty or --proposal"))


def _whole(base: Act, catalogue: Catalogue, acts: Journal, today: date) -> Act:
    if base.kind is ActKind.EVENT:
        if not catalogue.obligation_of[base.obligation].reading.relative:
            raise BadInput.of(
                N_("{obligation}: waits for no event; its timeframe is “{phrase}”"),
                obligation=base.obligation, phrase=catalogue.obligation_of[base.obligation].phrase,
            )  # fmt: skip
        return base
    if not base.agencies:
        raise WrongUse.of(N_("assign: name the agencies with --to"))
    named = tuple(known_agency(catalogue, base.obligation, a, today) for a in base.agencies)
    return replace(base, agencies=named, rest=_rest(base, catalogue, acts, today))


def _rest(base: Act, catalogue: Catalogue, acts: Journal, today: date) -> tuple[str, ...]:
    """The pieces of a cell that are given to somebody while others owe theirs; those of the assignment in force are
    given anew."""
    printed, ahead = Occurrences(catalogue, Journal()), horizon(catalogue.rules, today)
    pieces = [raw for o in printed.known(ahead, today, base.obligation, base.period) for raw in o.owner.rest]
    before = acts.assigned(base.obligation, base.period)
    return tuple(dict.fromkeys((*(before.rest if before else ()), *pieces)))
