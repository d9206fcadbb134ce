"""An obligation that bears another id, an occurrence whose owners are named otherwise: what is on record of it goes
with it."""

from collections.abc import Collection

from sqlalchemy import Column, Connection, Table, delete, func, insert, literal, select, update

from reminder.core.former_keys import Former
from reminder.core.journal import CHOSEN
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
    return (frozenset(acts) - {CHOSEN}) | {key.partition("@")[0] for key in told}


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


def follow(connection: Connection, keys: Collection[Former]) -> bool:
    """What was told under these keys goes with the matter; whether there were any."""
    for key, to in keys:
        for o in to[1:]:
            carry(connection, key, o.key, o.owner.agencies)
        carry(connection, key, to[0].key)
    return bool(keys)


def carry(connection: Connection, old: str, new: str, agencies: Collection[str] = ()) -> None:
    """What was told and answered under one occurrence's key stands under the other from now on: what is of these
    agencies, or all of it, after which the old key is gone. What stands there already stays, and so does the earlier
    first sight; no act is touched."""
    for table, whose in ((notice, notice.c.recipient), (answer, answer.c.agency)):
        rows = connection.execute(select(table.c.id, table.c.key, whose).where(table.c.occurrence == old)).all()
        taken = set(connection.execute(select(table.c.key).where(table.c.occurrence == new)).scalars())
        for id_, key, agency in rows:
            moved = new + key[len(old) :]
            if moved not in taken and (not agencies or agency in agencies):
                connection.execute(update(table).where(table.c.id == id_).values(occurrence=new, key=moved))
    first = select(func.min(occurrence.c.first_seen_at)).where(occurrence.c.key.in_((old, new)))
    if at := connection.execute(first).scalar():
        connection.execute(delete(occurrence).where(occurrence.c.key == new))
        connection.execute(insert(occurrence).values(key=new, first_seen_at=at))
    if not agencies:
        connection.execute(delete(occurrence).where(occurrence.c.key == old))
