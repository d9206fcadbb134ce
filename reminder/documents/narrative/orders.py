"""What a sentence orders: a report, a plan, a submission or a task; who owes it, to whom it goes and through whom."""

import re
from typing import Final, Literal

from reminder.directory.first_words import AUTHORITIES, GOVERNMENT, HEADS, pattern
from reminder.documents.narrative.body_names import STARTS, body_at
from reminder.documents.narrative.outline import addressee

DutyKind = Literal["report", "plan", "submission", "task"]

_NOUN_AFTER = (
    r"(?! (?:đánh giá tác động|đánh giá môi trường|thẩm định|viên\b|tài chính|kinh tế|nghiên cứu|khả thi"
    r"|đề xuất chủ trương|quy hoạch|ĐTM|giám sát môi trường|hiện trạng|quan trắc|đầu tư|thuyết minh))"
)
REPORT: Final = re.compile(rf"\bbáo cáo\b{_NOUN_AFTER}|\bchế độ (?:thông tin,? )?báo cáo\b", re.I)
PLAN: Final = re.compile(
    r"\b(?:xây dựng|ban hành|lập|gửi|hoàn thành|trình|phê duyệt)\b[^.;]{0,90}\b(?:kế hoạch"
    r"|chương trình hành động)\b(?! này)",
    re.I,
)
SUBMIT: Final = re.compile(r"\b(?:gửi|nộp|trình|đăng ký|đề xuất|cung cấp|thông báo|chuyển)\b", re.I)
_BODY = pattern(*AUTHORITIES, *HEADS, *GOVERNMENT, "cấp có thẩm quyền")
_TO = re.compile(
    rf"\b(?:(?:báo cáo|gửi|trình|nộp|cung cấp|đăng ký|chuyển)[^.;()]{{0,140}}?\s+)?"
    rf"(?:về|với|cho|lên|tới|đến|gửi|trình|báo cáo|nộp)\s+(?={_BODY})"
)
_VIA = re.compile(rf"\((?:thông\s+)?qua\s+(?={_BODY})|(?<!thông )\b(?:thông )?qua (?={_BODY})")
_SIGNED = re.compile(
    rf"\b(?:[Đđ]ể|[Tt]rình|[Gg]iúp|[Tt]ham mưu(?: cho)?)\s+(?P<via>{_BODY}[^.;,()]{{1,60}}?)\s+(?:ký\s+)?(?:gửi"
    rf"|báo cáo|trình)\s+(?={_BODY})"
)
_TOLD = re.compile(r"(?:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|chỉ đạo|phân công)\s+(?=[A-ZĐcC])", re.I)
_ASKED = re.compile(r"^\s*(?:kính )?(?:đề nghị|mời)\b", re.I)
_LEAD_IN = re.compile(
    r"^\W*(?:trên cơ sở|căn cứ|trong quá trình|sau khi|khi|nếu|để|nhằm|hằng|hàng|định kỳ|trước|chậm nhất|muộn nhất|quý|tháng"
    r"|trong|từ|đến|vào|năm|đối với|thực hiện|theo|ngày|ngoài ra|đồng thời|riêng)\b",
    re.I,
)


def kind_of(context: str, sentence: str) -> DutyKind:
    """What is ordered; `context` is the sentence with the one it goes on from."""
    if PLAN.search(sentence) and not re.search(r"báo cáo\b.{0,60}kế hoạch", sentence, re.I | re.S):
        return "plan"
    if REPORT.search(context):
        return "report"
    if PLAN.search(context):
        return "plan"
    return "submission" if SUBMIT.search(context) and _TO.search(context) else "task"


def owner(context: str, above: str) -> str:
    """Who owes it, as printed: whom the sentence tells, or its subject — behind the time too —, else `above`."""
    inner = _told(context) or addressee(context)[0] or _behind_the_time(context)
    if not inner and not above and ":" in context:
        # "Chế độ báo cáo: Các đơn vị … báo cáo": the words before the colon are a title.
        inner = addressee(context.partition(":")[2].strip())[0]
    named = inner if inner and len(inner) < 300 else above
    return re.sub(r"^(?:giao|yêu cầu|phân công|chỉ đạo)\s+", "", named, flags=re.I).strip(" ,;:")


def _told(context: str) -> str:
    """ "UBND tỉnh yêu cầu các sở báo cáo": whom the order names; "hồ sơ đề nghị Chủ tịch …" orders nothing."""
    for told in _TOLD.finditer(context):
        before = context[: told.start()].rstrip()
        ordering = not before or before.endswith((",", ";", ":")) or any(
            body_at(before, start.start()) == len(before) for start in STARTS.finditer(before)
        )
        if ordering and (named := addressee(context[told.end() :])[0]):
            return named
    return ""


def _behind_the_time(context: str) -> str:
    """ "Trước ngày 20/6 hằng năm, Sở Y tế báo cáo …": the subject stands behind the first comma."""
    if not _LEAD_IN.match(context):
        return ""
    for start in STARTS.finditer(context):
        before = context[: start.start()].rstrip()
        if before.endswith((",", ":")) or re.search(r"\d\)?$|\b(?:năm|tháng|quý|tuần|kỳ)$", before):
            end = body_at(context, start.start())
            rest = context[end:].lstrip(" ,")
            if end and rest[:1].islower():
                return context[start.start() : end]
    return ""


def asked(owed_by: str, headings: tuple[str, ...]) -> bool:
    """It is requested ("Đề nghị"), not ordered."""
    return bool(_ASKED.match(owed_by) or any(_ASKED.match(heading) for heading in headings))


def recipients(context: str) -> tuple[str, str]:
    """To whom, and through whom. What one drafts for another to sign goes to the addressee through the signer."""
    if signed := _SIGNED.search(context):
        return _name(context, signed.end()), signed["via"].strip(" ,")
    via = ""
    if through := _VIA.search(context):
        via = _name(context, through.end())
        context = context[: through.start()] + "(" + context[through.end() :]
    to = _TO.search(context)
    return (_name(context, to.end()) if to else ""), via


def _name(text: str, at: int) -> str:
    end = body_at(text, at)
    name = text[at:end] if end else re.split(r"[,.;:()]|\s+(?:để|trước|chậm nhất)\b", text[at:], maxsplit=1)[0]
    return re.sub(r"\s+(?:và|để|tổng hợp)$", "", name.strip(" ,;.:()"))
