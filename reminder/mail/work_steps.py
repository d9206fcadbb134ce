"""Work in steps: it says what it waits for, so that one thread can do much of it at once.

Threads of their own would wait for each other more than for the server: Python runs one at a time, and each that wakes
costs a switch (docs/decisions/0006).
"""

import math
import os
import select
import socket
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Wait:
    """Until `sock` is ready for `events` of `select.poll`; the answer is whether it was within `seconds`."""

    sock: socket.socket
    events: int
    seconds: float


Aside = Callable[[], Any]
"""What may take long and cannot be done in steps; the answer is what it gives or raises."""

Steps = Generator[Wait | Aside, Any, T]


def finish(steps: Steps[T]) -> T:
    """Do all of it here and now."""
    answer: Any = None
    fault: BaseException | None = None
    try:
        while True:
            wanted = steps.throw(fault) if fault else steps.send(answer)
            answer = fault = None
            if isinstance(wanted, Wait):
                poll = select.poll()
                poll.register(wanted.sock, wanted.events)
                answer = bool(poll.poll(_milliseconds(wanted.seconds)))
            else:
                try:
                    answer = wanted()
                except Exception as raised:  # noqa: BLE001  # for the work itself to handle
                    fault = raised
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]


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
        self._poll = select.poll()
        self._waiting: dict[int, tuple[K, Steps[T], float]] = {}
        self._ended: list[Ended[K, T]] = []
        self._back: SimpleQueue[tuple[K, Steps[T], Future[Any]]] = SimpleQueue()
        self._bell, self._ring = os.pipe()
        self._poll.register(self._bell, select.POLLIN)

    def begin(self, key: K, steps: Steps[T]) -> None:
        """Go as far as it goes without waiting."""
        self._step(key, steps, lambda: steps.send(None))

    def go_on(self, seconds: float) -> list[Ended[K, T]]:
        """What has ended; waits so long for something to happen, if nothing has."""
        until = _now() + seconds if not self._ended else 0.0
        until = min(until, *(end for _k, _s, end in self._waiting.values())) if self._waiting else until
        for descriptor, _events in self._poll.poll(_milliseconds(until - _now())):
            if descriptor == self._bell:
                os.read(self._bell, 4096)
            else:
                self._answer(descriptor, ready=True)
        self._take_back()
        now = _now()
        for descriptor in [d for d, (_k, _s, end) in self._waiting.items() if end <= now]:
            self._answer(descriptor, ready=False)
        ended, self._ended = self._ended, []
        return ended

    def close(self) -> None:
        """Call it when all has ended."""
        self._pool.shutdown()
        os.close(self._bell)
        os.close(self._ring)

    def _answer(self, descriptor: int, *, ready: bool) -> None:
        key, steps, _end = self._waiting.pop(descriptor)
        self._poll.unregister(descriptor)
        self._step(key, steps, lambda: steps.send(ready))

    def _take_back(self) -> None:
        try:
            while True:
                key, steps, done = self._back.get_nowait()
                fault = done.exception()
                if fault:
                    self._step(key, steps, lambda s=steps, f=fault: s.throw(f))  # type: ignore[misc]
                else:
                    self._step(key, steps, lambda s=steps, d=done: s.send(d.result()))  # type: ignore[misc]
        except Empty:
            pass

    def _step(self, key: K, steps: Steps[T], go: Callable[[], Wait | Aside]) -> None:
        try:
            self._arrange(key, steps, go())
        except StopIteration as end:
            self._ended.append(Ended(key, end.value))
        except BaseException as fault:
            self._ended.append(Ended(key, fault=fault))
            if not isinstance(fault, Exception):
                raise

    def _arrange(self, key: K, steps: Steps[T], wanted: Wait | Aside) -> None:
        if isinstance(wanted, Wait):
            descriptor = wanted.sock.fileno()
            self._poll.register(descriptor, wanted.events)
            self._waiting[descriptor] = key, steps, _now() + wanted.seconds
        else:
            aside = self._pool.submit(wanted)
            aside.add_done_callback(lambda done: self._put_back(key, steps, done))

    def _put_back(self, key: K, steps: Steps[T], done: "Future[Any]") -> None:
        self._back.put((key, steps, done))
        os.write(self._ring, b"!")


def _milliseconds(seconds: float) -> int:
    return math.ceil(max(seconds, 0.0) * 1000)


def _now() -> float:
    # Sockets are waited for in real seconds, whatever time it is at the office.
    return time.monotonic()  # noqa: TID251
