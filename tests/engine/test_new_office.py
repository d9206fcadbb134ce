"""The folder a new office starts from: what it must not hold yet."""

from pathlib import Path

import pytest

from reminder.engine.importing.new_office import lay_out, province_of
from reminder.errors import BadInput

PROVINCE = province_of("08")


@pytest.mark.parametrize("name", ["reminder.toml", "rules", "reminder.db"])
@pytest.mark.parametrize("how", ["a file", "an empty folder", "a link to nothing"])
def test_where_a_part_of_an_office_stands_none_is_laid_out(name: str, how: str, tmp_path: Path) -> None:
    there = tmp_path / name
    if how == "a file":
        there.write_text("", "utf-8")
    elif how == "an empty folder":
        there.mkdir()
    else:
        there.symlink_to(tmp_path / "gone")
    with pytest.raises(BadInput, match=f"{name}: an office stands here already; name another folder"):
        lay_out(tmp_path, PROVINCE)
    assert list(tmp_path.iterdir()) == [there]


@pytest.mark.parametrize("name", ["ke-hoach.docx", "rules.txt", "reminder.toml.cu", "templates"])
def test_whatever_else_lies_there_stays(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("x", "utf-8")
    made = lay_out(tmp_path, PROVINCE)
    assert (tmp_path / name).read_text("utf-8") == "x"
    assert all((tmp_path / path).is_file() for path in made)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([name, "reminder.toml", "rules"])
