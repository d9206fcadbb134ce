"""Documents of other office programs → DOCX or XLSX, by LibreOffice, in a folder that is gone afterwards."""

import os
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from reminder.documents.finding import Unreadable
from reminder.documents.readers.confinement import Limits
from reminder.documents.readers.limits import MAX_UNPACKED
from reminder.documents.readers.supervision import Patience, Stopped, listen

# What LibreOffice makes of each kind that `formats` tells apart.
TARGETS = {
    "doc": "docx", "rtf": "docx", "odt": "docx", "html": "docx", "mhtml": "docx", "word-xml": "docx",
    "xls": "xlsx", "ods": "xlsx", "xlsb": "xlsx", "excel-xml": "xlsx",
}  # fmt: skip
_CONVERTER = (sys.executable, "-I", "-B", "-m", "reminder.documents.readers.converter")
_LIMITS = Limits(memory=2 * 1024 * 1024 * 1024, seconds=90)
_PATIENCE = Patience(total=180, silence=180, line=64 * 1024)
_ONE_AT_A_TIME = threading.Lock()


@contextmanager
def converted(name: str, kind: str, file: IO[bytes], soffice: str) -> Iterator[IO[bytes]]:
    """The document as a file our readers open; `kind` is one of `TARGETS`. Raises `Unreadable`."""
    target = TARGETS[kind]
    limits = (str(_LIMITS.memory), str(_LIMITS.seconds))
    # Not in /tmp: the program sees another one.
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="nhac-han-", dir="/var/tmp", ignore_cleanup_errors=True) as folder:
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        command = (*_CONVERTER, soffice, folder, kind, target, *limits)
        try:
            for _line in listen(command, file, _PATIENCE, Path(folder)):
                pass
        except Stopped as stopped:
            raise Unreadable(name, "not-converted" if stopped.why == "crash" else stopped.why) from None
        made = _made(Path(folder, "out", f"document.{target}"))
        if made is None:
            raise Unreadable(name, "not-converted")
        with made:
            yield made


def _made(path: Path) -> IO[bytes] | None:
    """What was written, if it is a file and no way to another one."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    status = os.fstat(handle)
    if stat.S_ISREG(status.st_mode) and status.st_size <= MAX_UNPACKED:
        return os.fdopen(handle, "rb")
    os.close(handle)
    return None
