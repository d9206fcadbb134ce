"""Where something is printed, and what a document made us say: a code, its facts, its place, and the words for it."""

from dataclasses import dataclass
from typing import Literal

from reminder.errors import BadInput, Fact, Place, Problem, said
from reminder.translatable import N_
from reminder.words import translator, why
from reminder.words.assumed_days import ASSUMED_DAYS


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is printed: a text line, a page, a paragraph, a row of a table, or a cell of a sheet (`at` its
    reference, or the number of the table a row is of)."""

    kind: Literal["line", "page", "paragraph", "row", "cell", "note"]
    n: int = 0
    at: str = ""

    @property
    def line(self) -> int:
        """The line of a text file, 0 elsewhere."""
        return self.n if self.kind == "line" else 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark with its place. `warning`: imported, but a person should look; `error`: not usable."""

    code: str
    facts: tuple[tuple[str, Fact], ...] = ()
    spot: Spot | None = None
    level: Literal["error", "warning"] = "warning"

    def say(self, lang: str = "en") -> str:
        """The sentence, with its remedy, in `vi` or `en`."""
        return translator(lang)(_WORDS[self.code]).format(**{name: said(fact, lang) for name, fact in self.facts})

    def problem(self, path: str, key: str = "", lang: str = "en") -> Problem:
        """The same as a `Problem` of the file `path`; pages stand in the message, and so do cells beside a `key`."""
        words, template = self.say(lang), _WORDS[self.code]
        if self.spot is not None and self.spot.kind == "cell" and not key:
            key = self.spot.at
        elif self.spot is not None and not self.spot.line:
            words = f"{say_spot(self.spot, lang)}: {words}"
            template = ""
        line = self.spot.line if self.spot else 0
        return Problem(Place(path, line), key, words, self.level, template, self.facts)


def say_spot(spot: Spot, lang: str = "en") -> str:
    """`line 216`, `page 24`, `Danh mục!A5`: the place as an officer looks it up."""
    if spot.kind == "cell":
        return spot.at
    say_ = translator(lang)
    place = say_(_PLACES[spot.kind]).format(n=spot.n)
    return say_("table {table}, {place}").format(table=spot.at, place=place) if spot.at else place


def found(code: str, spot: Spot | None = None, **facts: Fact) -> Finding:
    """`found("gap", spot, missing="3")` → the finding."""
    return Finding(code, tuple(facts.items()), spot)


class Unreadable(BadInput):
    """The file as a whole cannot be read. `finding` says it in either language."""

    def __init__(self, path: str, code: str, **facts: str | int) -> None:
        self.finding = Finding(code, tuple(facts.items()), None, "error")
        super().__init__([self.finding.problem(path)])
        self._path = path

    def say(self, lang: str) -> str:
        """The sentence in `vi` or `en`, after the path."""
        return str(self.finding.problem(self._path, lang=lang))


def no_access(path: str, fault: OSError | ValueError) -> Unreadable:
    """The file cannot be opened, or not read to its end."""
    return Unreadable(path, "no-access", why=why(fault) if isinstance(fault, OSError) else str(fault))


_PLACES = {
    "line": N_("line {n}"),
    "page": N_("page {n}"),
    "paragraph": N_("paragraph {n}"),
    "row": N_("row {n}"),
    "note": N_("note {n}"),
}

_WORDS: dict[str, str] = {
    # The whole file
    "missing": N_("there is no such file; check the path"),
    "not-a-file": N_("this is not a file; name a document"),
    "no-access": N_("the file cannot be opened ({why})"),
    "empty": N_("the file is empty; ask for it again"),
    "too-big": N_(
        "the file has {mb} MB, more than the {limit} MB a plan may have; import only the plan and its tables"
    ),
    "bomb": N_("unpacked, the file would be far larger than any plan; it is refused. Save it anew from Word or Excel"),
    "dtd": N_(
        "the file carries XML definitions no office program writes; it is refused. Save it anew from Word or Excel"
    ),
    "legacy-office": N_("this is an old Word or Excel file (.doc, .xls); open it and save it as .docx or .xlsx"),
    "encrypted": N_("the file is protected by a password; save a copy without it"),
    "memory": N_(
        "reading the file takes more memory than any plan; it is refused. Save it anew, or import only its tables"
    ),
    "time": N_("reading the file takes longer than any plan; it is refused. Save it anew, or import only its tables"),
    "deep": N_("the file is nested deeper than any plan; it is refused. Save it anew from Word or Excel"),
    "crash": N_("the program that reads the file broke down over it; it is refused. Save it anew from Word or Excel"),
    "broken": N_("the file is damaged and cannot be read; ask for it again or save it anew"),
    "scan": N_(
        "the document is a scanned image without text; ask for the Word file, or have the text recognised first"
    ),
    "unknown-format": N_(
        "the file is neither docx, xlsx, pdf nor text, nor what LibreOffice opens (doc, xls, odt, rtf, html), nor an "
        "image; save it as docx, xlsx or pdf"
    ),
    "other-office": N_("this is a {name} file; save it as .docx, .xlsx or .pdf"),
    "not-converted": N_(
        "LibreOffice could not open this file; it may be damaged or protected. Open it and save it as .docx or .xlsx"
    ),
    "formula": N_("{cell} holds a formula; paste it as a value and save again"),
    "cell-error": N_("{cell} holds the error {value}; correct it"),
    "too-many": N_("the file has more than {limit} {what}; import only the plan and its tables"),
    "legacy-font": N_(
        "the text is in the old {name} encoding; convert it to Unicode (for example with UniKey) and save it again"
    ),
    "not-text": N_("the file is not text in UTF-8; save it as UTF-8"),
    # A row
    "cut-start": N_('the beginning of this row is missing; complete title = "…" in the plan file'),
    "cut-end": N_(
        'the row is cut off; its last cells are missing: write them (lead = "…", timeframe = "…") in the plan file'
    ),
    "number-inferred": N_("the number is not printed; {stt} follows from the next row"),
    "gap": N_("number {missing} is missing before this row; if a task was lost, add a [[task]] to the plan file"),
    "repeat": N_('number {stt} is printed twice; if that is a slip, mend stt = "…" in the plan file'),
    "order": N_('number {stt} stands after {before}; if that is a slip, mend stt = "…" in the plan file'),
    "no-number": N_('the row has no number; if it should have one, write stt = "…" in the plan file'),
    "no-title": N_('the row names no task; write title = "…" in the plan file'),
    "no-lead": N_('the row names no lead agency; write lead = "…" in the plan file'),
    "no-timeframe": N_('the row has no timeframe; write timeframe = "…" in the plan file'),
    "no-lead-column": N_('this table does not say who leads; write lead = "…" into its rows in the plan file'),
    "no-timeframe-column": N_('this table does not say when; write timeframe = "…" into its rows in the plan file'),
    "blank-filled": N_(
        "{columns}: blank, filled from the row above; if the cell was not merged, mend the row in the plan file"
    ),
    "guessed-cells": N_("cell borders are not printed; check where each cell ends, and mend the row in the plan file"),
    "header-lost": N_("the table has no header; its columns were told by what they hold: {columns}"),
    "table-skipped": N_("a table without tasks was left out (it begins with “{words}”)"),
    "table-as-text": N_("a table without tasks was read as sentences (it begins with “{words}”)"),
    "form-skipped": N_("a form to be filled in was left out (it begins with “{words}”)"),
    "agenda-skipped": N_("the agenda of a meeting was left out (it begins with “{words}”)"),
    "figures-skipped": N_("a table of figures was left out (it begins with “{words}”)"),
    "scores-skipped": N_("a table of criteria and points was left out (it begins with “{words}”)"),
    "people-skipped": N_("a list of persons was left out (it begins with “{words}”)"),
    "documents-skipped": N_("a list of documents was left out (it begins with “{words}”)"),
    "glossary-skipped": N_("a list of words explained was left out (it begins with “{words}”)"),
    "procedure-skipped": N_("a table of steps and how long they take was left out (it begins with “{words}”)"),
    "total-skipped": N_("a row of totals was left out"),
    "hidden-sheet": N_("the hidden sheet “{name}” was not read"),
    "hidden-text": N_("hidden text was left out: “{words}”; if it counts, show it in Word and import again"),
    "struck-text": N_("struck text was left out: “{words}”; if it still counts, take the line away and import again"),
    "deleted-text": N_(
        "text deleted under tracked changes was left out: “{words}”; if it counts, reject the deletion and import again"
    ),
    "comment": N_("a comment was left out: “{words}”; what counts has to stand in the text itself"),
    "note-unread": N_("a note whose mark in the text is not shown was left out: “{words}”"),
    "margin-text": N_("the header or footer was left out: “{words}”; check that it sets no deadline"),
    "diagram-text": N_("a diagram was left out: “{words}”; what counts has to stand in the text itself"),
    "picture-unread": N_("a picture was not read; if it holds words, type them into the document"),
    "object-unread": N_("an embedded object was not read; if it holds words, put them into the document as text"),
    "legacy-part": N_(
        "“{words}” is in the old {name} encoding and means nothing; convert it to Unicode (for example with UniKey) "
        "and import again"
    ),
    "hidden-cells": N_("hidden cells were left out: “{words}”; if they count, show them in Excel and import again"),
    "rule-strikes": N_("a conditional format may strike cells here; compare with what Excel shows"),
    "month-first": N_("Excel shows a date here with the month before the day; {words} was read"),
    "number-format": N_("the number format {format} is not known; {words} was read; compare with what Excel shows"),
    "number-date": N_("Excel made a date of a number here ({shown}); {stt} was read; compare with the rows around it"),
    "number-nought": N_("Excel shortened a number here to {shown}; {stt} was read, as the rows around it have it"),
    "formulas": N_("{n} numbers come from formulas; they were read as they stood when the file was saved"),
    "columns-beyond": N_("the columns this far right were left out: “{words}”; import only the plan and its tables"),
    "converted": N_("this is a {name} file; LibreOffice converted it. Compare the rows with the document"),
    "macros-unread": N_("the file carries macros; they were neither run nor read"),
    "page-signs": N_(
        "the letters make no words: the font does not say which ones it shows. Ask for the Word file, or have the text "
        "recognised first"
    ),
    "recognised": N_("this page is an image; compare every date and name that was recognised in it with the paper"),
    "recognised-words": N_("recognised in an image: “{words}”; compare it with the page"),
    "page-image": N_("this page is an image without text and was not read"),
    "no-tasks": N_("no table of tasks was found"),
    # A duty
    "undated": N_(
        'no date is given for: “{words}”; if there is one, write schedule = "…" (in a [[task]] timeframe = "…") '
        "into its row of the plan file, or add a [[report]] for it"
    ),
    "undated-often": N_(
        'it recurs, but no day is given: “{words}”; write schedule = "…" with its days into its row of the plan '
        "file, or add a [[report]] for it"
    ),
    "no-owner": N_('it is not said who owes this; write owed_by = "…" (in a [[task]] lead = "…") in the plan file'),
    "owner-addressed": N_(
        'nobody is named; whom the letter is addressed to is taken: {words}. If it is another, mend owed_by = "…" '
        "in the plan file"
    ),
    "no-recipient": N_('it is not said to whom it goes; write to = "…" in the plan file'),
    "rhythm": N_(
        "“{words}” is read together with “{quote}”, printed near it; if that is wrong, mend its time in the plan file"
    ),
    "said-again": N_("said again: “{words}”"),
    # Names and phrases
    "unknown": N_('"{name}" is not in the directory; add it there, or as an alias, or under outside = […]'),
    "unknown-near": N_('"{name}" is not in the directory; add it there or as an alias — near: {near}'),
    "unknown-names": N_(
        "not in the directory: {names}; add them there, or under aliases = […] of the agency that is meant, or, "
        "where nobody of the province is, under outside = […]"
    ),
    "other-days": N_(
        '"{name}" is in the directory, but not in force on {day}, the document\'s date ({why}); mend the name, the '
        "date, or the days in the directory"
    ),
    "split": N_('"{name}" was divided ({basis}); write the successor that is meant in its place in the plan file'),
    "succession": N_('"{name}" → {heir} ({basis})'),
    "phrase": N_('"{phrase}" is odd: {odd}. If it is read wrong, mend the time in the plan file'),
    "read-as": N_('"{phrase}": {odd}'),
    "year-read": N_("no year is printed; read as {year}, the next one after the document's date: “{phrase}”"),
    # The head
    "two-numbers": N_(
        'two numbers are printed, {first} and {second}; the second is taken: mend number = "…" under [plan] if it '
        "is the other"
    ),
    "two-days": N_("two days of issue are printed, {first} and {second}; the first is taken"),
    "file-number": N_('the file is named by number {named}, the document by {number}: check number = "…" under [plan]'),
    "no-plan-number": N_('the plan\'s number is not printed; write number = "…" under [plan]'),
    "no-issue-day": N_("the day of issue is not printed"),
    **{f"plan-without-{missing}": words for missing, words in ASSUMED_DAYS.items()},
    "no-plan-title": N_('the title is not printed; write title = "…" under [plan] (the file\'s name stands in)'),
    "no-issuer": N_('who issued this is not printed; write issuer = "…" under [plan] (UBND tỉnh stands in)'),
    "issuer-of-text": N_(
        'no letterhead names who issued this; {name}, which the text names first, is taken: mend issuer = "…" under '
        "[plan] if it is another"
    ),
    "other-province": N_(
        "the document is issued by {issuer}, the directory is of {known}: is it the right document, or --directory?"
    ),
    "year-of-plan": N_("“{phrase}” prints no year; the plan's is taken"),
}
