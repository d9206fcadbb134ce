"""What a person has answered in a plan file, so that a further import of the document does not ask it again."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from reminder.core.reckoning import printed_on
from reminder.documents.accounting import Printed
from reminder.documents.finding import Finding, say_spot

_KEYS = ("obligation", "not_obligation", "same_as")


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
        return tuple(f for f in findings if not answered.get(f.code))


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


def _plain(words: object) -> str:
    return " ".join(unicodedata.normalize("NFC", str(words)).casefold().split())


def _table(text: str) -> Mapping[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))
