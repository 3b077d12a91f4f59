"""Values as canonical JSON: the same value always gives the same bytes."""

import hashlib
import json
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import Any


def canonical_json(value: Any) -> bytes:
    """Return UTF-8 JSON with sorted keys and no spaces. Takes dataclasses, enums, days, tuples and dicts."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return _ENCODER.encode(plain).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"no canonical form for {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
