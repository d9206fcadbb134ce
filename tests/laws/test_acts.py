"""Acts in any order, before, on and behind each of the days that decide: target_on, last_on, the day before late_from
and late_from. What is told is held against a second reading of design 3.2, 3.7 and 3.10, written without the fold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reminder.core.act_kinds import SaidBy
from reminder.core.deadline import Deadline, deadline
from reminder.core.evaluate import Evaluation, status
from reminder.core.journal import Act, Journal, roots
from reminder.core.occurrence import Occurrences
from reminder.phrases import Bound
from tests.core.made import catalogue, obligation, plan, rule
from tests.laws.life import ACTS, LADDERS, LEADS, SEASONS, Life, effective, seasons, undo  # noqa: F401

START = date(2026, 11, 30)
PHRASES = (
    "chậm nhất ngày 15/12/2026", "trước ngày 15/12/2026", "chậm nhất ngày 13/12/2026", "trước ngày 14/12/2026",
    "trước ngày 15/12 hằng năm",
)  # fmt: skip
KINDS = (*ACTS, "submit", "return", "suspend", "resume", "extend", "undo", "undo", "waive")
CLOSING = ("submit", "nil", "complete", "waive")
DATING = ("extend", "date", "return", "resume", "undo")
Deed = tuple[int, str, int, int, SaidBy]  # on which day, what, about which act, how far, whose word


def drawn(deadline_: Deadline, deed: Deed) -> int:
    """The day of a deed: three of four fall round one of the days that decide."""
    n = deed[0]
    days = (deadline_.target_on, deadline_.last_on, deadline_.late_from - timedelta(1), deadline_.late_from)
    if n % 4 == 3:
        return n % 60
    return max(0, (days[n // 4 % 4] - START).days + n % 5 - 1 + n % 3 * 2)


deeds = st.lists(
    st.tuples(
        st.integers(0, 240), st.sampled_from(KINDS), st.integers(0, 20), st.integers(0, 90),
        st.sampled_from(SaidBy),
    ), max_size=10,
)  # fmt: skip


def write(life: Life, today: date, deed: Deed, owner: str, period: str) -> None:
    _, kind, which, far, said_by = deed
    if kind == "undo":
        if life.acts.written:
            undo(life, today, life.acts.written[which % len(life.acts.written)], far)
        return
    until = today + timedelta(1 + far % 40)
    extra: dict[str, object] = {}
    if kind in ("extend", "date", "silence") or (kind in ("return", "resume") and far % 3 == 0):
        extra["until_on"] = until
    if kind == "event":
        extra["until_on"] = today - timedelta(far % 20)
    if kind in CLOSING:
        extra["said_by"] = said_by
    on = today - timedelta(far % 12) if kind in (*CLOSING, "resume", "suspend") and far % 2 else today
    at = life.acts.write(kind, today, "p/1", period, owner, **extra)
    if on != today:
        life.acts.written[-1] = replace(at, on=on)


@seasons
@given(
    st.sampled_from(PHRASES), st.sampled_from(["task", "report"]), st.sampled_from(["lenient", "strict"]),
    st.sampled_from(["keep", "next", "previous"]), st.integers(0, len(LADDERS) - 1), deeds,
    st.sets(st.integers(0, 60), max_size=20),
)  # fmt: skip
def test_acts_in_any_order_keep_what_earlier_ones_meant(
    phrase: str, kind: str, before: str, nonworking: str, ladder: int, story: list[Deed], stopped: set[int]
) -> None:
    row = obligation(phrase, "a", id_="p/1", kind=kind)
    rules = catalogue(plan(row, before=before, nonworking_due=nonworking), rules=(rule(*LADDERS[ladder]),))
    life = Life(rules)
    (o,) = [o for o in Occurrences(rules, Journal()).known(date(2026, 12, 31), START) if o.period != "2027"]
    assert o.deadline
    told_owner: list[tuple[date, int]] = []  # the day, and how many acts were written by then
    for n in range(62):
        today = START + timedelta(n)
        for deed in story:
            if drawn(o.deadline, deed) == n:
                write(life, today, deed, o.owner.id, o.period)
        if n in stopped:
            continue
        done = life.tick(today)
        hold(life, o.key, o.deadline, today, done, before, nonworking, told_owner)


def hold(
    life: Life, key: str, printed: Deadline, today: date, done: Evaluation, before: str, nonworking: str,
    told_owner: list[tuple[date, int]],
) -> None:  # fmt: skip
    acts = life.acts.written
    mine = [n for n in done.notices if n.occurrence.key == key]
    now = next(x for x in done.seen if x.key == key)
    calendar = life.rules.calendar

    def by(due_on: date | None) -> Deadline:
        assert due_on
        return deadline(due_on, Bound.BY, calendar, before, nonworking)  # type: ignore[arg-type]

    read = reading(acts, printed, by)
    assert now.state.closed == (read.status == "closed"), "what answered"
    assert (now.state.status == "suspended") == (read.status == "suspended")
    if read.status == "open":
        assert now.wants_date == read.asked, "whether a date is wanted"
        if not read.asked:
            assert now.deadline == read.date, "which date is in force"
    stands = status(now, life.ledger, today)
    if read.status == "open" and read.asked:
        assert stands == "undated"
        assert {h.reason.code for h in done.held if h.occurrence.key == key} & {"date-wanted", "silenced"}
    assert not now.state.late or not in_time_then(acts, printed, by), "in time stays in time"
    if read.status != "open":
        assert mine == []
    for n in mine:
        if n.template in ("overdue", "escalation"):
            assert not read.asked and read.date.late_from <= today, "accused early"
        if n.template in ("coming", "today"):
            assert not read.asked, "a date was named that nobody gave"
        if n.role in ("head", "superior", "focal"):
            # What begins again says so to its owner first, and has a day for it.
            before_today = [on for on, count in told_owner if count > read.began and (on < today or read.began < 0)]
            assert before_today, "told above before its owner"
        if n.role == "owner":
            told_owner.append((today, len(acts)))


@dataclass
class Reading:
    """What acts mean, read one after the other. `began`: how many acts there were when the present ladder began."""

    status: str
    asked: bool
    date: Deadline
    began: int
    waived: bool = False


def reading(acts: Sequence[Act], printed: Deadline, by: Callable[[date | None], Deadline]) -> Reading:
    stand, about = {a.id for a in effective(list(acts))}, roots(acts)
    r, since = Reading("open", False, printed, -1), START
    for n, a in enumerate(acts):
        kind = a.kind
        if a.id not in stand:
            continue
        d = r.date
        past = a.written_on >= d.target_on
        if kind in CLOSING:
            if r.status == "suspended" and since < d.late_from and a.on >= d.last_on:
                r.asked = True
            r.status, r.waived = "closed", kind == "waive"
        elif kind in ("extend", "date"):
            r.date, r.asked, r.began = by(a.until_on), False, n
        elif kind == "adopt" or kind == "event":
            r.began = n
        elif kind == "suspend" and r.status == "open":
            r.status, since = "suspended", a.on
        elif kind == "return" and r.status == "closed" and not r.waived:
            r.status, r.began = "open", n
            settle(r, a, past, by)
        elif kind == "resume" and r.status == "suspended":
            r.status, r.began = "open", n
            over = a.on >= d.last_on
            if a.until_on or since < d.late_from:
                settle(r, a, past or over, by)
        elif kind == "undo" and r.status == "open":
            root = about[a.id]
            already = root.kind == "suspend" and root.on >= d.late_from
            if a.until_on:
                settle(r, a, False, by)
            elif (
                root.kind in ("suspend", "waive", "event") or (root.kind in DATING and root.until_on)
            ) and not already:
                settle(r, a, past, by)
            late = r.date.late_from <= a.written_on
            restarts = root.kind in ("extend", "date", "event", "resume", "return", "adopt")
            if restarts or (root.kind in (*CLOSING, "suspend") and (late or r.asked)):
                r.began = n
    return r


def settle(r: Reading, a: Act, past: bool, by: Callable[[date | None], Deadline]) -> None:
    if a.until_on:
        r.date, r.asked = by(a.until_on), False
    elif past:
        r.asked = True


def in_time_then(acts: Sequence[Act], printed: Deadline, by: Callable[[date | None], Deadline]) -> bool:
    """Whether the answer that stands was in time by what was in force on the day it was written."""
    stand = [a for a in effective(list(acts)) if a.kind in CLOSING]
    if not stand:
        return False
    last = stand[-1]
    upto = acts[: list(acts).index(last)]
    before = reading(upto, printed, by)
    counts = last.written_on if last.said_by == "agency" else last.on
    returns = [a.written_on for a in effective(list(upto)) if a.kind == "return"]
    if last.said_by == "confirmed" and returns:
        counts = max(counts, returns[-1])
    return before.asked or counts < before.date.late_from
