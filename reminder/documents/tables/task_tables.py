"""Task tables → task rows, each cell as printed. What is blank, cut or misnumbered is said, not repaired."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reminder.documents.blocks import Document, Row
from reminder.documents.bullets import BULLET, roman_value, to_roman, without_marks
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.tables.finding_tables import Segment, sort_blocks
from reminder.documents.tables.headers import Field, is_number
from reminder.text_matching import folded

_INHERITED: tuple[Field, ...] = ("lead", "coordinators", "approver", "funding", "timeframe")
_TOTAL = re.compile(r"(tong cong|tong so|tong kinh phi|tong|cong)\b[^a-z]*(\(.*\))?$")
_ORDINAL = re.compile(r"\(?\d{1,2}\)?|\[\d{1,2}\]|\(?[a-z]\)?", re.I)
_SECTION = re.compile(r"^(?:([IVXL]{1,6})[.)]?|([A-ZĐ])[.)])\s+(\S.*)$", re.S)
_PART = re.compile(r"^(phần|nhóm|chương|mục|phụ lục)\s", re.I)
_REMARK = re.compile(r"^(ghi chú|chú thích|\(\*\)|\*\))", re.I)
_ROLES = re.compile(r"[;.,\n]?\s*(?:[-–+]\s*)?(?:cơ quan |đơn vị )?(chủ trì|phối hợp)(?: thực hiện)?\s*:\s*", re.I)


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as printed. `inherited` names the cells filled from a merged cell above; `part` numbers the
    section (`II`), by its place where no number is printed; `place` counts the rows
    of a table that numbers none (else 0); `note` holds footnotes and remark columns."""

    stt: str
    section: str
    title: str
    output: str
    lead_raw: str
    coordinators_raw: str
    approver_raw: str
    funding_raw: str
    timeframe_raw: str
    inherited: tuple[str, ...]
    spot: Spot
    part: str = ""
    note: str = ""
    cut: bool = False
    place: int = 0
    findings: tuple[Finding, ...] = ()


def read_tasks(document: Document) -> tuple[tuple[TaskRow, ...], tuple[Finding, ...]]:
    """Every row of every task table, in order, and what was found about the tables as a whole."""
    apart = sort_blocks(document)
    findings = [*document.findings, *apart.findings]
    reading = _Reading(dict(document.notes))
    for segment in apart.segments:
        if segment.headless and not segment.goes_on:
            named = ", ".join(name for name in segment.fields if name != "other")
            findings.append(found("header-lost", segment.rows[0].spot, columns=named))
        if segment.guessed:
            findings.append(found("guessed-cells", segment.rows[0].spot))
        reading.read(segment)
    findings += reading.findings
    if not reading.rows:
        findings.append(found("no-tasks"))
    return tuple(_numbered(reading.rows)), tuple(findings)


@dataclass
class _Reading:
    """The state while rows are read: the sections we are in, and the row above."""

    notes: dict[str, str]
    rows: list[TaskRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    sections: list[tuple[str, str, str]] = field(default_factory=list)
    count: int = 0
    above: dict[Field, str] = field(default_factory=dict)
    inner: str = ""
    place: int = 0

    def read(self, segment: Segment) -> None:
        if not segment.goes_on:
            self.sections, self.count = [], 0
        self.above = {}
        rows = [row for row in segment.rows if any(row.texts)]
        for place, row in enumerate(rows):
            after = rows[place + 1] if place + 1 < len(rows) else None
            if _counts_columns(row) or row.texts == segment.heads:
                continue
            words, number = _only_words(row, segment.fields)
            if words and _REMARK.match(words):
                self._remark(words)
            elif words and _is_section(row, number, words, after):
                self._open(number, words)
            elif _TOTAL.fullmatch(folded(_by_field(row, segment.fields).get("title", ""))):
                self.findings.append(found("total-skipped", row.spot))
            else:
                self._task(segment, row, first=place == 0, after=after)

    def _remark(self, words: str) -> None:
        if self.rows:
            last = self.rows[-1]
            self.rows[-1] = replace(last, note=_joined(last.note, words.replace("\n", " ")))

    def _open(self, number: str, words: str) -> None:
        """A section of the same kind closes its like and all below; one without number stands beside the last."""
        words = words.replace("\n", " ")
        words, _ = without_marks(words, self.notes)
        if not number and (match := _SECTION.match(words)):
            number, words = match[1] or match[2], match[3]
        number = number.strip(" .)")
        kind = _kind(number) if number else (self.sections[-1][0] if self.sections else "roman")
        kinds = [k for k, _, _ in self.sections]
        if kind in kinds:
            self.sections = self.sections[: kinds.index(kind)]
        if not self.sections:
            self.count += 1
        part = number or (to_roman(self.count) if not self.sections else str(self.count))
        self.sections.append((kind, part, f"{number} {words}".strip()))
        self.above, self.inner = {}, ""

    def _task(self, segment: Segment, row: Row, *, first: bool, after: Row | None) -> None:
        values = _by_field(row, segment.fields)
        covered = {name: cell.covered for name, cell in zip(segment.fields, row.cells, strict=False)}
        findings: list[Finding] = []
        note = _remarks(row, segment)
        for name, text in list(values.items()):
            values[name], cited = without_marks(text, self.notes)
            for marker in dict.fromkeys(cited):
                note = _joined(note, self.notes[marker])
        cut_start = first and not segment.goes_on and not values.get("title") and not covered.get("title")
        cut_end = after is None and _is_cut(segment.fields, values, covered)
        unsure = (not segment.merges or row.first) and not (cut_end or cut_start)
        merged = [name for name in segment.fields if covered.get(name) == "above"]
        fill = {*merged, *(_INHERITED if unsure else ())}
        blank = (name for name in dict.fromkeys(segment.fields) if self.above.get(name) and not values.get(name))
        inherited = tuple(name for name in blank if name in fill)
        values |= {name: self.above[name] for name in inherited}
        if guessed := [name for name in inherited if name not in merged]:
            findings.append(found("blank-filled", row.spot, columns=", ".join(guessed)))
        stt = values.get("stt", "")
        if cut_start:
            findings.append(found("cut-start", row.spot))
            follows = after.cells[0].text.strip(" .)") if after is not None else ""
            if not stt and follows.isdigit() and int(follows) > 1:
                stt = str(int(follows) - 1)
                findings.append(found("number-inferred", row.spot, stt=stt))
        if cut_end:
            findings.append(found("cut-end", row.spot))
        self._leave(stt)
        self.place = self.place + 1 if "stt" not in segment.fields else 0
        self.above = {**self.above, **{f: v for f, v in values.items() if v or f not in _INHERITED}}
        lead, coordinators = values.get("lead", ""), values.get("coordinators", "")
        if roles := values.get("roles", ""):
            lead, coordinators = _split_roles(roles, lead, coordinators)
        span = " - ".join(filter(None, (values.get("start", ""), values.get("end", ""))))
        timeframe = values.get("timeframe", "") or span
        title, cut = values.get("title", ""), cut_start or cut_end
        for code, value in (("no-title", title), ("no-lead", lead), ("no-timeframe", timeframe)):
            if not value and not cut:
                findings.append(found(code, row.spot))
        self.rows.append(
            TaskRow(
                stt=stt, section=" / ".join(words for _, _, words in self.sections), title=title,
                output=values.get("output", ""), lead_raw=lead, coordinators_raw=coordinators,
                approver_raw=values.get("approver", ""), funding_raw=values.get("funding", ""),
                timeframe_raw=timeframe, inherited=inherited, spot=row.spot,
                part=".".join(part for _, part, _ in self.sections), note=note, cut=cut, place=self.place,
                findings=tuple(findings),
            )
        )  # fmt: skip

    def _leave(self, stt: str) -> None:
        """ "2" after "1 a) b)" stands beside the group "1", not in it."""
        kind, plain = _kind(stt), stt.strip(" .)")
        if self.sections and plain.isdigit() and self.inner not in ("", kind):
            outer, part, _ = self.sections[-1]
            if outer == kind and part.isdigit() and int(plain) == int(part) + 1:
                self.sections.pop()
                self.inner = ""
        self.inner = self.inner or kind


def _by_field(row: Row, fields: Sequence[Field]) -> dict[Field, str]:
    return {f: cell.text for f, cell in zip(fields, row.cells, strict=False) if f not in ("other", "note")}


def _remarks(row: Row, segment: Segment) -> str:
    """Columns we have no place for are kept with their heading, so that no word of the row is lost."""
    note = ""
    for name, head, cell in zip(segment.fields, segment.heads, row.cells, strict=False):
        if name in ("other", "note") and cell.text:
            heading = head.replace("\n", " ")
            note = _joined(note, f"{heading}: {cell.text}" if heading else cell.text)
    return note


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if first and second else first or second


def _counts_columns(row: Row) -> bool:
    """`(1) (2) (3)`: the row that numbers the columns."""
    texts = [text for text in row.texts if text]
    if len(texts) < 3 or not all(_ORDINAL.fullmatch(text) for text in texts):
        return False
    figures = [int(digits) for text in texts if (digits := text.strip("()[]")).isdigit()]
    return len(figures) >= 2 and figures == list(range(figures[0], figures[0] + len(figures))) and figures[0] < 4


def _only_words(row: Row, fields: Sequence[Field]) -> tuple[str, str]:
    """The one text of a row that has no other, and its number; ("", "") when it has several."""
    texts = list(row.texts)
    number = ""
    if fields and fields[0] == "stt" and texts[0] and is_number(texts[0]):
        number, texts = texts[0], texts[1:]
    distinct = list(dict.fromkeys(text for text in texts if text))
    return (distinct[0], number) if len(distinct) == 1 else ("", "")


def _is_section(row: Row, number: str, words: str, after: Row | None) -> bool:
    texts = [text for text in row.texts if text]
    spread = sum(cell.covered == "left" for cell in row.cells) >= len(row.cells) - 2 or texts.count(words) > 1
    if spread:
        return True
    if any(cell.covered == "above" for cell in row.cells):
        return False
    if number and _kind(number) in ("roman", "letter"):
        return after is not None
    following = after.cells[0].text.strip() if after is not None else ""
    if not number:
        # Words alone before numbered rows are a heading; alone after them, the rest of a cell.
        return after is not None and not BULLET.match(words) and not words[0].islower()
    plain = number.strip(" .)")
    below = following.startswith(f"{plain}.") or bool(re.match(r"^([a-zđ]\)|[-–+*])", following))
    return below or (
        after is not None and following.strip(" .)") == "1" and plain != "1" and _PART.match(words) is not None
    )


def _kind(number: str) -> str:
    plain = number.strip(" .)")
    if roman_value(plain) and plain.isupper():
        return "roman"
    if len(plain) == 1 and plain.isalpha() and plain.isupper():
        return "letter"
    return f"figure{plain.count('.')}" if plain[:1].isdigit() else "small"


def _is_cut(fields: Sequence[Field], values: Mapping[Field, str], covered: Mapping[Field, str]) -> bool:
    """The last row of a table ends before its last columns: two or more of them are missing, nothing follows."""
    blank = 0
    for name in reversed([f for f in fields if f not in ("other", "note")]):
        if values.get(name) or covered.get(name):
            break
        blank += 1
    return blank >= 2


def _split_roles(text: str, lead: str, coordinators: str) -> tuple[str, str]:
    """`Chủ trì: A; phối hợp: B` in one cell → the two."""
    parts = _ROLES.split(text)
    if len(parts) < 3:
        return lead or text, coordinators
    lead = lead or parts[0].strip()
    for role, words in zip(parts[1::2], parts[2::2], strict=False):
        words = words.strip().rstrip(";.,")
        if role.lower() == "chủ trì":
            lead = _joined(lead, words)
        else:
            coordinators = _joined(coordinators, words)
    return lead, coordinators


def _numbered(rows: Sequence[TaskRow]) -> Iterator[TaskRow]:
    """The rows with what is odd about their numbers: gaps, repeats, order. Nothing is renumbered."""
    before, part = 0, None
    seen: set[tuple[str, str]] = set()
    for row in rows:
        plain = row.stt.strip(" .)")
        odd: list[Finding] = []
        if not plain and not row.place:
            odd.append(found("no-number", row.spot))
        elif plain and (row.part, plain) in seen and "stt" not in row.inherited:
            odd.append(found("repeat", row.spot, stt=plain))
        elif plain.isdigit():
            value = int(plain)
            starts = row.part != part and value == 1
            if before and value > before + 1 and not starts:
                missing = str(before + 1) if value == before + 2 else f"{before + 1}–{value - 1}"
                odd.append(found("gap", row.spot, missing=missing))
            elif value < before and not starts:
                odd.append(found("order", row.spot, stt=plain, before=before))
        if plain.isdigit():
            before = int(plain)
        seen.add((row.part, plain))
        part = row.part
        yield replace(row, findings=row.findings + tuple(odd)) if odd else row
