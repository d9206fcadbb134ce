"""Tasks printed as lists: a line that names the task, and lines led by labels ("- Đơn vị chủ trì: …")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reminder.documents.bullets import without_number
from reminder.documents.narrative.outline import Point
from reminder.documents.narrative.sentences import frames
from reminder.documents.tables.headers import Field, field_of

WHEN: Final[frozenset[Field]] = frozenset(("timeframe", "start", "end"))
"""The fields that say when."""
_LABEL: Final = re.compile(r"(?:^|[;.]\s*)(?P<label>[^\W\d][^:;.\n]{1,48}?)\s*:(?!\d)\s*")
_INLINE: Final = re.compile(
    r"(?:^|[;.,(]\s*|\s[-–+]\s*)(?P<label>(?:(?:cơ quan|đơn vị|sở|ngành)\s+)?(?:chủ trì|phối hợp"
    r"|đầu mối)(?: thực hiện| tham mưu)?"
    r"|thời (?:gian|hạn|điểm)(?: hoàn thành| thực hiện| trình| gửi)?|tiến độ(?: thực hiện)?|hạn hoàn thành|sản phẩm"
    r"|kết quả|đầu ra"
    r"|kinh phí|nguồn kinh phí|cơ quan trình|cấp trình)\s*:\s*",
    re.I,
)
_LEAST: Final = 5  # the level of the lines that describe: letters, bullets, words alone
_TOLD: Final = frozenset(
    ("lead", "coordinators", "timeframe", "output", "approver", "funding", "roles", "start", "end", "title", "note")
)


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task of a list: the place among the points of the one that names it, its fields as printed, and the places of
    its lines; `when` is the place of the line that says when."""

    named: int
    words: str
    fields: Mapping[Field, str]
    places: tuple[int, ...]
    when: int


def labelled(text: str) -> list[tuple[Field, str]]:
    """ "- Đơn vị chủ trì: Sở Xây dựng; thời gian: Quý I/2026" → the fields and their words, in order; [] where the line
    does not begin with a label we know."""
    text = re.sub(r"^\W+", "", without_number(text))
    marks = [(mark, field) for mark in _LABEL.finditer(text) if (field := _field(mark["label"]))]
    if not marks or marks[0][0].start():
        return []
    ends = [*(mark.start() for mark, _ in marks[1:]), len(text)]
    return [(field, text[mark.end() : end].strip(" .;")) for (mark, field), end in zip(marks, ends, strict=True)]


def _field(label: str) -> Field | None:
    if re.match(r"(?:thời gian|thời điểm|kỳ) (?:chốt|lấy|tính|thống kê|số liệu)|thời kỳ|niên độ", label, re.I):
        return "note"  # of which period the figures are
    field: Field | None = "timeframe" if re.match(r"tần suất|kỳ báo cáo", label, re.I) else field_of(label)
    return field if field in _TOLD and len(label.split()) < 10 else None


def inline(text: str) -> Mapping[Field, str]:
    """ "…; chủ trì: Sở Y tế; thời gian: Quý II/2026": the fields named inside a paragraph, {} without who and when."""
    found: dict[Field, str] = {}
    marks = list(_INLINE.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    for mark, end in zip(marks, ends, strict=False):
        field = field_of(mark["label"])
        value = text[mark.end() : end].strip(" ;,.-–+()")
        if field and field not in found and value:
            found[field] = value
    return found if "timeframe" in found and ("lead" in found or len(found) > 2) else {}


def listed_tasks(points: Sequence[Point]) -> list[ListedTask]:
    """The tasks that a run of label lines describes, each under the line that names it."""
    out: list[ListedTask] = []
    place = 0
    while place < len(points):
        run = _run(points, place)
        if made := _task(points, place, run):
            before = out[-1] if out and made.named == out[-1].places[-1] else None
            out.append(replace(made, named=before.named, words=before.words) if before else made)
        place += max(1, len(run))
    return out


def _run(points: Sequence[Point], first: int) -> list[list[tuple[Field, str]]]:
    """The label lines from `first` on, until a line has none, or a label that came before the last line. How often and
    by when may have a line each."""
    run: list[list[tuple[Field, str]]] = []
    seen: set[Field] = set()
    for point in points[first:]:
        told = labelled(point.paragraph.text)
        beside = {field for field, _ in run[-1]} if run else set()
        again = {field for field, _ in told} & seen - {"note", "timeframe"} - beside
        if not told or again or (point.level < _LEAST and not run and not _numbered_run(points, first)):
            break
        seen |= {field for field, _ in told}
        run.append(told)
    return run


def _numbered_run(points: Sequence[Point], first: int) -> bool:
    """Numbered lines are labels of one task where who and when stand side by side in them."""
    fields = {field for point in points[first : first + 4] for field, _ in labelled(point.paragraph.text)[:1]}
    return "lead" in fields and "timeframe" in fields and labelled(points[first].paragraph.text)[0][0] == "lead"


def _task(points: Sequence[Point], first: int, run: Sequence[Sequence[tuple[Field, str]]]) -> ListedTask | None:
    fields: dict[Field, str] = {}
    for field, value in (told for line in run for told in line):
        joined = " … " if field in WHEN else "; "
        fields[field] = joined.join(filter(None, (fields.get(field, ""), value)))
    dated = fields.keys() & WHEN
    behind = points[first + len(run)].words if first + len(run) < len(points) else ""
    if fields.keys() <= WHEN and frames(behind):
        return None  # when something is held, and where
    if not fields.keys() & {"lead", "roles", "coordinators", "output", *WHEN} or not (dated or len(fields) > 1):
        return None
    own = fields.get("title", "")
    named = first if own or first == 0 else first - 1
    words = own or (points[named].words.strip(" :;.") if first else "")
    when = next((first + n for n, line in enumerate(run) if any(field in WHEN for field, _ in line)), first)
    return ListedTask(named, words, fields, tuple(range(first, first + len(run))), when) if words else None
