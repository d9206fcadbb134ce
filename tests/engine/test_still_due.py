"""Which notices still hold when their mail is about to leave. Due on 15 December 2026, late from the 16th."""

from collections.abc import Callable
from datetime import date

import pytest

from reminder.core.mail_choices import MailChoice
from reminder.core.outbox_states import NoticeState
from reminder.engine.context.stored_occurrences import Book
from reminder.engine.outbox.still_due import still
from reminder.store.notices import NoticeRow
from tests.core.made import Acts, catalogue, obligation, plan

RULES = catalogue(plan(obligation("chậm nhất ngày 15/12/2026")))
Story = Callable[[Acts], object]


def dec(day: int) -> date:
    return date(2026, 12, day)


def notice(template: str, revision: int, ordinal: int = 1, key: str = "p/1@once@a") -> NoticeRow:
    return NoticeRow(
        "k", key, revision, "s", ordinal, "a", "owner", template, "normal", dec(8), NoticeState.QUEUED, {}, None, 7
    )


def holds(template: str, today: int, *stories: Story, revision: int = 1, ordinal: int = 1) -> bool:
    acts = Acts()
    for story in stories:
        story(acts)
    row = notice(template, revision, ordinal)
    lines, moot = still(Book(RULES, lambda *_: acts.journal(), dec(today)), [row])
    assert [line.notice for line in lines] == ([row] if not moot else [])
    assert moot in ([], [7])
    return not moot


def submit(acts: Acts) -> object:
    return acts.write("submit", dec(7))


def undo(acts: Acts) -> object:
    return acts.write("undo", dec(8), undoes=acts.written[-1].id)


def silence(acts: Acts) -> object:
    return acts.write("silence", dec(7), until_on=dec(10))


def suspend(acts: Acts) -> object:
    return acts.write("suspend", dec(7))


def extend(acts: Acts) -> object:
    return acts.write("extend", dec(7), until_on=dec(22))


def send_back(acts: Acts) -> object:
    return acts.write("return", dec(16))


@pytest.mark.parametrize("template", ["coming", "today", "first", "unassigned", "rollcall"])
def test_what_speaks_of_a_date_ahead_holds_until_it_is_answered(template: str) -> None:
    assert holds(template, 8)
    assert holds(template, 31)
    assert not holds(template, 8, submit)
    assert holds(template, 8, submit, undo)
    assert not holds(template, 8, suspend)


@pytest.mark.parametrize("template", ["checkpoint", "review"])
def test_a_review_holds_until_somebody_says_how_it_goes(template: str) -> None:
    def progress(acts: Acts) -> object:
        return acts.write("progress", dec(8), percent=60)

    assert holds(template, 9) and not holds(template, 9, progress)
    assert holds(template, 9, progress, undo)
    assert holds("coming", 9, progress)


@pytest.mark.parametrize("template", ["overdue", "escalation"])
def test_what_speaks_of_lateness_holds_from_the_day_it_is_late(template: str) -> None:
    assert [day for day in range(13, 19) if holds(template, day)] == [16, 17, 18]
    assert not holds(template, 16, extend, revision=2), "the date has moved since"
    assert holds(template, 23, extend, revision=2)
    assert not holds(template, 20, submit, send_back, revision=2), "it waits for a date"


def test_a_silence_holds_to_its_last_day() -> None:
    assert [day for day in range(8, 13) if holds("coming", day, silence)] == [11, 12]


def test_an_older_ladder_says_nothing() -> None:
    assert not holds("coming", 8, extend, revision=1)
    assert holds("coming", 8, extend, revision=2)


@pytest.mark.parametrize(
    ("template", "said"), [("coming", False), ("today", False), ("returned", True), ("first", True)]
)
def test_while_a_date_is_wanted_none_is_named(template: str, said: bool) -> None:
    assert holds(template, 17, submit, send_back, revision=2) is said


def test_a_record_of_an_answer_holds_while_the_answer_stands() -> None:
    assert holds("thanks", 8, submit, ordinal=1)
    assert not holds("thanks", 8, ordinal=1)
    assert not holds("thanks", 8, submit, ordinal=2)
    assert not holds("thanks", 8, submit, ordinal=1, revision=2)
    assert not holds("thanks", 8, submit, undo, ordinal=1)
    assert not holds("thanks", 17, submit, send_back, ordinal=1, revision=2)
    assert holds("thanks", 8, submit, undo, lambda acts: acts.write("undo", dec(9), undoes=2), ordinal=1)


def test_word_of_an_undo_holds_until_the_undo_is_undone() -> None:
    again: Story = lambda acts: acts.write("undo", dec(9), undoes=2)  # noqa: E731
    assert holds("undone", 8, submit, undo, ordinal=2)
    assert not holds("undone", 8, submit, undo, again, ordinal=2)
    assert holds("undone", 8, submit, undo, again, ordinal=3)


def test_what_the_files_no_longer_hold_is_moot() -> None:
    book = Book(RULES, lambda *_: Acts().journal(), dec(8))
    gone = notice("coming", 1, key="p/9@once@a")
    assert still(book, [gone, notice("coming", 1)])[1] == [7]
    assert still(book, []) == ([], [])


@pytest.mark.parametrize(("template", "left", "holds_"), [
    ("overview", True, False), ("overview", False, True), ("coming", True, True), ("overdue", True, True),
])  # fmt: skip
def test_what_was_left_meanwhile_leaves_no_more_and_what_is_owed_does(template: str, left: bool, holds_: bool) -> None:
    row = notice(template, 1)
    chosen = {"a": MailChoice(weekly=True, left=left)}
    lines, moot = still(Book(RULES, lambda *_: Acts().journal(), dec(17), chosen), [row])
    assert (bool(lines), moot) == (holds_, [] if holds_ else [7])
