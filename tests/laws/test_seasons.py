"""Laws of a lived season. `make laws` draws two thousand for each; the default is a taste of it."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Evaluation, Ledger, evaluate, status
from reminder.core.ladder import DEFAULT, Stretch, Timetable, rungs
from reminder.core.mail_grouping import mails
from reminder.core.told_instead import Reach
from tests.laws.life import (
    START,
    Happening,
    Life,
    Made,
    acts_only,
    answered,
    anything,
    happenings,
    live,
    offices,
    seasons,
)  # fmt: skip

LATE = ("overdue", "escalation")
lengths = st.integers(15, 80)


@seasons
@given(offices, lengths, anything)
def test_what_is_told_on_any_day(made: Made, days: int, story: list[Happening]) -> None:
    """Working days only; each notice once for ever; nobody answered, nobody early; one mail of a kind a day;
    everyone reached or the operator told; a second look adds nothing."""
    keys: set[str] = set()

    def look(life: Life, today: date, done: Evaluation) -> None:
        if done.notices:
            assert life.rules.calendar.works(today)
        for n in done.notices:
            o = n.occurrence
            assert n.key not in keys
            keys.add(n.key)
            assert n.send_on == today >= n.rung.on
            assert not answered(life, o)
            if n.template in LATE:
                assert o.deadline and o.deadline.late_from <= n.rung.on
            if o.owner.unassigned:
                assert n.template == "unassigned"
        posted = mails(done.notices, Reach(life.rules.directory, "quantri@tinh.example"))
        boxes = Counter((m.mailbox, m.kind) for m in posted.mails)
        assert all(count == 1 for count in boxes.values())
        told = [n.key for m in posted.mails for n in m.notices]
        assert sorted(told) == sorted(n.key for n in done.notices) and not posted.unreachable
        directory = life.rules.directory
        for m in posted.mails:
            for n in m.notices:
                mute = n.recipient in directory and not directory.agency(n.recipient).contacts
                assert not mute or n.recipient in posted.strays
        again = evaluate(life.rules, life.now(), today)
        assert (again.notices, again.superseded) == ((), ()) or not life.rules.calendar.works(today)

    live(made, days, story, look=look)


@example(  # adopted while nothing ran
    Made(
        (("hằng quý, chậm nhất ngày 20 của tháng cuối quý", "task", "a", ""),), False, frozenset(), "lenient", "keep", 0
    ),
    40, [(177, ActKind.ADOPT, 0, 0)], {17},
)  # fmt: skip
@example(  # told as one of two, and owing alone since
    Made((("chậm nhất ngày 15/12/2026", "task", "", ""),), False, frozenset(), "lenient", "keep", 0),
    15, [(1, ActKind.ASSIGN, 0, 212), (3, ActKind.ASSIGN, 0, 1)], set(),
)  # fmt: skip
@seasons
@given(offices, lengths, anything, st.sets(st.integers(0, 80), max_size=40))
def test_the_newest_step_is_never_lost(made: Made, days: int, story: list[Happening], stopped: set[int]) -> None:
    """After any tick, however long the stoppage and whatever was changed in the files: for everyone to be told
    of an open occurrence the newest step is on record, or one that was planned as late or later."""

    def look(life: Life, today: date, done: Evaluation) -> None:
        if not life.rules.calendar.works(today):
            return
        quiet = {h.occurrence.key for h in done.held if h.rung is None and h.reason.code != "date-wanted"}
        for o in done.seen:
            if o.key in quiet or o.state.acknowledged or o.owner.unassigned:
                continue
            plan = [Stretch(date.min, date.max, Timetable(life.rules).rule(o.obligation, today))]
            # What a body was told as one of several goes on where it owes now.
            keys = [o.key, *(key for key, to in done.former if o.key in {each.key for each in to})]
            for owner in o.owner.agencies:
                on_record = [e for key in keys for e in life.ledger.emitted.get((key, owner), ())]
                told = [e for e in on_record if e.told and e.revision == o.state.revision]
                # A ladder that begins again counts from the day on which its owner was told of it.
                began = min((e.planned_on for e in told), default=None) if o.state.restart else None
                mine = [r for r in rungs(o, plan, life.rules.calendar, today, began) if "owner" in r.step.to]
                newest = mine[-1] if mine else None
                assert not newest or any(e.planned_on >= newest.on or e.name == newest.name for e in told)

    live(made, days, story, lambda on: (on - START).days not in stopped, look)


@seasons
@given(offices, lengths, acts_only, st.sets(st.integers(0, 80), max_size=40))
def test_a_stoppage_only_turns_steps_into_superseded_ones(
    made: Made, days: int, story: list[Happening], stopped: set[int]
) -> None:
    """What is told through a stoppage is what would have been told without it, less what newer steps replaced.
    The first day is lived, so that what is seen there is the same; so are days on which something happens,
    for what happens is drawn from what was seen."""
    stopped -= {0} | {h[0] % days for h in story} | {h[0] % days - 1 for h in story}
    whole = live(made, days, story)
    holed = live(made, days, story, lambda on: (on - START).days not in stopped)
    assert {n.key for _, n in holed.told} <= {n.key for _, n in whole.told}


@seasons
@given(offices, lengths)
def test_what_was_foreseen_is_what_is_told(made: Made, days: int) -> None:
    rules = made.catalogue()
    first = rules.calendar.on_or_after(START)
    last = START + timedelta(days - 1)
    foreseen = evaluate(rules, Ledger(), first, last) if first <= last else None
    lived = live(made, days, [])
    found = [(n.send_on, n.key) for n in foreseen.notices if n.send_on <= last] if foreseen else []
    assert sorted(found) == sorted((on, n.key) for on, n in lived.told)


@seasons
@given(offices, lengths, happenings("submit", "extend", "return", "return", "extend", "suspend", "silence"))
def test_an_extension_or_a_return_always_makes_a_new_ladder(made: Made, days: int, story: list[Happening]) -> None:
    """On the first day of sending after the act its owner is told in the new revision, unless it keeps silent."""

    def look(life: Life, today: date, done: Evaluation) -> None:
        if not life.rules.calendar.works(today):
            return
        quiet = {h.occurrence.key for h in done.held if h.rung is None and h.reason.code != "date-wanted"}
        for o in done.seen:
            if o.state.restart in ("extend", "return") and o.key not in quiet and not o.owner.unassigned:
                for owner in o.owner.agencies:
                    record = life.ledger.emitted.get((o.key, owner), ())
                    assert any(e.told and e.revision == o.state.revision for e in record)

    live(made, days, story, look=look)


@seasons
@given(offices, anything)
def test_nobody_unanswered_is_forgotten(made: Made, story: list[Happening]) -> None:
    """At the end of a long season everything unanswered and late has been escalated, or is listed as to why not."""
    escalates = {s.id for s in (*made.catalogue().rules[0].ladder, *DEFAULT.ladder) if s.template == "escalation"}
    early = [(on % 70, what, which, far) for on, what, which, far in story]  # then time enough for every step
    life = live(made, 90, early)
    today = START + timedelta(89)
    quiet = {h.occurrence.key for h in life.last.held if h.rung is None}
    for o in life.last.seen:
        stands = status(o, life.ledger, today)
        if o.key in quiet or stands != "late":
            assert o.key in quiet or stands in ("open", "unassigned", "undated", "backlog")
            continue
        assert o.deadline
        since = max(o.deadline.late_from, o.state.since_on or START)  # a restart begins another ladder
        if life.rules.calendar.count(since, today) >= 8:
            above = [n for _, n in life.told if n.occurrence.key == o.key and n.rung.step.id in escalates]
            record = [
                e for (key, _), found in life.ledger.emitted.items() if key == o.key
                for e in found if e.name.split("#")[0] in escalates and e.revision == o.state.revision
            ]  # fmt: skip
            assert above or record


@seasons
@given(offices, lengths, st.integers(1, 100), st.integers(1, 30))
def test_a_rule_deleted_and_put_back_loses_and_repeats_nothing(made: Made, days: int, gone: int, back: int) -> None:
    story: list[Happening] = [(gone % days, "drop", 0, 0), (min(gone % days + back, days - 1), "drop", 0, 0)]
    lived = live(made, days, story)
    counts = Counter((n.occurrence.key, n.recipient, n.occurrence.state.revision, on) for on, n in lived.told)
    assert all(count == 1 for count in counts.values())
