"""How far a workbook reaches, looked at before openpyxl makes an object for every cell of a range it names.

A courtesy: it names what is wrong. What bounds memory and time is the process that reads.
"""

import contextlib
import re
import zipfile
from typing import IO
from xml.etree import ElementTree as ET

from openpyxl.utils import range_boundaries

from reminder.documents.finding import Unreadable
from reminder.documents.readers.office_parts import local

MAX_ROWS = 5_000
MAX_COLUMNS = 60

_RANGES = {"mergeCell", "hyperlink", "comment"}  # each cell of these is made


def check_extent(name: str, archive: zipfile.ZipFile) -> None:
    """Raises `Unreadable` for ranges larger than any plan, and for cells far down, in whatever part they stand."""
    for part in archive.namelist():
        with archive.open(part) as body, contextlib.suppress(ET.ParseError):  # a picture; broken XML openpyxl refuses
            if body.read(1024).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
                body.seek(0)
                if _too_far(body):
                    raise Unreadable(name, "too-many", limit=MAX_ROWS, what="rows")


def _too_far(body: IO[bytes]) -> bool:
    area = row = 0
    for event, element in ET.iterparse(body, ("start", "end")):
        kind = local(element)
        if event == "end":
            element.clear()
        elif kind in _RANGES:
            area += _area(element.get("ref", ""))
        elif kind in ("row", "c") and (number := re.search(r"\d+$", element.get("r", ""))):
            row = int(number[0])
        if area > MAX_ROWS * MAX_COLUMNS or row > MAX_ROWS * 4:
            return True
    return False


def _area(ref: str) -> int:
    """How many cells the range has; whole rows and columns count as one across."""
    with contextlib.suppress(ValueError):
        left, top, right, bottom = range_boundaries(ref)
        return max(1, (right or 0) - (left or 0) + 1) * max(1, (bottom or 0) - (top or 0) + 1)
    return 0
