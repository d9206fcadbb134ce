"""What runs in the process that reads one document: `python -m reminder.documents.readers.child` SUFFIX MEMORY SECONDS
[TESSERACT], see `Limits`.

The document comes on standard input. The answer goes to standard output, one JSON a line: how far it is, and last the
document or why there is none. For the suffix `guards` nothing is read: it says what the machine keeps of its limits.
"""

import json
import os
import sys

from reminder.documents.finding import Unreadable
from reminder.documents.readers.codec import to_plain
from reminder.documents.readers.confinement import Limits, confine
from reminder.documents.readers.faults import OUT_OF_MEMORY
from reminder.documents.readers.formats import libraries, read_bytes
from reminder.documents.readers.limits import MAX_BYTES

_PROGRAMS = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache")  # what starting a program reads


def main() -> None:
    suffix, memory, seconds, tesseract = (*sys.argv[1:], "")[:4]
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    # What a library looks for when it is imported may be out of reach afterwards.
    libraries(data)
    here = (path for path in (*sys.path, sys.base_prefix) if path)
    limits = Limits(int(memory), int(seconds), alone=not tesseract)
    guards = confine(limits, (*here, *(_PROGRAMS if tesseract else ())))
    if suffix == "guards":
        _say(guards=sorted(guards))
        return
    try:
        document = read_bytes("", suffix, data, lambda done, total: _say(done=done, total=total), tesseract)
        _say(document=to_plain(document))
    except Unreadable as refused:
        _say(refused=[refused.finding.code, dict(refused.finding.facts)])


def _say(**answer: object) -> None:
    line = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    try:
        main()
    except MemoryError:  # where nothing is left for an answer, the exit code is one
        os._exit(OUT_OF_MEMORY)
