"""Bounces and answers acted on: told, marked, served elsewhere, forwarded; seen twice they change nothing (B23)."""

import imaplib
import random
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.reason import because
from reminder.engine.context.secret import secret_of
from reminder.engine.incoming.returned_mail import box_of, deal, receive
from reminder.engine.operations.doctor import examine
from reminder.mail.collect import MailsStay, collect
from reminder.mail.imap import Box, MailboxFault, folder_name, probe
from reminder.mail.message_ids import return_path
from reminder.store import bounced_mailboxes, incoming_counts, replies
from reminder.store.database import put
from tests.mail.hostile import HOSTILE
from tests.mail.test_received import damaged
from tests.reliability.hand import Hand
from tests.reliability.reports import person, postfix
from tests.reliability.rig import Desk, Rig, oracle, told
from tests.servers.dovecot import PASSWORD, USER, Dovecot
from tests.servers.faulty import Faulty
from tests.servers.imap import Fault, Imap

MakeRig = Callable[..., Rig]
CONTACTS = [["first@so.example", "second@so.example"], ["so+1@so.example"]]


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def desk(rig: MakeRig, hand: Hand) -> Iterator[Desk]:
    """An office that has just asked its two departments."""
    with rig(contacts=CONTACTS).sending(hand.clock) as found:
        found.tick()
        yield found


def dealt(desk: Desk, raw: bytes) -> str:
    return deal(desk.office, desk.database, desk.catalogue, secret_of(desk.database), raw)


def report(desk: Desk, office: Rig, box: str, action: str, status: str) -> bytes:
    mail = office.mail_to(box)
    return postfix(mail.id, action, status, secret_of(desk.database), mail.message_id or "")


@pytest.fixture
def office(desk: Desk, rig: MakeRig) -> Rig:
    return rig(contacts=CONTACTS)


def test_b23_a_hard_bounce_is_told_and_served_by_the_next_contact(
    desk: Desk, office: Rig, server: Faulty, hand: Hand
) -> None:
    raw = report(desk, office, "first@so.example", "failed", "5.1.1")
    assert dealt(desk, raw) == "failed"
    assert dealt(desk, raw) == "ignored", "seen again after a crash it changes nothing"
    assert office.mail_to("first@so.example").state == "bounced"
    with desk.database.read() as connection:
        assert bounced_mailboxes.unreachable(connection) == {"first@so.example"}
    desk.tick()
    assert told(server.accepted).count("second@so.example") == 1
    codes = [r["code"] for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert "mail-bounced" in codes
    oracle(office, server.accepted)


def test_b23_a_full_mailbox_is_served_elsewhere_but_not_given_up(desk: Desk, office: Rig, server: Faulty) -> None:
    assert dealt(desk, report(desk, office, "first@so.example", "failed", "5.2.2")) == "failed"
    with desk.database.read() as connection:
        assert bounced_mailboxes.unreachable(connection) == frozenset()
    desk.tick()
    assert "second@so.example" in told(server.accepted)


def test_b23_a_name_that_did_not_resolve_is_tried_again_once_a_report(
    desk: Desk, office: Rig, server: Faulty, hand: Hand
) -> None:
    """However long the report stays in the mailbox, or is put back."""
    raw = report(desk, office, "first@so.example", "failed", "5.4.4")
    assert dealt(desk, raw) == "temporary"
    for _ in range(5):
        assert dealt(desk, raw) == dealt(desk, b"Received: by another\r\n" + raw) == "ignored"
        hand.forward(minutes=61)
        desk.tick()
    again = [a for a in server.accepted if a.rcpt == "first@so.example"]
    assert len(again) == 2
    assert len({a.message_id for a in again}) == 1
    assert dealt(desk, raw.replace(b"09:05:10", b"10:05:10")) == "temporary", "of the second try"
    hand.forward(minutes=121)
    desk.tick()
    hand.forward(days=6)
    assert dealt(desk, raw) == "ignored"
    assert dealt(desk, raw.replace(b"09:05:10", b"11:05:10")) == "failed", "five days are enough"


def test_b23_delays_forgeries_and_old_reports_change_nothing(desk: Desk, office: Rig, hand: Hand) -> None:
    before = office.mails()
    assert dealt(desk, report(desk, office, "first@so.example", "delayed", "4.4.1")) == "delayed"
    assert dealt(desk, postfix(office.mail_to("first@so.example").id, "failed", "5.1.1")) == "unbelieved"
    assert dealt(desk, postfix(999_999, "failed", "5.1.1", secret_of(desk.database))) == "unbelieved"
    hand.forward(days=31)
    assert dealt(desk, report(desk, office, "first@so.example", "failed", "5.1.1")) == "ignored"
    assert office.mails() == before


def test_what_was_answered_meanwhile_is_not_served_again(desk: Desk, office: Rig, server: Faulty) -> None:
    assert office.run("submit", "kh-1/nam", "--agency", "so-0", "--document", "1/BC", "--at", "2026-12-08T10:00") == 0
    assert dealt(desk, report(desk, office, "first@so.example", "failed", "5.1.1")) == "failed"
    desk.tick()
    assert "second@so.example" not in told(server.accepted)
    oracle(office, server.accepted, settled=False)  # the record of the answer rests for half an hour


def test_an_answer_reaches_the_officer_and_stays_with_the_mail(desk: Desk, office: Rig, server: Faulty) -> None:
    raw = person(office.mail_to("first@so.example").message_id or "")
    assert dealt(desk, raw) == "answer"
    assert dealt(desk, raw) == "ignored"
    desk.tick()
    (forwarded,) = [m for m in office.mails() if m.kind == "reply"]
    assert (forwarded.mailbox, forwarded.state) == ("vt@ubnd.example", "sent")
    content = next(c for a, c in zip(server.accepted, server.contents, strict=True) if a.rcpt == "vt@ubnd.example")
    assert b"Reply-To: vt@so.example" in content
    first = office.mail_to("first@so.example").id
    with desk.database.read() as connection:
        (kept,) = replies.of_mail(connection, first)
    assert office.run("outbox", "show", str(first)) == 0
    assert "Sở đã gửi báo cáo ngày 08/12." in office.said
    assert (kept.sender, kept.text) == ("vt@so.example", "Sở đã gửi báo cáo ngày 08/12.\nTrân trọng.")
    oracle(office, server.accepted)


def test_s3_a_forged_answer_is_counted_and_told_the_next_morning(
    desk: Desk, office: Rig, server: Faulty, hand: Hand
) -> None:
    """Whoever never had a mail of ours reaches nobody under our name, however often he writes."""
    before = office.mails()
    for n in range(3):
        assert dealt(desk, person("<other@x.example>", "first@so.example", f"<{n}@x.example>")) == "unverified"
    desk.tick()
    assert office.mails() == before
    hand.forward(days=1)
    desk.tick()
    (told,) = [r for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert (told["code"], told["unverified"], told["own"]) == ("incoming-counted", 3, 0)


def test_what_a_postmaster_writes_in_no_known_form_is_kept_and_told_once(desk: Desk, office: Rig) -> None:
    about = office.mail_to("first@so.example")
    for n in range(3):
        raw = person(about.message_id or "", "postmaster@so.example", f"<{n}@so.example>")
        assert [dealt(desk, raw), dealt(desk, raw)] == ["unknown", "ignored"]
    with desk.database.read() as connection:
        assert len(replies.of_mail(connection, about.id)) == 3
    told = [r for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert told == [because("mail-not-understood", address="first@so.example", mail=about.id).plain()]


def test_an_answer_to_the_signed_path_from_elsewhere_says_so(desk: Desk, office: Rig, server: Faulty) -> None:
    to = return_path(secret_of(desk.database), office.mail_to("first@so.example").id, "nhachan@province.example")
    raw = f"From: Lan <lan@home.example>\nTo: {to}\nSubject: Vắng mặt người ký\nList-Id: <x>\n\nxin lùi\n".encode()
    assert dealt(desk, raw) == "answer"
    desk.tick()
    content = next(c for a, c in zip(server.accepted, server.contents, strict=True) if a.rcpt == "vt@ubnd.example")
    words = message_from_bytes(content).get_payload(decode=True)
    assert isinstance(words, bytes)
    assert "lan@home.example" in words.decode() and "first@so.example" in words.decode()


def test_h4_machines_that_answer_each_other_stop_at_three_rounds(desk: Desk, office: Rig, server: Faulty) -> None:
    """The officer's mailbox answers each forwarded answer by itself, without a mark, from another address."""
    about, rounds = office.mail_to("first@so.example").message_id or "", 0
    for n in range(20):
        taken = dealt(desk, person(about, "robot@ubnd.example", f"<{n}@ubnd.example>"))
        desk.tick()
        newest = [m for m in office.mails() if m.kind == "reply"][-1]
        about, rounds = newest.message_id or "", rounds + (taken == "answer")
    assert rounds == 3
    assert len([m for m in office.mails() if m.kind == "alert"]) <= 2


def test_the_operators_own_bounce_makes_no_more_mail(desk: Desk, office: Rig, caplog: pytest.LogCaptureFixture) -> None:
    from reminder.engine.context.transaction import transact
    from reminder.engine.outbox.alerts import alert

    transact(desk.database, desk.office, desk.catalogue, lambda tx: alert(tx, [because("x")]))
    desk.tick()
    own = next(m for m in office.mails() if m.kind == "alert" and m.state == "sent")
    count = len(office.mails())
    assert dealt(desk, postfix(own.id, "failed", "5.1.1", secret_of(desk.database))) == "failed"
    assert len(office.mails()) == count
    assert "the operator's own mailbox" in caplog.text


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as running:
        yield running


def boxed(office: Rig, port: int) -> None:
    office.rest = f'[bounces]\nhost = "127.0.0.1"\nport = {port}\ntls = "none"\nusername = "{USER}"\n'
    office.configure()


def test_a_real_mailbox_is_read_and_emptied(
    desk: Desk, office: Rig, server: Faulty, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", PASSWORD)
    dovecot.deliver("1", report(desk, office, "first@so.example", "failed", "5.1.1"))
    dovecot.deliver("2", person(office.mail_to("so+1@so.example").message_id or ""))
    dovecot.deliver("3", b"\xff\x00 not a mail at all")
    boxed(office, dovecot.port)
    reading = office.office(hand.clock)
    counts = receive(reading, desk.database, lambda: desk.catalogue, secret_of(desk.database))
    assert counts == {"failed": 1, "answer": 1, "unverified": 1}
    assert (dovecot.count(), dovecot.count("Processed")) == (0, 3)
    assert receive(reading, desk.database, lambda: desk.catalogue, secret_of(desk.database)) == {}
    desk.tick()
    assert {"second@so.example", "vt@ubnd.example"} <= set(told(server.accepted))


def test_h1_twenty_behind_a_thousand_of_any_kind_are_dealt_with_in_one_round(
    rig: MakeRig, server: Faulty, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", PASSWORD)
    office, chance = rig(contacts=[[f"so+{n}@so.example"] for n in range(20)]), random.Random("thousand")
    with office.sending(hand.clock) as desk:
        desk.tick()
        before = [raw[:size] for raw in HOSTILE.values() for size in (20_000, 2000)]
        before += [damaged(chance) for _ in range(500)]
        before += [person("<x@x.example>", id_=f"<{n}@x.example>") for n in range(1000 - len(before))]
        secret, boxes = secret_of(desk.database), [f"so+{n}@so.example" for n in range(20)]
        mails = [office.mail_to(box) for box in boxes]
        behind = [postfix(m.id, "failed", "5.1.1", secret, m.message_id or "", m.mailbox) for m in mails[:10]]
        behind += [person(m.message_id or "", m.mailbox, f"<{m.id}@so.example>") for m in mails[10:]]
        for n, raw in enumerate([*before, *behind]):
            dovecot.deliver(f"{n:06}", raw)
        boxed(office, dovecot.port)
        counts = receive(office.office(hand.clock), desk.database, lambda: desk.catalogue, secret)
        assert (counts["failed"], counts["answer"], counts.total()) == (10, 10, 1020)
        assert (dovecot.count(), dovecot.count("Processed")) == (0, 1020)
        assert [office.mail_to(box).state for box in boxes] == ["bounced"] * 10 + ["sent"] * 10


def test_h1_a_mail_that_the_server_does_not_give_out_stops_none_behind_it(
    desk: Desk, office: Rig, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", PASSWORD)
    dovecot.deliver("1", b"From: a@b.example\n\nx")
    dovecot.deliver("2", report(desk, office, "first@so.example", "failed", "5.1.1"))
    (dovecot.folder / "Maildir" / "new" / "1").chmod(0)
    boxed(office, dovecot.port)
    with pytest.raises(MailboxFault, match=r"1 mails stay in INBOX: .*FETCH failed"):
        receive(office.office(hand.clock), desk.database, lambda: desk.catalogue, secret_of(desk.database))
    assert office.mail_to("first@so.example").state == "bounced"
    assert (dovecot.count(), dovecot.count("Processed")) == (1, 1)
    told = [r for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert because("mails-stay", stay=1, folder="INBOX").plain() in told


@pytest.mark.parametrize("lost", [True, False])
def test_h1_a_mail_that_the_server_does_not_move_is_dealt_with_once_and_stops_none(
    lost: bool, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it says no, or the connection is lost over it."""
    real, seen = imaplib.IMAP4.uid, list[bytes]()

    def uid(server: imaplib.IMAP4, command: str, *args: str) -> tuple[str, list[Any]]:
        if command != "MOVE" or "2" not in args[0].split(","):
            return real(server, command, *args)
        if lost:
            server.sock.shutdown(socket.SHUT_RDWR)
            raise imaplib.IMAP4.abort("gone")
        return "NO", [b"over quota"]

    monkeypatch.setattr(imaplib.IMAP4, "uid", uid)
    for n in range(1, 5):
        dovecot.deliver(str(n), b"From: a@b.example\n\n%d" % n)
    with pytest.raises(MailsStay, match=r"1 mails stay in INBOX: .*(gone|over quota)") as stay:
        collect(Box("127.0.0.1", dovecot.port, "none", USER, PASSWORD), seen.append)
    assert (stay.value.count, dovecot.count(), dovecot.count("Processed")) == (1, 1, 3)
    assert sorted(raw.strip()[-1:] for raw in seen) == [b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize("fault", ["closes", "no move", "nil"])
def test_h1_forty_that_stay_are_told_once_a_day_counted_once_and_stop_none(
    fault: Fault, desk: Desk, office: Rig, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    """Round after round, and whether the database remembers them or only what each mail is."""
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", PASSWORD)
    strange = {n: person("<x@x.example>", id_=f"<{n}@x.example>") for n in range(1, 41)}
    last = report(desk, office, "first@so.example", "failed", "5.1.1")
    with Imap(strange | {41: last}, dict.fromkeys(strange, fault)) as server:
        boxed(office, server.port)
        for n in range(6):
            with pytest.raises(MailsStay):
                receive(office.office(hand.clock), desk.database, lambda: desk.catalogue, secret_of(desk.database))
            if n == 2:
                desk.database.transact(lambda connection: put(connection, "staying-mails", "{}"))
            hand.forward(minutes=5)
            desk.tick()
        assert server.done == [41]
    assert office.mail_to("first@so.example").state == "bounced"
    told = [r["code"] for m in office.mails() if m.kind == "alert" for r in m.facts["reasons"]]
    assert Counter(told) == {"mails-stay": 1, "mail-bounced": 1}
    counted = desk.database.transact(incoming_counts.drain)
    assert counted == ({"unverified": 40} if fault == "no move" else {})


def test_a_password_and_folders_in_any_letters(
    desk: Desk, office: Rig, server: Faulty, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", "mật-khẩu")
    with Dovecot("mật-khẩu") as dovecot:
        dovecot.deliver("1", report(desk, office, "first@so.example", "failed", "5.1.1"))
        boxed(office, dovecot.port)
        office.rest += 'done_folder = "Đã xử lý/R&D"\n'
        office.configure()
        reading = office.office(hand.clock)
        probe(box_of(reading.config))
        counts = receive(reading, desk.database, lambda: desk.catalogue, secret_of(desk.database))
        assert counts == {"failed": 1}
        assert (dovecot.count(), dovecot.count("&ARAA4w- x&Hu0- l&AP0-.R&-D")) == (0, 1)
        monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", "mật-khẩu-khác")
        with pytest.raises(MailboxFault, match="refused the user or the password"):
            probe(box_of(office.office(hand.clock).config))
        found = {f.about: f.level for f in examine(office.office(hand.clock))}
        assert found["answers"] == "wrong"


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("INBOX", "INBOX"), ("Đã xử lý", "&ARAA4w- x&Hu0- l&AP0-"), ("R&D", "R&-D"), ("R&-D", "R&-D"),
        ("&ARAA4w- x&Hu0- l&AP0-", "&ARAA4w- x&Hu0- l&AP0-"), ("a&b-c&d", "a&-b-c&-d"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
    ],
)  # fmt: skip
def test_a_folder_is_named_in_modified_utf_7(folder: str, said: str) -> None:
    """The third example of RFC 3501 5.1.3 among them; a name that is written so already stays."""
    assert folder_name(folder) == said


@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20))
def test_a_folders_name_is_ascii_and_said_once(folder: str) -> None:
    said = folder_name(folder)
    assert said.isascii() and folder_name(said) == said


def test_a_wrong_password_or_no_server_is_said_without_it(
    desk: Desk, office: Rig, dovecot: Dovecot, monkeypatch: pytest.MonkeyPatch, hand: Hand
) -> None:
    monkeypatch.setenv("REMINDER_BOUNCES_PASSWORD", "canary-wrong")
    for port, words in ((dovecot.port, "refused the user or the password"), (1, "refused")):
        boxed(office, port)
        with pytest.raises(MailboxFault, match=words) as caught:
            receive(office.office(hand.clock), desk.database, lambda: desk.catalogue, b"")
        assert "canary" not in str(caught.value)
