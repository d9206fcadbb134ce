"""What came back: believed or not, tried again or told and served elsewhere. How a mail is read, `mail` tests."""

from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminder.config import Bounces
from reminder.core.outbox_states import MailState
from reminder.core.reason import because
from reminder.engine.incoming import returned_mail
from reminder.engine.incoming.returned_mail import box_of, deal
from reminder.engine.outbox import by_hand
from reminder.errors import Refused, Unavailable
from reminder.mail.collect import Staying
from reminder.mail.imap import Box
from reminder.mail.received import Received
from reminder.store import bounced_mailboxes, notices, outbox
from reminder.store.database import Connection
from reminder.store.schema import attempt, notice
from tests.engine.conftest import made_desk
from tests.engine.made import TUESDAY, alerts, mails
from tests.engine.post import BOX, Post, forwarded, kept


@pytest.mark.parametrize(
    ("status", "gone"),
    [
        *((s, True) for s in ("5.1.1", "5.0.0", "5.1.0", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.0", "5.2.1", "5.4.1",
                               "5.4.4", "5.1.4", "5.4.310", "")),
        *(
            (s, False)
            for s in (
                "4.4.7", "5.1.7", "5.1.8", "5.2.2", "5.2.3", "5.2.4", "5.3.0", "5.3.4", "5.4.2", "5.4.3", "5.4.6",
                "5.4.7", "5.5.0", "5.6.1", "5.7.1", "5.1.90", "5.2.121", "5.2.122", "5.1.11", "5.1.20", "5.2.14",
                "5.4.14", "5.4.316", "5.3.190", "5.0.350", "5.7.57",
            )
        ),
    ],
)  # fmt: skip
def test_a_mailbox_is_at_fault_or_only_its_way(status: str, gone: bool, post: Post) -> None:
    assert post.comes(status=status) == "failed"
    reply = f"{status} no such user".strip()
    assert (post.now().state, post.now().note) == ("bounced", reply)
    assert alerts(post.desk.whole) == [because("mail-bounced", address=BOX, reply=reply, mail=post.mail.id)]
    assert post.read() == (frozenset({BOX} if gone else ()), {"queued"})
    assert post.stand_ins() == ["vt@snnmt.example"]
    assert post.comes(status=status) == "ignored"
    assert len(alerts(post.desk.whole)) == 1


def test_what_holds_no_more_is_not_told_elsewhere(post: Post) -> None:
    with post.desk.whole.database.write() as connection:
        ids = outbox.notice_ids(connection, post.mail.id)
        connection.execute(notice.update().where(notice.c.id.in_(ids)).values(revision=9))
    assert post.comes() == "failed"
    assert post.read()[1] == {"sent"}
    assert post.stand_ins() == []


@pytest.mark.parametrize(("over", "taken"), [(timedelta(0), "failed"), (timedelta(seconds=1), "ignored")])
def test_a_report_on_a_mail_older_than_a_month_is_not_believed(over: timedelta, taken: str, post: Post) -> None:
    post.hand.now = post.mail.created_at + timedelta(days=30) + over
    assert post.comes() == taken
    assert post.now().state == ("bounced" if taken == "failed" else "sent")


@pytest.mark.states_by_hand
@pytest.mark.parametrize("state", ["pending", "dead", "cancelled", "unknown"])
def test_only_what_was_sent_comes_back(state: str, post: Post) -> None:
    post.desk.whole.database.transact(lambda c: outbox.move(c, [post.mail.id], [MailState.SENT], state=state))
    assert post.comes() == "ignored"
    assert post.comes(mail=None) == post.comes(mail=9999) == "unbelieved"
    assert alerts(post.desk.whole) == []


@pytest.mark.parametrize(("over", "taken"), [(-timedelta(seconds=1), "temporary"), (timedelta(0), "failed")])
def test_a_passing_fault_is_tried_again_for_five_days(over: timedelta, taken: str, post: Post) -> None:
    post.hand.now += timedelta(days=5) + over  # since it was handed over; a Sunday
    assert post.comes("temporary", "4.4.7") == taken
    if taken == "temporary":
        found = post.now()
        assert (found.state, found.tries, found.note) == ("pending", 2, "4.4.7 no such user")
        assert found.next_at == post.desk.office.opening(TUESDAY + timedelta(6))
        assert (post.read(), alerts(post.desk.whole)) == ((frozenset(), {"queued"}), [])
    else:
        assert (post.now().state, post.read()[0]) == ("bounced", frozenset())


def test_a_passing_fault_rests_an_hour(post: Post) -> None:
    assert post.comes("temporary", "4.4.7") == "temporary"
    assert post.now().next_at == post.hand.now + timedelta(hours=1)


def test_however_many_reports_are_made_up_it_is_tried_a_few_times_only(post: Post) -> None:
    """Whoever has the mail can write as many as he likes, each another."""
    before, made = len(post.desk.mailer.taken), 0
    while post.comes("temporary", "5.4.4", message_id=f"<{made}@x>") != "failed":
        made += 1
        post.hand.forward(hours=1)
        post.desk.send()
    again = post.desk.mailer.taken[before:].count(BOX)
    assert 4 <= again <= 7 and made >= 100


@pytest.mark.parametrize("kind", ["delayed", "delivered", "automatic", "own"])
def test_what_changes_nothing(kind: str, post: Post) -> None:
    assert post.comes(kind) == kind
    assert (post.now().state, alerts(post.desk.whole), forwarded(post)) == ("sent", [], [])


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("550 no such user", True),
        ("", True),
        ("552 full", False),
        ("554 spam", False),
        ("451 later", False),
        ("551 moved", True),
        ("553 so", True),
        ("556 none here", True),
        ("no such user", True),
        ("5521 users", True),
        ("<452> full", False),
        ("535 so", False),
    ],
)
def test_where_only_the_reply_is_exact_it_decides(said: str, gone: bool, post: Post) -> None:
    post.comes(status="5.0.0", said=said)
    assert post.read()[0] == (frozenset({BOX}) if gone else frozenset())


def test_a_report_of_a_mailbox_elsewhere_to_which_ours_forwards_leaves_it_open(post: Post) -> None:
    assert post.comes(recipients=("x@gmail.example",)) == "failed"
    assert (post.now().state, post.read()[0]) == ("bounced", frozenset())


@pytest.mark.parametrize(
    ("kind", "operators", "told"), [("alert", True, 0), ("alert", False, 1), ("reminder", True, 1)]
)
def test_the_operators_own_mailbox_is_not_told_of_itself(kind: str, operators: bool, told: int, post: Post) -> None:
    box = post.desk.office.config.operator if operators else BOX
    post.desk.whole.database.transact(
        lambda c: outbox.move(c, [post.mail.id], [MailState.SENT], kind=kind, mailbox=box, facts={"reasons": []})
    )
    assert post.comes() == "failed"
    assert len(alerts(post.desk.whole)) == told


def test_what_cannot_be_dealt_with_is_told_and_costs_nobody_else(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_connection: Connection, *_: object) -> str:
        raise KeyError("ours")

    monkeypatch.setattr(returned_mail, "_act", fails)
    assert post.comes() == "unknown"
    assert alerts(post.desk.whole) == [because("mail-not-dealt-with", fault="KeyError", folder="Processed")]

    def stops(_connection: Connection, *_: object) -> str:
        raise Refused.at("x", "damaged")

    monkeypatch.setattr(returned_mail, "_act", stops)
    with pytest.raises(Refused):
        post.comes()


def test_the_mailbox_is_as_configured(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", "mật")
    section = Bounces(
        host="imap.example", port=1143, tls="starttls", username="u", folder="Vào", done_folder="Xong", every_minutes=9
    )
    config = post.desk.office.config.model_copy(update={"bounces": section})
    monkeypatch.setattr(type(config), "certificates", lambda _self, of: f"{of}.pem")
    assert box_of(config) == Box("imap.example", 1143, "starttls", "u", "mật", "bounces.pem", "Vào", "Xong")


def test_what_a_mailbox_holds_is_counted_by_kind(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by the rules that are in force when its turn comes."""
    raws = [b"a", b"b", b"c"]
    asked: list[Any] = []

    def collected(box: Box, take: Any, staying: Staying) -> int:
        assert staying == Staying()
        assert box == box_of(post.desk.office.config)
        for raw in raws:
            take(raw)
        return len(raws)

    def dealt(*given: Any) -> str:
        asked.append(given)
        return "answer" if given[-1] == b"b" else "failed"

    monkeypatch.setattr(returned_mail, "collect", collected)
    monkeypatch.setattr(returned_mail, "deal", dealt)
    rules = iter("xyz")
    desk = post.desk
    found = returned_mail.receive(desk.office, desk.whole.database, lambda: next(rules), b"s")  # type: ignore[arg-type,return-value]
    assert found == {"failed": 2, "answer": 1}
    assert asked == [(desk.office, desk.whole.database, rule, b"s", raw) for rule, raw in zip("xyz", raws, strict=True)]


def test_what_came_in_is_read_with_the_secret(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[bytes, bytes]] = []

    def read(raw: bytes, secret: bytes) -> Received:
        seen.append((raw, secret))
        return Received("own", None, "<x>")

    monkeypatch.setattr(returned_mail, "read_received", read)
    desk = post.desk
    assert deal(desk.office, desk.whole.database, desk.whole.catalogue, b"secret", b"raw") == "own"
    assert seen == [(b"raw", b"secret")]


def test_a_fault_is_logged_with_what_it_was(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_connection: Connection, *_: object) -> str:
        raise KeyError("ours")

    monkeypatch.setattr(returned_mail, "_act", fails)
    with caplog.at_level("DEBUG", "reminder"):
        post.comes()
    first, second = caplog.records
    assert (first.levelname, first.getMessage()) == ("ERROR", "an incoming mail cannot be dealt with")
    assert first.__dict__["fault"] == "KeyError: 'ours'"
    assert (second.levelname, second.getMessage(), bool(second.exc_info)) == ("DEBUG", "where", True)


def test_the_operators_own_fault_is_logged(post: Post, caplog: pytest.LogCaptureFixture) -> None:
    box = post.desk.office.config.operator
    post.desk.whole.database.transact(
        lambda c: outbox.move(c, [post.mail.id], [MailState.SENT], kind="alert", mailbox=box, facts={"reasons": []})
    )
    assert post.comes() == "failed"
    (record,) = caplog.records
    assert (record.levelname, record.getMessage()) == ("ERROR", "the operator's own mailbox sends mail back")
    assert (record.__dict__["mail"], record.__dict__["reply"]) == (post.mail.id, "5.1.1 no such user")
    with post.desk.whole.database.read() as connection:
        assert bounced_mailboxes.listing(connection) == [(box, "5.1.1 no such user", post.hand.now)]


def test_only_what_had_left_is_told_elsewhere(post: Post) -> None:
    """Of two matters in the mail one holds no more."""
    with post.desk.whole.database.write() as connection:
        first, second = outbox.notice_ids(connection, post.mail.id)
        connection.execute(notice.update().where(notice.c.id == first).values(revision=9))
    assert post.comes() == "failed"
    (stand_in,) = [m for m in mails(post.desk.whole) if m.instead_of == post.mail.id]
    with post.desk.whole.database.read() as connection:
        states = {row.id: row.state for row in notices.by_ids(connection, [first, second])}
        assert outbox.notice_ids(connection, stand_in.id) == [second]
    assert states == {first: "sent", second: "queued"}


@pytest.mark.states_by_hand
def test_what_was_not_told_by_it_stays_as_it_is(post: Post) -> None:
    with post.desk.whole.database.write() as connection:
        first, second = outbox.notice_ids(connection, post.mail.id)
        connection.execute(notice.update().where(notice.c.id == first).values(state="cancelled"))
    assert post.comes() == "failed"
    with post.desk.whole.database.read() as connection:
        assert [row.state for row in notices.by_ids(connection, [first, second])] == ["cancelled", "queued"]


@pytest.mark.parametrize("kind", ["failed", "temporary"])
def test_a_passing_fault_of_what_nothing_is_known_of_is_a_try_more(kind: str, post: Post) -> None:
    """No attempt is on record: then it counts from now."""
    post.desk.whole.database.transact(lambda c: c.execute(attempt.delete()))
    post.hand.forward(days=6)
    assert post.comes(kind, "4.4.7") == kind


@pytest.mark.parametrize("kind", ["answer", "unknown", "automatic"])
def test_what_names_nothing_of_ours_is_only_counted(kind: str, post: Post) -> None:
    said = "automatic" if kind == "automatic" else "unverified"
    assert post.comes(kind, mail=None, refers=("<x>",), sender="a@sct.example") == said
    assert post.comes(kind, mail=9999) == said
    assert (forwarded(post), alerts(post.desk.whole), kept(post)) == ([], [], [])
    assert post.counted() == {said: 2}
    assert post.counted() == {}


COMING: dict[str, dict[str, Any]] = {
    "no room": {"kind": "failed", "status": "5.2.2"}, "gone": {"kind": "failed", "status": "5.1.1"},
    "passing": {"kind": "temporary", "status": "5.4.4"}, "passing, another": {"kind": "temporary", "status": "4.4.7"},
    "late": {"kind": "delayed", "status": "4.4.1"}, "an answer": {"kind": "answer", "sender": "a@sct.example"},
    "a machine's": {"kind": "automatic", "sender": "a@sct.example"}, "not understood": {"kind": "unknown"},
    "of nothing": {"kind": "answer", "mail": None}, "no signature": {"kind": "failed", "mail": None},
    "ours": {"kind": "own"},
}  # fmt: skip


def life(steps: list[str]) -> tuple[list[str], tuple[object, ...]]:
    """What each step was taken for, and what has become of the mails, the notices and the counts."""
    with pytest.MonkeyPatch.context() as patch, contextmanager(made_desk)() as desk:
        post, taken = Post(desk, patch), []
        for step in steps:
            if step in COMING:
                taken.append(post.comes(**COMING[step]))
            elif step == "retried":
                by_hand.retry(desk.whole.database, desk.office, desk.whole.catalogue, (post.mail.id,))
            else:
                post.hand.forward(hours=2)
                desk.send()
        return taken, (
            [(m.key, m.state, m.tries, m.facts) for m in mails(desk.whole)],
            post.read(),
            post.counted(),
            len(kept(post)),
        )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([*COMING, "sent again", "sent again"]), max_size=12))
def test_what_is_read_again_changes_nothing_however_often_and_late(steps: list[str]) -> None:
    first = [step for n, step in enumerate(steps) if step not in COMING or step not in steps[:n]]
    (taken, end), (_, once) = life(steps), life(first)
    assert end == once
    assert all(t == "ignored" for n, t in enumerate(taken) if _nth(steps, n) in _before(steps, n))


def _nth(steps: list[str], n: int) -> str:
    return [step for step in steps if step in COMING][n]


def _before(steps: list[str], n: int) -> list[str]:
    return [step for step in steps if step in COMING][:n]


@pytest.mark.parametrize("step", ["passing", "gone"])
def test_an_old_report_is_believed_once(step: str) -> None:
    """However often its mail is tried again, or a person has it tried again."""
    again = ["sent again"] if step == "passing" else ["retried", "sent again"]
    taken, _ = life([step, *again, step, "sent again", step])
    assert taken == [{"passing": "temporary", "gone": "failed"}[step], "ignored", "ignored"]


def test_where_the_database_is_at_fault_the_mail_waits(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def waits(*_: object) -> str:
        raise Unavailable.at("x", "busy")

    monkeypatch.setattr(returned_mail, "_act", waits)
    with pytest.raises(Unavailable):
        post.comes()
    assert alerts(post.desk.whole) == []
