"""A new database, migrated once for all: to migrate each one takes longer than what most tests do with it."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from reminder.store.opening import open_database


@cache
def blank() -> bytes:
    """The file, as SQLite keeps it."""
    with TemporaryDirectory() as folder:
        made = open_database(f"sqlite:///{folder}/office.db", create=True)
        assert made
        made.close()
        return (Path(folder) / "office.db").read_bytes()


def lay(path: Path) -> None:
    """A copy of it there."""
    path.write_bytes(blank())
