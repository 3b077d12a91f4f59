"""Ids: UUIDv7 text, which sorts by the order it was made in."""

import os
import threading
import time

_COUNTER_BITS = 12
_last = 0  # milliseconds, then a counter of those made within one
_lock = threading.Lock()


def new_id() -> str:
    """Return a new UUIDv7, "018f3c1e-....". Ids made by one process sort in the order they were made."""
    global _last
    with _lock:
        # A full counter, or a clock set back, runs on into the next millisecond.
        _last = max(time.time_ns() // 1_000_000 << _COUNTER_BITS, _last + 1)
        milliseconds, counter = divmod(_last, 1 << _COUNTER_BITS)
    chance = int.from_bytes(os.urandom(8), "big") >> 2
    number = milliseconds << 80 | 7 << 76 | counter << 64 | 2 << 62 | chance
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
