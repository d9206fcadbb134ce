"""Logging in: names and passwords in any letters, by what the server offers (B15)."""

import hmac
from base64 import b64decode, b64encode
from smtplib import SMTP

import pytest

from reminder.mail.login import log_in
from reminder.mail.reply_codes import Event
from tests.mail.letters import SENDER, message
from tests.mail.talk import GOOD, Start
from tests.servers.faulty import Behaviour

USER, PASSWORD = "nhắc-hạn", "mật-khẩu"


class Scripted(SMTP):
    """Answers each command with the next reply, and keeps what was said."""

    def __init__(self, offered: str, *replies: tuple[int, bytes]) -> None:
        super().__init__()
        self.esmtp_features = {"auth": offered} if offered else {}
        self.replies, self.said = list(replies), list[str]()

    def docmd(self, cmd: str, args: str = "") -> tuple[int, bytes]:
        self.said.append(f"{cmd} {args}".strip())
        return self.replies.pop(0)


def coded(text: bytes) -> str:
    return b64encode(text).decode()


@pytest.mark.parametrize(("user", "password"), [("u", "p"), (USER, PASSWORD)])
def test_each_mechanism_takes_names_and_passwords_in_any_letters(user: str, password: str) -> None:
    name, secret = user.encode(), password.encode()
    plain = Scripted("LOGIN PLAIN", (235, b"ok"))
    assert log_in(plain, user, password) == (235, b"ok")
    assert plain.said == [f"AUTH PLAIN {coded(bytes(1) + name + bytes(1) + secret)}"]
    login = Scripted("XOAUTH2 LOGIN", (334, b"UGFzc3dvcmQ6"), (235, b"ok"))
    assert log_in(login, user, password) == (235, b"ok")
    assert login.said == [f"AUTH LOGIN {coded(name)}", coded(secret)]
    cram = Scripted("CRAM-MD5", (334, b64encode(b"<1@x>")), (235, b"ok"))
    assert log_in(cram, user, password) == (235, b"ok")
    digest = hmac.new(secret, b"<1@x>", "md5").hexdigest().encode()
    assert cram.said == ["AUTH CRAM-MD5", coded(name + b" " + digest)]


def test_what_is_not_offered_is_not_tried() -> None:
    server = Scripted("XOAUTH2 NTLM")
    assert log_in(server, USER, PASSWORD) is None
    assert server.said == []


def test_a_server_that_asks_without_end_is_left() -> None:
    server = Scripted("LOGIN", *[(334, b"")] * 20)
    last = log_in(server, USER, PASSWORD)
    assert last and last[0] == 334 and len(server.said) < 10


def test_b15_a_password_with_marks_opens_the_server(start: Start) -> None:
    server, line = start(Behaviour(auth="235 2.7.0 welcome"), user=USER, password=PASSWORD)
    assert line.send(SENDER, GOOD, message()).verdict == "accepted"
    (said,) = [line for _, _, line in server.commands if line.startswith("AUTH")]
    assert b64decode(said.split()[2]).decode() == f"\0{USER}\0{PASSWORD}"
    assert line.open() is None


def test_b15_a_challenge_that_is_none_is_no_traceback(start: Start) -> None:
    _server, line = start(Behaviour(ehlo="250-x\r\n250 AUTH CRAM-MD5", auth="334 a"), user=USER, password=PASSWORD)
    outcome = line.open()
    assert outcome and outcome.event is Event.GARBAGE
