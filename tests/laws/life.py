"""A season lived day by day over small made-up plans: what happens is drawn, what is told is kept for the laws.

Nothing here asks the code under test whether something is closed or excused: the laws have their own reading.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ACTS as KINDS
from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue, Rule
from reminder.core.evaluate import Evaluation, Ledger, evaluate
from reminder.core.journal import Act
from reminder.core.mail_choices import MailChoice
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.core.working_calendar import DayRow
from reminder.directory.agency import Cast
from tests.core.made import (
    AGENCIES,
    LADDER,
    Acts,
    agency,
    cast,
    catalogue,
    directory,
    obligation,
    plan,
    recorded,
    rule,
    step,
    vietnam,
    with_days,
)  # fmt: skip

SEASONS = int(os.environ.get("REMINDER_SEASONS", "10"))  # how many each law is held against
seasons = settings(
    max_examples=SEASONS, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

PHRASES = (
    "chậm nhất ngày 15/12/2026", "trước ngày 15/12 hằng năm", "Quý IV/2026", "trước ngày 02/01/2027",
    "hằng quý, chậm nhất ngày 20 của tháng cuối quý", "hằng tháng, chậm nhất ngày 31", "2026 - 2028",
    "thường xuyên", "theo lộ trình", "trong 10 ngày kể từ ngày quyết định được ban hành",
    "chậm nhất ngày 24/11/2026", "trước ngày 18/02/2027", "năm 2024",
)  # fmt: skip
WEEKLY = step("weekly", "+12wd", every=("1wd", "3wd", "5wd"), until="+60wd", template="overdue")
LADDERS = (
    LADDER,
    (*LADDER[:8], WEEKLY, *LADDER[9:], step("checkpoint", "checkpoint 15/11", template="checkpoint")),
    (
        *LADDER, step("d3", "-3d", "owner", "coordinator"), step("review", "review 10/12", template="review"),
        step("rollcall", "-1wd", "compiler", template="rollcall"),
    ),
)  # fmt: skip
ACTS = tuple(kind for kind, its in KINDS.items() if not its.chooses)
START = date(2026, 11, 23)
Happening = tuple[int, str, int, int]  # on which day, what, about which one, how far


@dataclass
class Life:
    """One office through its days. `told` is what left on each day, `days` the days on which it ticked, `choices` how
    agencies chose to be mailed."""

    rules: Catalogue
    dropped: tuple[Rule, ...] = ()
    acts: Acts = field(default_factory=Acts)
    ledger: Ledger = field(default_factory=Ledger)
    told: list[tuple[date, Notice]] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    last: Evaluation = field(default_factory=lambda: Evaluation((), (), (), ()))
    choices: Mapping[str, MailChoice] = field(default_factory=dict)

    def now(self) -> Ledger:
        return Ledger(self.acts.journal(), self.ledger.first_seen, self.ledger.emitted, self.choices)

    def tick(self, today: date) -> Evaluation:
        """As the daemon does: on a day off only first sights are kept."""
        done = evaluate(self.rules, self.now(), today)
        if self.rules.calendar.works(today):
            self.told += [(today, n) for n in done.notices]
            self.days.append(today)
        else:
            done = replace(done, notices=(), superseded=())
        self.ledger, self.last = recorded(self.now(), done, today), done
        return done


def live(
    made: "Made", days: int, happenings: list[Happening], ticks: Callable[[date], bool] = lambda _on: True,
    look: Callable[[Life, date, Evaluation], None] = lambda *_: None, choices: Mapping[str, MailChoice] | None = None,
) -> Life:  # fmt: skip
    """Live `days` days from `START`. What happens on a day happens before its tick; `look` sees each tick."""
    life = Life(made.catalogue(), choices=choices or {})
    for n in range(days):
        today = START + timedelta(n)
        for _, what, which, far in (h for h in happenings if h[0] % days == n):
            happen(life, today, what, which, far)
        if ticks(today):
            look(life, today, life.tick(today))
    return life


def happen(life: Life, today: date, what: str, which: int, far: int) -> None:
    """One thing happens: an act about one of the occurrences seen, or a change of the files."""
    if what == "holiday":
        on = today + timedelta(far % 40)
        days = with_days(life.rules.calendar, DayRow(on, "holiday", "nghỉ thêm"))
        life.rules = replace(life.rules, calendar=days)
    elif what == "rename" and life.rules.rules:
        steps = tuple(replace(s, id=s.id + "x") if s.id == f"d{which % 11}" else s for s in life.rules.rules[0].ladder)
        life.rules = replace(life.rules, rules=(rule(*steps),))
    elif what == "drop":
        gone = life.rules.rules
        life.rules, life.dropped = replace(life.rules, rules=life.dropped), gone
    elif what == "undo":
        if life.acts.written:
            at = life.acts.written[which % len(life.acts.written)]
            undo(life, today, at, far)
    elif what in ACTS and life.last.seen:
        o = life.last.seen[which % len(life.last.seen)]
        act(life, today, ActKind(what), o, far)


def undo(life: Life, today: date, of: Act, far: int) -> None:
    """As it is written: with what it brings about."""
    until = today + timedelta(1 + far % 60) if far % 3 == 0 else None
    new = life.acts.write(ActKind.UNDO, today, of.obligation, of.period, of.owner, undoes=of.id, until_on=until)
    life.acts.written.pop()
    book = Occurrences(life.rules, life.acts.journal())
    known = book.known(today + timedelta(400), today, of.obligation)
    life.acts.written.append(book.settled(new, known))


def act(life: Life, today: date, kind: ActKind, o: Occurrence, far: int) -> None:
    given: dict[str, Any] = {}
    period, owner = o.period, o.owner.id
    if kind == "extend":
        base = max(today, o.deadline.due_on if o.deadline else today)
        given = {"until_on": base + timedelta(1 + far % 120)}
    elif kind in ("return", "resume") and far % 3 == 0:
        given = {"until_on": today + timedelta(1 + far % 60)}
    elif kind in ("silence", "date"):
        given = {"until_on": today + timedelta(far % 60)}
    elif kind == "event":
        given, period, owner = {"until_on": today - timedelta(far % 20)}, "", ""
    elif kind == "progress":
        given = {"percent": far % 101}
    elif kind == "assign":
        named = (("a",), ("b",), ("b", "c"))[far % 3]
        given, period, owner = {"agencies": named}, "", ""
    life.acts.write(kind, today, o.obligation.id, period, owner, **given)


def effective(acts: list[Act]) -> list[Act]:
    """The acts that stand, read the slow way: one stands unless a later undo of it stands."""

    def stands(at: int) -> bool:
        return not any(
            later.kind == "undo" and later.undoes == acts[at].id and stands(at + 1 + n)
            for n, later in enumerate(acts[at + 1 :])
        )

    return [a for n, a in enumerate(acts) if stands(n)]


def answered(life: Life, o: Occurrence) -> bool:
    """Whether the journal as it is now leaves this occurrence closed."""
    owners = {"", o.owner.id} | ({"-"} if o.owner.assigned else set())
    state = False
    for a in effective(life.acts.written):
        if a.obligation == o.obligation.id and a.period in ("", o.period) and a.owner in owners:
            state = a.kind in ("submit", "nil", "complete", "waive") or (state and a.kind != "return")
    return state


# what is drawn


LEADS: dict[str, Cast] = {
    "a": cast("a"), "b and a": cast("b", "a"), "all": cast("all"), "a or b": cast("a", "b", choice=True), "": Cast(),
}  # fmt: skip
OTHERS = {"": Cast(), "c": cast("c"), "all": cast("all")}


@dataclass(frozen=True)
class Made:
    """A catalogue of one plan, as it was drawn: its rows, who has no mailbox, its settings."""

    rows: tuple[tuple[str, str, str, str], ...]
    gathers: bool
    mute: frozenset[str]
    before: str
    nonworking: str
    ladder: int

    def catalogue(self) -> Catalogue:
        rows = [
            obligation(phrase, id_=f"p/{n}", kind=kind, lead=LEADS[lead], coordinators=OTHERS[others])
            for n, (phrase, kind, lead, others) in enumerate(self.rows)
        ]
        if self.gathers:
            gathered = tuple(o.id for o in rows if o.kind == "report")
            last = "trước ngày 31/12 hằng năm"
            rows.append(obligation(last, "focal", id_="p/9", kind="report", compiles=gathered))
        mute = (agency(a, contacts=(), head=(), superior="" if a == "ubnd" else "ubnd") for a in self.mute)
        return catalogue(
            plan(*rows, before=self.before, nonworking_due=self.nonworking), directory=directory(*mute),
            rules=(rule(*LADDERS[self.ladder]),), calendar=vietnam(),
        )  # fmt: skip


offices = st.builds(
    Made,
    st.lists(
        st.tuples(
            st.sampled_from(PHRASES), st.sampled_from(["task", "report"]), st.sampled_from(sorted(LEADS)),
            st.sampled_from(sorted(OTHERS)),
        ), min_size=1, max_size=4,
    ).map(tuple),
    st.booleans(),
    st.frozensets(st.sampled_from([a.id for a in AGENCIES]), max_size=3),
    st.sampled_from(["lenient", "strict"]),
    st.sampled_from(["keep", "next", "previous"]),
    st.integers(0, len(LADDERS) - 1),
)  # fmt: skip


def happenings(*kinds: str) -> st.SearchStrategy[list[Happening]]:
    days, numbers = st.integers(0, 180), st.integers(0, 400)
    return st.lists(st.tuples(days, st.sampled_from(kinds), numbers, numbers), max_size=12)


anything = happenings(*ACTS, "holiday", "rename", "drop")
acts_only = happenings(*ACTS)
