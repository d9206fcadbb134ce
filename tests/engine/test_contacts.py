"""Who of a directory can be told on a day, and why another cannot."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reminder.config import Config
from reminder.directory.agency import Agency, Contact
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.documents.contact_lists import ContactList, ListRow
from reminder.engine.importing.contacts import Update, reach, update
from reminder.errors import BadInput, Place, Problem, problem
from reminder.shipped import SHIPPED

ON = date(2026, 3, 2)


def made(*boxes: Contact, head: tuple[Contact, ...] = ()) -> Directory:
    agencies = (Agency("a", "Sở A", "department", contacts=boxes, head=head, superior="top"),)
    return Directory((Register("r", "Thử", 1, agencies),))


def box(mailbox: str, from_on: date | None = None, until_on: date | None = None) -> Contact:
    return Contact(mailbox, "", from_on, until_on)


@pytest.mark.parametrize(
    ("boxes", "dead", "gap"),
    [
        ((), (), "no contact"),
        ((box("a@so-a.gov.vn", until_on=date(2026, 3, 1)),), (), "no contact"),
        ((box("a@so-a.gov.vn", from_on=date(2026, 3, 3)),), (), "no contact"),
        ((box("a@so-a.example"), box("b@so-a.invalid")), (), "stand-in"),
        ((box("a@so-a.example"), box("b@so-a.gov.vn")), (), None),
        ((box("a@so-a.gov.vn"),), ("A@SO-A.gov.vn",), "unreachable"),
        ((box("A@so-a.gov.vn"), box("b@so-a.gov.vn")), ("a@so-a.gov.vn", "b@so-a.gov.vn"), "unreachable"),
        ((box("a@so-a.gov.vn"), box("b@so-a.gov.vn")), ("a@so-a.gov.vn",), None),
        ((box("a@so-a.gov.vn"),), ("c@so-a.gov.vn",), None),
        ((box("a@so-a.example"),), ("a@so-a.example",), "stand-in"),
    ],
)
def test_why_an_agency_cannot_be_told(boxes: tuple[Contact, ...], dead: tuple[str, ...], gap: str | None) -> None:
    (found,) = reach(made(*boxes, head=(box("gd@so-a.gov.vn"),)), ON, dead)
    assert found.gap == gap
    assert (found.head, found.superior, found.directory) == (("gd@so-a.gov.vn",), "top", "r")


@pytest.mark.parametrize(
    ("from_on", "until_on", "told"),
    [
        (None, None, True), (ON, ON, True), (date(2026, 3, 3), None, False), (None, date(2026, 3, 1), False),
    ],
)  # fmt: skip
def test_only_bodies_there_are_on_the_day(from_on: date | None, until_on: date | None, told: bool) -> None:
    one = made(box("a@so-a.gov.vn")).registers[0]
    register = replace(one, agencies=tuple(replace(a, from_on=from_on, until_on=until_on) for a in one.agencies))
    assert bool(reach(Directory((register,)), ON)) is told


@pytest.mark.parametrize(
    ("ships", "own", "refused"), [(True, False, True), (True, True, False), (False, False, False), (False, True, False)]
)
def test_the_directory_that_ships_is_not_written_to(ships: bool, own: bool, refused: bool, tmp_path: Path) -> None:
    """Unless the office works where the program lies; an office's own file, wherever it is kept."""
    shipped = SHIPPED / "rules/agencies/quang-ninh.toml"
    file = shipped if ships else tmp_path / "bac/quang-ninh.toml"
    if not ships:
        file.parent.mkdir()
        file.write_bytes(shipped.read_bytes())
    if own:
        (tmp_path / "rules").mkdir()
    register = replace(made(box("a@so-a.gov.vn")).registers[0], place=Place(str(file)))
    listed, config = ContactList((), ()), Config(folder=tmp_path)
    if refused:
        with pytest.raises(BadInput, match="reminder init makes a folder of your own"):
            update(listed, Directory((register,)), "r", config, ON)
    else:
        found = update(listed, Directory((register,)), "r", config, ON)
        assert (found.changes, found.same, found.text) == ((), 0, shipped.read_text("utf-8"))


def listed(name: str, *mailboxes: str, line: int = 1, person: str = "") -> ListRow:
    return ListRow(name, mailboxes, (), person, Place("list.csv", line), "")


FILE = """\
[directory]
id = "r"
name = "Thử"
province = 1

[[agency]]
id = "a"
name = "Sở A"
kind = "department"
contacts = [{ mailbox = "Mot@so-a.gov.vn", name = "Lan", from = 2025-01-01 }]

[[agency]]
id = "b"
name = "Sở B"
kind = "department"
contacts = [{ mailbox = "b@so-b.gov.vn" }]
"""


def updated(tmp_path: Path, rows: tuple[ListRow, ...], problems: tuple[Problem, ...] = ()) -> Update:
    file = tmp_path / "tinh.toml"
    file.write_text(FILE, "utf-8")
    agencies = (Agency("a", "Sở A", "department"), Agency("b", "Sở B", "department"))
    register = Register("r", "Thử", 1, agencies, place=Place(str(file)))
    return update(ContactList(rows, problems), Directory((register,)), "r", Config(folder=tmp_path), ON)


@pytest.mark.parametrize(
    ("rows", "after", "same"),
    [
        ((listed("Sở A", "MOT@so-a.gov.vn"),), [], 1),  # the same mailbox, however it is written
        ((listed("Sở A", "mot@so-a.gov.vn", person="Lan"), listed("Sở B", "b@so-b.gov.vn")), [], 2),
        ((listed("Sở A", "mot@so-a.gov.vn", person="Mai"),), [("Mai <Mot@so-a.gov.vn>",)], 0),
        ((listed("Sở A", "hai@so-a.gov.vn"), listed("Sở B", "b@so-b.gov.vn")), [("hai@so-a.gov.vn",)], 1),
        ((listed("Sở A", "hai@so-a.gov.vn", "mot@so-a.gov.vn"),), [("hai@so-a.gov.vn", "Lan <Mot@so-a.gov.vn>")], 0),
        ((), [], 0),
    ],
)
def test_what_a_list_changes_and_what_it_leaves(
    rows: tuple[ListRow, ...], after: list[tuple[str, ...]], same: int, tmp_path: Path
) -> None:
    found = updated(tmp_path, rows)
    assert ([change.after for change in found.changes], found.same) == (after, same)
    assert (found.text == FILE) is not bool(after)
    assert "from = 2025-01-01" in found.text or "hai@so-a.gov.vn" in found.text
    assert (found.problems, found.notes) == ((), ())


def test_what_is_wrong_in_a_list_is_told_by_its_lines(tmp_path: Path) -> None:
    rows = (listed("Sở Lạ", "la@so-a.gov.vn", line=5), listed("Sở B", line=2))
    before = (problem(Place("list.csv", 7), "", "bad"), problem(Place("list.csv", 1), "", "odd", "warning"))
    found = updated(tmp_path, rows, (*before, problem(Place("list.csv", 3), "", "worse")))
    assert [p.place.line for p in found.problems] == [3, 5, 7]
    assert [p.place.line for p in found.notes] == [1, 2]
    assert "Sở Lạ" in found.paste


def test_a_list_of_another_province_is_not_pasted_whole(tmp_path: Path) -> None:
    rows = tuple(listed(f"Sở Lạ {n:02}", f"la{n}@so-a.gov.vn", line=n) for n in range(1, 31))
    found = updated(tmp_path, rows)
    assert len(found.problems) == 30
    assert found.paste.count("Sở Lạ ") == 20 and "Sở Lạ 20" in found.paste and "Sở Lạ 21" not in found.paste


def test_of_one_directory_or_of_all() -> None:
    one = made(box("a@so-a.gov.vn")).registers[0]
    other = Register("s", "Khác", 2, (Agency("b", "Sở B", "department"),))
    both = Directory((one, other))
    assert [found.id for found in reach(both, ON)] == ["a", "b"]
    assert [found.id for found in reach(both, ON, register="s")] == ["b"]
