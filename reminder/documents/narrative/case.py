"""A time in its sentence, and what can be said of how it stands there."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

from reminder.documents.bullets import without_number
from reminder.documents.narrative.action_words import ACTIONS, LAYS
from reminder.documents.narrative.addressees import owner
from reminder.documents.narrative.deadlines import TIME_FIRST, Deadline
from reminder.documents.narrative.orders import REPORT, recipients
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sentences import says_only_time
from reminder.phrases import read
from reminder.phrases.time_words import time_words
from reminder.text_matching import folded

GOVERNS: Final = re.compile(
    r"(?:\b(?:hoàn thành|hoàn tất|hoàn thiện|xong|kết thúc|bắt đầu|thực hiện|triển khai|thời gian|thời hạn"
    r"|hạn|tiến độ"
    r"|hạn cuối|tổ chức"
    rf"|diễn ra|ban hành|{LAYS}|gửi|báo cáo|nộp|phê duyệt|công bố|khởi công|bàn giao|sơ kết"
    r"|tổng kết)\b[^,;.]{0,40}?[\s:(]*)$",
    re.I,
)
_PREPOSED: Final = re.compile(
    r"^(?:trong|vào|trước|chậm nhất|muộn nhất|từ|xong|đến hết|hết|không quá|sau|cuối|đầu|giữa|khởi công|hoàn thành"
    r"|bàn giao"
    r"|nghiệm thu|trình|ban hành|tổng kết|sơ kết)\b",
    re.I,
)
AIMS: Final = re.compile(r"^(?:muc tieu|chi tieu|quan diem|dinh huong|tam nhin|muc dich)\b")
YEARS: Final = re.compile(
    r"^(?:(?:trong|từ|các|của|cả)\s+)*(?:\d+ năm,? (?=\(?(?:19|20)\d\d|giai đoạn))?"
    r"(?:năm|giai đoạn|thời kỳ|nhiệm kỳ|năm học|niên độ|những năm)?"
    r"\s*(?:\(?(?:19|20)\d\d\)?[\s,–/-]*(?:(?:và|đến năm|đến|năm)\s*)?)+(?:(?:các|những) năm (?:tiếp theo|sau|tiếp))?$",
    re.I,
)
_SINCE: Final = re.compile(r"(?:kể )?từ\b(?!.*\bđến\b)", re.I)
_SESSION: Final = re.compile(r"\b(?:kỳ|phiên) họp\b", re.I)
_HARD: Final = re.compile(
    r"\(?(?:xong |hoàn thành |năm \d{4},? )?(?:trước(?! (?:đó|đây)\b)|chậm nhất|muộn nhất)\b", re.I
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_WAS: Final = re.compile(r"\b(?:đã|vừa)\b", re.I)
_AT_TIMES: Final = re.compile(r"định kỳ\b(?!$)|Định kỳ", re.I)
_LAID: Final = re.compile(rf"\b(?:{LAYS}|thông qua|ban hành|báo cáo)\b[^;]*$", re.I)
_ON_AND_ON: Final = re.compile(r"(?:tập trung|tiếp tục|tăng cường|đẩy mạnh|duy trì)\b", re.I)


def before_a_session(before: str, words: str, issued_on: date | None) -> bool:
    """ "trình HĐND tỉnh … tại kỳ họp thường lệ giữa năm 2026": something is to be laid before a session to come, which
    has no day yet. `before` is what stands before the words of time."""
    years = [int(year) for year in _YEAR.findall(words)]
    to_come = bool(years) and (issued_on is None or max(years) >= issued_on.year)
    return to_come and bool(_SESSION.search(words) and _LAID.search(before)) and not _WAS.search(before)


@lru_cache(maxsize=1024)  # a long sentence has hundreds of times
def _in_sentence(words: re.Pattern[str], sentence: str) -> bool:
    return bool(words.search(sentence))


@dataclass(frozen=True)
class Case:
    """A time in its sentence. What lies before `issued_on` is past; `cited`: where the first document cited ends;
    `beside_a_limit`: the sentence has another time that is bound as a limit."""

    sentence: str
    one: Deadline
    point: Point
    issued_on: date | None
    cited: int = 0
    beside_a_limit: bool = False

    def says(self, words: re.Pattern[str]) -> bool:
        """The whole sentence has such words."""
        return _in_sentence(words, self.sentence)

    @cached_property
    def before(self) -> str:
        """What stands before it, its own opening bracket included."""
        return self.sentence[: self.one.start] + ("(" if self.one.words.startswith("(") else "")

    @cached_property
    def after(self) -> str:
        return self.sentence[self.one.end :]

    @cached_property
    def heads(self) -> list[str]:
        """The headings it stands under, without their numbers, in plain letters."""
        own = self.point.words if self.point.heads else ""
        return [folded(without_number(head)) for head in (*self.point.path, own)]

    @cached_property
    def years(self) -> bool:
        """Nothing but years, bound by no word."""
        return bool(YEARS.match(self.one.words)) and not self.one.bound

    @cached_property
    def dated(self) -> bool:
        """It prints its year."""
        return any(part.year for part in self.one.parts)

    @cached_property
    def over(self) -> bool:
        reading = read(self.one.words, self.issued_on)
        last = reading.end or max((w.end for w in reading.windows if w.end), default=None)
        return bool(self.issued_on and last and last < self.issued_on and reading.recurrence is None)

    @cached_property
    def since(self) -> bool:
        """From a day on that lies before: "máy hỏng từ ngày 19/02"."""
        start = read(self.one.words, self.issued_on).start if _SINCE.match(self.one.words) else None
        return bool(self.issued_on and start and start < self.issued_on and not self.one.bound)

    @cached_property
    def at_times(self) -> bool:
        """ "định kỳ báo cáo Ủy ban nhân dân tỉnh": a report is owed, and nothing beside says when."""
        said = _AT_TIMES.match(self.one.words) and self.one.kinds <= {"open"}
        if said and any(one.kind in ("time", "often", "term") for one in time_words(self.point.words)):
            return False
        return bool(said and REPORT.search(self.one.words + self.after[:90]) and recipients(self.sentence)[0])

    @cached_property
    def at_session(self) -> bool:
        """ "trình HĐND tỉnh tại kỳ họp thường lệ giữa năm 2026": by then it is to be laid before a session."""
        said = self.before[-60:] + self.one.words
        return bool(_SESSION.search(said) and _LAID.search(self.before + self.one.words))

    @cached_property
    def owned(self) -> bool:
        return bool(self.point.told or owner(self.sentence, "", paragraph=self.point.words if self.alone else ""))

    @cached_property
    def leads(self) -> bool:
        """ "Quý III/2026, Sở Công Thương đánh giá", "…, quý I/2020 xây dựng kế hoạch": what is to be done follows."""
        begins = not self.before.strip() or self.before.rstrip().endswith((",", ":"))
        does = ACTIONS.match(self.after.lstrip()) and not _ON_AND_ON.match(self.after.lstrip())
        return begins and bool(re.match(r"\s*," if self.years else r"\s*[,:]", self.after) or does)

    @cached_property
    def governed(self) -> bool:
        """A word says that something happens then; or it stands alone behind a dash or a colon."""
        sign = "[:–-]" if self.years else "[,:–-]"  # "Tập huấn an toàn tiêm chủng, quý II/2026"
        ends = not re.search(r"\w", self.after) and bool(re.search(rf"{sign}\s*$", self.before))
        return bool(GOVERNS.search(self.before) or _PREPOSED.match(self.one.words) or self.leads or ends)

    @cached_property
    def alone(self) -> bool:
        return not re.search(r"\w", self.one.outside(self.sentence)) and not self.point.heads

    @cached_property
    def heads_below(self) -> bool:
        """ "Quý II/2026:", "* Tháng 3/2026": a heading that is nothing but a time still to come."""
        only = self.point.heads and says_only_time(self.sentence)
        return (
            only
            and bool(TIME_FIRST.match(self.one.words))
            and not self.years
            and not self.over
            and not any(map(AIMS.match, self.heads))
        )

    @cached_property
    def fixed(self) -> bool:
        """A word binds it as a limit, and not only "đến"."""
        parts = self.one.parts
        return any(part.bound and not re.match(r"(?:tính )?đến\b", part.words, re.I) for part in parts)

    @cached_property
    def hard(self) -> bool:
        """ "trước ngày …", "chậm nhất …", "năm 2025 trước ngày …": no goal and no span is worded so."""
        return any(map(_HARD.match, (self.one.words, *(part.words for part in self.one.parts))))

    @cached_property
    def bracketed(self) -> bool:
        """It stands alone in brackets behind what is due: "trình đề án (tháng 6)"."""
        return self.before.rstrip().endswith("(") and self.after.lstrip().startswith(")")
