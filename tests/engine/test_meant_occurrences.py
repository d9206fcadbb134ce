"""Which occurrences an act means, by the agency and the period that it names or leaves open."""

from datetime import date
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.store import journal
from tests.engine.made import act, refused, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole


def test_one_of_several_is_named_or_all_are_meant(office: Whole) -> None:
    said = refused(office, ActKind.SUBMIT, agency="")
    assert "kh-1/year: 2 occurrences match" in said
    assert "--period 2026 --agency sxd" in said and "--period 2026 --agency sct" in said and "…" not in said
    done = act(office, ActKind.SUBMIT, agency="", every=True)
    assert [a.owner for a in done] == ["sxd", "sct"]


@pytest.mark.parametrize(("n", "rest"), [(20, ""), (21, "\n  … +1"), (33, "\n  … +13")])
def test_of_very_many_twenty_are_listed_and_the_rest_counted(n: int, rest: str) -> None:
    more = "".join(
        f'[[agency]]\nid = "s{k}"\nname = "Sở Số {k}"\nkind = "department"\n'
        f'contacts = [{{ mailbox = "vt@s{k}.example" }}]\n\n'
        for k in range(n - 2)
    )
    with small_office(agencies=small.AGENCIES.replace("[[group]]", more + "[[group]]", 1)) as office:
        said = refused(office, ActKind.SUBMIT, agency="")
    assert f"kh-1/year: {n} occurrences match" in said
    assert said.count("--period 2026 --agency ") == 20
    assert said.rpartition(" --agency ")[2].partition("\n")[1:] == rest.partition("\n")[1:]


@pytest.mark.parametrize("timeframe", ["Quý IV/2026", "Thường xuyên"])
def test_what_has_no_period_is_closed_once(timeframe: str) -> None:
    with small_office(plans=small.PLAN.replace('"Quý IV/2026"', f'"{timeframe}"')) as office:
        for named in ({"period": "", "agency": ""}, {"period": ""}, {}):
            given: dict[str, Any] = {"obligation": "kh-1/1", "period": "once"} | named
            (done,) = act(office, ActKind.COMPLETE, **given)
            assert (done.owner, done.period) == ("sct", "once")
            assert "(Sở Công Thương: completed)" in refused(office, ActKind.COMPLETE, **given)
            act(office, ActKind.RETURN, **given)


def test_what_nobody_owes_says_what_there_is(office: Whole) -> None:
    assert "ubnd owes nothing of it; reminder who kh-1/year shows who does" in refused(
        office, ActKind.SUBMIT, agency="ubnd"
    )
    assert "it has no period 1999; there are: 2026, 2027" in refused(office, ActKind.SUBMIT, period="1999")
    assert "it has no period 1999" in refused(office, ActKind.SUBMIT, period="1999", agency="")


def test_an_answer_typed_twice_does_not_close_the_next_period(office: Whole) -> None:
    (done,) = act(office, ActKind.SUBMIT, period="")
    assert done.period == "2026"
    said = refused(office, ActKind.SUBMIT, period="")
    assert "kh-1/year: closed already (year 2026: submitted)" in said
    (far,) = act(office, ActKind.SUBMIT, period="2027")
    assert far.period == "2027"


def test_without_a_period_what_is_near_is_meant(office: Whole) -> None:
    """What is due within four months, or else the next."""
    (done,) = act(office, ActKind.ACKNOWLEDGE, date(2026, 3, 2), period="")
    assert done.period == "2026"
    (done,) = act(office, ActKind.ACKNOWLEDGE, date(2027, 8, 14), period="", agency="sxd")
    assert done.period == "2026"
    said = refused(office, ActKind.ACKNOWLEDGE, date(2027, 8, 15), period="", agency="sxd")
    assert "--period 2026 --agency sxd" in said and "--period 2027 --agency sxd" in said


@pytest.mark.parametrize(
    ("agency", "period", "said"),
    [
        ("sct", "2026", "kh-1/1: it has no period 2026; there are: once"),
        ("sxd", "once", "kh-1/1: sxd owes nothing of it"), ("sxd", "", "kh-1/1: sxd owes nothing of it"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("timeframe", ["Quý IV/2026", "Thường xuyên"])
def test_a_task_is_of_its_owner_and_its_one_period(timeframe: str, agency: str, period: str, said: str) -> None:
    with small_office(plans=small.PLAN.replace('"Quý IV/2026"', f'"{timeframe}"')) as office:
        assert said in refused(office, ActKind.SUBMIT, obligation="kh-1/1", agency=agency, period=period)
        (done,) = act(office, ActKind.SUBMIT, obligation="kh-1/1", period="once")
    assert (done.owner, done.period) == ("sct", "once")


def test_all_that_match_are_taken_and_each_once(office: Whole) -> None:
    """Of every period with `every`; without, one that only one owes."""
    done = act(office, ActKind.ACKNOWLEDGE, date(2027, 8, 20), agency="", period="", every=True)
    assert [(a.period, a.owner) for a in done] == [
        ("2026", "sxd"), ("2026", "sct"), ("2027", "sxd"), ("2027", "sct"),
    ]  # fmt: skip
    (one,) = act(office, ActKind.SUBMIT, obligation="province", agency="", period="")
    assert (one.period, one.owner) == ("2026", "snnmt")
    with office.database.read() as connection:
        assert [a.id for a in journal.journal(connection).acts] == [1, 2, 3, 4, 5]


def test_what_lies_further_off_than_what_was_answered_is_not_meant(office: Whole) -> None:
    """Half a year after the report, the one behind is nearer than the one ahead; the next day it is not."""
    act(office, ActKind.SUBMIT, date(2026, 12, 15))
    assert "closed already (year 2026: submitted)" in refused(office, ActKind.SUBMIT, date(2027, 6, 15), period="")
    (far,) = act(office, ActKind.SUBMIT, date(2027, 8, 16), period="")
    assert far.period == "2027"
    (back,) = act(office, ActKind.RETURN, date(2027, 8, 16), period="2026")
    assert back.period == "2026"


def test_a_silence_and_a_receipt_may_be_had_again_where_a_period_is_closed(office: Whole) -> None:
    act(office, ActKind.SUBMIT)
    said = refused(office, ActKind.ACKNOWLEDGE, period="")
    assert said.startswith("kh-1/year: closed already (year 2026: submitted)")
    (done,) = act(office, ActKind.RETURN, period="")
    assert done.period == "2026"
