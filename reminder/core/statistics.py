"""The four classes of official statistics, and what is not counted (design 2; Quyết định 42/2014/QĐ-TTg)."""

from typing import Literal

from reminder.core.matter_status import ANSWERED, Status
from reminder.core.urgency import Urgency

Class = Literal["done_in_time", "done_late", "open_in_time", "open_overdue", "not_counted"]
_OPEN: dict[Status, Class] = {Status.OPEN: "open_in_time", Status.LATE: "open_overdue"}


def class_of(status: Status, late: bool, presses: Urgency) -> tuple[Class, str]:
    """The class of an occurrence by its status (`evaluate.status`), by whether an answer, one that was sent back too,
    came late, and by how it presses: what is open of a period that has not begun is not counted yet. And why it is not
    counted, "" where it is."""
    if status in ANSWERED:
        return ("done_late" if late else "done_in_time"), ""
    if status not in _OPEN:
        return "not_counted", status
    return ("not_counted", presses) if presses is Urgency.LATER else (_OPEN[status], "")
