"""Work in steps, done here and now."""

from typing import Any, TypeVar

from reminder.mail.threads import Steps

T = TypeVar("T")


def finish(steps: Steps[T]) -> T:
    """All of it; what goes aside is done here too."""
    answer: Any = None
    fault: BaseException | None = None
    try:
        while True:
            aside = steps.throw(fault) if fault else steps.send(answer)
            answer = fault = None
            try:
                answer = aside()
            except Exception as raised:  # noqa: BLE001  # for the work itself to handle
                fault = raised
    except StopIteration as end:
        return end.value  # type: ignore[no-any-return]
