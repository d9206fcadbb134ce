"""Sentences → duties: who owes which report, plan, submission or task, to whom, through whom, by when.

Words are taken as printed. A sentence that orders a report without saying when is listed as undated.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reminder.directory.first_words import AUTHORITIES, GOVERNMENT, HEADS, pattern
from reminder.documents.blocks import Document
from reminder.documents.bullets import without_marks
from reminder.documents.finding import Finding, Spot, found
from reminder.documents.narrative.outline import Point, addressee, is_organising, outline
from reminder.documents.narrative.timeframes import TimeSpan, dated, regular
from reminder.documents.tables.finding_tables import sort_blocks
from reminder.text_matching import shared

DutyKind = Literal["report", "plan", "submission", "task"]

_SENTENCE = re.compile(r"(?<![A-ZĐ])(?<!\bTP)(?<!\bTp)(?<!\bsố)[.](?=\s+[A-ZÀ-ỸĐ“\"(])|;(?=\s)|\n")
_WHEN_SENTENCE = re.compile(r"^\W*(?:thời gian|thời hạn|hạn|thời điểm)\b", re.I)
_NOUN_AFTER = (
    r"(?! (?:đánh giá tác động|đánh giá môi trường|thẩm định|viên\b|tài chính|kinh tế|nghiên cứu|khả thi"
    r"|đề xuất chủ trương|quy hoạch|ĐTM|giám sát môi trường|hiện trạng|quan trắc|đầu tư|thuyết minh))"
)
_REPORT = re.compile(rf"\bbáo cáo\b{_NOUN_AFTER}|\bchế độ (?:thông tin,? )?báo cáo\b", re.I)
_PLAN = re.compile(
    r"\b(?:xây dựng|ban hành|lập|gửi|hoàn thành|trình|phê duyệt)\b[^.;]{0,90}\b(?:kế hoạch"
    r"|chương trình hành động)\b(?! này)",
    re.I,
)
_SUBMIT = re.compile(r"\b(?:gửi|nộp|trình|đăng ký|đề xuất|cung cấp|thông báo|chuyển)\b", re.I)
_BODY = pattern(*AUTHORITIES, *HEADS, *GOVERNMENT, "cấp có thẩm quyền")
_STOP = (
    r"(?=\s*(?:\(|\)|;|\.(?:\s|$|/)|,?\s+(?:trước|chậm nhất|muộn nhất|định kỳ|để|theo|tổng hợp|xem xét|chỉ đạo"
    r"|hằng|hàng|khi|vào|về (?:kết|tình|tiến|việc)|kết quả|tình hình|trong|bằng|đồng thời|biết|cho ý|phê duyệt"
    r"|ban hành|quyết định|báo cáo|đến hết|xử lý|giải quyết|thống nhất|bao gồm|kèm|gồm|qua|thông qua|các (?:nội"
    r"|vấn|khó|giải)|những|nhằm|tham mưu|theo dõi|gửi|hoặc|kịp|chủ động|phương án|danh sách|kế hoạch|số liệu"
    r"|nội dung|việc|đề án|dự thảo|hồ sơ|tờ trình|nhu cầu)(?!\w)|$|,\s+(?:và|đồng)\b))"
)  # fmt: skip
_TO = re.compile(
    rf"\b(?:(?:báo cáo|gửi|trình|nộp|cung cấp|đăng ký|chuyển)(?P<what>[^.;()]{{0,140}}?)\s+)?"
    rf"(?:về|với|cho|lên|tới|đến|gửi|trình|báo cáo|nộp)\s+(?P<to>{_BODY}.{{0,160}}?){_STOP}",
    re.S,
)
_VIA = re.compile(
    rf"\((?:thông\s+)?qua\s+(?P<a>{_BODY}.{{1,90}}?)(?=\s+(?:để|tổng hợp|theo dõi)|[,;)])"
    rf"|(?<!thông )\b(?:thông )?qua (?P<b>{_BODY}.{{1,80}}?){_STOP}",
    re.S,
)
_SIGNED = re.compile(
    rf"\b(?:[Đđ]ể|[Tt]rình|[Gg]iúp|[Tt]ham mưu(?: cho)?)\s+(?P<via>{_BODY}[^.;,()]{{1,60}}?)\s+(?:ký\s+)?(?P<verb>gửi"
    rf"|báo cáo|trình)\s+(?P<to>{_BODY}.{{0,120}}?){_STOP}",
    re.S,
)
_TOLD = re.compile(r"(?:^|[\s,;])(?:yêu cầu|đề nghị|giao)\s+(?=[A-ZĐcC])")
_EVENT = re.compile(r"\b(?:đột xuất|khi có yêu cầu|khi phát hiện|kịp thời (?:báo cáo|phản ánh|đề xuất))", re.I)
_GOVERNING = re.compile(r"\b(?:hoàn thành|xong|kết thúc|thực hiện (?:trong|trước|xong))\b", re.I)
_AIM = re.compile(r"^\W*(?:phấn đấu|mục tiêu|đến năm|giai đoạn)\b|\btỷ lệ\b[^.;]*\bđạt\b", re.I)
_ASKED = re.compile(r"^\s*(?:kính )?(?:đề nghị|mời)\b", re.I)
_LONGEST = 3_000
_MOST = 12
_WORD = re.compile(r"\w+")


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
    findings: tuple[Finding, ...] = ()


def read_duties(document: Document) -> tuple[tuple[DutyRow, ...], tuple[Finding, ...]]:
    """Every duty the sentences order, in order, and remarks on those that wait for an event."""
    markers = dict(document.notes)
    duties: list[DutyRow] = []
    findings: list[Finding] = []
    for point in outline(sort_blocks(document).paragraphs):
        words, _ = without_marks(point.words, markers)
        point = replace(point, words=words)
        own = list(_of_point(point))
        if not own and (heading := _governing(point)):
            own = [_duty(point, "task", point.words, heading, point.words)]
        duties += own
        if not own and is_organising(point) and _EVENT.search(words) and _REPORT.search(words):
            findings.append(found("undated", point.paragraph.spot, words=_short(words)))
    return _once(duties), tuple(findings)


def _of_point(point: Point) -> Iterator[DutyRow]:
    sentences = _sentences(point.words)
    for place, sentence in enumerate(sentences):
        spans = _merged(sentence, list(dated(sentence)))
        if (point.heads and not _REPORT.search(point.words)) or _AIM.search(sentence):
            spans = []
        for number, span in enumerate(spans[:_MOST]):
            context = sentence if len(spans) == 1 else _around(sentence, spans, number)
            alone = context
            if _WHEN_SENTENCE.match(sentence) or (len(spans) == 1 and not _orders(sentence, span)):
                context = f"{sentences[place - 1]} {sentence}" if place else sentence
                if _PLAN.search(sentence) or _PLAN.search(context):
                    context = " ".join(sentences[max(0, place - 1) : place + 2])
            kind = _kind(context, sentence, span)
            if kind == "task" and not _is_task(sentence, span):
                continue
            # Where two sentences make the duty, its words stand as in the paragraph.
            quote = context if context == alone else _short(point.paragraph.text, 900)
            yield _duty(point, kind, context, span.words, quote)
        if not spans and not point.heads and (often := _only_regular(sentences, place)):
            yield _duty(point, "report", sentence, often, sentence)


def _around(sentence: str, spans: Sequence[TimeSpan], number: int) -> str:
    """Of a sentence with several deadlines, the words that lead to this one and belong to no other."""
    start = spans[number - 1].end if number else 0
    end = spans[number + 1].start if number + 1 < len(spans) else len(sentence)
    own = sentence[start : spans[number].start]
    if len(_WORD.findall(own)) < 3:
        return sentence
    after = sentence[spans[number].end : end] if number + 1 == len(spans) else ""
    return (own + spans[number].words + after).strip(" ,;")


def _sentences(text: str) -> list[str]:
    parts = [part.strip(" ;.\n").rstrip("/. ") for part in _SENTENCE.split(text) if part.strip(" ;.\n/")]
    # No office writes such a sentence; one that long is a file gone wrong, and would be read for minutes.
    return [part for part in parts if len(part) <= _LONGEST]


def _merged(sentence: str, spans: list[TimeSpan]) -> list[TimeSpan]:
    """Deadlines joined by "và", a comma or a bracket are one schedule."""
    out: list[TimeSpan] = []
    for span in spans:
        if out and re.fullmatch(
            r"\s*(?:[,;()]|và|hoặc|đối với|báo cáo|năm|quý|6 tháng|\s)*", sentence[out[-1].end : span.start], re.I
        ):
            out[-1] = TimeSpan(out[-1].start, span.end, sentence[out[-1].start : span.end])
        else:
            out.append(span)
    return out


def _orders(sentence: str, span: TimeSpan) -> bool:
    before = sentence[: span.start]
    return bool(_REPORT.search(sentence) or _SUBMIT.search(before) or len(before) > 25)


def _kind(context: str, sentence: str, span: TimeSpan) -> DutyKind:
    if _PLAN.search(sentence) and not re.search(r"báo cáo\b.{0,60}kế hoạch", sentence, re.I | re.S):
        return "plan"
    if _REPORT.search(context):
        return "report"
    if _PLAN.search(context):
        return "plan"
    return "submission" if _SUBMIT.search(context) and _TO.search(context) else "task"


def _is_task(sentence: str, span: TimeSpan) -> bool:
    """Something to be done by then: a verb stands before it, and it is no date of a law or a goal."""
    before = sentence[: span.start].strip()
    return len(_WORD.findall(before)) >= 3 and not re.search(
        r"(?:có hiệu lực|ban hành|phê duyệt|quy định|giai đoạn|kỳ họp|tầm nhìn|so với|kể từ|từ)\s*$", before, re.I
    )


def _only_regular(sentences: Sequence[str], place: int) -> str:
    """The frequency of a report of which no sentence nearby gives the day."""
    sentence = sentences[place]
    after = sentences[place + 1] if place + 1 < len(sentences) else ""
    often = regular(sentence)
    if often is None or not _REPORT.search(sentence) or any(dated(sentence)):
        return ""
    if any(dated(after)) and (_WHEN_SENTENCE.match(after) or not _orders(after, next(dated(after)))):
        return ""
    near = _TO.search(sentence) is not None or "định kỳ" in sentence.lower()
    return often.words if near else ""


def _governing(point: Point) -> str:
    """The deadline of the heading a task stands under, "" when it has none."""
    if point.heads or point.level not in (5, 7, 8) or not point.path:
        return ""
    heading = point.path[-1]
    if not _GOVERNING.search(heading) or "tiếp theo" in heading:
        return ""
    span = next(dated(heading), None)
    return span.words if span else ""


def _duty(point: Point, kind: DutyKind, context: str, schedule: str, quote: str) -> DutyRow:
    owner = point.who
    told = _TOLD.search(context)
    inner = addressee(context[told.end() if told else 0 :])[0]
    if not inner and not owner and ":" in context:
        # "Chế độ báo cáo: Các đơn vị … báo cáo": the words before the colon are a title.
        inner = addressee(context.partition(":")[2].strip())[0]
    if inner and len(inner) < 240:
        owner = inner
    asked = bool(_ASKED.match(owner) or any(_ASKED.match(heading) for heading in point.path))
    owner = re.sub(r"^(?:giao|yêu cầu|phân công)\s+", "", owner, flags=re.I)
    to, via = _recipients(context)
    findings: list[Finding] = []
    if not any(dated(schedule)):
        findings.append(found("undated", point.paragraph.spot, words=_short(context)))
    if not owner:
        findings.append(found("no-owner", point.paragraph.spot))
    if kind in ("report", "submission") and not to:
        findings.append(found("no-recipient", point.paragraph.spot))
    return DutyRow(
        kind, _short(context, 600), owner, to, via, schedule, quote, point.paragraph.spot, point.under, point.label,
        asked, findings=tuple(findings),
    )  # fmt: skip


def _recipients(context: str) -> tuple[str, str]:
    """To whom, and through whom. What one drafts for another to sign goes to the addressee through the signer."""
    if signed := _SIGNED.search(context):
        return _name(signed["to"]), _name(signed["via"])
    via = ""
    if through := _VIA.search(context):
        via = _name(through["a"] or through["b"] or "")
        context = context[: through.start()] + "(" + context[through.end() :]
    to = _TO.search(context)
    return (_name(to["to"]) if to else ""), via


def _name(text: str) -> str:
    return re.sub(r"\s+(?:và|để|tổng hợp)$", "", text.strip(" ,;.:()"))


def _short(text: str, length: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + "…"


def _once(duties: Sequence[DutyRow]) -> tuple[DutyRow, ...]:
    """The same duty said twice is one, with both places."""
    kept: list[DutyRow] = []
    for duty in duties:
        for place, other in enumerate(kept):
            if _same(other, duty):
                remark = found("said-again", duty.spot, words=_short(duty.quote, 80))
                kept[place] = replace(other, also=(*other.also, duty.spot), findings=(*other.findings, remark))
                break
        else:
            kept.append(duty)
    return tuple(kept)


def _same(one: DutyRow, other: DutyRow) -> bool:
    return (
        one.kind == other.kind
        and same_days(one.schedule_raw, other.schedule_raw)
        and (one.owed_by_raw == other.owed_by_raw or not other.owed_by_raw)
        and shared(one.title, other.title) >= 0.6
    )


def same_days(one: str, other: str) -> bool:
    """The two phrases name the same figures, zeros before them apart."""
    figures = [[int(n) for n in re.findall(r"\d+", text)] for text in (one, other)]
    return figures[0] == figures[1] and bool(figures[0])
