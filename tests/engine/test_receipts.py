"""What an agency is told of its own answer, beside the reminders of the day. The journeys are in `web`."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.catalogue import URGENCIES, Step
from reminder.core.journal import Act
from reminder.core.occurrence import Occurrence
from reminder.core.offsets import parse_offset
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.acts import receipts
from reminder.engine.acts.receipts import refused as refusal
from reminder.engine.acts.receipts import taken_back, to_decide
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.ledger import whole_ledger
from reminder.engine.context.transaction import Transaction
from reminder.engine.planning.store_decisions import evaluate_into
from reminder.store import journal, notices, outbox
from reminder.store.answers import AnswerRow
from reminder.store.database import Connection
from reminder.store.notices import NoticeRow
from tests.engine.made import TUESDAY, ZONE, act, mails, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

YEAR, BOX = "kh-1/year@2026@sct", "vt@sct.example"


@pytest.mark.parametrize("kind", [ActKind.SUBMIT, ActKind.NIL, ActKind.WAIVE])
def test_a_record_is_less_urgent_than_any_reminder(kind: ActKind) -> None:
    with small_office() as office:
        office.round(TUESDAY)
        act(office, kind)
        evaluate_into(office.database, office.office(TUESDAY), office.catalogue)
        (thanks,) = mails(office, kind="thanks")
        assert URGENCIES[thanks.urgency] == "low"
        assert all(thanks.urgency < m.urgency for m in mails(office, kind="reminder"))
        with office.database.read() as connection:
            (told,) = [n for n in notices.of_occurrence(connection, "kh-1/year@2026@sct") if n.template == "thanks"]
        assert (told.urgency, told.role, told.state) == ("low", "owner", "queued")


STEPS = "".join(
    f'  {{ id = "{template}-{kind}", at = "restart {kind}", to = ["owner"], template = "{template}" }},\n'
    for kind, template in (("return", "returned"), ("extend", "extended"), ("undo", "restarted"))
)
RULES = small.RULES.replace("ladder = [\n", "ladder = [\n" + STEPS)
DAYS = [TUESDAY + timedelta(n) for n in (0, 1, 2, 3, 6, 7)]


def of_template(office: Whole, template: str) -> list[tuple[str, int]]:
    """The notices of a kind, each with its state and the act that it is of."""
    with office.database.read() as connection:
        rows = notices.of_occurrence(connection, "kh-1/year@2026@sct")
    return [(n.state, n.ordinal) for n in rows if n.template == template]


@pytest.mark.parametrize("before", [0, 1, 2])
@pytest.mark.parametrize("tells", [True, False])
def test_an_undo_takes_back_aloud_what_had_been_told_of_its_act(tells: bool, before: int) -> None:
    """Whatever was on record before it: the step is known by its act, not by a number."""
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        for _ in range(before):
            act(office, ActKind.ACKNOWLEDGE, DAYS[0])
        act(office, ActKind.EXTEND, DAYS[1], until_on=date(2026, 12, 28))
        if tells:
            office.round(DAYS[1])
            assert [state for state, _ in of_template(office, "extended")] == ["sent"]
        (undo,) = act(office, ActKind.UNDO, DAYS[1])
        assert of_template(office, "undone") == ([("queued", undo.id)] if tells else [])


def test_an_undo_takes_back_nothing_that_was_told_of_another_act() -> None:
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        act(office, ActKind.EXTEND, DAYS[1], until_on=date(2026, 12, 28))
        office.round(DAYS[1])
        act(office, ActKind.EXTEND, DAYS[2], until_on=date(2026, 12, 30))
        act(office, ActKind.UNDO, DAYS[2])
        assert of_template(office, "undone") == [], "nobody had heard of the second"
        (first,) = act(office, ActKind.UNDO, DAYS[2])
        assert of_template(office, "undone") == [("queued", first.id)]


def test_word_of_an_undo_that_began_again_is_of_that_undo() -> None:
    with small_office(reminders=RULES) as office:
        office.round(DAYS[0])
        act(office, ActKind.SUBMIT, DAYS[1])
        (first,) = act(office, ActKind.RETURN, DAYS[1])
        office.round(DAYS[1])
        (undo,) = act(office, ActKind.UNDO, DAYS[2])
        assert ("queued", undo.id) in of_template(office, "undone")
        assert all(n != first.id for _, n in of_template(office, "undone"))


@pytest.mark.parametrize("mended", [True, False])
def test_word_that_an_undo_began_again_is_taken_back_with_that_undo_only(mended: bool) -> None:
    late, later = date(2026, 12, 16), date(2026, 12, 17)
    with small_office(reminders=RULES) as office:
        office.round(TUESDAY)
        act(office, ActKind.SUBMIT)
        (undo,) = act(office, ActKind.UNDO, late)
        office.round(late)
        assert of_template(office, "restarted") == [("sent", undo.id)]
        if mended:
            taken = [("queued", undone_again(office, later).id)]
        else:
            act(office, ActKind.EXTEND, later, until_on=date(2026, 12, 30))
            act(office, ActKind.UNDO, later)
            taken = []  # nobody had heard of the extension
        assert of_template(office, "undone") == taken


# Whole values: what is entered, for whom, and when it may leave


def entered(office: Whole, template: str, key: str = YEAR) -> list[NoticeRow]:
    with office.database.read() as connection:
        rows = notices.of_occurrence(connection, key)
    return [replace(n, id=0) for n in rows if n.template == template]


def queued(office: Whole, **wanted: Any) -> list[tuple[Any, ...]]:
    """What waits in the outbox: mailbox, agency, kind, day and urgency, when it was made and when it may leave, and
    of which notices."""
    found = mails(office, state="pending", **wanted)
    with office.database.read() as connection:
        return [
            (m.mailbox, m.agency, m.kind, m.send_on, m.urgency, m.created_at, m.next_at,
             [n.key for n in notices.by_ids(connection, outbox.notice_ids(connection, m.id))])
            for m in found
        ]  # fmt: skip


def row(step: str, ordinal: int, template: str, revision: int = 1, **changed: Any) -> NoticeRow:
    """A notice for Sở Công Thương about its yearly report."""
    code, fact = {"thanks": ("recorded", "act"), "undone": ("undone", "act")}.get(template, ("refused", "answer"))
    made = NoticeRow(
        key=f"{YEAR}@r{revision}@{step}#{ordinal}@sct", occurrence=YEAR, revision=revision, step=step, ordinal=ordinal,
        recipient="sct", role="owner", template=template, urgency="low" if template == "thanks" else "normal",
        planned_on=TUESDAY, state=NoticeState.QUEUED, reason={"code": code, fact: ordinal},
    )  # fmt: skip
    return replace(made, **changed)


def undone_again(office: Whole, day: date = TUESDAY) -> Act:
    """The newest undo is undone, as it is where a journal is mended by hand."""

    def work(connection: Connection) -> Act:
        ledger = whole_ledger(connection, ZONE)
        last = ledger.journal.acts[-1]
        back = journal.append(connection, replace(last, undoes=last.id, id=0))
        taken_back(Transaction.on(connection, office.office(day), office.catalogue), ledger, [back])
        return back

    return office.database.transact(work)


def test_a_record_waits_half_an_hour_and_what_is_undone_before_is_not_told() -> None:
    now, soon = wall(TUESDAY, 9), wall(TUESDAY, 9, 30)
    with small_office() as office:
        office.round(TUESDAY)
        (done,) = act(office, ActKind.SUBMIT)
        record = row("recorded", done.id, "thanks")
        assert entered(office, "thanks") == [record]
        assert queued(office) == [(BOX, "sct", "thanks", TUESDAY, 0, now, soon, [record.key])]
        act(office, ActKind.UNDO)
        assert entered(office, "thanks") == [replace(record, state=NoticeState.CANCELLED)]
        undone_again(office)
        assert entered(office, "thanks") == [record], "it stands again, and is told as it was"
        assert entered(office, "undone") == []
        assert queued(office) == [(BOX, "sct", "thanks", TUESDAY, 0, now, soon, [record.key])]


def test_what_was_told_is_taken_back_and_that_too() -> None:
    wednesday, thursday = DAYS[1], DAYS[2]
    with small_office() as office:
        office.round(TUESDAY)
        (done,) = act(office, ActKind.SUBMIT)
        office.round(wednesday)
        (undo,) = act(office, ActKind.UNDO, wednesday)
        assert entered(office, "thanks") == [row("recorded", done.id, "thanks", state=NoticeState.SENT)]
        taken = row("taken-back", undo.id, "undone", planned_on=wednesday)
        assert entered(office, "undone") == [taken]
        at, soon = wall(wednesday, 9), wall(wednesday, 9, 30)
        assert queued(office) == [(BOX, "sct", "reminder", wednesday, 1, at, soon, [taken.key])]
        office.round(thursday)
        last = undone_again(office, thursday)
        told, again = entered(office, "undone")
        assert told == replace(taken, state=NoticeState.SENT)
        assert again == row("taken-back", last.id, "undone", planned_on=thursday)
        assert entered(office, "thanks") == [row("recorded", done.id, "thanks", state=NoticeState.SENT)]


@pytest.mark.parametrize(
    ("hour", "minute", "day", "at"),
    [
        (15, 59, TUESDAY, wall(TUESDAY, 16, 29)), (16, 0, DAYS[1], wall(DAYS[1], 8)),  # the window closes at 16:30
        (7, 0, TUESDAY, wall(TUESDAY, 8)),
    ],
)  # fmt: skip
def test_a_record_leaves_in_the_hours_of_sending(hour: int, minute: int, day: date, at: datetime) -> None:
    with small_office() as office:
        office.round(DAYS[0] - timedelta(7))
        wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", by="an")
        record(office.office(TUESDAY, time(hour, minute)), office.database, office.catalogue, wish)
        assert [(m[3], m[6]) for m in queued(office, kind="thanks")] == [(day, at)]


@pytest.mark.parametrize(
    ("told", "said_by", "by", "thanked"),
    [
        (True, "officer", "an", True), (True, "agency", "sct", True), (False, "officer", "an", False),
        (False, "officer", "sct", False), (False, "agency", "sct", True), (False, "confirmed", "sct", True),
        (False, "agency", "sxd", False),
    ],
)  # fmt: skip
def test_a_record_is_for_who_was_told_or_said_it(told: bool, said_by: str, by: str, thanked: bool) -> None:
    with small_office() as office:
        if told:
            office.round(TUESDAY)
        wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", by=by, said_by=SaidBy(said_by))
        (done,) = record(office.office(TUESDAY), office.database, office.catalogue, wish)
        assert entered(office, "thanks") == ([row("recorded", done.id, "thanks")] if thanked else [])


@pytest.mark.parametrize("kind", [ActKind.EXTEND, ActKind.SILENCE, ActKind.ACKNOWLEDGE])
def test_what_neither_closes_nor_suspends_has_no_record(kind: ActKind) -> None:
    with small_office() as office:
        office.round(TUESDAY)
        act(office, kind, until_on=date(2026, 12, 28) if kind in (ActKind.EXTEND, ActKind.SILENCE) else None)
        assert entered(office, "thanks") == []


def close(office: Whole, box: str = BOX) -> None:
    office.database.transact(
        lambda c: Transaction.on(c, office.office(TUESDAY), office.catalogue).close_mailbox(box, "550")
    )


def test_nobody_is_thanked_in_place_of_another_but_what_he_heard_is_taken_back() -> None:
    with small_office() as office:
        office.round(TUESDAY)
        close(office)
        act(office, ActKind.SUBMIT)
        assert entered(office, "thanks") == [] and queued(office) == []
    with small_office(reminders=RULES) as office:
        office.round(TUESDAY)
        close(office)
        act(office, ActKind.EXTEND, DAYS[1], until_on=date(2026, 12, 28))
        office.round(DAYS[1])
        assert [n.state for n in entered(office, "extended")] == ["sent"], "to the focal agency"
        (undo,) = act(office, ActKind.UNDO, DAYS[2])
        assert entered(office, "undone") == [row("taken-back", undo.id, "undone", 2, planned_on=DAYS[2])]
        assert [m[:3] for m in queued(office)] == [("vt@snnmt.example", "snnmt", "reminder")]


FOCAL = RULES.replace('at = "restart extend", to = ["owner"]', 'at = "restart extend", to = ["owner", "focal"]')


def test_what_is_taken_back_is_so_for_each_in_his_role() -> None:
    with small_office(reminders=FOCAL) as office:
        office.round(TUESDAY)
        act(office, ActKind.EXTEND, until_on=date(2026, 12, 28))
        office.round(DAYS[1])
        (undo,) = act(office, ActKind.UNDO, DAYS[2])
        mine = row("taken-back", undo.id, "undone", 2, planned_on=DAYS[2])
        other = replace(mine, key=f"{YEAR}@r2@taken-back#{undo.id}@snnmt", recipient="snnmt", role="focal")
        assert sorted(entered(office, "undone"), key=lambda n: n.key) == [mine, other]


EVENT = small.PLAN.replace('"Quý IV/2026"', '"trong thời hạn 20 ngày làm việc kể từ ngày Nghị quyết có hiệu lực"')


@pytest.mark.parametrize(("kind", "on"), [(ActKind.EVENT, DAYS[1]), (ActKind.EVENT, DAYS[2])])
def test_an_act_about_whoever_owes_it_is_taken_back_of_them(kind: ActKind, on: date) -> None:
    """An event speaks of the row whole: of each who owes it, in each period."""
    with small_office(plans=EVENT) as office:
        office.round(TUESDAY)
        act(office, kind, DAYS[1], "kh-1/1", "", "", until_on=DAYS[0])
        office.round(DAYS[1])
        (told,) = entered(office, "restarted", "kh-1/1@once@sct")
        assert (told.state, told.reason["at"]) == ("sent", "restart event")
        (undo,) = act(office, ActKind.UNDO, on, "kh-1/1", "", "")
        (taken,) = entered(office, "undone", "kh-1/1@once@sct")
        assert (taken.ordinal, taken.recipient, taken.reason) == (undo.id, "sct", {"code": "undone", "act": undo.id})


def test_what_was_said_while_nobody_owed_it_is_taken_back_of_who_owes_it_now() -> None:
    row_: dict[str, Any] = {"obligation": "kh-1/2", "agency": "", "period": ""}
    with small_office(plans=small.PLAN.replace("hoàn thành đến hết năm 2026", "thường xuyên")) as office:
        office.round(TUESDAY)
        (dated,) = act(office, ActKind.DATE, until_on=date(2026, 12, 28), **row_)
        assert dated.owner == "-"
        act(office, ActKind.ASSIGN, agencies=("sxd",), **row_)
        office.round(DAYS[1])
        key = "kh-1/2@once@sxd"
        assert {n.state for n in entered(office, "first", key) + entered(office, "restarted", key)} == {"sent"}
        (undo,) = record(
            office.office(DAYS[2]), office.database, office.catalogue,
            Wish(ActKind.UNDO, "kh-1/2", "", "once", by="an"),
        )  # fmt: skip
        assert (undo.undoes, undo.owner) == (dated.id, "-")
        assert [n.ordinal for n in entered(office, "undone", key)] == [undo.id]


# what waits for an officer


def answered(kind: AnswerKind, **given: Any) -> AnswerRow:
    usual: dict[str, Any] = {"on": TUESDAY, "document": "", "note": "", "until_on": None, "id": 7}
    return AnswerRow(
        key="k", occurrence=YEAR, obligation="kh-1/year", period="2026", agency="sct", revision=1, kind=kind,
        state=AnswerState.WAITING, said_at=wall(TUESDAY, 9), **(usual | given),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (answered(AnswerKind.REPORTED, document="1/BC", on=DAYS[0] - timedelta(1), note="ghi chú"), "ghi chú"),
        (answered(AnswerKind.EXTENSION, note="bận", until_on=DAYS[5]), "bận"), (answered(AnswerKind.NIL, id=9), "-"),
        (answered(AnswerKind.WRONG, note="của sxd"), "của sxd"),
    ],
)  # fmt: skip
def test_the_officer_hears_all_of_what_waits(given: AnswerRow, words: str) -> None:
    waits = because(
        f"{given.kind}-waits", agency="Sở Công Thương", obligation="kh-1/year", title="Báo cáo năm",
        document=given.document, on=given.on, until_on=given.until_on, words=words, number=given.id,
    )  # fmt: skip
    with small_office() as office:
        o = owed(office)
        for box in ("vt@snnmt.example", office.config.operator):
            office.database.transact(lambda c: to_decide(begun(office, c), given, o))
            told = [(m.mailbox, m.agency, m.kind, m.facts) for m in mails(office, mailbox=box)]
            agency = "" if box == office.config.operator else "snnmt"
            assert told == [(box, agency, "alert", {"reasons": [waits.plain()]})]
            close(office, "vt@snnmt.example")


def test_a_refusal_is_told_at_once_to_who_answered() -> None:
    with small_office() as office:
        given, o = answered(AnswerKind.EXTENSION, id=5), owed(office)
        office.database.transact(lambda c: refusal(begun(office, c), given, o))
        notice = row("refused", 5, "refused")
        assert entered(office, "refused") == [notice]
        now = wall(TUESDAY, 9)
        assert queued(office) == [(BOX, "sct", "reminder", TUESDAY, 1, now, now, [notice.key])]


def begun(office: Whole, connection: Connection) -> Transaction:
    return Transaction.on(connection, office.office(TUESDAY), office.catalogue)


def owed(office: Whole) -> Occurrence:
    return next(o for o in office.occurrences(TUESDAY) if o.key == YEAR)


def test_what_is_no_step_of_a_ladder_is_told_on_its_day_to_who_owes_it() -> None:
    steps = receipts.RECORDED, receipts._UNDONE, receipts._REFUSED
    assert steps == (
        Step("recorded", parse_offset("0"), ("owner",), "thanks", "low"),
        Step("taken-back", parse_offset("0"), ("owner",), "undone", "normal"),
        Step("refused", parse_offset("0"), ("owner",), "refused", "normal"),
    )
