"""What the mail tests share: a certificate authority, made once, and a server with a line to it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from time import perf_counter

import pytest

from reminder.mail.recipient_policy import Policy
from reminder.mail.smtp import SmtpChannel, SmtpMailer
from reminder.mail.smtp_conversation import Server
from tests.mail.talk import PATIENT, Start
from tests.servers.certificates import Authority, authority
from tests.servers.faulty import Behaviour, Faulty


@pytest.fixture(scope="session")
def ca(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(params=["one by one", "ahead"])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    """Starts a server that behaves so, and a line to it. It takes commands ahead, or does not say so."""
    with ExitStack() as stack:

        def started(behaviour: Behaviour | None = None, **server: object) -> tuple[Faulty, SmtpChannel]:
            ahead = request.param == "ahead"
            faulty = stack.enter_context(Faulty(replace(behaviour or Behaviour(), pipelining=ahead)))
            base = Server("127.0.0.1", faulty.port, "none", timeouts=PATIENT)
            mailer = SmtpMailer(replace(base, **server), Policy(sink=True), perf_counter)  # type: ignore[arg-type]
            stack.callback(mailer.close)
            return faulty, mailer.line()

        yield started
