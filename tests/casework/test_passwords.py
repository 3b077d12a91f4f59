"""Passwords: long enough, not what anybody would try first, and kept as a hash alone."""

import pytest

from casebase.casework.passwords import LONGEST, hash_password, is_password, must_not_be_obvious
from casebase.domain.errors import InvalidEntry


@pytest.mark.parametrize(
    ("password", "is_fit"),
    [("a" * 9, False), ("a" * 10, True), ("가" * 10, True), ("a" * LONGEST, True), ("a" * (LONGEST + 1), False)],
)
def test_a_password_has_ten_characters_at_least_and_an_end(password: str, is_fit: bool) -> None:
    if is_fit:
        assert is_password(hash_password(password), password)
        return
    with pytest.raises(InvalidEntry) as refused:
        hash_password(password)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "2026-11-23",
        "01012345678",
        "aaaaaaaaaaa",
        "abababababab",
        "Password123",
        "!!admin2026!!",
        "qwertyuiop",
        "1q2w3e4r5t",
        "asdfghjkl1",
        "abcdefghijk",
        "hong.gildong",
        "Hong.Gildong1!",
        "비밀번호2026!!",
        "ｐａｓｓｗｏｒｄ１２",
    ],
)
def test_what_anybody_would_try_first_is_refused(password: str) -> None:
    with pytest.raises(InvalidEntry, match="짐작하기 쉬운") as refused:
        must_not_be_obvious(password, "hong.gildong")

    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password", ["correct horse", "casebase-demo", "바다 건너 온 편지", "kimono battery 9", "x7!qLm2#Zp"]
)
def test_what_nobody_would_guess_is_taken(password: str) -> None:
    must_not_be_obvious(password, "kim")


def test_what_is_no_hash_matches_no_password() -> None:
    assert not is_password("!", "!")
