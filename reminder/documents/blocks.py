"""What a document holds, as values: paragraphs and tables in reading order, each knowing its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reminder.documents.finding import Finding, Spot

Covered = Literal["", "left", "above"]
Format = Literal["txt", "docx", "xlsx", "pdf", "image"]

_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters of both sets, soft hyphen, zero-width characters, variation selectors, tags, halves of pairs,
# bidi controls, byte-order mark: seen by nobody, different to a computer, and an order to a terminal.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    """Without what nobody sees; every sign that ends a line is a line break. Blanks and tabs stay."""
    return _UNSEEN.sub("", _BREAKS.sub("\n", text))


def clean(text: str) -> str:
    """NFC, no invisible characters, runs of blanks as one; line breaks stay, blank lines go."""
    text = _SPACES.sub(" ", visible(unicodedata.normalize("NFC", text)))
    return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)


def join_paragraphs(parts: list[str]) -> str:
    """The paragraphs of one cell: one a line, but a part that begins small goes on in the same sentence."""
    text = ""
    for part in (clean(p) for p in parts):
        if part:
            text += (" " if part[0].islower() else "\n") * bool(text) + part
    return text


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid. `covered`: it has no words of its own, being part of a merged cell that
    begins to the left or above."""

    text: str = ""
    covered: Covered = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, as wide as its table. `first`: the first on its page, where a merged cell may go on unseen."""

    cells: tuple[Cell, ...]
    spot: Spot
    first: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """A grid. `merges`: the format tells merged cells from blank ones; if not, blanks are ambiguous.
    `guessed`: no rules or tabs part the cells, so that their ends were inferred. `letters`: of a sheet, the column
    in which each cell of a row stands."""

    rows: tuple[Row, ...]
    merges: bool
    guessed: bool = False
    letters: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)

    def paragraphs(self) -> Iterator["Paragraph"]:
        """The words of a table that is only there for layout (letterhead, signatures), cell by cell."""
        for row in self.rows:
            for cell in row.cells:
                for line in cell.text.split("\n"):
                    if line:
                        yield Paragraph(line, row.spot)


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, or a rule, where two of its sides fall together; in points from the top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word as it was recognised, and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Scan:
    """A page that is an image: its words in reading order, on the page after it was `turned` by so many degrees."""

    page: int
    turned: float
    words: tuple[ScannedWord, ...]

    def find(self, text: str, near: float | None = None) -> Box | None:
        """Around all these words, where they stand one after the other, nearest to the height `near` where they stand
        so more than once; None where they do not."""
        wanted, here = _letters(text), [_letters(word.text) for word in self.words]
        places: list[Box] = []
        for start in range(len(here)):
            run, end = "", start
            while end < len(here) and len(run) < len(wanted) and wanted.startswith(run):
                run, end = run + here[end], end + 1
            if wanted and here[start] and run.startswith(wanted):
                boxes = [word.box for word in self.words[start:end]]
                left, right = min(b.x0 for b in boxes), max(b.x1 for b in boxes)
                places.append(Box(left, min(b.top for b in boxes), right, max(b.bottom for b in boxes)))
        return min(places, key=lambda place: abs(place.top - (near or 0)), default=None)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, clean(text).casefold()))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its marker (`4`), its words, and the page or line it stands on, 0 where no two have one marker."""

    marker: str
    words: str
    place: int = 0


def cited(notes: Sequence[Note], marker: str, spot: Spot) -> str:
    """The words of the note that the marker, printed in that place, stands for: each page may count anew, so it is the
    next one of them from there on."""
    alike = [note for note in notes if note.marker == marker]
    return next((note for note in alike if note.place >= spot.n), alike[-1]).words


@dataclass(frozen=True, slots=True)
class Document:
    """All blocks in order. `notes` are the footnotes; `findings` what was not read; `scans` the
    pages whose words were recognised in an image, so that each of them may be wrong."""

    kind: Format
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[Note, ...] = ()
    findings: tuple[Finding, ...] = ()
    scans: tuple[Scan, ...] = ()
