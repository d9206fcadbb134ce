"""SMTP against a server that faults: each answer at each moment ends as the table says, the mail after it arrives."""

from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from time import perf_counter

import pytest

from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Event, Moment
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.mail.letters import SENDER, message
from tests.mail.talk import BIG, GOOD, PATIENT, Start, said
from tests.servers.faulty import Behaviour, Faulty

CODES = (421, 450, 451, 452, 550, 552, 553, 554)


def expected(moment: str, code: int) -> tuple[str, str, str]:
    """Section 3's table for the eight codes of matrix B1–B8."""
    soft = code < 500
    if moment in ("greeting", "mail"):
        return ("rejected", "M", moment) if (moment, code) == ("mail", 552) else ("deferred", "S", moment)
    if moment == "rcpt":
        return ("deferred" if soft or code == 552 else "rejected", "R", moment)
    return ("deferred" if soft else "rejected", "M", moment)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("moment", ["mail", "rcpt", "data", "dot"])
def test_b1_to_b8_each_code_at_each_moment(start: Start, moment: str, code: int) -> None:
    server, line = start()
    script = f"{moment}-{code}"
    sender, rcpt = (f"{script}@x.example", GOOD) if moment == "mail" else (SENDER, f"{script}@x.example")
    outcome = line.send(sender, rcpt, message())
    assert said(outcome) == expected(moment, code)
    assert outcome.code == code
    assert server.accepted == []
    after = [line.send(SENDER, f"tot{n}@x.example", message(f"good-{n}")) for n in range(3)]
    assert [o.verdict for o in after] == ["accepted"] * 3
    assert len(server.accepted) == 3
    # Only a 421 ends the connection.
    assert server.connections == (2 if code == 421 else 1)


def test_a_body_nobody_is_to_get_is_not_begun(start: Start) -> None:
    """A server may say 354 to a DATA written ahead though it refused the recipient."""
    server, line = start()
    outcome = line.send(SENDER, "rcpt-550.careless-1@x.example", message())
    assert said(outcome) == expected("rcpt", 550)
    assert line.send(SENDER, GOOD, message("next")).verdict == "accepted"
    assert [a.rcpt for a in server.accepted] == [GOOD]


@pytest.mark.parametrize("code", CODES)
def test_b1_to_b8_at_the_greeting(start: Start, code: int) -> None:
    server, line = start(Behaviour(greeting=f"{code} not today"))
    outcome = line.send(SENDER, GOOD, message())
    assert said(outcome) == expected("greeting", code)
    assert not outcome.counted
    assert server.accepted == []


@pytest.mark.parametrize(
    ("rcpt", "end"),
    [
        ("drop-rcpt", ("deferred", "R", "rcpt")),
        ("drop-data", ("deferred", "M", "data")),
        ("drop-dot", ("unknown", "M", "dot")),
        ("accept-drop", ("unknown", "M", "dot")),
        ("garbage-rcpt", ("deferred", "R", "rcpt")),
        ("garbage-dot", ("unknown", "M", "dot")),
    ],
)
def test_b9_b10_a_connection_lost_or_gone_mad(start: Start, rcpt: str, end: tuple[str, str, str]) -> None:
    server, line = start()
    assert said(line.send(SENDER, f"{rcpt}@x.example", message())) == end
    assert len(server.accepted) == (1 if rcpt == "accept-drop" else 0)
    assert line.send(SENDER, GOOD, message("next")).verdict == "accepted"


def test_b9_dropped_within_the_body_is_not_ambiguous(start: Start) -> None:
    server, line = start()
    assert said(line.send(SENDER, "drop-body@x.example", BIG)) == ("deferred", "M", "body")
    assert server.accepted == []


def test_b10_the_same_mail_again_has_the_same_message_id(start: Start) -> None:
    server, line = start()
    sent = message("once")
    assert line.send(SENDER, "accept-drop@x.example", sent).verdict == "unknown"
    assert line.send(SENDER, "accept-drop+again@x.example", sent).verdict == "unknown"
    assert len(server.accepted) == 2
    assert len({a.message_id for a in server.accepted}) == 1


@pytest.mark.parametrize(
    ("rcpt", "step", "end"),
    [
        ("hang-rcpt", "command", ("deferred", "R", "rcpt")),
        ("hang-data", "data", ("deferred", "M", "data")),
        ("hang-dot", "dot", ("unknown", "M", "dot")),
        ("accept-hang", "dot", ("unknown", "M", "dot")),
    ],
)
def test_b11_b13_a_server_that_never_answers(start: Start, rcpt: str, step: str, end: tuple[str, str, str]) -> None:
    server, line = start(timeouts=replace(PATIENT, **{step: 1.0}))
    outcome = line.send(SENDER, f"{rcpt}@x.example", message())
    assert said(outcome) == end
    assert outcome.event is Event.TIMEOUT
    assert len(server.accepted) == (1 if rcpt == "accept-hang" else 0)


def test_b11_a_slow_250_within_patience_is_one_mail(start: Start) -> None:
    server, line = start()
    assert line.send(SENDER, "accept-wait-0.2@x.example", message()).verdict == "accepted"
    assert len(server.accepted) == 1


def test_b13_no_greeting(start: Start) -> None:
    server, line = start(Behaviour(greeting=None), timeouts=replace(PATIENT, greeting=0.2))
    outcome = line.send(SENDER, GOOD, message())
    assert said(outcome) == ("deferred", "S", "greeting")
    assert outcome.event is Event.TIMEOUT
    assert server.commands == []


def test_b13_a_server_that_stops_reading(start: Start) -> None:
    server, line = start(timeouts=replace(PATIENT, body=0.5))
    outcome = line.send(SENDER, "stall-body@x.example", BIG)
    assert (*said(outcome), outcome.event) == ("deferred", "M", "body", Event.TIMEOUT)
    assert server.accepted == []


def test_b12_b13_the_other_lines_go_on(start: Start) -> None:
    server, line = start(timeouts=replace(PATIENT, dot=2))
    rcpts = ["hang-dot@x.example", *(f"tot{n}@x.example" for n in range(20))]
    with ThreadPoolExecutor(4) as pool:
        sent = {pool.submit(line.mailer.line().send, SENDER, rcpt, message(rcpt)): rcpt for rcpt in rcpts}
        outcomes = [(sent[done], done.result().verdict) for done in as_completed(sent)]
    assert outcomes[-1] == ("hang-dot@x.example", "unknown")
    assert {verdict for _rcpt, verdict in outcomes[:-1]} == {"accepted"}
    assert len(server.accepted) == 20


# B16: finding the server


def test_b16_a_name_that_does_not_exist() -> None:
    line = SmtpMailer(Server("khong-co.invalid", 25), Policy(domains=("gov.vn",)), perf_counter).line()
    outcome = line.send(SENDER, "a@thainguyen.gov.vn", message())
    assert (*said(outcome), outcome.event) == ("deferred", "S", "connect", Event.UNRESOLVED)


def test_b16_nobody_listens() -> None:
    with Faulty() as gone:
        port = gone.port
    line = SmtpMailer(Server("127.0.0.1", port, "none"), Policy(sink=True), perf_counter).line()
    outcome = line.send(SENDER, GOOD, message())
    assert (*said(outcome), outcome.event) == ("deferred", "S", "connect", Event.REFUSED)
    assert line.open() == outcome


def test_b17_greylisting_passes_at_the_third_try(start: Start) -> None:
    server, line = start()
    verdicts = [line.send(SENDER, "grey-2@x.example", message()).verdict for _ in range(3)]
    assert verdicts == ["deferred", "deferred", "accepted"]
    assert len(server.accepted) == 1


def test_b18_three_mails_a_connection_then_421(start: Start) -> None:
    server, line = start(Behaviour(per_connection=3))
    outcomes = [line.send(SENDER, GOOD, message(str(n))) for n in range(8)]
    assert {o.verdict for o in outcomes} == {"accepted"}
    assert len({a.message_id for a in server.accepted}) == len(server.accepted) == 8
    assert server.connections == 3


def test_our_own_limit_of_mails_a_connection(start: Start) -> None:
    server, line = start(per_connection=2)
    for n in range(5):
        assert line.send(SENDER, GOOD, message(str(n))).verdict == "accepted"
    assert server.connections == 3
    assert sum(c == "QUIT" for _, _, c in server.commands) == 2


def test_b19_an_idle_connection_the_server_closed(start: Start) -> None:
    server, line = start()
    assert line.send(SENDER, GOOD, message("a")).verdict == "accepted"
    server.hang_up()
    assert line.send(SENDER, GOOD, message("b")).verdict == "accepted"
    assert [a.connection for a in server.accepted] == [1, 2]


# B20: strange replies


@pytest.mark.parametrize("behaviour", [Behaviour(trickle=True), Behaviour(padding=500)])
def test_b20_slow_and_long_replies_are_read(start: Start, behaviour: Behaviour) -> None:
    _, line = start(behaviour)
    assert line.send(SENDER, GOOD, message()).verdict == "accepted"


@pytest.mark.parametrize(
    ("greeting", "verdict"),
    [
        ("220", "accepted"),
        ("220 Xin chào, máy chủ thư", "accepted"),
        ("220 " + "x" * 4000, "accepted"),
        ("220-one\n220 LF only", "accepted"),
        ("220 " + "x" * 100_000, "deferred"),
        ("hello", "deferred"),
        ("99 hello", "deferred"),
        ("220-" + "\r\n220-" * 20_000 + "\r\n220 at last", "deferred"),
    ],
    ids=["bare", "accents", "4 kB", "LF", "100 kB", "no code", "two digits", "20,000 lines"],
)
def test_b20_odd_greetings(start: Start, greeting: str, verdict: str) -> None:
    _, line = start(Behaviour(greeting=greeting))
    outcome = line.send(SENDER, GOOD, message())
    assert outcome.verdict == verdict
    if verdict == "deferred":
        assert (*said(outcome), outcome.event) == ("deferred", "S", "greeting", Event.GARBAGE)


def test_b21_a_mail_larger_than_the_server_takes_is_not_begun(start: Start) -> None:
    server, line = start(Behaviour(size=5000))
    outcome = line.send(SENDER, GOOD, message(text="x" * 12_000))
    assert (*said(outcome), outcome.event) == ("rejected", "M", "mail", Event.TOO_BIG)
    assert not [c for _, _, c in server.commands if c.startswith("MAIL")]
    assert line.send(SENDER, GOOD, message()).verdict == "accepted"
    assert server.connections == 1


def test_b22_names_beyond_ascii(start: Start) -> None:
    server, line = start()
    assert line.send(SENDER, "vanthu@thái-nguyên.example", message()).verdict == "accepted"
    assert server.accepted[0].rcpt == "vanthu@xn--thi-nguyn-11a9h.example"


def test_b22_marks_before_the_at(start: Start) -> None:
    server, line = start()
    outcome = line.send(SENDER, "vănthư@x.example", message())
    assert (*said(outcome), outcome.event) == ("rejected", "R", "before", Event.NOT_PERMITTED)
    assert not server.commands


@pytest.mark.parametrize("bad", [b"a\n.\nb\r\n", b"a\r.\rb\r\n", b"no end", b"a\0b\r\n", b""])
def test_g11_a_message_with_other_line_ends_is_never_begun(start: Start, bad: bytes) -> None:
    server, line = start()
    with pytest.raises(ValueError, match="CRLF"):
        line.send(SENDER, GOOD, bad)
    assert not [c for _, _, c in server.commands if c.startswith(("MAIL", "DATA"))]


def test_g11_a_dot_alone_on_a_line_ends_no_mail(start: Start) -> None:
    server, line = start()
    raw = b"Message-ID: <a@x.example>\r\n\r\n.\r\nMAIL FROM:<v@evil.test>\r\n..\r\n"
    assert line.send(SENDER, GOOD, raw).verdict == "accepted"
    assert server.contents == [raw]


def test_reserved_domains_never_leave_the_machine() -> None:
    line = SmtpMailer(Server("mail.thainguyen.gov.vn", 587), Policy(domains=("example",)), perf_counter).line()
    outcome = line.send(SENDER, "a@x.example", message())
    assert (outcome.verdict, outcome.moment) == ("rejected", Moment.BEFORE)
    assert outcome.text.startswith("x.example is reserved")


def test_probe_says_what_is_wrong_or_nothing(start: Start) -> None:
    server, line = start(Behaviour(auth="235 2.7.0 welcome"), user="u", password="p")
    assert line.open() is None
    line.close()
    assert [c.partition(" ")[0] for _, _, c in server.commands] == ["ehlo", "AUTH", "QUIT"]
    assert server.accepted == []
