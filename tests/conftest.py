"""What holds for every test."""

import os

from hypothesis import HealthCheck, settings

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
