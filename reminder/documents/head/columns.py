"""A letterhead's two columns, where a file runs them into one another line by line: what the right one says, its own
words taken out of the left one's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from reminder.documents.head.line import Line

_NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO = "ĐỘC LẬP TỰ DO HẠNH PHÚC"
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_HEADINGS = tuple(tuple(words.split()) for words in (_NATION, _MOTTO, _PARTY))
_FIRST, _LONGEST = 12, 400  # lines of a letterhead, and letters of one
_BREAKS, _BETWEEN = 2, 16  # lines of the right column less one; words of the left one between two of them
_WORD = re.compile(r"[^\W\d_]+")
_EDGES = "-–—_*|, "
# A day whose year stands in the column's next line, beside the subject of a letter.
CUT_DAY = re.compile(r"(?i:ngày)\s*\d{1,2}\s*(?i:tháng)\s*\d{1,2}(?P<year>\s*(?i:năm))?(?=\s+V/v\s|\s*$)")
_REST = re.compile(r"^(?P<subject>V/v\s.*?)??\s*(?P<year>(?P<named>(?i:năm)\s+)?(?:19|20)\d\d)[\s.]*$")

_At = tuple[int, int, int]  # line, and where its word begins and ends


def apart(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without the nation's title, its motto and the Party's name where other words stand between theirs, cut
    where they stood; a day has its year."""
    head = list(islice(lines, _FIRST))
    for heading in _HEADINGS:
        head = _without(head, heading)
    yield from _days_whole(head)
    yield from lines


def _without(lines: list[Line], heading: Sequence[str]) -> list[Line]:
    at = [(n, m.start(), m.end()) for n, line in enumerate(lines) for m in _WORD.finditer(line.text, 0, _LONGEST)]
    words = [lines[n].text[begin:end].replace("HOÀ", "HÒA") for n, begin, end in at]
    if " ".join(heading) == _MOTTO:  # the others stand in capitals
        words = [word.upper() for word in words]
    starts = [n for n, word in enumerate(words) if word == heading[0] and words[n + 1 : n + 2] == [heading[1]]]
    for breaks in range(_BREAKS + 1):
        for start in starts:
            if runs := _runs(words, start, heading, breaks):
                taken = [at[n] for n in chain.from_iterable(runs)]
                return list(chain.from_iterable(_cut(line, n, taken) for n, line in enumerate(lines)))
    return lines


def _runs(words: Sequence[str], start: int, heading: Sequence[str], breaks: int) -> list[range] | None:
    """Where the heading stands from a word on, broken as often as said."""
    most = next((n for n, word in enumerate(heading) if words[start + n : start + n + 1] != [word]), len(heading))
    if not breaks:
        return [range(start, start + most)] if most == len(heading) else None
    for length in range(1, min(most, len(heading) - 1) + 1):  # a word of the left column may look like the next
        behind = start + length
        for place in range(behind + 1, min(behind + 1 + _BETWEEN, len(words))):
            if rest := _runs(words, place, heading[length:], breaks - 1):
                return [range(start, behind), *rest]
    return None


def _cut(line: Line, number: int, taken: Sequence[_At]) -> Iterator[Line]:
    """What is left of a line, in its pieces."""
    text, begin = line.text, 0
    for _, first, last in [at for at in taken if at[0] == number]:
        yield from _piece(line, text[begin:first])
        begin = last
    yield from _piece(line, text[begin:])


def _piece(line: Line, text: str) -> Iterator[Line]:
    if words := text.strip() if text == line.text else text.strip(_EDGES):
        yield replace(line, text=words)


def _days_whole(lines: Sequence[Line]) -> Iterator[Line]:
    taken = False
    for n, line in enumerate(lines):
        if taken:
            taken = False
            continue
        cut = CUT_DAY.search(line.text)
        behind = line.text[cut.end() :].strip() if cut else ""
        after = lines[n + 1].text if cut and not behind and n + 1 < len(lines) else ""
        rest = _REST.match(behind or after)
        if cut is None or rest is None or bool(cut["year"]) == bool(rest["named"]):
            yield line
            continue
        taken = not behind
        yield replace(line, text=f"{line.text[: cut.end()]} {rest['year']}")
        if subject := rest["subject"]:
            yield replace(line, text=subject)
