"""What becomes of each date, period and word of repetition that a document prints."""

from dataclasses import dataclass

from reminder.documents.finding import Spot


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of time that ended in no row and no duty: background, or a question.

    `text` is the sentence or cell they stand in, `words` are the words as printed. `where` is the place in words where
    those of `spot` do not tell it (a footnote, the head of a page), else empty. `why` is the kind of background, or the
    question, in the language of the import. `row` is only for what "looks like" something: the id of the duty it is
    about, and `like` that of the other one.
    """

    spot: Spot
    text: str
    words: str
    where: str
    why: str
    row: str = ""
    like: str = ""
