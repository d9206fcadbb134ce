"""Why: a code with its facts, as a value and as JSON."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from reminder.core.reason import Fact, Reason, because, from_plain


def test_a_reason_and_its_facts() -> None:
    why = because("newest", step="d5", n=3, on=date(2026, 12, 8), who=("a", "b"), until=None)
    assert why == Reason(
        "newest", (("step", "d5"), ("n", 3), ("on", date(2026, 12, 8)), ("who", ("a", "b")), ("until", None))
    )
    assert (why["n"], why["who"]) == (3, ("a", "b"))
    with pytest.raises(KeyError):
        why["none"]
    assert why.plain() == {
        "code": "newest", "step": "d5", "n": 3, "on": "2026-12-08", "who": ("a", "b"), "until": None,
    }  # fmt: skip
    assert because("x") == Reason("x") == Reason("x", ())


@pytest.mark.parametrize(
    "fact",
    [
        "d5", "", 0, None, ("a", "b"), (), date(2026, 12, 8), datetime(2026, 12, 8, 9, 30, tzinfo=UTC),
        datetime(2026, 12, 8, 9, 30, 5, 123456, tzinfo=timezone(timedelta(hours=7))),
        datetime(1890, 1, 1, tzinfo=timezone(timedelta(hours=7, minutes=6, seconds=30))),
        "2026-12-08 và sau đó", "ngày 2026-12-08", "2026-12-8", "2026-12-08T09:30:00", "2026-12-08T09:30",
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_written_as_json_is_read_back(fact: Fact) -> None:
    plain = because("x", fact=fact, other=1).plain()
    plain["fact"] = list(plain["fact"]) if isinstance(fact, tuple) else plain["fact"]  # as JSON has it
    assert from_plain(plain) == because("x", fact=fact, other=1)
