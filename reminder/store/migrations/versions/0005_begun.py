"""acts whose ladder an earlier version had begun, and undos that it had not looked at"""

from datetime import UTC, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_HERE = timedelta(hours=7)
_CLOSES = ("submit", "nil", "complete", "waive", "suspend")


def upgrade() -> None:
    op.add_column("act", sa.Column("begun_on", sa.Date(), nullable=True))
    connection, instant = op.get_bind(), sa.DateTime(timezone=True)
    act = sa.table(
        "act",
        *map(sa.column, ("id", "kind", "undoes", "restarts")),
        sa.column("at", instant),
        sa.column("begun_on", sa.Date()),
    )
    notice = sa.table("notice", sa.column("created_at", instant), sa.column("template"))
    # What an evaluation stored shows when it looked; the answer to an act or an answer is stored with that.
    stored = sa.select(sa.func.max(notice.c.created_at)).where(notice.c.template.not_in(("thanks", "refused")))
    looked = connection.scalar(stored)
    begun = sa.false()
    if looked is not None:
        begun = act.c.at <= looked
        aware = looked.astimezone(UTC) if looked.tzinfo else looked
        connection.execute(sa.update(act).where(begun).values(begun_on=(aware + _HERE).date()))
    # What is taken back once it is late begins again with its owner; of the rest too its owner is told.
    closing = sa.select(act.c.id).where(act.c.kind.in_(_CLOSES))
    new = (act.c.kind == "undo") & act.c.undoes.in_(closing) & ~begun
    connection.execute(sa.update(act).where(new).values(restarts=sa.true()))
