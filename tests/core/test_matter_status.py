"""The statuses and the sets they make: who is chased, what is answered, what is closed."""

from reminder.core.matter_status import ANSWERED, CLOSED, OVERDUE, OWED, REPORTED, Status
from reminder.core.statistics import class_of
from reminder.core.urgency import Urgency


def test_every_status_and_the_sets_it_is_in() -> None:
    sets = {"overdue": OVERDUE, "owed": OWED, "reported": REPORTED, "answered": ANSWERED, "closed": CLOSED}
    found = {status.value: " ".join(name for name, members in sets.items() if status in members) for status in Status}
    assert found == {
        "open": "owed", "submitted": "reported answered closed", "nil": "answered closed",
        "completed": "reported answered closed", "waived": "closed", "suspended": "", "late": "overdue owed",
        "undated": "owed", "unassigned": "owed", "backlog": "overdue owed", "transferred": "closed", "waiting": "",
    }  # fmt: skip


def test_the_class_of_every_status() -> None:
    now = Urgency.AHEAD
    assert {status.value: (class_of(status, False, now), class_of(status, True, now)) for status in Status} == {
        "open": (("open_in_time", ""),) * 2, "late": (("open_overdue", ""),) * 2,
        **dict.fromkeys(("submitted", "nil", "completed"), (("done_in_time", ""), ("done_late", ""))),
        **{
            word: (("not_counted", word),) * 2
            for word in ("waived", "suspended", "undated", "unassigned", "backlog", "transferred", "waiting")
        },
    }  # fmt: skip


def test_what_is_open_of_a_period_that_has_not_begun_is_not_counted_and_an_answer_is() -> None:
    assert class_of(Status.OPEN, False, Urgency.LATER) == ("not_counted", "later")
    assert class_of(Status.UNASSIGNED, False, Urgency.LATER) == ("not_counted", "unassigned")
    assert class_of(Status.SUBMITTED, False, Urgency.DONE) == ("done_in_time", "")
