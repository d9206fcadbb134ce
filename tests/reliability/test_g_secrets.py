"""G-10. No password, token or mail body in any log, at any level, whatever goes wrong."""

import logging
import socket
import threading
from collections.abc import Callable

import pytest

from reminder.engine.operations.doctor import examine
from reminder.logs import Lines
from reminder.monitoring import ping
from tests.reliability.hand import Hand
from tests.reliability.rig import Rig, mailboxes
from tests.servers.faulty import Behaviour, Faulty
from tests.servers.waiting import PATIENCE

MakeRig = Callable[..., Rig]
CANARY = "canary-161803"


@pytest.mark.parametrize("auth", ["535 5.7.8 {} is wrong", "235 2.7.0 welcome {}", "454 4.7.0 {}"])
def test_g10_nothing_secret_is_logged_or_stored(
    auth: str, rig: MakeRig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REMINDER_SMTP_PASSWORD", CANARY)
    caplog.set_level(logging.DEBUG)
    scripts = [*mailboxes(2), ["rcpt-550+x@so.example"], ["drop-dot+x@so.example"], ["garbage-dot+x@so.example"]]
    with Faulty(Behaviour(auth=auth.format(CANARY))) as server:
        office, hand = rig(port=server.port, contacts=scripts, smtp='username = "nhachan"'), Hand()
        with office.sending(hand.clock) as desk:
            for _ in range(3):
                desk.tick()
                hand.forward(minutes=20)
        secret = desk.sender.letters.secret.hex()
        bodies = [line for content in server.contents for line in content.decode().splitlines() if len(line) > 60]
    logged = "\n".join(Lines(as_json=True).format(record) for record in caplog.records)
    for text in (CANARY, secret, *bodies):
        assert text not in logged
    with office.opened() as database, database.read() as connection:
        from reminder.store import outbox

        stored = str([outbox.attempts(connection, m.id) for m in office.mails()]) + str(office.mails())
    # A reply to a good password is never kept; of a refusal only code and status.
    assert CANARY not in stored


def test_g13_a_database_others_can_read_is_told(rig: MakeRig) -> None:
    """It is made for its owner only; doctor says so when somebody opened it up."""
    office = rig()
    office.tick()
    file = office.folder / "reminder.db"
    assert file.stat().st_mode & 0o777 == 0o600
    assert "others can read it" not in seen(office)
    file.chmod(0o644)
    assert f"{file}: others can read it" in seen(office)


def seen(office: Rig) -> str:
    return "\n".join(finding.seen for finding in examine(office.office()))


def test_g8_the_ping_follows_no_redirect() -> None:
    """The one address that is ever fetched is the operator's own; nobody else may say where to."""
    inside = socket.create_server(("127.0.0.1", 0))
    inside.setblocking(False)
    with socket.create_server(("127.0.0.1", 0)) as outside:
        outside.settimeout(PATIENCE)

        def answer() -> None:
            asked, _ = outside.accept()
            with asked:
                asked.recv(4096)
                to = f"http://127.0.0.1:{inside.getsockname()[1]}/latest/meta-data"
                asked.sendall(f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n".encode())

        thread = threading.Thread(target=answer)
        thread.start()
        assert not ping(f"http://127.0.0.1:{outside.getsockname()[1]}/key")
        thread.join()
    with inside, pytest.raises(BlockingIOError):
        inside.accept()


def test_lines_are_one_line_and_keep_the_fields() -> None:
    record = logging.makeLogRecord({"msg": "sent", "levelno": 20, "levelname": "INFO", "mails": 3, "why": "a\nb"})
    assert Lines(as_json=True).format(record).count("\n") == 0
    assert Lines(as_json=False).format(record).endswith("INFO sent mails=3 why=a b")
