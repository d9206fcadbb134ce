"""Each key has a line, in every file shipped and in TOML written in unusual ways."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.reading.positions import Path as KeyPath
from reminder.rulefile.reading.positions import positions

RULES = Path(__file__).parents[2] / "rules"


def paths(data: Any, prefix: KeyPath = ()) -> Iterator[KeyPath]:
    if prefix:
        yield prefix
    if isinstance(data, dict):
        for key, value in data.items():
            yield from paths(value, (*prefix, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*prefix, index))


@pytest.mark.parametrize("file", sorted(RULES.rglob("*.toml")), ids=lambda f: f.name)
def test_every_path_of_every_shipped_file_has_a_position(file: Path) -> None:
    text = file.read_text("utf-8")
    found = positions(text)
    assert [path for path in paths(tomllib.loads(text)) if path not in found] == []


def test_unusual_ways_of_writing() -> None:
    text = '''\
# [not.a.table]
a = 1 # = 2
"quoted key" . b.'c d' = [ # comment ] with a bracket
  "]", # first
  { x = "}", y = [1,
2] },
]
long = """
[no.table]
x = "y" \\"""
"""
raw = \'\'\'a = ["\'\'\'
[t . u]
k = 2026-01-02 07:30:00
[[t.u.rows]]
[[t.u.rows]]
n = { m.o = true }
'''
    data = tomllib.loads(text)
    found = positions(text)
    assert set(paths(data)) <= set(found)
    assert found["a",] == 2
    assert found["quoted key", "b", "c d"] == 3
    assert found["quoted key", "b", "c d", 0] == 4
    assert found["quoted key", "b", "c d", 1, "y", 1] == 6
    assert found["long",] == 8
    assert found["raw",] == 12
    assert found["t", "u", "k"] == 14
    assert found["t", "u", "rows", 1, "n", "m", "o"] == 17


def toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[" + ",\n ".join(toml(v) for v in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(k)} = {toml(v)}" for k, v in value.items()) + "}"
    return str(value)


letters = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters='"\\'), max_size=8)
flat = st.recursive(
    st.booleans() | st.integers(-99, 99) | letters,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(letters, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(st.dictionaries(letters, flat, max_size=4))
def test_any_value_written_out_has_all_its_positions(data: dict[str, Any]) -> None:
    text = "".join(f"{toml(key)} = {_one_line(value)}\n" for key, value in data.items())
    assert tomllib.loads(text) == data
    assert set(paths(data)) <= set(positions(text))


def _one_line(value: Any) -> str:
    # An inline table must not hold a line break, so neither may a list inside one.
    return toml(value).replace("\n", "")
