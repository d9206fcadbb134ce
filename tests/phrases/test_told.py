"""What is told of readings, in both languages: `told.txt`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reminder.phrases import describe, read


def told() -> Iterator[tuple[date | None, str, str]]:
    """Each phrase with its document's date and the lines behind it."""
    on = None
    for block in Path(__file__).with_name("told.txt").read_text("utf-8").strip().split("\n\n")[1:]:
        if block.startswith("@"):
            on = date.fromisoformat(block[1:].strip()) if block[1:].strip() else None
        else:
            phrase, _, lines = block.partition("\n")
            yield on, phrase.replace("\\n", "\n"), lines


@pytest.mark.parametrize(("on", "phrase", "lines"), [*told()])
def test_a_reading_is_told_as_the_table_has_it(on: date | None, phrase: str, lines: str) -> None:
    r = read(phrase, on)
    said = [
        f"vi {describe(r, 'vi')}",
        f"en {describe(r, 'en')}",
        *(f"! {one.say('en')} · {one.say('vi')}" for one in r.faults),
    ]
    assert lines.split("\n") == said
