"""The head of a document: number, day of issue, issuer and title, as printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reminder.documents.blocks import Document, Paragraph
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.head.dates import IssueDay, day_beside, day_in
from reminder.documents.head.issuers import issuer_of, named_in
from reminder.documents.head.line import Line
from reminder.documents.head.lines import top_lines
from reminder.documents.head.numbers import number_in
from reminder.documents.head.references import Reference, annexed_to, named_by_itself
from reminder.documents.head.titles import (
    is_subject,
    kind_at,
    letterhead_of,
    listed_title,
    subject_in,
    title_behind,
    title_under,
)
from reminder.documents.tables.finding_tables import sort_blocks

_FORM = re.compile(r"^\W*(?:PHỤ LỤC|Phụ lục|MẪU|Mẫu|BIỂU|Biểu)(?:\s|$)")
_SIGNED = re.compile(
    r"^\W*(?:TM\.|KT\.|TL\.|TUQ\.|Q\.|T/M|K/T|T/L|Nơi nhận|NƠI NHẬN|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BÍ THƯ|CHÁNH|TRƯỞNG))"
)
_FIGURES = re.compile(r"^\d+[a-zA-Z]?")
_CENTRAL = re.compile(r"[-/](?:TTg|CP|UBTVQH\d*|QH\d*)$")
_FIRST = 4  # lines in which a document without a letterhead, or a table, names the document


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top. `number` is only the sign (`/KH-UBND`) in a draft; `issued_on` None when
    the day is not printed, `issued` is then as far as it is."""

    number: str
    title: str
    issued: str
    issued_on: date | None
    issuer: str
    findings: tuple[Finding, ...] = ()


def read_head(document: Document) -> Head:
    """Number, title, day and issuer: of the letterhead first, then of a line in which the document names itself. An
    annex names the number again, and is believed where they differ. What is not printed is "" or None, and said."""
    paragraphs, lines = sort_blocks(document).paragraphs, top_lines(document)
    top = paragraphs[0].spot if paragraphs else None
    kind = kind_at(lines)
    letterhead = letterhead_of(lines, kind)
    named = _own(lines, kind)
    own = named[1] if named else None
    findings: list[Finding] = []

    number = _number(lines, letterhead, kind) or (own.number if own else "")
    annexes = [
        each for each in map(annexed_to, _notes(document, paragraphs)) if each and not _of_another(number, each.number)
    ]
    annex = next(iter(annexes), None)
    printed = [number, *(each.number for each in annexes)]
    number = annex.number if annex and annex.number[:1].isdigit() else number
    for other in dict.fromkeys(printed):
        if other[:1].isdigit() and other != number:
            findings.append(found("two-numbers", top, first=other, second=number))
    if not number[:1].isdigit():
        findings.append(found("no-plan-number", top))

    dated = _day(letterhead, lines, kind)
    if dated is None:
        letterhead, dated = _beside_the_subject(letterhead)
    spot, day = dated or _closing(paragraphs) or (lines[named[0]].spot if named else None, own.day if own else None)
    if annex and annex.day and (day is None or (annex.day.on and not day.on)):
        day = annex.day
    for on in dict.fromkeys(each.day for each in annexes if each.day):
        if day and day.on and on.on and on.on != day.on:
            findings.append(found("two-days", top, first=day.words, second=on.words))
    if day is None or day.on is None:
        findings.append(found("no-issue-day", spot if day and spot else top))

    issuer = issuer_of(letterhead) or next((each.issuer for each in (own, annex) if each and each.issuer), "")
    if not issuer:
        issuer = named_in(paragraphs, number)
        if not issuer:
            findings.append(found("no-issuer", top))
        elif not number:  # its sign would tell that it is a committee's
            findings.append(found("issuer-of-text", top, name=issuer))
    title = _title(lines, letterhead, kind, named)
    if not title:
        findings.append(found("no-plan-title", top))
    issued, issued_on = (day.words, day.on) if day else ("", None)
    return Head(number, title, issued, issued_on, issuer, tuple(findings))


def _notes(document: Document, paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The paragraphs, one that opens a bracket with what follows up to its end, and the first cells of tables."""
    for n, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if text.startswith("(") and ")" not in text and n + 1 < len(paragraphs):
            text = f"{text} {paragraphs[n + 1].text}"
        yield text
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield from (part for row in block.rows[:_FIRST] for cell in row.texts for part in cell.split("\n"))


def _own(lines: Sequence[Line], kind: int | None) -> tuple[int, Reference] | None:
    """Where the document names itself, by the last of its lines: in its first ones, up to the one with its kind or the
    next (NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ …), and in no sentence."""
    first = lines[: min(_FIRST, _FIRST if kind is None else kind + 1)]
    texts = [(n, line.text) for n, line in enumerate(first)]
    if kind is not None and kind + 1 < len(lines):
        texts.append((kind + 1, f"{lines[kind].text} {lines[kind + 1].text}"))
    for place, text in texts:
        reference = named_by_itself(text) if not text.endswith((".", ";", ":")) else None
        if reference and (kind is not None or reference.day or reference.issuer):
            return place, reference
    return None


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


def _beside_the_subject(letterhead: Sequence[Line]) -> tuple[Sequence[Line], tuple[Spot, IssueDay] | None]:
    """The day in a line that it shares with the subject of a letter, and the letterhead without it."""
    for n, line in enumerate(letterhead):
        if is_subject(line.text) and (day := day_beside(line.text)):
            cut = replace(line, text=line.text[: day.begin].strip())
            return (*letterhead[:n], cut, *letterhead[n + 1 :]), (line.spot, day)
    return letterhead, None


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
        return _FIGURES.sub("", number) != _FIGURES.sub("", annexed)
    return bool(_CENTRAL.search(annexed))


def _title(
    lines: Sequence[Line], letterhead: Sequence[Line], kind: int | None, own: tuple[int, Reference] | None
) -> str:
    if own and kind is not None and own[0] >= kind:
        return title_behind(lines, own[0], own[1].title)
    if kind is not None:
        return title_under(lines, kind)
    return subject_in(letterhead) or (own[1].title if own else "") or listed_title(lines)
