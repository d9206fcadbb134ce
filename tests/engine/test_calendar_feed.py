"""What one deadline says in a calendar, in the reader's language."""

from datetime import date
from typing import Any

import pytest

from reminder.core.occurrence import Occurrence, Occurrences
from reminder.engine.queries.calendar_feed import entry
from tests.core.made import Acts, catalogue, obligation, plan
from tests.engine.made import TUESDAY, small_office

TIMES = {
    "trước ngày 15/12/2026": (date(2026, 12, 14), "Thời hạn: trước 15/12/2026", "Deadline: before 15 December 2026"),
    "chậm nhất ngày 15/12/2026": (
        date(2026, 12, 15), "Thời hạn: chậm nhất 15/12/2026", "Deadline: 15 December 2026 at the latest",
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
