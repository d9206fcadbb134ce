"""What the operator is told besides notices: backlog, held mail, a year nobody entered, the weekly summary."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.outbox_states import MailState
from reminder.core.reason import from_plain
from reminder.rulefile import load_texts
from reminder.store import notices, outbox
from tests.journeys import desk as small
from tests.laws.whole import Whole, whole

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
