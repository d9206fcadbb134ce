"""Which wording may stand at which step: every one at every step."""

import pytest

from reminder.core.act_kinds import ActKind
from reminder.core.catalogue import Anchor
from reminder.core.offsets import Offset, parse_offset
from reminder.rulefile.reading.step_templates import misplaced

STEPS: dict[str, Offset | Anchor] = {
    **{at: parse_offset(at) for at in ("-1wd", "-5d", "0", "+1wd", "+1d")},
    "issued": Anchor("issued"), "monthly": Anchor("monthly"),
    "checkpoint": Anchor("checkpoint", 11, 15), "review": Anchor("review", 11, 15),
    **{
        str(act): Anchor("restart", act=act)
        for act in (
            ActKind.RETURN, ActKind.EXTEND, ActKind.ADOPT, ActKind.RESUME, ActKind.DATE, ActKind.EVENT, ActKind.UNDO,
        )
    },
}  # fmt: skip
EVERYWHERE = set(STEPS) - {"monthly"}
GOOD = {
    "first": EVERYWHERE, "escalation": {"+1wd", "+1d", "adopt"}, "overdue": {"+1wd", "+1d", "adopt"},
    "coming": EVERYWHERE - {"+1wd", "+1d"}, "today": {"0"}, "checkpoint": {"checkpoint"}, "review": {"review"},
    "returned": {"return"}, "extended": EVERYWHERE & {"extend", "adopt", "resume", "date", "event", "undo"},
    "restarted": {"adopt", "resume", "date", "event", "undo"}, "unassigned": set(), "rollcall": EVERYWHERE,
    "overview": {"monthly"},
}  # fmt: skip
SAYS = {
    "escalation": "stands before that", "overdue": "stands before that", "coming": "stands behind it",
    "today": "the day is today", "checkpoint": "once a year", "review": "once a year", "returned": "was sent back",
    "extended": "a new date", "restarted": "starts again", "unassigned": "nobody owes yet",
    "overview": "both or neither",
}  # fmt: skip


@pytest.mark.parametrize("template", GOOD)
@pytest.mark.parametrize("at", STEPS)
def test_a_wording_stands_where_it_is_true(template: str, at: str) -> None:
    found = misplaced(template, STEPS[at])
    if at in GOOD[template]:
        assert found is None
    else:
        assert found
        assert (SAYS["overview"] if at == "monthly" else SAYS[template]) in found
        assert "{template}" in found
