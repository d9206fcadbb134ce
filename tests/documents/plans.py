"""Where the sample plans lie. Under CI they must be there; on a laptop without them their tests skip by name."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "shared" / "plans"

QUANG_NINH = "quang-ninh-theme-2018"
TN_125 = "thai-nguyen-125-kh-ubnd-2025"
TN_247 = "thai-nguyen-247-2025-qh15-plan-2026"
TN_2011 = "thai-nguyen-programmes-2011-2020"

needs_plans = pytest.mark.skipif(
    not FOLDER.is_dir() and os.environ.get("CI") != "true",
    reason="the sample plans are not beside the project",
)
