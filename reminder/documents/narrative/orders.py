"""What a sentence orders: a report, a plan, a submission or a task; to whom it goes and through whom."""

import re
from typing import Final, Literal

from reminder.directory.first_words import AUTHORITIES, GOVERNMENT, HEADS, pattern
from reminder.documents.narrative.action_words import LAYS
from reminder.documents.narrative.body_names import body_at

DutyKind = Literal["report", "plan", "submission", "task"]

_NOUN_AFTER = (
    r"(?! (?:đánh giá tác động|đánh giá môi trường|thẩm định|viên\b|tài chính|kinh tế|nghiên cứu|khả thi"
    r"|đề xuất chủ trương|quy hoạch|ĐTM|giám sát môi trường|hiện trạng|quan trắc|đầu tư|thuyết minh))"
)
REPORT: Final = re.compile(rf"\bbáo cáo\b{_NOUN_AFTER}|\bchế độ (?:thông tin,? )?báo cáo\b", re.I)
PLAN: Final = re.compile(
    rf"\b(?:xây dựng|ban hành|lập|gửi|hoàn thành|{LAYS}|phê duyệt)\b[^.;]{{0,90}}\b(?:kế hoạch"
    r"|chương trình hành động)\b(?! này)",
    re.I,
)
SUBMIT: Final = re.compile(rf"\b(?:gửi|nộp|{LAYS}|đăng ký|đề xuất|cung cấp|thông báo|chuyển)\b", re.I)
_BODY = pattern(*AUTHORITIES, *HEADS, *GOVERNMENT, "cấp có thẩm quyền")
_TO = re.compile(
    rf"\b(?:(?:báo cáo|gửi|trình|nộp|cung cấp|đăng ký|chuyển)[^.;()]{{0,140}}?\s+)?"
    rf"(?:về|(?<!hợp )(?<!cùng )(?<!đối )với|cho|lên|tới|đến|gửi|trình|báo cáo|nộp)\s+(?={_BODY})"
)
_VIA = re.compile(rf"\((?:thông\s+)?qua\s+(?={_BODY})|(?<!thông )\b(?:thông )?qua (?={_BODY})")
_SIGNED = re.compile(
    rf"\b(?:[Đđ]ể|[Tt]rình|[Gg]iúp|[Tt]ham mưu(?: cho)?)\s+(?P<via>{_BODY}(?:(?! (?:trước|chậm|trong|để"
    rf"|vào)\b)[^.;,()]){{1,60}}?)\s+(?:ký\s+)?(?:gửi"
    rf"|báo cáo|trình)\s+(?={_BODY})"
)
_ASKED = re.compile(r"^\s*(?:kính )?(?:đề nghị|mời)\b", re.I)


def kind_of(context: str, sentence: str) -> DutyKind:
    """What is ordered; `context` is the sentence with the one it goes on from."""
    if PLAN.search(sentence) and not re.search(r"báo cáo\b.{0,60}kế hoạch", sentence, re.I | re.S):
        return "plan"
    if REPORT.search(context):
        return "report"
    if PLAN.search(context):
        return "plan"
    return "submission" if SUBMIT.search(context) and _TO.search(context) else "task"


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
