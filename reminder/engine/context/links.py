"""Links that open an agency's page, or leave the overview only, and the address of its private calendar.

A link is signed, per agency, and dies of itself after some days; a calendar's address lives until it is revoked.
Whoever is mailed in an agency's place gets a link of another use, which shows that one matter and answers nothing.
Revoking counts an agency's number up; rotating changes the key and takes the old ones for as long as their links live.
Nothing secret is stored beside the database's own secret. The same keys seal what a page has shown, so that what is
sent from it is what was read there.
"""

import hashlib
import hmac
import json
import re
from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import lru_cache

from itsdangerous import BadSignature, SignatureExpired, Signer, TimestampSigner
from itsdangerous.encoding import base64_decode, base64_encode

from reminder.clock import instant, local
from reminder.config import Config
from reminder.engine.context.secret import secret_of
from reminder.errors import BadInput
from reminder.store.database import Connection, Database, get, put, take
from reminder.store.outbox import LINK_COUNTERS, LINK_KEYS
from reminder.translatable import N_

PAGE, LEAVE, FEED, _SEAL = "page", "leave", "feed", "seal"  # what a signature is for; see `look_at` too
SEALED_FOR = 3600  # seconds in which what was shown may be sent
_TOKEN = re.compile(r"[1-9]\d{0,8}~[a-z0-9.-]{1,60}(?:\.[\w-]{4,12})?\.(?P<signature>[\w-]{43})", re.A)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a genuine token says: whose page it is. `spent`: it has expired or was revoked."""

    agency: str
    spent: bool


@dataclass(frozen=True)
class Links:
    """Makes and opens the links of one office. `keys` from the oldest still taken to the one that signs;
    `counters` hold the agencies whose links were ever revoked."""

    config: Config
    keys: tuple[bytes, ...] = field(repr=False)
    counters: dict[str, int]

    def page(self, agency: str, at: datetime, occurrence: str = "") -> str:
        """The address of the agency's page, or of one matter on it; "" when the office serves none. It is
        the same throughout a civil day, so that a mail tried again says the same."""
        return self.pages(agency, at)(occurrence)

    def pages(self, agency: str, at: datetime) -> Callable[[str], str]:
        """The same for all matters of one mail: occurrence → address."""
        if not self.config.web.url or not agency:
            return lambda _occurrence: ""
        link = f"{self.config.web.url}/a/{self.token(agency, at)}"
        return lambda occurrence: f"{link}/{item_id(occurrence)}" if occurrence else link

    def looks(self, agency: str, at: datetime) -> Callable[[str], str]:
        """For who is mailed in its place: occurrence → address at which that matter of the agency can be read."""
        if not self.config.web.url or not agency:
            return lambda _occurrence: ""
        return lambda o: f"{self.config.web.url}/l/{self.token(agency, at, look_at(item_id(o)))}/{item_id(o)}"

    def leave(self, agency: str, at: datetime) -> str:
        """The address at which the agency leaves the monthly overview, and may do nothing else; "" without a page."""
        return f"{self.config.web.url}/u/{self.token(agency, at, LEAVE)}" if self.config.web.url and agency else ""

    def feed(self, agency: str) -> str:
        """The address of the agency's calendar, "" when the office serves none."""
        value = self._signer(FEED, None).sign(self._value(agency)).decode()
        return f"{self.config.web.url}/f/{value}.ics" if self.config.web.url else ""

    def token(self, agency: str, at: datetime, use: str = PAGE) -> str:
        """The token of a link made on the civil day of `at`, for the whole page or for one look."""
        zone = self.config.zone
        midnight = instant(local(at, zone).date(), time(0), zone)
        return self._signer(use, midnight).sign(self._value(agency)).decode()

    def opened(self, use: str, token: str, at: datetime) -> Opened | None:
        """Whose token this is, or None if we did not make it for this use."""
        found = _TOKEN.fullmatch(token)
        # Base64 has several spellings of the same bytes; only the one we wrote is ours.
        if not found or base64_encode(base64_decode(found["signature"])).decode() != found["signature"]:
            return None
        signer = self._signer(use, at)
        try:
            if isinstance(signer, TimestampSigner):
                value, late = signer.unsign(token, max_age=self.config.web.link_days * 86400), False
            else:
                value, late = signer.unsign(token), False
        except SignatureExpired as expired:
            value, late = expired.payload or b"", True
        except BadSignature:
            return None
        count, _, agency = value.decode().partition("~")
        return Opened(agency, late or int(count) != self.counters.get(agency, 1))

    def seal(self, shown: Sequence[str], at: datetime) -> str:
        """A seal over what a page shows at this moment; it holds for an hour, and for nothing else."""
        return self._signer(_SEAL, at).sign(_digest(shown)).decode()

    def sealed(self, seal: str, shown: Sequence[str], at: datetime) -> bool:
        """Whether this is our seal over `shown`, and still holds."""
        signer = self._signer(_SEAL, at)
        assert isinstance(signer, TimestampSigner)
        try:
            return signer.unsign(seal, max_age=SEALED_FOR).decode() == _digest(shown)
        except BadSignature:  # one that has expired is a kind of these
            return False

    def _value(self, agency: str) -> str:
        return f"{self.counters.get(agency, 1)}~{agency}"

    def _signer(self, use: str, at: datetime | None) -> Signer:
        return _signing(self.keys, use, int(at.timestamp()) if at else 0)


@lru_cache(maxsize=64)
def _signing(keys: tuple[bytes, ...], use: str, seconds: int) -> Signer:
    """A signer that is given the time instead of reading the clock."""

    class Dated(TimestampSigner):
        def get_timestamp(self) -> int:
            return seconds

    made = Signer if use == FEED else Dated
    return made(keys, salt=f"reminder.{use}", key_derivation="hmac", digest_method=hashlib.sha256)


def look_at(item: str) -> str:
    """To read one matter, by its short name, and no other."""
    return f"look {item}"


def links(connection: Connection, config: Config, secret: bytes) -> Links:
    """The links of this office as they hold now."""
    return links_of(get(connection, LINK_KEYS), get(connection, LINK_COUNTERS), config, secret)


def links_of(kept_keys: str | None, counters: str | None, config: Config, secret: bytes) -> Links:
    """The links under keys and counters as the database keeps them."""
    first, last = _span(kept_keys)
    keys = tuple(hmac.digest(secret, f"link-key\0{n}".encode(), "sha256") for n in range(first, last + 1))
    return Links(config, keys, _counted(counters))


def revoke(connection: Connection, agency: str) -> None:
    """Every link and calendar address the agency was given stops working; the next mail has new ones."""
    counters = _counted(take(connection, LINK_COUNTERS))
    counters[agency] = counters.get(agency, 1) + 1
    put(connection, LINK_COUNTERS, json.dumps(counters, sort_keys=True))


def rotate(connection: Connection, drop: bool = False) -> None:
    """Sign with a new key. Links of the old keys go on until they expire; with `drop` they stop at once, and
    so do all calendar addresses."""
    first, last = _span(take(connection, LINK_KEYS))
    put(connection, LINK_KEYS, f"{last + 1 if drop else max(first, last - 1)}-{last + 1}")


def office_links(database: Database, config: Config) -> Links:
    """The same, for someone who has a database and no secret yet. Raises BadInput where no page is served."""
    if not config.web.url:
        raise BadInput.of(N_("web.url is not set, so there is no page to link to; config.example.toml shows it"))
    secret = secret_of(database)
    with database.read() as connection:
        return links(connection, config, secret)


def item_id(occurrence: str) -> str:
    """A short name for an occurrence in an address: 16 letters and digits."""
    return b32encode(hashlib.sha256(occurrence.encode()).digest()[:10]).decode().lower()


def _digest(shown: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def _counted(kept: str | None) -> dict[str, int]:
    return dict(json.loads(kept or "{}"))


def _span(kept: str | None) -> tuple[int, int]:
    first, _, last = (kept or "1-1").partition("-")
    return int(first), int(last)
