"""Sentences → duties: who owes which report, plan, submission or task, to whom, through whom, by when.

Words are taken as printed. Each word of time ends in a duty, as background of a kind, or unplaced: a question.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from reminder.documents.accounting import Printed, Where, all_as, counts, short, unless_bound
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.bullets import without_marks, without_number
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.head.own import head_end, parted
from reminder.documents.narrative.addressees import addressee, ends, owner
from reminder.documents.narrative.background import background, is_doubtful
from reminder.documents.narrative.case import Case, before_a_session
from reminder.documents.narrative.deadlines import Deadline, deadlines
from reminder.documents.narrative.duty import DutyRow
from reminder.documents.narrative.excepted import with_excepted
from reminder.documents.narrative.focal import focal_in
from reminder.documents.narrative.governing import Limit, governing
from reminder.documents.narrative.labels import WHEN, ListedTask, inline, labelled, listed_tasks
from reminder.documents.narrative.listed import in_row, listed_row, of_line, with_fields
from reminder.documents.narrative.ordering import Order, next_says_when, order, waiting_report
from reminder.documents.narrative.orders import REPORT, asked
from reminder.documents.narrative.outline import Point, is_organising, outline, spoken
from reminder.documents.narrative.rhythm import with_rhythm
from reminder.documents.narrative.sentences import Sentence, frames, says_only_time, sentences
from reminder.documents.tables.finding_tables import sort_blocks
from reminder.phrases.time_words import TimeWords, time_words

_ISSUED: Final = re.compile(
    r"^Số\s*:|^(?:[^.;:\d]{0,60}?,\s*)?ngày\b.{0,24}\btháng\b.{0,16}\bnăm\b.{0,10}$|^[^.;:\d]{0,40}, ngày [\d/]+$"
    r"|^V/v\b|^\(?(?:Ban hành )?[Kk]èm theo\b",
    re.I,
)
_UNTIMED: Final = re.compile(
    r"\b(?:đột xuất|khi có yêu cầu|khi phát hiện|kịp thời (?:báo cáo|phản ánh|đề xuất))"
    r"|(?<!báo cáo )\bđịnh kỳ\b[^.;]{0,60}\bbáo cáo\b|\bbáo cáo\b[^.;]{0,120}\btheo định kỳ\b",
    re.I,
)
_TOP: Final = 40  # points among which the title's lines stand
_OTHERS: Final[dict[str, tuple[Where, str]]] = {"blank": ("unplaced", "blank"), "waits": ("background", "about")}


@dataclass
class Narrative:
    """What the sentences hold: the duties in order, where each word of time ended, remarks, and the body told to follow
    the document."""

    duties: list[DutyRow] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    focal: str = ""


def read_duties(document: Document, issued_on: date | None = None, title: str = "") -> Narrative:
    """Every duty the sentences order. `issued_on`: the first day the document can be of; what was over by then is told
    of, not ordered. The lines of its `title` order nothing."""
    markers = {note.marker for note in document.notes}
    said = (replace(p, text=without_marks(p.text, markers)[0]) for p in sort_blocks(document).paragraphs)
    paragraphs = [part for paragraph in said for part in parted(paragraph)]
    says, aside = spoken(paragraphs)
    reader = _Reader(list(outline(says)), issued_on, title)
    reader.read()
    duties = [(place, duty) for place, made in sorted(reader.duties.items()) for duty in made]
    printed = [one for _, told in sorted(reader.printed.items()) for one in told]
    out = Narrative(with_rhythm(reader.points, duties), printed, reader.findings, focal_in(reader.points))
    for paragraph in aside:
        out.printed += unless_bound(paragraph.spot, paragraph.text, "recipients")
    for number, note in enumerate(document.notes, 1):
        out.printed += _note(Spot("note", number), note.words, issued_on)
    return out


def _note(spot: Spot, words: str, issued_on: date | None) -> Iterator[Printed]:
    """A footnote orders nothing by itself; what might be a deadline there is asked."""
    point = Point(Paragraph(words, spot), (), "", words, 9, False)
    for sentence in sentences(words):
        times, others = deadlines(sentence.text)
        for other in others:
            yield from _printed(spot, words, other, "background", "cited")
        for one in times:
            kind = background(Case(sentence.text, one, point, issued_on))
            yield from _printed(spot, words, one, "background" if kind else "unplaced", kind or "note-asked")


def _ended(other: TimeWords) -> tuple[Where, str]:
    """Where words of time end that are no deadline."""
    return _OTHERS.get(other.kind, ("background", "effect" if "hiệu lực" in other.words else "cited"))


def _printed(spot: Spot, text: str, one: TimeWords | Deadline, where: Where, why: str = "") -> Iterator[Printed]:
    parts = one.parts if isinstance(one, Deadline) else (one,)
    told = [one.words, *(part.words for part in parts if part.words not in one.words)]
    if any(map(counts, parts)):
        yield from (Printed(spot, " ".join(text.split()), words, where, why) for words in told)


@dataclass
class _Reader:
    """Reads the points of a document in order. What it finds is kept with the place of its point: all lines of a page
    of a PDF, or of a box in Word, have one spot."""

    points: Sequence[Point]
    issued_on: date | None
    title: str
    duties: defaultdict[int, list[DutyRow]] = field(default_factory=lambda: defaultdict(list))
    printed: defaultdict[int, list[Printed]] = field(default_factory=lambda: defaultdict(list))
    findings: list[Finding] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    governed: dict[int, Limit] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)

    def read(self) -> None:
        owned = {place: task for task in listed_tasks(self.points) for place in task.places}
        for place, point in enumerate(self.points):
            if task := owned.get(place):
                if place == task.places[0]:
                    self._listed(task)
            elif not self._head(place, point):
                self._point(place, point)
        for limit in self.governed.values():
            self._govern(limit)

    def _put(self, place: int, text: str, one: TimeWords | Deadline, where: Where, why: str = "") -> None:
        self.printed[place] += _printed(self.points[place].paragraph.spot, text, one, where, why)

    def _head(self, place: int, point: Point) -> bool:
        """The line of place and date, the subject, "Kèm theo": no sentence orders anything there."""
        spot, text = point.paragraph.spot, point.paragraph.text
        limits = any(one.bound for one in time_words(text))
        of_title = place < _TOP and not ends(text) and " ".join(text.split()).strip(" :*_–-") in self.title
        titled = text.startswith("V/v") or of_title
        own = titled or _ISSUED.match(text)
        if limits or not ((own and len(text) <= 300) or head_end(text)):
            return False
        self.printed[place] += all_as(spot, text, "background", "title" if titled else "issued")
        return True

    def _listed(self, task: ListedTask) -> None:
        """A task whose lines have labels. The line that names it may order it already; then they add to that."""
        again = task.named in self.listed
        self.listed.add(task.named)
        named, own = task.named, () if again else self.duties[task.named]
        if own and not task.fields.keys() & WHEN:
            self.duties[named] = [with_fields(duty, task.fields) for duty in own]
        else:
            row = listed_row(task, self.points)
            if not again:
                self.governed.pop(named, None)  # its own lines say when
            self.duties[named] = [*(self.duties[named] if again else ()), row]
            if not again and named not in task.places:
                self.printed[named] = [in_row(one, row) for one in self.printed[named]]
        for place in task.places:
            self.printed[place] += of_line(self.points[place])

    # Sentences

    def _point(self, place: int, point: Point) -> None:
        text = point.paragraph.text
        offset = len(text) - len(point.words) if text.endswith(point.words) else 0
        # What stands in the number, the bullet, or the name of who is spoken to.
        self.printed[place] += unless_bound(point.paragraph.spot, text[:offset], "title")
        parts = sentences(point.words)
        made = sum(self._sentence(place, point, parts, number) for number in range(len(parts)))
        if made or point.heads:
            return
        own = any(one.where == "unplaced" or one.why == "standing" for one in self.printed[place])
        if not own and (limit := governing(point, self.limits)):
            self.governed[place] = limit
            self._duty(place, Order("task", point.words, limit.one.words, point.words))
        elif is_organising(point) and _UNTIMED.search(point.words) and REPORT.search(point.words):
            self.findings.append(found("undated", point.paragraph.spot, words=short(point.words)))

    def _sentence(self, place: int, point: Point, parts: Sequence[Sentence], number: int) -> int:
        """How many orders the sentence gives."""
        sentence = parts[number].text
        times, others = deadlines(sentence)
        cited = next((one.end for one in others if one.kind == "cited"), 0)
        limits = sum(one.bound for one in times)
        cases = [Case(sentence, one, point, self.issued_on, cited, limits > one.bound) for one in times]
        kinds = [None if case.heads_below else background(case) for case in cases]
        firm = [one for one, kind in zip(times, kinds, strict=True) if kind is None]
        for other in others:
            laid = (
                other.kind == "waits"
                and not firm
                and before_a_session(sentence[: other.start], other.words, self.issued_on)
            )
            self._put(place, sentence, other, *(("unplaced", "no-order") if laid else _ended(other)))
        above = self._above(place) if times else ""
        made = 0
        for one, kind, case in zip(times, kinds, cases, strict=True):
            if kind is not None and is_doubtful(kind, case):
                self._put(place, sentence, one, "unplaced", "no-order")
            elif kind is not None:
                self._put(place, sentence, one, "background", kind)
            elif one.kinds <= {"often"} and self._is_dated_next(place, parts, number, one):
                self._put(place, sentence, one, "duty")
                made += 1
            elif isinstance(ordered := order(point, parts, number, one, firm, above), Order):
                self._put(place, sentence, one, "duty")
                self._duty(place, ordered)
                made += 1
            elif ordered == "head":
                self.limits.append(Limit(without_number(point.paragraph.text), place, sentence, one))
                self._put(place, sentence, one, *self.limits[-1].ended)
            else:
                self._put(place, sentence, one, "unplaced", ordered)
        if not made and not point.heads and (waits := waiting_report(sentence, others)):
            self._duty(place, waits)
            made += 1
        return made

    def _is_dated_next(self, place: int, parts: Sequence[Sentence], number: int, often: Deadline) -> bool:
        """The sentence behind gives the day of what comes so often, and its order has these words too."""
        if not next_says_when(parts, number):
            return False
        point, text = self.points[place], parts[number + 1].text
        (one,) = deadlines(text)[0]
        if background(Case(text, one, point, self.issued_on)):
            return False
        ordered = order(point, parts, number + 1, one, [one], self._above(place))
        return isinstance(ordered, Order) and often.words in f"{ordered.schedule} {ordered.quote}"

    def _above(self, place: int) -> str:
        """What a line goes on from that only says when: its heading if that says more than who, or the line before."""
        point = self.points[place]
        if any(frames(beside.words) for beside in self.points[max(0, place - 1) : place + 2]):
            return ""  # "Thời gian: …" above "Địa điểm: …": something is held then
        heading = without_number(point.under)
        if point.who and not labelled(point.paragraph.text) and len(addressee(heading)[1].split()) > 2:
            return heading
        before = place - 1
        while before >= 0 and self.points[before].level == point.level and says_only_time(self.points[before].words):
            before -= 1
        return self.points[before].words if before >= 0 else ""

    def _govern(self, limit: Limit) -> None:
        self.printed[limit.place] = [
            replace(one, where="duty", why="") if limit.said(one) else one for one in self.printed[limit.place]
        ]

    def _duty(self, place: int, ordered: Order) -> None:
        point = self.points[place]
        named = inline(point.paragraph.text)
        told = ordered.owed_by or owner(ordered.context, point.who, paragraph=point.words)
        owed_by = named.get("lead") or told
        spot, words = point.paragraph.spot, short(ordered.context, 600)
        findings: list[Finding] = []
        if not any(one.kind in ("time", "term", "about") for one in time_words(ordered.schedule)):
            findings.append(found("undated", spot, words=short(ordered.context)))
        if not owed_by:
            findings.append(found("no-owner", spot))
        elif point.addressed and owed_by == owner("", point.who):
            findings.append(found("owner-addressed", spot, words=short(point.who)))
        if ordered.kind in ("report", "submission") and not ordered.to:
            findings.append(found("no-recipient", spot))
        owed_by = with_excepted(owed_by, (point.paragraph.text, *reversed(point.path)))
        row = DutyRow(
            ordered.kind, words, owed_by, ordered.to, ordered.via, ordered.schedule, ordered.quote, spot,
            point.under, point.label, asked(owed_by, point.path), findings=tuple(findings), numbered=point.numbered,
        )  # fmt: skip
        self.duties[place].append(with_fields(row, {field: named[field] for field in named if field != "lead"}))
