"""One task, and what an evaluation tells of it."""

from datetime import date

from reminder.core.catalogue import Catalogue, Obligation
from reminder.core.evaluate import Evaluation
from tests.core.made import catalogue, obligation, plan

DUE = obligation("chậm nhất ngày 15/12/2026")
START = date(2026, 6, 1)


def one(o: Obligation = DUE) -> Catalogue:
    return catalogue(plan(o))


def told(done: Evaluation) -> list[str]:
    return [f"{n.send_on:%d/%m} {n.rung.name} {n.recipient}" for n in done.notices]


def codes(done: Evaluation) -> list[str]:
    return [h.reason.code for h in done.held]
