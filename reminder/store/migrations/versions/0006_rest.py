"""of which pieces of a cell an assignment was"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column("act", sa.Column("rest", sa.JSON(), nullable=False, server_default="[]"))
