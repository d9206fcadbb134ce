"""Every printed date, period and word of repetition of a document, and where it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from reminder.documents.finding import Spot
from reminder.phrases.time_words import TimeWords, time_words

Where = Literal["row", "duty", "background", "unplaced"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of time where they are printed: `text` is the sentence or cell, shortened; `why` the kind of background, or
    the code of the question. `row` and `like` are the ids of a pair that looks alike."""

    spot: Spot
    text: str
    words: str
    where: Where
    why: str = ""
    row: str = ""
    like: str = ""


def counts(one: TimeWords) -> bool:
    """Whether the words print a date, a period or a repetition: "Thời hạn:" and "theo quy định" print none."""
    return one.kind != "label" and (one.kind != "waits" or one.year)


def all_as(spot: Spot, text: str, where: Where, why: str) -> Iterator[Printed]:
    """All words of time of a text under one heading; a document cited is one wherever it stands."""
    for one in filter(counts, time_words(text)):
        cited = where == "background" and one.kind == "cited"
        yield Printed(spot, short(text, 200), one.words, where, "cited" if cited else why)


def short(text: str, length: int = 120) -> str:
    """The text on one line, cut at a word where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def open_questions(printed: Iterable[Printed]) -> list[Printed]:
    """What a person has to place, each sentence's words once."""
    return list(dict.fromkeys(one for one in printed if one.where == "unplaced"))
