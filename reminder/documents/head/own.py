"""What a document prints of itself in a paragraph: its letterhead, apart from what the paragraph says behind it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from reminder.documents.blocks import Paragraph
from reminder.documents.head.columns import CUT_DAY
from reminder.documents.head.dates import day_in
from reminder.documents.head.numbers import number_in
from reminder.documents.head.titles import is_subject

_MOTTO = re.compile(r"độc lập|tự do|hạnh phúc", re.I)


def head_end(text: str) -> int:
    """Where the letterhead ends in a paragraph that begins with it, behind number and day: names in capitals and the
    motto stand before them, nothing behind or the subject. 0 where there is neither, or a sentence goes on."""
    if "ngày" not in text.lower() and "số" not in text.lower():
        return 0
    shown = _MOTTO.sub(lambda m: m[0].upper(), text)
    number, day = number_in(shown), day_in(shown)
    end = max(number[2] if number else 0, day.end if day else 0)
    if end and not day and (cut := CUT_DAY.search(shown, end)) and len(cut.string[end : cut.start()]) < 60:
        end = cut.end()
    behind = text[end:].strip(" .")
    return end if end and (not behind or is_subject(behind) or (number and day)) else 0


def parted(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, or its letterhead and what goes on behind it."""
    text = paragraph.text
    end = head_end(text)
    rest = text[end:].strip()
    if not end or not rest.strip("."):
        yield paragraph
    else:
        yield replace(paragraph, text=text[:end])
        yield replace(paragraph, text=rest)
