"""Links as they are kept, revoked and rotated in the database. What a link opens, `web` tests."""

from datetime import UTC, date, datetime, time
from functools import partial

import pytest

from reminder.clock import instant
from reminder.config import Config, Web
from reminder.engine.context import links as module
from reminder.engine.context.links import Links, Opened, item_id, links, links_of, office_links, revoke, rotate
from reminder.errors import BadInput
from reminder.store.database import Connection, get
from tests.laws.whole import Whole

NOW = datetime(2026, 12, 7, 2, tzinfo=UTC)
SPELT = {
    "page": "1~sct.axWUkA.lMBErYUzJIzGAf-1eiOqGVyMIb4JAq6WL0oX1fpnNn4",
    "feed": "1~sct.5NVb_8nuYefo78Zia_D4cxd-MdZDZnaM4fTfs7-xCPs",
    "item": "dttgpngzocvky3bk",
}
CONFIG = Config(web=Web(url="https://x.example", link_days=3))


def stored(office: Whole) -> tuple[str | None, str | None]:
    with office.database.read() as connection:
        return get(connection, "link-keys"), get(connection, "link-counters")


def test_keys_are_numbered_and_counters_are_as_kept() -> None:
    fresh = links_of(None, None, CONFIG, b"secret")
    assert (fresh.config, fresh.counters, len(fresh.keys)) == (CONFIG, {}, 1)
    assert links_of("1-1", "{}", CONFIG, b"secret") == fresh
    three = links_of("2-4", '{"sct": 3}', CONFIG, b"secret")
    assert (len(three.keys), three.counters) == (3, {"sct": 3})
    assert links_of("1-4", None, CONFIG, b"secret").keys == fresh.keys + three.keys
    assert len(set(fresh.keys + three.keys)) == 4
    assert links_of(None, None, CONFIG, b"other").keys != fresh.keys
    assert [len(key) for key in three.keys] == [32] * 3


def test_a_token_is_spelt_as_ever() -> None:
    """Those that were mailed must go on opening: key, salt and spelling stay."""
    made = links_of(None, '{"sxd": 2}', CONFIG, b"secret")
    assert made.token("sct", NOW) == SPELT["page"]
    assert made.feed("sct") == f"https://x.example/f/{SPELT['feed']}.ics"
    assert made.token("sxd", NOW).startswith("2~sxd.")
    assert item_id("kh-1/year@2026@sct") == SPELT["item"]
    assert made.page("sct", NOW) == f"https://x.example/a/{SPELT['page']}"
    assert made.page("sct", NOW, "kh-1/year@2026@sct") == f"https://x.example/a/{SPELT['page']}/{SPELT['item']}"
    assert made.pages("", NOW)("kh-1/year@2026@sct") == made.pages("", NOW)("") == ""
    bare = links_of(None, None, Config(), b"secret")
    assert (bare.page("sct", NOW), bare.page("sct", NOW, "x"), bare.feed("sct")) == ("", "", "")


def test_revoked_links_are_counted_for_each_agency(office: Whole) -> None:
    assert stored(office) == (None, None)
    for agency in ("sxd", "sct", "sct"):
        office.database.transact(partial(revoke, agency=agency))
    assert stored(office) == (None, '{"sct": 3, "sxd": 2}')
    with office.database.read() as connection:
        found = links(connection, CONFIG, b"secret")
    assert found == links_of(None, '{"sct": 3, "sxd": 2}', CONFIG, b"secret")
    assert found.token("sct", NOW).startswith("3~sct.") and found.token("snnmt", NOW).startswith("1~snnmt.")


@pytest.mark.parametrize(
    ("drops", "kept"),
    [
        ((False,), "1-2"), ((False, False), "1-3"), ((False, False, False), "2-4"), ((True,), "2-2"),
        ((False, True), "3-3"), ((True, False), "2-3"), ((False, False, False, False), "3-5"),
    ],
)  # fmt: skip
def test_two_keys_of_before_are_taken_beside_the_one_that_signs(
    drops: tuple[bool, ...], kept: str, office: Whole
) -> None:
    for drop in drops:
        office.database.transact(partial(rotate, drop=True) if drop else rotate)
    assert stored(office) == (kept, None)
    with office.database.read() as connection:
        assert links(connection, CONFIG, b"secret") == links_of(kept, None, CONFIG, b"secret")


def test_what_is_opened_says_whose_it_is_and_whether_it_still_holds() -> None:
    made = links_of("1-2", None, CONFIG, b"secret")
    midnight = instant(date(2026, 12, 7), time(0), CONFIG.zone)
    token, feed = made.token("sct", NOW), made.feed("sct").rpartition("/")[2].removesuffix(".ics")
    ends = midnight.timestamp() + 3 * 86400
    for at, spent in ((ends, False), (ends + 1, True)):
        assert made.opened("page", token, datetime.fromtimestamp(at, UTC)) == Opened("sct", spent)
        assert made.opened("feed", feed, datetime.fromtimestamp(at, UTC)) == Opened("sct", False)
    revoked = links_of("1-2", '{"sct": 2}', CONFIG, b"secret")
    for use, text in (("page", token), ("feed", feed)):
        assert revoked.opened(use, text, NOW) == Opened("sct", True)
        assert made.opened(use, text + "x", NOW) is None
        assert links_of("3-3", None, CONFIG, b"secret").opened(use, text, NOW) is None
    assert made.opened("feed", token, NOW) is made.opened("page", feed, NOW) is None


def test_the_links_of_an_office_by_its_database(office: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadInput, match=r"^web\.url is not set, so there is no page to link to; config\.example\.toml "):
        office_links(office.database, Config())
    monkeypatch.setattr(module, "secret_of", lambda database: b"secret" if database is office.database else b"")

    def both(connection: Connection) -> None:
        rotate(connection)
        revoke(connection, "sct")

    office.database.transact(both)
    assert office_links(office.database, CONFIG) == links_of("1-2", '{"sct": 2}', CONFIG, b"secret")
    assert isinstance(office_links(office.database, CONFIG), Links)


def test_keys_are_shown_to_nobody() -> None:
    made = links_of(None, '{"sct": 2}', CONFIG, b"secret")
    assert repr(made) == f"Links(config={CONFIG!r}, counters={{'sct': 2}})"
