"""doctor on mail: where it leaves, its addresses, the mailbox for answers, and the test mail."""

import os
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from reminder.engine.operations import doctor
from reminder.engine.operations.doctor import send_test
from reminder.errors import BadInput
from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.imap import Box, MailboxFault
from reminder.mail.reply_codes import Moment, Outcome, classify
from tests.engine.folder import NOW, SMTP, Folder
from tests.engine.made import TUESDAY, wall
from tests.journeys import desk as small


def test_a_folder_that_takes_no_mail(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Path, int]] = []

    def access(path: Path, mode: int) -> bool:
        asked.append((path, mode))
        return False

    monkeypatch.setattr(os, "access", access)
    maildir = folder.office().config.maildir
    assert folder.found("mail") == [("wrong", f"maildir {maildir}", f"make {folder.path} writable")]
    assert asked == [(folder.path, os.W_OK)]


def test_a_server_that_does_not_answer(folder: Folder) -> None:
    folder.configure('operator = "o@tinh.example"\n' + SMTP.format(sender="n@tinh.example", sink="true"))
    ((level, seen, remedy),) = folder.found("mail")
    assert (level, remedy) == ("wrong", "check [smtp] and the server")
    assert seen.startswith("127.0.0.1:1 (none): connect: ")
    assert folder.found("addresses") == []


def test_addresses_that_no_mail_may_leave_from_or_go_to(folder: Folder) -> None:
    own = SMTP.format(sender="n@tinh.example", sink="false")
    folder.configure('operator = "o@tinh.example"\n' + own)
    found = folder.found("addresses")
    assert [(level, seen.partition(" = ")[0], remedy) for level, seen, remedy in found] == [
        ("wrong", "operator", "write an address of your own under operator in reminder.toml"),
        ("wrong", "mail.sender", "write an address of your own under mail.sender in reminder.toml"),
    ]
    folder.configure(SMTP.format(sender="nhachan@province.example", sink="true"))
    asked = folder.found("addresses")
    assert [(level, seen) for level, seen, _ in asked] == [
        ("warning", f"{key} = {folder.office().config.operator if key == 'operator' else 'nhachan@province.example'}: "
                    "still stands as reminder init wrote it")
        for key in ("operator", "mail.sender")
    ]  # fmt: skip


def test_a_test_mail_leaves_at_once(folder: Folder) -> None:
    outcome = send_test(folder.office(), "vt@sct.example")
    assert outcome.verdict == "accepted"
    (file,) = (folder.office().config.maildir / "new").iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert (message["To"], str(message["Subject"])) == ("vt@sct.example", "Thư thử của hệ thống nhắc hạn")
    assert message["From"].addresses[0].addr_spec == "nhachan@tinh.example"
    assert message["Message-ID"].startswith("<test.") and message["Message-ID"].endswith("@tinh.example>")
    assert message["Date"].datetime == NOW
    assert "8/12/2026" in message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    with pytest.raises(BadInput, match="not an address: not a mail address"):
        send_test(folder.office(), "not an address")


BOUNCES = '[bounces]\nhost = "imap.tinh.example"\nusername = "nhachan"\npassword_file = "{file}"\n'


@pytest.mark.parametrize("fault", [None, MailboxFault("no such folder")])
def test_the_mailbox_that_answers_come_to(
    fault: MailboxFault | None, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def probe(box: Box) -> None:
        assert (box.host, box.user, box.password) == ("imap.tinh.example", "nhachan", "geheim")
        if fault:
            raise fault

    monkeypatch.setattr(doctor, "probe", probe)
    assert folder.found("answers") == []
    secret = folder.path / "secret"
    folder.configure(small.CONFIG + BOUNCES.format(file=secret))
    ((level, _, remedy),) = folder.found("answers")
    assert (level, remedy) == ("wrong", "correct the configuration")
    secret.write_text("geheim\n")
    secret.chmod(0o600)
    ((level, seen, remedy),) = folder.found("answers")
    where = "nhachan@imap.tinh.example:993 (implicit)"
    wrong = ("wrong", "no such folder", "check [bounces] and the server")
    assert (level, seen, remedy) == (wrong if fault else ("fine", f"{where}: answers", ""))


@pytest.mark.parametrize(
    ("operator", "sender", "redirect", "found"),
    [
        ("o@so.gov.vn", "n@tinh.vn", "", []), ("o@tinh.example", "n@tinh.vn", "", ["wrong operator = o@tinh.example"]),
        ("quantri@province.example", "n@tinh.vn", "", ["wrong operator = quantri@province.example"]),
        (
            "quantri@province.example", "nhachan@province.example", "me@so.gov.vn",
            ["wrong mail.sender = nhachan@province.example", "warning operator = quantri@province.example"],
        ),
        ("o@so.gov.vn", "n@tinh.vn", "me@gmail.com", ["wrong mail.redirect_to = me@gmail.com"]),
        ("o@gmail.com", "n@tinh.vn", "me@so.gov.vn", []),
        ("o@gmail.com", "n@tinh.vn", "", ["wrong operator = o@gmail.com"]),
    ],
)  # fmt: skip
def test_which_addresses_will_do(operator: str, sender: str, redirect: str, found: list[str], folder: Folder) -> None:
    text = SMTP.format(sender=sender, sink="false").replace("[smtp]", f'redirect_to = "{redirect}"\n[smtp]')
    folder.configure(f'operator = "{operator}"\n{text}')
    said = folder.found("addresses")
    assert [f"{level} {seen.partition(': ')[0]}" for level, seen, _ in said] == found
    for _, seen, remedy in said:
        assert remedy == f"write an address of your own under {seen.partition(' = ')[0]} in reminder.toml"
        assert not seen.endswith(": ") and not seen.endswith("None")


def test_the_test_mail_as_it_leaves(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[str, str, bytes]] = []
    closed: list[int] = []
    taken = classify(Moment.DOT, 250)

    class Taking:
        def line(self) -> "Taking":
            return self

        def send(self, *given: Any) -> Outcome:
            sent.append(given)
            return taken

        def close(self) -> None:
            closed.append(len(sent))

    monkeypatch.setattr(doctor, "mailer_for", lambda office: Taking())
    monkeypatch.setattr(doctor, "token_hex", lambda n: f"{n} bytes")
    office = folder.office(wall(TUESDAY, 23))
    letter = Letter(
        sender=Mailbox("Nhắc hạn", "nhachan@tinh.example"), recipient=Mailbox("", "vt@SCT.example".lower()),
        subject="Thư thử của hệ thống nhắc hạn",
        text="Đây là thư thử của hệ thống nhắc hạn, gửi ngày 08/12/2026. Không cần làm gì.\n", html="",
        date=wall(TUESDAY, 23), message_id="<test.10 bytes@tinh.example>",
    )  # fmt: skip
    assert send_test(office, "vt@SCT.example") is taken
    assert sent == [("nhachan@tinh.example", "vt@SCT.example", compose(letter))]
    assert closed == [1]
