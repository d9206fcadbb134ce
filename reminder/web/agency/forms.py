"""What a form of the page sends, and what of it was read over before.

An answer that closes a matter or has a person decide is sent twice: by its form, which only shows it in words on a page
to check, and by that page. Its seal binds the link, the matter, the mark its record had, and every field as it was
shown; so a machine that presses buttons, a form of another matter and a page that others have overtaken record nothing.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from reminder.clock import parse_day
from reminder.core.answer_states import AnswerKind
from reminder.engine.acts.agency_answers import Said
from reminder.mail.cleaning import cleaned

LARGEST = 32_768  # octets of a form: three areas of a thousand letters, each of which may take nine
ONE_CLICK = {"List-Unsubscribe": "One-Click"}  # what a mail program sends for its user (RFC 8058)
_MULTIPART = re.compile(rb'name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n', re.I)
WITHDRAW, EDIT = "withdraw", "edit"
# The fields of each answer, in the order of its form. What else is sent is not read.
FIELDS: Mapping[str, tuple[str, ...]] = {
    AnswerKind.RECEIVED: (),
    AnswerKind.REPORTED: ("document", "on", "note"),
    AnswerKind.NIL: (),
    AnswerKind.PROGRESS: ("percent", "note", "difficulty", "proposal"),
    AnswerKind.EXTENSION: ("until", "note"),
    AnswerKind.WRONG: ("note",),
    WITHDRAW: (),
}


class Unreadable(Exception):
    """This is no small form."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form as sent. `kind` is an answer's or `withdraw`, "" for none of these; `said` the answer, None for any other;
    `given` its fields as typed, `faults` what of them cannot be read. `seal` and `seen` (the mark it was drawn at) come
    from the page to check; `edits` leads back from there."""

    kind: str
    said: Said | None
    given: Mapping[str, str]
    faults: Mapping[str, str]
    seal: str = ""
    seen: str = ""
    edits: bool = False

    @property
    def checked(self) -> bool:
        """It is read over before it counts."""
        return self.said is None or self.said.kind.checked

    def shown(self, token: str, occurrence: str, seen: str) -> tuple[str, ...]:
        """What the page to check shows of it, and for whom: what its seal binds."""
        return (token, occurrence, seen, self.kind, *self.given.values())


def read_form(sent: Mapping[str, str]) -> Form:
    """The form's fields as an answer, and what of them cannot be read, by field."""
    kind = sent.get("answer", "")
    if kind not in FIELDS:
        return Form("", None, {}, {"answer": "unknown"})
    given = {name: sent.get(name, "") for name in FIELDS[kind]}
    days = {name: _day(given[name]) for name in ("on", "until") if given.get(name)}
    faults = {name: "not-a-date" for name, on in days.items() if on is None}
    percent = _percent(given.get("percent", ""))
    if given.get("percent") and percent is None:
        faults["percent"] = "not-a-percent"
    said = None
    if kind != WITHDRAW:
        words = {name: given.get(name, "") for name in ("document", "note", "difficulty", "proposal")}
        said = Said(AnswerKind(kind), on=days.get("on"), until_on=days.get("until"), percent=percent, **words)
    return Form(
        kind, said, given, faults, sent.get("seal", ""), sent.get("seen", ""), sent.get("step") == EDIT
    )  # fmt: skip


def _day(text: str) -> date | None:
    """`2026-12-15` as programs send it, or `15/12/2026` as people write it."""
    try:
        return parse_day(text)
    except ValueError:
        return None


def _percent(text: str) -> int | None:
    """`60`, `60%` or `60 %`; which numbers it may be, the answer's rules say."""
    found = re.fullmatch(r"([0-9]{1,3})\s*%?", text)
    return int(found[1]) if found else None


async def fields_of(request: Request) -> dict[str, str]:
    """The fields of a small urlencoded form, on one line each; of a multipart one `ONE_CLICK` alone is read. Raises
    Unreadable."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise Unreadable
    body = b""
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Unreadable
        if kind == "multipart/form-data":
            if not _MULTIPART.search(body):
                raise Unreadable
            return dict(ONE_CLICK)
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=20)
    except (ValueError, ClientDisconnect):
        raise Unreadable from None
    return {name: cleaned(value).strip() for name, value in pairs}
