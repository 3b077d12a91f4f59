"""Days as ledgers have them."""

from datetime import date

import pytest

from casebase.sheets.days import day_of


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "2026. 11. 23.",
        "2026.11.23",
        "2026/11/23",
        "26/11/23",
        "26.11.23.",
        "2026년 11월 23일",
        "2026년11월23일",
        "20261123",
        "46349",
        " 2026-11-23 00:00:00 ",
        "2026-11-23T09:30",
        "2026. 11. 23.(월)",
        "2026. 11. 23. (월) 14:05",
    ],
)
def test_every_style_tells_the_same_day(text: str) -> None:
    assert day_of(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["", "미정", "2026-13-01", "2026-02-30", "2026-11", "11/23", "2026-11-23 ~ 11-30", "1", "2026-11-231", "-"]
)
def test_what_tells_no_day_is_none(text: str) -> None:
    assert day_of(text) is None
