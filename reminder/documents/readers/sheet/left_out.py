"""What of a sheet was not read, or read otherwise than it may have been seen: its cells, and their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from openpyxl.utils import get_column_letter

from reminder.documents.finding import Finding, Spot, found
from reminder.documents.readers.sheet.cells import At, SeenCell
from reminder.documents.readers.sheet.hidden import Hidden

_LISTED, _LENGTH = 5, 100  # so many texts, each so long
_MOST = 12  # remarks of one kind on one sheet


def place(title: str, ats: Sequence[At]) -> Spot:
    """`Danh mục!A4`, or the range from the first cell to the last."""
    rows, columns = [row for row, _ in ats], [column for _, column in ats]
    first, last = f"{get_column_letter(min(columns))}{min(rows)}", f"{get_column_letter(max(columns))}{max(rows)}"
    return Spot("cell", min(rows), f"{title}!{first}" + f":{last}" * (first != last))


def listed(texts: Sequence[str]) -> str:
    """The first of the texts, cut where they are long, and how many more there are."""
    flat = (" ".join(text.split()) for text in texts[:_LISTED])
    shown = "; ".join(text if len(text) <= _LENGTH else f"{text[:_LENGTH].rstrip()}…" for text in flat)
    return shown + f"; … (+{len(texts) - _LISTED})" * (len(texts) > _LISTED)


def hidden_words(title: str, cells: Mapping[At, SeenCell], hidden: Hidden) -> Iterator[Finding]:
    """One remark for rows that stand together, and one for columns."""
    rows: dict[int, list[At]] = {}
    columns: dict[int, list[At]] = {}
    for at in sorted(cells):
        lines, number = (rows, at[0]) if at[0] in hidden.rows else (columns, at[1])
        lines.setdefault(number, []).append(at)
    lines_of = {row: " | ".join(cells[at].words for at in ats) for row, ats in rows.items()}
    yield from _remarks(
        title, "hidden-cells",
        [([at for row in run for at in rows[row]], [lines_of[row] for row in run]) for run in _runs(rows)],
    )  # fmt: skip
    runs = [[at for column in run for at in columns[column]] for run in _runs(columns)]
    yield from _remarks(title, "hidden-cells", [(ats, [cells[at].words for at in ats]) for ats in runs])


def struck_words(title: str, cells: Mapping[At, SeenCell]) -> Iterator[Finding]:
    """One remark a row."""
    rows: dict[int, list[At]] = {}
    for at in sorted(at for at, cell in cells.items() if cell.struck):
        rows.setdefault(at[0], []).append(at)
    yield from _remarks(title, "struck-text", [(ats, [cells[at].struck for at in ats]) for ats in rows.values()])


def _remarks(title: str, code: str, groups: Sequence[tuple[Sequence[At], Sequence[str]]]) -> Iterator[Finding]:
    """A remark for each group of cells with its words; one for all where they are more than anybody reads."""
    if len(groups) > _MOST:
        groups = [([at for ats, _ in groups for at in ats], [" | ".join(words) for _, words in groups])]
    for ats, words in groups:
        yield found(code, place(title, ats), words=listed(words))


def unsure_cells(title: str, cells: Mapping[At, SeenCell]) -> Iterator[Finding]:
    """Cells that show nothing of what they hold, or may have been seen otherwise than they were read: one remark for
    those of one format."""
    alike: dict[tuple[str, str], list[At]] = {}
    for at, cell in sorted(cells.items()):
        if cell.unshown or (cell.unsure and cell.text):
            alike.setdefault(("" if cell.unshown else cell.unsure, cell.code), []).append(at)
    for (why, code), ats in alike.items():
        spot, words = place(title, ats), listed([cells[at].unshown or cells[at].text for at in ats])
        match why:
            case "":
                yield found("hidden-cells", spot, words=words)
            case "month-first":
                yield found("month-first", spot, words=words)
            case _:
                yield found("number-format", spot, words=words, format=code)


def _runs(numbers: Iterable[int]) -> list[list[int]]:
    """Numbers that follow one another, together."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs
