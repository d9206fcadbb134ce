"""What passes from the process that reads to the one that asked: the same value, its words visible, or nothing."""

import json
import unicodedata
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents.blocks import Cell, Covered, Document, Format, Note, Paragraph, Row, Table, visible
from reminder.documents.finding import Finding, Spot
from reminder.documents.readers.codec import from_plain, to_plain
from reminder.documents.readers.formats import read_bytes
from tests.documents.papers import DATA, PAPERS

WORDS = st.text(max_size=12)
SPOTS = st.builds(Spot, st.sampled_from(("line", "page", "paragraph", "row", "cell")), st.integers(0, 9999), WORDS)
FACTS = st.lists(st.tuples(WORDS, WORDS | st.integers()), max_size=2).map(tuple)
FINDINGS = st.builds(Finding, WORDS, FACTS, SPOTS | st.none(), st.sampled_from(("error", "warning")))
CELLS = st.lists(st.builds(Cell, WORDS, st.sampled_from(get_args(Covered))), max_size=3).map(tuple)
ROWS = st.lists(st.builds(Row, CELLS, SPOTS, st.booleans()), max_size=3).map(tuple)
BLOCKS = st.builds(Paragraph, WORDS, SPOTS) | st.builds(Table, ROWS, st.booleans(), st.booleans())
DOCUMENTS = st.builds(
    Document, st.sampled_from(get_args(Format)), st.lists(BLOCKS, max_size=3).map(tuple),
    st.lists(st.builds(Note, WORDS, WORDS, st.integers(0, 9)), max_size=2).map(tuple),
    st.lists(FINDINGS, max_size=2).map(tuple),
)  # fmt: skip
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=2),
)


def passed(document: Document) -> Document:
    """As it comes out at the other end."""
    line = json.dumps(to_plain(document), ensure_ascii=False).encode("utf-8", "replace")
    return from_plain(Document, json.loads(line))


# The signs that turn the direction of writing, and those that take no place on a line.
UNSEEN = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}


def words_of(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [word for part in value for word in words_of(part)] if isinstance(value, list) else []


@given(DOCUMENTS)
def test_what_comes_out_is_what_went_in_and_all_of_it_can_be_seen(document: Document) -> None:
    out = passed(document)
    words = words_of(to_plain(out))
    letters = {letter for word in words for letter in word} - set("\n\t")
    assert not [c for c in letters if unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in UNSEEN]
    assert passed(out) == out
    same = [w == v for v, w in zip(words_of(to_plain(document)), words, strict=True) if v == visible(v)]
    assert all(same)
    assert len(out.blocks) == len(document.blocks)


@given(JSON)
def test_whatever_else_is_said_is_no_document(plain: Any) -> None:
    with pytest.raises(ValueError):
        from_plain(Document, plain)


@given(DOCUMENTS, st.data())
def test_a_document_with_one_part_of_another_kind_is_none(document: Document, data: st.DataObject) -> None:
    plain = to_plain(replace(document, notes=(Note("1", "x"),)))
    at = data.draw(st.integers(1, len(plain) - 1))
    plain[at] = data.draw(st.none() | st.integers() | st.just({}) | st.just([None]))
    with pytest.raises(ValueError):
        from_plain(Document, plain)


@pytest.mark.parametrize("name", PAPERS)
def test_papers_come_out_whole(name: str) -> None:
    document = read_bytes(name, "", (DATA / name).read_bytes(), lambda _done, _total: None)
    assert passed(document) == document


@pytest.mark.parametrize(
    "hidden",
    ["\x1b[31m", "\x9b31m", "\u202e", "\u2066", "\u061c", "\u200b", "\ufeff", "\x00", "\x7f", "\u2028", "\r", "\ud800",
     "\U000e0041", "\ufe0f"],
    ids=ascii,
)  # fmt: skip
def test_an_order_to_a_terminal_and_a_turn_of_direction_do_not_pass(hidden: str) -> None:
    words = f"Báo{hidden} cáo"
    spot = Spot("cell", 1, f"Trang{hidden}!A1")
    finding = Finding("hidden-sheet", (("name", words),), spot)
    blocks = (Paragraph(words, spot), Table((Row((Cell(words),), spot),), True))
    document = Document("xlsx", blocks, (Note(words, words),), (finding,))
    said = json.dumps(to_plain(passed(document)), ensure_ascii=False)
    assert hidden not in said and said.isprintable()
