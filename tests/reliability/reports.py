"""Mails that come back, as Postfix, Exchange and people write them."""

from reminder.mail.message_ids import return_path

SECRET = b"0123456789abcdef"
SENDER = "nhachan@province.example"


def postfix(
    mail: int, action: str, status: str, secret: bytes = SECRET, original: str = "<original@province.example>",
    recipient: str = "vt@so.example",
) -> bytes:  # fmt: skip
    """A report as Postfix makes it."""
    to = return_path(secret, mail, SENDER)
    return f"""\
Return-Path: <>
Delivered-To: {to}
Date: Tue,  8 Dec 2026 09:05:11 +0700 (+07)
From: MAILER-DAEMON@relay.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="9A7B21C0.1765159511/relay.example"
Message-Id: <20261208020511.{mail}{action}@relay.example>

This is a MIME-encapsulated message.

--9A7B21C0.1765159511/relay.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host relay.example.

<vt@so.example>: host mx.so.example said: 550 5.1.1 User unknown

--9A7B21C0.1765159511/relay.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example
X-Postfix-Queue-ID: 9A7B21C0
Arrival-Date: Tue,  8 Dec 2026 09:05:10 +0700 (+07)

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.so.example
Diagnostic-Code: smtp; 550 5.1.1 <vt@so.example>: Recipient address rejected:
    User unknown

--9A7B21C0.1765159511/relay.example
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <{to}>
Subject: x
Message-ID: {original}

--9A7B21C0.1765159511/relay.example--
""".replace("\n", "\r\n").encode()


POSTFIX = postfix(7, "failed", "5.1.1")


def exchange(mail: int) -> bytes:
    """A report as Exchange makes it: nested, in the reader's language, the address in To only."""
    to = return_path(SECRET, mail, SENDER)
    return f"""\
From: Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@so.example>
To: {to}
Subject: =?utf-8?B?S2jDtG5nIGfhu61pIMSRxrDhu6Nj?=
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
MIME-Version: 1.0
Message-ID: <e-{mail}@so.example>

--b1
Content-Type: multipart/alternative; boundary="b2"

--b2
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64

S2jDtG5nIHTDrG0gdGjhuqV5IGjhu5lwIHRoxrA=

--b2--

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.so.example
Received-From-MTA: dns;relay.example

Original-Recipient: rfc822;vt@so.example
Final-Recipient: rfc822;vt@so.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found

--b1
Content-Type: message/rfc822

Message-ID: <original@province.example>
Subject: x

--b1--
""".replace("\n", "\r\n").encode()


def automatic(header: str) -> bytes:
    """A mail with one header that marks a machine."""
    subject = "" if header.startswith("Subject") else "Subject: Re: x\n"
    return (
        f"From: vt@so.example\nTo: {SENDER}\nMessage-ID: <auto@so.example>\n{subject}{header}\n\nxin chào\n"
    ).encode()


def person(answers: str, sender: str = "vt@so.example", id_: str = "<answer-1@so.example>") -> bytes:
    """What a clerk writes back."""
    return f"""\
From: =?utf-8?B?VsSDbiB0aMaw?= <{sender}>
To: {SENDER}
Subject: =?utf-8?q?Re=3A_B=C3=A1o_c=C3=A1o_n=C4=83m?=
Message-ID: {id_}
In-Reply-To: {answers}
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Sở đã gửi báo cáo ngày 08/12.
Trân trọng.
--b
Content-Type: text/html; charset=utf-8

<p>Sở đã gửi</p>
--b--
""".replace("\n", "\r\n").encode()
