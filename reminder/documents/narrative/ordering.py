"""A deadline in its sentence → what it orders, or why that cannot be told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reminder.documents.accounting import short
from reminder.documents.narrative.action_words import acts_within, begins_to_act
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.body_names import STARTS, body_at
from reminder.documents.narrative.deadlines import Deadline, deadlines
from reminder.documents.narrative.orders import REPORT, DutyKind, kind_of, recipients
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sentences import Sentence, frames, is_bare, says_only_when
from reminder.phrases.time_words import TimeWords, time_words

_PASSED_ON: Final = re.compile(
    r"\b(?:trình|gửi|báo cáo|về|cho|để|xem xét|quyết định|ban hành|phê duyệt|tổng hợp|theo dõi|chỉ đạo|và|qua"
    r"|cung cấp"
    r"|cùng|nộp|chuyển)\b",
    re.I,
)
_AMENDS: Final = re.compile(
    r"\b(?:đính chính|sửa lại là|nay sửa|cụm từ|bãi bỏ (?:điểm|khoản|nội dung)|giữ nguyên như|không thay đổi"
    r"|điều chỉnh thời hạn)\b",
    re.I,
)
_THAT: Final = re.compile(r"(?:các |những )?(?:việc|nội dung|nhiệm vụ|công việc) (?:này|trên|nêu trên)\b", re.I)
_TENTATIVE: Final = re.compile(r"\b(?:dự kiến|sẽ)\b[^;()]{0,60}$", re.I)
_WILL_BE: Final = re.compile(r"\bsẽ được\b", re.I)
_THIS: Final = re.compile(r"(\w+(?: \w+)?) này")
_WHEN: Final = re.compile(r"\b(?:hoàn thành|hoàn tất|xong|vào|trong|trước|thời gian|hạn|các|ngày)\b", re.I)
_SENDS: Final = re.compile(r"(?:và )?(?:gửi|báo cáo|nộp)\b", re.I)
_COMPLETE: Final = re.compile(r"^\W*(?:hoàn thành|hoàn tất|kết thúc|đưa vào)\b|\bhoàn thành\b[^;]*$", re.I)
_NO_TASK: Final = re.compile(r"(?:có hiệu lực|phê duyệt tại|quy định tại|giai đoạn|kỳ họp|tầm nhìn|so với)\s*$", re.I)
_SENT: Final = re.compile(r"\b(?:gửi|nộp|trình) (?:\w+ ){0,3}?báo cáo\b|\bbáo cáo\b.*\b(?:về|gửi)\b", re.I)
_WORD: Final = re.compile(r"\w+")
# "Sở Y tế không phải báo cáo trước ngày …"; "không quá", "không chậm hơn" are limits
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_NEGATED: Final = re.compile(
    r"(?<!dự án )(?<!nhiệm vụ )(?<!trường hợp )(?<!hồ sơ )(?<!công trình )"
    r"\b(?:không|chưa) (?:phải |cần |yêu cầu |bắt buộc |thuộc diện )*"
    r"(?:báo cáo|gửi|nộp|trình|hoàn thành|thực hiện|xây dựng|lập|ban hành|đăng ký|triển khai)\b[^,;]*$"
    r"|\b(?:được )?miễn (?:báo cáo|gửi|nộp|thực hiện)\b[^,;]*$",
    re.I,
)
# "không quá 12 tháng", "không quá 45 ngày" of nothing it runs from
_LONG_TERM: Final = re.compile(r"\b(?:tháng|năm)$|^không quá \d+ ngày$", re.I)
_RUNS_FROM: Final = re.compile(r"\b(?:kể từ|từ|sau khi|sau ngày|sau)\b", re.I)
# "giấy chứng nhận tốt nghiệp cấp trước ngày …": of what day the paper must be
_PAPER: Final = re.compile(
    r"\b(?:giấy (?:chứng nhận|phép|xác nhận)|bằng (?:tốt nghiệp|cấp)|chứng chỉ|hợp đồng)"
    r"(?: (?!phải|cần|hoàn|được)\w+){0,8} (?:cấp|ký)\s*$|\bđang (?:hoạt động|khai thác)\s*$"
    r"|\b(?:đơn|hồ sơ|thủ tục)\b[^,;]{0,30}\b(?:nhận|tiếp nhận|thụ lý)\s*$",
    re.I,
)
_CONCLUDES: Final = re.compile(r"(?:sơ kết|tổng kết)\b", re.I)
# "Lễ tưởng niệm … ngày 15/11/2026", "Lớp 12 THPT: ngày 10/12/2026": when something is held, and by whom is not said
_HELD: Final = re.compile(
    r"\W*(?:[\"“]|Lễ (?:khai|bế|tưởng|kỷ|phát|trao|công|ra|hội)\b|Ngày (?:hội|cao điểm)\b|Vé\b|Kỳ thi\b|Lớp \d"
    r"|Học kỳ\b|Năm học\b|Chương trình [\"“])"
)
_TAKES_PLACE: Final = re.compile(r"\b(?:diễn ra|được tổ chức)\b[^,;]{0,40}$", re.I)
_OPENS: Final = re.compile(r"(?:Lễ|Hội nghị|Hội thi|Kỳ thi|Đại hội)\b.*\bdiễn ra\b")
# "Quỹ … đang nhận hồ sơ đến hết ngày 31/8/2026", "Kế hoạch cao điểm … kết thúc vào 31/7/2026", "Cấm biển từ 05 giờ …
# cho đến khi có thông báo mới"
_RUNNING: Final = re.compile(r"\bđang\b[^,;]{0,40}$", re.I)
_RUNS_OUT: Final = re.compile(r"\W*(?:kế hoạch|đề án|chương trình|chiến dịch|hợp đồng|đợt)\b[^;]*\bkết thúc\s*$", re.I)
_UNTIL: Final = re.compile(r"(?:cho )?đến\b", re.I)
_FROM: Final = re.compile(r"từ\b", re.I)
_UNTIL_TOLD: Final = re.compile(r"\s*(?:cho )?đến khi có\b", re.I)
# "Chiến dịch 60 ngày: từ 01/11 đến 30/12/2026", "Giai đoạn chuẩn bị: từ nay đến 15/6/2026": when something runs
_RUNS: Final = re.compile(
    r"\W*(?:(?:đợt|giai đoạn|lần) \d+|đợt|giai đoạn|chiến dịch"
    r"|(?:tháng|đợt|tuần) cao điểm|học kỳ|năm học|vụ)\b[^;]*:?\s*$",
    re.I,
)
# "mỗi tháng ít nhất 08 trạm": how much
_SO_MANY: Final = re.compile(r"(?: học)?,? (?:ít nhất|tối thiểu|không dưới) \d+ (?!lần|đợt|cuộc|kỳ|báo cáo)", re.I)
# "Để kịp báo cáo Bộ Tài chính trước ngày 20/7, Sở Tài chính đề nghị …": by when those who ask have to
_AIMS_FIRST: Final = re.compile(r"\W*(?:để|nhằm)\b[^,;:]*$", re.I)
# "Trước ngày 08/3/2026, Phó Thủ tướng sẽ chủ trì cuộc họp": what others will do
_THEY_WILL: Final = re.compile(r"\s*,[^,;]{3,90}?\bsẽ\b", re.I)
_PERSONS: Final = re.compile(r"(?:các )?(?:học sinh|thí sinh|sinh viên|người dân|đại biểu)$", re.I)
_HELPS: Final = re.compile(r"\bphối hợp(?: thực hiện| triển khai)?$", re.I)


@dataclass(frozen=True, slots=True)
class Order:
    """What is ordered, in the words of the document; `context` are those that say what, `quote` those it rests on."""

    kind: DutyKind
    context: str
    schedule: str
    quote: str
    to: str = ""
    via: str = ""
    owed_by: str = ""


def order(
    point: Point, parts: Sequence[Sentence], number: int, one: Deadline, firm: Sequence[Deadline], above: str
) -> Order | str:
    """The order that the deadline `one` of the sentence `parts[number]` belongs to, `firm` being all of them there and
    `above` the words of the point before. Else why there is none: `head`, the line is a heading; `unread`, no rule
    reads the time; `no-order`, it is not told what is due or who is spoken to."""
    sentence = parts[number].text
    if one.kinds <= {"unread"}:
        return "unread"
    if _AMENDS.search(sentence):
        return "amends"
    if _goes_on(sentence, one):
        return "no-order"
    if _NEGATED.search(_BRACKETED.sub("", sentence[: one.start])) or _PAPER.search(sentence[: one.start]):
        return "no-order"
    if not point.told and not re.search(r"\w", sentence[: one.start]) and _THEY_WILL.match(sentence[one.end :]):
        return "no-order"
    if _AIMS_FIRST.match(sentence[: one.start]) and "," in sentence[one.end :]:
        return "no-order"
    if point.heads and not REPORT.search(point.words):
        return "head"
    if (
        one.kinds <= {"term"}
        and _LONG_TERM.search(one.words)
        and not _RUNS_FROM.search(sentence[:20] + one.words + sentence[one.end :].partition(",")[0])
    ):
        return "no-order"
    context = sentence if len(firm) == 1 else _around(sentence, firm, firm.index(one))
    quote = context
    bare = is_bare(sentence, one) and not REPORT.search(one.words)
    if bare and number and frames(parts[number - 1].text):
        return "no-order"
    if bare or _THAT.match(sentence) or (len(firm) == 1 and not _says_what(sentence, one)):
        if number:
            context = f"{_goes_on_from(parts, number).text}{'; ' if parts[number].goes_on else '. '}{sentence}"
            quote = short(point.paragraph.text, 900)
        elif bare and above and not says_only_when(above) and not frames(above):
            context = quote = f"{above} {sentence}"
        elif bare:
            return "no-order"
    kind = kind_of(context, sentence)
    before = ([] if context == sentence else [sentence]) + _before(point, parts, number)
    owned = bool(owner(context, point.told, before, point.words))
    if kind == "task" and not bare and not _is_task(context, one):
        return "no-order"
    if one.kinds <= {"often"} and not REPORT.search(sentence) and not owned:
        return "no-order"
    firm_words = one.bound or bare or kind != "task" or _orders(sentence, one) or _stands_beside(sentence, one)
    if not one.bound and (
        _TENTATIVE.search(sentence[: one.start]) or _WILL_BE.search(one.words) or _is_aside(sentence, one)
    ):
        return "no-order"
    if not owned and not firm_words:
        return "no-order"
    limit = any(part.bound for part in one.parts if part.kind != "term")
    held = kind == "task" and not limit and context == sentence and not parts[number].goes_on
    takes_place = _TAKES_PLACE.search(sentence[: one.start]) or _OPENS.match(one.words)
    if held and not owner(sentence, "") and (_HELD.match(sentence) or takes_place):
        return "no-order"
    if held and _is_span(sentence, one):
        return "no-order"
    if one.kinds <= {"often"} and _SO_MANY.match(sentence[one.end :]):
        return "no-order"
    if any(part.words not in quote for part in one.parts):
        quote = sentence  # how often, beside a date of its own year, is told where the quote is read
    to, via = recipients(sentence if len(firm) == 1 else context)
    if not to and context != sentence:
        behind = parts[number + 1].text if number + 1 < len(parts) else ""
        to, via = recipients(behind if _SENDS.match(behind) and not deadlines(behind)[0] else context)
    schedule = _with_the_rhythm_before(parts, number, one, bare)
    owed_by = _next_tier(sentence, firm, context, one) or owner(context, point.told, before, point.words) or point.who
    if not one.bound and _PERSONS.match(owed_by):
        return "no-order"
    return Order(kind, context, schedule, quote, to, via, _antecedent(owed_by, point.words, parts[number].start))


def _is_span(sentence: str, one: Deadline) -> bool:
    before = sentence[: one.start]
    return bool(_FROM.match(one.words) and _RUNS.match(before) and not acts_within(before))


def _antecedent(named: str, text: str, at: int) -> str:
    """ "Phòng này" is the body last named so before `at`; "" where none was."""
    this = _THIS.fullmatch(named)
    if not this:
        return named
    starts = [start.start() for start in STARTS.finditer(text, 0, at) if start[0].casefold() == this[1].casefold()]
    bodies = [text[start:end] for start in starts if (end := body_at(text, start)) and end <= at]
    return bodies[-1] if bodies else ""


def waiting_report(sentence: str, others: Sequence[TimeWords]) -> Order | None:
    """A report that is sent when something happens ("theo quy định", "khi có yêu cầu"); None where none is ordered."""
    waits = next((one for one in others if one.kind == "waits" and one.start > 0), None)
    to, via = recipients(sentence)
    if waits is None or not to or not _SENT.search(sentence):
        return None
    words = re.split(r"[,;.()]", sentence[waits.start :], maxsplit=1)[0].strip()
    return Order("report", sentence, words, sentence, to, via)


def next_says_when(parts: Sequence[Sentence], number: int) -> bool:
    """The sentence behind this one only gives the day of what this one orders."""
    following = parts[number + 1].text if number + 1 < len(parts) else ""
    times = deadlines(following)[0]
    return len(times) == 1 and "time" in times[0].kinds and is_bare(following, times[0])


def _with_the_rhythm_before(parts: Sequence[Sentence], number: int, one: Deadline, bare: bool) -> str:
    """ "… định kỳ hằng năm báo cáo. Thời gian gửi trước ngày 10/12": both sentences say when."""
    if not bare or not number or any(part.year or part.kind == "often" for part in one.parts):
        return one.words
    often = [before.words for before in deadlines(parts[number - 1].text)[0] if before.kinds <= {"often"}]
    return " … ".join([*dict.fromkeys(often), one.words])


def _next_tier(sentence: str, firm: Sequence[Deadline], context: str, one: Deadline) -> str:
    """ "… gửi Sở Y tế trước ngày 05/12 để báo cáo UBND tỉnh trước ngày 10/12": who receives the one sends the other."""
    if not firm.index(one) or not re.match(r"(?:để|và)?\s*(?:để )?(?:tổng hợp|báo cáo|trình)\b", context, re.I):
        return ""
    return recipients(sentence[: firm[firm.index(one) - 1].end])[0] if "để" in context[:14] else ""


def _before(point: Point, parts: Sequence[Sentence], number: int) -> list[str]:
    """The parts before, the nearest first, that may name who owes this one: where the paragraph itself speaks to
    somebody only those of a later sentence of its own."""
    first = number
    while first and parts[first].goes_on:
        first -= 1
    within = parts[first:number] if first else ()
    return [part.text for part in reversed(within if point.told else parts[:number])]


def _goes_on_from(parts: Sequence[Sentence], number: int) -> Sentence:
    """What a part that says no more than when goes on from: the one before, past those that have times of their own or
    only say who helps."""
    at = number - 1
    while at and ((parts[at].goes_on and time_words(parts[at].text)) or _HELPS.search(parts[at].text)):
        at -= 1
    return parts[at]


def _around(sentence: str, firm: Sequence[Deadline], number: int) -> str:
    """Of a sentence with several deadlines, the words that lead to this one and belong to no other."""
    start = firm[number - 1].end if number else 0
    last = number + 1 == len(firm)
    own = sentence[start : firm[number].start]
    if number and len(_WORD.findall(own)) < 3:
        return sentence
    end = len(sentence) if last else firm[number + 1].start
    after = sentence[firm[number].end : end] if last or not own.strip() else ""
    return (own + firm[number].words + after).strip(" ,;")


def _says_what(sentence: str, one: Deadline) -> bool:
    """It says what is due; "trình UBND tỉnh xem xét, quyết định trong quý III" goes on from what stands before."""
    own = one.outside(sentence)
    if not sentence[:1].islower():
        return len(_WORD.findall(own)) >= 2
    for name in filter(None, recipients(sentence)):
        own = own.replace(name, " ")
    return len(_WORD.findall(_PASSED_ON.sub(" ", own))) >= 3


def _is_task(context: str, one: Deadline) -> bool:
    """Something to be done by then: words besides the time, and it is no date of a law or a goal."""
    words = len(_WORD.findall(context)) - len(_WORD.findall(one.words))
    named = not one.bound and _NO_TASK.search(context.partition(one.parts[0].words)[0])
    return (words >= 3 or bool(_CONCLUDES.match(one.words))) and not named


def _stands_beside(sentence: str, one: Deadline) -> bool:
    """ "Danh sách đề nghị tặng cờ: ngày 25/12/2026", "Tháng 5/2026: Tổng kết, trao giải": the time, a colon or a dash,
    and what is due."""
    before, after = sentence[: one.start], sentence[one.end :]
    behind = re.search(r"\w{2}\W*[:–-]\s*$", before) and not re.search(r"\w", after)
    return bool(behind or (not re.search(r"\w", before) and re.match(r"\)?\s*:\s*\w+ \w", after)))


def _is_aside(sentence: str, one: Deadline) -> bool:
    """It stands in brackets with words of its own: "(đoàn làm việc ngày 26 - 27/3)" tells, and orders nothing."""
    opened = sentence.rfind("(", 0, one.start)
    if opened < 0 or ")" in sentence[opened : one.start]:
        return False
    beside = sentence[opened + 1 : one.start] + sentence[one.end :].partition(")")[0]
    return bool(re.search(r"\w", _WHEN.sub(" ", beside)))


def _goes_on(sentence: str, one: Deadline) -> bool:
    """What runs by itself until then, or from then on until something is told: a limit of nobody's work, perhaps."""
    before, after = sentence[: one.start], sentence[one.end :]
    running = _RUNNING.search(before)
    runs = running and _UNTIL.match(one.words) and not acts_within(before[: running.start()])
    return bool(runs or _RUNS_OUT.match(before) or (_FROM.match(one.words) and _UNTIL_TOLD.match(after)))


def _orders(sentence: str, one: Deadline) -> bool:
    return begins_to_act(sentence) or bool(_COMPLETE.search(sentence[: one.start]))
