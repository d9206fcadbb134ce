"""Where a page prints the header of its table again."""

from collections.abc import Sequence


def repeated(lines: Sequence[str], header: Sequence[str]) -> set[int]:
    """The places of the lines that are the whole header once more, line for line, blanks between them or not. A line of
    its words alone is a cell: a task may be called "Thời gian"."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    words = ["".join(lines[place].split()) for place in filled]
    sought = ["".join(line.split()) for line in header if line.strip()]
    again: set[int] = set()
    for first in range(len(filled) - len(sought) + 1):
        if words[first : first + len(sought)] == sought:
            again.update(filled[first : first + len(sought)])
    return again
