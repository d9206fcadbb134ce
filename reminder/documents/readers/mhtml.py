"""A web page saved in one file (`.mht`, as Word saves it, often under the name of a Word file): the page in it."""

import email
import email.policy
import re


def page_of(data: bytes) -> bytes:
    """The HTML in it, its letters declared; nothing where there is none."""
    for part in email.message_from_bytes(data, policy=email.policy.compat32).walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            letters = str(part.get_content_charset("utf-8"))
            if isinstance(body, bytes) and re.fullmatch(r"[\w-]{1,40}", letters):
                return b'<meta http-equiv="Content-Type" content="text/html; charset=%s">' % letters.encode() + body
    return b""
