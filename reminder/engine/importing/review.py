"""What a person should look at after an import: what waits for an answer first, then what is to be mended, then what
needs nothing if it is right; nothing twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reminder.documents.accounting import around, say_why, short
from reminder.documents.finding import Finding, Spot, found, say_spot
from reminder.engine.importing.grouped_findings import sentences
from reminder.engine.importing.imported import Imported
from reminder.group_by_key import gathered
from reminder.phrases.faults import Fault
from reminder.phrases.time_words import time_words
from reminder.translatable import N_
from reminder.words import translator

_SHOWN, _TITLE, _CELL = 140, 90, 60  # letters of a sentence beside its question, of a row that is named there
_KEYED = 50  # letters of a title beside its id
# What needs no person where the import took it right, as it mostly does.
_NOTES = frozenset({
    "table-skipped", "table-as-text", "form-skipped", "agenda-skipped", "figures-skipped", "scores-skipped",
    "people-skipped", "documents-skipped", "glossary-skipped", "procedure-skipped", "total-skipped", "number-inferred",
    "said-again", "succession", "formulas", "macros-unread", "rhythm", "year-read", "read-as",
})  # fmt: skip
_READ_AS = frozenset(
    {"year_from_document", "doubled_sign", "misspelt", "split_number", "letter_in_number", "short_year"}
)


@dataclass(frozen=True, slots=True)
class Review:
    """The lines of a review by what they ask of a person, and how many places need one."""

    questions: tuple[str, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    places: int


def review(imported: Imported, lang: str) -> Review:
    """Each line says where, what, and what to do, in `vi` or `en`."""
    titles = dict(imported.titles())
    told = [(_told(finding), short(titles.get(key, ""), _KEYED), key) for finding, key in imported.every_finding()]
    remarks, notes = ([each for each in told if (each[0].code in _NOTES) == wanted] for wanted in (False, True))
    spots = _Places(imported.labels, lang)
    return Review(
        tuple(_questions(imported, spots, lang)), tuple(sentences(remarks, spots, lang)),
        tuple(sentences(notes, spots, lang)), len(remarks) + len(imported.unplaced),
    )  # fmt: skip


def background(imported: Imported, lang: str) -> str:
    """How many words of time are background, by kind: `a document cited: 12; a goal: 3`."""
    kinds = gathered((one.why, one) for one in imported.background)
    return "; ".join(f"{say_why(ones[0], lang)}: {len(ones)}" for ones in sorted(kinds.values(), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class _Places:
    """Where something stands, as a reader of the paper looks it up: by the numbers printed, where there are any."""

    labels: Mapping[Spot, str]
    lang: str

    def say(self, spot: Spot, *, within: bool = False) -> str:
        place, label = say_spot(spot, self.lang), self.labels.get(spot)
        words = translator(self.lang)(_WITHIN if within else _NUMBERED)
        return words.format(number=label, place=place) if label else place


@dataclass(frozen=True, slots=True)
class _Unknown:
    """A name that the directory does not have, and what is near."""

    name: str
    near: str

    def say(self, lang: str) -> str:
        return translator(lang)(_NEAR if self.near else _NAME).format(name=self.name, near=self.near)


_NUMBERED, _WITHIN = N_("point {number} ({place})"), N_("point {number}, {place}")
_NAME, _NEAR = N_("“{name}”"), N_("“{name}”, near {near},")


def _told(finding: Finding) -> Finding:
    """The finding as the review says it: what one sentence can say of many is one kind."""
    facts = dict(finding.facts)
    if finding.code in ("unknown", "unknown-near"):
        return found("unknown-names", finding.spot, names=(_Unknown(str(facts["name"]), str(facts["near"])),))
    if finding.code == "undated" and any(one.kind == "often" for one in time_words(str(facts["words"]))):
        return replace(finding, code="undated-often")
    if finding.code == "phrase" and isinstance(odd := facts["odd"], tuple):
        faults = [fault for fault in odd if isinstance(fault, Fault)]
        years = dict.fromkeys(fault.note for fault in faults)
        if all(fault.code == "year_from_document" for fault in faults):
            return found("year-read", finding.spot, year=", ".join(years), phrase=facts["phrase"])
        if all(fault.code in _READ_AS for fault in faults):
            return replace(finding, code="read-as")
    return finding


def _questions(imported: Imported, spots: _Places, lang: str) -> Iterator[str]:
    """What was placed nowhere: the place, the words of time, the sentence, the question with its keys, and what the row
    says that it looks like."""
    shown = dict(_rows(imported, spots))
    for one in imported.unplaced:
        sentence = around(one.text, one.words, _SHOWN)
        other = f" — {one.like}: {shown[one.like]}" if one.like else ""
        yield f"{spots.say(one.spot)}: “{one.words}” (“{sentence}”): {say_why(one, lang)}{other}"


def _rows(imported: Imported, spots: _Places) -> Iterator[tuple[str, str]]:
    """Each row in short: its words, who leads, when, and where it is printed."""
    for task in imported.tasks:
        yield task.id, _row(task.row.title, task.row.lead_raw, task.row.timeframe, spots.say(task.row.spot))
    for duty in imported.duties:
        yield duty.id, _row(duty.title, duty.row.owed_by_raw, duty.row.schedule_raw, spots.say(duty.row.spot))


def _row(title: str, owner: str, when: str, place: str) -> str:
    words = [f"“{short(title, _TITLE)}”", *(short(text, _CELL) for text in (owner, when) if text)]
    return f"{', '.join(words)} ({place})"
