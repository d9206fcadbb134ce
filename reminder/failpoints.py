"""Places where the reliability suite kills the process. Nothing happens unless the environment names one.

evaluated evaluate-uncommitted evaluate-committed    the evaluation's transaction
claim-uncommitted claimed                            the claim's
connected prepared mail rcpt data-half dot-sent reply-250    the conversation with the server
answered sent-uncommitted recorded                   the record of it
"""

import itertools
import os
import signal

POINTS = (
    "evaluated", "evaluate-uncommitted", "evaluate-committed", "claim-uncommitted", "claimed", "connected",
    "prepared", "mail", "rcpt", "data-half", "dot-sent", "reply-250", "answered", "sent-uncommitted", "recorded",
)  # fmt: skip
_NAME, _, _NTH = os.environ.get("REMINDER_FAILPOINT", "").partition(":")
_passes = itertools.count(1)


def failpoint(name: str) -> None:
    """Die here, as by a power cut, when `REMINDER_FAILPOINT` is this name; with `name:3` at the third pass."""
    if name == _NAME and next(_passes) == int(_NTH or 1):
        os.kill(os.getpid(), signal.SIGKILL)


def rehearsed(name: str) -> bool:
    """Whether this point is the one named, for what must be done only to reach it."""
    return name == _NAME
