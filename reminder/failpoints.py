"""Places where the reliability suite kills the process. Nothing happens unless the environment names one."""

import os
import signal

_CHOSEN = os.environ.get("REMINDER_FAILPOINT", "")


def failpoint(name: str) -> None:
    """Die here, as by a power cut, when `REMINDER_FAILPOINT` is this name."""
    if name == _CHOSEN:
        os.kill(os.getpid(), signal.SIGKILL)
