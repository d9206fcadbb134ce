"""Starting the process that reads a document, and believing nothing that it says beyond what it was asked for."""

import base64
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from typing import IO, Any

from reminder.documents.blocks import Document, visible
from reminder.documents.finding import Unreadable
from reminder.documents.readers.codec import from_plain, to_plain
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.limits import Progress
from reminder.documents.readers.request import Piece, Request
from reminder.documents.readers.supervision import Patience, Stopped, listen

_CHILD = (sys.executable, "-I", "-B", "-m", "reminder.documents.readers.child")
# The largest plan that was tried, of 240 pages, takes 90 MB and six seconds.
_LIMITS = Limits(memory=512 * 1024 * 1024, seconds=60)
_PATIENCE = Patience(total=180, silence=45, line=16 * 1024 * 1024)
# To recognise the words of a page takes a few seconds, and a gigabyte.
_OF_IMAGES = Limits(memory=1536 * 1024 * 1024, seconds=600, alone=False)
_PATIENT = Patience(total=3600, silence=300, line=16 * 1024 * 1024)


def read_apart(name: str, suffix: str, file: IO[bytes], tell: Progress, tesseract: str = "") -> Document:
    """What `read_bytes` makes of the file, in a process of its own. Raises `Unreadable`, also for whatever becomes of
    that process."""
    limits = _OF_IMAGES if tesseract else _LIMITS
    for answer in _answers(name, Request("document", limits, suffix, tesseract), file):
        match answer:
            case {"done": int(done), "total": int(total)}:
                tell(done, total)
            case {"document": plain}:
                return _believed(name, plain)
    raise Unreadable(name, "crash")


def crops_apart(name: str, file: IO[bytes], pieces: Sequence[Piece]) -> list[bytes]:
    """A PNG of each piece of a page. Raises `Unreadable`."""
    request = Request("crops", _OF_IMAGES, pieces=tuple(pieces))
    answers = _answers(name, request, file)
    pictures = [base64.b64decode(str(answer["picture"])) for answer in answers if "picture" in answer]
    if len(pictures) != len(pieces) or not all(picture.startswith(b"\x89PNG") for picture in pictures):
        raise Unreadable(name, "crash")
    return pictures


@cache
def guards() -> frozenset[str]:
    """What this machine keeps of the limits of the process that reads: `limits`, `files`, `network`."""
    try:
        told = [answer["guards"] for answer in _answers("", Request("guards", _LIMITS), None) if "guards" in answer]
    except Unreadable:
        return frozenset()
    return frozenset(map(str, told[0])) if told and isinstance(told[0], list) else frozenset()


def _believed(name: str, plain: Any) -> Document:
    try:
        return from_plain(Document, plain)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(name, "crash") from fault


def _answers(name: str, request: Request, file: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    """What it says, each an object; a refusal and every kind of end but a good one raise `Unreadable`."""
    if file is not None:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
    command = (*_CHILD, json.dumps(to_plain(request)))
    try:
        with closing(listen(command, file, _PATIENT if request.tesseract else _PATIENCE)) as lines:
            for line in lines:
                answer = json.loads(line)
                if not isinstance(answer, dict):
                    raise Unreadable(name, "crash")
                if "refused" in answer:
                    raise _refusal(name, answer["refused"])
                yield answer
    except Stopped as stopped:
        raise Unreadable(name, stopped.why) from None
    except (ValueError, RecursionError) as fault:
        raise Unreadable(name, "crash") from fault


def _refusal(name: str, said: Any) -> Unreadable:
    """The refusal it gave, where it is one of ours with what belongs to it."""
    try:
        code, facts = said
        told = {key: visible(fact) if isinstance(fact, str) else int(fact) for key, fact in facts.items()}
        return Unreadable(name, code, **told)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Unreadable(name, "crash")
