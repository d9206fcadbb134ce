"""The head of a document: number, day of issue, issuer and title, as printed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.head.dates import IssueDay, day_in
from reminder.documents.head.focal import focal_in
from reminder.documents.head.issuers import issuer_of, named_in
from reminder.documents.head.lines import Line, top_lines
from reminder.documents.head.numbers import number_in
from reminder.documents.head.references import Reference, annexed_to, named_by_itself
from reminder.documents.head.titles import kind_at, letterhead_of, listed_title, subject_in, title_under
from reminder.documents.tables.finding_tables import sort_blocks

_FORM = re.compile(r"^\W*(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|BIỂU|Biểu)(?:\s|$)")
_SIGNED = re.compile(
    r"^\W*(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|T/L|Nơi nhận|NƠI NHẬN|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH|TRƯỞNG))"
)
_CENTRAL = re.compile(r"[-/](?:TTg|CP|UBTVQH\d*|QH\d*)$")
_FIRST = 4  # lines in which a document without a letterhead names itself


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top. `number` is only the sign (`/KH-UBND`) in a draft; `issued_on` None when
    the day is not printed, `issued` is then as far as it is; `focal` is the body told to follow the plan."""

    number: str
    title: str
    issued: str
    issued_on: date | None
    issuer: str
    focal: str = ""
    findings: tuple[Finding, ...] = ()


def read_head(document: Document) -> Head:
    """Number, title, day and issuer: of the letterhead first, then of a line in which the document names itself. An
    annex names the number again, and is believed where they differ. What is not printed is "" or None, and said."""
    paragraphs, lines = sort_blocks(document).paragraphs, top_lines(document)
    top = paragraphs[0].spot if paragraphs else None
    kind = kind_at(lines)
    letterhead = letterhead_of(lines, kind)
    at, own = _own(lines, kind)
    annex = next(filter(None, (annexed_to(p.text) for p in paragraphs)), None)
    findings: list[Finding] = []

    number = _number(lines, letterhead, kind) or (own.number if own else "")
    if annex and _of_another(number, annex.number):
        annex = None
    if annex and annex.number[:1].isdigit():
        if number[:1].isdigit() and number != annex.number:
            findings.append(found("two-numbers", top, first=number, second=annex.number))
        number = annex.number
    if not number[:1].isdigit():
        findings.append(found("no-plan-number", top))

    spot, day = _day(letterhead, lines, kind) or _closing(paragraphs) or (at, own.day if own else None)
    if annex and annex.day and (day is None or (annex.day.on and not day.on)):
        day = annex.day
    if day is None or day.on is None:
        findings.append(found("no-issue-day", spot if day and spot else top))

    issuer = issuer_of(letterhead) or next((each.issuer for each in (own, annex) if each and each.issuer), "")
    if not issuer:
        issuer = named_in(paragraphs, number)
        if not issuer:
            findings.append(found("no-issuer", top))
        elif not number:  # its sign would tell that it is a committee's
            findings.append(found("issuer-of-text", top, name=issuer))
    title = _title(lines, letterhead, kind, own)
    if not title:
        findings.append(found("no-plan-title", top))
    issued, issued_on = (day.words, day.on) if day else ("", None)
    return Head(number, title, issued, issued_on, issuer, focal_in(paragraphs), tuple(findings))


def _own(lines: Sequence[Line], kind: int | None) -> tuple[Spot | None, Reference | None]:
    """Where the document names itself: in its first lines, up to the one with its kind, and in no sentence."""
    for line in lines[: min(_FIRST, _FIRST if kind is None else kind + 1)]:
        reference = named_by_itself(line.text) if not line.text.endswith((".", ";", ":")) else None
        if reference and (kind is not None or reference.day or reference.issuer):
            return line.spot, reference
    return None, None


def _number(lines: Sequence[Line], letterhead: Sequence[Line], kind: int | None) -> str:
    """The number of the letterhead, or of a line of its own under the kind."""
    for line in letterhead:
        if number := number_in(line.text):
            return number[0]
    for line in lines[kind + 1 : kind + 3] if kind is not None else ():
        if (number := number_in(line.text)) and number[1] == 0:
            return number[0]
    return ""


def _day(letterhead: Sequence[Line], lines: Sequence[Line], kind: int | None) -> tuple[Spot, IssueDay] | None:
    """The day of the letterhead, or of a line of its own under the title."""
    below = lines[kind + 1 : kind + 8] if kind is not None else ()
    for line in (*letterhead, *below):
        if day := day_in(line.text):
            return line.spot, day
    return None


def _closing(paragraphs: Sequence[Paragraph]) -> tuple[Spot, IssueDay] | None:
    """The day over the signature, where none stands on top; not one in a form that is annexed."""
    last: tuple[Spot, IssueDay] | None = None
    for n, paragraph in enumerate(paragraphs):
        if _FORM.match(paragraph.text):
            break
        day = day_in(paragraph.text) if len(paragraph.text) < 90 else None
        if day and day.place and any(_SIGNED.match(p.text) for p in paragraphs[n + 1 : n + 7]):
            last = paragraph.spot, day
    return last


def _of_another(number: str, annexed: str) -> bool:
    """Whether an annex names a document that is not this one: of another sign, or of the Government."""
    if number:
        return number.lstrip("0123456789abcdefghijklmnopqrstuvwxyz") != annexed.lstrip(
            "0123456789abcdefghijklmnopqrstuvwxyz"
        )
    return bool(_CENTRAL.search(annexed))


def _title(lines: Sequence[Line], letterhead: Sequence[Line], kind: int | None, own: Reference | None) -> str:
    if kind is not None:
        named = own if own and named_by_itself(lines[kind].text) else None
        return title_under(lines, kind, named.title if named else "") if not named or named.title else named.title
    return subject_in(letterhead) or (own.title if own else "") or listed_title(lines)
