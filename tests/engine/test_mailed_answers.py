"""Answers that come by mail: brought to the officer, or kept, and room for everybody."""

from datetime import timedelta
from typing import Any

import pytest

from reminder.core.reason import because
from reminder.engine.incoming import answered
from reminder.engine.incoming import kept as kept_
from reminder.mail.bounces import Report
from reminder.store import replies
from reminder.store.replies import ReplyRow
from tests.engine.made import TUESDAY, alerts, mails
from tests.engine.post import BOX, Post, forwarded, kept


def test_an_answer_reaches_the_officer_once(post: Post) -> None:
    said: dict[str, Any] = {"sender": "a@sct.example", "subject": "Re", "text": "đã nộp"}
    assert post.comes("answer", **said) == "answer"
    assert post.comes("answer", **said) == "ignored"
    assert forwarded(post) == [("vt@snnmt.example", {"reply": 1})]
    with post.desk.whole.database.read() as connection:
        kept = replies.one(connection, 1)
    assert kept == ReplyRow("<in@x>", post.mail.id, post.hand.now, "a@sct.example", "Re", "đã nộp", 1)


def test_an_answer_that_only_refers_to_a_mail_is_about_it(post: Post) -> None:
    assert post.mail.message_id
    assert post.comes("answer", mail=None, refers=("<x>", post.mail.message_id)) == "answer"
    assert forwarded(post) == [("vt@snnmt.example", {"reply": 1})]


def test_what_the_officer_wrote_is_not_sent_to_him(post: Post) -> None:
    assert post.comes("answer", sender="VT@snnmt.example") == "answer"
    assert forwarded(post) == []


@pytest.mark.parametrize(("over", "taken"), [(timedelta(0), "answer"), (timedelta(seconds=1), "unverified")])
def test_an_answer_has_its_time(over: timedelta, taken: str, post: Post) -> None:
    post.hand.now = post.mail.created_at + answered.WITHIN + over
    assert post.comes("answer", sender="a@sct.example") == taken


def test_a_machines_answer_is_kept_with_the_mail_and_brought_to_nobody(post: Post) -> None:
    assert [post.comes("automatic"), post.comes("automatic")] == ["automatic", "ignored"]
    assert (kept(post), forwarded(post), post.counted()) == (["<in@x>"], [], {"automatic": 1})


def test_what_is_not_understood_is_kept_and_told_once_a_mail_and_day(post: Post) -> None:
    """However many come, and whatever words they use."""
    said = [post.comes("unknown", message_id=f"<{n}@x>", sender="a@x.example", subject=str(n)) for n in (1, 2, 2)]
    assert said == ["unknown", "unknown", "ignored"]
    assert alerts(post.desk.whole) == [because("mail-not-understood", address=BOX, mail=post.mail.id)]
    assert kept(post) == ["<1@x>", "<2@x>"]


def answers(post: Post, n: int, **given: Any) -> list[str]:
    """So many answers come in, by default each of another sender."""
    first = len(kept(post))
    return [
        post.comes("answer", message_id=f"<{i}@x>", **({"sender": f"a{i}@x.example"} | given))
        for i in range(first, first + n)
    ]


def test_of_one_sender_three_an_hour_are_brought_and_the_others_kept_and_told_once(post: Post) -> None:
    assert answers(post, 5, sender="a@sct.example") == ["answer"] * 3 + ["kept"] * 2
    assert answers(post, 1, sender="A@sct.EXAMPLE") == ["kept"]
    assert len(forwarded(post)) == 3
    told = because("answers-kept", address=BOX, an_hour=3, a_day=12, first=post.mail.id)
    assert [(m.mailbox, m.facts["reasons"]) for m in mails(post.desk.whole, kind="alert")] == [
        ("vt@snnmt.example", [told.plain()])
    ]
    assert answers(post, 1) == ["answer"], "another may still be heard"
    post.hand.forward(hours=1)
    assert answers(post, 1, sender="a@sct.example") == ["answer"]
    assert len(kept(post)) == 8, "nothing is lost"


def test_of_one_mailbox_twelve_a_day_are_brought_whoever_says_he_writes(post: Post) -> None:
    assert answers(post, 14) == ["answer"] * 12 + ["kept"] * 2
    post.hand.forward(days=1)
    assert answers(post, 1) == ["answer"]


def test_a_day_has_room_for_so_many_answers(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answered, "OF_ALL", 2)
    assert answers(post, 4) == ["answer", "answer", "kept", "kept"]
    assert alerts(post.desk.whole) == [because("answers-full", most=2, first=post.mail.id)]


def test_what_is_beyond_what_is_kept_is_counted_and_told_once(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_, "OF_ALL", 2)
    assert answers(post, 2) == ["answer", "answer"]
    assert [post.comes("answer", message_id=f"<{n}@y>", sender=f"{n}@y.example") for n in range(3)] == [
        "unverified"
    ] * 3
    told = because("answers-too-many", address=BOX, most=2, of_one=50, first=post.mail.id)
    assert (len(kept(post)), alerts(post.desk.whole)) == (2, [told])
    assert post.counted() == {"unverified": 3}
    assert post.comes("answer", sender=BOX.upper()) == "answer", "nobody takes the room of the mailbox itself"
    assert [post.comes("answer", message_id=f"<{n}@y>", sender=f"{n}@y.example") for n in range(3)] == ["ignored"] * 3
    post.hand.forward(days=1)
    assert answers(post, 1, sender="z@y.example") == ["answer"]


FLOODS = {
    "a sender": {"kind": "answer", "sender": "robot@x.example"},
    "a machine": {"kind": "automatic", "sender": "a@sct.example"},
    "notes of a server": {"kind": "unknown", "sender": "mailer-daemon@sct.example"},
}


@pytest.mark.parametrize("flood", FLOODS)
def test_no_sender_uses_up_the_room_of_another(flood: str, post: Post) -> None:
    """A thousand from one: another of the same mailbox, and one of another mailbox, are heard as before."""
    kind, sender = FLOODS[flood]["kind"], FLOODS[flood]["sender"]
    for n in range(300):
        post.comes(kind, message_id=f"<{n}@x>", sender=sender)
    assert len(kept(post)) <= 50
    other = next(m for m in mails(post.desk.whole) if m.mailbox == "vt@sxd.example")
    assert post.comes("answer", sender="b@sct.example") == "answer"
    assert post.comes("answer", sender=BOX, message_id="<2@x>") == "answer"
    assert post.comes("answer", sender="a@sxd.example", mail=other.id) == "answer"
    assert len(mails(post.desk.whole, kind="alert")) <= 2


def test_however_many_senders_there_are_another_mailbox_is_heard(post: Post) -> None:
    other = next(m for m in mails(post.desk.whole) if m.mailbox == "vt@sxd.example")
    for n in range(300):
        post.comes("answer", message_id=f"<{n}@x>", sender=f"{n}@x.example")
    assert len(kept(post)) == kept_.OF_ALL
    assert post.comes("answer", sender="a@x.example", mail=other.id) == "answer"


def test_an_hour_goes_over_midnight(post: Post) -> None:
    post.hand.now = post.desk.office.opening(TUESDAY + timedelta(1)) - timedelta(hours=9, minutes=5)  # of the night
    while post.desk.office.today == TUESDAY:
        post.hand.forward(minutes=1)
    post.hand.forward(minutes=-5)
    assert post.desk.office.today == TUESDAY
    assert answers(post, 3, sender="a@sct.example") == ["answer"] * 3
    post.hand.forward(minutes=10)
    assert answers(post, 1, sender="a@sct.example") == ["kept"]
    post.hand.forward(hours=1)
    assert answers(post, 1, sender="a@sct.example") == ["answer"]


def test_two_answers_under_one_name_are_two(post: Post) -> None:
    assert [post.comes("answer", sender="a@sct.example", text=text) for text in ("đã nộp", "xin lùi", "đã nộp")] == [
        "answer", "answer", "ignored"
    ]  # fmt: skip
    assert kept(post) == ["<in@x>", "<in@x>"]


def test_a_report_in_mere_words_is_kept_with_the_mail_and_closes_no_mailbox(post: Post) -> None:
    """Somebody at the server may have written it."""
    said = Report("failed", "5.1.1", "550 5.1.1", (), stated=False)
    assert post.comes("report", reports=(said,), sender="postmaster@sct.example", text="lỗi 550 5.1.1") == "failed"
    assert (post.now().state, post.read()[0], kept(post)) == ("bounced", frozenset(), ["<in@x>"])
