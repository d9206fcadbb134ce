"""The body that a plan tells to follow it."""

import re
from collections.abc import Iterable

from reminder.documents.narrative.outline import Point

_FOLLOWS = re.compile(
    r"(?:đầu mối|chủ trì|chịu trách nhiệm|theo dõi|hướng dẫn)[^.;]{0,80}(?:theo dõi|đôn đốc|tổng hợp)"
    r"[^.;]{0,200}(?:Kế hoạch|kế hoạch|UBND tỉnh|triển khai)",
    re.I,
)


def focal_in(points: Iterable[Point]) -> str:
    """Its name as printed, "" where the text tells nobody."""
    who = next((p.who for p in points if p.who and _FOLLOWS.search(p.words)), "")
    return re.sub(r"^(?:giao|yêu cầu)\s+", "", who, flags=re.I)
