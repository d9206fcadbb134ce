"""how a task is going: of acts and answers, the percent done, what is difficult, what is proposed"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table in ("act", "answer"):
        op.add_column(table, sa.Column("percent", sa.Integer()))
        op.add_column(table, sa.Column("difficulty", sa.Text(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("proposal", sa.Text(), nullable=False, server_default=""))
