"""Secrets sealed before they are kept, with a key that stands in a file of its own outside the records."""

import os
from pathlib import Path

from casebase.store.ids import new_id

KEYS = "keys"  # the folder of keys under the home; no backup holds it
KEY_FILE = Path(KEYS) / "secrets.key"


def seal(home: Path, text: str) -> str:
    """Return a text that only the office's key opens. The key is made at first use, readable by its owner alone."""
    from cryptography.fernet import Fernet

    return Fernet(_key(home)).encrypt(text.encode()).decode()


def unseal(home: Path, sealed: str, *, within_seconds: int | None = None) -> str | None:
    """Return what was sealed; None if this key did not seal it, or longer ago than `within_seconds`."""
    from cryptography.fernet import Fernet, InvalidToken

    try:
        return Fernet(_key(home)).decrypt(sealed.encode(), ttl=within_seconds).decode()
    except (InvalidToken, ValueError):
        return None


def _key(home: Path) -> bytes:
    file = home / KEY_FILE
    if not file.exists():
        _make_key(file)
    return file.read_bytes()


def _make_key(file: Path) -> None:
    """Put a key there whole, or leave the one that another process put there first."""
    from cryptography.fernet import Fernet

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    own = file.with_name(f"{new_id()}.partial")
    with os.fdopen(os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as writing:
        writing.write(Fernet.generate_key())
        writing.flush()
        os.fsync(writing.fileno())
    try:
        os.link(own, file)
    except FileExistsError:
        pass
    finally:
        own.unlink()
