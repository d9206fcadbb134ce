"""Reports of mail servers, in the forms in which they come."""

import pytest

from reminder.mail.bounces import Report, worst
from reminder.mail.received import read_received
from tests.mail.returned import BOX, DAEMON, FORMS, SECRET, VIETNAMESE, block, mail, report, status
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


def test_a_person_who_quotes_a_report_reports_nothing() -> None:
    for words in (VIETNAMESE, status(block())):
        found = read_received(mail(words, "From: a@so.example", path="<a@so.example>"), SECRET)
        assert (found.kind, found.reports) == ("answer", ())


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
