"""What a mail address, a domain and a server's name are, sign by sign and to their greatest lengths."""

import pytest

from reminder.core.mail_address import Address, domain_labels, is_address, is_host, loopback, parse_address

L63, L64 = "a" * 63, "a" * 64
LONG = ".".join([L63, L63, L63, "a" * 61])  # 253 octets


@pytest.mark.parametrize(
    ("text", "local", "domain"),
    [
        ("a@b.vn", "a", "b.vn"), ("A.B@B.VN", "A.B", "b.vn"), ("a@localhost", "a", "localhost"),
        ("!#$%&'*+/=?^_`{|}~-@b.vn", "!#$%&'*+/=?^_`{|}~-", "b.vn"), ("a@hà-nội.vn", "a", "xn--h-ni-0na4517b.vn"),
        (f"{L64}@b.vn", L64, "b.vn"), (f"a@{L63}.vn", "a", f"{L63}.vn"), ("a@1.vn", "a", "1.vn"),
        (f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 59}.v", "a" * 64, f"{'b' * 63}.{'c' * 63}.{'d' * 59}.v"),
        ("a@hà.vn", "a", "xn--h-sfa.vn"),
    ],
)  # fmt: skip
def test_an_address(text: str, local: str, domain: str) -> None:
    assert is_address(text)
    assert parse_address(text) == Address(local, domain)
    assert str(parse_address(text)) == f"{local}@{domain}"


@pytest.mark.parametrize(
    "text",
    [
        "", "a", "@b.vn", "a@", "a@b", "a@.vn", "a@b.", "a@b..vn", ".a@b.vn", "a.@b.vn", "a..b@b.vn", "a b@b.vn",
        "á@b.vn", "a@b.1", "a@-b.vn", "a@b-.vn", "a@b_c.vn", "a@[127.0.0.1]", '"a"@b.vn', "A <a@b.vn>", "a@b.vn\n",
        "a@b.vn\r\nRCPT", "a@b c.vn", "a(x)@b.vn", "a,b@b.vn", f"{L64}a@b.vn", f"a@{L64}.vn", "a@b.vn ", " a@b.vn",
        f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 60}.v", f"a@{LONG}", "a@b\u200bc.vn", "a@ＢＢ.vn", "a@b@c.vn",
    ],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert not is_address(text)
    with pytest.raises(ValueError, match="is not a mail address"):
        parse_address(text)


@pytest.mark.parametrize(
    ("domain", "kept"),
    [
        *((f"x.{name}", True) for name in ("example", "test", "invalid", "localhost")), ("localhost", True),
        *((f"{sub}example.{name}", True) for name in ("com", "net", "org") for sub in ("", "mail.")),
        ("example.vn", False), ("test.vn", False), ("com", False), ("myexample.com", False), ("example.com.vn", False),
    ],
)  # fmt: skip
def test_names_kept_for_examples(domain: str, kept: bool) -> None:
    assert Address("a", domain).reserved is kept


@pytest.mark.parametrize(
    ("text", "labels"),
    [("B.VN", "b.vn"), ("vn", "vn"), (LONG, LONG), ("hà.vn", "xn--h-sfa.vn"), ("1.a", "1.a"), ("1a", "1a")],
)
def test_a_domain(text: str, labels: str) -> None:
    assert domain_labels(text) == labels


@pytest.mark.parametrize("text", ["", "a.", "1", "a.1", "a_b", "-a", "a-", f"{L64}.vn", LONG + "a", "b\u200bc.vn"])
def test_no_domain(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a domain|label"):
        domain_labels(text)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("127.0.0.1", True), ("::1", True), ("mail", True), ("mail.", True), ("mail_1.so.vn", True), ("hà.vn", True),
        (LONG, True), (f"{L63}.vn", True), ("a-b", True), ("1.a", True), ("", False), (".", False), ("a..b", False),
        ("1.2.3", False), ("a.1", False), ("-a", False), ("a-", False), (LONG + "a", False), (f"{L64}.vn", False),
        ("a b", False), ("b\u200bc.vn", False), ("[::1]", False), ("a@b", False), ("a..", False),
    ],
)  # fmt: skip
def test_a_servers_name_or_number(text: str, host: bool) -> None:
    assert is_host(text) is host


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("[::1]", True), ("localhost", True),
        ("LOCALHOST.", True), ("localhost.vn", False), ("10.0.0.1", False), ("::2", False), ("", False),
        ("mail.localhost", False),
    ],
)  # fmt: skip
def test_this_machine(host: str, here: bool) -> None:
    assert loopback(host) is here
