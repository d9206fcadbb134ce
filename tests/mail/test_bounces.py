"""What comes back: real shapes of delivery reports, automatic answers and people's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.mail.bounces import read_received
from reminder.mail.message_ids import return_path
from tests.reliability.reports import POSTFIX, SECRET, automatic, exchange, person, postfix


@pytest.mark.parametrize(
    ("action", "status", "kind"),
    [
        ("failed", "5.1.1", "failed"), ("failed", "5.7.1", "failed"), ("failed", "4.4.7", "failed"),
        ("failed", "5.4.4", "temporary"), ("delayed", "4.4.1", "delayed"), ("relayed", "2.0.0", "delivered"),
        ("delivered", "2.0.0", "delivered"), ("nonsense", "5.1.1", "unknown"),
    ],
)  # fmt: skip
def test_b23_a_report_by_postfix(action: str, status: str, kind: str) -> None:
    found = read_received(postfix(7, action, status), SECRET)
    assert (found.kind, found.mail, found.status) == (kind, 7, status)
    assert found.said == "550 5.1.1 <vt@so.example>: Recipient address rejected: User unknown"
    assert found.refers == ("<original@province.example>",)


def test_b23_a_report_by_exchange_in_another_language() -> None:
    found = read_received(exchange(12), SECRET)
    assert (found.kind, found.mail, found.status) == ("failed", 12, "5.1.10")


def test_b23_a_forged_or_foreign_report_names_no_mail() -> None:
    right = return_path(SECRET, 7, "nhachan@province.example")
    for forged in (right.replace("+7-", "+8-"), right[:-20] + "x" + right[-19:], "nhachan@province.example"):
        raw = postfix(7, "failed", "5.1.1").replace(right.encode(), forged.encode())
        assert read_received(raw, SECRET).mail is None
    assert read_received(postfix(7, "failed", "5.1.1"), b"another key").mail is None


@pytest.mark.parametrize("headers", [
    "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated; x", "X-Autoreply: yes", "Precedence: bulk",
    "Return-Path: <>", "List-Id: <x.example>", "Subject: Automatic reply: vắng mặt",
    "Subject: =?utf-8?q?Tr=E1=BA=A3_l=E1=BB=9Di_t=E1=BB=B1_=C4=91=E1=BB=99ng?=",
])  # fmt: skip
def test_out_of_office_is_no_answer(headers: str) -> None:
    assert read_received(automatic(headers), SECRET).kind == "automatic"


def test_an_answer_of_a_person() -> None:
    found = read_received(person("<original@province.example>"), SECRET)
    assert found.kind == "answer"
    assert (found.sender, found.subject) == ("vt@so.example", "Re: Báo cáo năm")
    assert found.text == "Sở đã gửi báo cáo ngày 08/12.\nTrân trọng."
    assert found.refers == ("<original@province.example>",)


def test_auto_submitted_no_is_a_person() -> None:
    raw = person("<a@b.example>").replace(b"Subject:", b"Auto-Submitted: no\r\nSubject:")
    assert read_received(raw, SECRET).kind == "answer"


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    read_received(raw, SECRET)


@given(st.integers(0, len(POSTFIX) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_to_a_report_makes_it_fail(place: int, junk: bytes) -> None:
    read_received(POSTFIX[:place] + junk + POSTFIX[place + len(junk) :], SECRET)
