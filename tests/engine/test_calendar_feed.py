"""What one deadline says in a calendar, in the reader's language."""

import re
from dataclasses import replace
from datetime import date, time
from functools import partial
from hashlib import sha256
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.matter_status import Status
from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.context.ledger import acts_of, stored_ledger
from reminder.engine.context.stored_occurrences import Book
from reminder.engine.context.transaction import Transaction
from reminder.engine.queries.agency_duties import DutyShelf
from reminder.engine.queries.calendar_feed import brought, entry, feed, overview
from reminder.engine.queries.preview import deadlines
from reminder.mail.ics import Entry
from tests.core.made import Acts, catalogue, obligation, plan
from tests.engine.made import TUESDAY, act, small_office
from tests.journeys import desk as small

TIMES = {
    "trước ngày 15/12/2026": (
        date(2026, 12, 14), "Thời hạn: trước ngày 15/12/2026", "Deadline: before 15 December 2026",
    ),
    "chậm nhất ngày 15/12/2026": (
        date(2026, 12, 15), "Thời hạn: chậm nhất ngày 15/12/2026", "Deadline: 15 December 2026 at the latest",
    ),
}  # fmt: skip


def owed(phrase: str, number: str = "1/KH-UBND", **given: Any) -> Occurrence:
    files = catalogue(plan(obligation(phrase, title="Rà soát", **given), number=number))
    return next(iter(Occurrences(files, Acts().journal()).known(TUESDAY, TUESDAY)))


@pytest.mark.parametrize("phrase", TIMES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_day_is_said_as_its_document_binds_it(lang: str, phrase: str) -> None:
    last_on, *said = TIMES[phrase]
    with small_office() as office:
        made = entry(owed(phrase), 3, office.office(TUESDAY), lang)
    lines = made.description.splitlines()
    assert (made.on, made.sequence, made.cancelled) == (last_on, 3, False)
    assert lines[0] == said[lang == "en"]
    assert lines[1].endswith(f": {phrase}")


@pytest.mark.parametrize(("number", "said"), [("1/KH-UBND", "1/KH-UBND Kế hoạch"), ("/KH-UBND", "Kế hoạch")])
def test_a_number_that_is_blank_in_the_document_is_left_out(number: str, said: str) -> None:
    with small_office() as office:
        made = entry(owed("chậm nhất ngày 15/12/2026", number), 0, office.office(TUESDAY), "vi")
    assert made.description.splitlines()[2] == f"Kế hoạch: {said}"


def test_the_uid_is_of_the_occurrence_and_the_senders_domain_alone() -> None:
    o, same, other = owed("chậm nhất ngày 15/12/2026"), owed("trước ngày 15/12/2026"), owed("Quý IV/2026", id_="p/2")
    with small_office() as office:
        desk = office.office(TUESDAY)
        uids = [entry(each, n, desk, "vi").uid for n, each in enumerate((o, same, other))]
        assert uids[0] == uids[1] != uids[2]
        assert {uid.rpartition("@")[2] for uid in uids} == {desk.config.mail.sender.rpartition("@")[2]}


@pytest.mark.parametrize(
    ("kind", "period", "named"), [("report", "2026", True), ("report", "once", False), ("task", "once", False)]
)
def test_a_report_is_named_with_its_period(kind: str, period: str, named: bool) -> None:
    o = owed("chậm nhất ngày 15/12/2026", kind=kind)._replace(period=period)
    with small_office() as office:
        made = entry(o, 0, office.office(TUESDAY), "vi")
    assert made.summary == "Hạn: Rà soát" + (" (năm 2026)" if named else "")


def lines(made: bytes) -> list[str]:
    return made.replace(b"\r\n ", b"").decode().split("\r\n")


def listed(made: bytes) -> list[tuple[str, str, str, str]]:
    """Each entry's summary, day, sequence and state."""
    found = [line.partition(":")[2] for line in lines(made) if re.match("SUMMARY|DTSTART|SEQUENCE|STATUS", line)]
    return list(zip(*[iter(found)] * 4, strict=True))


def test_an_agency_has_all_its_dated_duties_in_its_feed() -> None:
    undated = '[[task]]\nid = "3"\ntitle = "Khi có"\nlead = "Sở Công Thương"\ntimeframe = "Khi có hướng dẫn"\n'
    with small_office(plans=small.PLAN + undated) as office:
        act(office, ActKind.SUBMIT)
        desk = office.office(TUESDAY)
        with office.database.read() as connection:
            duties = DutyShelf().current(Transaction.on(connection, desk, office.catalogue))
        made = feed(desk, office.catalogue, duties, "sct")
        assert feed(office.office(TUESDAY, time(16)), office.catalogue, duties, "sct") == made, "the same all day"
        later = office.office(date(2027, 3, 1))
        with office.database.read() as connection:
            backlog = DutyShelf().current(Transaction.on(connection, later, office.catalogue))
        old = feed(later, office.catalogue, backlog, "sct")
    assert listed(made) == [
        ("Hạn: Báo cáo năm (năm 2026)", "20261214", "1", "CANCELLED"),
        ("Hạn: Xây dựng quy chế", "20261231", "0", "CONFIRMED"),
        ("Hạn: Báo cáo năm (năm 2027)", "20271214", "0", "CONFIRMED"),
    ]
    assert "X-WR-CALNAME:Thời hạn: Sở Công Thương" in lines(made)
    assert [line for line in lines(made) if line.startswith("DTSTAMP")] == ["DTSTAMP:20261207T170000Z"] * 3
    assert not [line for line in lines(made) if line.startswith("METHOD")]
    assert "Hạn: Xây dựng quy chế" not in [summary for summary, *_ in listed(old)], "what was found late is no entry"


def test_a_feed_speaks_the_agencys_language() -> None:
    english = small.AGENCIES.replace('name = "Sở Công Thương"', 'name = "Sở Công Thương"\nlang = "en"')
    with small_office(agencies=english) as office:
        desk = office.office(TUESDAY)
        with office.database.read() as connection:
            duties = DutyShelf().current(Transaction.on(connection, desk, office.catalogue))
        made = feed(desk, office.catalogue, duties, "sct")
    assert "X-WR-CALNAME:Deadlines: Sở Công Thương" in lines(made)
    assert listed(made)[0][0] == "Due: Báo cáo năm (year 2026)"


def test_a_mail_brings_what_its_agency_owes_and_what_is_still_ahead() -> None:
    with small_office() as office:
        act(office, ActKind.COMPLETE, TUESDAY, "kh-1/1", period="once")

        def found(on: date, agency: str = "sct", twice: int = 1) -> list[tuple[str, int, date, bool]]:
            with office.database.read() as connection:
                tx = Transaction.on(connection, office.office(on), office.catalogue)
                book = Book(office.catalogue, partial(acts_of, tx), on)
                about = [o for id_ in office.catalogue.obligation_of for o in book.owed(id_, PERIODS[id_]).values()]
                made = brought(office.office(on), book, about * twice, agency, "en")
            return [(e.summary, e.sequence, e.on, e.cancelled) for e in made]

        year, task = "Due: Báo cáo năm (year 2026)", "Due: Xây dựng quy chế"
        target, end = date(2026, 12, 14), date(2026, 12, 31)
        done = (task, 1, end, True)
        assert found(TUESDAY) == found(TUESDAY, twice=2) == [done, (year, 0, target, False)]
        assert found(target) == [done, (year, 0, target, False)]
        assert found(date(2026, 12, 15)) == [done]
        assert found(date(2027, 1, 15)) == [done]
        assert found(TUESDAY, "sxd") == [(year, 0, target, False)]
        assert found(TUESDAY, "ubnd") == []


PERIODS = {"kh-1/1": "once", "kh-1/2": "once", "kh-1/year": "2026", "kh-1/province": "2026"}


def test_deadlines_as_a_file_are_one_entry_for_all_who_owe_it() -> None:
    with small_office() as office:
        desk = office.office(TUESDAY, time(15))
        ledger = stored_ledger(desk, office.database)
        rows = deadlines(desk, office.catalogue, ledger, TUESDAY, date(2026, 12, 31))
        made = overview(desk, rows, "vi")
        sender = desk.config.mail.sender.rpartition("@")[2]
    assert listed(made) == [
        ("Hạn: Báo cáo năm", "20261214", "0", "CONFIRMED"), ("Hạn: Xây dựng quy chế", "20261231", "0", "CONFIRMED"),
        ("Hạn: Rà soát văn bản", "20261231", "0", "CONFIRMED"), ("Hạn: Báo cáo của tỉnh", "20261230", "0", "CONFIRMED"),
    ]  # fmt: skip
    said = [line.partition(":")[2] for line in lines(made) if line.startswith("DESCRIPTION")]
    assert said[0] == "kh-1/year\\nSở Xây dựng\\nSở Công Thương"
    assert said[2] == "kh-1/2\\nSở Nông nghiệp và Môi trường"
    uid = sha256(b"kh-1/year@2026@2026-12-15").hexdigest()[:32]
    assert f"UID:{uid}@{sender}" in lines(made)
    assert "X-WR-CALNAME:Nhắc hạn" in lines(made) and "DTSTAMP:20261207T170000Z" in lines(made)
    assert not [line for line in lines(made) if line.startswith("METHOD")]


def test_an_entry_whole() -> None:
    o = owed("chậm nhất ngày 15/12/2026")
    with small_office() as office:
        desk = office.office(TUESDAY)
        sender = desk.config.mail.sender.rpartition("@")[2]
        assert entry(o, 2, desk, "en") == Entry(
            f"{sha256(o.key.encode()).hexdigest()[:32]}@{sender}", 2, date(2026, 12, 15), "Due: Rà soát",
            "Deadline: 15 December 2026 at the latest\nAs printed: chậm nhất ngày 15/12/2026\n"
            "Under the plan: 1/KH-UBND Kế hoạch",
        )  # fmt: skip
        done = o._replace(state=replace(o.state, status=Status.SUBMITTED))
        assert entry(done, 3, desk, "en").cancelled
