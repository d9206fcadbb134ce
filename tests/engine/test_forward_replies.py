"""What an agency wrote back, as the officer gets it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.forward_replies import forward, forwarded
from reminder.mail.compose import Letter, Mailbox
from reminder.store import replies
from reminder.store.replies import ReplyRow
from tests.engine.made import TUESDAY, mails, wall
from tests.engine.sending import Desk

EVENING = datetime(2026, 12, 7, 18, tzinfo=UTC)  # on the office's wall it is the 8th


def brought(desk: Desk, **given: Any) -> tuple[str, Letter]:
    """To whom an answer goes, and the letter."""
    about = next(m for m in mails(desk.whole) if m.mailbox == "vt@sct.example").id
    usual: dict[str, Any] = {
        "message_id": "<in@x>", "mail_id": about, "at": EVENING, "sender": "a@sct.example", "subject": "Trả lời",
        "text": "đã nộp\nxin cảm ơn",
    }  # fmt: skip
    with desk.whole.database.write() as connection:
        tx = Transaction.on(connection, desk.office, desk.whole.catalogue)
        kept = replies.keep(connection, ReplyRow(**(usual | given)))
        assert kept
        forward(tx, kept, tx.reach)
    (mail,) = mails(desk.whole, kind="reply")
    with desk.whole.database.read() as connection:
        letter = forwarded(Transaction.on(connection, desk.office, desk.whole.catalogue), mail, "<out@x>")
    assert letter
    return mail.mailbox, letter


def test_an_answer_is_brought_with_its_day_what_it_is_about_and_its_words(desk: Desk) -> None:
    to, letter = brought(desk)
    lines = letter.text.splitlines()
    assert to == "vt@snnmt.example"
    assert "a@sct.example" in lines[0] and "08/12/2026" in lines[0]
    assert sorted(lines[1:3]) == ["- kh-1/1@once@sct", "- kh-1/year@2026@sct"]
    assert lines[3:7] == ["", "> đã nộp", "> xin cảm ơn", ""]
    assert len(lines) == 8
    assert letter.subject.endswith("Trả lời") and letter.subject != "Trả lời"
    assert (letter.recipient, letter.reply_to) == (Mailbox("", to), Mailbox("", "a@sct.example"))
    assert (letter.message_id, letter.date, letter.html) == ("<out@x>", wall(TUESDAY, 9), "")
    assert letter.sender.address == desk.office.config.mail.sender


def test_an_answer_to_no_mail_of_ours_goes_to_the_operator(desk: Desk) -> None:
    to, letter = brought(desk, mail_id=None)
    assert to == desk.office.config.operator
    assert letter.text.splitlines()[1:3] == ["", "> đã nộp"]


@pytest.mark.parametrize(("sender", "known"), [("a@sct.example", True), ("undisclosed", False), ("", False)])
def test_it_is_answered_to_whoever_wrote_where_that_is_an_address(sender: str, known: bool, desk: Desk) -> None:
    _, letter = brought(desk, sender=sender)
    assert letter.reply_to == (Mailbox("", sender) if known else None)


def test_a_subject_cannot_add_lines_to_the_head(desk: Desk) -> None:
    _, letter = brought(desk, subject="Trả lời\r\nBcc: x@x.example")
    assert "\n" not in letter.subject and "\r" not in letter.subject
