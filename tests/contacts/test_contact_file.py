"""Mailboxes put into an agency file: what they are changes, not one byte besides."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.writing.contact_file import ContactEntry, contact_rows, with_contacts

ROOT = Path(__file__).parents[2]
THAI_NGUYEN = (ROOT / "rules/agencies/thai-nguyen.toml").read_text("utf-8")
IDS = sorted({id_ for id_, _ in contact_rows(THAI_NGUYEN)})
FILE = """\
# đầu tệp
[directory]
id = "t"

[[agency]]
id = "none"   # chưa có gì
name = "Sở A, \\"B\\""  # tên
superior = "one"

[[agency]]
id = "one"
contacts = [{ mailbox = "a@x.example" }]   # một
name = "Sở B"

[[agency]]
id = "many"
name = "Sở C"
contacts = [  # danh sách
  { mailbox = "a@x.example", name = "Ông A", from = 2025-01-01 },  # văn thư, [không phải mảng]
  { mailbox = 'b@x.example' },
  # dòng đã bỏ: { mailbox = "z@x.example" },
  { mailbox = "c@x.example" },  # cuối
]
head = []

[communes]
rows = [
  { code = "00001", id = "c1", name = "UBND xã Một" },  # xã
  { id = "c2", name = "UBND xã Hai", contacts = [ { mailbox = "a@x.example" } , ], until = 2026-01-01 },
]"""


def box(*mailboxes: str) -> list[ContactEntry]:
    return [{"mailbox": m} for m in mailboxes]


def changed(text: str, **wanted: list[ContactEntry]) -> str:
    return with_contacts(text, {(id_, "contacts"): rows for id_, rows in wanted.items()})


def test_a_key_that_was_not_there_stands_behind_the_names() -> None:
    assert changed(FILE, none=box("n@x.example")) == FILE.replace(
        "# tên\n", '# tên\ncontacts = [{ mailbox = "n@x.example" }]\n'
    )
    assert changed(FILE, c1=box("n@x.example", "m@x.example")) == FILE.replace(
        '"UBND xã Một" }', '"UBND xã Một", contacts = [{ mailbox = "n@x.example" }, { mailbox = "m@x.example" }] }'
    )
    both = with_contacts(FILE, {("c1", "head"): box("h@x.example"), ("c1", "contacts"): box("n@x.example")})
    assert both == FILE.replace(
        '"UBND xã Một" }',
        '"UBND xã Một", contacts = [{ mailbox = "n@x.example" }], head = [{ mailbox = "h@x.example" }] }',
    )


def test_one_for_one_in_its_place() -> None:
    assert changed(FILE, one=box("n@x.example")) == FILE.replace(
        '[{ mailbox = "a@x.example" }]   # một', '[{ mailbox = "n@x.example" }]   # một'
    )
    assert changed(FILE, c2=box("n@x.example")) == FILE.replace(
        '[ { mailbox = "a@x.example" } , ]', '[ { mailbox = "n@x.example" } , ]'
    )


def test_comments_between_rows_stay() -> None:
    old = tomllib.loads(FILE)["agency"][2]["contacts"]
    longer = changed(FILE, many=[*old, *box("d@x.example")])
    assert longer == FILE.replace('"c@x.example" }', '"c@x.example" },\n  { mailbox = "d@x.example" }')
    swapped = changed(FILE, many=[old[0], *box("n@x.example"), old[2]])
    assert swapped == FILE.replace("{ mailbox = 'b@x.example' }", '{ mailbox = "n@x.example" }')
    shorter = changed(FILE, many=[old[0]])
    assert tomllib.loads(shorter)["agency"][2]["contacts"] == [old[0]]
    for comment in ("# danh sách", "# văn thư, [không phải mảng]", "# dòng đã bỏ", "# cuối"):
        assert comment in shorter
    assert tomllib.loads(changed(FILE, many=[]))["agency"][2]["contacts"] == []
    filled = with_contacts(FILE, {("many", "head"): box("h@x.example")})
    assert filled == FILE.replace("head = []", 'head = [{ mailbox = "h@x.example" }]')


def test_a_row_that_stays_keeps_its_wording() -> None:
    old = tomllib.loads(FILE)["agency"][2]["contacts"]
    turned = changed(FILE, many=[old[2], old[0], old[1]])
    assert "{ mailbox = 'b@x.example' }" in turned and 'name = "Ông A", from = 2025-01-01 }' in turned
    assert tomllib.loads(turned)["agency"][2]["contacts"] == [old[2], old[0], old[1]]


def test_names_and_dates_are_written() -> None:
    row: ContactEntry = {"mailbox": "n@x.example", "name": 'Bà "T"\\\t', "from": date(2026, 1, 2)}
    assert tomllib.loads(changed(FILE, none=[row]))["agency"][0]["contacts"] == [row]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_line_ends_and_mark_stay(mark: str, newline: str) -> None:
    text = mark + FILE.replace("\n", newline)
    after = changed(text, none=box("n@x.example"), c1=box("m@x.example"))
    assert after.startswith(mark + "# đầu") and after.count("\n") == after.count(newline)
    assert len(after.splitlines()) == len(text.splitlines()) + 1


def test_a_table_at_the_very_end() -> None:
    assert changed('[[agency]]\nid = "x"\nname = "X"', x=box("a@x.example")) == (
        '[[agency]]\nid = "x"\nname = "X"\ncontacts = [{ mailbox = "a@x.example" }]'
    )
    rows = '[[communes.rows]]\nid = "x"\nname = "X"\n'
    assert changed(rows, x=box("a@x.example")) == rows + 'contacts = [{ mailbox = "a@x.example" }]\n'


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(KeyError):
        changed(FILE, nobody=box("a@x.example"))
    tables = '[[agency]]\nid = "x"\nname = "X"\n[[agency.contacts]]\nmailbox = "a@x.example"\n'
    with pytest.raises(ValueError, match="contacts"):
        changed(tables, x=box("b@x.example"))


def test_nothing_wanted_nothing_changed() -> None:
    assert with_contacts(FILE, {}) == FILE
    assert with_contacts(THAI_NGUYEN, dict(contact_rows(THAI_NGUYEN))) == THAI_NGUYEN


_BOX = st.from_regex(r"[a-z]{1,8}@[a-z]{1,8}\.gov\.vn", fullmatch=True)
_ROWS = st.lists(_BOX, max_size=4, unique=True).map(lambda boxes: [{"mailbox": b} for b in boxes])


@settings(max_examples=15)
@given(st.dictionaries(st.tuples(st.sampled_from(IDS), st.sampled_from(["contacts", "head"])), _ROWS, max_size=6))
def test_there_and_back(wanted: dict[tuple[str, str], Any]) -> None:
    before = contact_rows(THAI_NGUYEN)
    text = with_contacts(THAI_NGUYEN, wanted)
    assert contact_rows(text) == {**before, **wanted}
    touched = [n for n, (a, b) in enumerate(zip(THAI_NGUYEN.split("\n"), text.split("\n"), strict=True)) if a != b]
    assert len(touched) <= len(wanted)
    back = with_contacts(text, {at: before[at] for at in wanted})
    assert tomllib.loads(back) == tomllib.loads(THAI_NGUYEN)
    assert [line for line in back.split("\n") if line.startswith("#")] == [
        line for line in THAI_NGUYEN.split("\n") if line.startswith("#")
    ]
