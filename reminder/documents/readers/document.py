"""The door every document comes in by: it is opened here and read in a process of its own, which can do no harm."""

import json
import os
import stat
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Any

from reminder.documents.blocks import Document, visible
from reminder.documents.finding import Unreadable
from reminder.documents.readers.codec import from_plain
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.limits import MAX_BYTES, Progress
from reminder.documents.readers.supervision import Patience, Stopped, listen

_CHILD = (sys.executable, "-I", "-B", "-m", "reminder.documents.readers.child")
# The largest plan that was tried, of 240 pages, takes 90 MB and six seconds.
_LIMITS = Limits(memory=512 * 1024 * 1024, seconds=60)
_PATIENCE = Patience(total=180, silence=45, line=16 * 1024 * 1024)


def read_document(path: Path, progress: Progress | None = None) -> Document:
    """The blocks of a docx, xlsx, pdf or text file, told by its contents, not its name.

    `progress(done, total)` is called with pages, sheets or parts. Raises `Unreadable` (one sentence with
    the remedy) for whatever cannot be read; never anything else.
    """
    name, tell = visible(str(path)), progress or (lambda done, total: None)
    with _opened(name, path) as file:
        return _read(name, path.suffix.lower(), file, tell)


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


def _read(name: str, suffix: str, file: IO[bytes], tell: Progress) -> Document:
    """What the child says. It may say anything: whatever is no document and no refusal is a breakdown."""
    try:
        for answer in _answers(file, suffix):
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


def _answers(file: IO[bytes] | None, suffix: str) -> Iterator[dict[str, Any]]:
    command = (*_CHILD, suffix, str(_LIMITS.memory), str(_LIMITS.seconds))
    for line in listen(command, file, _PATIENCE):
        answer = json.loads(line)
        if isinstance(answer, dict):
            yield answer
