"""what is asked for: the mails of a day, the acts of a period"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_mail_send_on", "mail", ["send_on"])
    op.create_index("ix_act_obligation_period", "act", ["obligation", "period"])
    op.drop_index("ix_act_obligation", "act")
