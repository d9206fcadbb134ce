"""Words that decide what others mean: `lists.txt` has each in a phrase that reads otherwise without it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reminder.phrases import read
from tests.phrases.brief import whole

ON = date(2026, 1, 10)


def meant() -> Iterator[tuple[str, str]]:
    """Each phrase of the table with its reading."""
    blocks = Path(__file__).with_name("lists.txt").read_text("utf-8").strip().split("\n\n")
    for block in (each for each in blocks if not each.startswith("#")):
        frame, told, words = block.split("\n")
        yield from ((frame.replace("…", word), told.removeprefix("= ")) for word in words.split(" | "))


def test_a_word_of_a_list_decides() -> None:
    expected = list(meant())
    assert len(expected) > 500, "the table is read"
    assert [(phrase, whole(read(phrase, ON))) for phrase, _ in expected] == expected
