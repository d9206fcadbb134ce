"""Pieces of the pages of a scan, as pictures: what a person compares with what was recognised there."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby

from PIL import Image, ImageSequence
from pypdfium2 import PdfDocument

from reminder.documents.finding import Unreadable
from reminder.documents.readers.faults import code_of
from reminder.documents.readers.pdf import picture
from reminder.documents.readers.request import Piece
from reminder.documents.readers.scans import MAX_PIXELS, SCALE, of_a_page, turn_by

_MARGIN = 6  # points


def crops(data: bytes, pieces: Sequence[Piece]) -> Iterator[bytes]:
    """A PNG of each piece, in order; quickest where pieces of one page stand together. Raises `Unreadable`."""
    for (number, turned), group in groupby(pieces, key=lambda piece: (piece.page, piece.turned)):
        try:
            page = turn_by(_page(data, number), turned)
        except Exception as fault:
            raise Unreadable("", code_of(fault)) from fault
        for piece in group:
            box = piece.box
            cut = page.crop((
                max(0, round((box.x0 - _MARGIN) * SCALE)), max(0, round((box.top - _MARGIN) * SCALE)),
                min(page.width, round((box.x1 + _MARGIN) * SCALE)),
                min(page.height, round((box.bottom + _MARGIN) * SCALE)),
            ))  # fmt: skip
            out = io.BytesIO()
            cut.reduce(2).save(out, "PNG")
            yield out.getvalue()


def _page(data: bytes, number: int) -> Image.Image:
    if b"%PDF-" in data[:1024]:
        return picture(PdfDocument(data)[number - 1])
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    with Image.open(io.BytesIO(data)) as file:
        return of_a_page(next(frame for n, frame in enumerate(ImageSequence.Iterator(file), 1) if n == number))
