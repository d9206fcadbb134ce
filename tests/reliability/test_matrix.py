"""The page that says which test shows which fault survived is whole, and names no test that is not there."""

import re
from pathlib import Path

PAGE = Path(__file__).with_name("README.md")
IDS = {
    *(f"A{n}" for n in range(1, 12)), *(f"B{n}" for n in range(1, 24)), *(f"C{n}" for n in range(1, 14)),
    *(f"D{n}" for n in range(1, 10)), *(f"E{n}" for n in range(1, 8)), *(f"F{n}" for n in range(1, 9)),
    *(f"G-{n}" for n in range(1, 14)), *(f"H-{n}" for n in range(1, 7)), "I-1", "I-2", "I-3", "I-5",
}  # fmt: skip


def rows() -> dict[str, str]:
    found = re.findall(r"^\| ([A-I]-?\d+) \|[^|]*\| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(found) == len(dict(found)), "an id stands twice"
    return dict(found)


def names() -> set[str]:
    files = PAGE.parents[1].rglob("test_*.py")
    return {name for f in files for name in re.findall(r"def (test_\w+)\(", f.read_text("utf-8"))}


def test_every_fault_has_its_tests_or_a_reason() -> None:
    found, known = rows(), names()
    assert found.keys() == IDS
    for id_, said in found.items():
        named = re.findall(r"`(test_\w+)`", said)
        assert set(named) <= known, id_
        assert named or said.startswith(("the tests of B1", "not applicable: ")), id_


def test_a_test_that_bears_an_id_stands_in_its_row() -> None:
    found = rows()
    for name in names():
        bearing = re.match(r"test_((?:[a-h]\d+_)+)", name)
        for letter, number in re.findall(r"([a-h])(\d+)_", bearing[1]) if bearing else ():
            id_ = f"{letter.upper()}-{number}" if letter in "gh" else f"{letter.upper()}{number}"
            first = "B1" if found[id_].startswith("the tests of B1") else id_
            assert f"`{name}`" in found[first], name
