"""How often one address may ask: token buckets in memory, a bounded number of them."""

import threading
from collections import OrderedDict
from ipaddress import IPv6Address, ip_address

MOST = 10_000  # addresses remembered


class Limiter:
    """`burst` at once, then one every `seconds`. Safe for several threads. Time is given, in running seconds."""

    def __init__(self, burst: int, seconds: float) -> None:
        self.burst, self.seconds = burst, seconds
        self._full_at: OrderedDict[str, float] = OrderedDict()  # when each bucket will be full again
        self._lock = threading.Lock()

    def allows(self, caller: str, running: float) -> bool:
        """Whether the caller may; if so, it counts."""
        with self._lock:
            full_at = max(self._full_at.pop(caller, running), running)
            allowed = full_at - running <= (self.burst - 1) * self.seconds
            self._full_at[caller] = full_at + self.seconds * allowed
            while len(self._full_at) > MOST:
                self._full_at.popitem(last=False)
            return allowed


def network(address: str) -> str:
    """Whom an address stands for: itself, or its /64 where one caller has billions."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(IPv6Address(int(found) >> 64 << 64)) + "/64"
    return address
