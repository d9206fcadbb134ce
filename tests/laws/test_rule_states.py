"""The law of rules by state: such a rule tells of nothing that is not so, and changes nothing for the rest."""

from dataclasses import replace
from datetime import date
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from reminder.core.act_kinds import ACTS
from reminder.core.catalogue import BegunAs, Rule, Select
from reminder.core.evaluate import Evaluation, Ledger, evaluate
from reminder.core.occurrence import Occurrence
from tests.core.made import step
from tests.laws.life import Happening, Life, Made, acts_only, live, offices, seasons
from tests.laws.test_seasons import lengths

OWN = (
    step("s-d20", "-20d"), step("s-d3", "-3wd", "owner", "coordinator"), step("s-late", "+2wd", template="overdue"),
    step("s-head", "+4wd", "head", template="escalation"),
)  # fmt: skip


@seasons
@given(offices, lengths, acts_only, st.lists(st.sampled_from(get_args(BegunAs)), min_size=1, unique=True))
def test_a_rule_by_state_tells_of_what_is_so_and_of_nothing_else(
    made: Made, days: int, story: list[Happening], states: list[BegunAs]
) -> None:
    own = Rule("of-state", Select(state=tuple(states)), OWN)

    def so(o: Occurrence) -> bool:
        restart = ACTS[o.state.restart].restart if o.state.restart else None
        return restart is not None and restart.step in {*map(str, states)}

    def look(life: Life, today: date, _done: Evaluation) -> None:
        ledger = Ledger(life.acts.journal(), life.ledger.first_seen)
        with_it = evaluate(replace(life.rules, rules=(*life.rules.rules, own)), ledger, today)
        without = evaluate(life.rules, ledger, today)
        for n in (*with_it.notices, *with_it.superseded):
            if n.rung.step.id.startswith("s-"):
                assert so(n.occurrence)
        told, was = ({n.key for n in done.notices if not so(n.occurrence)} for done in (with_it, without))
        assert told == was

    live(made, days, story, look=look)
