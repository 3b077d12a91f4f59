"""Passwords: what one must be like, and its hash."""

import re
import unicodedata
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casebase.domain.errors import InvalidEntry

SHORTEST = 10
LONGEST = 200
FEWEST_CHARACTERS = 4  # different ones
# The hash of a password that nobody knows: a name without an account costs as much time as one with.
OF_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$CPLJH51cqJOaNOvyAzT2zQ$Wok7lpLR4Pwnavh0hvdS/Po0ShTJXIAGfi5KnoWH2KE"

# What people type first, without the digits and marks they put around it.
_OBVIOUS = frozenset((Path(__file__).parent / "obvious_passwords.txt").read_text(encoding="utf-8").split())
_ROWS = ("1q2w3e4r5t6y7u8i9o0p", "qwertyuiop", "abcdefghijklmnopqrstuvwxyz")  # along the keyboard, and the alphabet
_MARKS_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")

_HASHER = PasswordHasher()


def hash_password(password: str) -> str:
    """Return the argon2 hash. Raises: InvalidEntry for a password that is too short or too long."""
    if len(password) < SHORTEST:
        raise InvalidEntry(f"비밀번호는 {SHORTEST}자 이상이어야 합니다.", "password")
    if len(password) > LONGEST:
        raise InvalidEntry(f"비밀번호는 {LONGEST}자까지 쓸 수 있습니다.", "password")
    return _HASHER.hash(password)


def is_password(password_hash: str, password: str) -> bool:
    """Say whether a password is the one that was hashed."""
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def must_not_be_obvious(password: str, login: str) -> None:
    """Raises: InvalidEntry for a password that whoever knows the login name would try first."""
    plain, name = unicodedata.normalize("NFKC", password).casefold(), login.casefold()
    word = _MARKS_AROUND.sub("", plain)
    if (
        not word
        or word in _OBVIOUS | {name}
        or any(word in row for row in _ROWS)
        or (name in plain and 2 * len(name) >= len(plain))
        or len(set(plain)) < FEWEST_CHARACTERS
    ):
        raise InvalidEntry(
            "짐작하기 쉬운 비밀번호입니다. 숫자로만 되거나, 아이디나 흔한 낱말이거나, "
            "자판을 차례로 누른 것은 쓸 수 없습니다.",
            "password",
        )
