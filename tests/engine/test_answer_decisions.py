"""What a decision about an agency's answer brings."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.journal import Act
from reminder.engine.acts.agency_answers import Answered, Said, confirm, refuse
from reminder.engine.acts.record import Wish, record
from reminder.errors import BadInput
from reminder.store import journal, notices
from tests.engine.answering import (
    AT,
    DONE,
    LATER,
    NOT_OURS,
    TASK,
    YEAR,
    acts,
    careful_office,
    everything,
    row,
    say,
    stored,
)
from tests.engine.made import TUESDAY, mails, wall
from tests.laws.whole import Whole


@pytest.fixture
def office() -> Iterator[Whole]:
    with careful_office() as made:
        yield made


def refusals(office: Whole) -> list[str]:
    with office.database.read() as connection:
        return [n.occurrence for n in notices.untold(connection) if n.template == "refused"]


def test_silence_while_it_waits_and_an_end_of_it_with_the_decision(office: Whole) -> None:
    waiting = row(say(office, LATER))
    (silence,) = acts(office)
    assert (silence.kind, silence.owner, silence.until_on, silence.by) == ("silence", "sct", date(2026, 12, 11), "sct")
    assert (silence.note, silence.said_by, silence.on) == ("extension: bận", "agency", TUESDAY)
    assert waiting.hold_id == silence.id
    refuse(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", "không")
    undo = acts(office)[-1]
    assert (undo.kind, undo.undoes, undo.owner, undo.period, undo.by) == ("undo", silence.id, "sct", "2026", "an")
    decided = stored(office, waiting.id)
    assert (decided.state, decided.decided_by, decided.decision) == ("refused", "an", "không")
    assert decided.decided_at == wall(TUESDAY, 9)
    assert refusals(office) == [YEAR]
    with office.database.read() as connection:
        (told,) = [n for n in notices.of_occurrence(connection, YEAR) if n.template == "refused"]
    assert (told.reason, told.ordinal) == ({"code": "refused", "answer": waiting.id}, waiting.id)
    (mail,) = mails(office, state="pending", mailbox="vt@sct.example")
    assert mail.next_at == wall(TUESDAY + timedelta(1), 8), "the digest of the day has left"
    second = row(say(office, LATER))
    assert second.hold_id is None, "silence is had once"


@pytest.mark.parametrize("meanwhile", ["nothing", "closed", "returned"])
def test_a_refusal_is_told_while_the_matter_stands_as_it_did(meanwhile: str, office: Whole) -> None:
    waiting = row(say(office, LATER))

    def write(kind: Any) -> None:
        act = Act(kind, "kh-1/year", "2026", "sct", TUESDAY, wall(TUESDAY, 9), "an")
        office.database.transact(lambda c: journal.append(c, act))

    if meanwhile != "nothing":
        write("submit")
    if meanwhile == "returned":
        write("return")
    refuse(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", "không")
    assert refusals(office) == ([YEAR] if meanwhile == "nothing" else [])


@pytest.mark.parametrize(
    ("said", "key", "given", "kind", "words"),
    [
        (DONE, YEAR, {}, "submit", {"on": date(2026, 12, 7), "by": "sct", "document": "1/BC", "said_by": "confirmed"}),
        (DONE, TASK, {}, "complete", {"on": date(2026, 12, 7), "by": "sct", "said_by": "confirmed"}),
        (Said(AnswerKind.NIL), YEAR, {"note": "x"}, "nil", {"note": "x", "said_by": "confirmed", "until_on": None}),
        (LATER, YEAR, {}, "extend", {"until_on": date(2026, 12, 28), "by": "an", "note": "bận", "said_by": "officer"}),
        (LATER, YEAR, {"until_on": date(2026, 12, 21), "document": "9/CV", "note": "ngắn"}, "extend",
         {"until_on": date(2026, 12, 21), "document": "9/CV", "note": "bận; ngắn"}),
        (NOT_OURS, YEAR, {}, "waive", {"owner": "sct", "by": "an", "note": "của sxd", "said_by": "officer"}),
        (NOT_OURS, TASK, {"to": ("sxd",)}, "assign", {"agencies": ("sxd",), "owner": "", "period": "once"}),
    ],
)  # fmt: skip
def test_what_a_confirmed_answer_becomes(
    said: Said, key: str, given: dict[str, Any], kind: str, words: dict[str, Any], office: Whole
) -> None:
    waiting = row(say(office, said, key))
    desk = office.office(TUESDAY)
    (act,) = confirm(desk, office.database, office.catalogue, waiting.id, "an", **given)
    assert act.kind == kind
    assert {name: getattr(act, name) for name in words} == words
    assert (stored(office, waiting.id).state, stored(office, waiting.id).act_id) == ("confirmed", act.id)
    with pytest.raises(BadInput, match="does not wait for a decision; it is confirmed"):
        confirm(desk, office.database, office.catalogue, waiting.id, "an")


def test_one_of_many_cannot_be_given_to_another(office: Whole) -> None:
    waiting = row(say(office, NOT_OURS))
    with pytest.raises(BadInput, match="kh-1/year: 2 agencies owe it, each for itself"):
        confirm(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", to=("sxd",))
    assert stored(office, waiting.id).state == "waiting"


@pytest.mark.parametrize(
    ("said", "given", "expected"),
    [
        (replace(DONE, note="gửi"), {"note": "đủ", "document": "x", "until_on": TUESDAY},
         Act(ActKind.SUBMIT, "kh-1/year", "2026", "sct", date(2026, 12, 7), AT, "sct", "1/BC", "gửi; đủ",
             said_by=SaidBy.CONFIRMED)),
        (Said(AnswerKind.NIL), {},
         Act(ActKind.NIL, "kh-1/year", "2026", "sct", TUESDAY, AT, "sct", said_by=SaidBy.CONFIRMED)),
        (LATER, {"document": "9/CV", "note": "ngắn", "until_on": date(2026, 12, 21)},
         Act(ActKind.EXTEND, "kh-1/year", "2026", "sct", TUESDAY, AT, "an", "9/CV", "bận; ngắn", date(2026, 12, 21))),
        (LATER, {},
         Act(ActKind.EXTEND, "kh-1/year", "2026", "sct", TUESDAY, AT, "an", "", "bận", date(2026, 12, 28))),
        (NOT_OURS, {"document": "9/CV"},
         Act(ActKind.WAIVE, "kh-1/year", "2026", "sct", TUESDAY, AT, "an", "9/CV", "của sxd")),
    ],
)  # fmt: skip
def test_a_confirmed_answer_whole(said: Said, given: dict[str, Any], expected: Act, office: Whole) -> None:
    waiting = row(say(office, said))
    done = confirm(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", **given)
    silence, lifted, act = acts(office)
    assert done == (act,) == (replace(expected, id=3),)
    assert lifted == Act(
        ActKind.UNDO, "kh-1/year", "2026", "sct", TUESDAY, AT, "an", undoes=silence.id, id=2
    )  # fmt: skip
    (decided,) = everything(office)
    note = given.get("note", "")
    assert decided == replace(
        waiting, key="", state=AnswerState.CONFIRMED, act_id=3, decided_at=AT, decided_by="an", decision=note
    )


def test_a_wrong_addressee_is_assigned_away_by_name(office: Whole) -> None:
    waiting = row(say(office, NOT_OURS, TASK))
    given = {"to": ["Sở Xây dựng"], "note": "đúng", "document": "9/CV"}
    (act,) = confirm(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", **given)  # type: ignore[arg-type]
    assert act == Act(
        ActKind.ASSIGN, "kh-1/1", "once", "", TUESDAY, AT, "an", "9/CV", "của sxd; đúng", agencies=("sxd",), id=3
    )  # fmt: skip


def test_a_refused_answer_whole(office: Whole) -> None:
    waiting = row(say(office, LATER))
    desk = office.office(TUESDAY)
    assert refuse(desk, office.database, office.catalogue, waiting.id, "an", "không") == waiting
    (decided,) = everything(office)
    assert decided == replace(
        waiting, key="", state=AnswerState.REFUSED, decided_at=AT, decided_by="an", decision="không"
    )
    with pytest.raises(BadInput, match=r"^answer 1: does not wait for a decision; it is refused$"):
        refuse(desk, office.database, office.catalogue, waiting.id, "an", "không")
    with pytest.raises(BadInput, match=r"^answer 7: there is none; reminder answers list shows them$"):
        confirm(desk, office.database, office.catalogue, 7, "an")


def test_what_is_closed_meanwhile_cannot_be_confirmed_and_nothing_is_decided(office: Whole) -> None:
    waiting = row(say(office, DONE))
    wish = Wish(ActKind.WAIVE, "kh-1/year", "sct", "2026", by="an")
    record(office.office(TUESDAY), office.database, office.catalogue, wish)
    with pytest.raises(BadInput, match="closed already"):
        confirm(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an")
    assert stored(office, waiting.id) == waiting
    assert say(office, replace(DONE, note="x")) == Answered(faults=(("answer", "closed"),))


def test_several_who_owe_it_each_for_itself_are_counted(office: Whole) -> None:
    waiting = row(say(office, NOT_OURS))
    said = (
        "kh-1/year: 2 agencies owe it, each for itself; confirm without --to to release this one, and mend the group "
        "in the file"
    )
    with pytest.raises(BadInput, match=f"^{re.escape(said)}$"):
        confirm(office.office(TUESDAY), office.database, office.catalogue, waiting.id, "an", to=("sxd",))
    with pytest.raises(BadInput, match=f"^{YEAR}: not owed by sxd any more$"):
        say(office, DONE, agency="sxd")
