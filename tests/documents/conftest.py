"""What holds for every test of documents."""

from typing import IO

import pytest

from reminder.documents.blocks import Document
from reminder.documents.readers import document, programs
from reminder.documents.readers.formats import read_bytes
from reminder.documents.readers.limits import Progress


@pytest.fixture(autouse=True)
def _read_in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process for each of many hundred small documents would take longer than reading them. The door itself, and
    what passes through it, is tried with its process: where a test is marked `child`."""

    def read(name: str, suffix: str, file: IO[bytes], tell: Progress, tesseract: str = "") -> Document:
        file.seek(0)
        return read_bytes(name, suffix, file.read(), tell, tesseract)

    if request.node.get_closest_marker("child") is None:
        monkeypatch.setattr(document, "read_apart", read)
    # What else the machine can open is another machine's affair.
    monkeypatch.setattr(programs, "soffice", lambda: "")
    monkeypatch.setattr(programs, "tesseract", lambda: "")
