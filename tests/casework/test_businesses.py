"""Businesses: registered once, corrected, and found by name, number and initial consonants."""

import threading

import pytest

from casebase.casework.businesses import business, correct_business, find_businesses, register_business
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, SeveralInvalid
from casebase.store.connection import Store
from tests.case_builders import Person, a_person, record_of


def fields(**changes: str) -> dict[str, str]:
    return {
        "business_name": "한빛정밀",
        "registration_number": "123-45-67891",
        "industry": "C",
        "region_code": "48120",
        "address": "경상남도 창원시 성산구 공단로 1",
        "contact": "055-000-0000",
        **changes,
    }


def test_a_business_is_registered_as_typed(store: Store) -> None:
    desk = a_person(store).desk

    business_id = register_business(desk, fields())

    found = business(desk, business_id)
    assert (found.name, found.registration_number, found.industry, found.region_code) == (
        "한빛정밀",
        "1234567891",
        "C",
        "48120",
    )
    assert (found.contact, found.is_demo, found.version) == ("055-000-0000", False, 1)


REFUSED = {
    "a wrong last digit": ({"registration_number": "123-45-67890"}, "registration_number", "끝자리가 맞지 않습니다"),
    "nine digits": ({"registration_number": "123-45-6789"}, "registration_number", "숫자 10자리입니다"),
    "letters": ({"registration_number": "123-45-6789a"}, "registration_number", "숫자 10자리입니다"),
    "digits of another script": ({"registration_number": "१२३४५६७८९१"}, "registration_number", "숫자 10자리입니다"),
    "no number": ({"registration_number": ""}, "registration_number", "숫자 10자리입니다"),
    "no name": ({"business_name": " "}, "business_name", "업체 이름을 입력하세요"),
    "a name too long": ({"business_name": "가" * 201}, "business_name", "200자까지"),
    "an emoji": ({"business_name": "한빛🏭"}, "business_name", "문서 글꼴에 없는 글자가 있습니다"),
    "no industry": ({"industry": ""}, "industry", "업종을 목록에서 고르세요"),
    "a region elsewhere": ({"region_code": "11110"}, "region_code", "시군을 목록에서 고르세요"),
}


@pytest.mark.parametrize(("changes", "field", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_bad_input_is_named_at_its_field_and_nothing_is_written(
    sqlite_store: Store, changes: dict[str, str], field: str, sentence: str
) -> None:
    desk = a_person(sqlite_store).desk
    before = record_of(sqlite_store)

    with pytest.raises(SeveralInvalid) as refused:
        register_business(desk, fields(**changes))

    (fault,) = refused.value.faults
    assert (fault.field, sentence in str(fault)) == (field, True)
    assert record_of(sqlite_store) == before


def test_a_number_is_on_record_once(store: Store) -> None:
    auditor = a_person(store)
    first = register_business(auditor.desk, fields())
    other = register_business(auditor.desk, fields(business_name="새빛정밀", registration_number="220-81-62517"))
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="이미 ‘한빛정밀’로 등록되어") as registered:
        register_business(auditor.desk, fields(business_name="한빛정밀(주)"))
    with pytest.raises(InvalidEntry) as corrected:
        correct_business(auditor.desk, other, 1, fields(business_name="새빛정밀"))

    assert registered.value.field == corrected.value.field == "registration_number"
    assert record_of(store) == before
    # Its own number is no other's.
    assert correct_business(auditor.desk, first, 1, fields(business_name="한빛정밀공업")) == first


def test_one_number_registered_by_two_at_once_is_on_record_once(store: Store) -> None:
    first, second = a_person(store), a_person(store)
    both_ready, answers = threading.Barrier(2), []

    def register(person: Person, name: str) -> None:
        desk = person.desk
        both_ready.wait(10)
        try:
            answers.append(register_business(desk, fields(business_name=name)))
        except InvalidEntry as refused:
            answers.append(refused.field)

    clerks = [threading.Thread(target=register, args=pair) for pair in ((first, "한빛정밀"), (second, "한빛정밀(주)"))]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert len(record_of(store)["businesses"]) == 1
    assert answers.count("registration_number") == 1


def test_a_business_is_corrected_and_the_event_keeps_what_it_was(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    business_id = register_business(auditor.desk, fields())

    correct_business(auditor.desk, business_id, 1, fields(business_name="한빛중공업", region_code="48250"))

    corrected = business(auditor.desk, business_id)
    assert (corrected.name, corrected.region_code, corrected.version) == ("한빛중공업", "48250", 2)
    with sqlite_store.reading() as con:
        (detail,) = con.rows("select detail from events where act = 'correct_business'")
    assert "한빛정밀" in detail[0]
    with pytest.raises(ChangedMeanwhile, match="업체 정보: 한빛중공업"):
        correct_business(auditor.desk, business_id, 1, fields())
    with pytest.raises(NotFound):
        correct_business(auditor.desk, "never-was", 1, fields(registration_number="220-81-62517"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("한빛", ["한빛정밀"]),
        ("빛정", ["한빛정밀", "새빛정밀"]),
        ("ㅎㅂ", ["한빛정밀"]),
        ("ㅂㅈㅁ", ["한빛정밀", "새빛정밀"]),
        ("123-45-67891", ["한빛정밀"]),
        ("22081", ["새빛정밀"]),
        ("공단로", ["한빛정밀", "새빛정밀"]),
        ("창원시 새빛", ["새빛정밀"]),
        ("%", []),
        ("없는업체", []),
        ("", ["한빛정밀", "새빛정밀"]),
    ],
)
def test_a_business_is_found_by_what_people_remember_of_it(sqlite_store: Store, query: str, names: list[str]) -> None:
    desk = a_person(sqlite_store)
    register_business(desk.desk, fields())
    register_business(desk.desk, fields(business_name="새빛정밀", registration_number="220-81-62517"))

    found, count = find_businesses(desk.desk, query)

    assert sorted(b.name for b in found) == sorted(names)
    assert count == len(names)


def test_businesses_come_page_by_page(sqlite_store: Store) -> None:
    desk = a_person(sqlite_store)
    register_business(desk.desk, fields())
    register_business(desk.desk, fields(business_name="새빛정밀", registration_number="220-81-62517"))

    pages = [find_businesses(desk.desk, "", 1, offset) for offset in (0, 1, 2)]

    assert [[b.name for b in found] for found, _ in pages] == [["새빛정밀"], ["한빛정밀"], []]
    assert [count for _, count in pages] == [2, 2, 2]
