"""Images of pages → words with their places, by Tesseract; and the piece of a page in which they stand."""

import io
import itertools
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from PIL import Image, ImageDraw, ImageOps, ImageSequence

from reminder.documents.blocks import Box, Document, Scan, ScannedWord, clean
from reminder.documents.finding import Spot, Unreadable, found
from reminder.documents.lines import Word
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.pages import Page, Pages
from reminder.documents.readers.ruled_tables import find_tables
from reminder.documents.readers.scan_rules import find_rules

DPI = 300
SCALE = DPI / 72
MAX_PIXELS = 40_000_000
MAX_SCANS = 100
MAX_CELLS = 200
_A4 = 842  # points of its longer side
_SECONDS = 240  # for a page
_INK = 40  # dots
_MARGIN = 60  # dots
_RULE = re.compile(r"[|¦_]{1,3}")  # what is left of one


def read_image(name: str, data: bytes, tell: Progress, tesseract: str) -> Document:
    """A photograph or a scan, of one page or several, read with `tesseract`. Raises `Unreadable` without it."""
    if not tesseract:
        raise Unreadable(name, "scan")
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(io.BytesIO(data)) as file:
        total = min(getattr(file, "n_frames", 1), MAX_SCANS)
        pages, scans = Pages(), list[Scan]()
        for number, frame in enumerate(ImageSequence.Iterator(file), 1):
            if number > total:
                break
            tell(number - 1, total)
            page, scan = read_scan(of_a_page(frame), number, tesseract)
            pages.take(page)
            scans.append(scan)
    tell(total, total)
    blocks, notes = pages.blocks()
    findings = (found("recognised" if scan.words else "page-image", Spot("page", scan.page)) for scan in scans)
    return Document("image", blocks, notes, tuple(findings), tuple(scan for scan in scans if scan.words))


def of_a_page(image: Image.Image) -> Image.Image:
    """The image as a grey one of 300 dots an inch, the way up that a camera noted, as if it were of a sheet of A4."""
    seen = ImageOps.exif_transpose(image)
    if seen.has_transparency_data:
        seen = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen.convert("RGBA"))
    grey = seen.convert("L")
    return ImageOps.contain(grey, (round(_A4 * SCALE),) * 2, Image.Resampling.BICUBIC)


def read_scan(image: Image.Image, number: int, tesseract: str) -> tuple[Page, Scan]:
    """A grey image of a page, 300 dots an inch, as a page to be set together with others, and where its words stand."""
    image, turned = straight(image, tesseract)
    rules = find_rules(image, DPI)
    bare = _without(image, rules)
    words = list(_recognised(bare, tesseract, "3"))
    words += _in_cells(bare, find_tables(rules), words, tesseract)
    return Page(number, image.height / SCALE, words, rules if words else ()), scanned(number, turned, words)


def scanned(page: int, turned: float, words: Sequence[Word]) -> Scan:
    """The words of a page that is an image, and where they stand on it after it was turned."""
    return Scan(page, turned, tuple(ScannedWord(clean(word.text), _box(word)) for word in words))


def _box(word: Word) -> Box:
    top, bottom = word.y - word.size / 2, word.y + word.size / 2
    return Box(round(word.x0, 1), round(top, 1), round(word.x1, 1), round(bottom, 1))


def _in_cells(bare: Image.Image, tables: list[Any], words: list[Word], tesseract: str) -> Iterator[Word]:
    """What stands in cells in which nothing was recognised: a number alone in its column is taken for a blot. They are
    put under one another on a sheet of their own."""
    cells = [cell for table in tables for row in table.rows for cell in row.cells if cell]
    empty = [c for c in cells if not any(c[0] < (w.x0 + w.x1) / 2 < c[2] and c[1] < w.y < c[3] for w in words)]
    pieces: list[tuple[Image.Image, float, float]] = []
    for x0, top, x1, bottom in empty[:MAX_CELLS]:
        piece = bare.crop((round(x0 * SCALE), round(top * SCALE), round(x1 * SCALE), round(bottom * SCALE)))
        if sum(piece.histogram()[:128]) > _INK:
            pieces.append((piece, x0, top))
    if not pieces:
        return
    sheet = Image.new(
        "L", (max(p.width for p, *_ in pieces) + 2 * _MARGIN, sum(p.height + _MARGIN for p, *_ in pieces)), 255
    )
    places: list[tuple[float, float, float, float]] = []
    y = 0
    for piece, x0, top in pieces:
        sheet.paste(piece, (_MARGIN, y))
        places.append((y / SCALE, (y + piece.height) / SCALE, x0 - _MARGIN / SCALE, top - y / SCALE))
        y += piece.height + _MARGIN
    for word in _recognised(sheet, tesseract, "6"):
        for start, end, right, down in places:
            if start <= word.y <= end:
                yield replace(word, x0=word.x0 + right, x1=word.x1 + right, y=word.y + down)


def straight(image: Image.Image, tesseract: str) -> tuple[Image.Image, float]:
    """The page the right way up, its lines level; and by how many degrees it was turned for that."""
    said = _tesseract(tesseract, image, "--psm", "0", must=False)  # it fails where there are few words
    turn = re.search(r"Rotate: (\d+)", said)
    quarter = -int(turn[1]) if turn else 0
    upright = image.rotate(quarter, expand=True)
    angle = _skew(upright)
    return turn_by(image, quarter + angle), quarter + angle


def turn_by(image: Image.Image, degrees: float) -> Image.Image:
    """The page turned, white where nothing was."""
    quarter = round(degrees / 90) * 90
    turned = image.rotate(quarter, expand=True)
    rest = degrees - quarter
    return turned.rotate(rest, Image.Resampling.BICUBIC, fillcolor=255) if abs(rest) > 0.02 else turned


def _skew(image: Image.Image) -> float:
    """By how many degrees to turn the page so that its lines lie level: then dark and light rows differ most."""
    small = image.reduce(max(1, image.width // 600)).point(lambda shade: 255 if shade < 128 else 0)

    def contrast(angle: float) -> int:
        turned = small.rotate(angle, Image.Resampling.BILINEAR)
        rows = turned.resize((1, small.height), Image.Resampling.BOX).tobytes()
        return sum((one - other) ** 2 for one, other in itertools.pairwise(rows))

    best = max((step / 2 for step in range(-6, 7)), key=contrast)
    return max((best + step / 20 for step in range(-9, 10)), key=lambda angle: (contrast(angle), -abs(angle)))


def _without(image: Image.Image, rules: list[Box]) -> Image.Image:
    """The page with its rules painted over: they would be read as letters."""
    bare = image.copy()
    draw = ImageDraw.Draw(bare)
    for rule in rules:
        x0, top, x1, bottom = (value * SCALE for value in (rule.x0, rule.top, rule.x1, rule.bottom))
        draw.rectangle((x0 - 5, top - 5, x1 + 5, bottom + 5), fill=255)
    return bare


def _recognised(image: Image.Image, tesseract: str, mode: str) -> Iterator[Word]:
    """The words, those of one line at one height."""
    lines: dict[tuple[str, ...], list[list[str]]] = {}
    for row in _tesseract(tesseract, image, "-l", "vie", "--psm", mode, "tsv").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip() and not _RULE.fullmatch(cells[11]):
            lines.setdefault(tuple(cells[2:5]), []).append(cells)
    for words in lines.values():
        boxes = [[int(value) for value in word[6:10]] for word in words]
        top, height = median(top for _, top, _, _ in boxes), median(height for *_, height in boxes)
        for word, (left, _, width, _) in zip(words, boxes, strict=True):
            yield Word(word[11], left / SCALE, (left + width) / SCALE, (top + height / 2) / SCALE, height / SCALE)


def _tesseract(program: str, image: Image.Image, *how: str, must: bool = True) -> str:
    """What Tesseract says of the image, which it gets and gives through pipes: nothing is written. Raises
    CalledProcessError where it fails and `must` not."""
    head = b"P5 %d %d 255\n" % image.size
    done = subprocess.run(
        [program, "stdin", "stdout", "--dpi", str(DPI), *how], input=head + image.tobytes(), capture_output=True,
        timeout=_SECONDS, check=must,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace")
