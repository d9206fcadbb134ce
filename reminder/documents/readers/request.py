"""What the process that reads a document is asked for, and within which limits."""

from dataclasses import dataclass
from typing import Literal

from reminder.documents.blocks import Box
from reminder.documents.readers.confinement import Limits


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page, in the co-ordinates of the page after it was `turned` by so many degrees (see `Scan`)."""

    page: int
    turned: float
    box: Box


@dataclass(frozen=True, slots=True)
class Request:
    """`document`: its blocks; the `suffix` of its name counts where its contents do not tell, and `tesseract` (a path)
    reads what is an image. `crops`: pictures of these pieces. `guards`: what the machine keeps of the limits."""

    what: Literal["document", "crops", "guards"]
    limits: Limits
    suffix: str = ""
    tesseract: str = ""
    pieces: tuple[Piece, ...] = ()
