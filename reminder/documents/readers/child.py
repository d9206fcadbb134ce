"""What runs in the process that reads one document: `python -m reminder.documents.readers.child REQUEST` (a `Request`).

The document comes on standard input. The answers go to standard output, one JSON a line: how far it is, and last the
document or why there is none; or one picture after the other; or what the machine keeps of the limits.
"""

import base64
import json
import os
import sys

from reminder.documents.finding import Unreadable, no_access
from reminder.documents.readers.codec import from_plain, to_plain
from reminder.documents.readers.confinement import confine
from reminder.documents.readers.faults import OUT_OF_MEMORY
from reminder.documents.readers.formats import libraries, read_bytes
from reminder.documents.readers.limits import MAX_BYTES
from reminder.documents.readers.request import Request

_SYSTEM = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache")  # what loading a library reads, and starting a program


def main() -> None:
    request = from_plain(Request, json.loads(sys.argv[1]))
    try:
        data = sys.stdin.buffer.read(MAX_BYTES + 1)
    except OSError as fault:
        _refuse(no_access("", fault))
        return
    # What a library looks for when it is imported may be out of reach afterwards.
    libraries(data)
    guards = confine(request.limits, [path for path in (*sys.path, sys.base_prefix, *_SYSTEM) if path])
    try:
        if request.what == "guards":
            _say(guards=sorted(guards))
        elif request.what == "crops":
            from reminder.documents.readers.crops import crops

            for picture in crops(data, request.pieces):
                _say(picture=base64.b64encode(picture).decode())
        else:
            _say(document=to_plain(read_bytes("", request.suffix, data, _progress, request.tesseract)))
    except Unreadable as refused:
        _refuse(refused)


def _refuse(refused: Unreadable) -> None:
    _say(refused=[refused.finding.code, dict(refused.finding.facts)])


def _progress(done: int, total: int) -> None:
    _say(done=done, total=total)


def _say(**answer: object) -> None:
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main()
    except MemoryError:  # where nothing is left for an answer, the exit code is one
        os._exit(OUT_OF_MEMORY)
