"""Laws of progress: it answers its review and changes nothing else, whatever else is done."""

from datetime import date

from hypothesis import given

from reminder.core.act_kinds import ActKind
from reminder.core.evaluate import Evaluation, Ledger, evaluate, status
from reminder.core.journal import Journal, roots
from reminder.core.progress import FRESH, asks
from tests.laws.life import Happening, Life, Made, effective, happenings, live, offices, seasons
from tests.laws.test_seasons import lengths

OTHERS = tuple(kind for kind in ActKind if kind is not ActKind.PROGRESS)
story = happenings(*OTHERS, *[ActKind.PROGRESS] * 5)


@seasons
@given(offices, lengths, story)
def test_progress_answers_reviews_and_changes_nothing_else(made: Made, days: int, happened: list[Happening]) -> None:
    """The same without it: where each matter stands, and all that is told but reviews. What is told more gave way to a
    review that has been answered."""

    def look(life: Life, today: date, _done: Evaluation) -> None:
        acts = life.acts.written
        about = roots(acts)
        silent = Journal(a for a in acts if about[a.id].kind is not ActKind.PROGRESS)
        with_it, without = (
            evaluate(life.rules, Ledger(journal, life.ledger.first_seen), today) for journal in (Journal(acts), silent)
        )
        stands, stood = (
            {o.key: (status(o, life.ledger, today), o.state.revision, o.deadline) for o in done.seen}
            for done in (with_it, without)
        )
        assert stands == stood
        told, was = ({n.key for n in done.notices if not asks(n.rung.step)} for done in (with_it, without))
        assert was <= told
        assert told - was <= {n.key for n in without.superseded}

    live(made, days, happened, look=look)


@seasons
@given(offices, lengths, story)
def test_no_review_asks_who_has_said_how_it_goes(made: Made, days: int, happened: list[Happening]) -> None:
    def look(life: Life, today: date, done: Evaluation) -> None:
        said = [a for a in effective(life.acts.written) if a.kind is ActKind.PROGRESS]
        for n in done.notices:
            o = n.occurrence
            if asks(n.rung.step) and n.template != "unassigned":
                assert not [
                    a for a in said
                    if (a.obligation, a.period, a.owner) == (o.obligation.id, o.period, o.owner.id)
                    and a.on >= n.rung.on - FRESH
                ]  # fmt: skip

    live(made, days, happened, look=look)
