"""What is printed on a page of a PDF, as PDFium finds it: letters and rules, each where a reader sees it."""

import math
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_float, c_int
from dataclasses import dataclass
from typing import Any, NamedTuple

from pypdfium2 import PdfPage, raw

from reminder.documents.blocks import Box

MAX_OBJECTS = 200_000  # drawn on one page
_DEPTH = 12  # of forms in forms
_LINE_END = 0x02  # PDFium's sign for a hyphen at the end of a line
_INVISIBLE = raw.FPDF_TEXTRENDERMODE_INVISIBLE


class Matrix(NamedTuple):
    """Where a point comes to stand: `x' = ax + cy + e`, `y' = bx + dy + f`."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def of(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Matrix") -> "Matrix":
        """`first`, then this one."""
        (a, b), (c, d) = self._turn(first.a, first.b), self._turn(first.c, first.d)
        return Matrix(a, b, c, d, *self.of(first.e, first.f))

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y, self.b * x + self.d * y


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `y` is the middle of its height; `upright`: it stands as on a line."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    upright: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is seen, in points from its top left corner. `rules` are horizontal and vertical lines, those
    around rectangles included; `images` the places of pictures; `unseen` of the letters are there to be searched
    and not to be seen, as those are that were recognised in a scan; `drawn` counts what was drawn besides."""

    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Box, ...]
    images: tuple[Box, ...]
    unseen: int = 0
    drawn: int = 0


def read_sheet(page: PdfPage) -> Sheet:
    """All that stands on the page, in the order it was drawn. Annotations are left out."""
    seen = _seen(page)
    width, height = page.get_size()
    drawn = _Drawn([], [])
    drawn.collect(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, seen, 0)
    text = page.get_textpage()
    letters, unseen = _letters(text.raw, seen)
    text.close()
    return Sheet(width, height, tuple(letters), tuple(drawn.rules), tuple(drawn.images), unseen, drawn.count)


def _seen(page: PdfPage) -> Matrix:
    """From the page's own co-ordinates to those of who looks at it: turned, from the top."""
    left, bottom, right, top = page.get_bbox()
    match page.get_rotation():
        case 90:
            return Matrix(0, 1, 1, 0, -bottom, -left)
        case 180:
            return Matrix(-1, 0, 0, 1, right, -bottom)
        case 270:
            return Matrix(0, -1, -1, 0, top, right)
    return Matrix(1, 0, 0, -1, -left, top)


def _letters(text: Any, seen: Matrix) -> tuple[list[Letter], int]:
    letters: list[Letter] = []
    hands: dict[int, _Hand] = {}
    unseen = 0
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    for n in range(raw.FPDFText_CountChars(text)):
        # PDFium puts blanks where it thinks that words part; it thinks so wherever the font changes.
        if raw.FPDFText_IsGenerated(text, n):
            continue
        code = raw.FPDFText_GetUnicode(text, n)
        drawn = raw.FPDFText_GetTextObject(text, n)
        key = addressof(drawn.contents)
        hand = hands.get(key) or hands.setdefault(key, _hand(text, n, drawn, seen))
        width = hand.width(code)
        if width:
            raw.FPDFText_GetCharOrigin(text, n, byref(x), byref(y))
            x0, base = seen.of(x.value, y.value)
            x1, middle = x0 + width, base - 0.29 * hand.size
            if letters and letters[-1].x0 == x0 and letters[-1].y == middle:  # two letters of one sign: "fi"
                raw.FPDFText_GetLooseCharBox(text, n, byref(box))
                x1 = max(x1, _box(seen.of(box.left, box.bottom), seen.of(box.right, box.top)).x1)
        else:
            raw.FPDFText_GetLooseCharBox(text, n, byref(box))
            place = _box(seen.of(box.left, box.bottom), seen.of(box.right, box.top))
            x0, x1, middle = place.x0, place.x1, (place.top + place.bottom) / 2
        sign = "-" if code == _LINE_END else chr(code) if 0 < code < 0x110000 else "\ufffd"
        letters.append(Letter(sign, x0, x1, middle, hand.size, hand.upright))
        unseen += hand.hidden
    return letters, unseen


@dataclass(frozen=True, slots=True)
class _Hand:
    """How one piece of text is written: in which font, how large (`size` as it is seen), in which direction."""

    font: Any
    size: float
    font_size: float
    stretch: float
    upright: bool
    hidden: bool
    widths: dict[int, float]

    def width(self, code: int) -> float:
        """How far the writing goes on behind a letter, 0 where that is not known. (What PDFium takes for the space of
        a letter also holds what hangs over its neighbour.)"""
        if not self.upright:
            return 0.0
        if code not in self.widths:
            width = c_float()
            raw.FPDFFont_GetGlyphWidth(self.font, code, self.font_size, byref(width))
            self.widths[code] = width.value * self.stretch
        return self.widths[code]


def _hand(text: Any, n: int, drawn: Any, seen: Matrix) -> _Hand:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, n, byref(matrix))
    turn = seen.after(Matrix(matrix.a, matrix.b, matrix.c, matrix.d, 0, 0))
    font_size = raw.FPDFText_GetFontSize(text, n)
    return _Hand(
        raw.FPDFTextObj_GetFont(drawn), font_size * math.hypot(turn.c, turn.d), font_size, math.hypot(turn.a, turn.b),
        turn.a > 0 and abs(turn.b) <= abs(turn.a), raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE, {},
    )  # fmt: skip


@dataclass
class _Drawn:
    """What is drawn besides letters, gathered through forms."""

    rules: list[Box]
    images: list[Box]
    count: int = 0

    def collect(self, owner: Any, counted: Any, at: Any, seen: Matrix, depth: int) -> None:
        for n in range(counted(owner)):
            self.count += 1
            if self.count > MAX_OBJECTS:
                raise MemoryError("a page of this many objects")
            drawn = at(owner, n)
            kind = raw.FPDFPageObj_GetType(drawn)
            if kind == raw.FPDF_PAGEOBJ_PATH and _is_painted(drawn):
                self.rules += _rules(drawn, seen.after(_matrix(drawn)))
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                here = seen.after(_matrix(drawn))
                self.images.append(_box(here.of(0, 0), here.of(1, 1)))
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = seen.after(_matrix(drawn))
                self.collect(drawn, raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject, inner, depth + 1)


def _matrix(drawn: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, byref(found))
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _is_painted(path: Any) -> bool:
    filled, stroked = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(path, byref(filled), byref(stroked))
    return bool(filled.value or stroked.value)


def _rules(path: Any, seen: Matrix) -> Iterator[Box]:
    """The straight parts of a path that lie level or plumb."""
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for n in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, n)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = seen.of(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO and _is_straight(last, point):
            yield _box(last, point)
        if raw.FPDFPathSegment_GetClose(segment) and _is_straight(point, start):
            yield _box(point, start)
        last = point


def _is_straight(one: tuple[float, float], other: tuple[float, float]) -> bool:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return min(across, down) < 0.5 < max(across, down)


def _box(one: tuple[float, float], other: tuple[float, float]) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
