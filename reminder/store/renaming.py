"""An obligation that bears another id: what is on record of it goes with it."""

from sqlalchemy import Column, Connection, Table, func, literal, select, update

from reminder.store.notices import under
from reminder.store.schema import act, answer, notice, occurrence

# Where the keys of an obligation's occurrences stand: `plan/row@period@owner…`.
_KEYS: tuple[tuple[Table, Column[str]], ...] = (
    (occurrence, occurrence.c.key),
    (notice, notice.c.occurrence),
    (notice, notice.c.key),
    (answer, answer.c.occurrence),
    (answer, answer.c.key),
)


def on_record(connection: Connection) -> frozenset[str]:
    """The obligations with acts or notices."""
    acts = connection.execute(select(act.c.obligation).distinct()).scalars()
    told = connection.execute(select(notice.c.occurrence).distinct()).scalars()
    return frozenset(acts) | {key.partition("@")[0] for key in told}


def seen(connection: Connection, obligation: str) -> bool:
    """Whether an evaluation has ever looked at an occurrence of it."""
    query = select(occurrence.c.key).where(under(occurrence.c.key, obligation))
    return connection.execute(query.limit(1)).first() is not None


def rename(connection: Connection, old: str, new: str) -> None:
    """Everything on record of `old` stands under `new` from now on; its words, days and authors stay. No
    occurrence of `new` may have been seen, for keys are unique."""
    connection.execute(update(act).where(act.c.obligation == old).values(obligation=new))
    connection.execute(update(answer).where(answer.c.obligation == old).values(obligation=new))
    for table, column in _KEYS:
        moved = literal(new) + func.substr(column, len(old) + 1)
        connection.execute(update(table).where(under(column, old)).values({column.name: moved}))
