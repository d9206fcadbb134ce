"""A made-up day (`--at`) reaches nobody real, and a day is typed as on paper or in ISO form, everywhere alike."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.clock import parse_at, parse_day
from tests.journeys.desk import Desk
from tests.servers.faulty import Faulty

AT = ("--at", "2026-12-08T09:00")
TYPED = st.from_regex(r"[0-3]?\d[/.-][01]?\d[/.-]\d{2,4}", fullmatch=True)
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def relay() -> Iterator[Faulty]:
    with Faulty() as server:
        yield server


@pytest.fixture
def real(desk: Desk, relay: Faulty) -> Desk:
    """An office with one real agency, behind a relay on this machine."""
    desk.edit("rules/agencies/tinh.toml", "vt@sct.example", "vt@sct.tinh-mau.gov.vn")
    desk.edit("reminder.toml", "[mail]", f'[smtp]\nport = {relay.port}\ntls = "none"\n[mail]\ntransport = "smtp"')
    return desk


@pytest.mark.parametrize("words", [("tick", *AT), ("doctor", "--mail", "vt@sct.tinh-mau.gov.vn", *AT), ("run", *AT)])
def test_a_relay_on_this_machine_gets_no_mail_of_a_made_up_day(
    words: tuple[str, ...], real: Desk, relay: Faulty
) -> None:
    ran = real.run("--lang", "en", *words)
    assert ran.status == 2
    assert "needs mail.redirect_to, or smtp.sink" in ran.err
    assert not relay.commands


def test_a_sink_takes_all_that_day(real: Desk, relay: Faulty) -> None:
    real.edit("reminder.toml", "[smtp]", "[smtp]\nsink = true")
    assert real.run("tick", *AT).status == 0
    assert {a.rcpt for a in relay.accepted} >= {"vt@sct.tinh-mau.gov.vn", "vt@sxd.example", "quantri@tinh.example"}


def test_a_rehearsal_goes_to_one_mailbox_that_day(real: Desk, relay: Faulty) -> None:
    real.edit("reminder.toml", "[mail]", '[mail]\nredirect_to = "toi@tinh-mau.gov.vn"')
    assert real.run("tick", *AT).status == 0
    assert {a.rcpt for a in relay.accepted} == {"toi@tinh-mau.gov.vn"}


def test_stand_ins_go_to_no_relay_on_any_day(real: Desk, relay: Faulty) -> None:
    """A stand-in, the operator's placeholder and a rehearsal to a reserved domain alike."""
    real.edit("reminder.toml", "[mail]", '[mail]\nredirect_to = "toi@tinh.example"')
    real.run("tick", *AT)
    assert not relay.accepted and not [c for _, _, c in relay.commands if c.startswith("RCPT")]


def test_the_doctor_names_addresses_that_no_server_takes(real: Desk) -> None:
    """Over SMTP alarms to a stand-in go nowhere."""

    def levels() -> dict[str, str]:
        found = real.run("--lang", "en", "doctor", "--format", "json").json
        return {f["seen"].partition(" = ")[0]: f["level"] for f in found if f["about"] == "addresses"}

    assert levels() == {"operator": "wrong", "mail.sender": "wrong"}
    assert real.run("doctor").status == 1
    real.edit("reminder.toml", "quantri@tinh.example", "quantri@gmail.com")  # on no list of allowed domains
    assert levels()["operator"] == "wrong"
    real.edit("reminder.toml", "[mail]", '[mail]\nredirect_to = "toi@tinh-mau.gov.vn"')
    assert levels() == {"mail.sender": "wrong"}
    real.edit("reminder.toml", 'sender = "nhachan@tinh.example"', 'sender = "nhachan@tinh-mau.gov.vn"')
    assert levels() == {}
    real.edit("reminder.toml", "toi@tinh-mau.gov.vn", "toi@tinh.example")
    assert levels() == {"mail.redirect_to": "wrong"}


def test_the_doctor_names_what_init_wrote(desk: Desk, relay: Faulty) -> None:
    assert desk.run("init", "o", "--province", "19").status == 0
    office = Desk(desk.folder / "o")
    assert "province.example" not in office.run("doctor").out
    office.edit("reminder.toml", 'transport = "maildir"', 'transport = "smtp"')
    office.edit("reminder.toml", "port = 25", f"port = {relay.port}")
    office.edit("reminder.toml", 'tls = "starttls"', 'tls = "none"')
    for sink, level, status in ((False, "wrong", 1), (True, "warning", 0)):
        if sink:
            office.edit("reminder.toml", "sink = false", "sink = true")
        ran = office.run("--lang", "en", "doctor", "--format", "json")
        told = [f for f in ran.json if f["about"] == "addresses"]
        assert ran.status == status
        assert [f["level"] for f in told] == [level, level]
        assert all("@province.example" in f["seen"] and "reminder.toml" in f["remedy"] for f in told)


# How a moment and a day are typed


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-11-26", "2026-11-26T02:00"), ("2026-11-26T09:30", "2026-11-26T02:30"),
        ("2026-11-26 09:30:15", "2026-11-26T02:30:15"), ("2026-11-26T09:30Z", "2026-11-26T09:30"),
        ("2026-11-26T09:30+09:00", "2026-11-26T00:30"), ("2000-01-01", "2000-01-01T02:00"),
        ("2099-12-31T23:59", "2099-12-31T16:59"), ("26/11/2026", "2026-11-26T02:00"),
        ("26/11/2026 09:30", "2026-11-26T02:30"), ("6-1-2026T09:30Z", "2026-01-06T09:30"),
        ("26.11.2026 09:30:15+09:00", "2026-11-26T00:30:15"),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_it_is_written(text: str, at: str) -> None:
    assert parse_at(text, ZONE) == datetime.fromisoformat(at).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "", "20261126", "2026-W48-4", "2026W484", "2026-330", "2026-11", "2026", "09:00", "T09:00", "2026-11-26T09",
        "2026-11-26T0930", "2026-11-26T09:30:15.5", "2026-11-26T24:00", "2026-11-26T09:30+0700", "2026-11-26x09:30",
        "26/11/26", "31/11/2026", "2026/11/26", "11/26/2026", "26/11/2026 9:30", "2026-02-30",
        "0000-01-01", "0001-01-01", "9999-12-31", "1999-12-31", "2100-01-01",
        "2099-12-31T23:59-11:00", "2000-01-01T00:00+14:00", "٢٠٢٦-11-26", " 2026-11-26", "2026-11-26\n",
    ],
)  # fmt: skip
def test_any_other_way_is_refused_with_how_it_is_written(text: str, desk: Desk) -> None:
    ran = desk.run("--lang", "en", "--at", text, "preview")
    assert ran.status == 2
    assert "write 08/12/2026, 08/12/2026 09:00 or" in ran.err or "lies outside 2000–2099" in ran.err


@given(st.text(max_size=12) | st.from_regex(r"\d{4}-?W?\d{2}-?\d{1,2}(T\d\d)?", fullmatch=True) | TYPED)
def test_a_day_is_what_stands_there_or_nothing(text: str) -> None:
    try:
        day = parse_day(text)
    except ValueError:
        return
    figures = [int(n) for n in re.findall(r"[0-9]+", text)]
    assert figures in ([day.year, day.month, day.day], [day.day, day.month, day.year])
    assert (figures[0] == day.year) == (text == day.isoformat())
    if 2000 <= day.year <= 2099:
        assert parse_at(text, ZONE).astimezone(ZONE).date() == day


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_is_typed_as_on_paper_or_as_programs_write_it(day: date) -> None:
    typed = (f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}", str(day))
    assert [*map(parse_day, typed)] == [day] * 5


@pytest.mark.parametrize("option", ["--from", "--to"])
@pytest.mark.parametrize("text", ["20261201", "2026-W48-4", "01/12/26", "31/11/2026", ""])
def test_days_of_a_span_are_typed_in_the_same_way(option: str, text: str, desk: Desk) -> None:
    ran = desk.run("--lang", "en", "preview", option, text, *AT)
    assert ran.status == 2 and "is no date; write 15/12/2026 or 2026-12-15" in ran.err


@pytest.mark.parametrize("words", [("extend", "year", "--until"), ("submit", "year", "--on"), ("read", "x", "--on")])
def test_days_of_acts_and_phrases_too(words: tuple[str, ...], desk: Desk) -> None:
    ran = desk.run("--lang", "en", *words, "20261201", *AT)
    assert ran.status == 2 and "is no date; write 15/12/2026 or 2026-12-15" in ran.err
    assert desk.run("read", "Trước ngày 15/12 hằng năm", "--on", "9999-12-31").status == 2


@pytest.mark.parametrize(("day", "due"), [("2001-01-08", False), ("2000-01-01", False), ("2099-12-31", True)])
def test_a_demo_of_an_empty_day_says_so(day: str, due: bool, province: Desk) -> None:
    ran = province.run("--lang", "en", "--at", day, "demo", "--keep", "demo")
    assert ran.status == 0
    assert ("Nothing is due from" in ran.err) is not due
    assert "mails delivered into" in ran.out
