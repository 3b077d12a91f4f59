"""Money in won: written as official papers write it, read as people type it."""

import re
import unicodedata

from casebase.domain.errors import InvalidEntry

_DIGITS = "영일이삼사오육칠팔구"
_PLACES = ("천", "백", "십", "")
_MYRIADS = ("조", "억", "만", "")
_MYRIAD = 10_000
MOST_WON = _MYRIAD ** len(_MYRIADS) - 1

_NUMBER = "([0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,20})"
_TYPED = re.compile(f"금? ?(?:{_NUMBER} ?조)? ?(?:{_NUMBER} ?억)? ?(?:{_NUMBER} ?만)? ?{_NUMBER}? ?원?")


def won(amount: int) -> str:
    """Return an amount as official papers write it: 113560 gives "금113,560원(금일십일만삼천오백육십원)".

    Raises: ValueError below 0 or above MOST_WON.
    """
    if not 0 <= amount <= MOST_WON:
        raise ValueError(f"no official form for {amount} won")
    return f"금{amount:,}원(금{_read(amount)}원)"


def parse_won(typed: str, field: str | None = None) -> int:
    """Return the won in what was typed: "113,560", "113560원", "금113,560원", "3억 7,000만 원".

    `field` names the input in the error. Raises: InvalidEntry.
    """
    match = _TYPED.fullmatch(" ".join(unicodedata.normalize("NFKC", typed).split()))
    parts = match.groups() if match else ()
    if not any(parts):
        raise InvalidEntry("금액은 원 단위 숫자로 쓰세요. 예: 113,560 또는 3억 7,000만 원", field)
    amount = 0
    for part in parts:
        amount = amount * _MYRIAD + int((part or "0").replace(",", ""))
    if amount > MOST_WON:
        raise InvalidEntry(f"금액은 {MOST_WON:,}원까지 쓸 수 있습니다. 자릿수를 확인하세요.", field)
    return amount


def _read(amount: int) -> str:
    """Return the amount in Hangul, every 일 written out, so that no digit can be added."""
    if amount == 0:
        return _DIGITS[0]
    digits = f"{amount:0{4 * len(_MYRIADS)}d}"
    groups = (digits[i : i + 4] for i in range(0, len(digits), 4))
    return "".join(_read_group(group) + myriad for group, myriad in zip(groups, _MYRIADS, strict=True) if int(group))


def _read_group(group: str) -> str:
    return "".join(_DIGITS[int(digit)] + place for digit, place in zip(group, _PLACES, strict=True) if digit != "0")
