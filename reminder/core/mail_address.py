"""What a mail address is: one grammar for what people write into files and for what goes over the wire.

A strict pattern stands before every library: mail clients cut a recipient at CR or LF silently and deliver to
the front part (reliability G-2). RFC 5321 without quoted local parts and address literals; RFC 5891 for domains.
Marks before the @ are refused (RFC 6531 would allow them): typed here, they are a keyboard's slip, and few servers
take them.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_LOCAL, LONGEST_DOMAIN, LONGEST = 64, 253, 254  # octets
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*\Z")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
_HOST_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)\Z")  # machines inside a house may have a "_" in their names
_RESERVED = frozenset({"example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"})


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address: `local` as given, `domain` as lower-case A-labels."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def reserved(self) -> bool:
        """Under a name RFC 2606 and RFC 6761 keep for examples and tests."""
        labels = self.domain.split(".")
        return labels[-1] in _RESERVED or ".".join(labels[-2:]) in _RESERVED


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address:
    """Read one bare address. ValueError for anything else: names, quotes, comments, routes, literals, breaks."""
    local, at, domain = text.rpartition("@")
    if not at or not _LOCAL.match(local) or len(local) > LONGEST_LOCAL:
        raise ValueError(f"{text!r} is not a mail address")
    try:
        found = Address(local, domain_labels(domain))
    except ValueError:
        raise ValueError(f"{text!r} is not a mail address") from None
    alone = "." not in found.domain and found.domain != "localhost"
    if alone or len(str(found)) > LONGEST:
        raise ValueError(f"{text!r} is not a mail address")
    return found


def is_address(text: str) -> bool:
    """Whether mail can be sent to it as it is written."""
    try:
        parse_address(text)
    except ValueError:
        return False
    return True


def domain_labels(text: str) -> str:
    """A domain as the lower-case A-labels that go over the wire. ValueError for what is none."""
    labels = list(_a_labels(text))
    if not all(map(_LABEL.match, labels)) or labels[-1].isdigit() or len(".".join(labels)) > LONGEST_DOMAIN:
        raise ValueError(f"{text!r} is not a domain")
    return ".".join(labels)


def is_host(text: str) -> bool:
    """Whether a server can be looked for under it: a number, or a name in letters of any kind."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        pass
    else:
        return True
    try:
        labels = list(_a_labels(text.removesuffix(".")))
    except ValueError:
        return False
    named = not labels[-1].isdigit() and len(".".join(labels)) <= LONGEST_DOMAIN
    return named and all(map(_HOST_LABEL.match, labels))


def loopback(host: str) -> bool:
    """Whether `host` is this machine by its very name or number; nothing is looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _a_labels(text: str) -> Iterator[str]:
    """Each label encoded where it must be. One that does not come back as it was written is refused: the codec
    drops invisible signs and folds look-alikes, and the mail would go to another domain (RFC 5891, 4.2)."""
    for label in unicodedata.normalize("NFC", text).split("."):
        small = label.lower()
        if small.isascii():
            yield small
            continue
        coded = small.encode("idna")  # UnicodeError is a ValueError
        if coded.decode("idna") != small:
            raise ValueError(f"{text!r} is not a domain")
        yield coded.decode("ascii")
