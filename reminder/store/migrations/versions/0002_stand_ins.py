"""mails that stand in for others; notices that a person cancelled"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# Until now the key alone said it; a number stands behind a key that was taken.
_INSTEAD = re.compile(r"@instead-of-(\d+)(?:#\d+)?\Z")


def upgrade() -> None:
    # Each statement is good for both databases, and copies no table.
    op.execute("ALTER TABLE mail ADD COLUMN instead_of INTEGER CONSTRAINT fk_mail_instead_of_mail REFERENCES mail (id)")
    op.create_index("ix_mail_instead_of", "mail", ["instead_of"])
    op.execute("ALTER TABLE notice ADD COLUMN cancelled_by TEXT")
    op.execute(
        "CREATE INDEX ix_notice_untold ON notice (state) WHERE state = 'queued' OR state = 'unreachable'"
        " OR state = 'expired' OR cancelled_by IS NOT NULL"
    )
    connection = op.get_bind()
    mail = sa.table("mail", sa.column("id"), sa.column("key"), sa.column("instead_of"))
    keys = sa.select(mail.c.id, mail.c.key).where(mail.c.key.contains("@instead-of-"))
    for id_, key in connection.execute(keys).all():
        found = _INSTEAD.search(key)
        # The one it stood in for is older, or the number is part of something else.
        first = int(found[1]) if found else id_
        if first < id_ and connection.scalar(sa.select(mail.c.id).where(mail.c.id == first)):
            connection.execute(sa.update(mail).where(mail.c.id == id_).values(instead_of=first))
