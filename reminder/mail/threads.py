"""Work in steps: what may take long is done aside by threads, all between by the one that asks.

So the database and the making of mails have one thread, and those that wait for a server or a disk do nothing else.
"""

from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")
Steps = Generator[Callable[[], Any], Any, T]
"""Each step is what goes aside; the answer is what it gives or raises."""


@dataclass(frozen=True, slots=True)
class Ended(Generic[K, T]):
    """What came of the work begun as `key`: `value`, or what it raised."""

    key: K
    value: T | None = None
    fault: BaseException | None = None


class Together(Generic[K, T]):
    """Works under way at once, each under a key. Not for several threads; `threads` do what goes aside."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="aside")
        self._ended: list[Ended[K, T]] = []
        self._back: SimpleQueue[tuple[K, Steps[T], Future[Any]]] = SimpleQueue()

    def begin(self, key: K, steps: Steps[T]) -> None:
        """Go as far as its first step aside."""
        self._step(key, steps)

    def go_on(self, seconds: float) -> list[Ended[K, T]]:
        """What has ended; waits so long for something to happen, if nothing has."""
        try:
            self._step(*self._back.get(timeout=0 if self._ended else seconds))
            while True:
                self._step(*self._back.get_nowait())
        except Empty:
            ended, self._ended = self._ended, []
            return ended

    def close(self) -> None:
        """Call it when all has ended."""
        self._pool.shutdown()

    def _step(self, key: K, steps: Steps[T], done: "Future[Any] | None" = None) -> None:
        try:
            fault = done.exception() if done else None
            aside = steps.throw(fault) if fault else steps.send(done.result() if done else None)
            self._pool.submit(aside).add_done_callback(lambda done: self._back.put((key, steps, done)))
        except StopIteration as end:
            self._ended.append(Ended(key, end.value))
        except BaseException as fault:
            self._ended.append(Ended(key, fault=fault))
            if not isinstance(fault, Exception):
                raise
