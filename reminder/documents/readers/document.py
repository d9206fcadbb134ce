"""The door every document comes in by: it is opened here and read in a process of its own, which can do no harm."""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO

from reminder.documents.blocks import Box, Document, Scan, visible
from reminder.documents.finding import Finding, Unreadable, found, no_access
from reminder.documents.readers import programs
from reminder.documents.readers.child_process import crops_apart, read_apart
from reminder.documents.readers.limits import MAX_BYTES, Progress
from reminder.documents.readers.office import TARGETS, converted
from reminder.documents.readers.request import Piece


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The blocks of a document, told by its contents, not its name: docx, xlsx, pdf, text; with LibreOffice on the
    machine also those of other office programs; with Tesseract, images.

    `progress(done, total)` is called with pages, sheets or parts. Raises `Unreadable` (one sentence with
    the remedy) for whatever cannot be read; never anything else.
    """
    name, suffix, tell = visible(str(path)), path.suffix.lower(), progress or (lambda done, total: None)
    with _opened(name, path) as file:
        try:
            document = read_apart(name, suffix, file, tell)
        except Unreadable as refused:
            kind = dict(refused.finding.facts).get("kind")
            if kind in TARGETS and programs.soffice():
                return _converted(name, refused.finding, file, tell)
            if refused.finding.code not in _IMAGES or not programs.tesseract():
                raise
            return read_apart(name, suffix, file, tell, programs.tesseract())
        if _IMAGES.isdisjoint(finding.code for finding in document.findings) or not programs.tesseract():
            return document
        try:
            return read_apart(name, suffix, file, tell, programs.tesseract())
        except Unreadable:  # what is typed counts all the same
            return document


def pictures(path: Path, asked: Sequence[tuple[Scan, Box]]) -> list[bytes]:
    """A PNG of each of these pieces of pages that are images. Raises `Unreadable`."""
    name = visible(str(path))
    with _opened(name, path) as file:
        return crops_apart(name, file, [Piece(scan.page, scan.turned, box) for scan, box in asked])


# What is said of words that only an image shows.
_IMAGES = {"scan", "page-image", "page-signs"}


def _converted(name: str, refusal: Finding, file: IO[bytes], tell: Progress) -> Document:
    """What LibreOffice makes of a document that was refused as one of another program."""
    facts = dict(refusal.facts)
    kind = str(facts["kind"])
    with converted(name, kind, file, programs.soffice()) as made:
        document = read_apart(name, f".{TARGETS[kind]}", made, tell)
    said = [found("converted", name=kind.upper())] + [found("macros-unread")] * ("macros" in facts)
    return replace(document, findings=(*said, *document.findings))


def load_bytes(path: Path) -> bytes:
    """The file, if it is one and not too large. Raises `Unreadable`."""
    name = visible(str(path))
    with _opened(name, path) as file:
        try:
            data = file.read(MAX_BYTES + 1)
        except OSError as fault:  # it lies on another machine, or on a disk that fails
            raise no_access(name, fault) from fault
    if len(data) > MAX_BYTES:  # it grew meanwhile
        raise Unreadable(name, "too-big", mb=len(data) // 1024 // 1024, limit=MAX_BYTES // 1024 // 1024)
    if not data.strip():
        raise Unreadable(name, "empty")
    return data


def _opened(name: str, path: Path) -> IO[bytes]:
    try:
        # Not to be kept waiting by a pipe that nobody writes into.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise Unreadable(name, "missing") from None
    except (OSError, ValueError) as fault:
        raise no_access(name, fault) from fault
    status = os.fstat(handle)
    size, limit = status.st_size // 1024 // 1024, MAX_BYTES // 1024 // 1024
    code = "not-a-file" if not stat.S_ISREG(status.st_mode) else "too-big" if status.st_size > MAX_BYTES else ""
    if code:
        os.close(handle)
        raise Unreadable(name, code, mb=size, limit=limit)
    return os.fdopen(handle, "rb")
