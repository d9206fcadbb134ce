"""D. Time: a clock that jumps, an absurd one, midnight, summer time, a machine that slept."""

import json
import os
import subprocess
import sys
from calendar import isleap
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from email import message_from_bytes
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.clock import instant
from reminder.engine.context.clock_guard import Timeguard
from reminder.engine.operations import metrics
from reminder.phrases import read
from reminder.store.database import Database
from reminder.store.opening import open_database
from reminder.words import say
from tests.journeys.desk import text_of
from tests.reliability.hand import Hand
from tests.reliability.rig import Rig, mailboxes, oracle, told
from tests.servers.faulty import Faulty
from tests.servers.waiting import PATIENCE

MakeRig = Callable[..., Rig]
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize("jump", [{"hours": 2}, {"days": 1}, {"days": 21}, {"hours": -2}, {"days": -1}])
def test_d1_d2_a_clock_set_while_running_stops_evaluation_and_mail_waits(
    jump: dict[str, float], rig: MakeRig, server: Faulty
) -> None:
    office, hand = rig(), Hand()
    with office.sending(hand.clock) as desk:
        guard = Timeguard(desk.office.clock, ZONE)
        from reminder.engine.tick import tick

        def look() -> object:
            return tick(desk.office, desk.catalogue, desk.database, desk.sender, alone=False, guard=guard).clock

        desk.sender.pressure.until = 1e12  # the first mails wait
        assert look() is None
        desk.sender.pressure.until = 0
        hand.jump(**jump)
        for _ in range(3):
            hand.forward(seconds=30)
            assert look() is not None
        assert told(server.accepted) == [], "mail waits while the clock is not believed"
        assert [m.kind for m in office.mails() if m.kind == "alert"] == ["alert"], "the operator is told, once"
        hand.jump(**{unit: -n for unit, n in jump.items()})
        hand.forward(seconds=30)
        assert look() is None
    assert set(told(server.accepted)) == office.expected
    oracle(office, server.accepted)


def test_d1_accepted_the_new_time_holds(rig: MakeRig, server: Faulty) -> None:
    office, hand = rig(), Hand()
    with office.sending(hand.clock) as desk:
        desk.tick()
        hand.jump(days=1)
        guard = Timeguard(desk.office.clock, ZONE)
        with desk.database.write() as connection:
            assert guard.look(connection) is not None
            accepting = Timeguard(desk.office.clock, ZONE, accept=True)
            assert accepting.look(connection) is None
            assert Timeguard(desk.office.clock, ZONE).look(connection) is None
    oracle(office, server.accepted)


@pytest.mark.parametrize(
    "now",
    [
        datetime(1970, 1, 1, tzinfo=UTC), datetime(2106, 2, 7, tzinfo=UTC), datetime(2027, 2, 8, tzinfo=UTC),
        datetime(2026, 12, 6, tzinfo=UTC),
    ],
)  # fmt: skip
def test_d3_an_absurd_clock_is_refused_after_a_restart(now: datetime, memory: Database) -> None:
    hand = Hand()
    with memory.write() as connection:
        assert Timeguard(hand.clock, ZONE).look(connection) is None
        later = Hand(now)
        later.clock = type(later.clock)(later.clock.now, later.clock.running, boot="another boot")
        found = Timeguard(later.clock, ZONE).look(connection)
        assert found
        assert found.code == "clock-absurd"
        assert Timeguard(later.clock, ZONE, accept=True).look(connection) is None


def test_d3_the_alarm_speaks_at_the_offices_hour(rig: MakeRig, server: Faulty) -> None:
    """On the terminal, in the mail to the operator, and to whoever watches."""
    office, hand = rig(), Hand()
    with office.sending(hand.clock) as desk:
        desk.tick()
    later = Hand(datetime(2027, 3, 1, 1, 30, tzinfo=UTC))
    later.clock = type(later.clock)(later.clock.now, later.clock.running, boot="another boot")
    with office.sending(later.clock) as desk:
        seen = desk.tick().clock
        assert seen and "08:30 01/3/2027" in say(seen, "vi") and "09:00 08/12/2026" in say(seen, "vi")
        figures = metrics.figures(desk.office, desk.database)
        for _ in range(3):  # as cron asks again and again
            later.forward(minutes=5)
            assert desk.tick().clock
    (wrong,) = metrics.troubles(figures, later.now, ZONE)
    assert "09:00 08/12/2026" in wrong
    told_ = [text_of(message_from_bytes(raw)) for raw in server.contents]
    (alarm,) = [text for text in told_ if "Đồng hồ máy chỉ" in text]
    assert "08:30 01/3/2027" in alarm and "09:00 08/12/2026" in alarm


def test_d3_sixty_days_off_are_no_fault(memory: Database) -> None:
    hand = Hand()
    with memory.write() as connection:
        assert Timeguard(hand.clock, ZONE).look(connection) is None
        hand.forward(days=59)
        assert Timeguard(hand.clock, ZONE).look(connection) is None


def test_d9_a_machine_that_slept_has_not_jumped(memory: Database) -> None:
    """The running clock counts sleep too, so eight hours of it are eight hours."""
    hand = Hand()
    guard = Timeguard(hand.clock, ZONE)
    with memory.write() as connection:
        assert guard.look(connection) is None
        hand.forward(hours=8)
        assert guard.look(connection) is None


def test_a_time_a_person_gave_is_neither_checked_nor_kept(rig: MakeRig, server: Faulty) -> None:
    office = rig()
    assert office.tick("2026-12-08T09:00") == 0
    assert office.tick("2031-06-02T09:00") in (0, 1)
    assert office.tick("2026-12-08T10:00") in (0, 1)
    with office.opened() as database, database.read() as connection:
        from reminder.engine.context.clock_guard import last_round

        assert last_round(connection) is None


@pytest.fixture
def memory() -> Database:
    opened = open_database("sqlite://", create=True)
    assert opened
    return opened


@pytest.mark.parametrize(
    ("utc", "today"),
    [("2026-12-31T16:59:59+00:00", date(2026, 12, 31)), ("2026-12-31T17:00:00+00:00", date(2027, 1, 1))],
)
def test_d4_the_day_is_the_offices(utc: str, today: date, rig: MakeRig) -> None:
    assert rig().office(utc).today == today


def test_d5_summer_time_once_each() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = instant(date(2027, 3, 28), time(2, 30), berlin)
    autumn = instant(date(2027, 10, 31), time(2, 30), berlin)
    assert spring == datetime(2027, 3, 28, 1, tzinfo=UTC), "03:00 there: the first instant after the gap"
    assert autumn == datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "the first 02:30"


@pytest.mark.parametrize("year", [2027, 2028, 2032, 2100])
def test_d6_a_yearly_29_february_is_the_months_last_day(year: int) -> None:
    (due,) = read("trước ngày 29/02 hằng năm", date(2026, 1, 1)).due(date(year, 1, 1), date(year, 12, 31))
    assert due.on == date(year, 2, 28) + timedelta(isleap(year))


def test_d7_what_is_due_in_january_is_told_in_december_and_an_unknown_year_is_said(rig: MakeRig) -> None:
    office = rig(contacts=mailboxes(1))
    plan = office.folder / "rules" / "plans" / "kh-1.toml"
    plan.write_text(plan.read_text().replace("15/12 hằng năm", "10/01 hằng năm"))
    span = ("--from", "2026-12-01", "--to", "2027-01-31", "--at", "2026-11-20", "--format", "json")
    assert office.run("notices", *span) == 0
    days = [date.fromisoformat(found["send_at"][:10]) for found in json.loads(office.said)]
    # Counted by hand: Friday 8 January is the last working day before Sunday the 10th, and what fell on the Sunday
    # may be brought on Monday, so nothing is late before Tuesday.
    assert days == [date(2026, 12, 10), date(2026, 12, 24), date(2027, 1, 7), date(2027, 1, 12)]
    before, after = office.said, ("--at", "2027-11-02", "--lang", "en")
    assert office.run("doctor", *after) == 1
    assert "2028 is not entered" in office.said[len(before) :]


def test_d8_another_zone_table_moves_instants_and_no_date(rig: MakeRig, tmp_path: Path) -> None:
    """A table of zones in which Vietnam is two hours further east, given to a process of its own."""
    office, zones = rig(contacts=mailboxes(1)), tmp_path / "zones" / "Asia"
    zones.mkdir(parents=True)
    with files("tzdata.zoneinfo.Asia").joinpath("Tokyo").open("rb") as tokyo:
        (zones / "Ho_Chi_Minh").write_bytes(tokyo.read())
    found = []
    for path in ("", str(zones.parent)):
        command = [sys.executable, "-m", "reminder", "notices", "--from", "2026-11-21",
                   "--to", "2026-12-31", "--at", "2026-11-20T02:00Z",
                   "--format", "json", "--config", str(office.folder / "reminder.toml")]  # fmt: skip
        environment = os.environ | ({"PYTHONTZPATH": path} if path else {})
        done = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=PATIENCE)
        found.append([datetime.fromisoformat(row["send_at"]) for row in json.loads(done.stdout)])
    ours, doctored = found
    assert [at.date() for at in ours] == [at.date() for at in doctored]
    assert {at.time() for at in (*ours, *doctored)} == {time(8)}
    assert {a - b for a, b in zip(ours, doctored, strict=True)} == {timedelta(hours=2)}


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(available_timezones())),
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)
def test_d5_exactly_one_opening_a_day_in_every_zone(name: str, on: date, at: time) -> None:
    zone = ZoneInfo(name)
    this, following = instant(on, at, zone), instant(on + timedelta(1), at, zone)
    assert this < following
    wall = this.astimezone(zone)
    # A zone may skip a whole day (Samoa did in 2011); else the opening is on its own day, at or after its time.
    assert (wall.date(), wall.time()) >= (on, at)
