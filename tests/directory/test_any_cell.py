"""Laws of a printed cell, over any directory: names of it are found whatever divides them, and of other words none is
passed over."""

import re
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reminder.directory.agency import Agency
from reminder.directory.directory import Directory
from reminder.directory.first_words import BODIES, LEVELS
from reminder.directory.register import Register

ON = date(2026, 5, 1)
SYLLABLES = [
    a + b
    for a in ("Kr", "Zw", "Fj", "Wl", "Zb", "Jm", "Fl", "Kw", "Zn", "Wr")
    for b in ("uốt", "eng", "ảp", "im", "ọc")
]
# A body's name has commas, "và" and dashes of its own.
INNER = st.sampled_from([" ", " ", " ", ", ", " và ", " - "])
FIRST = st.sampled_from(
    [f"UBND {level}" for level in LEVELS]
    + [word for word in BODIES if word not in ("Hội đồng", "Bộ", "Tập đoàn", "Tổng công ty", "Công ty")]
)
DIVIDERS = st.sampled_from(
    [", ", "; ", "\n", " và ", ", và ", "/", " / ", " - ", "-", " + ", ". ", " ", "\n- ", ",", " cùng "]
)


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Two to six bodies whose names share no word but the first ones."""
    words = draw(st.permutations(SYLLABLES))
    bodies, at = [], 0
    for n in range(draw(st.integers(2, 6))):
        count = draw(st.integers(1, 4))
        rest = words[at]
        for word in words[at + 1 : at + count]:
            rest += draw(INNER) + word
        at += count
        bodies.append(Agency(f"a{n}", f"{draw(FIRST)} {rest}", "unit"))
    return Directory((Register("tinh", "Tỉnh Thử", 19, tuple(bodies)),))


def joined(data: st.DataObject, pieces: list[str], dividers: st.SearchStrategy[str]) -> str:
    cell = pieces[0]
    for piece in pieces[1:]:
        cell += data.draw(dividers) + piece
    return cell


@settings(max_examples=150)
@given(st.data())
def test_names_of_the_directory_are_found_whatever_divides_them(data: st.DataObject) -> None:
    directory = data.draw(directories())
    bodies = data.draw(st.lists(st.sampled_from(directory.register().agencies), min_size=1, max_size=5))
    cell = joined(data, [_printed(data, b.name) for b in bodies], DIVIDERS)
    assert [p.id for p in directory.resolve(cell, ON).parties] == [b.id for b in bodies], cell


def _printed(data: st.DataObject, name: str) -> str:
    """With a title before it, in capitals, or over the end of a line."""
    broken = "\n".join(name.rsplit(" ", 1)) if data.draw(st.booleans()) else name
    return data.draw(st.sampled_from(["", "", "Giám đốc ", "Thủ trưởng ", "đồng chí Phó Chủ tịch "])) + broken


WORD = re.compile(r"[^\W_]+")
SMALL = st.lists(st.sampled_from([s.lower() for s in SYLLABLES]), min_size=1, max_size=3).map(" ".join)
CAPITAL = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map(" ".join)
STRANGE = st.one_of(
    SMALL, CAPITAL, st.builds(lambda first, rest: f"{first} {rest}", FIRST, st.one_of(SMALL, CAPITAL)),
    st.sampled_from([
        "các đơn vị liên quan", "theo quy định", "Theo Quyết định số 99/QĐ-UBND ngày 25/9/2025 của UBND tỉnh", "9",
        "25/9/2025", "12-NQ/TU", "các sở, ban, ngành", "UBND các xã, phường có rừng", "Đ/c Zweng Kruốt",
    ]),
)  # fmt: skip


@settings(max_examples=150)
@given(st.data())
def test_of_other_words_none_is_passed_over_and_the_known_names_stay(data: st.DataObject) -> None:
    directory = data.draw(directories())
    agencies = directory.register().agencies
    own = {word.casefold() for a in agencies for word in WORD.findall(a.name)}
    strange = data.draw(st.lists(STRANGE, min_size=1, max_size=3))
    assume(not any(w.casefold() in own and w[0] in "KkZzFfWwJj" for s in strange for w in WORD.findall(s)))
    known = data.draw(st.lists(st.sampled_from(agencies), max_size=3))
    pieces = data.draw(st.permutations([*strange, *(a.name for a in known)]))
    cell = joined(data, list(pieces), st.sampled_from([", ", "; ", "\n", " và ", "/", " + "]))
    found = directory.resolve(cell, ON)
    assert sorted(p.id for p in found.parties if p.kind == "agency") == sorted(a.id for a in known), cell
    assert _words(cell) <= {w for p in found.parties for w in _words(p.raw)}, cell
    assert all(any(s in p.raw for p in found.parties) for s in strange if any(c.isdigit() for c in s)), cell


def _words(text: str) -> set[str]:
    return {w.casefold() for w in WORD.findall(text)} - {"và"}
