"""Who of a directory can be told on a day, and why another cannot."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from reminder.config import Config
from reminder.directory.agency import Agency, Contact
from reminder.directory.directory import Directory
from reminder.directory.register import Register
from reminder.documents.contact_lists import ContactList, ListedMailbox, ListRow
from reminder.engine.importing import contacts
from reminder.engine.importing.contacts import ContactChange, Reachability, Update, reach, update
from reminder.errors import BadInput, Place, Problem, problem
from reminder.rulefile.writing.contact_file import contact_rows
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


def test_a_directory_that_is_gone_is_one_sentence(tmp_path: Path) -> None:
    register = replace(made(box("a@so-a.gov.vn")).registers[0], place=Place(str(tmp_path / "gone.toml")))
    with pytest.raises(BadInput, match=r"gone\.toml: cannot be read: No such file"):
        update(ContactList((), ()), Directory((register,)), "r", Config(folder=tmp_path), ON)


def listed(name: str, *mailboxes: str, line: int = 1, person: str = "") -> ListRow:
    boxes = tuple(ListedMailbox(mailbox, person=person) for mailbox in mailboxes)
    return ListRow(name, boxes, (), Place("list.csv", line), "")


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


def test_where_one_mailbox_is_refused_the_others_are_added_and_none_is_taken_away(tmp_path: Path) -> None:
    found = updated(tmp_path, (listed("Sở A", "hai@so-a.gov.vn", "ba@gmail.com"),))
    assert [change.after for change in found.changes] == [("hai@so-a.gov.vn", "Lan <Mot@so-a.gov.vn>")]
    assert len(found.problems) == 1


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


def test_everything_that_is_known_of_an_agency() -> None:
    boxes = (box("hai@so-a.gov.vn", until_on=date(2026, 3, 1)), box("mot@so-a.gov.vn"))
    found = reach(made(*boxes, head=(box("gd@so-a.gov.vn"), box("cu@so-a.gov.vn", from_on=date(2026, 3, 3)))), ON)
    assert found == (
        Reachability("a", "Sở A", "department", ("mot@so-a.gov.vn",), ("gd@so-a.gov.vn",), "top", "r", None),
    )


DATED = """
[[agency]]
id = "c"
name = "Sở C"
kind = "department"
contacts = [
  { mailbox = "cu@so-c.gov.vn", until = 2026-03-01 },
  { mailbox = "nay@so-c.gov.vn", from = 2026-03-02, until = 2026-03-02 },
  { mailbox = "sau@so-c.gov.vn", from = 2026-03-03 },
]
head = [{ mailbox = "gd@so-c.gov.vn" }]
"""


def test_a_list_understood_with_everything_it_changes(tmp_path: Path) -> None:
    file = tmp_path / "tinh.toml"
    file.write_text(FILE + DATED, "utf-8")
    agencies = tuple(Agency(id_, f"Sở {id_.upper()}", "department") for id_ in "abc")
    register = Register("r", "Thử", 1, agencies, place=Place(str(file)))
    other = Register("q", "Khác", 2, place=Place(str(tmp_path / "gone.toml")))
    rows = (
        listed("Sở C", "moi@so-c.gov.vn", person="Mai"), listed("Sở B", "b@so-b.gov.vn", line=2),
        replace(listed("Sở A", line=3), head=(ListedMailbox("gd@so-a.gov.vn"),)),
        listed("Sở Lạ", "la@so-l.gov.vn", line=4),
    )  # fmt: skip
    found = update(ContactList(rows, ()), Directory((other, register)), "r", Config(folder=tmp_path), ON)
    before = ("cu@so-c.gov.vn", "nay@so-c.gov.vn", "sau@so-c.gov.vn")
    assert found.changes == (
        ContactChange("c", "Sở C", "contacts", before, ("Mai <moi@so-c.gov.vn>", "cu@so-c.gov.vn", "sau@so-c.gov.vn")),
        ContactChange("a", "Sở A", "head", (), ("gd@so-a.gov.vn",)),
    )
    assert (found.same, found.file, found.before) == (1, file, (FILE + DATED).encode())
    assert file.read_text("utf-8") == FILE + DATED, "nothing is written yet"
    now = contact_rows(found.text)
    assert now["c", "contacts"] == [
        {"mailbox": "moi@so-c.gov.vn", "name": "Mai"}, {"mailbox": "cu@so-c.gov.vn", "until": date(2026, 3, 1)},
        {"mailbox": "sau@so-c.gov.vn", "from": date(2026, 3, 3)},
    ]  # fmt: skip
    assert (now["c", "head"], now["a", "head"]) == ([{"mailbox": "gd@so-c.gov.vn"}], [{"mailbox": "gd@so-a.gov.vn"}])
    assert 'name = "Sở Lạ"' in found.paste and 'mailbox = "la@so-l.gov.vn"' in found.paste
    assert [str(p) for p in found.notes] == []
    assert [p.place.line for p in found.problems] == [4]


def test_only_domains_that_are_allowed_are_taken(tmp_path: Path) -> None:
    def problems(config: Config, mailbox: str) -> int:
        file = tmp_path / "tinh.toml"
        file.write_text(FILE, "utf-8")
        register = Register("r", "Thử", 1, (Agency("a", "Sở A", "department"),), place=Place(str(file)))
        rows = ContactList((listed("Sở A", mailbox),), ())
        return len(update(rows, Directory((register,)), "r", config, ON).problems)

    usual = Config(folder=tmp_path)
    vnpt = usual.model_copy(update={"mail": usual.mail.model_copy(update={"domains": ["vnpt.vn"]})})
    smtp = usual.model_copy(update={"mail": usual.mail.model_copy(update={"transport": "smtp"})})
    assert [problems(c, "a@vnpt.vn") for c in (usual, vnpt)] == [1, 0]
    assert [problems(c, "a@so-a.gov.vn") for c in (usual, vnpt)] == [0, 1]
    assert [problems(c, "a@so-a.example") for c in (usual, smtp)] == [0, 1], "into a Maildir they may go"


def test_a_file_that_only_a_person_can_change_is_left_to_one(tmp_path: Path) -> None:
    file = tmp_path / "tinh.toml"
    file.write_text(FILE, "utf-8")
    register = Register("r", "Thử", 1, (Agency("a", "Sở A", "department"),), place=Place(str(file)))
    rows = ContactList((listed("Sở A", "moi@so-a.gov.vn"),), ())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contacts, "with_contacts", refused)
        with pytest.raises(BadInput, match="is written in a way only a person can change") as caught:
            update(rows, Directory((register,)), "r", Config(folder=tmp_path), ON)
    assert caught.value.problems[0].place.path == str(file)


def refused(*_: object) -> str:
    raise ValueError("contacts")


def test_of_one_directory_or_of_all() -> None:
    one = made(box("a@so-a.gov.vn")).registers[0]
    other = Register("s", "Khác", 2, (Agency("b", "Sở B", "department"),))
    both = Directory((one, other))
    assert [found.id for found in reach(both, ON)] == ["a", "b"]
    assert [found.id for found in reach(both, ON, register="s")] == ["b"]
