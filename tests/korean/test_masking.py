"""How each kind is masked, and spans that overlap."""

import pytest

from casebase.korean.masking import PERSONAL_KIND_LABELS, PersonalKind, Span, masked, masked_piece

K = PersonalKind


@pytest.mark.parametrize(
    ("kind", "piece", "shown"),
    [
        (K.NAME, "홍길동", "○○○"),
        (K.BY_HAND, "합금 배합비 3:7", "○○○"),
        (K.ADDRESS, "공단로 1, 101동 1203호", "○○"),
        (K.RESIDENT_NUMBER, "900101-1******", "******-*******"),
        (K.PHONE, "010-1234-5678", "010-****-****"),
        (K.PHONE, "01012345678", "010********"),
        (K.PHONE, "(055) 211-1234(내선 12", "(055) ***-****(내선 **"),
        (K.PHONE, "02-123-4567", "02-***-****"),
        (K.PHONE, "211-1234", "***-****"),
        (K.PHONE, "+82 10 1234 5678", "+** ** **** ****"),
        (K.EMAIL, "hong@example.kr", "****@****"),
        (K.ACCOUNT, "302-1234-5678-91", "***-****-****-**"),
        (K.VEHICLE, "12가 3456", "**가 ****"),
        (K.BIRTH_DATE, "1962. 3. 1.", "****. *. *."),
    ],
)
def test_a_piece_keeps_its_form_and_tells_nothing(kind: PersonalKind, piece: str, shown: str) -> None:
    assert masked_piece(kind, piece) == shown
    assert masked_piece(kind, shown) == shown


def test_spans_are_masked_in_any_order_and_what_overlaps_becomes_one() -> None:
    text = "김철수(010-1234-5678)의 배합비"
    spans = [
        Span(begins=4, ends=17, kind=K.PHONE, reason=""),
        Span(begins=0, ends=3, kind=K.NAME, reason=""),
        Span(begins=12, ends=18, kind=K.BY_HAND, reason=""),
    ]

    assert masked(text, spans) == "○○○(○○○의 배합비"
    assert masked(text, spans[:2]) == "○○○(010-****-****)의 배합비"
    assert masked(text, []) == text


def test_every_kind_has_a_label() -> None:
    assert set(PERSONAL_KIND_LABELS) == set(PersonalKind)
