"""Where a sentence says when: spans of deadline words, as printed. What they mean is for `phrases` to say."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BOUND = re.compile(
    r"\b(?:(?:trước(?! mắt| hết| khi| đây| tiên)|chậm nhất(?: là| vào| đến| trong)*"
    r"|muộn nhất(?: là| vào)*|không quá|không muộn hơn|đến hết|hết|vào(?= ngày| tuần| tháng| quý| cuối| đầu)"
    r"|đến(?= ngày| tháng| quý| cuối)|trong(?= ngày| tuần| tháng| quý| năm| các tháng| thời hạn| vòng)"
    r"|sau(?= \d+ ngày)|xong(?= tháng| quý))|(?:thời hạn|hạn|ngày) (?:gửi|nộp|báo cáo)?\s*:?\s*(?=ngày))\s+",
    re.I,
)
_TOKEN = re.compile(
    r"\d{1,2}\s?(?:giờ|h(?!\w))(?:\s?\d{2}(?: phút)?)?|\d{1,2}/\d{1,2}/+\d{4}|\d{1,2}/\d{1,2}|\d{1,2}/\d{4}|\d{4}"
    r"|\d{1,2}(?![\d%.])|(?:hằng|hàng|mỗi|từng)(?= ?(?:ngày|tuần|tháng|quý|năm|kỳ))|ngày làm việc|ngày|tuần"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|tháng|quý|năm|6 tháng|9 tháng|sáu tháng|chín tháng|đầu tiên|đầu"
    r"|cuối cùng|cuối|giữa|của|kỳ báo cáo|kỳ|kế tiếp|liền kề|kề|tiếp theo|sau|này|đó|trước|làm việc|dương lịch"
    r"|[IVX]{1,4}(?:/\d{4})?\b|và|hoặc|,|đến|-|–|\(|\)|báo cáo năm|báo cáo quý",
    re.I,
)
_SPACE = re.compile(r"\s*")
_DATED = re.compile(
    r"\d{1,2}/\d|ngày \d|tháng \d|năm \d{4}|quý (?:[IVX]{1,3}\b|\d)|(?:cuối|đầu|giữa) (?:năm|tháng|quý|tuần"
    r"|kỳ)|\b\d{4}$"
    r"|tháng cuối|tháng đầu|(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)|năm (?:sau|kế tiếp|tiếp theo)|tuần cuối",
    re.I,
)
_LOOSE_END = re.compile(r"(?:[\s,(–-]|\b(?:và|hoặc|đến|của|trước|kỳ))+$", re.I)
_BEFORE = re.compile(
    r"(?:định kỳ\s+)?(?:vào\s+)?(?:(?:hằng|hàng|mỗi)\s+)?(?:(?:tuần|tháng|quý|năm|6 tháng|9 tháng|sáu tháng|01 năm"
    r"|1 năm)(?:\s*(?:,|và|hoặc|-)\s*)?)+\s*[(:]?\s*$",
    re.I,
)
_EVENT = re.compile(
    r"\b(?:trong (?:thời hạn |vòng )?|không quá |chậm nhất (?:là )?(?:sau )?|sau )\d{1,3}\s+(?:ngày|tháng|giờ"
    r"|tuần)(?: làm việc)?(?:,? (?:kể )?(?:từ|sau)(?: khi| ngày)? [^;.,()]{3,120})",
    re.I,
)
_REGULAR = re.compile(
    r"(?:định kỳ\s+(?:(?:hằng|hàng|mỗi)\s+)?(?:tuần|tháng|quý|năm|6 tháng|9 tháng|sáu tháng|nửa năm)|(?:hằng|hàng"
    r"|mỗi)\s+(?:tuần|tháng|quý|năm)|(?<=báo cáo )(?:6 tháng|9 tháng|quý|tháng|năm)\b)(?:(?:\s*,\s*|\s+và\s+"
    r"|\s+hoặc\s+|\s*-\s*)(?:(?:hằng|hàng|mỗi)\s+)?(?:tuần|tháng|quý|năm|6 tháng|9 tháng|sáu tháng)\b(?: \d{4})?)*",
    re.I,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Characters `[start, end)` of the text, and the words there."""

    start: int
    end: int
    words: str


def dated(text: str) -> Iterator[TimeSpan]:
    """The deadlines in a text, left to right, each as long as its words go; laws cited by date are none."""
    at = 0
    while match := _next(text, at):
        start, end = match
        at = max(end, start + 1)
        words = text[start:end]
        if (event := _EVENT.match(text, start)) or _DATED.search(words):
            end = max(end, event.end()) if event else end
            at = end
            yield TimeSpan(start, end, text[start:end])


def _next(text: str, at: int) -> tuple[int, int] | None:
    match = _BOUND.search(text, at)
    event = _EVENT.search(text, at)
    if event and (match is None or event.start() <= match.start()):
        return event.start(), event.end()
    if match is None:
        return None
    end = match.end()
    while token := _TOKEN.match(text, space.end() if (space := _SPACE.match(text, end)) else end):
        end = token.end()
    words = text[match.start() : end]
    words = words[: len(words) - len(tail[0])] if (tail := _LOOSE_END.search(words)) else words
    end = match.start() + len(words)
    if words.count("(") > words.count(")") and text[end : end + 1] == ")":
        end += 1
    start = match.start()
    lead = _BEFORE.search(text[max(at, start - 60) : start])
    if lead and lead[0].strip():
        start = max(at, start - 60) + lead.start()
    if text[start:end].count(")") > text[start:end].count("("):
        cut = text[start:end].rfind(")")
        end = start + cut if text[start + cut : end].strip() == ")" else end
    return start, max(end, match.end())


def regular(text: str) -> TimeSpan | None:
    """The words of a frequency without a day (`định kỳ hàng quý, 6 tháng`), None when there are none."""
    match = _REGULAR.search(text)
    return TimeSpan(match.start(), match.end(), match[0]) if match else None
