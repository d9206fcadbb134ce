"""Why a notice stands on its day: the days off that its count leaps over, on either side of the deadline."""

from datetime import date

import pytest

from reminder.engine.queries.explain import Explanation, explain
from tests.engine.made import small_office
from tests.journeys import desk as small

NOVEMBER = date(2026, 11, 2)
CULTURE, NEW_YEAR = date(2026, 11, 24), date(2027, 1, 1)


def explained(timeframe: str, on: date = NOVEMBER, agency: str = "sct") -> Explanation:
    with small_office(plans=small.PLAN.replace('"Quý IV/2026"', f'"{timeframe}"')) as office:
        return explain(office.office(on), office.catalogue, office.database, "kh-1/1", agency)


@pytest.mark.parametrize(
    ("timeframe", "leaps"),
    [
        ("Chậm nhất ngày 30/11/2026", {"d10": [CULTURE], "d5": [CULTURE], "d1": [], "d0": []}),
        ("Chậm nhất ngày 25/11/2026", {"d10": [CULTURE], "d5": [CULTURE], "d1": [CULTURE], "d0": [], "overdue": []}),
        ("Chậm nhất ngày 30/12/2026", {"d10": [], "d1": [], "d0": [], "overdue": [], "head": [NEW_YEAR]}),
        ("Chậm nhất ngày 31/12/2026", {"d10": [], "d1": [], "d0": [], "overdue": [NEW_YEAR], "head": [NEW_YEAR]}),
    ],
)  # fmt: skip
def test_a_step_names_the_days_off_that_its_count_leaps_over(timeframe: str, leaps: dict[str, list[date]]) -> None:
    (case,) = explained(timeframe).cases
    found = {c.step: [day.on for day in c.skipped] for c in case.coming}
    assert {step: found[step] for step in leaps} == leaps
