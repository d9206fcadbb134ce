"""The classification table, cell by cell, and the rests that follow from it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.reply_codes import GIVE_UP, Event, Moment, Outcome, again_after, blocked, classify, server_rest

SOON, FIVE, QUARTER, NONE = (timedelta(seconds=s) for s in (30, 300, 900, 0))

# moment, answers, verdict, level, wait, tell: written out once more, from the specification and not from the code
CELLS: list[tuple[str, list[int | Event], str, str, timedelta, str]] = [
    ("connect", [Event.UNRESOLVED, Event.REFUSED, Event.TIMEOUT], "deferred", "S", SOON, "later"),
    ("greeting", [421, 450, 451, 452, Event.TIMEOUT, Event.CLOSED], "deferred", "S", SOON, "later"),
    ("greeting", [550, 552, 553, 554], "deferred", "S", QUARTER, "once"),
    (
        "starttls",
        [Event.NOT_OFFERED, Event.TLS, Event.INJECTED, 454, 501],
        "deferred", "S", SOON, "once",
    ),
    ("auth", [535, 534, 530, 538], "deferred", "S", FIVE, "once"),
    ("auth", [454], "deferred", "S", SOON, "later"),
    ("mail", [421, 450, 451, 452], "deferred", "S", SOON, "later"),
    ("mail", [550, 553, 530, 554], "deferred", "S", QUARTER, "once"),
    ("mail", [552, Event.TOO_BIG], "rejected", "M", NONE, "digest"),
    ("rcpt", [450, 451, 452, 552, 421], "deferred", "R", NONE, "never"),
    ("rcpt", [550, 551, 553, 554, 555, 521, 500], "rejected", "R", NONE, "once"),
    ("data", [421, 450, 451, 452], "deferred", "M", NONE, "never"),
    ("data", [550, 552, 553, 554], "rejected", "M", NONE, "digest"),
    ("body", [Event.CLOSED, Event.TIMEOUT], "deferred", "M", NONE, "never"),
    ("dot", [250, 251], "accepted", "M", NONE, "never"),
    ("dot", [421, 450, 451, 452], "deferred", "M", NONE, "never"),
    ("dot", [550, 552, 553, 554], "rejected", "M", NONE, "digest"),
    ("dot", [Event.TIMEOUT, Event.CLOSED, Event.GARBAGE, 354, 199, 700], "unknown", "M", FIVE, "never"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "answer", "verdict", "level", "wait", "tell"),
    [(m, a, *rest) for m, answers, *rest in CELLS for a in answers],
)
def test_each_cell(moment: str, answer: int | Event, verdict: str, level: str, wait: timedelta, tell: str) -> None:
    outcome = classify(Moment(moment), answer, "x")
    assert (outcome.verdict, outcome.level, outcome.wait, outcome.tell) == (verdict, level, wait, tell)
    assert outcome.counted is (level != "S")


@given(st.sampled_from(Moment), st.integers(0, 999))
def test_every_code_at_every_moment_has_a_place(moment: Moment, code: int) -> None:
    if moment in (Moment.BEFORE, Moment.STORE, Moment.CONNECT):
        return
    outcome = classify(moment, code)
    assert outcome.verdict != "accepted" or (moment is Moment.DOT and code // 100 == 2)
    assert outcome.verdict != "unknown" or moment is Moment.DOT


def test_what_cannot_happen_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot happen"):
        classify(Moment.RCPT, Event.TOO_BIG)


def test_the_enhanced_status_stands_apart_from_the_words() -> None:
    outcome = classify(Moment.DOT, 250, "2.0.0 queued as 4X\n\x00bye")
    assert (outcome.status, outcome.text) == ("2.0.0", "queued as 4X bye")
    assert classify(Moment.RCPT, 550, "5.1 no").status == ""
    assert len(classify(Moment.RCPT, 550, "x" * 9000).text) == 500


def test_again_follows_the_schedule_then_hourly_to_an_end() -> None:
    deferred = classify(Moment.RCPT, 450)
    minutes = [again_after(n, deferred) // timedelta(minutes=1) for n in range(1, 9)]
    assert minutes == [1, 5, 15, 30, 60, 60, 60, 60]
    assert again_after(1, classify(Moment.DOT, Event.CLOSED)) == FIVE
    assert timedelta(days=5) == GIVE_UP


def test_a_server_rests_twice_as_long_each_time_up_to_a_quarter() -> None:
    refused, password = classify(Moment.CONNECT, Event.REFUSED), classify(Moment.AUTH, 535)
    assert [server_rest(refused, n).seconds for n in range(1, 8)] == [30, 60, 120, 240, 480, 900, 900]
    assert [server_rest(password, n).seconds for n in range(1, 4)] == [300, 600, 900]
    assert server_rest(classify(Moment.GREETING, 554), 1) == QUARTER
    assert server_rest(refused, 10_000) == QUARTER


def test_a_wrong_password_is_tried_at_most_six_times_an_hour() -> None:
    password, at, tries = classify(Moment.AUTH, 535), timedelta(0), 0
    while at < timedelta(hours=1):
        tries += 1
        at += server_rest(password, tries) * 0.9  # the shortest that jitter allows
    assert tries <= 6


def _refused(status: str) -> Outcome:
    return classify(Moment.RCPT, 550, f"{status} blocked")


def test_three_recipients_refused_by_one_policy_mean_the_server() -> None:
    refused = [(f"{name}@a.example", _refused("5.7.1")) for name in "abc"]
    server = blocked(refused)
    assert server is not None
    assert (server.verdict, server.level, server.wait, server.tell) == ("deferred", "S", QUARTER, "once")
    assert blocked(refused[:2]) is None
    assert blocked([*refused[:2], refused[0]]) is None
    assert blocked([*refused[:2], ("d@a.example", _refused("5.7.26"))]) is None
    assert blocked([(a, _refused("5.1.1")) for a, _ in refused]) is None
    assert blocked([*refused, ("d@a.example", classify(Moment.DOT, 250))]) is None


def test_an_outcome_says_itself() -> None:
    assert str(_refused("5.1.1")) == "rcpt: 550 5.1.1 blocked"
    assert str(classify(Moment.STARTTLS, Event.NOT_OFFERED)) == "starttls: not offered"
