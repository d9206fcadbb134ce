"""Each key has a line, in every file shipped and in TOML written in unusual ways."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.rulefile.reading.positions import Path as KeyPath
from reminder.rulefile.reading.positions import comments, headers, positions, spans

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


WHOLE = '''\
a = 1 # x
b.c = [ 1, "]", { d = 2, e = [3] } ]
[t . "u v"]
k = 2026-01-02 07:30:00
m = """
x"""
[[r]]
[[r.s]]
n = {}
[[r]]
n = []
[r.z]
q = 'its' # y
w = [ # [
  'a', # ]
  "b\\"" ,
]
'''


def test_every_line_and_every_span_to_the_letter() -> None:
    assert positions(WHOLE) == {
        (): 1, ("a",): 1, ("b",): 2, ("b", "c"): 2, ("b", "c", 0): 2, ("b", "c", 1): 2, ("b", "c", 2): 2,
        ("b", "c", 2, "d"): 2, ("b", "c", 2, "e"): 2, ("b", "c", 2, "e", 0): 2, ("t",): 3, ("t", "u v"): 3,
        ("t", "u v", "k"): 4, ("t", "u v", "m"): 5, ("r",): 7, ("r", 0): 7, ("r", 0, "s"): 8, ("r", 0, "s", 0): 8,
        ("r", 0, "s", 0, "n"): 9, ("r", 1): 10, ("r", 1, "n"): 11, ("r", 1, "z"): 12, ("r", 1, "z", "q"): 13,
        ("r", 1, "z", "w"): 14, ("r", 1, "z", "w", 0): 15, ("r", 1, "z", "w", 1): 16,
    }  # fmt: skip
    assert {path: WHOLE[slice(*span)] for path, span in spans(WHOLE).items()} == {
        ("a",): "1 ", ("b", "c", 0): "1", ("b", "c", 1): '"]"', ("b", "c", 2, "d"): "2", ("b", "c", 2, "e", 0): "3",
        ("b", "c", 2, "e"): "[3]", ("b", "c", 2): "{ d = 2, e = [3] }",
        ("b", "c"): '[ 1, "]", { d = 2, e = [3] } ]', ("t", "u v"): '[t . "u v"]',
        ("t", "u v", "k"): "2026-01-02 07:30:00", ("t", "u v", "m"): '"""\nx"""', ("r", 0): "[[r]]",
        ("r", 0, "s", 0): "[[r.s]]", ("r", 0, "s", 0, "n"): "{}", ("r", 1): "[[r]]", ("r", 1, "n"): "[]",
        ("r", 1, "z"): "[r.z]", ("r", 1, "z", "q"): "'its'", ("r", 1, "z", "w", 0): "'a'",
        ("r", 1, "z", "w", 1): '"b\\""', ("r", 1, "z", "w"): "[ # [\n  'a', # ]\n  \"b\\\"\" ,\n]",
    }  # fmt: skip


def test_every_header_and_every_comment_to_the_letter() -> None:
    assert [(path, WHOLE[at:].split("\n")[0]) for path, at in headers(WHOLE)] == [
        (("t", "u v"), '[t . "u v"]'), (("r", 0), "[[r]]"), (("r", 0, "s", 0), "[[r.s]]"), (("r", 1), "[[r]]"),
        (("r", 1, "z"), "[r.z]"),
    ]  # fmt: skip
    assert comments(WHOLE) == [(WHOLE.index(c), c) for c in ("# x", "# y", "# [", "# ]")]
    crlf = "# a \r\nb = [ # c\r\n '# d', # e\r\n] # f"
    assert [words for _, words in comments(crlf)] == ["# a ", "# c", "# e", "# f"]
    assert all(crlf.startswith(words, at) for at, words in comments(crlf))
    assert (comments("a = '# b'\n"), headers("a = ['[b]']")) == ([], [])


@pytest.mark.parametrize("quote", ['"""', "'''"])
@pytest.mark.parametrize("inside", ["", "a", 'a"b', "a'b", 'a""b', "a''b", "a\n]\nb", "#"])
@pytest.mark.parametrize("more", [0, 1, 2])
def test_long_strings_end_where_they_end(quote: str, inside: str, more: int) -> None:
    text = f"a = {quote}{inside}{quote[0] * more}{quote}\nb = 1\n"
    assert tomllib.loads(text)["a"] == inside + quote[0] * more
    assert positions(text)["b",] == text.count("\n")
    start, end = spans(text)["a",]
    assert text[start:end] == text[4 : text.index("\nb = 1")]
