"""What was not told and will not be of itself: nobody could be reached, or a person cancelled it. `status` lists it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from reminder.store import notices
from reminder.store.database import Connection


@dataclass(frozen=True, slots=True)
class Aside:
    """One notice that is not told. `agency` is who was to hear of it; `by` who cancelled it."""

    obligation: str
    period: str
    agency: str
    step: str
    planned_on: date
    why: Literal["unreachable", "cancelled"]
    by: str = ""


def aside(connection: Connection) -> tuple[Aside, ...]:
    """All of them, what nobody could be told first."""
    rows = [*notices.unreachable(connection), *notices.by_hand(connection)]
    return tuple(_aside(row) for row in rows)


def _aside(row: notices.NoticeRow) -> Aside:
    obligation, period, *_ = row.occurrence.split("@")
    why: Literal["unreachable", "cancelled"] = "cancelled" if row.cancelled_by else "unreachable"
    return Aside(obligation, period, row.recipient, row.step, row.planned_on, why, row.cancelled_by or "")
