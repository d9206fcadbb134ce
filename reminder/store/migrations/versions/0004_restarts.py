"""whether an undo began the ladder again"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    with op.batch_alter_table("act") as table:
        table.add_column(sa.Column("restarts", sa.Boolean(), server_default=sa.false(), nullable=False))
