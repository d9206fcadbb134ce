"""The door every document comes in by: it is opened here and read in a process of its own, which can do no harm."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import IO, Any

from reminder.documents.blocks import Document, visible
from reminder.documents.finding import Unreadable, found
from reminder.documents.readers import programs
from reminder.documents.readers.codec import from_plain
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.limits import MAX_BYTES, Progress
from reminder.documents.readers.office import TARGETS, converted
from reminder.documents.readers.supervision import Patience, Stopped, listen

_CHILD = (sys.executable, "-I", "-B", "-m", "reminder.documents.readers.child")
# The largest plan that was tried, of 240 pages, takes 90 MB and six seconds.
_LIMITS = Limits(memory=512 * 1024 * 1024, seconds=60)
_PATIENCE = Patience(total=180, silence=45, line=16 * 1024 * 1024)
# To recognise the words of a page takes a few seconds, and a gigabyte.
_OF_IMAGES = Limits(memory=1536 * 1024 * 1024, seconds=600)
_PATIENT = Patience(total=3600, silence=300, line=16 * 1024 * 1024)


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The blocks of a document, told by its contents, not its name: docx, xlsx, pdf, text; with LibreOffice on the
    machine also those of other office programs; with Tesseract, images.

    `progress(done, total)` is called with pages, sheets or parts. Raises `Unreadable` (one sentence with
    the remedy) for whatever cannot be read; never anything else.
    """
    name, tell = visible(str(path)), progress or (lambda done, total: None)
    with _opened(name, path) as file:
        try:
            document = _read(name, path.suffix.lower(), file, tell)
        except Unreadable as refused:
            facts, soffice = dict(refused.finding.facts), programs.soffice()
            kind = str(facts.get("kind", ""))
            if kind in TARGETS and soffice:
                return _converted(name, kind, file, soffice, tell, macros="macros" in facts)
            if refused.finding.code not in _IMAGES or not programs.tesseract():
                raise
        else:
            if not (_IMAGES & {finding.code for finding in document.findings} and programs.tesseract()):
                return document
        return _read(name, path.suffix.lower(), file, tell, programs.tesseract())


# What is said of words that only an image shows.
_IMAGES = {"scan", "page-image", "page-signs"}


def _converted(name: str, kind: str, file: IO[bytes], soffice: str, tell: Progress, *, macros: bool) -> Document:
    with converted(name, kind, file, soffice) as made:
        document = _read(name, f".{TARGETS[kind]}", made, tell)
    said = [found("converted", name=kind.upper())] + [found("macros-unread")] * macros
    return replace(document, findings=(*said, *document.findings))


def load_bytes(path: Path) -> bytes:
    """The file, if it is one and not too large. Raises `Unreadable`."""
    name = visible(str(path))
    with _opened(name, path) as file:
        data = file.read()
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
        raise Unreadable(name, "no-access", why=str(getattr(fault, "strerror", fault))) from fault
    status = os.fstat(handle)
    size, limit = status.st_size // 1024 // 1024, MAX_BYTES // 1024 // 1024
    code = "not-a-file" if not stat.S_ISREG(status.st_mode) else "too-big" if status.st_size > MAX_BYTES else ""
    if code:
        os.close(handle)
        raise Unreadable(name, code, mb=size, limit=limit)
    return os.fdopen(handle, "rb")


def _read(name: str, suffix: str, file: IO[bytes], tell: Progress, tesseract: str = "") -> Document:
    """What the child says. It may say anything: whatever is no document and no refusal is a breakdown."""
    os.lseek(file.fileno(), 0, os.SEEK_SET)
    try:
        for answer in _answers(file, suffix, tesseract):
            match answer:
                case {"done": int(done), "total": int(total)}:
                    tell(done, total)
                case {"document": plain}:
                    return from_plain(Document, plain)
                case {"refused": [str(code), dict(facts)]}:
                    raise Unreadable(name, code, **facts)
    except Stopped as stopped:
        raise Unreadable(name, stopped.why) from None
    except (ValueError, KeyError, TypeError, RecursionError) as fault:
        raise Unreadable(name, "crash") from fault
    raise Unreadable(name, "crash")


@cache
def guards() -> frozenset[str]:
    """What this machine keeps of the limits of the process that reads: `limits`, `files`, `network`."""
    try:
        found = [answer["guards"] for answer in _answers(None, "guards") if "guards" in answer]
    except (Stopped, ValueError):
        return frozenset()
    return frozenset(found[0]) if found else frozenset()


def _answers(file: IO[bytes] | None, suffix: str, tesseract: str = "") -> Iterator[dict[str, Any]]:
    limits, patience = (_OF_IMAGES, _PATIENT) if tesseract else (_LIMITS, _PATIENCE)
    command = (*_CHILD, suffix, str(limits.memory), str(limits.seconds), tesseract)
    with closing(listen(command, file, patience)) as lines:
        for line in lines:
            answer = json.loads(line)
            if isinstance(answer, dict):
                yield answer
