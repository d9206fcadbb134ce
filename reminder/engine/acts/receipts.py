"""What becomes of an agency's answer, as people are told it: to the agency that it is on record or was not taken,
to the officer that it waits; and what is taken back, to whom it was told.

What the agency hears is no step of a ladder: an act or a decision calls for it, once, and it is queued in the same
transaction. From there on it goes the way of every notice. Who was never told of the matter and did not say it
himself is told nothing, so history that is entered or imported sends no mail; of what an officer decides (a release, a
suspension) only whom a mail of the matter has reached, or who was mailed in its place.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from reminder.core.act_kinds import ACTS, ActKind, SaidBy
from reminder.core.answer_states import AnswerKind
from reminder.core.catalogue import Step
from reminder.core.evaluate import Ledger
from reminder.core.journal import Act, Journal, reversed_by, roots
from reminder.core.ladder import Rung, horizon
from reminder.core.mail_grouping import address, mails
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.occurrence_state import fold
from reminder.core.offsets import parse_offset
from reminder.core.outbox_states import WAITING, MailState, NoticeState
from reminder.core.reason import Reason, because
from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.alerts import ask, decided
from reminder.engine.outbox.enqueue import new_mail, post
from reminder.engine.planning.store_decisions import row
from reminder.mail.cleaning import untouchable
from reminder.store import answers, notices, outbox
from reminder.store.answers import AnswerRow

# So long a record waits: several answers go in one mail, and a slip can be undone before it is told.
REST = timedelta(minutes=30)
RECORDED = Step("recorded", parse_offset("0"), ("owner",), "thanks", "low")
_UNDONE = Step("taken-back", parse_offset("0"), ("owner",), "undone")
_LEAVING = (MailState.SENDING, MailState.UNKNOWN)
_REFUSED = Step("refused", parse_offset("0"), ("owner",), "refused")


def recorded(tx: Transaction, ledger: Ledger, closed: Sequence[tuple[Act, Occurrence]]) -> None:
    """Queue the record of each act that closed or suspended an occurrence, for those who owe it."""
    found = [
        (act, (_notice(tx, o, RECORDED, act.id, agency, REST), because("recorded", act=act.id)))
        for act, o in closed
        if ACTS[act.kind].told_apart
        for agency in o.owner.agencies
        if (_concerned(ledger, act, o, agency) if ACTS[act.kind].answers else _mailed(tx, o, agency))
    ]
    _send(tx, [told for act, told in found if ACTS[act.kind].answers], REST)
    _send(tx, [told for act, told in found if not ACTS[act.kind].answers], REST, "thanks")


def taken_back(tx: Transaction, ledger: Ledger, undos: Sequence[Act]) -> None:
    """What was told of acts that these undos have reversed: what has not left is cancelled, what has is taken back
    aloud, to the same recipients (design 3.7). `ledger` is as it was before them."""
    acts, found = (*ledger.journal.acts, *undos), list[tuple[Notice, Reason]]()
    about, reversed_ = roots(acts), reversed_by(acts)
    for undo in undos:
        for o in _spoken_of(tx, ledger.journal, undo):
            every, act_id = notices.of_occurrence(tx.connection, o.key), undo.undoes or 0
            told = [n for n in every if _told_of(n, act_id, o, ledger)]
            if about[undo.id].kind is ActKind.PROGRESS:  # what of it waits to be heard is heard no more
                for said in answers.of(tx.connection, [o.key]):
                    if said.act_id == act_id:
                        decided(tx, said.id)
            notices.set_state(tx.connection, [n.id for n in told if n.state in WAITING], NoticeState.CANCELLED)
            for recipient, role in {n.recipient: n.role for n in told if n.state is NoticeState.SENT}.items():
                notice = _notice(tx, o, _UNDONE, undo.id, recipient, REST)
                found.append((notice._replace(role=role), because("undone", act=undo.id)))  # type: ignore[arg-type]
        root = about[undo.id]
        if root.id not in reversed_ and ACTS[root.kind].told_apart:  # it stands again
            after = _spoken_of(tx, Journal(acts), undo)
            recorded(tx, ledger, [(root, o) for o in after if o.state.rests])
    _send(tx, found, REST, "undone")


def _spoken_of(tx: Transaction, journal: Journal, act: Act) -> list[Occurrence]:
    """The occurrences an act speaks of."""
    book, ahead = Occurrences(tx.catalogue, journal), horizon(tx.catalogue.rules, tx.today)
    return [
        o
        for o in book.known(ahead, tx.today, act.obligation, act.period)
        if act.period in ("", o.period) and act.owner in ("", *o.owner.ids)
    ]


def _told_of(n: notices.NoticeRow, act_id: int, o: Occurrence, ledger: Ledger) -> bool:
    """Whether this notice told of the act: its record, its taking back, or the step with which it began the ladder
    again."""
    if n.template in ("thanks", "undone"):
        return n.ordinal == act_id
    at = str(n.reason.get("at", ""))
    if not at.startswith("restart "):
        return False
    acts = ledger.journal.about(o.obligation.id, o.period, *o.owner.ids)
    act = next((a for a in acts if a.id == act_id), None)
    if act is None or at != f"restart {act.kind}":
        return False
    # Counted from the end, for what an heir took over began somewhere else.
    raised = fold(acts).revision - fold(a for a in acts if a.id <= act_id).revision
    return n.revision == o.state.revision - raised


def refused(tx: Transaction, answer: AnswerRow, o: Occurrence) -> None:
    """Queue for the agency that its waiting answer was not taken, and why."""
    notice = _notice(tx, o, _REFUSED, answer.id, answer.agency, timedelta(0))
    _send(tx, [(notice, because("refused", answer=answer.id))], timedelta(0))


def to_decide(tx: Transaction, answer: AnswerRow, o: Occurrence) -> None:
    """Tell the officer of the plan's focal agency what waits for a decision; the operator, where it has nobody
    to be reached."""
    waits = because(
        f"{answer.kind}-waits", agency=_named(tx, answer, o),
        obligation=answer.obligation, title=o.obligation.called, document=untouchable(answer.document),
        on=answer.on, until_on=answer.until_on, words=untouchable(answer.note) or "-", number=answer.id,
    )  # fmt: skip
    _ask(tx, waits, answer, o)


def to_hear(tx: Transaction, answer: AnswerRow, o: Occurrence) -> None:
    """Tell the same officer, once, of a difficulty or a proposal in what was said of a task's progress."""
    code = "both" if answer.difficulty and answer.proposal else "difficulty" if answer.difficulty else "proposal"
    heard = because(
        f"heard-{code}", agency=_named(tx, answer, o), obligation=answer.obligation,
        title=o.obligation.title, difficulty=untouchable(answer.difficulty), proposal=untouchable(answer.proposal),
        on=answer.on, number=answer.id,
    )  # fmt: skip
    _ask(tx, heard, answer, o)


def _named(tx: Transaction, answer: AnswerRow, o: Occurrence) -> str:
    """Who answered, as the officer who is told reads it."""
    to, directory = tx.reach.officer(o.plan.focal, tx.today), tx.catalogue.directory
    return directory.name(answer.agency, directory.agency(to.agency).lang if to and to.agency else "vi")


def _ask(tx: Transaction, why: Reason, answer: AnswerRow, o: Occurrence) -> None:
    """In the place of what was told of earlier answers; what is heard and what is decided stay apart."""
    heard = answer.kind is AnswerKind.PROGRESS
    said = answers.of(tx.connection, [answer.occurrence])
    earlier = [row.id for row in said if row.id != answer.id and heard == (row.kind is AnswerKind.PROGRESS)]
    ask(tx, why, earlier, tx.reach.officer(o.plan.focal, tx.today))


def _concerned(ledger: Ledger, act: Act, o: Occurrence, agency: str) -> bool:
    told = ledger.emitted.get((o.key, agency), ())
    return any(e.told for e in told) or (act.said_by is not SaidBy.OFFICER and act.by == agency)


def _mailed(tx: Transaction, o: Occurrence, agency: str) -> bool:
    """Whether a mail about it has left for the agency, or may just have."""
    mine = [n for n in notices.of_occurrence(tx.connection, o.key) if n.recipient == agency]
    leaving = outbox.carrying(tx.connection, [n.id for n in mine if n.state is NoticeState.QUEUED]).values()
    return any(n.state is NoticeState.SENT for n in mine) or any(m.state in _LEAVING for m in leaving)


def _notice(tx: Transaction, o: Occurrence, step: Step, n: int, agency: str, rest: timedelta) -> Notice:
    on = tx.office.leaves_on(tx.now + rest, tx.catalogue)
    return Notice(o, Rung(step, n, tx.today), agency, "owner", on)


def _send(tx: Transaction, found: Sequence[tuple[Notice, Reason]], rest: timedelta, template: str = "") -> None:
    """Nobody stands in for an agency that cannot be reached: what it said is its own affair. What was decided of it and
    what is taken back is told to others in its place too, under its `template`."""
    found = [(n, why) for n, why in found if (to := address(n, tx.reach)) and (template or not to.stands_in)]
    rows = [
        replace(row(n, NoticeState.QUEUED), reason=why.plain(), template=template or n.template) for n, why in found
    ]
    ids = notices.add(tx.connection, rows, tx.now)
    made = mails((n for n, _ in found if n.key in ids), tx.reach).mails
    post(tx, [new_mail(tx, m, ids, rest) for m in made])
