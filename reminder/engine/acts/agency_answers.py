"""What an agency answers on its page: checked, written once, and through the one journal.

Receipt and progress are on record at once, for they close nothing; a difficulty or a proposal is told to the officer.

Any other answer is final or waits for an officer (`answers` of the plan). An extension and "not ours" always wait.
While one waits, the ladder keeps silent for three working days, once in each revision: the officer is told at once,
and nobody gets silence by asking again and again.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.catalogue import Catalogue
from reminder.core.evaluate import Ledger
from reminder.core.journal import Act, not_undone
from reminder.core.ladder import horizon
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.working_calendar import LAST
from reminder.engine.acts.receipts import refused, to_decide, to_hear
from reminder.engine.acts.record import Wish, deciding, record_in
from reminder.engine.context.ledger import ledger_of
from reminder.engine.context.office import Office
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import decided
from reminder.engine.queries.answer_history import mark
from reminder.errors import BadInput
from reminder.mail.cleaning import untouchable
from reminder.store import answers, journal
from reminder.store.answers import AnswerRow
from reminder.store.database import Database
from reminder.translatable import N_

HOLD = 3  # working days of silence while an answer waits
LONGEST = {"document": 100, "note": 1000, "difficulty": 1000, "proposal": 1000}


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says. `on` is the document's day, `until_on` the date asked for; `percent`, `difficulty` and
    `proposal` are of a progress, whose words are its `note`."""

    kind: AnswerKind
    on: date | None = None
    document: str = ""
    note: str = ""
    until_on: date | None = None
    percent: int | None = None
    difficulty: str = ""
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer as stored, or the faults that kept it from being stored: (field, code) pairs.
    `again`: the same had been said before, and nothing was written."""

    row: AnswerRow | None = None
    faults: tuple[tuple[str, str], ...] = ()
    again: bool = False


def faults(said: Said, o: Occurrence, today: date) -> tuple[tuple[str, str], ...]:
    """What is wrong with an answer, field by field, in the form's order."""
    reported, extension = said.kind is AnswerKind.REPORTED, said.kind is AnswerKind.EXTENSION
    progress = said.kind is AnswerKind.PROGRESS
    silent = said.percent is None and not (said.note or said.difficulty or said.proposal)
    on, until_on, due = said.on, said.until_on, o.deadline.due_on if o.deadline else today
    checks = (
        ("answer", "not-a-report", said.kind is AnswerKind.NIL and o.obligation.kind != "report"),
        ("answer", "not-a-task", progress and o.obligation.kind != "task"),
        ("percent", "nothing-said", progress and silent),
        ("percent", "not-a-percent", said.percent is not None and not 0 <= said.percent <= 100),
        ("document", "missing", reported and not said.document),
        ("on", "missing", reported and not on),
        ("on", "future", reported and on and on > today),
        ("on", "before-plan", reported and on and o.plan.reckoned.not_issued_by(on) and on <= today),
        ("until", "missing", extension and not until_on),
        ("until", "not-later", extension and until_on and until_on <= max(due, today)),
        ("until", "too-far", extension and until_on and until_on > LAST),
        ("note", "missing", said.kind.asks and not said.note),
        *((name, "too-long", len(getattr(said, name)) > most) for name, most in LONGEST.items()),
    )
    return tuple((name, code) for name, code, wrong in checks if wrong)


def answer(
    office: Office, database: Database, catalogue: Catalogue, agency: str, key: str, said: Said, seen: str = ""
) -> Answered:
    """Store what `agency` says of the occurrence `key` and do what follows from it, in one transaction. Saying
    the same again changes nothing, and neither does what was checked at another mark of the matter than it has now
    (`seen`, "" where nobody looked before). Raises BadInput when the agency does not owe it."""

    def work(tx: Transaction) -> Answered:
        ledger = ledger_about(tx, key)
        o = owed(Occurrences(catalogue, ledger.journal), tx.today, agency, key)
        ever = answers.of(tx.connection, [key])
        before = [row for row in ever if row.revision == o.state.revision]
        new = _row(tx, agency, o, said, before)
        same = _same(new, before, {a.id for a in not_undone(ledger.journal.of(o.obligation.id))})
        if same:
            return Answered(same, again=True)
        if o.state.closed:
            return Answered(faults=(("answer", "closed"),))
        if seen and seen != mark(ledger.journal, o, ever):
            return Answered(faults=(("answer", "changed"),))
        if wrong := faults(said, o, tx.today):
            return Answered(faults=wrong)
        return Answered(_follow(tx, ledger, o, answers.put(tx.connection, new), before))

    return deciding(office, database, catalogue, work)


def _follow(tx: Transaction, ledger: Ledger, o: Occurrence, row: AnswerRow, before: Sequence[AnswerRow]) -> AnswerRow:
    """What a new answer brings about: an act at once, or silence and an officer's attention."""
    final = not row.kind.closes or (o.plan.answers == "final" and not row.kind.asks)
    for old in before:
        if old.state is AnswerState.WAITING and row.kind.closes:
            answers.change(tx.connection, old.id, state=AnswerState.REPLACED)
            if final:
                _lift(tx, old, row.agency)
                decided(tx, old.id)
    if final:
        act = record_in(tx, _wish(row, o), ledger)[0]
        answers.change(tx.connection, row.id, state=AnswerState.RECORDED, act_id=act.id)
        if row.difficulty or row.proposal:
            to_hear(tx, row, o)
        return replace(row, state=AnswerState.RECORDED, act_id=act.id)
    hold = _hold(tx, o, row, before)
    answers.change(tx.connection, row.id, hold_id=hold)
    to_decide(tx, row, o)
    return replace(row, hold_id=hold)


def confirm(
    office: Office, database: Database, catalogue: Catalogue, id_: int, by: str, *, note: str = "",
    document: str = "", until_on: date | None = None, to: Sequence[str] = (),
) -> tuple[Act, ...]:  # fmt: skip
    """An officer takes an answer as given: it goes into the journal. `until_on` grants another date than the
    one asked for, `document` is the decision's; `to` names who owes it instead of a wrong addressee, which is
    otherwise released. Raises BadInput when the answer does not wait, or can no longer be taken."""

    def work(tx: Transaction) -> tuple[Act, ...]:
        row = _decide(tx, id_, by, AnswerState.CONFIRMED, note)
        _lift(tx, row, by)
        ledger = ledger_about(tx, row.occurrence)
        book = Occurrences(catalogue, ledger.journal)
        o = owed(book, tx.today, row.agency, row.occurrence)
        if to and row.kind is AnswerKind.WRONG:
            _alone(book, o, tx.today)
        wish = _wish(row, o, by=by, note=note, document=document, until_on=until_on, to=tuple(to))
        acts = record_in(tx, wish, ledger)
        answers.change(tx.connection, row.id, act_id=acts[0].id)
        return acts

    return deciding(office, database, catalogue, work)


def refuse(office: Office, database: Database, catalogue: Catalogue, id_: int, by: str, note: str) -> AnswerRow:
    """An officer does not take an answer; the agency is mailed why, and the ladder goes on."""

    def work(tx: Transaction) -> AnswerRow:
        row = _decide(tx, id_, by, AnswerState.REFUSED, note)
        _lift(tx, row, by)
        book = Occurrences(catalogue, ledger_about(tx, row.occurrence).journal)
        o = _found(book, tx.today, row.agency, row.occurrence)
        if o and not o.state.closed and o.state.revision == row.revision:
            refused(tx, row, o)
        return row

    return deciding(office, database, catalogue, work)


def ledger_about(tx: Transaction, key: str) -> Ledger:
    """What is on record of the obligation in the period of this occurrence."""
    obligation, period, _ = key.split("@", 2)
    return ledger_of(tx, obligation, period)


def _alone(book: Occurrences, o: Occurrence, today: date) -> None:
    """`assign` names who owes the whole period, so it cannot move one of many."""
    known = book.known(horizon(book.catalogue.rules, today), today, o.obligation.id, o.period)
    others = sum(each.period == o.period and each.key != o.key for each in known)
    if others:
        raise BadInput.of(
            N_(
                "{obligation}: {n} agencies owe it, each for itself; confirm without --to to release this one, "
                "and mend the group in the file"
            ),
            obligation=o.obligation.id, n=others + 1,
        )  # fmt: skip


def owed(book: Occurrences, today: date, agency: str, key: str) -> Occurrence:
    """The occurrence `key`. Raises BadInput when this agency does not owe it."""
    found = _found(book, today, agency, key)
    if found is None:
        raise BadInput.of(N_("{key}: not owed by {agency} any more"), key=key, agency=agency)
    return found


def _found(book: Occurrences, today: date, agency: str, key: str) -> Occurrence | None:
    obligation, period, _ = key.split("@", 2)
    known = book.known(horizon(book.catalogue.rules, today), today, obligation, period)
    return next((o for o in known if o.key == key and agency in o.owner.agencies), None)


def _row(tx: Transaction, agency: str, o: Occurrence, said: Said, before: Sequence[AnswerRow]) -> AnswerRow:
    """The answer as a row, with only what its kind has a use for. Its key counts the answers before it."""
    reported, asks = said.kind is AnswerKind.REPORTED, said.kind.asks
    on = (said.on if reported else None) or tx.today
    until_on = said.until_on if said.kind is AnswerKind.EXTENSION else None
    progress = said.kind is AnswerKind.PROGRESS
    document, note = said.document if reported else "", said.note if asks or reported or progress else ""
    more = (said.percent, said.difficulty, said.proposal) if progress else (None, "", "")
    words = "\0".join(map(str, (said.kind, on, document, note, until_on, *(more if progress else ()))))
    digest = hashlib.sha256(words.encode()).hexdigest()[:20]
    return AnswerRow(
        key=f"{o.key}@r{o.state.revision}@{len(before)}@{digest}",
        occurrence=o.key, obligation=o.obligation.id, period=o.period, agency=agency, revision=o.state.revision,
        kind=said.kind, on=on, document=document, note=note, until_on=until_on, state=AnswerState.WAITING,
        said_at=tx.now, percent=more[0], difficulty=more[1], proposal=more[2],
    )  # fmt: skip


def _same(new: AnswerRow, before: Sequence[AnswerRow], standing: set[int]) -> AnswerRow | None:
    """The earlier answer that says the same and still holds: one that waits, or whose act nobody undid."""
    for old in reversed(before):
        holds = old.state is AnswerState.WAITING or old.act_id in standing
        # "Received" and "nothing to report" say the same on any day.
        dated = new.kind in (AnswerKind.REPORTED, AnswerKind.PROGRESS)
        if holds and _words(old) == _words(new) and (old.on == new.on or not dated):
            return old
    return None


def _words(row: AnswerRow) -> tuple[object, ...]:
    """What it says, whenever that was."""
    return row.kind, row.document, row.note, row.until_on, row.percent, row.difficulty, row.proposal


def _wish(
    row: AnswerRow, o: Occurrence, by: str = "", note: str = "", document: str = "",
    until_on: date | None = None, to: tuple[str, ...] = (),
) -> Wish:  # fmt: skip
    """The act an answer becomes. What the agency reports is the agency's word, held against its document where an
    officer, `by`, confirms it; what an officer grants is his."""
    kind = {
        AnswerKind.RECEIVED: ActKind.ACKNOWLEDGE,
        AnswerKind.REPORTED: ActKind.SUBMIT if o.obligation.kind == "report" else ActKind.COMPLETE,
        AnswerKind.NIL: ActKind.NIL,
        AnswerKind.PROGRESS: ActKind.PROGRESS,
        AnswerKind.EXTENSION: ActKind.EXTEND,
        AnswerKind.WRONG: ActKind.ASSIGN if to else ActKind.WAIVE,
    }[row.kind]
    # What an officer grants is told as his own words: the agency's within them stay the words of another.
    words = "; ".join(part for part in (untouchable(row.note) if by else row.note, note) if part)
    if row.kind.asks:
        return Wish(
            kind, row.obligation, "" if to else row.agency, row.period, None, document, words,
            until_on or row.until_on, to, by=by,
        )  # fmt: skip
    return Wish(
        kind, row.obligation, row.agency, row.period, row.on, row.document, words,
        said_by=SaidBy.CONFIRMED if by else SaidBy.AGENCY, by=row.agency,
        percent=row.percent, difficulty=row.difficulty, proposal=row.proposal,
    )  # fmt: skip


def _hold(tx: Transaction, o: Occurrence, row: AnswerRow, before: Sequence[AnswerRow]) -> int | None:
    """Silence until the officer has had time to decide; None when it was had before in this revision."""
    held = next((old.hold_id for old in before if old.hold_id), None)
    if held:
        return held if any(old.hold_id and old.state is AnswerState.WAITING for old in before) else None
    until_on = tx.catalogue.calendar.shift(tx.today, HOLD)
    if o.state.silent_until and o.state.silent_until >= until_on:
        return None
    act = Act(
        ActKind.SILENCE, row.obligation, row.period, o.owner.id, tx.today, tx.now, row.agency,
        note=f"{row.kind}: {row.note}".strip(": "), until_on=until_on, said_by=SaidBy.AGENCY,
    )  # fmt: skip
    return journal.append(tx.connection, act).id


def _lift(tx: Transaction, row: AnswerRow, by: str) -> None:
    if row.hold_id:
        owner = row.occurrence.rpartition("@")[2]
        subject = (row.obligation, row.period, owner)
        journal.append(tx.connection, Act(ActKind.UNDO, *subject, tx.today, tx.now, by, undoes=row.hold_id))


def _decide(tx: Transaction, id_: int, by: str, state: AnswerState, note: str) -> AnswerRow:
    row = answers.one(tx.connection, id_)
    if row is None:
        raise BadInput.of(N_("answer {answer}: there is none; reminder answers list shows them"), answer=id_)
    told = {"state": state, "decided_at": tx.now, "decided_by": by, "decision": note}
    if not answers.claim(tx.connection, id_, **told):
        raise BadInput.of(
            N_("answer {answer}: does not wait for a decision; it is {state}"), answer=id_, state=row.state
        )
    decided(tx, id_)
    return row
