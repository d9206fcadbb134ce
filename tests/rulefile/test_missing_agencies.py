"""Rows proposed for bodies the directory does not know: what a person pastes."""

import tomllib
from pathlib import Path

import pytest

from reminder.directory.agency import Agency, Group
from reminder.directory.register import Register
from reminder.rulefile import load
from reminder.rulefile.writing.missing_agencies import rows

KNOWN = Register(
    "tinh", "Tỉnh", 19,
    (
        Agency("tn-ubnd", "UBND tỉnh", "province"), Agency("tn-stp", "Sở Tư pháp", "department", superior="tn-ubnd"),
        Agency("tn-so-y-te", "Sở Y tế", "department", superior="tn-ubnd"),
        Agency("other", "Sở X", "department", superior="other"),
    ),
)  # fmt: skip


def test_rows_are_whole_and_collide_with_nothing() -> None:
    made = rows(
        KNOWN,
        {
            "Sở Y tế": ["a@x.example", "b@x.example"], "Sở  Y tế": [], "Tỉnh ủy": ["c@x.example"],
            'Hội "Mới"\n': [], "HĐND tỉnh": [],
        },
    )  # fmt: skip
    assert tomllib.loads(made)["agency"] == [
        {
            "id": "tn-so-y-te-2", "name": "Sở Y tế", "kind": "department",
            "contacts": [{"mailbox": "a@x.example"}, {"mailbox": "b@x.example"}], "superior": "tn-ubnd",
        },
        {"id": "tn-so-y-te-3", "name": "Sở  Y tế", "kind": "department", "superior": "tn-ubnd"},
        {"id": "tn-hoi-moi", "name": 'Hội "Mới"', "kind": "association"},
    ]  # fmt: skip
    assert made.splitlines()[-1] == '# [directory]: outside = ["Tỉnh ủy", "HĐND tỉnh"]'
    assert "outside" not in rows(KNOWN, {"Sở Y tế": []})


def test_an_id_is_no_longer_than_fifty_and_ends_with_a_letter() -> None:
    (made,) = tomllib.loads(rows(KNOWN, {"Sở " + "Rất Dài " * 12: []}))["agency"]
    assert made["id"] == "tn-so-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat"
    (alone,) = tomllib.loads(rows(Register("t", "T", 1), {"Sở Y tế": []}))["agency"]
    assert alone["id"] == "so-y-te"


def test_what_most_bodies_have_is_proposed_and_of_as_many_the_first() -> None:
    """However the letters of an id are ordered."""
    for prefix, other in (("aa", "zz"), ("zz", "aa")):
        bodies = [Agency(f"{other}-1", "Sở 1", "department", superior=other)]
        bodies += [Agency(f"{prefix}-{n}", f"Sở {n}", "department", superior=prefix) for n in (2, 3)]
        bodies += [Agency("x-4", "Hội 4", "association", superior="x"), Agency("x-5", "Hội 5", "association")]
        (made,) = tomllib.loads(rows(Register("t", "T", 1, tuple(bodies)), {"Sở Y tế": []}))["agency"]
        assert (made["id"], made["superior"]) == (f"{prefix}-so-y-te", prefix)
        (tied,) = tomllib.loads(rows(Register("t", "T", 1, tuple(bodies[:2])), {"Sở Y tế": []}))["agency"]
        assert (tied["id"], tied["superior"]) == (f"{other}-so-y-te", other)


def test_no_id_is_one_that_is_taken_by_a_body_or_a_group() -> None:
    known = Register("t", "T", 1, (Agency("t-hoi-q", "H", "unit"),), (Group("t-hoi-q-2", "G"),))
    assert rows(known, {"Hội Q": [], "hội Q": ["a@b.example"], "Chính phủ": []}) == (
        '[[agency]]\nid = "t-hoi-q-3"\nname = "Hội Q"\nkind = "association"\n\n'
        '[[agency]]\nid = "t-hoi-q-4"\nname = "hội Q"\nkind = "association"\n'
        'contacts = [{ mailbox = "a@b.example" }]\n\n'
        '# [directory]: outside = ["Chính phủ"]\n'
    )
    assert rows(known, {}) == ""


@pytest.mark.parametrize(
    "name",
    [
        # torn pieces of what is known, as where a line ended
        "Sở Y",
        "Công Thương",
        "Sở Công",
        "Quân sự",
        "Thương",
        "Sở",
        # no body at all
        "9",
        "25/9/2025",
        "12-NQ/TU",
        "Quyết định số 9/QĐ-UBND",
        "Theo Quyết định số 9/QĐ-UBND",
        "thương mại",
        "du lịch tỉnh",
        "của Chủ tịch UBND tỉnh",
        "Ông Lê Văn A",
        "",
    ],
)
def test_a_torn_name_or_none_is_never_offered(name: str) -> None:
    known = Register(
        "t", "T", 1,
        (
            Agency("t-syt", "Sở Y tế", "department"), Agency("t-sct", "Sở Công Thương", "department"),
            Agency("t-bchqs", "Bộ Chỉ huy quân sự tỉnh", "central"),
        ),
    )  # fmt: skip
    assert rows(known, {name: ["a@b.example"]}) == ""


@pytest.mark.parametrize(
    ("printed", "offered"),
    [
        ("Tổ công tác 06 theo Quyết định số 5/QĐ-UBND ngày 03/01/2026", "Tổ công tác 06"),
        ("Giám đốc Sở Du lịch", "Sở Du lịch"), ("VNPT Thái Nguyên", "VNPT Thái Nguyên"), ("sở Du lịch", "sở Du lịch"),
        ("Trung tâm Xúc tiến đầu tư, thương mại tỉnh", "Trung tâm Xúc tiến đầu tư, thương mại tỉnh"),
    ],
)  # fmt: skip
def test_of_a_new_name_only_the_name_is_offered(printed: str, offered: str) -> None:
    (made,) = tomllib.loads(rows(KNOWN, {printed: []}))["agency"]
    assert made["name"] == offered


def test_no_piece_of_any_shipped_name_is_offered() -> None:
    """Wherever a line or a page ended in it."""
    for register in load(Path(__file__).parents[2] / "rules").directory.registers:
        names = [a.name.split() for a in register.agencies]
        parts = (part for words in names for n in range(1, len(words)) for part in (words[:n], words[n:]))
        torn: dict[str, list[str]] = {" ".join(part): [] for part in parts}
        known = {name for a in register.agencies for name in (a.name, *a.aliases)}
        offered = tomllib.loads(rows(register, torn)).get("agency", [])
        assert [row["name"] for row in offered if row["name"] not in known] == []
