"""The folder a new office starts from: what it must not hold yet."""

from pathlib import Path

import pytest

from reminder.engine.importing.new_office import lay_out, province_of
from reminder.errors import BadInput, WrongUse
from reminder.rulefile.writing.new_files import directory_text
from reminder.shipped import SHIPPED

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


@pytest.mark.parametrize(
    ("given", "id_"),
    [
        ("08", "tuyen-quang"), ("8", "tuyen-quang"), ("22", "quang-ninh"), ("1", "ha-noi"), ("01", "ha-noi"),
        ("Quảng Ninh", "quang-ninh"), ("quang-ninh", "quang-ninh"), ("QUANG NINH", "quang-ninh"),
    ],
)  # fmt: skip
def test_a_province_by_its_code_or_its_name_in_any_spelling(given: str, id_: str) -> None:
    assert province_of(given).id == id_


@pytest.mark.parametrize("given", ["0", "00", "999", "-8", "Quảng", ""])
def test_a_province_there_is_not_is_answered_with_all_there_are(given: str) -> None:
    with pytest.raises(WrongUse) as caught:
        province_of(given)
    said = str(caught.value)
    assert said.startswith(f"--province {given}: no such province; the codes are 01 Hà Nội, 04 Cao Bằng, 08 ")
    assert len(said.partition(" are ")[2].split(", ")) == 34


def test_what_an_office_begins_with(tmp_path: Path) -> None:
    folder = tmp_path / "deep/er"
    made = lay_out(folder, PROVINCE, ["du-lich"])
    names = ["reminder.toml", "rules/agencies/tuyen-quang.toml", "rules/calendars/vietnam.toml", "rules/reminders.toml"]
    assert sorted(map(str, made)) == names
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()) == names
    assert sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_dir()) == [
        "rules", "rules/agencies", "rules/calendars", "rules/plans",
    ]  # fmt: skip
    texts = {name: (folder / name).read_text("utf-8") for name in names}
    for name in names[2:]:
        assert texts[name] == (SHIPPED / name).read_text("utf-8")
    assert texts[names[1]] == directory_text(PROVINCE, ["du-lich"]) != directory_text(PROVINCE, [])
    example = (SHIPPED / "config.example.toml").read_text("utf-8")
    head, _, rest = texts[names[0]].partition("\n")
    assert head == "# Every key with its default. Paths are relative to this file."
    assert rest == example.partition("\n")[2] and 'office = "Văn phòng UBND tỉnh"' in rest


def test_a_city_has_an_office_of_a_city(tmp_path: Path) -> None:
    lay_out(tmp_path, province_of("01"))
    text = (tmp_path / "reminder.toml").read_text("utf-8")
    example = (SHIPPED / "config.example.toml").read_text("utf-8")
    assert 'office = "Văn phòng UBND thành phố"' in text and 'office = "Văn phòng UBND tỉnh"' not in text
    assert text.replace("UBND thành phố", "UBND tỉnh").partition("\n")[2] == example.partition("\n")[2]


def test_a_directory_that_ships_is_taken_whole(tmp_path: Path) -> None:
    quang_ninh = province_of("22")
    with pytest.raises(WrongUse, match="--also: the directory of Quảng Ninh ships whole; add what it lacks to it"):
        lay_out(tmp_path / "no", quang_ninh, ["du-lich"])
    assert not (tmp_path / "no").exists()
    lay_out(tmp_path / "yes", quang_ninh)
    name = "rules/agencies/quang-ninh.toml"
    assert (tmp_path / "yes" / name).read_bytes() == (SHIPPED / name).read_bytes()


def test_a_department_that_nobody_knows(tmp_path: Path) -> None:
    known = "dan-toc, ngoai-vu, du-lich, quy-hoach"
    with pytest.raises(WrongUse, match=f"--also bien, xa: one of {known}"):
        lay_out(tmp_path / "no", PROVINCE, ["xa", "du-lich", "bien"])
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(("fails", "gone"), [("rules", False), ("reminder.toml", False), ("reminder.toml", True)])
def test_what_cannot_be_laid_out_whole_leaves_nothing(
    fails: str, gone: bool, there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a/b"
    if there:
        folder.mkdir(parents=True)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == fails:
            if fails == "reminder.toml" and gone:
                real(folder / "rules", tmp_path / "rules")
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(BadInput, match="a/b: cannot be laid out: No space left on device; name another folder"):
        lay_out(folder, PROVINCE)
    left = [str(p.relative_to(tmp_path)) for p in sorted(tmp_path.rglob("*"))]
    assert [name for name in left if not name.startswith("rules")] == (["a", "a/b"] if there else [])
    monkeypatch.undo()
    assert len(lay_out(folder, PROVINCE)) == 4, "then it can be tried again"
