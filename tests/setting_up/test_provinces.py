"""A directory for each of the 34 provinces: sound, of the size the law gives, nobody's address invented."""

import tomllib
from datetime import date

import pytest

from reminder.core.catalogue import Catalogue
from reminder.rulefile import load_texts
from reminder.rulefile.writing.new_files import OPTIONAL, Province, directory_text, provinces
from tests.rulefile.office import OFFICE

TODAY = date(2026, 12, 1)
EVERY = (
    "Văn phòng UBND {level}", "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Tài chính", "Sở Công Thương",
    "Sở Khoa học và Công nghệ", "Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo", "Sở Y tế", "Sở Nội vụ",
    "Sở Tư pháp", "Thanh tra {level}",
)  # fmt: skip
# Nghị quyết 202/2025/QH15 and the resolutions of 16/6/2025, as the press printed them.
COUNTS = {1: 126, 4: 56, 8: 124, 11: 45, 15: 99, 19: 92, 22: 54, 24: 99, 31: 114, 42: 69, 46: 40, 48: 94, 66: 102,
          79: 168, 91: 102, 92: 103, 96: 64}  # fmt: skip


def province(code: int) -> Province:
    return next(p for p in provinces() if p.code == code)


def loaded(text: str) -> Catalogue:
    texts = {path: text for path, text in OFFICE.items() if not path.startswith(("plans", "agencies"))}
    return load_texts({**texts, "agencies/p.toml": text})


def named(catalogue: Catalogue, printed: str, on: date = TODAY) -> list[str]:
    return [p.id or p.kind for p in catalogue.directory.resolve(printed, on).parties]


def test_there_are_34_each_with_letters_of_its_own() -> None:
    assert len(provinces()) == 34
    assert len({p.prefix for p in provinces()}) == len({p.id for p in provinces()}) == 34
    assert [p.prefix for p in map(province, (1, 12, 15, 19, 22, 46, 51, 79, 80))] == [
        "hn", "lc", "lca", "tn", "qn", "hue", "qng", "hcm", "tni",
    ]  # fmt: skip
    assert sorted(p.name for p in provinces() if p.city) == [
        "Cần Thơ", "Huế", "Hà Nội", "Hải Phòng", "Hồ Chí Minh", "Đà Nẵng",
    ]  # fmt: skip
    assert sum(sum(1 for _ in tomllib.loads(directory_text(p))["communes"]["rows"]) for p in provinces()) == 3321


@pytest.mark.parametrize("code", [p.code for p in provinces()])
def test_every_province_has_a_sound_directory(code: int) -> None:
    own = province(code)
    catalogue = loaded(directory_text(own))
    directory, level = catalogue.directory, "thành phố" if own.city else "tỉnh"
    assert {w.key for w in catalogue.warnings if "agencies" in w.place.path} == {"directory"}
    departments = directory.members(f"{own.prefix}-departments", TODAY)
    assert [directory.agency(d).name for d in departments] == [name.format(level=level) for name in EVERY]
    communes = directory.members(f"{own.prefix}-communes", TODAY)
    assert len(communes) == COUNTS.get(code, len(communes)) > 30
    assert not any(a.contacts or a.head for a in directory.registers[0].agencies)
    chain = directory.agency(communes[0])
    assert (chain.superior, directory.agency(chain.superior).superior) == (f"{own.prefix}-vp", f"{own.prefix}-ubnd")
    # Every name finds its own body, whatever else is called alike.
    for agency in directory.registers[0].agencies:
        if agency.until_on is None:
            assert named(catalogue, agency.name) == [agency.id]


def test_departments_that_only_some_have() -> None:
    full = loaded(directory_text(province(79), tuple(OPTIONAL)))
    names = [full.directory.agency(a).name for a in full.directory.members("hcm-departments", TODAY)]
    assert len(names) == 16 and set(OPTIONAL.values()) <= set(names)
    assert "Sở Văn hóa và Thể thao" in names and "Sở Văn hóa, Thể thao và Du lịch" not in names
    assert full.directory.successor("hcm-bdt", TODAY).agencies == ("hcm-sdttg",)
    fourteen = loaded(directory_text(province(8), ("dan-toc", "ngoai-vu")))
    assert len(fourteen.directory.members("tq-departments", TODAY)) == 14
    with pytest.raises(ValueError, match="the-thao"):
        directory_text(province(8), ("the-thao",))


def test_names_of_old_and_new_plans_are_known() -> None:
    catalogue = loaded(directory_text(province(22)))
    assert named(catalogue, "Sở TN&MT, Sở KH&ĐT; Công an tỉnh", date(2024, 5, 1)) == ["qn-stnmt", "qn-skhdt", "qn-ca"]
    assert named(catalogue, "Sở TN-MT") == ["qn-snnmt"]
    assert named(catalogue, "UBND các xã, phường, đặc khu") == ["qn-communes"]
    assert named(catalogue, "các sở, ban, ngành; UBND cấp xã") == ["qn-departments", "qn-communes"]
    assert named(catalogue, "UBND cấp huyện", date(2024, 5, 1)) == ["unspecific"]
    assert named(catalogue, "Tỉnh ủy") == ["outside"]
    city = loaded(directory_text(province(1)))
    assert named(city, "UBND Thành phố, Công an Thành phố, Thanh tra Thành phố") == ["hn-ubnd", "hn-ca", "hn-thanhtra"]
    assert named(city, "Bộ Tư lệnh Thủ đô Hà Nội") == ["hn-bchqs"]
