"""A rule file is written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from reminder.errors import BadInput
from reminder.rulefile.writing.atomic_save import save


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a.toml"
    made.write_text("old\n")
    made.chmod(0o640)
    return made


def test_the_text_stands_as_given_with_the_permissions_it_had(file: Path) -> None:
    save(file, "mới\r\n")
    assert file.read_bytes() == "mới\r\n".encode()
    assert mode(file) == 0o640
    assert [p.name for p in file.parent.iterdir()] == ["a.toml"]


@pytest.mark.parametrize(("mask", "given"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_permissions_of_its_maker(mask: int, given: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        save(tmp_path / "new.toml", "x")
        assert mode(tmp_path / "new.toml") == given
        assert os.umask(mask) == mask, "the mask is left as it was"
    finally:
        os.umask(before)


def test_a_link_is_followed(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(file)
    save(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_only_while_the_file_still_holds_what_was_read(file: Path) -> None:
    save(file, "new", instead_of=b"old\n")
    with pytest.raises(BadInput, match="was changed meanwhile"):
        save(file, "newer", instead_of=b"old\n")
    assert file.read_text() == "new"
    with pytest.raises(BadInput, match=r"none\.toml: cannot be written: "):
        save(file.with_name("none.toml"), "new", instead_of=b"old\n")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone/a.toml: cannot be written: "):
        save(tmp_path / "gone" / "a.toml", "x")


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    step: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "fsync":
        monkeypatch.setattr(os, "fsync", fails)
    else:
        monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(BadInput, match=r"a\.toml: cannot be written: "):
        save(file, "new")
    assert file.read_text() == "old\n"
    assert [p.name for p in file.parent.iterdir()] == ["a.toml"]


def test_whoever_loads_the_folder_meanwhile_passes_the_draft_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = os.fsync

    def look(handle: int) -> None:
        seen.extend(p.name for p in file.parent.iterdir())
        real(handle)

    monkeypatch.setattr(os, "fsync", look)
    save(file, "new")
    (draft,) = set(seen) - {"a.toml"}
    assert draft.startswith(".a.toml.")
