"""Reports of mail servers, in the forms in which they come."""

import pytest

from reminder.core.mail_address import is_address
from reminder.mail.bounces import Report, worst
from reminder.mail.received import read_received
from tests.mail.returned import (
    BOX,
    DAEMON,
    DELAYED_BY_EXIM,
    EXIM,
    FORMS,
    SECRET,
    UTF8,
    VIETNAMESE,
    block,
    mail,
    report,
    status,
)  # fmt: skip
from tests.reliability.reports import exchange, postfix


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_became_of_the_mail(form: str) -> None:
    raw, kind, code = FORMS[form]
    found = read_received(raw, SECRET)
    said = worst(found.reports, BOX)
    assert (found.kind, found.mail, said.kind, said.status) == ("report", 7, kind, code)
    assert said.concerns(BOX) is (form != "the worst of others")


@pytest.mark.parametrize(
    ("action", "code", "kind"),
    [
        ("failed", "5.1.1", "failed"), ("failed", "5.7.1", "failed"), ("failed", "4.4.7", "failed"),
        ("failed", "5.4.4", "temporary"), ("delayed", "4.4.1", "delayed"), ("relayed", "2.0.0", "delivered"),
        ("delivered", "2.0.0", "delivered"),
    ],
)  # fmt: skip
def test_b23_a_report_by_postfix(action: str, code: str, kind: str) -> None:
    found = read_received(postfix(7, action, code), SECRET)
    (said,) = found.reports
    assert (said.kind, found.mail, said.status) == (kind, 7, code)
    assert said.said == "550 5.1.1 <vt@so.example>: Recipient address rejected: User unknown"
    assert said.recipients == ("vt@so.example", "vt@so.example")
    assert found.refers == ("<original@province.example>",)


def test_b23_a_report_by_exchange_in_another_language() -> None:
    found = read_received(exchange(12), SECRET)
    assert [(r.kind, r.status) for r in found.reports] == [("failed", "5.1.10")]
    assert found.mail == 12


def test_words_are_said_as_the_server_said_them() -> None:
    (said,) = read_received(FORMS["qmail"][0], SECRET).reports
    assert (said.said, said.recipients) == ("Sorry, no mailbox here by that name. (#5.1.1)", (BOX,))
    (said,) = read_received(FORMS["Exim"][0], SECRET).reports
    assert (said.said, said.recipients) == ("", (BOX,))


@pytest.mark.parametrize(
    "raw",
    [
        mail("Thư không đến được người nhận.", DAEMON),
        mail("Kế hoạch mục 5.1.1, 550 người, 4.96.2 và 10.5.1.1", DAEMON),
        report(status(block("nonsense", said="x"))),
        report("", kind="text/x-nothing"),
    ],
)
def test_a_servers_note_without_a_verdict_is_not_understood(raw: bytes) -> None:
    found = read_received(raw, SECRET)
    assert (found.kind, found.mail, found.reports) == ("unknown", 7, ())


PERSON, BY_HIM = "From: Lan <a@so.example>", "<a@so.example>"


def attached(*headers: str, path: str = BY_HIM) -> bytes:
    """Words with another's report attached to them."""
    body = (
        f"--q\nContent-Type: text/plain\n\nxem kem\n--q\n"
        f"Content-Type: message/delivery-status\n\n{status(block())}\n--q--\n"
    )
    return mail(body, "Content-Type: multipart/mixed; boundary=q", *headers, path=path)


@pytest.mark.parametrize("mark", [(), ("Auto-Submitted: no",), ("Auto-Submitted: No (by hand)",), ("X-Autoreply: no",)])
def test_a_person_who_quotes_or_attaches_a_report_reports_nothing(mark: tuple[str, ...]) -> None:
    for raw in (
        mail(VIETNAMESE, PERSON, *mark, path=BY_HIM), mail(status(block()), PERSON, *mark, path=BY_HIM),
        attached(PERSON, *mark),
    ):  # fmt: skip
        found = read_received(raw, SECRET)
        assert (found.kind, found.reports) == ("answer", ())


def test_what_a_machine_attaches_is_its_report() -> None:
    for raw in (attached("From: Mailer-Daemon@mx.so.example"), attached("From: gateway@so.example", path="<>")):
        (said,) = read_received(raw, SECRET).reports
        assert (said.kind, said.status, said.stated) == ("failed", "5.1.1", True)


ABSENT = "Tôi vắng mặt. Liên hệ phòng 2 (code: 5.1.2, error 5.1.1, #5.1.1), mục 5.1.1."


@pytest.mark.parametrize("path", ["<>", BY_HIM])
@pytest.mark.parametrize("marks", [
    ("Auto-Submitted: auto-replied",), ("Subject: Automatic reply: x",), ("Precedence: auto_reply",),
    ("X-Vacation: 1",), ("Auto-Submitted: auto-generated (vacation)",), (),
])  # fmt: skip
def test_an_absence_note_reports_nothing_whatever_its_numbers(marks: tuple[str, ...], path: str) -> None:
    assert read_received(mail(ABSENT, PERSON, UTF8, *marks, path=path), SECRET).reports == ()


@pytest.mark.parametrize("marks", ["Subject: Automatic reply: x", "Precedence: auto_reply", "X-Autoreply: yes"])
def test_an_absence_note_may_quote_a_whole_report(marks: str) -> None:
    for words in (VIETNAMESE, status(block()), EXIM):
        assert read_received(mail(words, PERSON, UTF8, marks), SECRET).kind != "report"
    assert read_received(attached(PERSON, marks, path="<>"), SECRET).kind == "automatic"


@pytest.mark.parametrize(
    ("form", "stated"),
    [("RFC 3464", True), ("status as text", True), ("Exim, the words alone", True), ("qmail", True),
     ("Vietnamese", False), ("Exchange in HTML", False), ("marked as automatic only", False)],
)  # fmt: skip
def test_only_a_report_or_a_form_that_is_known_states_a_status(form: str, stated: bool) -> None:
    assert {said.stated for said in read_received(FORMS[form][0], SECRET).reports} == {stated}


RECEIPT = f"Final-Recipient: rfc822; {BOX}\nDisposition: manual-action/MDN-sent-manually; displayed"


@pytest.mark.parametrize("path", ["<>", BY_HIM])
@pytest.mark.parametrize("outer", [
    "multipart/report; report-type=disposition-notification",
    'multipart/report; report-type="Disposition-Notification"',
    "multipart/report; report-type*=us-ascii''disposition-notification", "multipart/report", "multipart/mixed",
])  # fmt: skip
def test_a_receipt_says_that_the_mail_arrived(outer: str, path: str) -> None:
    """Its words may be those of any form."""
    for words in ("đã xem", DELAYED_BY_EXIM, EXIM, status(block())):
        body = (
            f"--q\nContent-Type: text/plain; charset=utf-8\n\n{words}\n--q\n"
            f"Content-Type: message/disposition-notification\n\n{RECEIPT}\n--q--\n"
        )
        found = read_received(mail(body, PERSON, f"Content-Type: {outer}; boundary=q", path=path), SECRET)
        assert (found.kind, found.reports) == ("automatic", ())


def test_a_complaint_is_no_report_of_delivery() -> None:
    raw = report(status(block()), outer="multipart/report; report-type=feedback-report")
    assert read_received(raw, SECRET).kind == "unknown"


@pytest.mark.parametrize(
    "odd", ["văn.thư@so.example", "vt@tỉnh", "<>", "a@b@c.example", "x@-.example", "a@b", "?@so.vn"]
)
def test_what_stands_where_an_address_should_is_none(odd: str) -> None:
    raw = mail(EXIM.replace(BOX, odd), DAEMON, UTF8, f"X-Failed-Recipients: {odd}")
    for said in read_received(raw, SECRET).reports:
        assert all(map(is_address, said.recipients)), said.recipients


@pytest.mark.parametrize(
    ("recipients", "names", "concerns"),
    [
        ((), False, True), (("VanThu@SO.example",), True, True), (("vt",), False, True),
        (("x@so.example",), False, True), (("vanthu@mail01.so.example",), False, True),
        (("vanthu@gmail.example",), False, False), (("a@xso.example",), False, False),
        (("vanthu@gmail.example", BOX), True, True),
    ],
)  # fmt: skip
def test_a_report_is_of_this_mailbox_or_of_one_it_forwards_to(
    recipients: tuple[str, ...], names: bool, concerns: bool
) -> None:
    said = Report("failed", recipients=recipients)
    assert (said.names(BOX), said.concerns(BOX)) == (names, concerns)
