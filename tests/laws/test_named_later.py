"""A body that nobody knew stands beside one that does: whatever is recorded, assigned and told meanwhile, and whenever
its name is found or lost again, what was answered stays answered, nobody is told twice, and each owes what is its."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.core.journal import Act
from reminder.core.occurrence import Occurrence
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.rules import enforce
from reminder.errors import ReminderError
from reminder.rulefile import load_texts
from reminder.store import journal, notices, rulesets
from reminder.store.schema import notice
from tests.engine.made import FILES, wall
from tests.journeys import desk as small
from tests.laws.life import effective, seasons
from tests.laws.whole import Whole, in_memory

START = date(2026, 12, 1)
A, B, C = "sct", "sxd", "snnmt"
UNKNOWN = "Thuế tỉnh mẫu"
CELLS = (
    f"Sở Công Thương và {UNKNOWN}",
    f"{UNKNOWN}, Sở Công Thương",
    f"Sở Công Thương, {UNKNOWN}, các đơn vị liên quan",
)
CLOSING = ("complete", "waive")
HIS = ("complete", "waive", "return", "extend", "acknowledge", "suspend", "resume", "silence", "undo")
Step = tuple[str, int]  # what happens, how far


@cache
def rules(cell: str, known: bool) -> Catalogue:
    plan = small.PLAN.replace('lead = "Sở Công Thương"', f'lead = "{cell}"')
    agencies = small.AGENCIES.replace(
        'name = "Sở Xây dựng"', f'name = "Sở Xây dựng"\naliases = ["{UNKNOWN}"]' if known else 'name = "Sở Xây dựng"'
    )
    return load_texts(FILES | {"plans/kh-1.toml": plan, "agencies/tinh.toml": agencies})


@dataclass
class Life:
    """The one task through its days. `assigned`: to whom the rest was given, by acts in force."""

    office: Whole
    cell: str
    today: date = START
    known: bool = False
    assigned: list[tuple[str, int]] = field(default_factory=list)

    def do(self, what: str, far: int) -> None:
        if what == "tick":
            self.today += timedelta(far % 9)
            self.office.tick(self.today)
        elif what == "named":
            self.name(not self.known)
        elif what == "assign" and self.known and not self.assigned:
            return  # of the whole cell: it replaces who was printed
        elif what == "assign":
            to = (B, C)[far % 2]
            if acts := self.say(ActKind.ASSIGN, agency="", agencies=(to,)):
                self.assigned.append((to, acts[0].id))
        elif what == "unassign":
            if self.assigned and self.say(ActKind.UNDO, agency=""):
                last = self.acts()[-1].undoes
                self.assigned = [each for each in self.assigned if each[1] != last]
        else:
            until = self.today + timedelta(1 + far)
            if what == "extend":
                until = max(until, date(2027, 1, 2) + timedelta(far))
            needs = what in ("extend", "silence") or (what in ("return", "resume") and far % 2)
            self.say(ActKind(what), until_on=until if needs else None)

    def say(self, kind: ActKind, agency: str = A, **given: Any) -> tuple[Act, ...]:
        wish = Wish(kind, "kh-1/1", agency, "once" if agency else "", by="an", **given)
        try:
            return record(self.office.office(self.today), self.office.database, self.office.catalogue, wish)
        except ReminderError:
            return ()

    def name(self, known: bool) -> None:
        self.known, self.office.catalogue = known, rules(self.cell, known)
        self.office.database.transact(lambda c: enforce(c, self.office.catalogue, wall(self.today, 10)))

    def acts(self) -> list[Act]:
        with self.office.database.read() as connection:
            return [a for a in journal.journal(connection).acts if a.obligation == "kh-1/1"]

    def owed(self) -> list[Occurrence]:
        return [o for o in self.office.occurrences(self.today) if o.obligation.id == "kh-1/1"]

    def of(self, agency: str) -> list[Occurrence]:
        return [o for o in self.owed() if agency in o.owner.agencies]

    def told(self) -> Counter[tuple[Any, ...]]:
        """What left or waits, by whom it tells what, under whatever key."""
        with self.office.database.read() as connection:
            rows = connection.execute(
                select(notice).where(notice.c.occurrence.like("kh-1/1@%"), notice.c.state.in_(("sent", "queued")))
            ).all()
        return Counter((n.recipient, n.role == "head", n.revision, n.step, n.ordinal) for n in rows if n.recipient == A)


@contextmanager
def lived(cell: str = CELLS[0]) -> Iterator[Life]:
    with in_memory(rules(cell, False)) as office:
        life = Life(office, cell)
        life.name(False)
        yield life


def his_own(acts: list[Act]) -> tuple[bool, date | None]:
    """Whether A's answers leave it closed, and the date last given to it, read the slow way."""
    closed, until = False, None
    for a in effective(acts):
        if a.owner and A in a.owner.split("+"):
            closed = (closed or a.kind in CLOSING) and not (a.kind == "return" and closed)
            until = a.until_on if a.kind == "extend" else until
    return closed, until


def hold(life: Life) -> None:
    (mine,) = life.of(A)
    closed, until = his_own(life.acts())
    assert mine.state.closed == closed, "what A answered is no longer answered, or is though it was taken back"
    if not any(a.kind in ("return", "resume", "undo") for a in life.acts()):
        assert mine.state.due_on == until
    to = life.assigned[-1][0] if life.assigned else B if life.known else ""
    if to:
        assert len(life.of(to)) == 1, "who was assigned, or is known, owes once"
    asked = [o for o in life.owed() if not o.owner.agencies]
    if closed and not life.assigned:
        assert not asked, "the product is there"
    assert max(life.told().values(), default=0) <= 1, "told twice of one step"


STEPS = st.lists(
    st.tuples(st.sampled_from((*["tick"] * 3, *["named"] * 2, "assign", "unassign", *HIS)), st.integers(0, 40)),
    max_size=14,
)


@seasons
@given(st.sampled_from(CELLS), STEPS)
def test_whenever_a_name_is_found(cell: str, steps: list[Step]) -> None:
    with lived(cell) as life:
        for what, far in steps:
            life.do(what, far)
            hold(life)


@seasons
@given(st.sampled_from(CELLS), STEPS)
def test_who_is_found_hears_its_own_and_who_closed_it_nothing_more(cell: str, steps: list[Step]) -> None:
    with lived(cell) as life:
        for what, far in steps:
            life.do(what, far)
        life.name(True)
        before = life.told()
        while not life.office.catalogue.calendar.works(life.today):
            life.today += timedelta(1)
        life.office.tick(life.today)
        (mine,), to = life.of(A), life.assigned[-1][0] if life.assigned else B
        (theirs,) = life.of(to)
        if mine.state.closed:
            assert {told for told in life.told() if told[3] != "recorded"} <= before.keys()
        quiet = theirs.state.closed or theirs.state.suspended_on or theirs.state.silent_until or theirs.wants_date
        if not quiet and theirs.deadline and life.today < theirs.deadline.late_from:
            with life.office.database.read() as connection:
                found = notices.of_occurrence(connection, theirs.key)
            assert any(n.recipient == to and n.state != "superseded" for n in found), "it owes, and has heard nothing"


def steps_of(life: Life, agency: str) -> list[str]:
    """What it is told on one more day, apart from what answers an act."""
    (o,) = life.of(agency)
    with life.office.database.read() as connection:
        before = {n.key for n in notices.of_occurrence(connection, o.key)}
    life.office.tick(life.today)
    with life.office.database.read() as connection:
        new = [n for n in notices.of_occurrence(connection, o.key) if n.key not in before and n.state == "sent"]
    return [n.step for n in new if n.recipient == agency]


def test_who_confirmed_receipt_is_spared_and_who_comes_to_stand_beside_hears_the_step() -> None:
    with lived() as life:
        life.office.tick(life.today)
        assert life.say(ActKind.ACKNOWLEDGE)
        life.today = date(2026, 12, 18)
        life.name(True)
        assert (steps_of(life, A), steps_of(life, B)) == ([], [])
        with life.office.database.read() as connection:
            told = notices.of_occurrence(connection, "kh-1/1@once@sct+sxd")
        assert [(n.recipient, n.step) for n in told if n.state == "sent"] == [(A, "first"), (B, "d10")]
        assert life.say(ActKind.ACKNOWLEDGE, agency=B)
        life.today = date(2026, 12, 25)
        assert steps_of(life, B) == [], "it has confirmed too"


def test_who_comes_to_stand_beside_may_have_taken_back_what_the_other_did() -> None:
    with lived() as life:
        assert life.say(ActKind.COMPLETE)
        life.name(True)
        (undo,) = life.say(ActKind.UNDO, agency=B)
        assert (undo.owner, undo.undoes) == (A, 1)
        assert not life.of(B)[0].state.closed


def test_a_late_answer_taken_back_begins_again_with_the_owner_whatever_its_key() -> None:
    with lived() as life:
        life.office.tick(life.today)
        life.today = date(2027, 1, 6)
        life.office.tick(life.today)
        assert life.say(ActKind.COMPLETE)
        life.name(True)
        (undo,) = life.say(ActKind.UNDO)
        assert undo.restarts


def test_what_an_earlier_version_read_otherwise_goes_on_without_a_reload() -> None:
    """The files are the same; the program has learnt to read the name."""
    with lived() as life:
        life.office.tick(life.today)
        life.office.catalogue, before = rules(life.cell, True), life.told()
        with life.office.database.write() as connection:
            rulesets.enforce(connection, life.office.catalogue.texts, wall(life.today, 10))
        life.office.tick(life.today)
        assert life.told() == before
        assert [o.key for o in life.owed()] == ["kh-1/1@once@sct+sxd"]


def test_what_was_done_while_nobody_owed_it_is_done_for_whoever_is_found() -> None:
    with lived(UNKNOWN) as life:
        assert life.say(ActKind.EXTEND, agency="", until_on=date(2027, 2, 1))
        life.name(True)
        (theirs,) = life.of(B)
        assert theirs.state.due_on == date(2027, 2, 1)
        assert life.say(ActKind.COMPLETE, agency=B)
        assert life.of(B)[0].state.due_on == date(2027, 2, 1)


def test_what_was_said_of_the_rest_alone_is_not_said_of_those_who_owed_beside() -> None:
    with lived() as life:
        assert life.say(ActKind.EXTEND, until_on=date(2027, 2, 1))
        life.say(ActKind.EXTEND, agency="", until_on=date(2027, 3, 1), every=True)
        life.name(True)
        assert (life.of(A)[0].state.due_on, life.of(A)[0].state.revision) == (date(2027, 3, 1), 3)


def test_those_who_owed_jointly_and_owe_each_for_itself_by_now_keep_what_they_did_and_heard() -> None:
    """The cell is a group's name, found later."""
    joint = rules("Sở Công Thương, Sở Xây dựng", False)
    with in_memory(joint) as office:
        life = Life(office, "")
        office.database.transact(lambda c: enforce(c, joint, wall(START, 8)))
        office.tick(START)
        assert life.say(ActKind.ACKNOWLEDGE)
        office.catalogue = rules("Các sở, ban, ngành", False)
        office.database.transact(lambda c: enforce(c, office.catalogue, wall(START, 10)))
        assert all(life.of(a)[0].state.acknowledged for a in (A, B)) and not life.of(C)[0].state.acknowledged
        office.tick(START)
        with office.database.read() as connection:
            told = [n for a in (A, B, C) for n in notices.of_occurrence(connection, f"kh-1/1@once@{a}")]
        assert [(n.occurrence[-3:], n.recipient) for n in told if n.step == "first"] == [
            ("sct", "sct"), ("sxd", "sxd"), ("nmt", "snnmt"),
        ]  # fmt: skip
