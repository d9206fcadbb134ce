"""Rows to fill a database with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.outbox_states import MailState, NoticeState
from reminder.store import notices, outbox
from reminder.store.answers import AnswerRow
from reminder.store.claims import Take
from reminder.store.database import Connection, Database
from reminder.store.notices import NoticeRow
from reminder.store.outbox import NewMail

NOW = datetime(2026, 12, 8, 2, tzinfo=UTC)
DAY = date(2026, 12, 8)
LEASE = timedelta(minutes=15)


def notice(n: int, state: NoticeState = NoticeState.QUEUED, occurrence: str = "") -> NoticeRow:
    key = occurrence or f"kh-1/nam@2026@so-{n}"
    return NoticeRow(
        key=f"{key}@r0@d5@so-{n}", occurrence=key, revision=0, step="d5", ordinal=0, recipient=f"so-{n}",
        role="owner", template="coming", urgency="normal", planned_on=DAY, state=state,
        reason={"code": "step"},
    )  # fmt: skip


def mail(n: int, **changes: Any) -> NewMail:
    usual: dict[str, Any] = {
        "mailbox": f"vt{n}@so.example", "agency": f"so-{n}", "kind": "reminder", "send_on": DAY, "urgency": 1,
        "created_at": NOW, "next_at": NOW,
    }  # fmt: skip
    return NewMail(**(usual | changes))


def put(connection: Connection, n: int, ids: Sequence[int] = (), **changes: Any) -> int:
    """A mail in the outbox, in whatever state."""
    at_first = {name: changes.pop(name) for name in [*changes] if name in NewMail.__slots__}
    id_ = outbox.enter(connection, mail(n, **at_first), ids)
    if changes:
        outbox.move(connection, [id_], [MailState.PENDING], **changes)
    return id_


def answered(**changes: Any) -> AnswerRow:
    """An answer that waits."""
    row = AnswerRow(
        "k",
        "kh-1/nam@2026@so-1",
        "kh-1/nam",
        "2026",
        "so-1",
        1,
        AnswerKind.EXTENSION,
        DAY,
        "",
        "bận",
        DAY,
        AnswerState.WAITING,
        NOW,
    )
    return replace(row, **changes)


def fill(database: Database, count: int, **changes: Any) -> list[int]:
    """Mails with one notice each; gives their ids."""

    def work(connection: Connection) -> list[int]:
        ids = notices.add(connection, [notice(n) for n in range(count)], NOW)
        return [put(connection, n, [ids[notice(n).key]], **changes) for n in range(count)]

    return database.transact(work)


def take(owner: str = "a", limit: int = 10, at: datetime = NOW, **more: Any) -> Take:
    return Take(owner, at, LEASE, limit, **more)
