"""Letters for tests."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

from reminder.mail.compose import Letter, Mailbox, compose
from reminder.mail.message_ids import message_id

HANOI = timezone(timedelta(hours=7))
SECRET = b"0123456789abcdef0123456789abcdef"
SENDER = "bounces@thainguyen.example"

_LETTER = Letter(
    sender=Mailbox("Sở Nông nghiệp và Môi trường", "nhachan@thainguyen.example"),
    recipient=Mailbox("Sở Y tế", "vanthu.syt@thainguyen.example"),
    subject="Còn 5 ngày làm việc (hạn trước ngày 15/12/2026): Báo cáo kết quả thực hiện Kế hoạch",
    text="Kính gửi: Sở Y tế\n\nBáo cáo.\n",
    html="<!DOCTYPE html><p>Kính gửi: Sở Y tế</p>\n",
    date=datetime(2026, 12, 7, 8, 30, tzinfo=HANOI),
    message_id=message_id(SECRET, "mail-1", "thainguyen.example"),
)


def letter(**changed: Any) -> Letter:
    """A letter with some fields changed."""
    return replace(_LETTER, **changed)


def message(key: str = "mail-1", **changed: Any) -> bytes:
    """The bytes of a letter whose Message-ID comes of `key`."""
    return compose(letter(message_id=message_id(SECRET, key, "thainguyen.example"), **changed))
