"""What an address is, and where mail may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.core.mail_address import loopback, parse_address
from reminder.core.reason import because
from reminder.mail.recipient_policy import Policy, permitted

GOV = Policy(domains=("gov.vn", "*.chinhphu.vn"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("vanthu.syt@thainguyen.gov.vn", "vanthu.syt@thainguyen.gov.vn"),
        ("A+b-c_d@X.Example", "A+b-c_d@x.example"),
        ("o'b@so.example", "o'b@so.example"),
        ("a@thái-nguyên.example", "a@xn--thi-nguyn-11a9h.example"),
        ("root@localhost", "root@localhost"),
    ],
)
def test_addresses(text: str, read: str) -> None:
    assert str(parse_address(text)) == read


@pytest.mark.parametrize(
    "text",
    [
        "", "@", "a@", "@b.example", "a", "a@b", "a@b..example", ".a@b.example", "a.@b.example", "a..b@c.example",
        "a b@c.example", "a@b c.example", "a@-b.example", "a@b-.example", "a@1.2.3.4", "a@[127.0.0.1]",
        '"a b"@c.example', "a@b.example ", " a@b.example", "a@b.example\n", "a\r\n@b.example", "a@b.example\0",
        "<a@b.example>", "Sở Y tế <a@b.example>", "a@b.example,c@d.example", "a@b.example;c", "a(x)@b.example",
        "vănthư@x.example", "a@mailserver", "a@fuß.example", "a@so\u200dy.example", "a@ｓｏ.example",
        "a" * 60 + "@" + "b." * 95 + "example",
        "a@b.example\u2028", "a\u202e@b.example", "a@" + "b" * 64 + ".example", "a" * 65 + "@b.example",
        "a@" + "b." * 130 + "example", "a@b_c.example", "a@b.example\u00ad.",
    ],
)  # fmt: skip
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        parse_address(text)


@given(st.text(max_size=40))
def test_an_address_never_carries_what_smtp_would_misread(text: str) -> None:
    try:
        address = str(parse_address(text))
    except ValueError:
        return
    assert not set(address) & set(' \t\r\n\0<>,;()[]:"\\')
    assert address.count("@") == 1
    assert parse_address(address) == parse_address(text)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("a@thainguyen.gov.vn", None),
        ("a@gov.vn", None),
        ("a@vpcp.chinhphu.vn", None),
        ("a@GOV.VN", None),
        ("a@notgov.vn", "domain-not-allowed"),
        ("a@gov.vn.evil.com", "domain-not-allowed"),
        ("a@gmail.com", "domain-not-allowed"),
        ("a@thainguyen.example", "reserved-domain"),
        ("a@x.test", "reserved-domain"),
        ("a@x.invalid", "reserved-domain"),
        ("a@example.com", "reserved-domain"),
        ("a@localhost", "reserved-domain"),
        ("nobody", "bad-address"),
    ],
)
def test_permitted(address: str, code: str | None) -> None:
    reason = permitted(address, GOV)
    assert (reason.code if reason else None) == code


def test_reserved_domains_stay_here_whatever_the_list_says() -> None:
    policy = Policy(domains=("example", "test"))
    assert permitted("a@x.example", policy) == because("reserved-domain", domain="x.example")
    assert permitted("a@x.example", Policy(sink=True)) is None


def test_without_a_list_no_real_domain_is_served() -> None:
    assert permitted("a@thainguyen.gov.vn", Policy(sink=True)) is not None


def test_a_rehearsal_asks_about_the_address_it_goes_to() -> None:
    policy = Policy(domains=("gov.vn",), redirect_to="me@x.example", sink=True)
    assert permitted("a@gmail.com", policy) is None
    assert policy.destination("a@gmail.com") == "me@x.example"
    assert permitted("a@x.gov.vn", Policy(redirect_to="me@gmail.com")) is not None


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("LOCALHOST.", True), ("10.0.0.1", False), ("127.0.0.1.nip.io", False), ("mail.gov.vn", False),
        ("localhost.gov.vn", False), ("", False), ("0x7f.1", False),
    ],
)  # fmt: skip
def test_loopback_by_name_or_number_only(host: str, here: bool) -> None:
    assert loopback(host) is here
