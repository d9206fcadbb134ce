"""Mail addresses: what one is, and whether a mail may go there at all.

A strict pattern stands before every library: mail clients cut a recipient at CR or LF silently and deliver to
the front part (reliability G-2). Reserved domains never leave the machine, whatever a list says.
"""

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache

from reminder.core.reason import Reason, because

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\u024f\u1e00-\u1eff-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*\Z")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)\Z")
_RESERVED = frozenset(
    {"example", "test", "invalid", "localhost", "example.com", "example.net", "example.org"}
)


@dataclass(frozen=True, slots=True)
class Address:
    """A checked address: `local` as given, `domain` as lower-case A-labels."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def international(self) -> bool:
        """Whether the server must offer SMTPUTF8."""
        return not self.local.isascii()

    @property
    def reserved(self) -> bool:
        """Under a name RFC 2606 and RFC 6761 keep for examples and tests."""
        labels = self.domain.split(".")
        return labels[-1] in _RESERVED or ".".join(labels[-2:]) in _RESERVED


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address:
    """Read one bare address. ValueError for anything else: names, quotes, comments, routes, literals, breaks."""
    local, at, domain = text.rpartition("@")
    if not at or len(local.encode()) > 64 or not _LOCAL.match(local):
        raise ValueError(f"{text!r} is not a mail address")
    try:
        ascii_domain = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise ValueError(f"{text!r} is not a mail address") from None
    labels = ascii_domain.split(".")
    if len(ascii_domain) > 253 or (len(labels) < 2 and ascii_domain != "localhost"):
        raise ValueError(f"{text!r} is not a mail address")
    if not all(map(_LABEL.match, labels)) or labels[-1].isdigit():
        raise ValueError(f"{text!r} is not a mail address")
    return Address(local, ascii_domain)


@dataclass(frozen=True, slots=True)
class Policy:
    """Where mail may go. `domains` allow themselves and all below them; with none, only reserved ones remain.

    `local`: the mailer writes to a Maildir or speaks to a server on this machine, so reserved domains may be
    served. `redirect_to`: every mail goes there instead (a rehearsal); that address is then the one asked about.
    """

    domains: tuple[str, ...] = ()
    local: bool = False
    redirect_to: str = ""

    def destination(self, address: str) -> str:
        """The envelope recipient a mail for `address` is handed over with."""
        return self.redirect_to or address


def permitted(address: str, policy: Policy) -> Reason | None:
    """Why no mail may go to `address`, or None. `address` is whom the mail is for, before any redirection."""
    target = policy.destination(address)
    try:
        found = parse_address(target)
    except ValueError:
        return because("bad-address", address=target)
    if found.reserved:
        return None if policy.local else because("reserved-domain", domain=found.domain)
    allowed = (d.lower().removeprefix("*.").strip(".") for d in policy.domains)
    if any(found.domain == d or found.domain.endswith("." + d) for d in allowed if d):
        return None
    return because("domain-not-allowed", domain=found.domain)


def loopback(host: str) -> bool:
    """Whether `host` is this machine by its very name or number; nothing is looked up."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
