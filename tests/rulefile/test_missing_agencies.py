"""Rows proposed for bodies the directory does not know: what a person pastes."""

import tomllib

from reminder.directory.agency import Agency
from reminder.directory.register import Register
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
        {"id": "tn-hoi-moi", "name": 'Hội "Mới"\n', "kind": "association"},
    ]  # fmt: skip
    assert made.splitlines()[-1] == '# [directory]: outside = ["Tỉnh ủy", "HĐND tỉnh"]'
    assert "outside" not in rows(KNOWN, {"Sở Y tế": []})


def test_an_id_is_no_longer_than_fifty_and_ends_with_a_letter() -> None:
    (made,) = tomllib.loads(rows(KNOWN, {"Sở " + "Rất Dài " * 12: []}))["agency"]
    assert made["id"] == "tn-so-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat"
    (alone,) = tomllib.loads(rows(Register("t", "T", 1), {"Sở Y tế": []}))["agency"]
    assert alone["id"] == "so-y-te"
