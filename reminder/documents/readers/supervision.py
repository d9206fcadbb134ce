"""A process that may hang, eat memory or die: started with nothing of ours, listened to, ended in any case."""

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reminder.documents.readers.faults import Stop, code_of_end

# Nothing of our environment: passwords may stand in it.
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "OMP_THREAD_LIMIT": "1"}


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a process may take in all and between two lines (`silence`), in seconds of the clock on the wall, and
    how many bytes it may say in a line."""

    total: float
    silence: float
    line: int


class Stopped(Exception):
    """It gave no answer; `why` is the code that says so."""

    def __init__(self, why: Stop) -> None:
        super().__init__(why)
        self.why: Stop = why


def listen(
    command: Sequence[str], given: IO[bytes] | None, patience: Patience, folder: Path | None = None
) -> Generator[bytes]:
    """Run the command on the file `given` and give the lines it prints as they come, until it is content (exit 0).
    Raises `Stopped`. Leaving the loop ends the process and all that it started. `folder` is its home."""
    home = str(folder or "/")
    process = subprocess.Popen(
        command, stdin=given or subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=home,
        env=_ENVIRONMENT | {"HOME": home, "TMPDIR": home}, start_new_session=True,
    )  # fmt: skip
    watch = _Watch(process, patience)
    assert process.stdout is not None
    try:
        with process.stdout:
            while line := process.stdout.readline(patience.line + 1):
                if len(line) > patience.line:
                    raise Stopped("bomb")
                watch.heard()
                yield line
        # It may have closed its mouth and live on. As long as it is not waited for, its number stays its own.
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    finally:
        watch.end()
    if watch.late:
        raise Stopped("time")
    if process.returncode:
        raise Stopped(code_of_end(process.returncode))


class _Watch:
    """Ends a process whose time is up."""

    def __init__(self, process: subprocess.Popen[bytes], patience: Patience) -> None:
        self._process, self._patience, self.late = process, patience, False
        self._total = self._timer(patience.total)
        self._silence = self._timer(patience.silence)

    def _timer(self, seconds: float) -> threading.Timer:
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        return timer

    def heard(self) -> None:
        self._silence.cancel()
        self._silence = self._timer(self._patience.silence)

    def _too_late(self) -> None:
        self.late = True
        self._kill()

    def _kill(self) -> None:
        # Its session is its own: the number names all that it started, too.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        for timer in (self._total, self._silence):
            timer.cancel()
            timer.join()
        self._kill()
        self._process.wait()
