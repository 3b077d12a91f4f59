"""The number of a business: ten digits, the last of them a checksum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.business import INDUSTRIES, REGIONS, printed_registration_number, registration_number
from casebase.domain.errors import InvalidEntry

NINE_DIGITS = st.text("0123456789", min_size=9, max_size=9)


def is_valid(number: str) -> bool:
    try:
        return registration_number(number) == number
    except InvalidEntry:
        return False


# Published numbers of well-known companies.
@pytest.mark.parametrize("number", ["124-81-00998", "220-81-62517", "120-81-47521", "123-45-67891"])
def test_a_real_number_is_taken_with_or_without_hyphens(number: str) -> None:
    digits = number.replace("-", "")

    assert registration_number(number) == registration_number(digits) == registration_number(f" {number} ") == digits


@given(NINE_DIGITS)
def test_exactly_one_last_digit_is_right(nine: str) -> None:
    assert sum(is_valid(f"{nine}{last}") for last in range(10)) == 1


@given(NINE_DIGITS, st.integers(0, 7), st.integers(1, 9))
def test_a_wrong_digit_among_the_first_eight_is_found(nine: str, place: int, change: int) -> None:
    right = next(f"{nine}{last}" for last in range(10) if is_valid(f"{nine}{last}"))
    digit = str((int(right[place]) + change) % 10)

    assert not is_valid(right[:place] + digit + right[place + 1 :])


@given(st.text(max_size=12))
def test_whatever_else_is_typed_is_refused_with_a_sentence(typed: str) -> None:
    try:
        digits = registration_number(typed)
    except InvalidEntry as refused:
        assert refused.field == "registration_number"
        assert str(refused).endswith(("니다. 예: 123-45-67891", "확인하세요."))
    else:
        assert len(digits) == 10


@pytest.mark.parametrize("typed", ["", "123-45-6789", "123-45-678901", "１２３４５６７８９１", "123/45/67891"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(InvalidEntry, match="숫자 10자리입니다"):
        registration_number(typed)


def test_a_wrong_checksum_is_named() -> None:
    with pytest.raises(InvalidEntry, match="끝자리가 맞지 않습니다"):
        registration_number("123-45-67890")


def test_a_number_is_printed_with_hyphens_and_none_stays_empty() -> None:
    assert (printed_registration_number("1234567891"), printed_registration_number("")) == ("123-45-67891", "")


def test_the_code_lists_are_whole() -> None:
    assert len(REGIONS) == 18
    assert all(code.startswith("48") and len(code) == 5 for code in REGIONS)
    assert "".join(INDUSTRIES) == "ABCDEFGHIJKLMNOPQRSTU"
