"""The laws on the whole office: real database, real letters, acts by the real road. Small plans, then the shipped."""

from collections import Counter
from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reminder.core.catalogue import Catalogue
from reminder.rulefile import load_texts
from tests.core.made import shipped
from tests.journeys import desk as small
from tests.laws.life import ACTS, SEASONS
from tests.laws.whole import Whole, dice, whole

OFFICE = load_texts(
    {
        "calendars/vietnam.toml": small.CALENDAR, "agencies/tinh.toml": small.AGENCIES,
        "plans/kh-1.toml": small.PLAN, "reminders.toml": small.RULES,
    }
)  # fmt: skip
FIRST = date(2026, 11, 27)
EVENING = time(21)


# A season takes a second: to make a failing one smaller would take minutes.
@settings(
    max_examples=max(4, SEASONS // 20),
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    st.integers(8, 30),
    st.lists(
        st.tuples(st.integers(0, 40), st.sampled_from(ACTS), st.integers(0, 40), st.integers(0, 60)), max_size=12
    ),
    st.sets(st.integers(0, 40), max_size=20), st.sets(st.integers(0, 40), max_size=5),
)  # fmt: skip
def test_a_season_of_a_small_office(
    days: int, story: list[tuple[int, str, int, int]], stopped: set[int], down: set[int]
) -> None:
    with whole(OFFICE) as office:
        for n in range(days):
            on = FIRST + timedelta(n)
            known = office.occurrences(on)
            for _, kind, which, far in (s for s in story if s[0] % days == n):
                office.act(on, kind, known[which % len(known)], far)  # type: ignore[arg-type]  # of ACTS
            office.mailer.down = n in down
            if n not in stopped:
                office.tick(on)


def test_at_night_and_on_days_off_nothing_leaves() -> None:
    with whole(OFFICE) as office:
        assert office.tick(date(2026, 11, 28)) == []  # a Saturday
        assert office.tick(date(2026, 12, 1), EVENING) == []
        assert office.tick(date(2026, 12, 1)) != []


@pytest.mark.parametrize("seed", range(max(1, SEASONS // 100)))
def test_looking_more_often_changes_nothing(seed: int) -> None:
    """One office looks once a working day, another by day, by night and on days off: the same is told, on the
    same days."""
    chance = dice(seed)
    story = [
        (chance.randrange(1, 20), chance.choice(ACTS), chance.randrange(40), chance.randrange(60)) for _ in range(8)
    ]
    told = []
    for hours in ((9,), (3, 8, 9, 13, 16, 22)):
        with whole(OFFICE) as office:
            found = Counter[tuple[date, str, str, str]]()
            for n in range(20):
                on = FIRST + timedelta(n)
                known = office.occurrences(on)
                for _, kind, which, far in (s for s in story if s[0] == n):
                    office.act(on, kind, known[which % len(known)], far)
                if len(hours) > 1 or OFFICE.calendar.works(on):
                    for hour in hours:
                        # The record of an answer leaves half an hour behind its act, not by the day, and what has not
                        # left is not taken back aloud.
                        left = [m for m in office.tick(on, time(hour)) if m.kind != "thanks"]
                        found.update(
                            (on, m.mailbox, m.kind, key)
                            for m in left for key, _o, template in m.notices if template != "undone"
                        )  # fmt: skip
            told.append(found)
    assert told[0] and told[0] == told[1]


def season(office: Whole, rules: Catalogue, seed: int, days: int) -> None:
    chance = dice(seed)
    for n in range(days):
        on = FIRST + timedelta(n)
        if chance.random() < 0.25:
            continue
        known = office.occurrences(on)
        for _ in range(chance.randrange(8)):
            office.act(on, chance.choice(ACTS), chance.choice(known), chance.randrange(60))
        office.tick(on)


@pytest.mark.parametrize("seed", range(max(1, SEASONS // 500)))
def test_a_season_of_the_shipped_plans(seed: int) -> None:
    with whole(shipped()) as office:
        season(office, shipped(), seed, 4 if SEASONS < 500 else 20)
        assert office.told
