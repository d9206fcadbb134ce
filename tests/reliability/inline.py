"""The command line with every mail sent by the main thread: strace counts calls for each thread apart, so a sweep
over "the Nth call" reaches every call only where there is one thread. All else is the program's own."""

from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from reminder.cli import main
from reminder.mail import threads


class Inline(Executor):
    """Runs what it is given at once."""

    def __init__(self, _workers: int, thread_name_prefix: str = "") -> None:
        pass

    def submit(self, work: Callable[..., Any], /, *args: Any, **options: Any) -> "Future[Any]":
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **options))
        except Exception as fault:  # noqa: BLE001  # as a pool does
            done.set_exception(fault)
        return done


if __name__ == "__main__":
    vars(threads)["ThreadPoolExecutor"] = Inline
    main()
