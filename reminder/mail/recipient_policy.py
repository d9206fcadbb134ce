"""Whether a mail may go to an address at all. Reserved domains never leave the machine, whatever a list says."""

from dataclasses import dataclass
from functools import lru_cache

from reminder.core.mail_address import domain_labels, parse_address
from reminder.core.reason import Reason, because


@dataclass(frozen=True, slots=True)
class Policy:
    """Where mail may go. `domains` allow themselves and all below them; with none, only reserved ones remain.

    `sink`: mail ends here, in a Maildir or at a server on this machine that the configuration calls a sink, so
    reserved domains may be served; a relay on this machine is none. `redirect_to`: every mail goes there instead
    (a rehearsal); that address is then the one asked about.
    """

    domains: tuple[str, ...] = ()
    sink: bool = False
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
        return None if policy.sink else because("reserved-domain", domain=found.domain)
    if any(found.domain == d or found.domain.endswith("." + d) for d in map(allowed, policy.domains) if d):
        return None
    return because("domain-not-allowed", domain=found.domain)


@lru_cache(maxsize=256)
def allowed(pattern: str) -> str:
    """The domain that an entry of the list means, `*.gov.vn` or `gov.vn`; "" for what names none."""
    try:
        return domain_labels(pattern.removeprefix("*.").strip("."))
    except ValueError:
        return ""
