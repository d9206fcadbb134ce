"""`reminder init`: what a new office finds in its folder, and when nothing is laid out."""

import os
import tomllib
from pathlib import Path

import pytest

from reminder.config import load_config
from reminder.shipped import SHIPPED
from tests.journeys.desk import Desk


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_a_folder_to_start_from_and_nothing_else(empty: Desk) -> None:
    ran = empty.run("init", "co-quan", "--province", "08")
    office = empty.folder / "co-quan"
    assert (ran.status, ran.out.splitlines()) == (
        0,
        [
            "co-quan/reminder.toml",
            "co-quan/rules/calendars/vietnam.toml",
            "co-quan/rules/agencies/tuyen-quang.toml",
            "co-quan/rules/reminders.toml",
        ],
    )
    assert files(office) == [
        "reminder.toml", "rules/agencies/tuyen-quang.toml", "rules/calendars/vietnam.toml", "rules/reminders.toml",
    ]  # fmt: skip
    assert (office / "rules" / "plans").is_dir() and len(list(office.iterdir())) == 2
    for name in ("rules/calendars/vietnam.toml", "rules/reminders.toml"):
        assert (office / name).read_bytes() == (SHIPPED / name).read_bytes()
    assert "reminder agencies import" in ran.err


def test_it_is_sound_as_it_stands(empty: Desk) -> None:
    empty.run("init", ".", "--province", "Tuyên Quang", "--also", "dan-toc")
    checked = empty.run("check")
    assert checked.status == 0
    assert len([line for line in checked.out.splitlines() if "agencies" in line]) == 1
    assert "reminder agencies missing" in checked.out
    preview = empty.run("preview", "--at", "2026-12-01", "--format", "json")
    assert (preview.status, preview.json) == (0, [])
    listed = (empty.folder / "rules/agencies/tuyen-quang.toml").read_text("utf-8")
    assert '\nname = "Sở Dân tộc và Tôn giáo"' in listed and '\n# name = "Sở Ngoại vụ"' in listed


def test_the_configuration_is_the_example_with_every_key_at_its_default(empty: Desk) -> None:
    empty.run("init", "o", "--province", "22")
    text = (empty.folder / "o/reminder.toml").read_text("utf-8")
    example = (SHIPPED / "config.example.toml").read_text("utf-8")
    assert tomllib.loads(text) == tomllib.loads(example)
    assert "Copy to reminder.toml" not in text
    config = load_config(empty.folder / "o/reminder.toml", empty.folder)
    assert config.rules_dir == empty.folder / "o" / "rules"
    empty.run("init", "c", "--province", "79")
    assert 'office = "Văn phòng UBND thành phố"' in (empty.folder / "c/reminder.toml").read_text("utf-8")


@pytest.mark.parametrize(("code", "name"), [("19", "thai-nguyen"), ("quang-ninh", "quang-ninh")])
def test_a_directory_that_ships_is_taken_whole(empty: Desk, code: str, name: str) -> None:
    assert empty.run("init", "o", "--province", code).status == 0
    path = f"rules/agencies/{name}.toml"
    assert (empty.folder / "o" / path).read_bytes() == (SHIPPED / path).read_bytes()
    refused = empty.run("init", "p", "--province", code, "--also", "ngoai-vu")
    assert refused.status == 2 and not (empty.folder / "p").exists()


@pytest.mark.parametrize("there", ["reminder.toml", "rules/x", "reminder.db"])
def test_an_office_that_stands_is_not_touched(empty: Desk, there: str) -> None:
    empty.write(f"o/{there}", "x")
    before = files(empty.folder)
    ran = empty.run("init", "o", "--province", "8")
    assert ran.status == 1 and "already" in ran.err
    assert files(empty.folder) == before


def test_other_files_stay(empty: Desk) -> None:
    empty.write("o/ke-hoach.docx", "x")
    assert empty.run("init", "o", "--province", "8").status == 0
    assert "ke-hoach.docx" in files(empty.folder / "o")
    again = empty.run("init", "o", "--province", "8")
    assert again.status == 1


@pytest.mark.parametrize("code", ["99", "0", "-1", "Hà Tây", "", "22; rm -rf"])
def test_a_province_nobody_knows_is_told_the_codes(empty: Desk, code: str) -> None:
    ran = empty.run("init", "o", f"--province={code}")
    assert ran.status == 2 and "22 Quảng Ninh" in ran.err
    assert not (empty.folder / "o").exists()


def test_a_department_nobody_knows(empty: Desk) -> None:
    ran = empty.run("init", "o", "--province", "8", "--also", "the-thao")
    assert ran.status == 2 and "ngoai-vu" in ran.err


def test_a_folder_that_cannot_be_written_keeps_nothing(empty: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    empty.write("file", "x")
    ran = empty.run("init", "file/o", "--province", "8")
    assert ran.status == 1 and "Traceback" not in ran.err

    rename, calls = os.rename, []

    def second_fails(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        rename(self, target)
        return target

    monkeypatch.setattr(Path, "rename", second_fails)
    ran = empty.run("init", "a/b", "--province", "8")
    assert ran.status == 1 and "No space left" in ran.err
    assert files(empty.folder) == ["file"] and not (empty.folder / "a").exists()
