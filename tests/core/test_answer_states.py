"""Where an answer stands, and which answers an officer decides."""

from reminder.core.answer_states import ANSWER_MOVES, AnswerKind, AnswerState


def test_only_what_waits_moves_and_into_every_other_state() -> None:
    assert {state.value: {to.value for to in moves} for state, moves in ANSWER_MOVES.items()} == {
        "waiting": {"recorded", "confirmed", "refused", "replaced"}, "recorded": set(), "confirmed": set(),
        "refused": set(), "replaced": set(),
    }  # fmt: skip
    assert list(AnswerState) == ["waiting", "recorded", "confirmed", "refused", "replaced"]


def test_an_officer_decides_what_asks_for_something() -> None:
    assert {kind.value: kind.asks for kind in AnswerKind} == {
        "received": False, "progress": False, "reported": False, "nil": False, "extension": True, "wrong": True,
    }  # fmt: skip


def test_what_closes_a_matter_or_asks_for_something_is_checked_before_it_is_sent() -> None:
    assert [kind.value for kind in AnswerKind if not kind.checked] == ["received"]


def test_what_answers_for_a_whole_matter() -> None:
    assert [kind.value for kind in AnswerKind if not kind.closes] == ["received", "progress"]
