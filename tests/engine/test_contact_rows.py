"""Rows of a contact list → mailboxes by agency: what is taken, and each thing that is said of a row."""

from datetime import date

import pytest

from reminder.directory.agency import Agency, Group, Succession
from reminder.directory.directory import Directory
from reminder.directory.out_of_force import OutOfForce
from reminder.directory.register import Register
from reminder.documents.contact_lists import ListedMailbox, ListRow
from reminder.engine.importing import contact_rows
from reminder.engine.importing.contact_rows import Join
from reminder.errors import Fact, Place, problem
from reminder.mail.recipient_policy import Policy
from reminder.words.typed_days import TypedDay

ON = date(2026, 3, 2)
GONE = date(2025, 2, 28)
AGENCIES = (
    Agency("a", "Sở A", "department"), Agency("b", "Sở Bảo vệ", "department"), Agency("bv", "Sở Bảo vật", "department"),
    Agency("m", "Sở Mới", "department"),
    Agency("cu", "Sở Cũ", "department", until_on=GONE), Agency("chia", "Sở Chia", "department", until_on=GONE),
    Agency("het", "Sở Hết", "department", until_on=GONE),
    Agency("sau", "Sở Sau", "department", from_on=date(2027, 1, 1)),
)  # fmt: skip
SUCCESSIONS = (
    Succession("cu", ("m",), date(2025, 3, 1), "one", "NQ 1"),
    Succession("chia", ("a", "b"), date(2025, 3, 1), "split", "NQ 2"),
)
GROUPS = (Group("all", "Các sở, ban, ngành", kinds=("department",)),)
REGISTERS = (
    Register("r", "Thử", 1, AGENCIES, GROUPS, SUCCESSIONS),
    Register("s", "Khác", 2, (Agency("x", "Sở Xa", "department"),)),
)
PLACE = Place("list.csv", 7)


def row(name: str, *mailboxes: str, head: tuple[str, ...] = (), person: str = "") -> ListRow:
    boxes = tuple(ListedMailbox(mailbox, person=person) for mailbox in mailboxes)
    return ListRow(name, boxes, tuple(map(ListedMailbox, head)), PLACE, "B7")


def join(*domains: str) -> Join:
    return Join(Directory(REGISTERS), REGISTERS[0], Policy(domains or ("gov.vn", "vnpt.vn")), ON)


def test_what_good_rows_say() -> None:
    made = join()
    assert made.taken([
        row("Sở A", "VanThu@So-A.GOV.VN", "hai@so-a.gov.vn", head=("gd@so-a.gov.vn",), person="Lan"),
        row("b", "b@b.gov.vn"), row("Sở Mới", head=("gd@moi.gov.vn",), person="Mai"),
    ]) == {
        ("a", "contacts"): {"VanThu@so-a.gov.vn": "Lan", "hai@so-a.gov.vn": "Lan"},
        ("a", "head"): {"gd@so-a.gov.vn": ""},
        ("b", "contacts"): {"b@b.gov.vn": ""}, ("m", "head"): {"gd@moi.gov.vn": ""},
    }  # fmt: skip
    assert (made.problems, made.notes, made.unknown) == ([], [], {})


@pytest.mark.parametrize(
    ("given", "template", "facts"),
    [
        (row("", "a@a.gov.vn"), "NO_NAME", {}), (row("", head=("a@a.gov.vn",)), "NO_NAME", {}),
        (row("Sở A; Sở Mới", "a@a.gov.vn"), "SEVERAL", {"name": "Sở A; Sở Mới"}),
        (row("Đề nghị Sở A", "a@a.gov.vn"), "SEVERAL", {"name": "Đề nghị Sở A"}),
        (row("Sở Zywx", "z@z.gov.vn"), "UNKNOWN", {"name": "Sở Zywx", "near": ""}),
        (row("Sở Bảo vx", "z@z.gov.vn"), "UNKNOWN_NEAR", {
            "name": "Sở Bảo vx", "near": "Sở Bảo vệ",
        }),
        (row("Các sở, ban, ngành", "a@a.gov.vn"), "NOBODY", {"name": "Các sở, ban, ngành"}),
        (row("các doanh nghiệp", "a@a.gov.vn"), "NOBODY", {"name": "các doanh nghiệp"}),
        (row("Sở Chia", "a@a.gov.vn"), "DIVIDED", {"name": "Sở Chia", "basis": "NQ 2"}),
        (row("Sở Hết", "a@a.gov.vn"), "OTHER_DAYS", {
            "name": "Sở Hết", "day": (TypedDay(ON),), "why": (OutOfForce(None, GONE),),
        }),
        (row("Sở Sau", "a@a.gov.vn"), "OTHER_DAYS", {
            "name": "Sở Sau", "day": (TypedDay(ON),), "why": (OutOfForce(date(2027, 1, 1), None),),
        }),
        (row("Sở A", "a b@a.gov.vn"), "NOT_ADDRESS", {"mailbox": "a b@a.gov.vn", "name": "Sở A"}),
        (row("Sở A", "x" * 200), "NOT_ADDRESS", {"mailbox": "x" * 120, "name": "Sở A"}),
        (row("Sở A", head=("không có",)), "NOT_ADDRESS", {"mailbox": "không có", "name": "Sở A"}),
        (row("Sở A", "a@A.example"), "RESERVED", {
            "mailbox": "a@A.example", "name": "Sở A", "domain": "a.example", "allowed": "gov.vn, vnpt.vn",
        }),
        (row("Sở A", "a@Gmail.com"), "NOT_ALLOWED", {
            "mailbox": "a@Gmail.com", "name": "Sở A", "domain": "gmail.com", "allowed": "gov.vn, vnpt.vn",
        }),
    ],
)  # fmt: skip
def test_why_a_row_is_left_out(given: ListRow, template: str, facts: dict[str, Fact]) -> None:
    made = join()
    assert made.taken([given]) == {}
    assert made.problems == [problem(PLACE, "B7", getattr(contact_rows, template), **facts)]
    assert made.notes == []


def test_a_body_of_other_days_is_left_out_with_its_days() -> None:
    made = join()
    assert made.taken([row("Sở Hết", "a@a.gov.vn")]) == {}
    (fault,) = made.problems
    assert (fault.template, dict(fault.facts)["name"]) == (contact_rows.OTHER_DAYS, "Sở Hết")


@pytest.mark.parametrize(
    ("rows", "template", "facts"),
    [
        ([row("Sở A")], "NO_MAILBOX", {"name": "Sở A"}),
        ([row("Sở Cũ", "m@m.gov.vn")], "SUCCEEDED", {"name": "Sở Cũ", "heir": "Sở Mới", "basis": "NQ 1"}),
        ([row("Sở A", "a@a.gov.vn", "A@a.gov.vn")], "TWICE", {"mailbox": "A@a.gov.vn", "name": "Sở A"}),
        ([row("Sở A", "a@a.gov.vn"), row("Sở A", "a@a.gov.vn")], "TWICE", {"mailbox": "a@a.gov.vn", "name": "Sở A"}),
        ([row("Sở A", "a@a.gov.vn"), row("a", "b@a.gov.vn")], "ADDED", {"mailbox": "b@a.gov.vn", "name": "Sở A"}),
        (
            [row("Sở A", "a@a.gov.vn"), row("Sở Mới", "A@a.gov.vn")], "SHARED",
            {"mailbox": "A@a.gov.vn", "name": "Sở Mới", "other": "Sở A"},
        ),
    ],
)  # fmt: skip
def test_what_is_noted_and_taken(rows: list[ListRow], template: str, facts: dict[str, str]) -> None:
    made = join()
    taken = made.taken(rows)
    assert made.notes == [problem(PLACE, "B7", getattr(contact_rows, template), "warning", **facts)]
    assert made.problems == []
    assert bool(taken) is (template != "NO_MAILBOX")


def test_what_stands_twice_is_entered_once_and_what_is_further_is_added() -> None:
    made = join()
    rows = [
        row("Sở A", "a@a.gov.vn", "A@a.gov.vn", person="Lan"),
        row("Sở A", "A@A.gov.vn", "b@a.gov.vn", person="Mai"),
    ]
    assert made.taken(rows) == {("a", "contacts"): {"a@a.gov.vn": "Lan", "b@a.gov.vn": "Mai"}}
    assert [n.template for n in made.notes] == [contact_rows.TWICE, contact_rows.TWICE, contact_rows.ADDED]


def test_an_empty_row_says_nothing() -> None:
    made = join()
    assert made.taken([row("")]) == {}
    assert (made.problems, made.notes) == ([], [])


@pytest.mark.parametrize("bad", [row("Sở A", "x@gmail.com", "b@a.gov.vn"), row("Sở A", head=("x@gmail.com",))])
@pytest.mark.parametrize("first", [True, False])
def test_a_bad_mailbox_leaves_the_good_ones_beside_it(bad: ListRow, first: bool) -> None:
    good, other = row("Sở A", "a@a.gov.vn", head=("gd@a.gov.vn",)), row("Sở Mới", "m@m.gov.vn")
    made = join()
    taken = made.taken([bad, good, other] if first else [good, other, bad])
    assert {key: set(boxes) for key, boxes in taken.items()} == {
        ("a", "contacts"): {"a@a.gov.vn", "b@a.gov.vn"} if bad.mailboxes else {"a@a.gov.vn"},
        ("a", "head"): {"gd@a.gov.vn"}, ("m", "contacts"): {"m@m.gov.vn"},
    }  # fmt: skip
    assert made.incomplete == {("a", "contacts" if bad.mailboxes else "head")}
    assert [p.key for p in made.problems] == ["B7"]


def test_the_cell_of_a_bad_mailbox_is_named() -> None:
    made = join()
    boxes = (ListedMailbox("a@a.gov.vn", "Tờ!C7"), ListedMailbox("x@gmail.com", "Tờ!D7"))
    assert made.taken([ListRow("Sở A", boxes, (), PLACE, "Tờ!A7")]) == {("a", "contacts"): {"a@a.gov.vn": ""}}
    assert [p.key for p in made.problems] == ["Tờ!D7"]


def test_strangers_are_kept_with_the_good_mailboxes_they_came_with() -> None:
    made = join()
    made.taken([row("Sở Zywx", "z@Z.gov.vn", "z@gmail.com"), row("Sở Vwyz", head=("v@v.gov.vn",))])
    assert made.unknown == {"Sở Zywx": ("z@z.gov.vn",), "Sở Vwyz": ()}


def test_an_id_of_another_register_is_a_name() -> None:
    made = join()
    assert made.taken([row("x", "x@x.gov.vn")]) == {}
    assert len(made.problems) == 1
