"""The body that a plan tells to follow it."""

import re
from collections.abc import Sequence

from reminder.documents.blocks import Paragraph
from reminder.documents.narrative.outline import outline

_FOLLOWS = re.compile(
    r"(?:đầu mối|chủ trì|chịu trách nhiệm|theo dõi|hướng dẫn)[^.;]{0,80}(?:theo dõi|đôn đốc|tổng hợp)"
    r"[^.;]{0,200}(?:Kế hoạch|kế hoạch|UBND tỉnh|triển khai)",
    re.I,
)


def focal_in(paragraphs: Sequence[Paragraph]) -> str:
    """Its name as printed, "" where the text tells nobody."""
    who = next((p.who for p in outline(paragraphs) if p.who and _FOLLOWS.search(p.words)), "")
    return re.sub(r"^(?:giao|yêu cầu)\s+", "", who, flags=re.I)
