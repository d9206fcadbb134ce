"""The rig's server and office."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reminder.engine.sending import loop
from tests.reliability.rig import Rig
from tests.servers.faulty import Faulty


@pytest.fixture(autouse=True)
def as_many_as_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that duplicates can be counted by connection: a machine under load makes every mail slow."""
    monkeypatch.setattr(loop, "EXTRA", 1)


@pytest.fixture
def server() -> Iterator[Faulty]:
    with Faulty() as running:
        yield running


@pytest.fixture
def rig(tmp_path: Path, server: Faulty) -> Callable[..., Rig]:
    """Makes an office that sends to `server`."""

    def make(**settings: Any) -> Rig:
        return Rig(tmp_path / "office", **{"port": server.port, **settings})

    return make
