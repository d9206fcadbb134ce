"""What stops a reader → the code of the one sentence that says it."""

import signal
from typing import Literal

Stop = Literal["memory", "time", "deep", "bomb", "broken", "crash"]

# By the name a library gives its exception, so that none has to be imported; whatever is not here is a broken file.
_RAISED: dict[str, Stop] = {
    "builtins.MemoryError": "memory",
    "builtins.RecursionError": "deep",
    "subprocess.TimeoutExpired": "time",
    "PIL.Image.DecompressionBombError": "bomb",
}
# By the exit code, negative for a signal. A process that takes more memory than the machine has is killed by it.
OUT_OF_MEMORY = 3
_ENDED: dict[int, Stop] = {-signal.SIGXCPU: "time", -signal.SIGKILL: "memory", OUT_OF_MEMORY: "memory"}


def code_of(fault: BaseException) -> Stop:
    """The code for what a parser raised."""
    names = (f"{kind.__module__}.{kind.__qualname__}" for kind in type(fault).__mro__)
    return next((_RAISED[name] for name in names if name in _RAISED), "broken")


def code_of_end(code: int) -> Stop:
    """The code for how a process ended that gave no answer."""
    return _ENDED.get(code, "crash")
