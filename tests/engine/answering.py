"""Answers about two obligations of the small office, where each may wait for an officer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from reminder.core.answer_states import AnswerKind
from reminder.core.journal import Act
from reminder.engine.acts.agency_answers import Answered, Said, answer
from reminder.store import answers, journal
from reminder.store.answers import AnswerRow
from tests.engine.made import TUESDAY, small_office, wall
from tests.journeys import desk as small
from tests.laws.whole import Whole

YEAR, TASK = "kh-1/year@2026@sct", "kh-1/1@once@sct"
CAREFUL = small.PLAN.replace('id = "kh-1"\n', 'id = "kh-1"\nanswers = "confirm"\n', 1)
DONE = Said(AnswerKind.REPORTED, date(2026, 12, 7), "1/BC")
LATER = Said(AnswerKind.EXTENSION, note="bận", until_on=date(2026, 12, 28))
NOT_OURS = Said(AnswerKind.WRONG, note="của sxd")
AT = wall(TUESDAY, 9)


@contextmanager
def careful_office() -> Iterator[Whole]:
    """Whatever is answered waits for an officer."""
    with small_office(plans=CAREFUL) as made:
        made.round(TUESDAY)
        yield made


def say(office: Whole, said: Said, key: str = YEAR, day: date = TUESDAY, agency: str = "sct") -> Answered:
    return answer(office.office(day), office.database, office.catalogue, agency, key, said)


def row(done: Answered) -> AnswerRow:
    assert done.row
    return done.row


def acts(office: Whole) -> list[Act]:
    with office.database.read() as connection:
        return list(journal.journal(connection).acts)


def stored(office: Whole, id_: int) -> AnswerRow:
    with office.database.read() as connection:
        found = answers.one(connection, id_)
    assert found
    return found


def everything(office: Whole) -> list[AnswerRow]:
    with office.database.read() as connection:
        return [replace(row, key="") for row in answers.listing(connection)]
