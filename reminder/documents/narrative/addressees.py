"""Whom a paragraph or a sentence speaks to: its addressee, its subject, whom it names after an order."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from reminder.documents.narrative.action_words import ACTIONS, VERBS, acts_within, begins_to_act
from reminder.documents.narrative.body_names import STARTS, body_at, ends_in_body

_ORDER: Final = re.compile(
    r"(?:(?:kính )?đề nghị|giao|yêu cầu|phân công|(?:trách nhiệm|nhiệm vụ) của|đối với|về phía|chỉ đạo"
    r"|riêng(?: đối với)?)\s+(?:cho\s+)?",
    re.I,
)
# "Ngân hàng Nhà nước chi nhánh Khu vực 8 (NHNN Khu vực 8) yêu cầu …"
_SHORT_NAME: Final = re.compile(r"\s*\([^()]{2,60}\)\s*$")
_TOLD: Final = re.compile(
    r"(?i:yêu cầu|đề nghị|giao(?: nhiệm vụ)?(?: cho)?|phân công)\s+"
    r"(?=[A-ZĐÀ-Ỹ]|các\b|(?:thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|chủ tịch|cơ quan|đơn vị)\b)"
)
_BY: Final = re.compile(r"(?:\b(?P<by>do|(?<!đã )(?<!vừa )được|(?P<whose>của))\s+|\(\s*)(?=\S)")
_IS_DONE: Final = re.compile(r"(?:chủ trì|thực hiện|tổ chức|đảm nhiệm|đảm nhận|phụ trách|làm|triển khai)\b")
_IS_BUILT: Final = re.compile(r"(?<!đầu tư) xây dựng$")  # "do Sở Y tế xây dựng, …"
_MADE: Final = re.compile(rf"{ACTIONS.pattern}|xây dựng\b")
# "Đối với các cơ sở bán đấu giá, …": of what it is said, and no name where another word follows
_OF: Final = re.compile(r"đối với|riêng|về phía", re.I)
# "Phân công công chức bám địa bàn": whoever does so owes it
_APPOINTS: Final = re.compile(r"(?i:phân công) (?!các\b)[a-zà-ỹđ]")
_GOES_ON: Final = re.compile(rf"\s*(?:[,;:(.–-]|$|{VERBS.pattern})")
_SENDS: Final = re.compile(r"\s*(?:gửi|nộp|trình)\b", re.I)
# "các trường học phải được dọn xong": what is done to it, it does not owe
_PASSIVE: Final = re.compile(r"\s*(?:(?:phải|cần|sẽ|đã|đang)\s+)?được (?!giao|phân công|ủy quyền|uỷ quyền|mời|yêu cầu)")
# "Nạo vét cống – Trung tâm X, hoàn thành …", "Khách trên đảo: UBND đặc khu báo cáo", "Bước 1 (Văn phòng UBND tỉnh): …"
_BESIDE: Final = re.compile(r"(?<!về)(?<!gửi)(?<!hợp)(?<!nhận)(?<!quan)(?:\s[-–]\s+|:\s+|\(\s*)(?=\S)")
# "Sở Xây dựng (chủ trì), các địa phương liên quan: …"
_AND_OTHERS: Final = re.compile(r"\s*\([^()]*\)\s*[,;]?\s*(?:và\s+)?(?=\S)")
_LABEL: Final = re.compile(
    r"\s*(?:chủ trì|phối hợp|thực hiện|trình|nhận|đầu mối|soạn thảo|theo dõi)\b"
    r"(?![^:;.]*\b(?:sau|sau đây|dưới đây):)[^:;.]{0,30}:",
    re.I,
)
_ANY_BODY: Final = (
    "cơ quan",
    "đơn vị",
    "phòng",
    "sở",
    "ban",
    "ngành",
    "tổ chức",
    "bộ phận",
    "các cơ quan",
    "các đơn vị",
)
_PARTY: Final = re.compile(
    r"(?:giao )?(?:đảng (?:ủy|uỷ|bộ)|tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|ban thường vụ|cấp (?:ủy|uỷ)|các đảng)", re.I
)
_DOES: Final = re.compile(rf"(?:(?:có trách nhiệm|phải|cần|kịp thời|đã|sẽ)\s+)*{ACTIONS.pattern}")
_LABELLED: Final = re.compile(
    r"\b(?:phối hợp|kính gửi|liên quan|gửi|về|đồng gửi|nhận)\s*$|\b(?:nơi|địa chỉ|đơn vị|cơ quan) nhận\b[^:]*$", re.I
)
_WHEN: Final = re.compile(r"(?:trước|chậm|muộn|trong|vào|từ|đến|hằng|hàng|định kỳ|để|theo)\b", re.I)
# "Bệnh viện do Sở Y tế quản lý báo cáo": whose it is, not who does it
_HOLDS: Final = re.compile(r"(?:quản lý|thành lập|làm chủ (?:sở hữu|đầu tư))(?= (?:\w+ ){0,4}?\w)", re.I)
# "Tổ công tác do Chủ tịch UBND xã làm Tổ trưởng": who heads it
_IS_HEAD: Final = re.compile(r"làm (?:tổ trưởng|trưởng|chủ tịch|phó|chủ nhiệm|đội trưởng)", re.I)
_BESIDES: Final = re.compile(r"\W*(?:đồng thời|ngoài ra)\W*$", re.I)
_LEAD_IN: Final = re.compile(
    r"^\W*(?:trên cơ sở|trường hợp|(?:hết|quá) thời hạn|căn cứ|trong quá trình|sau|khi|nếu|để|nhằm|hằng|hàng"
    r"|định kỳ|trước|chậm nhất|muộn nhất|quý|tháng|trong|từ|bắt đầu|đến|vào|năm|đối với|thực hiện|theo(?! dõi)|ngày"
    r"|ngoài ra|đồng thời|riêng|kể từ|\d+ tháng|cuối|đầu|nhân|hưởng ứng|kỷ niệm|chào mừng)\b",
    re.I,
)
_NOUNS: Final = re.compile(
    r"(?!(?i:trừ|ngoại trừ|ngoài|riêng|không kể)\b)"
    r"(?![^,;:()]*(?<!\w)(?:của|cho|về|với|do|tại|thuộc|ở|từ|và|được|cùng)\s+$)[^,;:()]*\s"
)
# "Trên cơ sở dự toán do các đơn vị lập, …": who made what it rests on, and not who does it
_RESTS_ON: Final = re.compile(r"\W*(?:trên cơ sở|căn cứ|sau khi|từ)\b[^,;]*,", re.I)
_HANDS_IN: Final = re.compile(r"\s+(?:phải\s+|cần\s+)?(?:gửi|nộp|báo cáo|lập|trình)\b")
_LABELS: Final = re.compile(r"[^:;,.\d]{3,60}:\s+")
_ENDS: Final = (".", ";", "!", "?", "./")


def addressee(text: str) -> tuple[str, str]:
    """Who a paragraph begins by speaking to, and the words after; ("", text) when it names nobody first."""
    order = _ORDER.match(text)
    start = order.end() if order else 0
    written = _as_written(text, start if order and _OF.match(order[0]) else 0)
    end = body_at(written, start)
    if (
        end
        and (more := _AND_OTHERS.match(text, end))
        and (last := body_at(text, more.end()))
        and text[last : last + 1] == ":"
    ):
        end = last
    rest = text[end:]
    if order and _APPOINTS.match(text):
        return "", text
    if order and _OF.match(order[0]) and not _GOES_ON.match(rest):
        return "", text
    if not end or _PASSIVE.match(rest) or (_LABEL.match(rest) and text[start:end].casefold() in _ANY_BODY):
        return "", text
    behind = re.sub(r"^\s*(?:\([^()]*\))?\s*[,:;–-]?\s*", "", rest)
    titled = rest.lstrip(" )").startswith(":") or re.match(r"\s+[–-]\s", rest)
    if behind and not (behind[:1].islower() or titled or order or behind[:1] == "("):
        return "", text
    if not behind and (ends(text) or len(text) >= 220):
        return "", text
    return text[:end].strip(), behind


def _as_written(text: str, start: int) -> str:
    """ "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG" as it stands in a sentence, letter for letter; "quỹ tín dụng nhân
    dân", of which something is said, as at a sentence's beginning."""
    if text.isupper():
        return re.sub(r"\b(?:Và|Của|Các|Thuộc)\b", lambda m: m[0].lower(), text.title())
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :] if start else text


def ends(text: str) -> bool:
    """The text ends as a sentence does."""
    return text.rstrip('”" )').endswith(_ENDS)


def owner(context: str, above: str, before: Sequence[str] = (), paragraph: str = "") -> str:
    """Who owes it, as printed: whom the sentence tells, its subject — behind the time too —, who is said to do it or
    stands beside it; else who owes the parts of the sentence `before`, the nearest first; else `above`, else whom the
    `paragraph` names as doing it."""
    inner = ""
    for text in (context, *before):
        inner = inner or (_named(text) if text is context else _subject(text))
        if len(inner) > 300 or leads_others(inner, above):
            inner = ""
    inner = inner or above or _named(paragraph)
    return _ORDER.sub("", inner, count=1).strip(" ,;:") if _ORDER.match(inner) else inner.strip(" ,;:")


@lru_cache(maxsize=1024)  # a paragraph is asked for each of its times
def _named(text: str) -> str:
    return told(text) or _subject(text) or behind_the_matter(text) or doing(text)


@lru_cache(maxsize=1024)
def _subject(text: str) -> str:
    return addressee(text)[0] or behind_the_time(text)


def doing(text: str) -> str:
    """Who does it by the sentence ("do Sở Y tế tổ chức"), or is named beside what is done."""
    orders = begins_to_act(text)
    rests_on = _RESTS_ON.match(text)
    for by in _BY.finditer(text, rests_on.end() if rests_on else 0):
        end = body_at(text, by.end())
        if made := _IS_BUILT.search(text, by.end(), end):
            end = made.start()
        does = text[end:].lstrip()
        acts = _SENDS.match(text, end) if by["whose"] else _MADE.match(does)
        if orders and (by["whose"] or (by["by"] == "do" and not _IS_DONE.match(does))):
            continue  # "xử lý 11 vụ việc do Sở Y tế chuyển": which they are, and not who does it
        if end and acts and not _HOLDS.match(does) and not _IS_HEAD.match(does):
            return text[by.end() : end]
    for beside in _BESIDE.finditer(text):
        end = body_at(text, beside.end())
        rest = text[end:].lstrip()
        before = text[: beside.start()].rstrip()
        if (
            end
            and not ends_in_body(text, len(before))
            and (not rest or rest[0] in ",;):." or _DOES.match(rest))
            and not _LABELLED.search(before)
        ):
            return text[beside.end() : end]
    return ""


def leads_others(named: str, above: str) -> bool:
    """Who directs others owes what they do: under "UBND tỉnh", "Chỉ đạo Sở Xây dựng lập danh mục …"; under "Đảng ủy …",
    "Lãnh đạo UBND tỉnh ban hành …"."""
    directs = above and re.match(r"chỉ đạo\b", named, re.I)
    return bool(directs or (_PARTY.match(above) and re.match(r"lãnh đạo\b", named, re.I)))


def told(context: str) -> str:
    """ "UBND tỉnh yêu cầu các sở báo cáo": whom the order names; "hồ sơ đề nghị Chủ tịch …" orders nothing."""
    for order in _TOLD.finditer(context):
        before = _SHORT_NAME.sub("", context[: order.start()]).rstrip()
        ordering = not before or before.endswith((",", ";", ":")) or ends_in_body(before, len(before))
        named, what = addressee(context[order.end() :]) if ordering else ("", "")
        if named and (not what or not before or acts_within(what) or what[0] == ":"):
            return named
    return ""


def behind_the_matter(context: str) -> str:
    """ "Dự toán kinh phí năm 2027 các cơ quan gửi về Sở Tài chính …": the subject behind what is sent, which is named
    first and by nouns alone; "" where none stands there."""
    start = STARTS.search(context)
    before = context[: start.start()] if start else ""
    if not start or not before.strip() or acts_within(before) or not _NOUNS.fullmatch(before):
        return ""
    end = body_at(context, start.start())
    return context[start.start() : end] if end and _HANDS_IN.match(context[end:]) else ""


def behind_the_time(context: str) -> str:
    """ "Trước ngày 20/6 hằng năm, Sở Y tế báo cáo …" (or "…, Sở Y tế:"): the subject behind the first comma, "" where
    none stands there."""
    label = _LABELS.match(context)
    if not _LEAD_IN.match(context[label.end() :] if label else context):
        return ""
    for start in STARTS.finditer(context):
        before = context[: start.start()].rstrip()
        if re.match(r"\W*(?:đồng thời|ngoài ra)\b", before, re.I) and not _BESIDES.match(before):
            return ""
        if before.endswith((",", ":", ", thì")) or re.search(r"\d\)?$|\b(?:năm|tháng|quý|tuần|kỳ)(?: các)?$", before):
            end = body_at(context, start.start())
            rest = context[end:].lstrip(" ,")
            if end and (rest[:1].islower() or rest == ":") and not _WHEN.match(rest):
                return context[start.start() : end]
    return ""
