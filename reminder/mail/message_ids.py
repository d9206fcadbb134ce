"""Names a mail goes by: its Message-ID, and the envelope sender that lets a bounce say which mail it is."""

import hmac
from base64 import b32encode

from reminder.core.mail_address import LONGEST_LOCAL, is_address

MOST = 2**31 - 1  # the highest row number that both databases can give a mail


def message_id(secret: bytes, mail_key: str, domain: str) -> str:
    """`<…@domain>`: a keyed hash of the mail's key, so the same through all attempts and free of contents."""
    return f"<{_hash(secret, 'message-id', mail_key, 20)}@{domain}>"


def thread_id(secret: bytes, thread_key: str, domain: str) -> str:
    """The `<…@domain>` all mails of one thread refer to; no mail carries it itself."""
    return f"<{_hash(secret, 'thread', thread_key, 20)}@{domain}>"


def return_path(secret: bytes, mail: int, mailbox: str) -> str:
    """VERP: `bounces+MAIL-SIGNATURE@domain` from `bounces@domain`. `mail` is the mail's row number."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{mail}-{_hash(secret, 'return-path', str(mail), 10)}@{domain}"


def can_send(mailbox: str) -> bool:
    """Whether mail can leave under this address: there must be room for each mail's return path."""
    return is_address(mailbox) and is_address(return_path(b"", MOST, mailbox))


def bounced_mail(secret: bytes, address: str) -> int | None:
    """The number of the mail a return path names, or None if we did not make it."""
    tag = address.rpartition("@")[0].rpartition("+")[2]
    number, _, signature = tag.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    expected = _hash(secret, "return-path", str(int(number)), 10)
    genuine = hmac.compare_digest(signature.lower().encode(), expected.encode())
    return int(number) if genuine else None


def _hash(secret: bytes, purpose: str, key: str, octets: int) -> str:
    digest = hmac.digest(secret, f"{purpose}\0{key}".encode(), "sha256")
    return b32encode(digest[:octets]).decode("ascii").rstrip("=").lower()


# How many letters a sender's local part may have.
ROOM = LONGEST_LOCAL - len(return_path(b"", MOST, "@").rstrip("@"))
