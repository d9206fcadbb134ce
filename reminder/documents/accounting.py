"""Every printed date, period and word of repetition of a document, and where it ended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reminder.documents.finding import Spot
from reminder.phrases.time_words import TimeWords, time_words
from reminder.translatable import N_
from reminder.words import translator

Where = Literal["row", "duty", "background", "unplaced"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of time where they are printed: `text` is the sentence or cell, on one line; `why` the kind of background,
    or the code of the question. `row` and `like` are the ids of a pair that looks alike."""

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
        yield Printed(spot, " ".join(text.split()), one.words, where, "cited" if cited else why)


def unless_bound(spot: Spot, text: str, why: str) -> Iterator[Printed]:
    """All words of time of a text as background, but for limits, which may order something wherever they stand."""
    bound = {one.words for one in time_words(text) if one.bound}
    for one in all_as(spot, text, "background", why):
        yield replace(one, where="unplaced", why="no-order") if one.words in bound and one.why != "cited" else one


def short(text: str, length: int = 120) -> str:
    """The text on one line, cut at a word where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def around(text: str, words: str, length: int) -> str:
    """On one line; of a text longer than so many letters what stands around the words, cut between words."""
    text, (first, *_) = " ".join(text.split()), " ".join(words.split()).split(" … ")
    if len(text) <= length:
        return text
    middle = max(text.find(first), 0) + len(first) // 2
    start = max(0, min(middle - length // 2, len(text) - length))
    end = start + length
    start = text.rfind(" ", 0, start) + 1
    end = end if end >= len(text) else max(text.find(" ", end), 0) or len(text)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def say_why(one: Printed, lang: str) -> str:
    """The kind of background, or the question with the keys that answer it, in `vi` or `en`."""
    return translator(lang)(_WHY[one.why]).format(row=one.row, like=one.like)


def open_questions(printed: Iterable[Printed]) -> list[Printed]:
    """What a person has to place, each sentence's words once."""
    return list(dict.fromkeys(one for one in printed if one.where == "unplaced"))


_WHY: dict[str, str] = {
    "issued": N_("the day of issue"),
    "cited": N_("a document cited"),
    "past": N_("past"),
    "goal": N_("a goal"),
    "purpose": N_("a purpose"),
    "data": N_("a data period"),
    "about": N_("what is named or reported on"),
    "title": N_("a title or a heading"),
    "effect": N_("from when something holds"),
    "other letter": N_("a deadline of another letter"),
    "standing": N_("standing work without a day"),
    "budget": N_("a budget year"),
    "recipients": N_("recipients and signatures"),
    "header": N_("the header of a table"),
    "form": N_("a form to be filled in"),
    "no-order": N_('is this a deadline? Yes: obligation = "id"; no: not_obligation = "why"'),
    "unread": N_(
        'these words of time are not understood. Of a row: obligation = "id"; no deadline: not_obligation = "why"'
    ),
    "amends": N_('it changes what another document says: mend that plan, then write not_obligation = "why"'),
    "blank": N_('this date is left blank in part. Of a row: obligation = "id"; no deadline: not_obligation = "why"'),
    "table": N_(
        'a table that was not read holds this time. Of a row: obligation = "id"; no deadline: not_obligation = "why"'
    ),
    "note-asked": N_('a note says when. Of a row: obligation = "id"; no deadline: not_obligation = "why"'),
    "like-row": N_(
        'it looks like row {like}. The same: same_as = "{like}"; another duty: add a [[task]], then obligation = "its '
        'id"; no duty: not_obligation = "why"'
    ),
    "like": N_(
        'row {row} looks like row {like}. The same: same_as = "{like}"; a duty of its own: obligation = "{row}"'
    ),
}
