"""What the operator is told besides notices: backlog, held mail, a year nobody entered, the weekly summary."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState
from reminder.core.reason import from_plain
from reminder.rulefile import load_texts
from reminder.store import notices, outbox
from tests.journeys import desk as small
from tests.laws.life import SEASONS
from tests.laws.whole import Whole, in_memory, whole

FILES = {
    "calendars/vietnam.toml": small.CALENDAR, "agencies/tinh.toml": small.AGENCIES, "plans/kh-1.toml": small.PLAN,
    "reminders.toml": small.RULES,
}  # fmt: skip
TUESDAY = date(2026, 12, 8)


@pytest.fixture
def office() -> Iterator[Whole]:
    with whole(load_texts(FILES)) as made:
        yield made


def alerts(office: Whole, on: date) -> list[str]:
    with office.database.read() as connection:
        mails = outbox.of_kind(connection, "alert", on)
    return [from_plain(r).code for m in mails for r in m.facts["reasons"]]


def summaries(office: Whole) -> list[date]:
    with office.database.read() as connection:
        return [m.send_on for m in outbox.listing(connection) if m.kind == "summary"]


def test_one_summary_a_week_on_its_first_day_of_sending(office: Whole) -> None:
    for n in range(16):
        office.tick(TUESDAY + timedelta(n))
    assert summaries(office) == [TUESDAY, date(2026, 12, 14), date(2026, 12, 21)]


def test_the_summary_leaves_even_when_nothing_is_due(office: Whole) -> None:
    left = office.tick(date(2026, 3, 2)), office.tick(date(2026, 3, 9))
    assert [m.kind for m in left[1]] == ["summary"]


def test_backlog_is_told_of_once(office: Whole) -> None:
    office.tick(date(2027, 2, 1))
    assert alerts(office, date(2027, 2, 1)).count("backlog-found") == 1
    office.tick(date(2027, 2, 2))
    assert "backlog-found" not in alerts(office, date(2027, 2, 2))


def test_a_year_nobody_entered_is_called_for_each_week_from_sixty_days_before(office: Whole) -> None:
    days = [date(2027, 10, 29) + timedelta(n) for n in range(20)]
    told = [on for on in days if (office.tick(on), "calendar-missing" in alerts(office, on))[1]]
    assert told == [date(2027, 11, 2), date(2027, 11, 9), date(2027, 11, 16)]
    assert (date(2028, 1, 1) - told[0]).days == 60


def test_held_mail_is_called_for_each_morning_and_expires_with_its_day() -> None:
    only = '[[rule]]\nid = "all"\nladder = [{ id = "d5", at = "-5wd", to = ["owner"], template = "coming" }]\n'
    with whole(load_texts(FILES | {"reminders.toml": only})) as office:
        send = office.config.send.model_copy(update={"daily_limit": 1})
        office.config = office.config.model_copy(update={"send": send})
        office.tick(TUESDAY)
        assert "batch-held" in alerts(office, TUESDAY)
        held = mails(office, MailState.HELD)
        assert held
        office.tick(TUESDAY + timedelta(1))
        assert alerts(office, TUESDAY + timedelta(1)) == ["held-waiting"]
        office.tick(date(2026, 12, 16))
        assert "held-expired" in alerts(office, date(2026, 12, 16))
        assert not set(held) & set(mails(office, MailState.HELD))
        with office.database.read() as connection:
            carried = notices.by_ids(connection, outbox.notice_ids(connection, held[0]))
        assert {n.state for n in carried} == {"expired"}


def mails(office: Whole, state: MailState) -> list[int]:
    with office.database.read() as connection:
        return [m.id for m in outbox.listing(connection, state)]


def test_newer_steps_take_the_place_of_held_ones() -> None:
    with whole(load_texts(FILES)) as office:
        send = office.config.send.model_copy(update={"daily_limit": 1})
        office.config = office.config.model_copy(update={"send": send})
        office.tick(TUESDAY)
        office.tick(date(2026, 12, 11))
        with office.database.read() as connection:
            for mail in outbox.listing(connection, MailState.HELD):
                carried = notices.by_ids(connection, outbox.notice_ids(connection, mail.id))
                waiting = [(n.occurrence, n.recipient) for n in carried if n.state == "queued"]
                assert len(waiting) == len(set(waiting)), "an older step waits beside its newer one"


def test_an_unreachable_agency_is_told_of_to_focal_and_operator() -> None:
    mute = small.AGENCIES.replace('contacts = [{ mailbox = "vt@sct.example" }]\n', "")
    with whole(load_texts(FILES | {"agencies/tinh.toml": mute})) as office:
        left = office.tick(TUESDAY)
        assert "no-contact" in alerts(office, TUESDAY)
        boxes = {m.mailbox for m in left for _, occurrence, _ in m.notices if occurrence.endswith("@sct")}
        assert boxes == {"vt@snnmt.example"}


def test_a_backlog_first_seen_outside_the_window_is_told_of_when_it_opens(office: Whole) -> None:
    office.tick(date(2027, 1, 31), time(20))  # a Sunday
    assert "backlog-found" not in alerts(office, date(2027, 1, 31))
    office.tick(date(2027, 2, 1))
    assert alerts(office, date(2027, 2, 1)).count("backlog-found") == 1
    office.tick(date(2027, 2, 2))
    assert "backlog-found" not in alerts(office, date(2027, 2, 2))


WHOLE = load_texts(FILES)
# Of one plan: a row, then more of them, as a reload brings them.
CUTS = ('[[task]]\nid = "2"', '[[report]]\nid = "province"')
ROWS = [load_texts(FILES | {"plans/kh-1.toml": small.PLAN.partition(cut)[0]}) for cut in CUTS] + [WHOLE]
looks = st.lists(
    st.tuples(st.integers(0, 8), st.sampled_from([2, 7, 8, 9, 12, 16, 17, 20, 23]), st.sampled_from(range(3))),
    min_size=1, max_size=10,
)  # fmt: skip


@settings(max_examples=max(10, SEASONS // 4), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(looks, st.booleans())
def test_a_backlog_is_told_once_at_the_first_look_at_or_behind_an_opening(
    looked: list[tuple[int, int, int]], adopted: bool
) -> None:
    """Whenever it looks, whether by day or only at night, with a restart between any two looks, and whatever rows a
    reload has brought meanwhile. Each look is a process of its own."""
    first, seen, untold, rows = date(2027, 1, 29), set[str](), dict[str, datetime](), 0  # a Friday
    with in_memory(WHOLE) as office:
        for day, hour, more in sorted(looked):
            on, rows = first + timedelta(day), max(rows, more)
            office.catalogue = ROWS[rows]
            desk = office.office(on, time(hour))
            now = desk.clock.now()
            for o in office.occurrences(on):
                if not o.owner.unassigned and o.deadline and o.deadline.late_from <= on and o.key not in seen:
                    untold[o.key] = now
                seen.add(o.key)
            if adopted and untold:
                key = min(untold)
                (o,) = [o for o in office.occurrences(on) if o.key == key]
                if office.act(on, ActKind.ADOPT, o, 0):
                    del untold[key]
            before = told(office)
            office.round(on, time(hour))
            opened = desk.sends_at(now, WHOLE) or any(
                desk.opening(desk.leaves_on(at, WHOLE)) <= now for at in untold.values()
            )
            assert told(office)[len(before) :] == ([len(untold)] if opened and untold else [])
            if opened:
                untold = {}


def told(office: Whole) -> list[int]:
    """How many each mail about a backlog names, as they left."""
    with office.database.read() as connection:
        found = [m for m in outbox.listing(connection) if m.kind == "alert" and m.state in ("sent", "pending")]
    reasons = [from_plain(r) for m in sorted(found, key=lambda m: m.id) for r in m.facts["reasons"]]
    return [r["count"] for r in reasons if r.code == "backlog-found"]


def test_a_date_that_is_wanted_is_asked_for_each_monday_until_it_is_given(office: Whole) -> None:
    office.tick(TUESDAY)
    report = next(o for o in office.occurrences(TUESDAY) if o.key == "kh-1/year@2026@sxd")
    assert office.act(TUESDAY, ActKind.SUBMIT, report, 0)
    office.tick(date(2026, 12, 14))
    assert office.act(date(2026, 12, 17), ActKind.RETURN, report, 0)
    asked = []
    for n in range(10, 24):
        on = TUESDAY + timedelta(n)
        office.tick(on)
        asked += [on] * alerts(office, on).count("date-asked")
        if on == date(2026, 12, 23):
            assert office.act(on, ActKind.EXTEND, report, 30)
    assert asked == [date(2026, 12, 21)]
