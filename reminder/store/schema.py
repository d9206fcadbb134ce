"""The tables. Instants (`_at`) are UTC, dates (`_on`) civil; every constraint has a name. The states of mails and
notices are drawn in `core.outbox_states`, those of answers in `core.answer_states`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    event,
    false,
)  # fmt: skip

from reminder.core.act_kinds import ActKind, SaidBy
from reminder.core.answer_states import AnswerKind, AnswerState
from reminder.core.outbox_states import MailState, NoticeState

HEAD = "0008"  # the migration these tables stand for; a test compares it with the scripts

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An instant: refuses naive values, gives aware UTC back. SQLite would drop the offset in silence."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[StrEnum]):
    """A member of an enum, stored as its value."""

    impl = String(16)
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        words: dict[str | None, StrEnum | None] = {member.value: member for member in self.enum}
        return (words | {None: None}).__getitem__


def _progress() -> tuple[Column[Any], ...]:
    """How a task is going, as it was said; its words are the note."""
    return (
        Column("percent", Integer),
        Column("difficulty", Text, nullable=False, server_default=""),
        Column("proposal", Text, nullable=False, server_default=""),
    )


ruleset = Table(
    "ruleset",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", String(64), nullable=False),
    Column("texts", JSON, nullable=False),
    Column("in_force_at", Utc, nullable=False),
)

occurrence = Table(
    "occurrence", metadata, Column("key", Text, primary_key=True), Column("first_seen_at", Utc, nullable=False)
)

act = Table(
    "act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", Word(ActKind), nullable=False),
    Column("obligation", Text, nullable=False),
    Column("period", String(32), nullable=False),
    Column("owner", Text, nullable=False),
    Column("on", Date, nullable=False),
    Column("at", Utc, nullable=False),
    Column("by", Text, nullable=False),
    Column("document", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("until_on", Date),
    Column("agencies", JSON, nullable=False),
    Column("undoes", Integer, ForeignKey("act.id")),
    Column("said_by", Word(SaidBy), nullable=False, server_default=SaidBy.OFFICER.value),
    Column("restarts", Boolean, nullable=False, server_default=false()),
    Column("begun_on", Date),
    Column("rest", JSON, nullable=False, server_default="[]"),
    *_progress(),
    Index(None, "obligation", "period"),
)

notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("occurrence", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("step", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("template", Text, nullable=False),
    Column("urgency", String(16), nullable=False),
    Column("planned_on", Date, nullable=False),
    Column("state", Word(NoticeState), nullable=False),
    Column("reason", JSON, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("cancelled_by", Text),  # the person; NULL where the engine did it
    Index(None, "occurrence"),
)

mail = Table(
    "mail",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("mailbox", Text, nullable=False),
    Column("domain", Text, nullable=False),  # of the mailbox: rates are counted by it
    Column("agency", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("send_on", Date, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("state", Word(MailState), nullable=False),
    Column("facts", JSON, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("next_at", Utc, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),  # claims so far: the fence
    Column("tries", Integer, nullable=False, server_default="0"),  # counted against the retry schedule
    Column("ambiguous", Boolean, nullable=False, server_default=false()),  # may have been accepted once
    Column("owner", Text),
    Column("lease_until_at", Utc),
    Column("message_id", Text),  # once it has been handed to a server: what answers refer to
    Column("note", Text, nullable=False, server_default=""),
    Column("instead_of", ForeignKey("mail.id")),  # the mail that did not arrive and whose notices this one carries
    Index(None, "state"),
    Index(None, "instead_of"),
    Index(None, "message_id"),
    Index(None, "mailbox", "send_on"),
    Index(None, "send_on"),
)
# Only what can still leave is ever searched for: a million old rows cost nothing. In words, since an Index with a
# condition loads the dialect of every database it could stand in, a tenth of a second at each start.
for table, index in (
    (mail, "ix_mail_ready ON mail (next_at) WHERE state IN ('pending', 'unknown', 'sending')"),
    (notice, "ix_notice_untold ON notice (state) WHERE state = 'queued' OR state = 'unreachable'"
             " OR state = 'expired' OR cancelled_by IS NOT NULL"),
):  # fmt: skip
    event.listen(table, "after_create", DDL(f"CREATE INDEX {index}"))  # type: ignore[no-untyped-call]  # it is untyped

mail_notice = Table(
    "mail_notice",
    metadata,
    Column("mail_id", ForeignKey("mail.id"), primary_key=True),
    Column("notice_id", ForeignKey("notice.id"), primary_key=True),
    Index(None, "notice_id"),
)

attempt = Table(
    "attempt",
    metadata,
    Column("mail_id", ForeignKey("mail.id"), primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("outcome", String(16)),
    Column("reply", Text, nullable=False, server_default=""),
    Column("body_hash", String(64), nullable=False, server_default=""),
    Index(None, "started_at"),
)

# What agencies said on their page.
answer = Table(
    "answer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("occurrence", Text, nullable=False),
    Column("obligation", Text, nullable=False),
    Column("period", String(32), nullable=False),
    Column("agency", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("kind", Word(AnswerKind), nullable=False),
    Column("on", Date, nullable=False),
    Column("document", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("until_on", Date),
    Column("state", Word(AnswerState), nullable=False),
    Column("said_at", Utc, nullable=False),
    Column("act_id", Integer, ForeignKey("act.id")),
    Column("hold_id", Integer, ForeignKey("act.id")),  # the silence that lasts until it is decided
    Column("decided_at", Utc),
    Column("decided_by", Text, nullable=False, server_default=""),
    Column("decision", Text, nullable=False, server_default=""),
    *_progress(),
    Index(None, "occurrence"),
)

address = Table(
    "address",
    metadata,
    Column("mailbox", Text, primary_key=True),
    Column("since_at", Utc, nullable=False),
    Column("reason", Text, nullable=False),
)

# What people wrote back. The text is cut; the whole lies in the mailbox it came to.
reply = Table(
    "reply",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("message_id", Text, nullable=False),
    Column("mail_id", ForeignKey("mail.id")),
    Column("at", Utc, nullable=False),
    Column("sender", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("kind", String(16), nullable=False, server_default="answer"),
    Column("cut", Boolean, nullable=False, server_default=false()),
    Column("attached", Text, nullable=False, server_default=""),  # names of files, one a line
    Index(None, "mail_id"),
)

# Incoming mails that were dealt with, each by what makes it that mail.
incoming = Table(
    "incoming", metadata, Column("key", Text, primary_key=True), Column("at", Utc, nullable=False), Index(None, "at")
)

meta = Table("meta", metadata, Column("key", String(64), primary_key=True), Column("value", Text, nullable=False))
