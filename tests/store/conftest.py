"""One contract over both databases: a test that asks for `url` or `database` runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reminder.store.database import Database
from reminder.store.opening import open_database
from tests.servers.postgres import Cluster


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with Cluster("fsync = off") as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database can be made in a file."""
    return tmp_path / "reminder.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'reminder.db'}"
    else:
        running: Cluster = request.getfixturevalue("cluster")
        made = running.new_database()
        yield made
        running.drop_database(made)


@pytest.fixture
def database(url: str, migrated_once: None) -> Iterator[Database]:
    opened = open_database(url, create=True)
    assert opened
    yield opened
    opened.close()


@pytest.fixture
def shared(cluster: Cluster) -> Iterator[Database]:
    """A database that several may use at once."""
    made = cluster.new_database()
    opened = open_database(made, create=True)
    assert opened
    yield opened
    opened.close()
    cluster.drop_database(made)
