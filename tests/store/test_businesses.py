"""The table of businesses, on both engines: kept whole, found by what people remember."""

from dataclasses import replace

import pytest

from casebase.domain.errors import NotFound
from casebase.store.businesses import (
    count_businesses,
    fetch_business,
    find_business_by_registration,
    list_businesses,
    update_business,
)
from casebase.store.connection import Connection
from tests.builders import a_business


def names(con: Connection, query: str) -> list[str]:
    found = list_businesses(con, query, 100, 0)
    assert count_businesses(con, query) == len(found)
    return [business.name for business in found]


def test_a_business_comes_back_as_it_went_in(con: Connection) -> None:
    business = a_business(con, name="한빛정밀", registration_number="2208162517", region_code="48250")

    assert fetch_business(con, business.id) == find_business_by_registration(con, "2208162517") == business
    assert find_business_by_registration(con, "1234567891") is None
    with pytest.raises(NotFound):
        fetch_business(con, "nowhere")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["100%식품", "A_B전자", "새벽식품", "한빛 정밀(주)"]),
        ("한빛정밀", ["한빛 정밀(주)"]),
        ("정밀 한빛", ["한빛 정밀(주)"]),
        ("ㅎㅂㅈㅁ", ["한빛 정밀(주)"]),
        ("ㅅㅍ", ["100%식품", "새벽식품"]),
        ("123-45", ["한빛 정밀(주)"]),
        ("a_b", ["A_B전자"]),
        ("_", ["A_B전자"]),
        ("0%", ["100%식품"]),
        ("\\", []),
        ("' or 1 = 1 --", []),
    ],
)
def test_a_search_takes_every_word_as_it_is_typed(con: Connection, query: str, found: list[str]) -> None:
    a_business(con, name="한빛 정밀(주)")
    for name in ("새벽식품", "100%식품", "A_B전자"):
        a_business(con, name=name, registration_number="")

    assert sorted(names(con, query)) == found


def test_businesses_of_one_name_keep_their_order_from_page_to_page(con: Connection) -> None:
    made = {a_business(con, name="한빛", registration_number="").id for _ in range(5)}

    pages = [list_businesses(con, "", 2, offset)[0].id for offset in (0, 2, 4)]

    assert set(pages) <= made
    assert len(set(pages)) == 3


def test_only_the_version_seen_is_overwritten_and_found_under_its_new_name(con: Connection) -> None:
    business = a_business(con, name="한빛정밀")
    changed = replace(business, name="새빛정밀", address="경상남도 김해시 주촌면 1", contact="055-000-0000")

    assert update_business(con, changed)
    assert not update_business(con, replace(business, name="늦은 이름"))

    assert fetch_business(con, business.id) == replace(changed, version=2)
    assert (names(con, "ㅅㅂ"), names(con, "주촌면"), names(con, "한빛")) == (["새빛정밀"], ["새빛정밀"], [])
