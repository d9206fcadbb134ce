"""Who of a directory can be told on a day, and why another cannot."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reminder.config import SHIPPED, Config

from reminder.directory.agency import Agency, Contact
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.documents.contact_lists import ContactList
from reminder.engine.importing.contacts import reach, update
from reminder.errors import BadInput, Place

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


def test_of_one_directory_or_of_all() -> None:
    one = made(box("a@so-a.gov.vn")).registers[0]
    other = Register("s", "Khác", 2, (Agency("b", "Sở B", "department"),))
    both = Directory((one, other))
    assert [found.id for found in reach(both, ON)] == ["a", "b"]
    assert [found.id for found in reach(both, ON, register="s")] == ["b"]
