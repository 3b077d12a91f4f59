import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.errors import InvalidEntry
from casebase.korean.money import MOST_WON, parse_won, won

AMOUNTS = st.integers(min_value=0, max_value=MOST_WON)
READ = {digit: value for value, digit in enumerate("영일이삼사오육칠팔구")}
PLACES = {"십": 10, "백": 100, "천": 1000}
MYRIADS = {"만": 10**4, "억": 10**8, "조": 10**12}


@pytest.mark.parametrize(
    ("amount", "printed"),
    [
        (113_560, "금113,560원(금일십일만삼천오백육십원)"),
        (0, "금0원(금영원)"),
        (10, "금10원(금일십원)"),
        (10_000, "금10,000원(금일만원)"),
        (100_000_000, "금100,000,000원(금일억원)"),
        (370_000_001, "금370,000,001원(금삼억칠천만일원)"),
        (1_000_000_010_000, "금1,000,000,010,000원(금일조일만원)"),
    ],
)
def test_money_is_written_in_digits_and_in_hangul(amount, printed):
    assert won(amount) == printed


@given(AMOUNTS)
def test_the_hangul_says_the_same_as_the_digits(amount):
    digits, hangul = won(amount).removesuffix("원)").split("원(")

    assert int(digits.removeprefix("금").replace(",", "")) == amount
    assert value_of(hangul.removeprefix("금")) == amount


@pytest.mark.parametrize("amount", [-1, MOST_WON + 1])
def test_an_amount_without_an_official_form_is_refused(amount):
    with pytest.raises(ValueError, match="no official form"):
        won(amount)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("113560", 113_560),
        ("113,560", 113_560),
        (" 113,560 원 ", 113_560),
        ("금113,560원", 113_560),
        ("１１３，５６０", 113_560),
        ("0", 0),
        ("5만", 50_000),
        ("3억 7,000만 원", 370_000_000),
        ("12억 500", 1_200_000_500),
        ("1조2억", 1_000_200_000_000),
    ],
)
def test_money_is_read_as_people_type_it(typed, amount):
    assert parse_won(typed) == amount


@given(AMOUNTS)
def test_what_is_printed_in_digits_is_read_back(amount):
    assert parse_won(won(amount).split("(")[0]) == amount


@pytest.mark.parametrize(
    "typed", ["", " ", "금", "원", "-5", "1.5억", "11,35,60", ",5", "5,", "12 34", "2억 9백", "많음", "억", "1e9"]
)
def test_what_is_not_an_amount_is_refused_with_an_example(typed):
    with pytest.raises(InvalidEntry, match="예: 113,560 또는 3억 7,000만 원") as refused:
        parse_won(typed, "loss_1")

    assert refused.value.field == "loss_1"


def test_an_amount_too_large_to_be_printed_is_refused():
    with pytest.raises(InvalidEntry, match="자릿수를 확인하세요"):
        parse_won(str(MOST_WON + 1))


@pytest.mark.parametrize("typed", ["9" * 200_000, "금" + " " * 200_000 + "x", "1," * 100_000])
def test_hostile_input_is_refused_at_once(typed):
    began = time.perf_counter()

    with pytest.raises(InvalidEntry):
        parse_won(typed)

    assert time.perf_counter() - began < 1


def value_of(hangul: str) -> int:
    """Read an amount in Hangul, each digit with its place, each four places with their myriad."""
    total = group = digit = 0
    for character in hangul:
        if character in READ:
            digit = READ[character]
        elif character in PLACES:
            group += digit * PLACES[character]
            digit = 0
        else:
            total += (group + digit) * MYRIADS[character]
            group = digit = 0
    return total + group + digit
