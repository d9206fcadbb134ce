"""What was recognised in an image: a question for each row and duty, and a picture of where it stands."""

from datetime import date
from pathlib import Path

import pytest

from reminder.directory.directory import Directory
from reminder.engine.importing.imported import Imported, ImportedDuty, ImportedTask
from reminder.engine.importing.plan import import_plan
from reminder.engine.importing.scanned import save_pictures
from tests.documents.papers import pdf

TODAY = date(2026, 11, 22)


def imported(path: Path, scanned: bool) -> Imported:
    """The plan as PDF; as a scan, its words lie unseen behind the image, as scanners lay them there."""
    data = pdf()
    path.write_bytes(data.replace(b"BT /F", b"BT 3 Tr /F") if scanned else data)
    return import_plan(path, Directory(()), TODAY)


def test_each_row_and_duty_of_a_scan_is_asked(tmp_path: Path) -> None:
    plan = imported(tmp_path / "plan.pdf", scanned=True)
    items: list[ImportedTask | ImportedDuty] = [*plan.tasks, *plan.duties]
    assert len(plan.tasks) == 5 and plan.duties
    asked = [[f.say("en") for f in item.findings if f.code == "recognised-words"] for item in items]
    assert [len(said) for said in asked] == [1] * len(items)
    assert asked[1] == [
        "recognised in an image: “Trước ngày 30/9/2026; Sở Khoa học và Công nghệ; Các sở, ban, ngành, UBND các xã,"
        " phường”; compare it with the page"
    ]
    assert all(said in " ".join(str(problem) for problem in plan.problems()) for (said,) in asked)


def test_what_was_typed_is_not_asked_and_has_no_picture(tmp_path: Path) -> None:
    plan = imported(tmp_path / "plan.pdf", scanned=False)
    assert "recognised in an image" not in " ".join(map(str, plan.problems()))
    assert save_pictures(plan, tmp_path / "plan.pdf", tmp_path / "plan.images") == 0
    assert not (tmp_path / "plan.images").exists()


@pytest.mark.parametrize("already", [False, True])
def test_a_picture_of_each_lies_beside_the_plan_and_only_its_owner_sees_it(tmp_path: Path, already: bool) -> None:
    source, folder = tmp_path / "plan.pdf", tmp_path / "plan.images"
    plan = imported(source, scanned=True)
    if already:
        folder.mkdir(0o700)
    items: list[ImportedTask | ImportedDuty] = [*plan.tasks, *plan.duties]
    assert save_pictures(plan, source, folder) == len(items)
    assert {file.name for file in folder.iterdir()} == {f"{item.id}.png" for item in items}
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0
    assert all(file.stat().st_mode & 0o077 == 0 for file in folder.iterdir())
