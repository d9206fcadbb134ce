"""The same tick over a real SMTP conversation: a real Postfix, and aiosmtpd. Hostile words stay words."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.journeys.desk import Desk, address, header, text_of
from tests.servers import postfix
from tests.servers.postfix import arrived
from tests.servers.waiting import until

HOSTILE = "Quy chế\\r\\nBcc: x@evil.test <img src=x onerror=alert(1)> {{ 7*7 }} \\u202e, v@evil.test"


class Sink:
    """Keeps what aiosmtpd takes."""

    def __init__(self) -> None:
        self.taken: list[tuple[list[str], Message]] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.taken.append((envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 2.0.0 taken"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, int]]:
    handler = Sink()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


def over_smtp(desk: Desk, port: int) -> None:
    config = (desk.folder / "reminder.toml").read_text()
    smtp = f'\ntransport = "smtp"\n\n[smtp]\nport = {port}\ntls = "none"\nsink = true\nconnections = 2\n'
    desk.write("reminder.toml", config + smtp)


def test_a_tick_over_aiosmtpd_mails_each_agency_once(desk: Desk, sink: tuple[Sink, int]) -> None:
    handler, port = sink
    over_smtp(desk, port)
    for _ in range(2):
        assert desk.run("tick", "--at", "2026-12-08T09:00").status == 0
    boxes = sorted(to for rcpt, _ in handler.taken for to in rcpt if "quantri" not in to)
    assert boxes == ["vt@sct.example", "vt@snnmt.example", "vt@sxd.example"]


def test_hostile_titles_make_no_header_no_element_and_no_recipient(desk: Desk, sink: tuple[Sink, int]) -> None:
    handler, port = sink
    over_smtp(desk, port)
    desk.edit("rules/plans/kh-1.toml", "Xây dựng quy chế", HOSTILE)
    assert desk.run("tick", "--at", "2026-12-18T09:00").status == 0
    (mail,) = [m for rcpt, m in handler.taken if rcpt == ["vt@sct.example"]]
    assert "Bcc" not in mail
    assert "{{ 7*7 }}" in text_of(mail)
    html = next(p.get_payload(decode=True) for p in mail.walk() if p.get_content_type() == "text/html")
    assert isinstance(html, bytes)
    assert b"<img" not in html
    assert "\u202e" not in html.decode()


@pytest.fixture
def server() -> Iterator[postfix.Postfix]:
    with postfix.Postfix() as running:
        yield running


def test_a_tick_over_postfix_reaches_the_mailbox(desk: Desk, server: postfix.Postfix) -> None:
    over_smtp(desk, server.port)
    assert desk.run("tick", "--at", "2026-12-08T09:00").status == 0
    found = {address(m): m for m in _delivered(server.maildir, 4)}
    assert {"vt@sct.example", "vt@snnmt.example", "vt@sxd.example"} <= set(found)
    assert header(found["vt@sxd.example"], "Subject") == "Còn 4 ngày làm việc (hạn trước ngày 15/12/2026): Báo cáo năm"


def _delivered(folder: Path, wanted: int) -> list[Message]:
    """Postfix delivers behind our back: look until all has come."""

    assert until(lambda: len(arrived(folder)) >= wanted), "Postfix did not deliver"
    return list(arrived(folder))
