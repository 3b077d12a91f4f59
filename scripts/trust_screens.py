"""The pictures of what the office shows of itself: papers checked, the chain, readings, backups, retention."""

from collections.abc import Iterator

from scripts.screen import Screen, chosen, nothing, pressed

_NOBODYS_DIGITS = "0" * 32


def trust_screens(opinion: str) -> Iterator[Screen]:
    """Yield them; `opinion` is the number of a paper."""
    yield Screen("verify", "", "/verify", nothing)
    yield Screen("verify-unknown", "", f"/verify/{opinion}?h={_NOBODYS_DIGITS}", nothing)
    yield Screen("log", "head", "/log")
    yield Screen("log-checked", "head", "/log", pressed("check_log"))
    yield Screen("retention-head", "head", "/retention")
    yield Screen("retention-admin", "admin", "/retention")
    for name, part in (("readings", "열람 기록"), ("backups", "백업"), ("signing", "서명")):
        yield Screen(f"admin-{name}", "admin", "/admin", chosen("part", part))
