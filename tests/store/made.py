"""A database in a file, made anew."""

from pathlib import Path

from reminder.store.database import Database
from reminder.store.opening import open_database


def made(path: Path) -> Database:
    opened = open_database(f"sqlite:///{path}", create=True)
    assert opened
    return opened
