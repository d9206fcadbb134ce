"""Matrix G-7: only what we made opens a page, only for its use, only in its time."""

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminder.config import Config, Web
from reminder.engine.context.links import SEALED_FOR, Links, Opened, item_id, revoke
from reminder.mail.cleaning import usable_link
from tests.web.office import REPORT, WebOffice

NOW = datetime(2026, 12, 7, 2, tzinfo=UTC)
DAYS = 30
CONFIG = Config(web=Web(url="https://nhachan.tinh.example", link_days=DAYS))
MADE = Links(CONFIG, (b"k" * 32,), {})
TOKEN = MADE.token("tn-sct", NOW)


def test_what_we_made_opens() -> None:
    assert MADE.opened("page", TOKEN, NOW) == Opened("tn-sct", spent=False)
    feed = MADE.feed("tn-sct").rpartition("/")[2].removesuffix(".ics")
    assert MADE.opened("feed", feed, NOW) == Opened("tn-sct", spent=False)


def test_links_are_fit_for_a_mail() -> None:
    for link in (MADE.page("tn-sct", NOW), MADE.page("tn-sct", NOW, REPORT)):
        assert usable_link(link) == link
        assert len(link) < 160


def test_a_link_is_the_same_all_day_at_the_office() -> None:
    morning, night = datetime(2026, 12, 6, 17, tzinfo=UTC), datetime(2026, 12, 7, 16, 59, tzinfo=UTC)
    assert MADE.token("tn-sct", morning) == MADE.token("tn-sct", night) == TOKEN
    assert MADE.token("tn-sct", night + timedelta(minutes=1)) != TOKEN


def test_it_expires_to_the_second() -> None:
    made_at = datetime(2026, 12, 6, 17, tzinfo=UTC)  # midnight at the office
    last = made_at + timedelta(days=DAYS)
    assert MADE.opened("page", TOKEN, last) == Opened("tn-sct", spent=False)
    assert MADE.opened("page", TOKEN, last + timedelta(seconds=1)) == Opened("tn-sct", spent=True)


def test_one_bit_off_anywhere_is_forged() -> None:
    for n, letter in enumerate(TOKEN):
        for bit in range(7):
            changed = TOKEN[:n] + chr(ord(letter) ^ 1 << bit) + TOKEN[n + 1 :]
            assert MADE.opened("page", changed, NOW) is None, changed


def test_every_other_spelling_of_the_same_bytes_is_forged() -> None:
    """Base64 ignores some bits of its last letter, and Python's decoder letters that are none."""
    head, _, signature = TOKEN.rpartition(".")
    raw = base64.urlsafe_b64decode(signature + "=")
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    same = [signature[:-1] + c for c in alphabet if base64.urlsafe_b64decode(signature[:-1] + c + "=") == raw]
    assert len(same) > 1
    opened = [s for s in same if MADE.opened("page", f"{head}.{s}", NOW)]
    assert opened == [signature]
    for odd in (f"{head}.{signature}=", f"{head}.{signature}~", f"{head}.{signature}\n", f" {TOKEN}", f"{TOKEN}."):
        assert MADE.opened("page", odd, NOW) is None


@pytest.mark.parametrize("length", range(len(TOKEN)))
def test_truncated_is_forged(length: int) -> None:
    assert MADE.opened("page", TOKEN[:length], NOW) is None


@given(st.text(max_size=200))
def test_nothing_else_opens(text: str) -> None:
    assert MADE.opened("page", text, NOW) is None
    assert MADE.opened("feed", text, NOW) is None


def test_each_use_has_its_own_tokens() -> None:
    feed = MADE.feed("tn-sct").rpartition("/")[2].removesuffix(".ics")
    assert MADE.opened("page", feed, NOW) is None
    assert MADE.opened("feed", TOKEN, NOW) is None


def test_another_agencys_name_needs_another_signature() -> None:
    assert MADE.opened("page", TOKEN.replace("tn-sct", "tn-sxd"), NOW) is None
    assert MADE.opened("page", TOKEN.replace("1~", "2~"), NOW) is None


def test_revoked_is_spent_and_the_next_link_opens() -> None:
    after = Links(CONFIG, MADE.keys, {"tn-sct": 2})
    assert after.opened("page", TOKEN, NOW) == Opened("tn-sct", spent=True)
    assert after.opened("page", after.token("tn-sct", NOW), NOW) == Opened("tn-sct", spent=False)
    assert after.opened("page", MADE.token("tn-sxd", NOW), NOW) == Opened("tn-sxd", spent=False)


def test_a_rotated_key_is_taken_until_it_is_dropped() -> None:
    rotated, dropped = Links(CONFIG, (b"k" * 32, b"n" * 32), {}), Links(CONFIG, (b"n" * 32,), {})
    assert rotated.opened("page", TOKEN, NOW) == Opened("tn-sct", spent=False)
    assert rotated.token("tn-sct", NOW) == dropped.token("tn-sct", NOW) != TOKEN
    assert dropped.opened("page", TOKEN, NOW) is None


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4), st.integers(-10, SEALED_FOR + 10))
def test_a_seal_is_good_for_what_it_was_shown_for_an_hour(shown: list[str], other: list[str], after: int) -> None:
    seal = MADE.seal(shown, NOW)
    at = NOW + timedelta(seconds=after)
    assert MADE.sealed(seal, shown, at) == (0 <= after <= SEALED_FOR)
    assert MADE.sealed(seal, other, NOW) == (shown == other)
    assert not Links(CONFIG, (b"n" * 32,), {}).sealed(seal, shown, NOW)
    assert MADE.opened("page", seal, NOW) is None


@given(st.text(max_size=200))
def test_nothing_else_is_a_seal(text: str) -> None:
    assert not MADE.sealed(text, (), NOW)
    assert not MADE.sealed(TOKEN, (), NOW)


def test_keys_are_not_shown() -> None:
    assert "kkkk" not in repr(MADE)


def test_without_an_address_there_are_no_links() -> None:
    bare = Links(Config(), MADE.keys, {})
    assert (bare.page("tn-sct", NOW), bare.feed("tn-sct")) == ("", "")


@given(st.text(), st.text())
def test_short_names_of_matters_differ(one: str, other: str) -> None:
    assert (item_id(one) == item_id(other)) == (one == other)
    assert len(item_id(one)) == 16
    assert item_id(one).isalnum()


def test_links_and_rotation_in_the_database(web: WebOffice) -> None:
    from reminder.engine.context import links

    before = web.page()
    with web.database.write() as connection:
        links.rotate(connection)
    assert web.page() != before
    assert web.get(before).status == 200
    with web.database.write() as connection:
        links.rotate(connection, drop=True)
    assert web.get(before).status == 404
    now = web.page()
    with web.database.write() as connection:
        links.revoke(connection, "sct")
    assert web.get(now).status == 410
    assert web.get(web.page()).status == 200
    assert web.get(web.page("sxd")).status == 200


def test_who_is_mailed_in_anothers_place_reads_one_matter_and_answers_nothing(web: WebOffice) -> None:
    """Design: a page opened by a link answers for its own agency alone. This one is the agency's to nobody."""
    look = urlsplit(web.links().looks("sct", web.time.at)(REPORT)).path
    shown = web.get(look)
    assert shown.status == 200 and "Báo cáo năm" in shown.body
    assert "<form" not in shown.body and "/f/" not in shown.body and "/a/" not in shown.body
    assert "Trang chỉ để xem" in shown.body
    token, item = look.removeprefix("/l/").split("/")
    task = item_id("kh-1/1@once@sct")
    for path in (f"/a/{token}", f"/a/{token}/{item}", f"/l/{token}", f"/l/{token}/", f"/l/{token}/{task}",
                 f"/f/{token}.ics", f"/l/{token}/{item}/"):  # fmt: skip
        assert web.get(path).status == 404, path
    page = web.page("sct", REPORT)
    assert web.get(page.replace("/a/", "/l/")).status == 404, "nor does a link to answer look"
    for answer in ({"answer": "received"}, {"answer": "nil"}):
        assert web.post(look, **answer).status == 404
        assert web.post(look.replace("/l/", "/a/"), **answer).status == 404
    assert web.rows("SELECT COUNT(*) FROM act") == [(0,)]
    web.set("2027-03-01")
    assert web.get(look).status == 410, "it dies as every link does"


def test_revoking_stops_a_look_too(web: WebOffice) -> None:
    look = urlsplit(web.links().looks("sct", web.time.at)(REPORT)).path
    with web.database.write() as connection:
        revoke(connection, "sct")
    assert web.get(look).status == 410


def test_a_link_that_leaves_the_overview_is_good_for_nothing_else_and_dies_as_others_do() -> None:
    leave = MADE.leave("tn-sct", NOW).rpartition("/")[2]
    assert MADE.opened("leave", leave, NOW) == Opened("tn-sct", spent=False)
    assert MADE.opened("page", leave, NOW) is None and MADE.opened("feed", leave, NOW) is None
    assert MADE.opened("leave", TOKEN, NOW) is None
    assert MADE.leave("", NOW) == ""
    spent = MADE.opened("leave", leave, NOW + timedelta(days=MADE.config.web.link_days + 1))
    assert spent == Opened("tn-sct", spent=True)
