"""Of which act a mail tells, and whom it lists, among all that was done about a matter."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.outbox_states import NoticeState
from reminder.core.reason import because
from reminder.engine.acts.record import Wish, record
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import parted, view
from reminder.mail.contents import Item, ListedAgency
from reminder.store import journal
from reminder.store.notices import NoticeRow
from tests.engine.made import BOX, TUESDAY, WEEK, act, small_office
from tests.laws.whole import Whole

LATE = date(2026, 12, 21)  # the yearly report is overdue


def told(
    office: Whole, template: str, *owners: str, on: date = TUESDAY, to: str = "sct", box: str = "", ordinal: int = 1,
    role: str = "owner",
) -> Item:  # fmt: skip
    """What a mail says of the report that these owe."""
    with office.database.read() as connection:
        acts = journal.journal(connection)
    book, lines = Book(office.catalogue, lambda *_: acts, on), list[StoredNotice]()
    for n, owner in enumerate(owners or ("sct",)):
        key = f"kh-1/year@2026@{owner}"
        recipient = to or owner
        row = NoticeRow(
            f"k{n}", key, 1, "s", ordinal, recipient, role, template, "normal", on, NoticeState.QUEUED, {}, None, n
        )
        found = book.find(key)
        assert found
        lines.append(StoredNotice(row, found))
    box = box or f"vt@{to}.example"
    made = view(office.office(on), book, box, "reminder", parted(book, box, to or owners[0], lines), {})
    (item,) = made.items
    return item


DONE: list[tuple[str, list[tuple[ActKind, dict[str, Any]]], str]] = [
    ("returned", [(ActKind.SUBMIT, {"note": "gửi"}), (ActKind.RETURN, {"note": "thiếu"})], "thiếu"),
    ("returned", [
        (ActKind.SUBMIT, {"note": "gửi"}), (ActKind.RETURN, {"note": "thiếu"}),
        (ActKind.ACKNOWLEDGE, {"note": "đã rõ"}),
    ], "thiếu"),
    ("returned", [
        (ActKind.SUBMIT, {}), (ActKind.RETURN, {"note": "một"}), (ActKind.SUBMIT, {}),
        (ActKind.RETURN, {"note": "hai"}),
    ], "hai"),
    ("extended", [(ActKind.EXTEND, {"note": "thêm", "until_on": WEEK})], "thêm"),
    ("extended", [
        (ActKind.EXTEND, {"note": "thêm", "until_on": WEEK}), (ActKind.SILENCE, {"note": "nghỉ", "until_on": WEEK}),
    ], "thêm"),
    ("extended", [
        (ActKind.EXTEND, {"note": "thêm", "until_on": WEEK}),
        (ActKind.EXTEND, {"note": "nữa", "until_on": WEEK + timedelta(1)}), (ActKind.UNDO, {"note": "nhầm"}),
    ], "thêm"),
    ("coming", [(ActKind.ACKNOWLEDGE, {"note": "đã rõ"})], ""),
]  # fmt: skip


@pytest.mark.parametrize(("template", "acts", "note"), DONE)
def test_a_mail_tells_of_the_act_that_called_for_it_whatever_followed(
    template: str, acts: list[tuple[ActKind, dict[str, Any]]], note: str
) -> None:
    with small_office() as office:
        for kind, given in acts:
            act(office, kind, **given)
        assert told(office, template).note == note


def test_a_record_is_of_its_own_act() -> None:
    with small_office() as office:
        (first,) = act(office, ActKind.SUBMIT, document="1/BC")
        act(office, ActKind.RETURN, document="2/CV")
        (third,) = act(office, ActKind.SUBMIT, document="3/BC")
        assert told(office, "thanks", ordinal=first.id).document == "1/BC"
        assert told(office, "thanks", ordinal=third.id).document == "3/BC"


@pytest.mark.parametrize(
    ("template", "owners", "to", "listed"),
    [
        ("escalation", ("sct",), "snnmt", ["Sở Công Thương"]),
        ("escalation", ("sct", "sxd"), "snnmt", ["Sở Công Thương", "Sở Xây dựng"]),
        ("rollcall", ("sct",), "snnmt", ["Sở Xây dựng", "Sở Công Thương"]),
        ("overdue", ("sct",), "sct", []),
    ],
)  # fmt: skip
def test_who_chases_gets_a_list_and_who_owes_gets_none(
    template: str, owners: tuple[str, ...], to: str, listed: list[str]
) -> None:
    with small_office() as office:
        role = "owner" if to in owners else "focal"
        units = told(office, template, *owners, on=LATE, to=to, role=role).units
    assert [unit.name for unit in units] == listed
    assert {unit.standing for unit in units} <= {"late"}


def test_who_is_told_in_place_of_several_gets_their_list() -> None:
    """The focal agency hears what is meant for two that cannot be reached."""
    with small_office() as office:
        one = told(office, "overdue", "sct", on=LATE, to="", box="vt@snnmt.example")
        two = told(office, "overdue", "sct", "sxd", on=LATE, to="", box="vt@snnmt.example")
    assert (one.instead_of, one.units) == ("Sở Công Thương", ())
    assert [unit.name for unit in two.units] == ["Sở Công Thương", "Sở Xây dựng"]


def test_those_who_still_owe_stand_first_in_a_list() -> None:
    with small_office() as office:
        act(office, ActKind.SUBMIT, agency="sxd", document="5/BC")
        units = told(office, "rollcall", on=LATE, to="snnmt", role="compiler").units
    assert units == (
        ListedAgency("Sở Công Thương", "late"),  # type: ignore[arg-type]  # as text
        ListedAgency("Sở Xây dựng", "submitted", (), "5/BC", TUESDAY),  # type: ignore[arg-type]
    )


def test_a_ladder_begun_again_is_told_once() -> None:
    """By the step itself, and no more than once where the taking back of the same act is told beside it."""
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK)
        (undo,) = act(office, ActKind.UNDO)
        with office.database.read() as connection:
            acts = journal.journal(connection)
        book = Book(office.catalogue, lambda *_: acts, TUESDAY)
        (o,) = [book.find("kh-1/year@2026@sct")]
        assert o

        def line(n: int, template: str, ordinal: int) -> StoredNotice:
            row = NoticeRow(
                f"k{n}", o.key, 1, "s", ordinal, "sct", "owner", template, "normal", TUESDAY, NoticeState.QUEUED, {},
                None, n,
            )  # fmt: skip
            return StoredNotice(row, o)

        def said(*lines: StoredNotice) -> list[tuple[str, str, str]]:
            desk = office.office(TUESDAY)
            made = view(desk, book, BOX, "reminder", parted(book, BOX, "sct", lines), {})
            return [(item.template, item.restart, item.reversed) for item in made.items]

        restarted, taken_back = line(1, "restarted", undo.id), line(2, "undone", undo.id)
        assert said(restarted) == [("restarted", "undo", "extend")]
        assert said(taken_back) == [("undone", "", "")]
        assert said(restarted, taken_back) == [("undone", "", "")]
        assert [t for t, *_ in said(line(3, "restarted", undo.id + 1), taken_back)] == ["restarted", "undone"]
        assert [t for t, *_ in said(line(4, "coming", undo.id), taken_back)] == ["coming", "undone"]


def test_what_each_template_says_of_the_act_behind_it() -> None:
    """All that differs from the matter itself, template by template."""
    with small_office() as office:
        act(office, ActKind.EXTEND, until_on=WEEK, document="1/CV", note="thêm")
        plain = told(office, "coming")
        extended = told(office, "extended")
        assert extended == replace(
            plain, template="extended", document="1/CV", on=TUESDAY, note="thêm", was_due_on=date(2026, 12, 15),
            was_strict=True,
        )  # fmt: skip
        (undo,) = act(office, ActKind.UNDO, note="nhầm")
        restarted, bare = told(office, "restarted"), told(office, "coming")
        assert restarted == replace(
            bare, template="restarted", on=TUESDAY, note="nhầm", restart="undo", reversed="extend"
        )
        undone = told(office, "undone", ordinal=undo.id)
        words = because("taken-back", what="gia hạn", on=TUESDAY, document="1/CV", day=TUESDAY)
        assert undone == replace(bare, template="undone", ordinal=undo.id, said=words, on=None)
        assert told(office, "undone", ordinal=99) == replace(bare, template="undone", ordinal=99, on=None)


def test_a_matter_that_stands_again_says_so() -> None:
    with small_office() as office:
        (done,) = act(office, ActKind.SUBMIT)
        (undo,) = act(office, ActKind.UNDO)
        back = office.database.transact(lambda c: journal.append(c, replace(undo, undoes=undo.id, id=0)))
        found = told(office, "undone", ordinal=back.id)
        assert found.said == because("stands-again", what="đã báo cáo", on=TUESDAY, document="–", day=TUESDAY)
        assert (found.document, found.on) == ("", None)
        record = told(office, "thanks", ordinal=done.id)
        assert (record.standing, record.recorded_on, record.by, record.on) == ("submitted", TUESDAY, "an", TUESDAY)


def test_a_ladder_begun_again_by_a_person_reverses_nothing() -> None:
    with small_office() as office:
        act(office, ActKind.SUSPEND)
        act(office, ActKind.RESUME, note="tiếp")
        found = told(office, "restarted")
    assert (found.restart, found.reversed, found.note, found.on) == ("resume", "", "tiếp", TUESDAY)


@pytest.mark.parametrize("template", ["coming", "today", "overdue", "first", "unassigned", "escalation"])
def test_a_step_tells_of_no_act(template: str) -> None:
    with small_office() as office:
        act(office, ActKind.ACKNOWLEDGE, note="đã rõ", document="1/CV")
        found = told(office, template)
    assert (found.note, found.document, found.on, found.restart, found.was_due_on) == ("", "", None, "", None)


@pytest.mark.parametrize(
    ("said_by", "by", "shown"),
    [
        (SaidBy.OFFICER, "an", "an"), (SaidBy.OFFICER, "sct", "sct"), (SaidBy.AGENCY, "sct", ""),
        (SaidBy.AGENCY, "sxd", "Sở Xây dựng"), (SaidBy.CONFIRMED, "sxd", "Sở Xây dựng"), (SaidBy.AGENCY, "gone", ""),
        (SaidBy.OFFICER, "root", "OFFICE"), (SaidBy.OFFICER, "1000", "OFFICE"),
    ],
)  # fmt: skip
def test_who_wrote_a_record(said_by: SaidBy, by: str, shown: str) -> None:
    with small_office() as office:
        wish = Wish(ActKind.SUBMIT, "kh-1/year", "sct", "2026", by=by, said_by=said_by)
        (done,) = record(office.office(TUESDAY, time(23, 30)), office.database, office.catalogue, wish)
        found = told(office, "thanks", ordinal=done.id)
        name = office.office(TUESDAY).config.office if shown == "OFFICE" else shown  # an account has no name
        assert (found.by, found.recorded_on, found.standing) == (name, TUESDAY, "submitted")
        assert told(office, "thanks", ordinal=done.id + 1).recorded_on is None
