"""Mails that are made to stop their reader: each is of a kind that makes one somewhere fail or never end."""

from reminder.mail.mime import LARGEST as N

_FROM = b"From: a@b.example\nSubject: x\n"
_SERVER = _FROM + b"Return-Path: <>\n"


def _nested(depth: int, kind: bytes = b"multipart/mixed; boundary=b%d\n\n--b%d") -> bytes:
    return b"".join(b"Content-Type: %s\n\n" % (kind % (n, n) if b"%" in kind else kind) for n in range(depth))


HOSTILE: dict[str, bytes] = {
    "charset idna": _FROM + b"Content-Type: text/plain; charset=idna\n\nhello",
    "charset punycode": _FROM + b'Content-Type: text/plain; charset="punycode"\n\n\xff .a' + b"a" * N,
    "charset with NUL": _FROM + b'Content-Type: text/plain; charset="utf-8\0x"\n\nhello',
    "boundary of no charset": _FROM + b"Content-Type: multipart/mixed; boundary*=utf-8\0'x'abc\n\n--abc\n\nhi",
    "broken base64 in a name": b"From: =?utf-8?b?a?= <a@b.example>\n\nhello",
    "surrogates by utf-7": _FROM + b"Content-Type: text/plain; charset=utf-7\n\n+2AA-" + b"+AAA" * 999,
    "2000 mails in each other": _FROM + _nested(2000, b"message/rfc822") + b"hi",
    "500 parts in each other": _FROM + _nested(500) + b"hi",
    "1500 parts in each other": _FROM + _nested(1500) + b"hi",
    "500 parts, a NUL in the word": _FROM + _nested(500, b"multi\0part/mixed; boundary=b%d\n\n--b%d") + b"hi",
    "500 parts, a sign for direction in the word": _FROM
        + _nested(500, b"multipart\xe2\x80\xae/mixed; boundary=b%d\n\n--b%d") + b"hi",
    "500 parts, private and control signs in the word": _FROM
        + _nested(500, b"m\xee\x80\x80ULTI\x1bpart\xc2\x85/mixed; boundary=b%d\n\n--b%d") + b"hi",
    "a NUL in the word, over many lines": _FROM + _nested(40, b"multi\0part/mixed; boundary=b%d\n\n--b%d") + b"\n" * N,
    "40 parts in each other over many lines": _FROM + _nested(40) + b"\n" * N,
    "parts without end": _FROM + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\n" * (N // 5),
    "parameters without end": _FROM + b"Content-Type: text/plain" + b";" * N,
    "parameters that open quotes": _FROM + b"Content-Type: text/plain;" + b'a=";' * (N // 4),
    "parameters in pieces": _FROM + b"Content-Type: text/plain;" + b"".join(b" a*%d*=b;" % n for n in range(9999)),
    "headers without end": _FROM + b"X: y\n" * (N // 5) + b"\nhi",
    "a folded header without end": _FROM + b"X: y\n" + b" z\n" * (N // 3) + b"\nhi",
    "brackets in From": b"From: " + b"(" * N + b" a@b.example\n\nhi",
    "quotes in From": b"From: " + b'"\\"' * (N // 3) + b" a@b.example\n\nhi",
    "angles in References": _FROM + b"References: " + b"<" * N + b"\n\nhi",
    "return paths without end": _FROM + b"To: a+1-b@\n" * (N // 11) + b"\nhi",
    "encoded words without end": _FROM + b"X-Y: 1\nSubject: " + b"=?utf-8?b?aGk=?= " * (N // 16) + b"\n\nhi",
    "a line of replies": _SERVER + b"\n" + b"550 " * (N // 4),
    "a line of numbers": _SERVER + b"\n" + b"5.1." * (N // 4),
    "a line of addresses": _SERVER + b"\nA message that you sent could not be delivered\n" + b"a@b " * (N // 4),
    "blocks of a report without end": _SERVER + b"Content-Type: multipart/report; boundary=b\n\n--b\n"
        b"Content-Type: message/delivery-status\n\n" + b"Action: failed\n\n" * (N // 16),
    "originals without end": _FROM + b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: message/rfc822\n\nMessage-ID: <a@b>\n\n" * (N // 60),
    "angles in HTML": _FROM + b"Content-Type: text/html\n\n" + b"<" * N,
    "open quotes in HTML": _FROM + b"Content-Type: text/html\n\n" + b"<a b='" * (N // 6),
    "blocks in each other in HTML": _FROM + b"Content-Type: text/html\n\n" + b"<div>" * (N // 5),
    "comments in HTML": _FROM + b"Content-Type: text/html\n\n" + b"<!--" * (N // 4),
    "broken uuencode": _FROM + b"Content-Transfer-Encoding: x-uuencode\n\nbegin 666 x\n" + b"M" * 999 + b"\nend",
    "broken base64": _FROM + b"Content-Transfer-Encoding: base64\n\n" + b"a=" * 999,
    "NUL": b"\0" * N,
    "carriage returns": _FROM + b"\n" + b"a\r" * (N // 2),
    "bytes": bytes(range(256)) * 99,
    "nothing": b"",
}  # fmt: skip
