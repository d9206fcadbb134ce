"""Which act an undo takes back, of one owner, of each of several, or of all of them."""

from typing import Any

from reminder.core.act_kinds import ActKind
from tests.engine.made import DUE, TUESDAY, act, refused, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole


def test_an_undo_takes_back_the_latest_of_whom_it_names(office: Whole) -> None:
    (mine,) = act(office, ActKind.SUBMIT)
    (other,) = act(office, ActKind.SUSPEND, agency="sxd")
    said = refused(office, ActKind.UNDO, agency="")
    assert "kh-1/year: several owe it; name whose act is meant, or give --all:" in said
    assert f"--period 2026 --agency sct: reported, {TUESDAY}" in said
    (undo,) = act(office, ActKind.UNDO, agency="sct")
    assert (undo.undoes, undo.owner, undo.period) == (mine.id, "sct", "2026")
    assert "there is no act to undo" in refused(office, ActKind.UNDO, agency="sct")
    assert "there is no act to undo" in refused(office, ActKind.UNDO, agency="sxd", period="2027")
    (second,) = act(office, ActKind.UNDO, agency="", every=True)
    assert second.undoes == other.id


def test_what_was_said_of_a_row_for_everybody_is_undone_only_without_a_name(office: Whole) -> None:
    row: dict[str, Any] = {"obligation": "kh-1/2", "agency": "", "period": ""}
    (given,) = act(office, ActKind.ASSIGN, agencies=("sxd",), **row)
    for named in ({"agency": "sxd"}, {"period": "once"}, {"agency": "sxd", "period": "once"}):
        assert "there is no act to undo" in refused(office, ActKind.UNDO, **{**row, **named})
    (undo,) = act(office, ActKind.UNDO, **row)
    assert (undo.undoes, undo.owner, undo.period) == (given.id, "", "")


def test_of_several_owners_the_latest_of_each(office: Whole) -> None:
    """With `every`, of each owner; with none named, only where one alone owes it."""
    (a,), (b,) = act(office, ActKind.ACKNOWLEDGE), act(office, ActKind.SILENCE, until_on=DUE)
    (c,) = act(office, ActKind.ACKNOWLEDGE, agency="sxd")
    (d,) = act(office, ActKind.ACKNOWLEDGE, period="2027")
    undone = act(office, ActKind.UNDO, agency="", period="", every=True)
    assert [(u.undoes, u.owner, u.period) for u in undone] == [(d.id, "sct", "2027"), (c.id, "sxd", "2026")]
    (third,) = act(office, ActKind.UNDO, period="")
    assert (third.undoes, third.period) == (b.id, "2026")
    (fourth,) = act(office, ActKind.UNDO)
    assert fourth.undoes == a.id
    (x,) = act(office, ActKind.SUBMIT, obligation="province", agency="", period="2026")
    (undo,) = act(office, ActKind.UNDO, obligation="province", agency="", period="")
    assert (undo.undoes, undo.owner, undo.period) == (x.id, "snnmt", "2026")


def test_one_of_those_who_owe_together_may_be_named() -> None:
    plan = small.PLAN.replace('lead = "Sở Công Thương"', 'lead = "Sở Công Thương, Sở Xây dựng"')
    with small_office(plans=plan) as office:
        (done,) = act(office, ActKind.ACKNOWLEDGE, obligation="kh-1/1", agency="sxd", period="once")
        assert done.owner == "sct+sxd"
        (undo,) = act(office, ActKind.UNDO, obligation="kh-1/1", agency="sct", period="")
        assert (undo.undoes, undo.owner) == (done.id, "sct+sxd")


def test_what_was_said_of_all_is_undone_though_several_owe_it(office: Whole) -> None:
    (given,) = act(office, ActKind.ASSIGN, agency="", period="", agencies=("sct", "sxd"))
    (undo,) = act(office, ActKind.UNDO, agency="", period="")
    assert (undo.undoes, undo.owner) == (given.id, "")
