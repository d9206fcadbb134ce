"""What an agency says on its page, field by field, and what follows of it. The journeys are in `web`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.journal import Act
from reminder.core.occurrence import Occurrences
from reminder.core.reason import because
from reminder.engine.acts.agency_answers import Answered, Said, confirm, faults, refuse
from reminder.engine.acts.record import Wish, record
from reminder.errors import BadInput
from reminder.store import answers, journal
from reminder.store.answers import AnswerRow
from tests.core.made import Acts, catalogue, obligation, plan
from tests.engine.answering import AT, DONE, LATER, NOT_OURS, YEAR, acts, careful_office, everything, row, say, stored
from tests.engine.made import TUESDAY, mails, small_office, wall
from tests.laws.whole import Whole


@pytest.fixture
def office() -> Iterator[Whole]:
    with careful_office() as made:
        yield made


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (Said(AnswerKind.RECEIVED), ""), (Said(AnswerKind.NIL), ""), (DONE, ""), (LATER, ""), (NOT_OURS, ""),
        (replace(DONE, document=""), "document:missing"), (replace(DONE, on=None), "on:missing"),
        (Said(AnswerKind.REPORTED), "document:missing on:missing"), (replace(DONE, on=TUESDAY), ""),
        (replace(DONE, on=TUESDAY + timedelta(1)), "on:future"), (replace(DONE, on=date(2026, 1, 5)), ""),
        (replace(DONE, on=date(2026, 1, 4)), "on:before-plan"), (replace(LATER, until_on=None), "until:missing"),
        (replace(LATER, until_on=date(2026, 12, 15)), "until:not-later"),
        (replace(LATER, until_on=date(2026, 12, 16)), ""), (replace(LATER, until_on=date(2099, 12, 31)), ""),
        (replace(LATER, until_on=date(2100, 1, 1)), "until:too-far"),
        (replace(LATER, note=""), "note:missing"), (replace(NOT_OURS, note=""), "note:missing"),
        (Said(AnswerKind.EXTENSION), "until:missing note:missing"), (replace(DONE, document="x" * 100), ""),
        (replace(DONE, document="x" * 101), "document:too-long"), (replace(LATER, note="x" * 1000), ""),
        (replace(LATER, note="x" * 1001), "note:too-long"),
        (Said(AnswerKind.RECEIVED, note="x" * 1001), "note:too-long"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_answer(said: Said, found: str) -> None:
    o = obligation("chậm nhất ngày 15/12/2026", kind="report")
    (owed,) = Occurrences(catalogue(plan(o)), Acts().journal()).known(TUESDAY, TUESDAY)
    assert " ".join(f"{field}:{code}" for field, code in faults(said, owed, TUESDAY)) == found


def test_only_a_report_can_have_nothing_to_say_and_what_has_no_date_is_asked_to_end_ahead() -> None:
    o = obligation("thường xuyên")
    (owed,) = Occurrences(catalogue(plan(o)), Acts().journal()).known(TUESDAY, TUESDAY)
    assert faults(Said(AnswerKind.NIL), owed, TUESDAY) == (("answer", "not-a-report"),)
    assert faults(replace(LATER, until_on=TUESDAY), owed, TUESDAY) == (("until", "not-later"),)
    assert faults(replace(LATER, until_on=TUESDAY + timedelta(1)), owed, TUESDAY) == ()
    late = obligation("chậm nhất ngày 01/12/2026")
    (owed,) = Occurrences(catalogue(plan(late)), Acts().journal()).known(TUESDAY, TUESDAY)
    assert faults(replace(LATER, until_on=TUESDAY), owed, TUESDAY) == (("until", "not-later"),)


def test_a_row_holds_what_its_kind_has_a_use_for(office: Whole) -> None:
    busy = {"on": date(2026, 12, 7), "document": "1/BC", "note": "ghi chú", "until_on": date(2026, 12, 28)}
    kept: dict[str, tuple[Any, ...]] = {
        "received": (TUESDAY, "", "", None), "reported": (busy["on"], "1/BC", "ghi chú", None),
        "nil": (TUESDAY, "", "", None), "extension": (TUESDAY, "", "ghi chú", busy["until_on"]),
        "wrong": (TUESDAY, "", "ghi chú", None),
    }  # fmt: skip
    kinds = [kind for kind in AnswerKind if kind is not AnswerKind.PROGRESS]  # a report has none
    for n, kind in enumerate(kinds):
        found = row(say(office, Said(kind, **busy)))  # type: ignore[arg-type]
        assert (found.on, found.document, found.note, found.until_on) == kept[kind]
        assert (found.kind, found.agency, found.occurrence, found.obligation, found.period) == (
            kind, "sct", YEAR, "kh-1/year", "2026",
        )  # fmt: skip
        assert found.key.startswith(f"{YEAR}@r1@{n}@")
        assert found.said_at == wall(TUESDAY, 9)


def test_to_say_the_same_again_changes_nothing(office: Whole) -> None:
    done = say(office, DONE)
    assert (done.faults, done.again) == ((), False)
    first = row(done)
    again = say(office, DONE, day=TUESDAY + timedelta(1))
    assert (again.again, row(again).id) == (True, first.id)
    for other in (replace(DONE, document="2/BC"), replace(DONE, on=TUESDAY), replace(DONE, note="x")):
        assert not say(office, other).again
    nothing = row(say(office, Said(AnswerKind.NIL)))
    again = say(office, Said(AnswerKind.NIL), day=TUESDAY + timedelta(1))
    assert (again.again, row(again).id) == (True, nothing.id), "it says the same on any day"
    assert not say(office, LATER).again
    assert not say(office, replace(LATER, until_on=date(2026, 12, 29))).again
    assert not say(office, DONE).again, "what was replaced no longer holds"


def test_a_longer_silence_of_an_officer_is_left(office: Whole) -> None:
    def quiet(day: int) -> Act:
        act = Act(
            ActKind.SILENCE, "kh-1/year", "2026", "sct", TUESDAY, wall(TUESDAY, 9), "an", until_on=date(2026, 12, day)
        )
        return office.database.transact(lambda c: journal.append(c, act))

    quiet(10)
    assert row(say(office, NOT_OURS)).hold_id
    office.database.transact(lambda c: answers.change(c, 1, state="refused", hold_id=None))
    quiet(11)
    assert row(say(office, replace(NOT_OURS, note="khác"))).hold_id is None


def test_who_does_not_owe_it_is_not_heard(office: Whole) -> None:
    for agency, key in (("sxd", YEAR), ("sct", "kh-1/year@1999@sct"), ("ubnd", YEAR)):
        with pytest.raises(BadInput, match=f"{key}: not owed by {agency} any more"):
            say(office, DONE, key, agency=agency)
    with pytest.raises(BadInput, match="answer 99: there is none"):
        refuse(office.office(TUESDAY), office.database, office.catalogue, 99, "an", "x")


@pytest.mark.parametrize(("said", "lifted"), [(Said(AnswerKind.RECEIVED), False), (NOT_OURS, False), (DONE, False)])
def test_a_later_answer_takes_the_place_of_one_that_waits(said: Said, lifted: bool, office: Whole) -> None:
    first = row(say(office, LATER))
    second = row(say(office, said))
    replaced = said.kind != "received"
    assert stored(office, first.id).state == ("replaced" if replaced else "waiting")
    assert (second.hold_id == first.hold_id) is replaced
    assert any(a.kind == "undo" for a in acts(office)) is lifted


def test_a_final_answer_ends_the_silence_of_one_that_waited() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        first = row(say(office, LATER))
        done = row(say(office, DONE))
        assert (stored(office, first.id).state, done.state) == ("replaced", "recorded")
        assert [m.state for m in mails(office, kind="alert")] == ["cancelled"], "nobody is asked about it any more"
        assert [a.kind for a in acts(office)] == ["silence", "undo", "submit"]
        assert done.act_id == acts(office)[-1].id
        assert say(office, replace(DONE, document="2/BC")).faults == (("answer", "closed"),)
        assert mails(office, kind="thanks")


# Whole rows and acts


def answered(kind: AnswerKind, on: date = TUESDAY, **given: Any) -> AnswerRow:
    """The first answer of Sở Công Thương about the yearly report, without its key."""
    usual: dict[str, Any] = {"document": "", "note": "", "until_on": None, "state": AnswerState.WAITING}
    return AnswerRow(
        key="", occurrence=YEAR, obligation="kh-1/year", period="2026", agency="sct", revision=1, kind=kind, on=on,
        said_at=AT, **(usual | given),
    )  # fmt: skip


def test_an_answer_that_waits_whole(office: Whole) -> None:
    done = say(office, LATER)
    waits = answered(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 28), hold_id=1, id=1)
    assert done == Answered(replace(waits, key=row(done).key))
    assert everything(office) == [waits]
    assert acts(office) == [
        Act(
            ActKind.SILENCE, "kh-1/year", "2026", "sct", TUESDAY, AT, "sct", note="extension: bận",
            until_on=date(2026, 12, 11), said_by=SaidBy.AGENCY, id=1,
        )
    ]  # fmt: skip
    reason = because(
        "extension-waits", agency="Sở Công Thương", obligation="kh-1/year", title="Báo cáo năm", document="",
        on=TUESDAY, until_on=date(2026, 12, 28), words="bận", number=1,
    )  # fmt: skip
    told = [(m.mailbox, m.facts) for m in mails(office, kind="alert")]
    assert told == [("vt@snnmt.example", {"reasons": [reason.plain()]})]
    again = say(office, LATER)
    assert again == Answered(replace(waits, key=row(done).key), again=True)
    assert len(mails(office, kind="alert")) == 1


@pytest.mark.parametrize(
    ("said", "kind", "on", "given"),
    [
        (Said(AnswerKind.RECEIVED, document="x", note="x"), ActKind.ACKNOWLEDGE, TUESDAY, {}),
        (replace(DONE, note="ghi chú"), ActKind.SUBMIT, date(2026, 12, 7), {"document": "1/BC", "note": "ghi chú"}),
        (Said(AnswerKind.NIL, date(2026, 12, 7), "x"), ActKind.NIL, TUESDAY, {}),
    ],
)  # fmt: skip
def test_a_final_answer_whole(said: Said, kind: ActKind, on: date, given: dict[str, Any]) -> None:
    with small_office() as office:
        office.round(TUESDAY)
        done = say(office, said)
        expected = answered(said.kind, on, **given, state=AnswerState.RECORDED, act_id=1, id=1)
        assert done == Answered(replace(expected, key=row(done).key))
        assert everything(office) == [expected]
        assert acts(office) == [
            Act(kind, "kh-1/year", "2026", "sct", on, AT, "sct", **given, said_by=SaidBy.AGENCY, id=1)
        ]
        assert mails(office, kind="alert") == []


def test_keys_tell_answers_apart_by_what_they_say_and_how_many_came_before(office: Whole) -> None:
    first, second = row(say(office, LATER)), row(say(office, NOT_OURS))
    third = row(say(office, LATER))
    assert [key.rpartition("@")[0] for key in (first.key, second.key, third.key)] == [
        f"{YEAR}@r1@{n}" for n in range(3)
    ]
    digests = [key.rpartition("@")[2] for key in (first.key, second.key, third.key)]
    words = "\0".join(("extension", str(TUESDAY), "", "bận", "2026-12-28"))
    assert digests[0] == digests[2] == sha256(words.encode()).hexdigest()[:20] != digests[1]


def test_silence_goes_on_under_the_same_hold_and_is_had_once(office: Whole) -> None:
    """The first that waits has it; who asks anew meanwhile keeps it; after a decision nobody has it again."""
    first = row(say(office, LATER))
    second = row(say(office, NOT_OURS, day=TUESDAY + timedelta(1)))
    assert (first.hold_id, second.hold_id) == (1, 1)
    assert [(r.state, r.hold_id) for r in everything(office)] == [("replaced", 1), ("waiting", 1)]
    refuse(office.office(TUESDAY), office.database, office.catalogue, second.id, "an", "không")
    third = row(say(office, LATER, day=TUESDAY + timedelta(1)))
    assert third.hold_id is None
    confirm(office.office(TUESDAY), office.database, office.catalogue, third.id, "an")
    assert [a.kind for a in acts(office)] == ["silence", "undo", "extend"], "there was nothing to lift"


def test_another_revision_begins_anew(office: Whole) -> None:
    say(office, DONE)
    confirm(office.office(TUESDAY), office.database, office.catalogue, 1, "an")
    wish = Wish(ActKind.RETURN, "kh-1/year", "sct", "2026", by="an")
    record(office.office(TUESDAY), office.database, office.catalogue, wish)
    found = row(say(office, DONE))
    assert (found.revision, found.hold_id, found.id) == (2, acts(office)[-1].id, 2)
    assert found.key.startswith(f"{YEAR}@r2@0@")


def test_what_was_undone_may_be_said_again() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        first = row(say(office, DONE))
        assert say(office, DONE) == Answered(first, again=True)
        undo = Wish(ActKind.UNDO, "kh-1/year", "sct", "2026", by="an")
        record(office.office(TUESDAY), office.database, office.catalogue, undo)
        again = say(office, DONE)
        assert (again.again, row(again).id, row(again).act_id) == (False, 2, 3)
        assert row(again).key.startswith(f"{YEAR}@r1@1@")
