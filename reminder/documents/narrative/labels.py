"""Tasks printed as lists: a line that names the task, and lines led by labels ("- Đơn vị chủ trì: …")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from reminder.documents.narrative.outline import Point
from reminder.documents.tables.headers import Field, field_of

_LABEL: Final = re.compile(r"^\W*(?P<label>[A-ZĐÀ-Ỹ][^:;.\n]{1,48}?)\s*:\s*(?P<value>\S.*)?$", re.S)
_INLINE: Final = re.compile(
    r"(?:^|[;.,(]\s*|\s[-–+]\s*)(?P<label>(?:(?:cơ quan|đơn vị|sở|ngành)\s+)?(?:chủ trì|phối hợp|đầu mối)(?: thực hiện| tham mưu)?"
    r"|thời (?:gian|hạn|điểm)(?: hoàn thành| thực hiện| trình| gửi)?|tiến độ(?: thực hiện)?|hạn hoàn thành|sản phẩm|kết quả|đầu ra"
    r"|kinh phí|nguồn kinh phí|cơ quan trình|cấp trình)\s*:\s*",
    re.I,
)
_WHEN: Final = frozenset(("timeframe", "start", "end"))
_LEAST = 5  # the level of the lines that describe: letters, bullets, words alone
_TOLD: Final = frozenset(("lead", "coordinators", "timeframe", "output", "approver", "funding", "roles", "start", "end", "title", "note"))


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task of a list: the point that names it, the `title`, its fields as printed, and the places of its lines among
    the points; `when` is the place of the line that says when."""

    title: Point
    words: str
    fields: Mapping[Field, str]
    places: tuple[int, ...]
    when: int


def labelled(text: str) -> tuple[Field, str] | None:
    """ "Đơn vị chủ trì: Sở Xây dựng" → the field and its words; None where the line is led by no label we know."""
    match = _LABEL.match(text)
    field = field_of(match["label"]) if match else None
    if match is None or field not in _TOLD or len(match["label"].split()) > 9:
        return None
    return field, (match["value"] or "").strip().rstrip(".;")


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
            out.append(made)
        place += max(1, len(run))
    return out


def _run(points: Sequence[Point], first: int) -> list[tuple[Field, str]]:
    """The label lines from `first` on, until a label comes again or a line has none."""
    run: list[tuple[Field, str]] = []
    for point in points[first:]:
        told = labelled(point.paragraph.text) if point.level >= _LEAST else None
        if told is None or (told[0] != "note" and told[0] in (field for field, _ in run)):
            break
        run.append(told)
    return run


def _task(points: Sequence[Point], first: int, run: Sequence[tuple[Field, str]]) -> ListedTask | None:
    fields: dict[Field, str] = {}
    for field, value in run:
        fields.setdefault(field, value)
    dated = fields.keys() & _WHEN
    if not fields.keys() & {"lead", "roles", "coordinators", "output", *_WHEN} or not (dated or len(run) > 1):
        return None
    own = fields.get("title", "")
    title = points[first] if own or first == 0 else points[first - 1]
    words = own or (title.words.strip(" :;.") if first else "")
    when = next((first + n for n, (field, _) in enumerate(run) if field in _WHEN), first)
    return ListedTask(title, words, fields, tuple(range(first, first + len(run))), when) if words else None
