"""What a mail says of who wrote it: a server, another machine, or a person. Marks only: anyone can set them."""

import re
from email.message import Message

from reminder.mail.mime import inside, line, parameter, sender, words

_SYSTEM = re.compile(r"(mailer-?daemon|mail-?daemon|postmaster|microsoftexchange[0-9a-f]*)\Z", re.IGNORECASE)
_COMMENT = re.compile(r"\([^()]*\)")
# RFC 3834 and the habits before it. Lists and bulk are no marks: an answer may come through a list.
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Auto-Reply-From", "X-Vacation")
_BY_RULE = re.compile(
    r"\W*(out of office( auto-?reply)?|automatic reply|auto[- ]?reply|(thư )?trả lời tự động)\s*(:|$)", re.IGNORECASE
)
_RECEIPT = "disposition-notification"


def mark(message: Message, name: str) -> str:
    """What a header marks, in small letters; "" where it is missing or says no (RFC 3834, 5: that a person wrote)."""
    said = _COMMENT.sub(" ", line(message, name)).partition(";")[0].strip().lower()
    return "" if said == "no" else said


def without_path(message: Message) -> bool:
    """Whether it came with the null return path, under which servers and absence notes leave (RFC 5321, 4.5.5)."""
    return line(message, "Return-Path") == "<>"


def of_a_server(message: Message) -> bool:
    """Whether a mail server wrote it rather than somebody at it."""
    return bool(
        message.get_content_type() == "multipart/report"
        or line(message, "X-Failed-Recipients")
        or _SYSTEM.match(sender(message).rpartition("@")[0])
    )


def is_receipt(message: Message) -> bool:
    """Whether it says that a mail was shown or thrown away (RFC 8098): it did arrive."""
    if parameter(message, "report-type").lower() == _RECEIPT:
        return True
    return any(part.get_content_type() == f"attached-message/{_RECEIPT}" for part in inside(message))


def by_rule(message: Message) -> bool:
    """Whether it bears a mark that only absence notes have."""
    marked = any(mark(message, name) for name in _MARKS) or mark(message, "Precedence") == "auto_reply"
    return marked or bool(_BY_RULE.match(words(line(message, "Subject"))[:300]))


def may_report(message: Message) -> bool:
    """Whether it may report what became of a mail: receipts and complaints are reports of something else, and an
    absence note is none, whatever its words."""
    other = parameter(message, "report-type").lower() not in ("", "delivery-status")
    return not other and not is_receipt(message) and (of_a_server(message) or not by_rule(message))
