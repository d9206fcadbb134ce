"""Names of mails: stable, secret, and unforgeable where they come back."""

from hypothesis import given
from hypothesis import strategies as st

from reminder.core.mail_address import parse_address
from reminder.mail.message_ids import bounced_mail, message_id, return_path, thread_id
from tests.mail.letters import SECRET

BOUNCES = "bounces@thainguyen.example"


def test_a_message_id_is_the_same_for_the_same_mail_only() -> None:
    one = message_id(SECRET, "a@x.example|2026-12-07|reminder", "thainguyen.example")
    assert one == message_id(SECRET, "a@x.example|2026-12-07|reminder", "thainguyen.example")
    assert one != message_id(SECRET, "a@x.example|2026-12-08|reminder", "thainguyen.example")
    assert one != message_id(b"another secret", "a@x.example|2026-12-07|reminder", "thainguyen.example")
    assert one != thread_id(SECRET, "a@x.example|2026-12-07|reminder", "thainguyen.example")
    assert one.startswith("<") and one.endswith("@thainguyen.example>") and len(one) < 76
    assert "2026" not in one


@given(st.integers(0, 10**15))
def test_a_return_path_names_its_mail(mail: int) -> None:
    path = return_path(SECRET, mail, BOUNCES)
    assert str(parse_address(path)) == path
    assert bounced_mail(SECRET, path) == mail
    assert bounced_mail(SECRET, path.upper()) == mail


@given(st.integers(0, 10**6), st.integers(0, 15), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_letter_off_is_nobodys(mail: int, at: int, letter: str) -> None:
    path = return_path(SECRET, mail, BOUNCES)
    signature = path.partition("-")[2].partition("@")[0]
    forged = signature[:at] + letter + signature[at + 1 :]
    if forged != signature:
        assert bounced_mail(SECRET, path.replace(signature, forged)) is None


@given(st.text(max_size=60))
def test_what_is_not_ours_is_none(address: str) -> None:
    assert bounced_mail(SECRET, address) is None


def test_another_mails_signature_does_not_fit() -> None:
    path = return_path(SECRET, 41, BOUNCES)
    assert bounced_mail(SECRET, path.replace("+41-", "+42-")) is None
    assert bounced_mail(b"another", path) is None
    assert bounced_mail(SECRET, BOUNCES) is None
    assert bounced_mail(SECRET, "bounces+٤١-x@thainguyen.example") is None
