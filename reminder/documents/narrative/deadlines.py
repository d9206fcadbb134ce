"""Where a sentence says when: its words of time, those of one deadline together."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from reminder.phrases.time_words import TimeWords, time_words

# What may stand between two dates of one deadline: "trước ngày 15/6 và (báo cáo năm) trước ngày 15/12".
_LINK: Final = re.compile(
    r"(?:[\s,()/–-]|;(?=\s*(?:báo cáo|lần|đợt|kỳ))|\b(?:và|hoặc|đối với|báo cáo|năm|quý|tháng|tuần|kỳ|6 tháng|đầu năm"
    r"|cuối năm|giữa năm|lần|đợt|thứ|một|hai|ba|nhất|[12345]|là|gồm|vào|hoàn thành|của|từ|đến|trong|hạn|chậm nhất"
    r"|định kỳ|của)\b|:(?=\s*(?:trước|chậm)))*",
    re.I,
)
# "báo cáo UBND tỉnh hằng quý và tham mưu sơ kết 6 tháng trước ngày 30/6": two things
_AND_DOES: Final = re.compile(r"\s*(?:,|;)?\s*và (?:tham mưu|sơ kết|tổng kết|tổ chức|xây dựng|trình)\b", re.I)
_LED: Final = re.compile(r"\b(?:báo cáo|kiểm tra|họp|giao ban|rà soát|đánh giá)\b[^,;]*$", re.I)
TIME_FIRST: Final = re.compile(
    r"\(?(?:từ|đến|trước|trong|vào|ngày|tháng|quý|năm|tuần|đầu|giữa|cuối|chậm|muộn|hết|xong|hoàn|đợt|lần|\d"
    r"|thời hạn)",
    re.I,
)
"""The words begin as a time does, and not as what it is of ("Đánh giá mùa khô 2024 - 2025")."""
_NEW: Final = re.compile(r"sơ kết|tổng kết", re.I)
_LEAD: Final = re.compile(
    r"(?:\b(?:(?:lần|đợt) \d\s*:?|trong(?: vòng| thời hạn| thời gian)?|vào|lúc|xong|từ|trước mắt|đến|suốt"
    r"|cả)\s+(?:thời gian\s+)?)$",
    re.I,
)


_PAY: Final = re.compile(r"\b(?:trợ cấp|phụ cấp|lương(?: hưu)?|học phí|thu nhập|sinh hoạt phí|phụ phí)\s+$", re.I)
_COUNTED: Final = re.compile(r"\b(?:lần|đợt|mũi|kỳ)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline of a sentence, characters `[start, end)` of it; `parts` are its words of time. `words` is what is
    printed, with " … " where words stand between that are none of time."""

    start: int
    end: int
    words: str
    parts: tuple[TimeWords, ...]

    @property
    def bound(self) -> bool:
        return any(part.bound for part in self.parts)

    def outside(self, sentence: str) -> str:
        """The words of the sentence that are none of its words of time."""
        ends = [self.start, *(part.end for part in self.parts)]
        starts = [*(part.start for part in self.parts), max(self.end, self.parts[-1].end)]
        between = [sentence[end:start] for end, start in zip(ends[1:], starts[1:], strict=True)]
        return " ".join([sentence[: min(self.start, self.parts[0].start)], *between[:-1], sentence[starts[-1] :]])

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(part.kind for part in self.parts)


def deadlines(sentence: str) -> tuple[tuple[Deadline, ...], tuple[TimeWords, ...]]:
    """The deadlines a sentence may name, left to right, and its other words of time: cited documents, blanks,
    labels, what waits for an event. Each word of time is in exactly one."""
    found = [replace(one, kind="about") if _is_of_pay(one, sentence) else one for one in time_words(sentence)]
    times = [one for one in found if one.kind in ("time", "often", "term", "data", "about", "open", "unread")]
    groups: list[list[TimeWords]] = []
    for one in times:
        before = groups[-1] if groups else []
        linked = before and not _NEW.match(one.words) and _LINK.fullmatch(sentence[before[-1].end : one.start])
        if linked and not _leaves(sentence[before[0].start : one.start]):
            before.append(one)
        else:
            groups.append([one])
    made = [_deadline(sentence, group) for group in _with_their_rhythm(groups, sentence)]
    return tuple(made), tuple(one for one in found if one not in times)


def _is_of_pay(one: TimeWords, sentence: str) -> bool:
    """ "trợ cấp hằng tháng" is what is paid."""
    return one.kind == "often" and bool(_PAY.search(sentence[: one.start]))


def _leaves(text: str) -> bool:
    """It leaves a bracket that was opened before it: "Đề án (2021 - 2025) trong quý I/2026" is no one time."""
    depth = [0, *itertools.accumulate({"(": 1, ")": -1}.get(sign, 0) for sign in text)]
    return min(depth) < 0


def _with_their_rhythm(groups: list[list[TimeWords]], sentence: str) -> list[list[TimeWords]]:
    """ "định kỳ hằng năm báo cáo …, gửi về Sở Xây dựng trước ngày 25 tháng 12": how often and when are one deadline
    where a sentence has one of each."""
    often = [g for g in groups if all(p.kind == "often" for p in g)]
    dated = [g for g in groups if any(p.kind == "time" and (p.bound or re.search(r"\d", p.words)) for p in g)]
    if len(often) == 1 and len(dated) == 1 and often[0][-1].end < dated[0][0].start:
        between = sentence[often[0][-1].end : dated[0][0].start]
        if _AND_DOES.match(between) and _LED.search(sentence[: often[0][0].start]):
            return groups
    if len(often) != 1 or len(dated) != 1 or (any(p.kind == "often" for p in dated[0]) and not dated[0][0].bound):
        return groups
    both = sorted([*often[0], *dated[0]], key=lambda p: p.start)
    first = min(groups.index(often[0]), groups.index(dated[0]))
    return [both if n == first else g for n, g in enumerate(groups) if n == first or g not in (often[0], dated[0])]


def _deadline(sentence: str, parts: Sequence[TimeWords]) -> Deadline:
    """Dates that print their year say when by themselves; how often is told of them and no part of their words."""
    say = (
        [p for p in parts if p.kind != "often"]
        if any(p.year for p in parts) and not _together(sentence, parts)
        else parts
    )
    start, end = say[0].start, say[-1].end
    if lead := _LEAD.search(sentence[:start]) or (sentence[start].isdigit() and _COUNTED.search(sentence[:start])):
        start = lead.start()
    words, at = "", start
    for before, after in zip(say, [*say[1:], None], strict=True):
        words += sentence[at : before.end]
        if after is None:
            break
        linked = _LINK.fullmatch(sentence[before.end : after.start])
        words += "" if linked else " … "
        at = before.end if linked else after.start
    opened = words.count("(") - words.count(")")
    if opened > 0 and sentence[end : end + 1] == ")":
        end, words = end + 1, words + ")"
    return Deadline(start, end, " ".join(words.split()), tuple(parts))


def _together(sentence: str, parts: Sequence[TimeWords]) -> bool:
    return all(_LINK.fullmatch(sentence[a.end : b.start]) for a, b in itertools.pairwise(parts))
