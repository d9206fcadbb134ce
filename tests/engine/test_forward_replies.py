"""What an agency wrote back, as the officer gets it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reminder.engine.context.transaction import Transaction
from reminder.engine.outbox.forward_replies import forward, forwarded
from reminder.mail.cleaning import untouchable
from reminder.mail.compose import Letter, Mailbox
from reminder.rulefile import load_texts
from reminder.store import outbox, replies
from reminder.store.outbox import MailRow
from reminder.store.replies import ReplyRow
from tests.engine.made import FILES, TUESDAY, mails, wall
from tests.engine.sending import Desk
from tests.journeys import desk as small

FOCAL = "vt@snnmt.example"
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
    assert "vt@sct.example" in lines[1], "the mail went elsewhere than this comes from"
    assert sorted(lines[2:4]) == ["- kh-1/1@once@sct", "- kh-1/year@2026@sct"]
    assert lines[4:8] == ["", "> đã nộp", "> xin cảm ơn", ""]
    assert len(lines) == 9
    assert letter.subject.endswith("Trả lời") and letter.subject != "Trả lời"
    assert (letter.recipient, letter.reply_to) == (Mailbox("", to), Mailbox("", "a@sct.example"))
    assert (letter.message_id, letter.date, letter.html) == ("<out@x>", wall(TUESDAY, 9), "")
    assert letter.sender.address == desk.office.config.mail.sender


@pytest.mark.parametrize("sender", ["vt@sct.example", "VT@sct.EXAMPLE"])
def test_from_the_mailbox_that_was_asked_nothing_is_said_of_it(sender: str, desk: Desk) -> None:
    lines = brought(desk, sender=sender)[1].text.splitlines()
    assert sorted(lines[1:3]) == ["- kh-1/1@once@sct", "- kh-1/year@2026@sct"]


LIVE = re.compile(r"(?<=\S)[.。．｡](?=[^\W\d_]{2})|://")
EVIL = "https://xã.evil.example/x evil-.com tỉnh。vn https：／／x．com"


@pytest.mark.parametrize(
    ("sender", "shown"),
    [
        ("lan@evil.example", "lan@evil.example"), ("Lan.Ng+1@xa-1.EVIL.example", "Lan.Ng+1@xa-1.EVIL.example"),
        ("lan@xã.evil-.vn", "lan@xã[.]evil-[.]vn"), ("lan@xã.vn", "lan@xã[.]vn"), ("", ""),
        ("www.evil.example@x.example", "www[.]evil[.]example@x[.]example"),
        ("lan@evil.example/x", "lan@evil[.]example/x"),
        ("evil.example/x@y.example", "evil[.]example/x@y[.]example"), ("a@b@evil.example", "a@b@evil[.]example"),
        ("lan@evil。example", "lan@evil[。]example"), ("lan@-.example", "lan@-[.]example"), (EVIL, untouchable(EVIL)),
    ],
)  # fmt: skip
def test_no_words_of_others_become_a_link(sender: str, shown: str, desk: Desk) -> None:
    """Wherever they stand: who he says he is, his subject and his words. An address may become one to itself: an
    answer goes there too."""
    _, letter = brought(desk, text=f"mở {EVIL} ngay", subject=EVIL, sender=sender)
    assert f"(tự xưng là {shown})" in letter.text.splitlines()[0]
    assert "> mở https[:]//xã[.]evil[.]example/x evil-[.]com" in letter.text
    ours = letter.text.replace("vt@sct.example", "").replace(f"(tự xưng là {shown})", "")
    assert not LIVE.search(ours + letter.subject), LIVE.search(ours + letter.subject)


def test_an_answer_without_words_says_so(desk: Desk) -> None:
    assert "> (không có phần chữ;" in brought(desk, text="")[1].text


def test_what_is_left_out_is_said(desk: Desk) -> None:
    _, letter = brought(desk, cut=True, attached="bc.pdf\nhttps://evil.example/x.doc")
    lines = letter.text.splitlines()
    at = lines.index("> xin cảm ơn")
    assert lines[at + 1 : at + 5] == [
        "", "Thư trả lời còn dài hơn phần trên; toàn bộ thư nằm trong hộp thư nhận.",
        "Kèm theo thư và không được chuyển tiếp: bc[.]pdf, https[:]//evil[.]example/x[.]doc. "
        "Tệp nằm trong hộp thư nhận.",
        "",
    ]  # fmt: skip


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


def test_the_letter_whole(desk: Desk) -> None:
    to, letter = brought(desk)
    config = desk.office.config
    assert letter == Letter(
        sender=Mailbox(config.mail.sender_name, config.mail.sender), recipient=Mailbox("", to),
        subject="Trả lời thư nhắc: Trả lời", text=letter.text, html="", date=wall(TUESDAY, 9), message_id="<out@x>",
        reply_to=Mailbox("", "a@sct.example"),
    )  # fmt: skip
    assert letter.text.endswith("\n") and not letter.text.endswith("\n\n")
    assert letter.date.utcoffset() == timedelta(hours=7)


def entered(desk: Desk, dead: bool = False, closed: tuple[str, ...] = (), **given: Any) -> list[MailRow]:
    """The mails that an answer calls for."""
    usual: dict[str, Any] = {
        "message_id": "<in@x>", "mail_id": None, "at": EVENING, "sender": "a@sct.example", "subject": "Re",
        "text": "rồi",
    }  # fmt: skip
    with desk.whole.database.write() as connection:
        tx = Transaction.on(connection, desk.office, desk.whole.catalogue)
        for box in closed:
            tx.close_mailbox(box, "550")
        kept = replies.keep(connection, ReplyRow(**(usual | given)))
        assert kept
        (first, *_) = outbox.listing(connection)
        forward(tx, kept, tx.reach, first if dead else None)
    return mails(desk.whole, kind="reply")


def test_it_is_queued_as_an_ordinary_mail_that_leaves_at_once(desk: Desk) -> None:
    about = next(m for m in mails(desk.whole) if m.mailbox == "vt@sct.example").id
    (mail,) = entered(desk, mail_id=about)
    assert (mail.mailbox, mail.agency, mail.kind, mail.send_on, mail.urgency) == (FOCAL, "snnmt", "reply", TUESDAY, -1)
    assert (mail.created_at, mail.next_at, mail.instead_of) == (desk.hand.now, desk.hand.now, None)
    assert mail.facts == {"reply": 1}
    with desk.whole.database.read() as connection:
        assert outbox.notice_ids(connection, mail.id) == []


@pytest.mark.parametrize("sender", [FOCAL, "VT@snnmt.EXAMPLE"])
def test_what_the_officer_wrote_is_only_kept(sender: str, desk: Desk) -> None:
    about = next(m for m in mails(desk.whole) if m.mailbox == "vt@sct.example").id
    assert entered(desk, mail_id=about, sender=sender) == []
    (other,) = entered(desk, message_id="<2@x>", sender=sender)
    assert other.mailbox == desk.office.config.operator


def test_the_operator_is_told_where_no_officer_can_be(desk: Desk) -> None:
    about = next(m for m in mails(desk.whole) if m.mailbox == "vt@sct.example").id
    (mail,) = entered(desk, mail_id=about, closed=(FOCAL,))
    assert (mail.mailbox, mail.agency) == (desk.office.config.operator, "")


def test_where_nobody_can_be_reached_the_operators_mail_waits_all_the_same(desk: Desk) -> None:
    operator = desk.office.config.operator
    (mail,) = entered(desk, closed=(FOCAL, operator))
    assert (mail.mailbox, mail.agency, mail.instead_of) == (operator, "", None)


def test_one_that_did_not_arrive_goes_to_whoever_is_left_and_else_nowhere(desk: Desk) -> None:
    (mail,) = entered(desk, dead=True)
    assert mail.instead_of == mails(desk.whole)[0].id
    assert len(entered(desk, dead=True, message_id="<2@x>", closed=(FOCAL, desk.office.config.operator))) == 1


def test_an_obligation_that_the_files_hold_no_more_is_nobodys(desk: Desk) -> None:
    about = next(m for m in mails(desk.whole) if m.mailbox == "vt@sct.example").id
    desk.whole.catalogue = load_texts(FILES | {"plans/kh-1.toml": small.PLAN.replace('"kh-1"', '"kh-2"')})
    (mail,) = entered(desk, mail_id=about)
    assert mail.mailbox == desk.office.config.operator


def test_an_answer_that_is_stored_no_more_makes_no_letter(desk: Desk) -> None:
    brought(desk)
    (mail,) = mails(desk.whole, kind="reply")
    with desk.whole.database.read() as connection:
        tx = Transaction.on(connection, desk.office, desk.whole.catalogue)
        assert forwarded(tx, replace(mail, facts={"reply": 99}), "<out@x>") is None
