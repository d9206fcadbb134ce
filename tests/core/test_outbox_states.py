"""How mails and notices may move, drawn once more as it stands in the docstrings."""

from reminder.core.outbox_states import MAIL_MOVES, NOTICE_MOVES, OPEN, READY, WAITING


def test_how_a_mail_may_move() -> None:
    assert {state.value: {to.value for to in moves} for state, moves in MAIL_MOVES.items()} == {
        "pending": {"sending", "cancelled"}, "held": {"pending", "cancelled"},
        "sending": {"pending", "unknown", "sent", "dead", "cancelled"}, "sent": {"bounced", "pending"},
        "unknown": {"sending", "cancelled"}, "dead": {"pending", "unknown", "cancelled"}, "cancelled": set(),
        "bounced": {"pending", "unknown"},
    }  # fmt: skip
    assert (READY, OPEN) == (("pending", "unknown"), ("pending", "unknown", "held", "sending"))


def test_how_a_notice_may_move() -> None:
    assert {state.value: {to.value for to in moves} for state, moves in NOTICE_MOVES.items()} == {
        "queued": {"sent", "superseded", "cancelled", "expired", "unreachable"}, "sent": {"queued"},
        "superseded": set(), "cancelled": {"queued"}, "expired": set(),
        "unreachable": {"queued", "superseded", "cancelled"},
    }  # fmt: skip
    assert WAITING == ("queued", "unreachable")
