"""What a setting in `reminder.toml` may be, each with the sentence that refuses it (`REFUSALS`).

What is taken here must not fail later: a value that a tick, the doctor or a mail cannot use is refused before.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable
from datetime import time
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, ValidationInfo
from pydantic_core import PydanticCustomError

from reminder.core.mail_address import is_address, is_host, loopback, parse_address
from reminder.mail.cleaning import has_control
from reminder.mail.message_ids import ROOM, can_send
from reminder.mail.recipient_policy import allowed
from reminder.translatable import N_

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?\Z", re.ASCII)
_LISTEN = re.compile(r"([0-9A-Za-z.-]+|\[[0-9a-f:]+\]):(\d{1,5})\Z", re.ASCII)
_URL = re.compile(
    r"(https://[a-z0-9.-]+(?::(\d{1,5}))?(/[a-z0-9._~-]+)*|http://(?:127\.0\.0\.1|localhost)(?::(\d{1,5}))?)\Z",
    re.ASCII,
)
_PHONE = re.compile(r"\+?[0-9(][0-9 ().-]{2,28}[0-9]\Z", re.ASCII)
_DATABASE = re.compile(r"(sqlite:///(?!:memory:).|postgresql(\+psycopg)?://.)")
_LONGEST_LINE = 200

REFUSALS = {
    "hour": N_('this is no time of day; write "08:00", without a zone'),
    "window": N_("{given} is no minute after {opens} (opens), so no mail could leave; give a later hour"),
    "retries": N_("{given} comes before {closes} (closes); give that hour or a later one"),
    "zone": N_('no such time zone; write "Asia/Ho_Chi_Minh"'),
    "address": N_('this is no mail address; write "quantri@tinh.gov.vn"'),
    "sender": N_(
        "{given} cannot send: before the @ stand at most {room} letters, so that a mail's number "
        "fits behind them, by which what comes back is known; choose a shorter one"
    ),
    "line": N_("must be one line of at most {most} signs, without line breaks or control characters"),
    "empty": N_("must not be empty"),
    "host": N_('this is no name and no number of a server; write "mail.tinh.gov.vn", its port under port'),
    "domain": N_('“{given}” is no domain; write "*.gov.vn"'),
    "plain": N_('"none" is for a server on this machine only, and {host} is not; write "starttls" or "implicit"'),
    "sink": N_("a sink is a server on this machine, and {host} is not; write sink = false, or the sink's host"),
    "same-folder": N_("must be another folder than the one that is read"),
    "url": N_('must be https://… without a / at the end, or "" for none'),
    "listen": N_('must be an address and a port, "127.0.0.1:8090", or "" for none'),
    "proxy": N_('“{given}” is no address of a proxy; write "127.0.0.1" or "10.0.0.0/8"'),
    "phone": N_('this is no telephone number; write "0208 3855 688", or "" for none'),
    "ping": N_('must be http://… or https://…, or "" for none'),
    "database": N_("no database is named so; write sqlite:///path or postgresql+psycopg://user@host/name"),
}


def refuse(code: str, **facts: str | int) -> PydanticCustomError:
    """The fault of a setting, to be raised; its sentence is in `REFUSALS`."""
    return PydanticCustomError(code, "refused", facts)


def _only(code: str, sound: Callable[[str], bool], **facts: str | int) -> AfterValidator:
    def check(value: str) -> str:
        if not sound(value):
            raise refuse(code, given=value, **facts)
        return value

    return AfterValidator(check)


def _hour(value: object) -> object:
    if isinstance(value, str):
        if not _HOUR.match(value):
            raise refuse("hour")
        return time.fromisoformat(value)
    return value


def _zone(value: object) -> object:
    if isinstance(value, ZoneInfo):
        return value
    try:
        return ZoneInfo(str(value))
    except (ZoneInfoNotFoundError, OSError, ValueError):
        raise refuse("zone") from None


def _wire(value: str) -> str:
    """An address as it goes over the wire: its domain ends in Message-IDs too."""
    if not is_address(value):
        raise refuse("address")
    return value if value.isascii() else str(parse_address(value))


def _line(value: str) -> bool:
    return len(value) <= _LONGEST_LINE and not has_control(value)


def _port(text: str | None) -> bool:
    return int(text or 0) < 1 << 16


def _url(value: str) -> bool:
    found = _URL.match(value)
    return not value or bool(found and is_host(urlsplit(value).hostname or "") and _port(found[2] or found[4]))


def _listen(value: str) -> bool:
    found = _LISTEN.match(value)
    return not value or bool(found and is_host(found[1].strip("[]")) and _port(found[2]))


def _ping(value: str) -> bool:
    if not value:
        return True
    if not value.isascii() or re.search(r"[\s@\x00-\x1f\x7f]", value):
        return False
    try:
        found = urlsplit(value)
        return found.scheme in ("http", "https") and is_host(found.hostname or "") and (found.port or 1) > 0
    except ValueError:
        return False


def _network(value: str) -> bool:
    try:
        ipaddress.ip_network(value)
    except ValueError:
        return False
    return True


Hour = Annotated[time, BeforeValidator(_hour)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
OneLine = Annotated[str, _only("line", _line, most=_LONGEST_LINE)]
Words = Annotated[OneLine, _only("empty", lambda value: bool(value.strip()))]
WireAddress = Annotated[str, AfterValidator(_wire)]
Sender = Annotated[WireAddress, _only("sender", can_send, room=ROOM)]
MaybeAddress = Annotated[str, AfterValidator(lambda value: _wire(value) if value else "")]
Host = Annotated[str, _only("host", is_host)]
MaybeHost = Annotated[str, _only("host", lambda value: not value or is_host(value))]
Domain = Annotated[str, _only("domain", lambda value: "@" not in value and bool(allowed(value)))]
Folder = Annotated[Words, AfterValidator(lambda value: unicodedata.normalize("NFC", value))]
Url = Annotated[str, _only("url", _url)]
Listen = Annotated[str, _only("listen", _listen)]
Proxy = Annotated[str, _only("proxy", _network)]
Phone = Annotated[str, _only("phone", lambda value: not value or bool(_PHONE.match(value)))]
Ping = Annotated[str, _only("ping", _ping)]
DatabaseUrl = Annotated[Words, _only("database", lambda value: bool(_DATABASE.match(value)))]


def _seconds(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def opens_before(value: time, info: ValidationInfo) -> time:
    """The window holds a minute at least."""
    opens = info.data.get("opens")
    if opens and _seconds(value) - _seconds(opens) < 60:
        raise refuse("window", given=str(value), opens=str(opens))
    return value


def not_before_closing(value: time, info: ValidationInfo) -> time:
    """Retries go on at least as long as first attempts."""
    closes = info.data.get("closes")
    if closes and value < closes:
        raise refuse("retries", given=str(value), closes=str(closes))
    return value


def encrypted_elsewhere(value: str, info: ValidationInfo) -> str:
    """No password and no mail crosses a network in the clear."""
    host: Any = info.data.get("host")
    if value == "none" and host and not loopback(host):
        raise refuse("plain", host=host)
    return value


def here_only(value: bool, info: ValidationInfo) -> bool:
    """A sink keeps mail on this machine."""
    host: Any = info.data.get("host")
    if value and host and not loopback(host):
        raise refuse("sink", host=host)
    return value


def another_folder(value: str, info: ValidationInfo) -> str:
    """What was read is moved away; into the same folder it would be read for ever."""
    folder = info.data.get("folder", "")
    if value == folder or value.upper() == folder.upper() == "INBOX":
        raise refuse("same-folder")
    return value
