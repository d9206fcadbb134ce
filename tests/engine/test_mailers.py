"""The mailer that the configuration asks for, and when none may be had."""

import os
import socket
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from reminder.config import Config
from reminder.engine.context.office import Office
from reminder.engine.context.secret import secret_of
from reminder.engine.sending import mailers
from reminder.engine.sending.delivery import Delivered
from reminder.engine.sending.mailers import delivery, mailer, mailer_for, policy_of, server_key
from reminder.errors import WrongUse
from reminder.mail.maildir import MaildirMailer
from reminder.mail.recipient_policy import Policy
from reminder.mail.smtp import SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.clock import Hand
from tests.laws.whole import Memory, Whole


def config(folder: Path = Path(), mail: dict[str, Any] | None = None, **smtp: Any) -> Config:
    usual: dict[str, Any] = {"transport": "smtp"}
    return Config.model_validate({"folder": folder, "mail": usual | (mail or {}), "smtp": smtp})


MAILDIR = {"transport": "maildir"}


def test_where_mail_may_go() -> None:
    given = config(mail={"domains": ["vnpt.vn"], "redirect_to": "me@vnpt.vn"}, sink=True)
    assert policy_of(given) == Policy(("vnpt.vn",), True, "me@vnpt.vn")
    assert policy_of(config()) == Policy(("*.gov.vn", "*.chinhphu.vn"), False, "")
    assert policy_of(config(mail=MAILDIR)).sink


def test_a_server_as_it_is_configured(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("geheim\n")
    secret.chmod(0o600)
    made = mailer(
        config(tmp_path, {}, host="127.0.0.1", port=2525, tls="none", username="u", password_file="secret", sink=True),
        lambda: 7.0,
    )
    assert isinstance(made, SmtpMailer)
    assert made.server == Server("127.0.0.1", 2525, "none", "u", "geheim")
    assert (made.monotonic(), made.policy) == (7.0, Policy(("*.gov.vn", "*.chinhphu.vn"), True, ""))


def test_a_folder_as_it_is_configured(tmp_path: Path) -> None:
    made = mailer(config(tmp_path, MAILDIR | {"maildir": "thu", "redirect_to": "me@so.example"}), lambda: 0.0)
    assert isinstance(made, MaildirMailer)
    assert made._root == tmp_path / "thu"
    assert made._policy == Policy(("*.gov.vn", "*.chinhphu.vn"), True, "me@so.example")


@pytest.mark.parametrize(
    ("given", "mail", "sink", "taken"),
    [
        (False, {}, False, True), (True, {}, False, False), (True, {}, True, True), (True, MAILDIR, False, True),
        (True, {"redirect_to": "me@so.gov.vn"}, False, True), (False, {"redirect_to": "me@so.gov.vn"}, True, True),
    ],
)  # fmt: skip
def test_on_a_made_up_day_no_agency_gets_mail(given: bool, mail: dict[str, str], sink: bool, taken: bool) -> None:
    clock = replace(Hand().clock, given=given)
    office = Office(config(mail=mail, sink=sink), clock)
    if taken:
        assert isinstance(mailer_for(office), MaildirMailer if mail == MAILDIR else SmtpMailer)
    else:
        with pytest.raises(
            WrongUse, match=r"--at over a mail server needs mail\.redirect_to, or smtp\.sink for a server"
        ):
            mailer_for(office)


def test_the_mailer_has_the_offices_running_clock() -> None:
    hand = Hand()
    made = mailer_for(Office(config(), hand.clock))
    hand.forward(seconds=5)
    assert isinstance(made, SmtpMailer) and made.monotonic() == hand.running


@pytest.mark.parametrize(
    ("given", "of"),
    [
        (config(host="thu.gov.vn", port=587), "thu.gov.vn:587"), (config(), "127.0.0.1:25"),
        (config(mail=MAILDIR, host="thu.gov.vn"), "maildir"),
    ],
)  # fmt: skip
def test_a_server_is_kept_under_a_name_of_its_own(given: Config, of: str) -> None:
    assert server_key(given) == f"server {sha256(of.encode()).hexdigest()[:16]}"


@pytest.mark.parametrize(("mail", "connections"), [({}, 7), (MAILDIR, 1)])
def test_a_delivery_has_everything_and_is_closed(
    mail: dict[str, str], connections: int, office: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, progressed = [], list[int]()
    memory = Memory()
    monkeypatch.setattr(memory, "close", lambda: closed.append(1))
    monkeypatch.setattr(mailers, "mailer", lambda *_: memory)
    desk = Office(config(mail=mail, connections=7), Hand().clock)
    with delivery(desk, office.database, progressed.append) as made:
        assert (made.office, made.database, made.mailer) == (desk, office.database, memory)
        assert (made.connections, made.server, made.totals) == (connections, server_key(desk.config), Delivered())
        assert made.pressure.most == connections
        host, process, token = made.owner.rsplit(":", 2)
        assert (host, process, len(token)) == (socket.gethostname(), str(os.getpid()), 8)
        assert (made.letters.office, made.letters.secret) == (desk, secret_of(office.database))
        made.progress(3)
        assert (closed, progressed) == ([], [3])
    assert closed == [1]
    with delivery(desk, office.database) as quiet:
        quiet.progress(1)
        assert quiet.owner != made.owner


def test_a_mailer_is_closed_whatever_happens(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []
    memory = Memory()
    monkeypatch.setattr(memory, "close", lambda: closed.append(1))
    monkeypatch.setattr(mailers, "mailer", lambda *_: memory)
    with pytest.raises(KeyError), delivery(Office(config(), Hand().clock), office.database):
        raise KeyError("x")
    assert closed == [1]
