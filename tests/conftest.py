"""What holds for every test."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from reminder.documents.readers import programs
from reminder.store import opening
from tests import compiled
from tests.store.blank import blank, lay
from tests.store.moves import WRONG, watched

pytest_plugins = ["tests.servers.needs"]

# No law depends on how busy the machine is. A change is judged by the same examples each time; a laptop looks at
# others every time, and prints what makes a failure again.
settings.register_profile(
    "house",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
)
settings.load_profile("house")

# Workers are told how wide the terminal of whoever started them is; what tests print goes to none.
os.environ.pop("COLUMNS", None)

event.listen(Engine, "connect", watched)
compiled.keep()

# Thousands of databases are synced and deleted: in memory, where there is room for them and programs may run.
_MEMORY = Path("/dev/shm")
if os.access(_MEMORY, os.W_OK):
    _room = os.statvfs(_MEMORY)
    if not _room.f_flag & os.ST_NOEXEC and _room.f_bavail * _room.f_frsize > 2 << 30:
        os.environ.setdefault("TMPDIR", str(_MEMORY))
        tempfile.tempdir = None  # which may have been asked for before


@pytest.fixture
def migrated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that this process makes is a copy."""
    real = opening._make
    blank()
    monkeypatch.setattr(opening, "_make", lambda path: lay(path) if path.parent.is_dir() else real(path))


@pytest.fixture(autouse=True)
def _no_other_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which documents this machine could open with programs of its own is no matter of most tests."""
    monkeypatch.setattr(programs, "soffice", lambda: "")
    monkeypatch.setattr(programs, "tesseract", lambda: "")


@pytest.fixture(autouse=True)
def _no_other_moves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every SQLite that a test opens in its own process is held to the moves that are drawn."""
    WRONG.clear()
    yield
    by_hand = request.node.get_closest_marker("states_by_hand")
    assert by_hand or not WRONG, "moves that are not drawn: see core/outbox_states.py, core/answer_states.py"
