"""Acts by the one road: which can be taken when, what is refused with which words, and what each holds."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ACTS, ActKind, SaidBy
from reminder.core.journal import Act
from reminder.core.matter_status import Status
from reminder.engine.acts.record import Wish, record, wants_date
from reminder.errors import WrongUse
from reminder.store import journal
from reminder.words import STATUSES
from tests.engine.made import DUE, TUESDAY, act, refused, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

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
ELSEWHERE = (ActKind.ASSIGN, ActKind.EVENT, ActKind.UNDO, ActKind.PROGRESS)
KINDS = [kind for kind, its in ACTS.items() if kind not in ELSEWHERE and not its.chooses]


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
        assert f"(year 2026, Sở Công Thương: {STATUSES[Status(stands)]})" in said
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
        (ActKind.SUBMIT, {"on": date(1999, 12, 31)}, "--on 1999-12-31: lies outside 2000–2099"),
        (ActKind.SUBMIT, {"on": date(2000, 1, 1)}, ""),
        (ActKind.EXTEND, {"until_on": date(2100, 1, 1)}, "--until 2100-01-01: lies outside 2000–2099"),
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
    assert "--on 2026-12-07: kh-1/year (year 2026, Sở Công Thương) was suspended on 2026-12-08" in said
    assert act(office, ActKind.RESUME, on=TUESDAY)


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


def test_which_of_them_want_a_date_now(office: Whole) -> None:
    acts = [*act(office, ActKind.SUBMIT), *act(office, ActKind.SUBMIT, agency="sxd")]
    late = date(2026, 12, 21)
    returned = act(office, ActKind.RETURN, late)
    for about, wanted in ((returned, ["sct"]), (acts[1:], []), ([*acts, *returned], ["sct"])):
        found = wants_date(office.office(late), office.database, office.catalogue, about)
        assert [o.owner.id for o in found] == wanted


# Whole acts, and whole words


def test_an_act_holds_all_that_was_wished_and_nothing_else(office: Whole) -> None:
    at = wall(TUESDAY, 9)
    wish = Wish(
        ActKind.SUBMIT, "year", "Sở Công Thương", "2026", date(2026, 12, 7), "1/BC", "ghi chú",
        said_by=SaidBy.CONFIRMED, by="an",
    )  # fmt: skip
    done = record(office.office(TUESDAY), office.database, office.catalogue, wish)
    expected = Act(
        ActKind.SUBMIT, "kh-1/year", "2026", "sct", date(2026, 12, 7), at, "an", "1/BC", "ghi chú", None, (), None,
        SaidBy.CONFIRMED, False, None, (), id=1,
    )  # fmt: skip
    assert done == (expected,)
    with office.database.read() as connection:
        assert journal.journal(connection).acts == done
    bare = Act(ActKind.EXTEND, "kh-1/year", "2026", "sxd", TUESDAY, at, "an", until_on=DUE + timedelta(7), id=2)
    assert act(office, ActKind.EXTEND, agency="sxd", until_on=DUE + timedelta(7)) == (bare,)
    undo = Act(ActKind.UNDO, "kh-1/year", "2026", "sct", TUESDAY, at, "an", "2/CV", "nhầm", undoes=1, id=3)
    assert act(office, ActKind.UNDO, document="2/CV", note="nhầm") == (undo,)
    given = Act(ActKind.ASSIGN, "kh-1/2", "", "", TUESDAY, at, "an", agencies=("sxd",), id=4)
    assert act(office, ActKind.ASSIGN, obligation="kh-1/2", agency="", period="", agencies=("sxd",)) == (given,)


OVER = small.PLAN.replace('hằng năm"\ncompiles', 'hằng năm"\nuntil = 2026-03-01\ncompiles')


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"agency": "ubnd"}, "kh-1/year: ubnd owes nothing of it; reminder who kh-1/year shows who does"),
        ({"agency": "ubnd", "period": "1999"},
         "kh-1/year: ubnd owes nothing of it; reminder who kh-1/year shows who does"),
        ({"period": "1999"}, "kh-1/year: it has no period 1999; there are: 2026, 2027"),
        ({"period": "1999", "agency": ""}, "kh-1/year: it has no period 1999; there are: 2026, 2027"),
        ({"obligation": "kh-1/province", "period": "", "agency": ""},
         "kh-1/province: nothing of it is owed in the coming year"),
        ({"obligation": "kh-1/province", "agency": ""}, "kh-1/province: nothing of it is owed in the coming year"),
        ({"obligation": "kh-1/province", "agency": "snnmt"},
         "kh-1/province: snnmt owes nothing of it; reminder who kh-1/province shows who does"),
        ({"agency": ""},
         "kh-1/year: 2 occurrences match; name one, or give --all:\n"
         "  --period 2026 --agency sxd\n  --period 2026 --agency sct"),
        ({"on": TUESDAY + timedelta(1)},
         "--on 2026-12-09: lies in the future; an act is recorded on the day it has happened"),
        ({"on": date(1999, 12, 31)}, "--on 1999-12-31: lies outside 2000–2099"),
        ({"kind": ActKind.EXTEND, "until_on": date(2100, 1, 1)},
         "--until 2100-01-01: lies outside 2000–2099"),
        ({"kind": ActKind.SILENCE, "until_on": TUESDAY - timedelta(1)},
         "--until 2026-12-07: has passed by 2026-12-08; a silence ends on a later day"),
        ({"kind": ActKind.UNDO}, "kh-1/year: there is no act to undo; reminder journal list shows all"),
        ({"kind": ActKind.UNDO, "until_on": TUESDAY},
         "--until 2026-12-08: the new date must lie behind today, 2026-12-08"),
        ({"kind": ActKind.EXTEND, "until_on": DUE},
         "--until 2026-12-15: an extension must end after the date it replaces, 2026-12-15"),
        ({"kind": ActKind.RESUME}, "kh-1/year: nothing of it is suspended (year 2026, Sở Công Thương: open)"),
        ({"kind": ActKind.RESUME, "agency": ""},
         "kh-1/year: nothing of it is suspended (year 2026, Sở Xây dựng: open; "
         "year 2026, Sở Công Thương: open)"),
        ({"kind": ActKind.EVENT, "agency": "", "period": ""},
         "kh-1/year: waits for no event; its timeframe is “trước ngày 15/12 hằng năm”"),
        ({"kind": ActKind.ASSIGN, "agency": "", "period": ""}, "assign: name the agencies with --to"),
    ],
)  # fmt: skip
def test_what_is_refused_in_whole_words(given: dict[str, Any], said: str) -> None:
    with small_office(plans=OVER) as office:
        assert refused(office, **({"kind": ActKind.SUBMIT} | given)) == said


def test_what_is_refused_once_something_is_on_record(office: Whole) -> None:
    act(office, ActKind.SUBMIT, period="")
    closed = "kh-1/year: closed already (year 2026: submitted); if another period is meant, name it: --period 2027"
    assert refused(office, ActKind.SUBMIT, period="") == closed
    act(office, ActKind.SUSPEND, agency="sxd")
    assert refused(office, ActKind.RESUME, agency="sxd", on=TUESDAY - timedelta(1)) == (
        "--on 2026-12-07: kh-1/year (year 2026, Sở Xây dựng) was suspended on 2026-12-08; "
        "it cannot be resumed before that"
    )
    assert refused(office, ActKind.UNDO, agency="") == (
        "kh-1/year: several owe it; name whose act is meant, or give --all:\n"
        "  --period 2026 --agency sct: reported, 2026-12-08\n  --period 2026 --agency sxd: suspended, 2026-12-08"
    )
    act(office, ActKind.SUBMIT, agency="sxd", period="2026")
    assert refused(office, ActKind.SUBMIT, agency="", period="2026") == (
        "kh-1/year: closed already (year 2026, Sở Xây dựng: submitted; year 2026, Sở Công Thương: submitted); "
        "reminder undo takes that back, "
        "reminder return asks again"
    )


def test_of_very_many_five_are_said_to_stand_as_they_do() -> None:
    more = "".join(
        f'[[agency]]\nid = "s{k}"\nname = "Sở Số {k}"\nkind = "department"\n'
        f'contacts = [{{ mailbox = "vt@s{k}.example" }}]\n\n'
        for k in range(4)
    )
    with small_office(agencies=small.AGENCIES.replace("[[group]]", more + "[[group]]", 1)) as office:
        said = refused(office, ActKind.RESUME, agency="")
    assert said.count(": open") == 5


def test_what_has_a_date_needs_none(office: Whole) -> None:
    """Nobody owes it, so it may be dated, but its words give a day."""
    row: dict[str, Any] = {"obligation": "kh-1/2", "agency": "", "period": ""}
    assert refused(office, ActKind.DATE, until_on=DUE, **row) == (
        "kh-1/2: has a date, 2026-12-31; a later one is given by reminder extend"
    )


def test_which_want_a_date_is_asked_of_every_row_and_of_these_periods_alone() -> None:
    late = date(2026, 12, 21)
    with small_office() as office:
        acts: list[Act] = []
        for agency in ("sct", "sxd"):
            act(office, ActKind.SUBMIT, agency=agency)
            acts += act(office, ActKind.RETURN, late, agency=agency)
        act(office, ActKind.COMPLETE, obligation="kh-1/1", period="once")
        acts += act(office, ActKind.RETURN, date(2027, 1, 5), obligation="kh-1/1", period="once")

        def wanted(*about: Act, on: date = date(2027, 1, 5)) -> list[str]:
            found = wants_date(office.office(on), office.database, office.catalogue, about)
            return [o.key for o in found]

        one, two, task = acts
        assert wanted(task, two) == ["kh-1/1@once@sct", "kh-1/year@2026@sxd"]
        assert wanted(two, one, task) == ["kh-1/1@once@sct", "kh-1/year@2026@sxd", "kh-1/year@2026@sct"]
        assert wanted(replace(one, period="2027")) == wanted(replace(one, owner="snnmt")) == wanted() == []
        act(office, ActKind.EXTEND, date(2027, 1, 5), until_on=date(2027, 2, 1))
        assert wanted(one) == []
