"""What a person has answered in a plan file, so that a further import of the document does not ask it again."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from reminder.core.reckoning import printed_on
from reminder.documents.accounting import Printed
from reminder.documents.finding import Finding, say_spot
from reminder.engine.importing.imported import Imported
from reminder.engine.importing.plan_rows import PlanText
from reminder.rulefile.writing.by_hand import ByHand

_KEYS = ("obligation", "not_obligation", "same_as")
_OWNER, _TIME, _NUMBER, _TITLE = ("lead", "owed_by"), ("timeframe", "schedule"), ("stt",), ("title",)
_ABOUT: Final[Mapping[str, tuple[str, ...]]] = {
    "no-lead": _OWNER, "no-owner": _OWNER, "owner-addressed": _OWNER,
    "no-timeframe": _TIME, "undated": _TIME, "phrase": _TIME, "rhythm": _TIME,
    "no-number": _NUMBER, "number-inferred": _NUMBER, "repeat": _NUMBER, "order": _NUMBER,
    "no-title": _TITLE, "cut-start": _TITLE, "no-recipient": ("to",),
}  # fmt: skip
"""The keys of a row that a remark asks a person to write."""
_WHOLE_ROW = ("cut-end", "blank-filled", "guessed-cells", "recognised-words")
_NAMED = ("unknown", "unknown-near", "other-days", "split", "succession")


@dataclass(frozen=True, slots=True)
class Answers:
    """What stands under `[plan]` for what a document may leave open; "" and None where it does not."""

    issued_on: date | None = None
    from_on: date | None = None
    number: str = ""
    title: str = ""
    issuer: str = ""

    def still_open(self, findings: Iterable[Finding], title: str, issuer: str) -> tuple[Finding, ...]:
        """The findings without those that are answered; `title` and `issuer` are what stands in where none is
        printed."""
        answered = {
            "no-issue-day": self.issued_on is not None,
            "no-plan-number": self.number[:1].isdigit(),
            "no-plan-title": self.title not in ("", title),
            "no-issuer": self.issuer not in ("", issuer),
            "issuer-of-text": self.issuer not in ("", issuer),
        }
        return tuple(f for f in findings if not answered.get(f.code) and not self._renumbered(f))

    def _renumbered(self, finding: Finding) -> bool:
        """Whether a person wrote another number than the document's, of which the finding doubts."""
        doubted = {"file-number": "number", "two-numbers": "second"}.get(finding.code)
        return bool(doubted and self.number) and self.number != dict(finding.facts).get(doubted or "")


NONE: Final = Answers()


def answers(text: str | None) -> Answers:
    """Those of a plan file; `NONE` where there is no file yet. What is no date or no text counts as nothing."""
    if text is None:
        return NONE
    plan = _table(text).get("plan")
    if not isinstance(plan, dict):
        return NONE
    words = {key: str(plan.get(key, "")) for key in ("number", "title", "issuer")}
    days = {key: value for key in ("issued_on", "from") if type(value := plan.get(key)) is date}
    issued_on = days.get("issued_on") or printed_on(str(plan.get("issued", "")))
    return Answers(issued_on, days.get("from"), **words)


def unanswered(questions: Iterable[Printed], text: str, lang: str) -> tuple[Printed, ...]:
    """The questions that nobody has answered in the plan file `text`, which has them all."""
    answered = {
        (_plain(entry.get("line", "")), _plain(entry.get("words", "")))
        for entry in _table(text).get("unplaced", ())
        if isinstance(entry, dict) and any(entry.get(key) for key in _KEYS)
    }
    return tuple(one for one in questions if (_plain(say_spot(one.spot, lang)), _plain(one.words)) not in answered)


def still_asked(imported: Imported, made: PlanText, lang: str) -> Imported:
    """The import, its rows by the ids of its plan file, without what a person has settled there: questions answered,
    and remarks on rows where what they ask for was written by hand. `settled` counts them too."""
    name, edits = made.ids, made.by_hand
    tasks = (replace(t, id=name.get(t.id, t.id), findings=_left(t.findings, edits.get(t.id))) for t in imported.tasks)
    duties = (replace(d, id=name.get(d.id, d.id), findings=_left(d.findings, edits.get(d.id))) for d in imported.duties)
    unplaced = (
        replace(one, row=name.get(one.row, one.row), like=name.get(one.like, one.like))
        for one in unanswered(imported.unplaced, made.text, lang)
    )
    left = replace(imported, tasks=tuple(tasks), duties=tuple(duties), unplaced=tuple(unplaced))
    before, after = (len(one.every_finding()) + len(one.unplaced) for one in (imported, left))
    return replace(left, settled=imported.settled + before - after)


def _left(findings: Iterable[Finding], row: ByHand | None) -> tuple[Finding, ...]:
    return tuple(f for f in findings if row is None or not _settled(f, row))


def _settled(finding: Finding, row: ByHand) -> bool:
    if row.quiet or finding.code in _WHOLE_ROW:
        return True
    if finding.code in _NAMED:
        name = _plain(dict(finding.facts)["name"])
        return any(name in _plain(printed) and name not in _plain(now) for printed, now in row.edits.values())
    return any(key in row.edits for key in _ABOUT.get(finding.code, ()))


def _plain(words: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(words)).casefold().split())


def _table(text: str) -> Mapping[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))
