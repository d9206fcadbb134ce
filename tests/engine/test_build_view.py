"""Of which act a mail tells, and whom it lists, among all that was done about a matter."""

from datetime import date, timedelta
from typing import Any

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.journal import Journal
from reminder.core.outbox_states import NoticeState
from reminder.engine.context.stored_occurrences import Book, StoredNotice
from reminder.engine.mails.build_view import parted, view
from reminder.mail.contents import Item, ListedAgency
from reminder.store import journal
from reminder.store.notices import NoticeRow
from tests.engine.made import TUESDAY, small_office
from tests.engine.test_record import act
from tests.journeys import desk as small
from tests.laws.whole import Whole

BOX = "vt@sct.example"
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


WEEK = TUESDAY + timedelta(20)
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


SHARED = small.AGENCIES.replace('"vt@sct.example"', '"chung@tinh.example"').replace(
    '"vt@sxd.example"', '"chung@tinh.example"'
)


@pytest.mark.parametrize(
    ("box", "agency", "owners", "parts"),
    [
        ("chung@tinh.example", "sct", ("sct", "sxd"), {"sct": ["sct"], "sxd": ["sxd"]}),
        ("CHUNG@tinh.example", "sct", ("sxd", "sct"), {"sct": ["sct"], "sxd": ["sxd"]}),
        ("chung@tinh.example", "sct", ("sxd",), {"sxd": ["sxd"]}),
        ("gd@sxd.example", "sct", ("sxd", "sct"), {"sct": ["sct"], "sxd": ["sxd"]}),
        # The focal agency's own mailbox, to which it goes in place of both; then one that belongs to nobody.
        ("vt@snnmt.example", "sct", ("sct", "sxd"), {"snnmt": ["sct", "sxd"]}),
        ("la@x.example", "ubnd", ("sct", "sxd"), {"ubnd": ["sct", "sxd"]}),
        ("chung@tinh.example", "sct", (), {"sct": []}),
    ],
)  # fmt: skip
def test_a_mail_falls_into_parts_by_whose_the_mailbox_is(
    box: str, agency: str, owners: tuple[str, ...], parts: dict[str, list[str]]
) -> None:
    with small_office(agencies=SHARED) as office:
        book, lines = Book(office.catalogue, lambda *_: Journal(), TUESDAY), list[StoredNotice]()
        for n, owner in enumerate(owners):
            o = book.find(f"kh-1/year@2026@{owner}")
            assert o
            row = NoticeRow(
                f"k{n}", o.key, 1, "s", 1, owner, "owner", "coming", "normal", TUESDAY, NoticeState.QUEUED, {}, None, n
            )
            lines.append(StoredNotice(row, o))
        found = parted(book, box, agency, lines)
    assert {id_: [line.notice.recipient for line in mine] for id_, mine in found.items()} == parts
    assert list(found) == list(parts), "the mail's own agency first"
