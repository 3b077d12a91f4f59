"""Ids: UUIDv7 text, which sorts by the instant it was made."""

import os
import threading
import time

_last_ms = 0
_lock = threading.Lock()


def new_id() -> str:
    """Return a new UUIDv7, "018f3c1e-....". Ids made by one process never go back in time."""
    global _last_ms
    with _lock:
        _last_ms = max(time.time_ns() // 1_000_000, _last_ms)
        milliseconds = _last_ms
    number = int.from_bytes(milliseconds.to_bytes(6, "big") + os.urandom(10), "big")
    number = number & ~(0xF << 76) | (7 << 76)
    number = number & ~(0x3 << 62) | (2 << 62)
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
