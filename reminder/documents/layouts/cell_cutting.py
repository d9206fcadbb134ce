"""One row's words, run together, cut back into its cells.

Every cut of the words into as many parts as there are columns is weighed, and the best one taken: a lead
begins with an agency, a timeframe is made of time words alone, a cell begins with a capital. A cell may be
empty (it was merged or blank), at a price.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from reminder.directory.first_words import ANYONE, BODIES, LEVELS, pattern
from reminder.documents.bullets import BULLET
from reminder.documents.tables.cells import is_time
from reminder.documents.tables.headers import TIMES, Field

_MOST_CUTS = 90
_OFFICES: tuple[Field, ...] = ("lead", "coordinators", "approver", "roles", "subject")
_ANYONE = (*ANYONE, *(name.capitalize() for name in ANYONE), "sở", "hội", "tổ chức")
_OFFICE = re.compile(rf"(?:Các |Mỗi )?{pattern(*BODIES, *LEVELS, *_ANYONE)}")
_HEAD = re.compile(rf"Các (?:sở|Sở|cơ quan|đơn vị|địa phương|ngành)(?!\w)|{pattern(*BODIES)}")
_JOINS = re.compile(
    r"(?:[,;/(&:+–-]|\b(?:và|của|các|với|về|cho|tại|thuộc|theo|hoặc|là|do|từ|qua|cùng|gồm|trực|phó))$", re.I
)
_TIME = re.compile(
    r"(?:(?:từ|trước|trong|sau|hết|đến|chậm|nhất|muộn|định|kỳ|hằng|hàng|thường|xuyên|quý|tháng|năm|ngày|giai|đoạn"
    r"|hoàn|thành|cuối|đầu|giữa|cả|theo|lộ|trình|quy|tiến|độ|kế|hoạch|yêu|cầu|đột|xuất|và|các|tiếp|những|tuần|nay"
    r"|khi|có|hướng|dẫn|của|liên|tục|[IVX]+(?:/\d{4})?|[-–,;]|\(|\)|\d[\d/.\-–]*)[,;]?)",
    re.I,
)  # fmt: skip
_TIME_START = re.compile(
    r"(?:từ|trước|trong|sau|hết|đến|chậm|muộn|định kỳ|hằng|hàng|thường xuyên|quý|tháng|năm|ngày|giai đoạn"
    r"|hoàn thành|cuối|đầu|cả năm|theo|khi có|đột xuất|\d)",
    re.I,
)
_PRODUCT = re.compile(
    r"(?:Kế hoạch|Quyết định|Báo cáo|Đề án|Văn bản|Chương trình|Dự án|Hội nghị|Quy chế|Nghị quyết|Tờ trình"
    r"|Hệ thống|Danh mục|Công văn|Các |Kết quả|Hồ sơ|Phương án|Chỉ thị|Bộ |Cơ sở|Quy hoạch|Thông báo|Tài liệu|Lớp"
    r"|Mô hình|\d+ ?%|Hoàn thành|[-–•])"
)
_SOURCE = r"(?:Ngân sách|NS|Nguồn|Vốn|Kinh phí|Doanh nghiệp|Xã hội hóa|NSNN|NSTW|NSĐP)"
_MONEY = re.compile(_SOURCE, re.I)
_BEGINS = re.compile(f"{_HEAD.pattern}|{_PRODUCT.pattern}|{_TIME_START.pattern}|{_SOURCE}", re.I)
_SIGNED = re.compile(r"UBND tỉnh (?:ban hành|phê duyệt|quyết định|thông qua|trình)")
_DANGLING = {"Sở", "sở", "UBND", "Ban", "Bộ", "Cục", "cục", "TP", "Tp"}
# What is followed by the body it belongs to: "Văn phòng UBND tỉnh".
_LEADING = {"phòng", "đạo", "trưởng", "tịch", "đốc", "Chánh"}
_LEVELS = {"huyện", "xã", "phường", "phố", "tỉnh"}
_DASHES = {"-", "–", "—"}


def cut_cells(lines: Sequence[str], fields: Sequence[Field], whole_lines: bool = False) -> list[str]:
    """The texts of the columns `fields` (without the number) in the words of `lines`, "" for an empty cell.
    `whole_lines`: every cell is known to begin on a line of its own."""
    words: list[str] = []
    starts: list[int] = []
    for line in lines:
        starts.append(len(words))
        words += line.split()
    at_line = set(starts)
    cuts = [
        i for i, word in enumerate(words)
        if i == 0 or i in at_line or word[0].isupper() or word[0].isdigit() or BULLET.match(f"{word} ")
    ]  # fmt: skip
    cuts = [i for i in cuts if i == 0 or not _torn(words, i, i in at_line)]
    if whole_lines or len(cuts) > _MOST_CUTS:
        cuts = [i for i in cuts if i in at_line][:_MOST_CUTS]
    cuts.append(len(words))

    @cache
    def best(columns: int, last: int) -> tuple[float, tuple[int, ...]]:
        """The worth of the best first `columns` cells that end at cut `last`, and where each begins."""
        if columns == 0:
            return (0.0, ()) if last == 0 else (float("-inf"), ())
        ways: list[tuple[float, tuple[int, ...]]] = []
        for first in range(last + 1):
            so_far, begins = best(columns - 1, first)
            if so_far > float("-inf"):
                start = cuts[first]
                own = _worth(fields[columns - 1], words[start : cuts[last]], start in at_line, words[:start])
                ways.append((so_far + own, (*begins, start)))
        return max(ways, key=itemgetter(0))

    begins = best(len(fields), len(cuts) - 1)[1]
    return [" ".join(words[a:b]) for a, b in pairwise((*begins, len(words)))]


def divided(text: str, fields: Sequence[Field]) -> list[str] | None:
    """The cells of neighbouring columns that ran together: `UBND tỉnh Năm 2020`, `Sở Tài chính Quý IV/2018`. One
    must be a time, a body must be known by how it begins, none may be empty; else None."""
    words = text.split()
    if len(fields) < 2 or len(words) < len(fields) or set(fields).isdisjoint(TIMES):
        return None
    if fields[-1] in TIMES:
        for cut in range(1, len(words)):
            rest = _parted(words[:cut], fields[:-1])
            if rest and _is_when(words, cut, len(words), fields[-2]):
                return [*rest, " ".join(words[cut:])]
    elif fields[0] in TIMES:
        for cut in reversed(range(1, len(words))):
            rest = _parted(words[cut:], fields[1:])
            if rest and _is_when(words, 0, cut, fields[1]):
                return [" ".join(words[:cut]), *rest]
    return None


def _parted(words: Sequence[str], fields: Sequence[Field]) -> list[str] | None:
    """The words of one column, or of two of which the second is a body; a body begins as one does."""
    if len(fields) == 1:
        fits = fields[0] not in _OFFICES or _OFFICE.match(" ".join(words))
        return [" ".join(words)] if fits else None
    if len(fields) > 2 or fields[1] not in _OFFICES:
        return None
    for cut in range(1, len(words)):
        second = " ".join(words[cut:])
        first = _parted(words[:cut], fields[:1])
        if first and _HEAD.match(second) and not (_JOINS.search(words[cut - 1]) or words[cut - 1] in _LEADING):
            return [*first, second]
    return None


def _is_when(words: Sequence[str], first: int, end: int, beside: Field) -> bool:
    """These of the words are a time, whole; beside other words than a body's it must begin with a capital."""
    when = " ".join(words[first:end])
    begins = beside in _OFFICES or not (when[0].islower() or (first and _TIME.fullmatch(words[first - 1])))
    return begins and bool(_TIME_START.match(when)) and is_time(when) and not (first and _torn(words, first, False))


def _torn(words: Sequence[str], place: int, at_line: bool) -> bool:
    """Cutting here would part what belongs together: after a comma or an "và", in the middle of a name."""
    before = words[place - 1]
    if before in _DANGLING or (_JOINS.search(before) and before not in _DASHES):
        return True
    inside = (before in _LEVELS or (before[0].isupper() and not before.isupper())) and not at_line
    return inside and not _BEGINS.match(" ".join(words[place : place + 3]))


def _worth(field: Field, words: Sequence[str], at_line: bool, before: Sequence[str]) -> float:
    """How well these words make a cell of that kind; `before` are the words of the row before them."""
    if not words:
        return {"title": -9.0, "lead": -3.5, "timeframe": -3.5, "note": 0.0, "other": 0.0}.get(field, -2.5)
    text = " ".join(words)
    score = 1.0 * at_line
    if before and before[-1][:1].isupper() and not before[-1].isupper() and not _BEGINS.match(text):
        # "Cẩm | Phả, Hạ Long": the half of a name at the end of a line.
        score -= 2.5
    if text in _DASHES:
        return score + (3.0 if field in ("coordinators", "approver", "funding") else -3.0)
    if text[0].islower() or re.match(r"[-–•]\s+[^A-ZĐÀ-Ỹ]", text):
        score -= 3.0
    if field in _OFFICES:
        score += 4.0 if _OFFICE.match(text) else -5.0
        score -= 2.5 * _seams(words)
        score -= 3.0 * any(_is_time(words[i:]) for i in range(max(1, len(words) - 3), len(words)))
        score -= 2.0 * (len(words) > 60)
    elif field in TIMES:
        share = sum(bool(_TIME.fullmatch(word)) for word in words) / len(words)
        whole = _TIME_START.match(text) and (share == 1 or text.startswith(("Theo ", "Sau khi ")))
        score += 5.0 if whole else -6.0 + 4.0 * share
    elif field == "output":
        score += 1.5 if _PRODUCT.match(text) else 0.0
        score -= 3.0 * bool(_HEAD.match(text) and not _SIGNED.match(text)) + 4.0 * _is_time(words)
    elif field == "funding":
        score += 4.0 if _MONEY.match(text) else -4.0
    elif field == "title":
        score += min(1.5, 0.1 * len(words)) - 0.7 * _seams(words)
    return score


def _is_time(words: Sequence[str]) -> bool:
    return bool(words) and bool(_TIME_START.match(words[0])) and all(_TIME.fullmatch(word) for word in words)


def _seams(words: Sequence[str]) -> int:
    """Places where an agency begins although the words before do not lead to one: two cells in one."""
    seams = 0
    for place in range(1, len(words)):
        if words[place][0].isupper() and _HEAD.match(" ".join(words[place : place + 3])):
            seams += not _JOINS.search(words[place - 1])
    return seams
