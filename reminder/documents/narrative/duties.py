"""Sentences → duties: who owes which report, plan, submission or task, to whom, through whom, by when.

Words are taken as printed. Each word of time ends in a duty, as background of a kind, or unplaced: a question.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from reminder.directory.exceptions import excepted_in
from reminder.documents.accounting import Printed, Where, all_as, counts, short
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.bullets import without_marks
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.background import Case, background
from reminder.documents.narrative.body_names import body_at
from reminder.documents.narrative.deadlines import Deadline, deadlines
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.narrative.labels import ListedTask, inline, labelled, listed_tasks
from reminder.documents.narrative.ordering import Order, next_says_when, order, waiting_report
from reminder.documents.narrative.orders import REPORT, DutyKind, asked
from reminder.documents.narrative.outline import Point, is_organising, outline, spoken
from reminder.documents.narrative.rhythm import with_rhythm
from reminder.documents.narrative.sentences import Sentence, sentences
from reminder.documents.tables.finding_tables import sort_blocks
from reminder.phrases.time_words import TimeWords

_ISSUED: Final = re.compile(
    r"^Số\s*:|^(?:[^.;:\d]{0,60}?,\s*)?ngày\b.{0,24}\btháng\b.{0,16}\bnăm\b.{0,10}$|^[^.;:\d]{0,40}, ngày [\d/]+$"
    r"|^V/v\b|^\(?(?:Ban hành )?[Kk]èm theo\b",
    re.I,
)
_GOVERNING: Final = re.compile(
    r"\b(?:hoàn thành|xong|kết thúc|thực hiện (?:trong|trước|xong)|thời hạn|thời gian)\b", re.I
)
_UNTIMED: Final = re.compile(
    r"\b(?:đột xuất|khi có yêu cầu|khi phát hiện|kịp thời (?:báo cáo|phản ánh|đề xuất))"
    r"|(?<!báo cáo )\bđịnh kỳ\b[^.;]{0,60}\bbáo cáo\b|\bbáo cáo\b[^.;]{0,120}\btheo định kỳ\b",
    re.I,
)
_OTHERS: Final[dict[str, tuple[Where, str]]] = {"blank": ("unplaced", "blank"), "waits": ("background", "about")}
_DATED: Final = re.compile(r"\d|\b[IVX]+\b")
_MANY: Final = re.compile(r"\b(?:các|tất cả|toàn thể|mọi|sở, (?:ban, )?ngành|cấp)\b", re.I)
_WORD: Final = re.compile(r"\w+")


@dataclass
class Narrative:
    """What the sentences hold: the duties in order, where each word of time ended, and remarks."""

    duties: list[DutyRow] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_duties(document: Document, issued_on: date | None = None) -> Narrative:
    """Every duty the sentences order. `issued_on`: what was over by then is told of, not ordered."""
    markers = {note.marker for note in document.notes}
    paragraphs = [replace(p, text=without_marks(p.text, markers)[0]) for p in sort_blocks(document).paragraphs]
    says, aside = spoken(paragraphs)
    reader = _Reader(list(outline(says)), issued_on)
    reader.read()
    reader.out.duties = with_rhythm(reader.points, reader.out.duties)
    for paragraph in aside:
        reader.all_as(paragraph, "background", "recipients")
    for number, note in enumerate(document.notes, 1):
        reader.note(Spot("note", number), note.words)
    return reader.out


@dataclass
class _Reader:
    """Reads the points of a document in order."""

    points: Sequence[Point]
    issued_on: date | None
    out: Narrative = field(default_factory=Narrative)

    def read(self) -> None:
        tasks = listed_tasks(self.points)
        owned = {place: task for task in tasks for place in task.places}
        for place, point in enumerate(self.points):
            if task := owned.get(place):
                if place == task.places[0]:
                    self._listed(task)
                continue
            if not self._head(point):
                self._point(place, point)

    # What is no sentence

    def all_as(self, paragraph: Paragraph, where: Where, why: str = "") -> None:
        """All words of time of a paragraph as one kind."""
        self.out.printed += all_as(paragraph.spot, paragraph.text, where, why)

    def _put(self, spot: Spot, text: str, one: TimeWords | Deadline, where: Where, why: str = "") -> None:
        parts = one.parts if isinstance(one, Deadline) else (one,)
        told = [one.words, *(part.words for part in parts if part.words not in one.words)]
        if any(map(counts, parts)):
            self.out.printed += (Printed(spot, " ".join(text.split()), words, where, why) for words in told)

    def _head(self, point: Point) -> bool:
        """The line of place and date, headings and titles: no sentence orders anything there."""
        text = point.paragraph.text
        if not _ISSUED.match(text) or len(text) > 300:
            return False
        self.all_as(point.paragraph, "background", "title" if text.startswith("V/v") else "issued")
        return True

    def note(self, spot: Spot, words: str) -> None:
        """A footnote orders nothing by itself; what might be a deadline there is asked."""
        point = Point(Paragraph(words, spot), (), "", words, 9, False)
        for sentence in sentences(words):
            times, others = deadlines(sentence.text)
            for other in others:
                self._put(spot, words, other, "background", "cited")
            for one in times:
                kind = background(Case(sentence.text, one, point, self.issued_on))
                self._put(spot, words, one, "background" if kind else "unplaced", kind or "note-asked")

    # Lists

    def _listed(self, task: ListedTask) -> None:
        point = task.title
        schedule = task.fields.get("timeframe", "") or " - ".join(
            filter(None, (task.fields.get("start", ""), task.fields.get("end", "")))
        )
        said = _without_excepted(owner(task.words, point.who), (task.words, *reversed(point.path)))
        lead = task.fields.get("lead", "") or task.fields.get("roles", "") or said
        lines = [self.points[place].paragraph for place in task.places]
        if point.paragraph not in lines:  # what the naming line says of time stands in the row
            self._replace_placed(point.paragraph, "duty")
        for line in lines:
            self.all_as(line, "duty")
        spot = self.points[task.when].paragraph.spot
        findings = () if schedule else (found("undated", spot, words=short(task.words)),)
        if not lead:
            findings = (*findings, found("no-owner", spot))
        quote = short(" ".join([task.words, *(line.text for line in lines)]), 900)
        to = task.fields.get("approver", "")
        kind: DutyKind = "report" if REPORT.search(task.words) and (to or not task.fields.get("output")) else "task"
        self.out.duties.append(
            DutyRow(
                kind, short(task.words, 600), lead, to if kind == "report" else "", "", schedule, quote,
                point.paragraph.spot, point.under, point.label, asked(lead, point.path), (),
                task.fields.get("coordinators", ""), task.fields.get("output", ""), findings, point.numbered,
            )
        )  # fmt: skip

    def _replace_placed(self, paragraph: Paragraph, where: Where) -> None:
        self.out.printed = [
            p if p.spot != paragraph.spot else replace(p, where=where, why="") for p in self.out.printed
        ]
        self.out.duties = [d for d in self.out.duties if d.spot != paragraph.spot]

    # Sentences

    def _point(self, place: int, point: Point) -> None:
        text = point.paragraph.text
        offset = len(text) - len(point.words) if text.endswith(point.words) else 0
        # What stands in the number, the bullet, or the name of who is spoken to.
        self.out.printed += all_as(point.paragraph.spot, text[:offset], "background", "title")
        parts = sentences(point.words)
        ordered = False
        for number in range(len(parts)):
            ordered |= self._sentence(place, point, parts, number)
        if not ordered and not point.heads and (heading := self._governing(place, point)):
            self._duty(point, Order("task", point.words, heading.words, point.words))
        elif not ordered and is_organising(point) and _UNTIMED.search(point.words) and REPORT.search(point.words):
            self.out.findings.append(found("undated", point.paragraph.spot, words=short(point.words)))

    def _sentence(self, place: int, point: Point, parts: Sequence[Sentence], number: int) -> bool:
        """Whether the sentence orders something."""
        sentence, spot = parts[number].text, point.paragraph.spot
        times, others = deadlines(sentence)
        for other in others:
            why_cited = "effect" if "hiệu lực" in other.words else "cited"
            where, why = _OTHERS.get(other.kind, ("background", why_cited))
            self._put(spot, sentence, other, where, why)
        cited = next((one.end for one in others if one.kind == "cited"), 0)
        kinds = [background(Case(sentence, one, point, self.issued_on, cited)) for one in times]
        firm = [one for one, kind in zip(times, kinds, strict=True) if kind is None]
        above = point.under if point.who and not labelled(point.paragraph.text) else ""
        above = above or (self.points[place - 1].words if place else "")
        made = 0
        for one, kind in zip(times, kinds, strict=True):
            if kind is not None:
                self._put(spot, sentence, one, "background", kind)
            elif one.kinds <= {"often"} and next_says_when(parts, number):
                self._put(spot, sentence, one, "duty")
                made += 1
            elif isinstance(ordered := order(point, parts, number, one, firm, above), str):
                self._put(
                    spot, sentence, one, *(("background", "title") if ordered == "head" else ("unplaced", ordered))
                )
            else:
                self._put(spot, sentence, one, "duty")
                self._duty(point, ordered)
                made += 1
        if not made and not point.heads and (waits := waiting_report(sentence, others)):
            self._duty(point, waits)
            made += 1
        return made > 0

    def _governing(self, place: int, point: Point) -> Deadline | None:
        """The deadline of the heading a task stands under, None when it has none."""
        heading = point.under
        if point.level not in (5, 7, 8) or not heading:
            return None
        if not _GOVERNING.search(heading) or "tiếp theo" in heading or len(_WORD.findall(point.words)) < 3:
            return None
        return next((one for one in deadlines(heading)[0] if not one.kinds <= {"often", "about"}), None)

    def _duty(self, point: Point, ordered: Order) -> None:
        named = inline(point.paragraph.text)
        owed_by = ordered.owed_by or named.get("lead") or owner(ordered.context, point.who, point.words)
        spot, words = point.paragraph.spot, short(ordered.context, 600)
        findings: list[Finding] = []
        if not _DATED.search(ordered.schedule):
            findings.append(found("undated", spot, words=short(ordered.context)))
        if not owed_by:
            findings.append(found("no-owner", spot))
        elif point.addressed and owed_by == owner("", point.who):
            findings.append(found("owner-addressed", spot, words=short(point.who)))
        if ordered.kind in ("report", "submission") and not ordered.to:
            findings.append(found("no-recipient", spot))
        owed_by = _without_excepted(owed_by, (point.paragraph.text, *reversed(point.path)))
        self.out.duties.append(
            DutyRow(
                ordered.kind, words, owed_by, ordered.to, ordered.via, ordered.schedule, ordered.quote, spot,
                point.under, point.label, asked(owed_by, point.path), (),
                named.get("coordinators", ""), named.get("output", ""),
                tuple(findings), point.numbered,
            )
        )  # fmt: skip


def _without_excepted(owed_by: str, texts: Sequence[str]) -> str:
    """Who owes it, where that is many, with whom their text takes out: "các sở, ban, ngành (trừ Sở Y tế)"."""
    naming = next((text for text in texts if owed_by.casefold() in text.casefold()), "")
    less = excepted_in(naming) if _MANY.search(owed_by) and not excepted_in(owed_by) else None
    return f"{owed_by} ({naming[less[0] : body_at(naming, less[1]) or less[1]]})" if less else owed_by
