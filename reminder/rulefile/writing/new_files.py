"""TOML that a new office starts from: the directory of a province and its communes.

The only user of the `vietnam-provinces` package: planning reads the files it helped to write, never the package
(design 3.17).
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from string import Template

from reminder.rulefile.writing.toml_text import literal
from reminder.text_matching import plain, slug

# Departments that only some provinces have (Nghị định 45/2025/NĐ-CP, 150/2025/NĐ-CP): which, the province says.
OPTIONAL = {
    "dan-toc": "Sở Dân tộc và Tôn giáo",
    "ngoai-vu": "Sở Ngoại vụ",
    "du-lich": "Sở Du lịch",
    "quy-hoach": "Sở Quy hoạch - Kiến trúc",
}
_SKELETON = Path(__file__).with_name("new_directory.toml")
_CHOICE = re.compile(r"^#\[([a-z-]+)\] ", re.MULTILINE)
# The garrison commands of two cities have names of their own.
_MILITARY = {1: "Bộ Tư lệnh Thủ đô Hà Nội", 79: "Bộ Tư lệnh Thành phố Hồ Chí Minh"}
_LEVELS = ("Phường", "Xã", "Đặc khu")


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 of Nghị quyết 202/2025/QH15. `name` is without "thành phố", `id` names its files, `prefix`
    begins the ids of its bodies and is its own among the 34."""

    code: int
    name: str
    city: bool
    id: str
    prefix: str


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """The 34 provinces and cities by official code. Where initials are shared (Quảng Ninh, Quảng Ngãi), the
    lower code has them and the later ones take letters of the last word: `qn`, `qng`."""
    from vietnam_provinces import Province as Listed  # late: 2 MB of names

    found: list[Province] = []
    taken: set[str] = set()
    for listed in sorted(Listed.iter_all(), key=lambda p: p.code.value):
        name = listed.name.removeprefix("Thành phố ")
        id_ = slug(name)
        prefix = next(p for p in _prefixes(id_.split("-")) if p not in taken)
        taken.add(prefix)
        found.append(Province(listed.code.value, name, name != listed.name, id_, prefix))
    return tuple(found)


def _prefixes(words: list[str]) -> Iterator[str]:
    """`qn`, `qng`, `qnga` …; a name of one word is its own: `hue`."""
    if len(words) == 1:
        yield words[0]
    first = "".join(word[0] for word in words[:-1])
    for letters in range(1, len(words[-1]) + 1):
        yield first + words[-1][:letters]


def directory_text(province: Province, also: Collection[str] = ()) -> str:
    """A whole agency file: the People's Committee, the departments every province has and those of `OPTIONAL`
    named in `also`, the police, the garrison, the Front, the departments up to 2025 with their successors, the
    communes of the official list, groups. No mailbox: nobody's address is invented. What a province may have
    besides stands in it as comments. Raises ValueError for an unknown key in `also`."""
    from importlib.metadata import version

    if unknown := set(also) - set(OPTIONAL):
        raise ValueError(", ".join(sorted(unknown)))
    levels = sorted({_level(name) for _, name in _communes(province.code)}, key=(1, 0, 2).index)
    communes = ", ".join(_LEVELS[level].lower() for level in levels)
    called = ["UBND cấp xã", "UBND các xã", "UBND các xã, phường", "UBND các xã, phường, đặc khu", "các xã, phường",
              f"các {communes}", "UBND các địa phương", "các địa phương"]  # fmt: skip
    names = [name for name in dict.fromkeys(called) if name != f"UBND các {communes}"]
    level = "thành phố" if province.city else "tỉnh"
    apart = "du-lich" in also
    facts = {
        "id": province.id, "name": province.name, "code": province.code, "prefix": province.prefix, "level": level,
        "name_en": plain(province.name), "level_en": "Municipal" if province.city else "Provincial",
        "party": "Thành ủy" if province.city else "Tỉnh ủy",
        "military": _MILITARY.get(province.code, f"Bộ Chỉ huy quân sự {level}"),
        "culture": "svhtt" if apart else "svhttdl",
        "culture_name": "Sở Văn hóa và Thể thao" if apart else "Sở Văn hóa, Thể thao và Du lịch",
        "culture_short": "Sở VHTT" if apart else "Sở VHTTDL",
        "culture_en": f"Department of Culture{' and Sports' if apart else ', Sports and Tourism'}",
        "count": sum(1 for _ in _communes(province.code)), "communes": communes,
        "commune_names": ", ".join(f'"{name}"' for name in names),
        "rows": commune_rows(province.code, province.prefix), "package": version("vietnam-provinces"),
    }  # fmt: skip
    text = Template(_SKELETON.read_text("utf-8")).substitute(facts)
    return _CHOICE.sub(lambda mark: "" if mark[1] in also else "# ", text)


def commune_rows(province_code: int, prefix: str) -> str:
    """The province's communes by the official list of 1 July 2025, a row a line. Raises ValueError for an unknown
    code.

    Ids are `prefix-xa-vo-nhai`; names that differ by marks only (Văn Lang, Văn Lăng) get the official code
    behind, so that an id never depends on the order of the list.
    """
    named = sorted((_level(name), code, name) for code, name in _communes(province_code))
    shared = Counter(slug(name) for _, _, name in named)
    rows = []
    for level, code, name in named:
        own = slug(name) if shared[slug(name)] == 1 else f"{slug(name)}-{code}"
        title = _LEVELS[level]
        row = {"code": code, "id": f"{prefix}-{own}", "name": f"UBND {title.lower()}{name.removeprefix(title)}"}
        rows.append(f"  {literal(row)},\n")
    return "".join(rows)


def _communes(province_code: int) -> Iterator[tuple[str, str]]:
    from vietnam_provinces import ProvinceCode, Ward

    for ward in Ward.iter_by_province(ProvinceCode(province_code)):
        yield f"{ward.code.value:05d}", ward.name


def _level(name: str) -> int:
    return next(n for n, title in enumerate(_LEVELS) if name.startswith(title))
