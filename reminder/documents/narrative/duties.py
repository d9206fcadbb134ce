"""Sentences → duties: who owes which report, plan, submission or task, to whom, through whom, by when.

Words are taken as printed. Each word of time ends in a duty, as background of a kind, or unplaced: a question.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from reminder.documents.accounting import Printed
from reminder.documents.blocks import Document, Paragraph
from reminder.documents.bullets import without_marks
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.narrative.background import background
from reminder.documents.narrative.body_names import ACTIONS
from reminder.documents.narrative.deadlines import Deadline, deadlines
from reminder.documents.narrative.labels import ListedTask, inline, listed_tasks
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.orders import REPORT, DutyKind, asked, kind_of, recipients
from reminder.documents.narrative.outline import Point, is_organising, outline, spoken
from reminder.documents.narrative.sentences import Sentence, is_bare, sentences
from reminder.documents.tables.finding_tables import sort_blocks
from reminder.phrases.time_words import TimeWords, time_words

_ISSUED: Final = re.compile(
    r"^Số\s*:|^[^.;:\d]{0,60}?,\s*ngày\b.{0,24}\btháng\b.{0,16}\bnăm\b.{0,10}$|^[^.;:\d]{0,40}, ngày [\d/]+$|^V/v\b|^\(?(?:Ban hành )?[Kk]èm theo\b",
    re.I,
)
_GOVERNING: Final = re.compile(r"\b(?:hoàn thành|xong|kết thúc|thực hiện (?:trong|trước|xong)|thời hạn|thời gian)\b", re.I)
_EVENT: Final = re.compile(r"\b(?:đột xuất|khi có yêu cầu|khi phát hiện|kịp thời (?:báo cáo|phản ánh|đề xuất))", re.I)
_SENDS: Final = re.compile(r"(?:và )?(?:gửi|báo cáo|nộp)\b", re.I)
_COMPLETE: Final = re.compile(r"^\W*(?:hoàn thành|kết thúc|đưa vào)\b|\bhoàn thành\b[^;]*$", re.I)
_WORD: Final = re.compile(r"\w+")
_PASSED_ON: Final = re.compile(
    r"\b(?:trình|gửi|báo cáo|về|cho|để|xem xét|quyết định|ban hành|phê duyệt|tổng hợp|theo dõi|chỉ đạo|và|qua|cung cấp|cùng|nộp|chuyển)\b", re.I
)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as printed. `schedule_raw` is "" when no time is said; `title` are the words that order it;
    `quote` the sentences it rests on; `section` the heading above, `label` the number by
    the headings (`II.2.1`); `asked`: it is requested ("Đề nghị"), not ordered; `also`: said there too."""

    kind: DutyKind
    title: str
    owed_by_raw: str
    to_raw: str
    via_raw: str
    schedule_raw: str
    quote: str
    spot: Spot
    section: str = ""
    label: str = ""
    asked: bool = False
    also: tuple[Spot, ...] = ()
    coordinators_raw: str = ""
    output: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass
class Narrative:
    """What the sentences hold: the duties in order, where each word of time ended, and remarks."""

    duties: list[DutyRow] = field(default_factory=list)
    printed: list[Printed] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read_duties(document: Document, issued_on: date | None = None) -> Narrative:
    """Every duty the sentences order. `issued_on`: what was over by then is told of, not ordered."""
    markers = dict(document.notes)
    paragraphs = [replace(p, text=without_marks(p.text, markers)[0]) for p in sort_blocks(document).paragraphs]
    says, aside = spoken(paragraphs)
    reader = _Reader(list(outline(says)), issued_on)
    reader.read()
    for paragraph in aside:
        reader.all_as(paragraph, "recipients")
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

    def all_as(self, paragraph: Paragraph, kind: str, where: str = "background") -> None:
        """All words of time of a paragraph as one kind."""
        for one in time_words(paragraph.text):
            self._put(paragraph.spot, paragraph.text, one, where, "cited" if one.kind == "cited" else kind)

    def _put(self, spot: Spot, text: str, one: TimeWords | Deadline, where: str, why: str = "") -> None:
        parts: Iterable[TimeWords] = one.parts if isinstance(one, Deadline) else (one,)
        told = [one.words, *(part.words for part in parts if part.words not in one.words)]
        if any(part.kind not in ("label", "waits") or part.year for part in parts):
            self.out.printed += (Printed(spot, short(text, 200), words, where, why) for words in told)

    def _head(self, point: Point) -> bool:
        """The line of place and date, headings and titles: no sentence orders anything there."""
        text = point.paragraph.text
        if not _ISSUED.match(text) or len(text) > 300:
            return False
        self.all_as(point.paragraph, "title" if text.startswith("V/v") else "issued")
        return True

    # Lists

    def _listed(self, task: ListedTask) -> None:
        point = task.title
        schedule = task.fields.get("timeframe", "") or " - ".join(
            filter(None, (task.fields.get("start", ""), task.fields.get("end", "")))
        )
        said = owner(task.words, point.who)
        lead = task.fields.get("lead", "") or task.fields.get("roles", "") or said
        lines = [self.points[place].paragraph for place in task.places]
        if point.paragraph not in lines:  # what the naming line says of time stands in the row
            self._replace_placed(point.paragraph, "duty")
        for line in lines:
            self.all_as(line, "", "duty")
        spot = self.points[task.when].paragraph.spot
        findings = () if schedule else (found("undated", spot, words=short(task.words)),)
        if not lead:
            findings = (*findings, found("no-owner", spot))
        quote = short(" ".join([task.words, *(line.text for line in lines)]), 900)
        to = task.fields.get("approver", "")
        kind: DutyKind = "report" if REPORT.search(task.words) and (to or not task.fields.get("output")) else "task"
        self.out.duties.append(
            DutyRow(
                kind, short(task.words, 600), lead, to if kind == "report" else "", "", schedule, quote, point.paragraph.spot, point.under, point.label,
                asked(lead, point.path), (), task.fields.get("coordinators", ""), task.fields.get("output", ""), findings,
            )
        )  # fmt: skip

    def _replace_placed(self, paragraph: Paragraph, where: str) -> None:
        self.out.printed = [p if p.spot != paragraph.spot else replace(p, where=where, why="") for p in self.out.printed]
        self.out.duties = [d for d in self.out.duties if d.spot != paragraph.spot]

    # Sentences

    def _point(self, place: int, point: Point) -> None:
        text = point.paragraph.text
        offset = len(text) - len(point.words) if text.endswith(point.words) else 0
        for one in time_words(text[:offset]):  # in the number, the bullet, or the name of who is spoken to
            self._put(point.paragraph.spot, text, one, "background", "cited" if one.kind == "cited" else "title")
        parts = sentences(point.words)
        ordered = False
        for number in range(len(parts)):
            ordered |= self._sentence(place, point, parts, number)
        if not ordered and not point.heads and (heading := self._governing(place, point)):
            self._duty(point, "task", point.words, heading.words, point.words, ("", ""))
        elif not ordered and is_organising(point) and _EVENT.search(point.words) and REPORT.search(point.words):
            self.out.findings.append(found("undated", point.paragraph.spot, words=short(point.words)))

    def _sentence(self, place: int, point: Point, parts: Sequence[Sentence], number: int) -> bool:
        sentence = parts[number].text
        times, others = deadlines(sentence)
        spot = point.paragraph.spot
        for one in others:
            why = {"blank": "blank", "waits": "about"}.get(one.kind, "cited")
            self._put(spot, sentence, one, "unplaced" if one.kind == "blank" else "background", why)
        verdicts = [(one, background(sentence, one, point, self.issued_on)) for one in times]
        firm = [one for one, kind in verdicts if kind is None]
        made = 0
        for one, kind in verdicts:
            if kind is not None:
                self._put(spot, sentence, one, "background", kind)
                continue
            if one.kinds <= {"often"} and _says_when(parts, number + 1):
                self._put(spot, sentence, one, "duty")  # the next sentence says when, and makes the duty
                made += 1
                continue
            ordered = self._order(place, point, parts, number, one, firm)
            made += ordered == "duty"
            self._put(spot, sentence, one, *({"duty": ("duty", ""), "head": ("background", "title")}.get(ordered, ("unplaced", ordered))))
        if not made and not point.heads and (waits := self._waits(sentence, others)):
            self._duty(point, "report", sentence, waits, sentence, recipients(sentence))
            made += 1
        return made > 0

    def _order(self, place: int, point: Point, parts: Sequence[Sentence], number: int, one: Deadline, firm: Sequence[Deadline]) -> str:
        """Makes the duty of a deadline: `duty`; `head` where the line is a heading; else the question."""
        sentence = parts[number].text
        context = sentence if len(firm) == 1 else _around(sentence, firm, firm.index(one))
        quote = context
        bare = is_bare(sentence, one)
        if one.kinds <= {"unread"}:
            return "unread"
        if bare or (len(firm) == 1 and not _orders(sentence, one)):
            if number:
                before = _goes_on_from(parts, number)
                context = f"{before.text}{'; ' if parts[number].goes_on else '. '}{sentence}"
            elif bare and (above := self._before(place)):
                context = f"{above} {sentence}"
            elif bare and point.who and point.words:
                return "no-order"
            quote = short(point.paragraph.text, 900) if number else context
        if point.heads and not REPORT.search(point.words):
            return "head"
        kind = kind_of(context, sentence)
        if kind == "task" and not _is_task(context, one) and not bare:
            return "no-order"
        if one.kinds <= {"often"} and not (REPORT.search(sentence) or self._owned(point, context)):
            return "no-order"
        firm_order = one.bound or bare or kind != "task" or _COMPLETE.search(sentence[: one.start]) or ACTIONS.match(_small(sentence))
        if not firm_order and not self._owned(point, context):
            return "no-order"
        words = one.words
        if bare and number and not any(part.year or part.kind == "often" for part in one.parts):
            often = [d.words for d in deadlines(parts[number - 1].text)[0] if d.kinds <= {"often"}]
            words = " … ".join([*often[-1:], words])
        to = recipients(sentence if len(firm) == 1 else context)
        following = parts[number + 1].text if number + 1 < len(parts) else ""
        if not to[0] and context != sentence:
            to = recipients(following) if _SENDS.match(following) and not deadlines(following)[0] else recipients(context)
        self._duty(point, kind, context, words, quote, to)
        return "duty"

    def _before(self, place: int) -> str:
        """The words of the point before, which a deadline in a paragraph of its own belongs to."""
        return self.points[place - 1].words if place else ""

    def _owned(self, point: Point, context: str) -> bool:
        return bool(owner(context, point.who, point.words))

    def _waits(self, sentence: str, others: Sequence[TimeWords]) -> str:
        """What an ordered report waits for ("theo quy định", "khi có yêu cầu"), "" where none is ordered."""
        one = next((o for o in others if o.kind == "waits" and o.start > 0), None)
        if one is None or not re.search(r"\b(?:gửi|nộp|trình) (?:\w+ ){0,3}?báo cáo\b|\bbáo cáo\b.*\b(?:về|gửi)\b", sentence, re.I):
            return ""
        if not recipients(sentence)[0]:
            return ""
        return re.split(r"[,;.()]", sentence[one.start :], maxsplit=1)[0].strip()

    def _governing(self, place: int, point: Point) -> Deadline | None:
        """The deadline of the heading a task stands under, None when it has none."""
        heading = point.under
        if point.level not in (5, 7, 8) or not heading:
            return None
        if not _GOVERNING.search(heading) or "tiếp theo" in heading or len(_WORD.findall(point.words)) < 3:
            return None
        return next((one for one in deadlines(heading)[0] if not one.kinds <= {"often", "about"}), None)

    def _duty(
        self, point: Point, kind: DutyKind, context: str, schedule: str, quote: str, recipients: tuple[str, str]
    ) -> None:
        named = inline(point.paragraph.text)
        owed_by = named.get("lead") or owner(context, point.who, point.words)
        to, via = recipients
        spot = point.paragraph.spot
        findings: list[Finding] = []
        if not any(one.kind in ("time", "term", "often") for one in time_words(schedule)) or not re.search(r"\d|[IVX]", schedule):
            findings.append(found("undated", spot, words=short(context)))
        if not owed_by:
            findings.append(found("no-owner", spot))
        if kind in ("report", "submission") and not to:
            findings.append(found("no-recipient", spot))
        self.out.duties.append(
            DutyRow(
                kind, short(context, 600), owed_by, to, via, schedule, quote, spot, point.under, point.label,
                asked(owed_by, point.path), (), named.get("coordinators", ""), named.get("output", ""), tuple(findings),
            )
        )  # fmt: skip


def _goes_on_from(parts: Sequence[Sentence], number: int) -> Sentence:
    """What a part that says no more than when goes on from: the one before, past those that have times of their own."""
    at = number - 1
    while parts[at].goes_on and at and time_words(parts[at].text):
        at -= 1
    return parts[at]


def _says_when(parts: Sequence[Sentence], number: int) -> bool:
    """The sentence of this number only gives the day of what the one before it orders."""
    times = deadlines(parts[number].text)[0] if number < len(parts) else ()
    return len(times) == 1 and "time" in times[0].kinds and is_bare(parts[number].text, times[0])


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _around(sentence: str, firm: Sequence[Deadline], number: int) -> str:
    """Of a sentence with several deadlines, the words that lead to this one and belong to no other."""
    start = firm[number - 1].end if number else 0
    end = firm[number + 1].start if number + 1 < len(firm) else len(sentence)
    own = sentence[start : firm[number].start]
    if len(_WORD.findall(own)) < 3 and number:
        return sentence
    after = sentence[firm[number].end : end] if number + 1 == len(firm) or not own.strip() else ""
    return (own + firm[number].words + after).strip(" ,;")


def _orders(sentence: str, one: Deadline) -> bool:
    """It says what is due; "trình UBND tỉnh xem xét, quyết định trong quý III" goes on from what stands before."""
    own = sentence[: one.start] + " " + sentence[one.end :]
    if sentence[:1].islower():
        to, via = recipients(sentence)
        for name in filter(None, (to, via)):
            own = own.replace(name, " ")
        own = _PASSED_ON.sub(" ", own)
    return len(_WORD.findall(own)) > 1


def _is_task(context: str, one: Deadline) -> bool:
    """Something to be done by then: words besides the time, and it is no date of a law or a goal."""
    before = context.partition(one.parts[0].words)[0].strip()
    words = len(_WORD.findall(context)) - len(_WORD.findall(one.words))
    return words >= 3 and not re.search(
        r"(?:có hiệu lực|phê duyệt tại|quy định tại|giai đoạn|kỳ họp|tầm nhìn|so với|kể từ)\s*$", before, re.I
    )


def short(text: str, length: int = 120) -> str:
    """The text on one line, cut at a word where it is longer."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"
