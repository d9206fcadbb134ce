"""The Maildir: whole files, no doubles, and a full disk is no loss."""

import errno
import mailbox
import os
from pathlib import Path

import pytest

from reminder.mail.maildir import MaildirMailer
from reminder.mail.recipient_policy import Policy
from reminder.mail.reply_codes import Event, Moment
from tests.mail.letters import SENDER, message

TO = "vanthu.syt@thainguyen.example"


def test_the_same_mail_again_is_recognised_and_kept_once(tmp_path: Path) -> None:
    mailer = MaildirMailer(tmp_path, Policy())
    first, again = (mailer.send(SENDER, TO, message()) for _ in range(2))
    assert (first.verdict, again.verdict) == ("accepted", "accepted")
    assert "before" not in first.text
    assert "delivered before" in again.text
    assert len(mailbox.Maildir(tmp_path)) == 1


def test_also_when_it_has_been_read_meanwhile(tmp_path: Path) -> None:
    mailer = MaildirMailer(tmp_path, Policy())
    name = mailer.send(SENDER, TO, message()).text
    (tmp_path / "new" / name).rename(tmp_path / "cur" / f"{name}:2,S")
    assert "delivered before" in mailer.send(SENDER, TO, message()).text
    assert len(list(tmp_path.glob("*/*"))) == 1


def test_the_same_mail_for_another_mailbox_is_another_file(tmp_path: Path) -> None:
    mailer = MaildirMailer(tmp_path, Policy())
    mailer.send(SENDER, TO, message())
    mailer.send(SENDER, "khac@thainguyen.example", message())
    assert sorted(m["Delivered-To"] for m in mailbox.Maildir(tmp_path)) == ["khac@thainguyen.example", TO]


def test_the_file_names_its_envelope_and_has_plain_line_ends(tmp_path: Path) -> None:
    name = MaildirMailer(tmp_path, Policy()).send(SENDER, TO, message()).text
    raw = (tmp_path / "new" / name).read_bytes()
    assert raw.startswith(f"Return-Path: <{SENDER}>\nDelivered-To: {TO}\n".encode())
    assert b"\r" not in raw
    assert not list((tmp_path / "tmp").iterdir())


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_fails_defers_every_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fails(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    mailer = MaildirMailer(tmp_path, Policy())
    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails)
        outcome = mailer.send(SENDER, TO, message())
    assert (outcome.verdict, outcome.level, outcome.moment) == ("deferred", "S", Moment.STORE)
    assert outcome.event is Event.FAULT
    assert os.strerror(number) in outcome.text
    assert len(mailbox.Maildir(tmp_path)) == 0
    assert mailer.send(SENDER, TO, message()).verdict == "accepted"


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "Mail").write_text("not a folder")
    outcome = MaildirMailer(tmp_path / "Mail", Policy()).send(SENDER, TO, message())
    assert (outcome.verdict, outcome.level) == ("deferred", "S")
    assert "Mail" in outcome.text
