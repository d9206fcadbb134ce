"""What makes a notice one for ever, and what it says of itself."""

from datetime import date

import pytest

from reminder.core.catalogue import Role
from reminder.core.journal import Journal
from reminder.core.ladder import Rung
from reminder.core.notice import Notice
from reminder.core.occurrence import Occurrences
from reminder.directory.agency import Cast
from tests.core.made import ISSUED, catalogue, obligation, plan, step

ON = date(2026, 12, 8)
(OWED,) = Occurrences(catalogue(plan(obligation("chậm nhất ngày 15/12/2026"))), Journal()).known(ON, ISSUED)
(OPEN,) = Occurrences(
    catalogue(plan(obligation("chậm nhất ngày 15/12/2026", lead=Cast()))), Journal()
).known(ON, ISSUED)  # fmt: skip


def of(to: tuple[Role, ...], role: Role, by: str = "", ordinal: int = 1) -> Notice:
    return Notice(OWED, Rung(step("d5", "-5wd", *to), ordinal, ON), "a", role, ON, by)


@pytest.mark.parametrize(
    ("to", "role", "key"),
    [
        (("owner",), "owner", "p/1@once@a@r1@d5#1@a"), (("owner", "focal"), "owner", "p/1@once@a@r1@d5#1@a"),
        (("owner", "head"), "owner", "p/1@once@a@r1@d5#1@a@owner"), (("head", "owner"), "head", "p/1@once@a@r1@d5#1@a"),
        (("head",), "head", "p/1@once@a@r1@d5#1@a"), (("head", "focal"), "focal", "p/1@once@a@r1@d5#1@a"),
    ],
)  # fmt: skip
def test_a_step_for_an_owner_and_its_head_tells_both(to: tuple[Role, ...], role: Role, key: str) -> None:
    assert of(to, role).key == key


def test_a_repeat_and_a_new_ladder_are_other_notices() -> None:
    again = OWED._replace(state=OWED.state.__class__(revision=2))
    one, second = of(("owner",), "owner"), of(("owner",), "owner", ordinal=2)
    assert second.key == "p/1@once@a@r1@d5#2@a"
    assert one._replace(occurrence=again).key == "p/1@once@a@r2@d5#1@a"
    assert one._replace(send_on=date(2026, 12, 9), by="d1").key == one.key, "no date and no reason is in it"


def test_why_it_is_told_or_gives_way() -> None:
    told, older = of(("owner",), "owner").reason, of(("owner",), "owner", by="d1").reason
    assert (told.code, told["step"], told["at"], told["planned_on"]) == ("step", "d5", "-5wd", ON)
    assert (older.code, older["step"], older["by"], older["planned_on"]) == ("superseded", "d5", "d1", ON)


def test_what_nobody_owes_is_told_in_its_own_words() -> None:
    one = of(("owner",), "owner")
    assert (one.template, one._replace(occurrence=OPEN).template) == ("coming", "unassigned")
