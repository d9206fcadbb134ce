"""What is written reads back."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.rulefile.writing.toml_text import Value, literal

signs = st.text(st.sampled_from("a \"\\\n'\t#\x00\x7fđ"), max_size=12)


@given(st.one_of(signs, st.dates(), st.lists(signs, max_size=3).map(tuple)))
def test_a_value_reads_back_as_it_was(value: Value) -> None:
    read = tomllib.loads(f"key = {literal(value)}")["key"]
    assert (tuple(read) if isinstance(read, list) else read) == value


@pytest.mark.parametrize("text", ['"""', 'a\n"""', 'a\n""', "a\n\\", 'a\n\\"'])
def test_quotes_close_nothing(text: str) -> None:
    assert tomllib.loads(f"key = {literal(text)}")["key"] == text


def test_a_table_says_what_is_not_empty() -> None:
    row: dict[str, str | date] = {"mailbox": "a@so.example", "name": "", "from": date(2026, 1, 1)}
    assert literal(row) == '{ mailbox = "a@so.example", from = 2026-01-01 }'


@pytest.mark.parametrize("text", ['a "b" \\c', "tab\tend\x1f", "xóa\x7f", "plain ~", ""])
def test_a_quoted_text_is_read_back(text: str) -> None:
    made = literal(text)
    assert tomllib.loads(f"a = {made}")["a"] == text
    assert made.isprintable()
