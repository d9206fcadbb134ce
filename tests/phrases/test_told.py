"""What is told of readings, in both languages: `told.txt`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

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


def test_readings_are_told_as_the_table_has_it() -> None:
    found, meant = [], []
    for on, phrase, lines in told():
        r = read(phrase, on)
        said = [f"vi {describe(r, 'vi')}", f"en {describe(r, 'en')}"]
        said += [f"! {one.say('en')} · {one.say('vi')}" for one in r.faults]
        found.append((phrase, said))
        meant.append((phrase, lines.split("\n")))
    assert found == meant
