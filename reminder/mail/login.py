"""Logging in to a mail server (RFC 4954), with names and passwords in UTF-8 as RFC 4616 has them for PLAIN.

smtplib knows the same mechanisms and takes ASCII only.
"""

import binascii
import hmac
import smtplib
from base64 import b64decode, b64encode
from functools import partial

_MOST = 5  # challenges of one login
_WAYS = ("PLAIN", "LOGIN", "CRAM-MD5")  # the first that is offered


def log_in(server: smtplib.SMTP, user: str, password: str) -> tuple[int, bytes] | None:
    """The server's last word; None where it offers no mechanism known here. One mechanism only: trying them all
    would count as several wrong passwords. Raises ValueError for a challenge that is no base64."""
    offered = server.esmtp_features.get("auth", "").upper().split()
    way = next((way for way in _WAYS if way in offered), None)
    if way is None:
        return None
    answer = partial(_answer, way, user.encode(), password.encode())
    first = answer(None)
    code, said = server.docmd("AUTH", way if first is None else f"{way} {_coded(first)}")
    for _ in range(_MOST):
        if code != 334:
            break
        try:
            challenge = b64decode(said)
        except binascii.Error:
            raise ValueError("the challenge is no base64") from None
        code, said = server.docmd(_coded(answer(challenge) or b""))
    return code, said


def plain(user: bytes, password: bytes) -> bytes:
    """What PLAIN says, here as over IMAP."""
    return b"\0" + user + b"\0" + password


def _answer(way: str, user: bytes, password: bytes, challenge: bytes | None) -> bytes | None:
    """The answer to a challenge; to None what is said with the command itself, nothing where the server begins."""
    match way:
        case "PLAIN":
            return plain(user, password)
        case "LOGIN":
            return user if challenge is None else password
        case _:  # CRAM-MD5
            return challenge and user + b" " + hmac.new(password, challenge, "md5").hexdigest().encode()


def _coded(words: bytes) -> str:
    return b64encode(words).decode("ascii")
