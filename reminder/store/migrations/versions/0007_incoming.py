"""which incoming mails were dealt with; of what is kept of them: its kind, whether it is cut, what was attached"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    incoming = op.create_table(
        "incoming",
        sa.Column("key", sa.Text(), primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_incoming_at", "incoming", ["at"])
    # What was kept until now was known by its Message-ID alone, and is still: nothing of it is brought again.
    reply = sa.table("reply", sa.column("message_id"), sa.column("at", sa.DateTime(timezone=True)))
    op.get_bind().execute(sa.insert(incoming).from_select(["key", "at"], sa.select(reply.c.message_id, reply.c.at)))
    with op.batch_alter_table("reply") as table:
        table.drop_constraint("uq_reply_message_id", type_="unique")
        table.add_column(sa.Column("kind", sa.String(16), nullable=False, server_default="answer"))
        table.add_column(sa.Column("cut", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("attached", sa.Text(), nullable=False, server_default=""))
