"""Laws of weekly lists: the same season, with all that may happen in it, lived by single mails and by a list a week."""

from collections import defaultdict
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from reminder.core.catalogue import Anchor, Step
from reminder.core.mail_choices import MailChoice
from reminder.core.offsets import Offset
from reminder.core.recipients import addressee
from tests.laws.life import Happening, Life, Made, acts_only, live, offices, seasons

WEEKLY = MailChoice(weekly=True, left=True)


def ahead(step: Step) -> bool:
    if isinstance(step.at, Anchor):
        return step.at.kind in ("checkpoint", "review")
    return isinstance(step.at, Offset) and step.at.days < 0 and step.template != "rollcall"


def told(life: Life) -> dict[tuple[str, str], list[tuple[date, int]]]:
    found = defaultdict[tuple[str, str], list[tuple[date, int]]](list)
    for on, n in life.told:
        found[n.occurrence.key, addressee(n.recipient, n.role)].append((on, n.occurrence.state.revision))
    return found


@seasons
@given(offices, st.integers(15, 80), acts_only)
def test_by_lists_nothing_comes_late_and_what_has_its_day_keeps_it(
    made: Made, days: int, story: list[Happening]
) -> None:
    single = live(made, days, story)
    agencies = [a.id for register in single.rules.directory.registers for a in register.agencies]
    by_list = live(made, days, story, choices=dict.fromkeys(agencies, WEEKLY))
    kept = {(on, n.key) for on, n in by_list.told}
    lists = told(by_list)
    for on, n in single.told:
        if not ahead(n.rung.step):
            assert (on, n.key) in kept, n.key
            continue
        monday, revision = on - timedelta(on.weekday()), n.occurrence.state.revision
        heard = lists[n.occurrence.key, addressee(n.recipient, n.role)]
        assert any(monday <= day <= on and said == revision for day, said in heard), n.key
    for _on, n in by_list.told:
        assert n.template != "overview"
