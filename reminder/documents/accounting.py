"""Every printed date, period and word of repetition of a document, and where it ended."""

from dataclasses import dataclass

from reminder.documents.finding import Spot


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of time where they are printed: `text` is the sentence or cell, shortened; `where` is `row`, `duty`,
    `background` or `unplaced`; `why` the kind of background, or the code of the question. `row` and `like` are ids of a
    pair that looks alike."""

    spot: Spot
    text: str
    words: str
    where: str
    why: str = ""
    row: str = ""
    like: str = ""
