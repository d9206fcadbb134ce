"""Acts by the one road: which can be taken when, what is refused with which words, and which occurrence is meant."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.journal import Act
from reminder.engine.acts.record import Wish, record, wants_date
from reminder.engine.context.typed_names import known_agency, known_obligation, known_plan
from reminder.errors import BadInput, ReminderError, WrongUse
from reminder.store import journal
from tests.engine.made import TUESDAY, catalogue, small_office
from tests.journeys import desk as small
from tests.laws.whole import Whole

DUE = date(2026, 12, 15)  # of the report, for which the departments answer each for itself


@pytest.fixture
def office() -> Iterator[Whole]:
    with small_office() as made:
        yield made


def act(
    office: Whole, kind: ActKind, day: date = TUESDAY, obligation: str = "kh-1/year", agency: str = "sct",
    period: str = "2026", **given: Any,
) -> tuple[Act, ...]:  # fmt: skip
    wish = Wish(kind, obligation, agency, period, given.pop("on", None), by="an", **given)
    return record(office.office(day), office.database, office.catalogue, wish)


def refused(office: Whole, *args: Any, **given: Any) -> str:
    with office.database.read() as connection:
        before = journal.last(connection)
    with pytest.raises(ReminderError) as raised:
        act(office, *args, **given)
    with office.database.read() as connection:
        assert journal.last(connection) == before, "nothing was written"
    return str(raised.value)


STANDS: dict[str, tuple[ActKind, ...]] = {
    "open": (), "submitted": (ActKind.SUBMIT,), "nil": (ActKind.NIL,), "completed": (ActKind.COMPLETE,),
    "waived": (ActKind.WAIVE,), "suspended": (ActKind.SUSPEND,),
}  # fmt: skip
CLOSES = {ActKind.SUBMIT, ActKind.NIL, ActKind.COMPLETE, ActKind.WAIVE}
TAKES: dict[str, set[ActKind]] = {
    "open": CLOSES | {ActKind.EXTEND, ActKind.SUSPEND, ActKind.SILENCE, ActKind.ACKNOWLEDGE},
    "submitted": {ActKind.RETURN}, "nil": {ActKind.RETURN}, "completed": {ActKind.RETURN}, "waived": set(),
    "suspended": CLOSES | {ActKind.EXTEND, ActKind.RESUME},
}  # fmt: skip
SAYS = {
    ActKind.RETURN: "nothing has come in that could be sent back", ActKind.RESUME: "nothing of it is suspended",
    ActKind.ADOPT: "no backlog", ActKind.DATE: "has a date already",
    ActKind.SUSPEND: "suspended or closed already", ActKind.SILENCE: "nobody is mailed anyway",
    ActKind.ACKNOWLEDGE: "nobody is mailed anyway",
}  # fmt: skip
UNTIL = {ActKind.EXTEND: DUE + timedelta(7), ActKind.SILENCE: DUE, ActKind.DATE: DUE + timedelta(7)}
KINDS = [kind for kind in ActKind if kind not in (ActKind.ASSIGN, ActKind.EVENT, ActKind.UNDO)]


@pytest.mark.parametrize("stands", STANDS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_can_be_taken_when(kind: ActKind, stands: str, office: Whole) -> None:
    for before in STANDS[stands]:
        act(office, before)
    given: dict[str, Any] = {"until_on": UNTIL[kind]} if kind in UNTIL else {}
    if kind in TAKES[stands]:
        (done,) = act(office, kind, **given)
        assert (done.kind, done.obligation, done.period, done.owner) == (kind, "kh-1/year", "2026", "sct")
        assert (done.on, done.by, done.until_on) == (TUESDAY, "an", given.get("until_on"))
    else:
        said = refused(office, kind, **given)
        assert f"(2026@sct: {stands})" in said
        assert SAYS.get(kind, "closed already") in said


def test_a_backlog_is_adopted_and_an_undated_one_given_a_date() -> None:
    plan = small.PLAN.replace(
        'timeframe = "hoàn thành đến hết năm 2026"', 'lead = "Sở Xây dựng"\ntimeframe = "thường xuyên"'
    )
    with small_office(plans=plan) as office:
        assert act(office, ActKind.ADOPT, date(2027, 2, 1))
        (dated,) = act(office, ActKind.DATE, obligation="kh-1/2", agency="sxd", period="", until_on=DUE)
        assert dated.period == "once"
        assert "has a date already" in refused(
            office, ActKind.DATE, obligation="kh-1/2", agency="sxd", period="", until_on=DUE
        )


@pytest.mark.parametrize(
    ("kind", "given", "said"),
    [
        (ActKind.SUBMIT, {"on": TUESDAY + timedelta(1)}, "--on 2026-12-09: lies in the future"),
        (ActKind.SUBMIT, {"on": TUESDAY}, ""),
        (ActKind.SUBMIT, {"on": date(1999, 12, 31)}, "--on 1999-12-31: dates lie between 2000 and 2099"),
        (ActKind.SUBMIT, {"on": date(2000, 1, 1)}, ""),
        (ActKind.EXTEND, {"until_on": date(2100, 1, 1)}, "--until 2100-01-01: dates lie between 2000 and 2099"),
        (ActKind.EXTEND, {"until_on": date(2099, 12, 31)}, ""),
        (ActKind.EXTEND, {"until_on": DUE}, "must end after the date it replaces, 2026-12-15"),
        (ActKind.EXTEND, {"until_on": DUE + timedelta(1)}, ""),
        (ActKind.SILENCE, {"until_on": TUESDAY - timedelta(1)}, "--until 2026-12-07: has passed by 2026-12-08"),
        (ActKind.SILENCE, {"until_on": TUESDAY}, ""),
        (ActKind.SILENCE, {"until_on": TUESDAY, "on": TUESDAY - timedelta(3)}, ""),
        (ActKind.SILENCE, {"until_on": TUESDAY - timedelta(4), "on": TUESDAY - timedelta(3)},
         "has passed by 2026-12-05"),
        (ActKind.ACKNOWLEDGE, {"until_on": TUESDAY - timedelta(9)}, ""),
    ],
)  # fmt: skip
def test_the_limits_of_a_date(kind: ActKind, given: dict[str, Any], said: str, office: Whole) -> None:
    if said:
        assert said in refused(office, kind, **given)
    else:
        assert act(office, kind, **given)


@pytest.mark.parametrize(
    ("first", "second"),
    [(ActKind.SUBMIT, ActKind.RETURN), (ActKind.SUSPEND, ActKind.RESUME), (ActKind.SUBMIT, ActKind.UNDO)],
)
def test_a_new_date_lies_ahead(first: ActKind, second: ActKind, office: Whole) -> None:
    act(office, first)
    assert "--until 2026-12-08: the new date must lie behind today" in refused(office, second, until_on=TUESDAY)
    (done,) = act(office, second, until_on=TUESDAY + timedelta(1))
    assert done.until_on == TUESDAY + timedelta(1)


def test_nothing_is_resumed_before_it_was_suspended(office: Whole) -> None:
    act(office, ActKind.SUSPEND)
    said = refused(office, ActKind.RESUME, on=TUESDAY - timedelta(1))
    assert "--on 2026-12-07: kh-1/year@2026@sct was suspended on 2026-12-08" in said
    assert act(office, ActKind.RESUME, on=TUESDAY)


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
            assert "(once@sct: completed)" in refused(office, ActKind.COMPLETE, **given)
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
    assert "kh-1/year: closed already (2026: submitted)" in said
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


def test_an_officer_confirms_the_agencys_own_word(office: Whole) -> None:
    act(office, ActKind.SUBMIT, said_by=SaidBy.AGENCY)
    assert "closed already" in refused(office, ActKind.SUBMIT, said_by=SaidBy.AGENCY)
    (confirmed,) = act(office, ActKind.SUBMIT, on=TUESDAY - timedelta(1))
    assert confirmed.said_by == "officer"
    assert "closed already" in refused(office, ActKind.SUBMIT)


def test_who_owes_it_is_assigned_by_name(office: Whole) -> None:
    with pytest.raises(WrongUse, match="name the agencies with --to"):
        act(office, ActKind.ASSIGN, agency="", obligation="kh-1/2", period="")
    (done,) = act(office, ActKind.ASSIGN, agency="", obligation="kh-1/2", period="", agencies=("Sở Xây dựng", "sct"))
    assert (done.agencies, done.owner, done.period) == (("sxd", "sct"), "", "")
    assert "waits for no event; its timeframe is “Quý IV/2026”" in refused(
        office, ActKind.EVENT, agency="", obligation="kh-1/1", period="", until_on=TUESDAY
    )


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


def test_an_undo_takes_back_the_latest_of_whom_it_names(office: Whole) -> None:
    (mine,) = act(office, ActKind.SUBMIT)
    (other,) = act(office, ActKind.SUSPEND, agency="sxd")
    said = refused(office, ActKind.UNDO, agency="")
    assert "kh-1/year: several owe it; name whose act is meant, or give --all:" in said
    assert f"--period 2026 --agency sct: submit, {TUESDAY}" in said
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


def test_which_of_them_want_a_date_now(office: Whole) -> None:
    acts = [*act(office, ActKind.SUBMIT), *act(office, ActKind.SUBMIT, agency="sxd")]
    late = date(2026, 12, 21)
    returned = act(office, ActKind.RETURN, late)
    for about, wanted in ((returned, ["sct"]), (acts[1:], []), ([*acts, *returned], ["sct"])):
        found = wants_date(office.office(late), office.database, office.catalogue, about)
        assert [o.owner.id for o in found] == wanted


# What a person typed

RULES = catalogue()


def test_a_plan_by_its_id() -> None:
    assert known_plan(RULES, "kh-1") == "kh-1"
    with pytest.raises(BadInput, match=r"“kh-2” is no plan; did you mean kh-1\?"):
        known_plan(RULES, "kh-2")
    with pytest.raises(BadInput, match=r"“zzz” is no plan; did you mean kh-1\?"):
        known_plan(RULES, "zzz")


def test_an_obligation_by_its_id_or_a_unique_ending() -> None:
    assert known_obligation(RULES, "kh-1/year") == known_obligation(RULES, "year") == "kh-1/year"
    with pytest.raises(BadInput, match=r"“kh-1/yeer” is no obligation; did you mean kh-1/year"):
        known_obligation(RULES, "kh-1/yeer")
    with pytest.raises(BadInput, match="“zzzzzz” is no obligation; reminder status lists them"):
        known_obligation(RULES, "zzzzzz")


@pytest.mark.parametrize("given", ["sxd", "Sở Xây dựng", "SỞ XÂY DỰNG", "Sở Xây dựng tỉnh"])
@pytest.mark.parametrize("obligation", ["kh-1/year", ""])
def test_an_agency_by_its_id_or_a_name_as_plans_print_it(given: str, obligation: str) -> None:
    assert known_agency(RULES, obligation, given, TUESDAY) == "sxd"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("departments", "“departments” is no agency"), ("Các sở, ban, ngành", "is no agency of the directory"),
        ("Sở Xây dờng", r"did you mean Sở Xây dựng \(sxd\)"),
        ("snnmtt", r"did you mean Sở Nông nghiệp và Môi trường \(snnmt\)"),
        ("Zzzzz", "reminder agencies list shows them"), ("Sở Xây dựng, Sở Công Thương", "is no agency"),
    ],
)  # fmt: skip
def test_what_is_no_agency_names_what_is_near(given: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        known_agency(RULES, "kh-1/year", given, TUESDAY)
