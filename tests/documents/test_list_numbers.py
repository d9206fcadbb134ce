"""Numbers of lists that Excel took for dates or figures: what was typed comes back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.documents.readers.sheet.list_numbers import Entry, mended


def t(text: str) -> Entry:
    return Entry(text)


def f(text: str) -> Entry:
    return Entry(text, figure=True)


def d(day: int, month: int, year: int = 2026, parts: str = "dm") -> Entry:
    return Entry(f"{day}/{month}", date(year, month, day), parts)


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ([d(1, 2), d(1, 3)], ["1-2", "1-3"]),
        ([d(1, 2)], ["1-2"]),
        ([t("1"), d(1, 1), d(2, 1), d(3, 1)], ["1", "1-1", "1-2", "1-3"]),  # typed in an American Excel
        ([t("1"), d(1, 1), d(1, 2), t("2"), d(2, 1), d(2, 2)], ["1", "1-1", "1-2", "2", "2-1", "2-2"]),
        ([d(1, 12), d(1, 1, 2013, "my"), d(1, 1, 2014, "my")], ["1-12", "1-13", "1-14"]),
        ([d(1, 2, 2003, "dmy"), d(1, 2, 2004, "dmy")], ["1-2-3", "1-2-4"]),
        ([t("1.9"), d(1, 10), t("1.11")], ["1.9", "1.10", "1.11"]),
        ([t("1.9"), f("1.1"), t("1.11")], ["1.9", "1.10", "1.11"]),
        ([f("1.8"), f("1.9"), f("1.1"), t("2"), f("2.1")], ["1.8", "1.9", "1.10", "2", "2.1"]),
        ([f("1.19"), f("1.2"), f("1.21")], ["1.19", "1.20", "1.21"]),
        ([t("1.8"), f("1.1"), f("1.11")], ["1.8", "1.10", "1.11"]),
        ([t("I"), f("1.1"), f("1.2")], ["I", "1.1", "1.2"]),
        ([t("1"), f("1.1"), f("1.2"), t("2"), f("2.1")], ["1", "1.1", "1.2", "2", "2.1"]),
        ([t("1.9"), f("2.1"), f("2.2")], ["1.9", "2.1", "2.2"]),
        ([t("1.9"), t("1.1"), t("1.11")], ["1.9", "1.1", "1.11"]),  # typed as text, it stands as typed
        ([t("x"), Entry("2026", date(2026, 1, 1), "y"), t("")], ["x", "2026", ""]),
        ([], []),
    ],
)
def test_what_was_typed(column: list[Entry], typed: list[str]) -> None:
    texts = [entry.text for entry in column]
    for place, text, _ in mended(column):
        texts[place] = text
    assert texts == typed


@given(st.integers(1, 9), st.integers(2, 29), st.integers(2, 29))
def test_any_list_of_figures_comes_back_whole(section: int, first: int, second: int) -> None:
    """Typed as 1.1, 1.2, …: Excel drops the noughts at the end, the rows around tell of them."""
    typed = [f"{part}.{n}" for part, length in ((section, first), (section + 1, second)) for n in range(1, length + 1)]
    texts = [f"{float(number):.10g}" for number in typed]
    for place, text, why in mended([f(text) for text in texts]):
        assert why == "nought"
        texts[place] = text
    assert texts == typed


@given(st.integers(1, 9), st.integers(1, 30), st.booleans())
def test_any_list_of_dates_comes_back_whole(section: int, length: int, american: bool) -> None:
    """Typed as 1-1, 1-2, …: what can be no day and month of this year Excel takes for a month and a year."""
    typed = [f"{section}-{n}" for n in range(1, length + 1)]
    column = [t(str(section))]
    for n in range(1, length + 1):
        day, month = (n, section) if american else (section, n)
        column.append(d(day, month) if month <= 12 and day <= 28 else d(1, section, 2000 + n, "my"))
    assert [text for _, text, _ in mended(column)] == typed


@given(st.lists(st.text("0123456789.-IVXab) ", max_size=6), max_size=12))
def test_what_is_typed_as_text_is_left_alone(texts: list[str]) -> None:
    assert mended([t(text) for text in texts]) == []
