"""The matters behind stored keys: found by what is read once for each period, and kept for a day."""

from datetime import date

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.journal import Journal
from reminder.engine.context.stored_occurrences import Book
from reminder.store import journal
from tests.engine.made import TUESDAY, act
from tests.laws.whole import Whole

YEAR = "kh-1/year@2026@sct"


class Reader:
    """Keeps what it is asked for."""

    def __init__(self, office: Whole) -> None:
        with office.database.read() as connection:
            self.acts = journal.journal(connection)
        self.asked: list[tuple[str, str]] = []

    def __call__(self, obligation: str, period: str) -> Journal:
        self.asked.append((obligation, period))
        return self.acts


def test_each_period_is_read_once(office: Whole) -> None:
    act(office, ActKind.SUBMIT, document="1/BC")
    reader = Reader(office)
    book = Book(office.catalogue, reader, TUESDAY)
    assert (book.catalogue, book.today, reader.asked) == (office.catalogue, TUESDAY, [])
    found = book.find(YEAR)
    assert found and (found.key, found.state.document) == (YEAR, "1/BC")
    assert book.find(YEAR) is found and book.acts(found) is reader.acts
    assert list(book.owed("kh-1/year", "2026")) == ["kh-1/year@2026@sxd", YEAR]
    assert book.owed("kh-1/year", "2026")[YEAR] is found
    assert reader.asked == [("kh-1/year", "2026")]
    assert list(book.owed("kh-1/year", "2027")) == ["kh-1/year@2027@sxd", "kh-1/year@2027@sct"]
    assert list(book.owed("kh-1/1", "once")) == ["kh-1/1@once@sct"]
    assert reader.asked == [("kh-1/year", "2026"), ("kh-1/year", "2027"), ("kh-1/1", "once")]


@pytest.mark.parametrize(
    "key", ["kh-1/year@2026@ubnd", "kh-1/year@1999@sct", "kh-1/gone@2026@sct", "kh-9/year@2026@sct"]
)
def test_what_the_files_no_longer_hold_is_not_found(key: str, office: Whole) -> None:
    assert Book(office.catalogue, Reader(office), TUESDAY).find(key) is None


def test_it_looks_as_far_ahead_as_a_ladder_reaches(office: Whole) -> None:
    for day, years in ((date(2026, 1, 5), ["2026"]), (TUESDAY, ["2026", "2027"])):
        book = Book(office.catalogue, Reader(office), day)
        assert [year for year in ("2026", "2027", "2028") if book.owed("kh-1/year", year)] == years


def test_what_many_mails_say_is_made_once(office: Whole) -> None:
    book, made = Book(office.catalogue, Reader(office), TUESDAY), list[str]()

    def make(what: str) -> str:
        made.append(what)
        return what

    for key in (("a",), ("a", 1), ("a",), ("b",)):
        assert book.once(key, lambda at=key: make(str(at))) == str(key)  # type: ignore[misc]
    assert made == ["('a',)", "('a', 1)", "('b',)"]
