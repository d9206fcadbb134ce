"""Reports of mail servers in the forms in which they come, all of one mail to vanthu@so.example."""

from base64 import encodebytes

from reminder.mail.message_ids import return_path

SECRET = b"0123456789abcdef"
BOX = "vanthu@so.example"
PATH = return_path(SECRET, 7, "nhachan@province.example")


def status(*blocks: str) -> str:
    """The machine's part of a report, a block for each recipient."""
    return "\n\n".join(["Reporting-MTA: dns; mx.so.example\nArrival-Date: Tue, 8 Dec 2026 09:05:10 +0700", *blocks, ""])


def block(action: str = "failed", code: str = "5.1.1", said: str = "550 5.1.1 User unknown", to: str = BOX) -> str:
    return f"Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {code}\nDiagnostic-Code: smtp; {said}"


def report(
    text: str, kind: str = "message/delivery-status", outer: str = "multipart/report; report-type=delivery-status",
    encoded: bool = False,
) -> bytes:  # fmt: skip
    coded = encodebytes(text.encode()).decode() if encoded else text
    encoding = "Content-Transfer-Encoding: base64\n" if encoded else ""
    body = (
        f"--q\nContent-Type: text/plain; charset=utf-8\n\nsorry\n--q\nContent-Type: {kind}\n{encoding}\n{coded}\n--q\n"
        f"Content-Type: message/rfc822\n\nMessage-ID: <original@province.example>\nSubject: 5.2.2\n\n#4.4.1\n--q--\n"
    )
    return mail(body, f"Content-Type: {outer}; boundary=q", "From: MAILER-DAEMON@mx.so.example")


def mail(body: str, *headers: str, path: str = "<>", to: str = PATH) -> bytes:
    """A mail to our return path, without one of its own."""
    head = [f"Return-Path: {path}", f"To: {to}", "Message-ID: <r1@mx.so.example>", "MIME-Version: 1.0", *headers]
    return "\n".join([*head, "", body]).encode()


UTF8 = "Content-Type: text/plain; charset=utf-8"
DAEMON = "From: Mail Delivery System <Mailer-Daemon@mx.so.example>"
EXIM = f"""\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {BOX}
    Unrouteable address
"""
DELAYED_BY_EXIM = f"""\
This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered to one or more of its
recipients after more than 24 hours on the queue on mx.so.example.

The address to which the message has not yet been delivered is:

  {BOX}
    Delay reason: Connection timed out

No action is required on your part. Delivery attempts will continue for
some time, and this warning may be repeated at intervals if the message
remains undelivered.
"""
QMAIL = """\
Hi. This is the qmail-send program at mx.so.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<vanthu@so.example>:
{said}

--- Below this line is a copy of the message.
"""
GOOGLE = f"""\
Delivery to the following recipient failed permanently:

     {BOX}

Technical details of permanent failure:
The error that the other server returned was: 550 5.2.1 The email account that you tried to reach is disabled

----- Original message -----
"""
VIETNAMESE = f"""\
Thư gửi tới {BOX} không gửi được. Máy chủ nhận trả lời:
550 5.1.1 <{BOX}>: Recipient address rejected: User unknown
"""
EXCHANGE_HTML = f"""\
<html><head><style>.x {{ color: red }}</style></head><body><p><b>Không gửi được thư tới những người nhận sau:</b></p>
<p><a href="mailto:{BOX}">{BOX}</a><br>Không tìm thấy địa chỉ thư.</p><hr><p>Generating server: mx.so.example</p>
<p>{BOX}<br>#550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup #</p></body></html>
"""

# What each says: kind and status
FORMS: dict[str, tuple[bytes, str, str]] = {
    "RFC 3464": (report(status(block())), "failed", "5.1.1"),
    "in base64": (report(status(block()), encoded=True), "failed", "5.1.1"),
    "RFC 6533": (
        report(status(block().replace("rfc822", "utf-8")), "message/global-delivery-status"), "failed", "5.1.1"
    ),
    "RFC 6533 in base64": (report(status(block()), "message/global-delivery-status", encoded=True), "failed", "5.1.1"),
    "in mixed": (report(status(block()), outer="multipart/mixed"), "failed", "5.1.1"),
    "status as text": (report(status(block()), "text/plain"), "failed", "5.1.1"),
    "status as data": (report(status(block()), "application/octet-stream", encoded=True), "failed", "5.1.1"),
    "CRLF and folded": (
        report(status(block(said="550 5.1.1\n    User unknown")).replace("\n", "\r\n")), "failed", "5.1.1"
    ),
    "with a comment": (report(status(block("Failed (bad destination mailbox)"))), "failed", "5.1.1"),
    "OpenSMTPD": (report(status(block("error", "5.0.0", "550 no such user"))), "failed", "5.0.0"),
    "without an action": (report(status(block().replace("Action: failed\n", ""))), "failed", "5.1.1"),
    "no more exact than its reply": (report(status(block(code="5.0.0", said="552 5.2.2 full"))), "failed", "5.2.2"),
    "without a status": (report(status(block().replace("Status: 5.1.1\n", ""))), "failed", "5.1.1"),
    "Microsoft 365": (
        report(status(block(code="5.4.1", said="550 5.4.1 Recipient address rejected: Access denied"))),
        "failed", "5.4.1",
    ),
    "ours behind another": (
        report(status(block("delivered", "2.0.0", "250 ok", "x@mx.so.example"), block())), "failed", "5.1.1"
    ),
    "ours before another": (
        report(status(block("delayed", "4.4.1", "timeout"), block(to="x@so.example"))), "delayed", "4.4.1"
    ),
    "the worst of others": (
        report(status(block("delivered", "2.0.0", "250 ok", "x@b.example"), block(to="y@b.example"))), "failed", "5.1.1"
    ),
    "given up, the name did not resolve": (report(status(block(code="5.4.4"))), "temporary", "5.4.4"),
    "expired": (report(status(block(code="4.4.7", said="timeout"))), "failed", "4.4.7"),
    "delayed": (report(status(block("delayed", "4.4.1", "timeout"))), "delayed", "4.4.1"),
    "relayed": (report(status(block("relayed", "2.0.0", "250 ok"))), "delivered", "2.0.0"),
    "Exim": (mail(EXIM, DAEMON, f"X-Failed-Recipients: {BOX}", "Auto-Submitted: auto-replied"), "failed", ""),
    "Exim, the words alone": (mail(EXIM, DAEMON), "failed", ""),
    "Exim, a delay": (mail(DELAYED_BY_EXIM, DAEMON, "Auto-Submitted: auto-replied"), "delayed", ""),
    "qmail": (mail(QMAIL.format(said="Sorry, no mailbox here by that name. (#5.1.1)"), DAEMON), "failed", "5.1.1"),
    "qmail, expired": (
        mail(QMAIL.format(said="I'm not going to try again; this message has been in the queue too long. (#4.4.7)"),
             DAEMON), "failed", "4.4.7",
    ),
    "Google": (mail(GOOGLE, "From: mailer-daemon@googlemail.com", "X-Failed-Recipients: " + BOX), "failed", "5.2.1"),
    "Vietnamese": (mail(VIETNAMESE, "From: hethong@so.example", UTF8), "failed", "5.1.1"),
    "Vietnamese in base64": (
        mail(encodebytes(VIETNAMESE.encode()).decode(), "From: postmaster@so.example", UTF8,
             "Content-Transfer-Encoding: base64", path="<x@so.example>"),
        "failed", "5.1.1",
    ),
    "Exchange in HTML": (
        mail(EXCHANGE_HTML, "From: postmaster@so.example", UTF8.replace("plain", "html")), "failed", "5.1.10"
    ),
    "marked as automatic only": (
        mail(VIETNAMESE, "From: hethong@so.example", "Auto-Submitted: auto-generated", path="<x@so.example>"),
        "failed", "5.1.1",
    ),
}  # fmt: skip
