import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest

from casebase.domain.errors import InvalidEntry, NotInForce
from casebase.law import values
from casebase.law.values import Basis, Unit, agency_parameters, checked_value, printed_source, value_on
from tests.builders import a_setting

TODAY = date(2026, 11, 23)
FILING = "periods.exemption_filing_days"
RE_EXAMINATION = "periods.re_examination_months"
PARAMETERS = {
    f"{file.stem}.{entry}": table
    for file in sorted((Path(values.__file__).parent / "parameters").glob("*.toml"))
    for entry, table in tomllib.loads(file.read_text(encoding="utf-8")).items()
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_every_value_has_a_label_a_unit_a_source_and_a_basis_and_stands_in_order(name):
    table = PARAMETERS[name]
    unit = Unit(table["unit"])

    assert table["label"].strip()
    assert table["values"]
    for value in table["values"]:
        assert set(value) == {"from", "value", "source", "basis"}
        assert isinstance(value["value"], str if unit == Unit.TEXT else int)
        assert value["source"].strip()
        assert Basis(value["basis"])
    begins = [value["from"] for value in table["values"]]
    assert begins == sorted(set(begins))


@pytest.mark.parametrize("parameter", agency_parameters(), ids=lambda parameter: parameter.name)
def test_an_office_could_enter_every_default_itself(parameter):
    assert checked_value(parameter.name, str(parameter.default)) == str(parameter.default)


def test_no_two_values_that_an_office_may_set_share_a_label():
    labels = [parameter.label for parameter in agency_parameters()]

    assert len(set(labels)) == len(labels)


def test_the_words_for_numbers_of_times_hours_and_years():
    assert value_on("deadlines.extension_count", TODAY).printed == "2회"
    assert value_on("petitions.hours_a_day", TODAY).printed == "8시간"
    assert value_on("panel.private_interest_years", TODAY).printed == "2년"


def test_a_value_says_its_unit_its_source_and_since_when():
    value = value_on(RE_EXAMINATION, TODAY)

    assert value.number == 1
    assert value.printed == "1개월"
    assert value.since == date(2010, 7, 1)
    assert value.basis == Basis.STATUTE
    assert value.printed_source == "공공감사에 관한 법률 제25조 제1항"


def test_what_no_statute_sets_is_never_printed_as_law():
    value = value_on(FILING, TODAY)

    assert (value.number, value.unit, value.basis) == (30, Unit.DAYS, Basis.AGENCY)
    assert value.printed_source.startswith("기관 기준: ")
    assert printed_source(Basis.STATUTE, "민법 제157조") == "민법 제157조"


def test_a_value_is_in_force_from_its_first_day_and_not_the_day_before():
    first = value_on(RE_EXAMINATION, TODAY).since

    assert value_on(RE_EXAMINATION, first).number == 1
    with pytest.raises(NotInForce, match="재심의 신청 기간"):
        value_on(RE_EXAMINATION, first - timedelta(days=1))


def test_a_name_that_no_file_holds_is_a_mistake_in_the_program():
    with pytest.raises(KeyError):
        value_on("periods.unheard_of", TODAY)


def test_an_office_s_own_value_holds_from_the_day_it_begins():
    settings = [a_setting(FILING, "20", date(2026, 6, 1)), a_setting(FILING, "15", date(2026, 9, 1))]

    assert value_on(FILING, date(2026, 5, 31), settings).number == 30
    assert value_on(FILING, date(2026, 6, 1), settings).number == 20
    assert value_on(FILING, date(2026, 8, 31), settings).number == 20
    assert value_on(FILING, TODAY, settings).number == 15


def test_an_office_s_own_value_carries_the_office_s_basis():
    value = value_on(FILING, TODAY, [a_setting(FILING, "20", date(2026, 6, 1), basis="시연도 훈령 제7조")])

    assert (value.basis, value.source, value.since) == (Basis.AGENCY, "시연도 훈령 제7조", date(2026, 6, 1))
    assert value.printed_source == "기관 기준: 시연도 훈령 제7조"


def test_an_office_cannot_change_what_a_statute_sets():
    value = value_on(RE_EXAMINATION, TODAY, [a_setting(RE_EXAMINATION, "3", date(2020, 1, 1))])

    assert value.number == 1
    assert value.basis == Basis.STATUTE


def test_a_setting_of_another_name_changes_nothing():
    settings = [a_setting("office.telephone", "5", date(2020, 1, 1))]

    assert value_on(FILING, TODAY, settings).number == 30


def test_an_office_may_set_a_value_for_days_before_the_default_begins():
    settings = [a_setting(FILING, "20", date(2012, 1, 1))]

    assert value_on(FILING, date(2013, 1, 1), settings).number == 20
    with pytest.raises(NotInForce):
        value_on(FILING, date(2011, 12, 31), settings)


def test_a_text_is_not_taken_for_a_number():
    name = value_on("office.name", TODAY)

    assert name.value == "시연도 감사위원회"
    with pytest.raises(TypeError):
        _ = name.number


def test_the_admin_screen_is_offered_what_an_office_may_set_and_nothing_a_statute_sets():
    offered = {parameter.name: parameter for parameter in agency_parameters()}

    assert RE_EXAMINATION not in offered
    assert {FILING, "criteria.default_set", "office.name", "office.sender"} <= set(offered)
    assert {"office.address", "office.telephone"} <= set(offered)
    assert offered[FILING].label == "면책 신청 기한"
    assert offered["criteria.default_set"].choices == ("trio", "national-2019")


@pytest.mark.parametrize(
    ("name", "typed", "stored"),
    [
        (FILING, "20", "20"),
        (FILING, " 020일 ", "20"),
        (FILING, "1", "1"),
        (FILING, "365", "365"),
        ("criteria.default_set", "national-2019", "national-2019"),
        ("office.name", "  시연도\u200b  감사위원회\n", "시연도 감사위원회"),
    ],
)
def test_an_entered_value_is_kept_without_what_does_not_matter(name, typed, stored):
    assert checked_value(name, typed) == stored


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        (FILING, "", "‘면책 신청 기한’ 값을 입력하세요."),
        (FILING, "0", "면책 신청 기한은 1일부터 365일까지 숫자로 입력하세요."),
        (FILING, "366", "면책 신청 기한은 1일부터 365일까지 숫자로 입력하세요."),
        (FILING, "-5", "숫자로 입력하세요"),
        (FILING, "서른", "숫자로 입력하세요"),
        (FILING, "²", "숫자로 입력하세요"),
        ("criteria.default_set", "quartet", "trio, national-2019 가운데 하나로 고르세요"),
        ("office.name", " \u200b ", "‘기관명’ 값을 입력하세요."),
        ("office.name", "가" * 201, "기관명은 200자까지 쓸 수 있습니다"),
        (RE_EXAMINATION, "3", "법령이 정하므로 기관에서 바꿀 수 없습니다"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_with_the_way_out(name, typed, sentence):
    with pytest.raises(InvalidEntry, match=sentence) as refused:
        checked_value(name, typed)

    assert refused.value.field == "value"
