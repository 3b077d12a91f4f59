"""Proposals of what to mask: each kind found, what only looks like it left alone, and nothing left after masking."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.korean.masking import PersonalKind, masked, masked_piece
from casebase.korean.personal_data import proposed, proposed_in

K = PersonalKind


def found(text: str) -> list[tuple[str, PersonalKind]]:
    return [(text[span.begins : span.ends], span.kind) for span in proposed(text)]


@pytest.mark.parametrize(
    ("text", "piece", "kind"),
    [
        ("주민등록번호 900101-1234567", "900101-1234567", K.RESIDENT_NUMBER),
        ("외국인 971013-9019902가", "971013-9019902", K.RESIDENT_NUMBER),
        ("(9001011234567)", "9001011234567", K.RESIDENT_NUMBER),
        ("900101 - 1******이다", "900101 - 1******", K.RESIDENT_NUMBER),
        ("900101-1인 사람", "900101-1", K.RESIDENT_NUMBER),
        ("등록번호: 9 0 0 1 0 1 - 1 2 3 4 5 6 7", "9 0 0 1 0 1 - 1 2 3 4 5 6 7", K.RESIDENT_NUMBER),
        ("휴대전화 010-1234-5678로", "010-1234-5678", K.PHONE),
        ("01012345678", "01012345678", K.PHONE),
        ("010-1234-****", "010-1234-****", K.PHONE),
        ("(055) 211-1234 내선 12", "(055) 211-1234 내선 12", K.PHONE),
        ("+82 10 1234 5678", "+82 10 1234 5678", K.PHONE),
        ("전화 211-1234", "211-1234", K.PHONE),
        ("구내 301", "구내 301", K.PHONE),
        ("메일 hong.gd@example.co.kr로", "hong.gd@example.co.kr", K.EMAIL),
        ("창원시 성산구 공단로 1, 101동 1203호에", "공단로 1, 101동 1203호", K.ADDRESS),
        ("경상남도 김해시 진영읍 진영로 12-3", "진영읍 진영로 12-3", K.ADDRESS),
        ("창원시 의창구 용호동 12-3번지 일원", "용호동 12-3번지", K.ADDRESS),
        ("고성군 하이면 덕호리 산 45-2", "하이면 덕호리 산 45-2", K.ADDRESS),
        ("덕호리 123번지의", "덕호리 123번지", K.ADDRESS),
        ("창원대로 797번길 12에", "창원대로 797번길 12", K.ADDRESS),
        ("무지개아파트 101동 1203호", "무지개아파트 101동 1203호", K.ADDRESS),
        ("계좌번호: 123 456 7890 12", "123 456 7890 12", K.ACCOUNT),
        ("경남은행 207-0012-3456-01", "207-0012-3456-01", K.ACCOUNT),
        ("농협 302-1234-5678-91로", "302-1234-5678-91", K.ACCOUNT),
        ("카드 4111-1111-1111-1111", "4111-1111-1111-1111", K.CARD),
        ("12가 3456, 그리고", "12가 3456", K.VEHICLE),
        ("123허4567 차량", "123허4567", K.VEHICLE),
        ("사업자등록번호 123-45-67890", "123-45-67890", K.BUSINESS_NUMBER),
        ("123-45-67891인 업체", "123-45-67891", K.BUSINESS_NUMBER),
        ("법인등록번호 110111-1234567", "110111-1234567", K.BUSINESS_NUMBER),
        ("194211-0000123", "194211-0000123", K.BUSINESS_NUMBER),
        ("생년월일: 1962. 3. 1.", "1962. 3. 1.", K.BIRTH_DATE),
        ("1962년 3월 1일생인", "1962년 3월 1일", K.BIRTH_DATE),
        ("62년생", "62년", K.BIRTH_DATE),
        ("생년월일 620301", "620301", K.BIRTH_DATE),
        ("김철수 씨는", "김철수", K.NAME),
        ("남궁민수 씨", "남궁민수", K.NAME),
        ("홍길동님께", "홍길동", K.NAME),
        ("민원인 김철수는", "김철수", K.NAME),
        ("대표이사 홍길동(", "홍길동", K.NAME),
        ("홍길동 대표가", "홍길동", K.NAME),
        ("성명: 이 순 신", "이 순 신", K.NAME),
        ("박영수 외 3명이", "박영수", K.NAME),
        ("박영수(남, 55세)", "박영수", K.NAME),
    ],
)
def test_each_kind_of_personal_data_is_proposed(text: str, piece: str, kind: PersonalKind) -> None:
    assert found(text) == [(piece, kind)]
    (span,) = proposed(text)
    assert span.is_suggested
    assert span.reason.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "2026. 11. 22. 접수하고 2026-11-22 처리하였다. 2024년 3월 1일부터 2025-12-31까지, 2026-11, 2020.6 신설",
        "금113,560원(금일십일만삼천오백육십원), 1억 2,345만 원, 3,000,000,000원, 25조 4000억 원, 총사업비 495억 원",
        "농지법 제34조의2 제1항 제3호, 법률 제20083호, 대통령령 제35000호, 창원시 조례 제12호, 고시 제2026-123호",
        "2026-사전-0001, 2026-면책-0012호, 2026-의견-0003, 2024-47호, 접수번호 2018-90",
        "대법원 2019도1234 판결, 대법원 98두1234 판결, 헌재 2018헌마123, 서울고등법원 2020누4567",
        "면적 12,345㎡, 43.2㎥, 전용면적 84.99㎡, 진입로 12m, 도로 4차로, 국도 5호선, 101동 신고, 30일 이내, 14:05",
        "신청인 주장은 이유가 있고 민원인 이의신청을 받았다. 소유자 변경, 주민 안전, 대표 이사회, 농민 지원, 주민 전체",
        "위원장 전결, 담당자 지정, 과장 전결, 팀장 이하, 고객님, 과장님, 선생님, 임차인 대표, 마음씨, 주민 대표",
        "코로나19, KS B 0001-2, ISO 9001:2015, 국가산업단지 3단계, 별도로 3건, 허가로 12일, 공사로 2 개소",
        "○○○ 씨, 010-****-****, ******-*******, ****@****, 창원시 ○○, 김○○ 대표, **가 ****",
        "우리 기관은 2024 2025 2026년의 자료를, 기업 1,234,567개 가운데 10,000개를 보았다.",
        "",
    ],
)
def test_what_only_looks_like_personal_data_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text", ["감사담당자 홍길동", "주무관 홍길동이", "홍길동 주무관은", "홍길동 도로과장", "위원장: 홍길동"]
)
def test_officers_on_duty_are_proposed_to_stay(text: str) -> None:
    (span,) = proposed(text)

    assert (text[span.begins : span.ends], span.kind, span.is_suggested) == ("홍길동", K.NAME, False)
    assert "공무원" in span.reason


def test_a_name_found_once_is_proposed_wherever_it_stands_also_in_another_text() -> None:
    texts = {
        "facts": "민원인 김철수는 반대하였다. 이후 김철수가 찾아왔다.",
        "reasons": "김철수의 땅이다.",
        "title": "땅",
    }

    spans = proposed_in(texts)

    assert {key: [texts[key][s.begins : s.ends] for s in each] for key, each in spans.items()} == {
        "facts": ["김철수", "김철수"],
        "reasons": ["김철수"],
        "title": [],
    }


def test_names_on_record_are_proposed_without_any_word_beside_them() -> None:
    text = "한빛정밀은 증설을 신청했다. 한 빛은 다르다. 이담은 허가를 받았고 이담당자는 아니다."

    assert [text[s.begins : s.ends] for s in proposed(text, ("한빛정밀", "이담", "", " "))] == ["한빛정밀", "이담"]


NUMBERS = st.sampled_from(
    [
        "900101-1234567",
        "010-1234-5678",
        "055-211-1234(내선 12)",
        "농협 302-1234-5678-91",
        "4111 1111 1111 1111",
        "12가 3456",
        "123-45-67891",
        "생년월일 1962-03-01",
        "a.b@c.kr",
        "창원시 공단로 1, 101동 1203호",
        "성명: 홍길동",
        "김철수 씨",
    ]
)
LONGEST_AREA_CODE = 3
FILLING = st.text(alphabet="가나은는 을,.()-0123456789길동호시로씨:계좌\n○*", max_size=12)


def test_a_name_that_stood_glued_to_one_found_elsewhere_is_found_too() -> None:
    text = "성명: 홍길동김철수 씨, 성명: 홍길동"

    assert masked(text, proposed(text)) == "성명: ○○○○○○ 씨, 성명: ○○○"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(FILLING, NUMBERS), max_size=5), FILLING)
def test_masking_leaves_no_proposal_and_masking_again_changes_nothing(pieces: list[tuple[str, str]], end: str) -> None:
    text = "".join(before + number for before, number in pieces) + end
    spans = proposed(text)

    once = masked(text, spans)

    for span in spans:
        shown = masked_piece(span.kind, text[span.begins : span.ends])
        assert sum(character.isdigit() for character in shown) <= LONGEST_AREA_CODE
    assert masked(once, proposed(once)) == once


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    spans = proposed(text)

    assert all(0 <= span.begins < span.ends <= len(text) for span in spans)
    assert all(first.ends <= second.begins for first, second in pairwise(spans))


@given(st.dates(), st.integers(0, 10**13), st.integers(1, 9999))
def test_dates_amounts_and_numbers_of_cases_are_never_proposed(day, won: int, serial: int) -> None:  # type: ignore[no-untyped-def]
    official = f"{day.year}. {day.month}. {day.day}."
    text = f"{official} 접수, {day:%Y-%m-%d} 처리, {won:,}원, {day.year}-사전-{serial:04d}, 제{serial}조 제{serial}항"

    assert found(text) == []
