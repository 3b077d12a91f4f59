"""How often one address may ask: what stands open to everybody is not to be tried through by a program."""

import ipaddress
import math
import time
from collections.abc import Callable

MOST_ADDRESSES = 10_000


class RateLimit:
    """So many requests a minute for each address, counted in this process's memory and nowhere else.

    Who has been silent may ask as often at once; after that one more is let through every minute's part.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds_each = 60.0 / per_minute
        self._clock = clock
        self._free_at: dict[str, float] = {}  # when all that an address has asked is paid for

    def seconds_to_wait(self, address: str) -> int:
        """Count a request and return 0, or refuse it and return after how long the next one is let through."""
        now, network = self._clock(), _network(address)
        free_at = max(self._free_at.get(network, now), now)
        wait = free_at + self._seconds_each - now - 60.0
        if wait > 1e-6:
            return math.ceil(wait)
        self._free_at[network] = free_at + self._seconds_each
        if len(self._free_at) > MOST_ADDRESSES:
            self._forget(now)
        return 0

    def _forget(self, now: float) -> None:
        """Forget who is paid up, and if that is not enough, who will be first."""
        owing = sorted(((at, network) for network, at in self._free_at.items() if at > now), reverse=True)
        self._free_at = {network: at for at, network in owing[: MOST_ADDRESSES // 2]}


def _network(address: str) -> str:
    """Return what one customer holds: an IPv4 address, or the /64 in which IPv6 gives away addresses by the billion."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if parsed.version == 4 else str(ipaddress.ip_network((int(parsed), 64), strict=False))
