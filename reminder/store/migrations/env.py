"""Alembic's entry: the caller hands over its connection, so that a failed migration leaves nothing behind."""

from alembic import context

from reminder.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
