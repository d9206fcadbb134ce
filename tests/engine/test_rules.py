"""Rules put into force, all or nothing: what is held against what, and what new files may not take away."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Catalogue
from reminder.engine.context import rules as module
from reminder.engine.context.rules import enforce, in_force, matches, replaced, stored
from reminder.errors import BadInput, Place, Problem
from reminder.rulefile import load_texts
from reminder.store import journal, notices, rulesets
from reminder.store.database import JOURNAL, RULES, Connection
from reminder.store.rulesets import RuleSet, digest
from tests.engine.made import FILES, TUESDAY, act, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

NOW, LATER = wall(TUESDAY, 9), wall(TUESDAY, 10)
SECOND = FILES | {"plans/kh-2.toml": small.PLAN.replace("kh-1", "kh-2")}


def rules(plan: str = small.PLAN) -> Catalogue:
    return load_texts(FILES | {"plans/kh-1.toml": plan})


def put(office: Whole, catalogue: Catalogue, at: object = NOW) -> None:
    office.database.transact(lambda c: enforce(c, catalogue, at))  # type: ignore[arg-type]


def held(office: Whole, catalogue: Catalogue) -> tuple[bool, bool]:
    with office.database.read() as connection:
        return matches(connection, catalogue), replaced(connection, catalogue)


def said(problems: tuple[Problem, ...]) -> list[tuple[Place, str, str, str]]:
    return [(p.place, p.key, p.message, p.level) for p in problems]


def test_what_is_in_force_is_held_against_what_is_at_hand(office: Whole) -> None:
    mine, other = office.catalogue, rules(small.PLAN + "\n")
    assert (stored(None), in_force(None)) == (None, None)
    assert (stored(office.database), in_force(office.database)) == (None, None)
    assert held(office, mine) == (False, False), "nothing is"
    put(office, mine)
    assert stored(office.database) == RuleSet(digest(mine.texts), mine.texts, NOW)
    assert in_force(office.database) == mine
    assert (held(office, mine), held(office, other)) == ((True, False), (False, True))
    put(office, mine, LATER)
    assert stored(office.database) == RuleSet(digest(mine.texts), mine.texts, NOW), "the same changes nothing"
    put(office, other, LATER)
    assert stored(office.database) == RuleSet(digest(other.texts), other.texts, LATER)
    assert held(office, mine) == (False, True)


def test_what_an_earlier_version_took_and_this_one_refuses_is_in_force_as_nothing(office: Whole) -> None:
    texts = (("plans/x.toml", "no toml"),)
    office.database.transact(lambda c: rulesets.enforce(c, texts, NOW))
    assert stored(office.database) == RuleSet(digest(texts), texts, NOW)
    assert in_force(office.database) is None


def renamed(was: str = "year") -> Catalogue:
    plan = small.PLAN.replace('compiles = ["year"]', 'compiles = ["annual"]')
    return rules(plan.replace('id = "year"', f'id = "annual"\nwas = ["{was}"]'))


def test_what_is_on_record_goes_with_its_row(office: Whole) -> None:
    put(office, office.catalogue)
    office.round(TUESDAY)
    act(office, ActKind.ACKNOWLEDGE)
    new = renamed()
    put(office, new, LATER)
    assert held(office, new) == (True, False)
    with office.database.read() as connection:
        assert [a.obligation for a in journal.journal(connection).acts] == ["kh-1/annual"]
        assert notices.of_occurrence(connection, "kh-1/annual@2026@sct")
        assert notices.of_occurrence(connection, "kh-1/year@2026@sct") == []


def test_a_row_that_was_in_force_itself_is_not_joined_with_another(office: Whole) -> None:
    put(office, office.catalogue)
    act(office, ActKind.ACKNOWLEDGE)
    office.database.transact(lambda c: notices.see(c, ["kh-1/annual@2025@sct"], NOW))
    new = renamed()
    with pytest.raises(BadInput) as raised:
        put(office, new)
    words = (
        '"kh-1/year" has acts or notices on record, and this row has been in force itself: they cannot be one; put the '
        "other row back with until = its last day"
    )
    place = new.obligation_of["kh-1/annual"].place
    assert said(raised.value.problems) == [(place, "annual.was", words, "error")]
    assert held(office, office.catalogue) == (True, False), "nothing was changed"


def test_a_row_with_nothing_on_record_may_go_and_may_be_named_before(office: Whole) -> None:
    put(office, office.catalogue)
    office.database.transact(lambda c: notices.see(c, ["kh-1/annual@2025@sct"], NOW))
    put(office, renamed(), LATER)
    assert held(office, renamed()) == (True, False)
    put(office, rules(small.PLAN[: small.PLAN.index("[[report]]")]), LATER + timedelta(hours=1))
    with office.database.read() as connection:
        assert rulesets.in_force_since(connection) == LATER + timedelta(hours=1)


def test_what_would_vanish_is_named_row_by_row_or_as_a_plan() -> None:
    with small_office() as office:
        both = load_texts(SECOND)
        put(office, both)
        office.catalogue = both
        for obligation, period, agency in (
            ("kh-1/year", "2026", "sct"), ("kh-1/1", "once", "sct"), ("kh-2/1", "once", "sct"),
            ("kh-2/year", "2026", "sct"),
        ):  # fmt: skip
            act(office, ActKind.ACKNOWLEDGE, obligation=obligation, period=period, agency=agency)
        head = small.PLAN[: small.PLAN.index("[[task]]")]
        new = rules(head + '[[task]]\nid = "9"\ntitle = "x"\ntimeframe = "Quý IV/2026"\n')
        with pytest.raises(BadInput) as raised:
            put(office, new)
        place = new.plan_of["kh-1"].place
        row = (
            'has acts or notices on record and would vanish; write was = ["{row}"] in the row that takes its place, or '
            "put it back with until"
        )
        plan = (
            "has acts or notices on record and would vanish; put its file back, with until = its last day under [plan] "
            "if it is over"
        )
        assert said(raised.value.problems) == [
            (place, "1", row.format(row="1"), "error"), (place, "year", row.format(row="year"), "error"),
            (Place(""), "kh-2", plan, "error"),
        ]  # fmt: skip
        assert held(office, both) == (True, False)


def test_what_was_told_counts_as_what_was_done(office: Whole) -> None:
    put(office, office.catalogue)
    office.round(TUESDAY)
    with pytest.raises(BadInput, match="has acts or notices on record and would vanish"):
        put(office, rules(small.PLAN[: small.PLAN.index("[[report]]")]))


def test_nobody_evaluates_or_acts_meanwhile(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    held_: list[object] = []
    monkeypatch.setattr(module, "alone", lambda _c, lock: held_.append(lock))

    def work(connection: Connection) -> None:
        enforce(connection, replace(office.catalogue), NOW)

    office.database.transact(work)
    assert held_ == [RULES, JOURNAL]
