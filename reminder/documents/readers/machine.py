"""What this machine does for reading documents: the limits it keeps, and the programs that open more of them."""

from typing import NamedTuple

from reminder.documents.readers import programs
from reminder.documents.readers.child_process import guards


class Machine(NamedTuple):
    """`guards`: of `limits`, `files`, `network` those that hold for the process that reads. The paths of LibreOffice
    and of Tesseract with Vietnamese, "" where they are missing."""

    guards: frozenset[str]
    soffice: str
    tesseract: str


def machine() -> Machine:
    """As it is now; a process is started to try its limits."""
    return Machine(guards(), programs.soffice(), programs.tesseract())
