"""What holds for every test."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

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

event.listen(Engine, "connect", watched)


@pytest.fixture(autouse=True)
def _no_other_moves(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every SQLite that a test opens in its own process is held to the moves that are drawn."""
    WRONG.clear()
    yield
    by_hand = request.node.get_closest_marker("states_by_hand")
    assert by_hand or not WRONG, "moves that are not drawn: see core/outbox_states.py, core/answer_states.py"
