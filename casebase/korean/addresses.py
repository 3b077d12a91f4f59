"""Addresses below the city or county: 도로명 and 지번, with building, floor and room."""

import re
from collections.abc import Iterator

from casebase.korean.masking import PersonalKind, Span

_UNITS = "m|㎡|㎞|km|%|개|건|명|차로|호선|년|월|일|억|만|원|배|회|평|필지|세대|점|번째|조|항|분|시간|톤"
_NOT_A_MEASURE = rf"(?!\s?(?:\d|[,.]\d|{_UNITS}))"
_LOT = rf"(?:산\s?)?\d{{1,5}}(?:-\d{{1,4}})?(?:번지|{_NOT_A_MEASURE})"
_NUMBER = rf"\d{{1,5}}(?:-\d{{1,4}})?{_NOT_A_MEASURE}"
_REST = (
    r"(?:(?:,|，)?\s?(?:지하\s?)?\d{1,4}동(?=\s?\d)|(?:,|，)?\s?(?:지하\s?)?\d{1,3}층|(?:,|，)?\s?\d{1,5}호(?!선)"
    r"|\s?\([가-힣0-9]{1,12}(?:동|리)(?:,\s?[가-힣0-9A-Za-z ]{1,20})?\))*"
)
_ROAD = rf"[가-힣A-Za-z0-9·]{{1,12}}(?:대로|로|길)\s?(?:\d{{1,4}}번?[가-힣]?길\s?)?{_NUMBER}"
_REGION = (
    r"(?<![가-힣])(?:[가-힣]{1,6}(?:특별시|광역시|특별자치시|특별자치도|도)\s)?(?:[가-힣]{1,5}(?:시|군|구)\s){1,2}"
)
_IN_REGION = re.compile(rf"{_REGION}((?:[가-힣]{{1,8}}(?:읍|면)\s)?{_ROAD}{_REST})")
_LOT_IN_REGION = re.compile(
    rf"{_REGION}((?:[가-힣]{{1,8}}(?:읍|면)\s(?:[가-힣]{{1,8}}리\s)?|[가-힣]{{1,8}}\d?(?:동|가|리)\s){_LOT}{_REST})"
)
_VILLAGE_LOT = re.compile(
    rf"(?<![가-힣])([가-힣]{{1,8}}(?:읍|면)\s[가-힣]{{1,8}}리\s{_LOT}{_REST}"
    rf"|[가-힣]{{1,8}}\d?(?:리|동|가)\s(?:산\s?)?\d{{1,5}}(?:-\d{{1,4}})?번지{_REST})"
)
_SIDE_ROAD = re.compile(rf"(?<![가-힣])([가-힣0-9·]{{1,12}}(?:대로|로)\s?\d{{1,4}}번?[가-힣]?길\s?{_NUMBER}{_REST})")
_ROOM = re.compile(r"(?<![\d가-힣제])((?:[가-힣A-Za-z]{2,12}\s)?\d{1,4}동\s?\d{1,5}호)(?!선|\d)")


def addresses_in(text: str) -> Iterator[Span]:
    """Return what follows the city or county in each address, so that the region itself stays readable."""
    for pattern, reason in (
        (_IN_REGION, "시·군·구 뒤의 도로명주소입니다."),
        (_LOT_IN_REGION, "시·군·구 뒤의 지번입니다."),
        (_VILLAGE_LOT, "리·동과 번지입니다."),
        (_SIDE_ROAD, "도로명주소의 형식입니다."),
        (_ROOM, "건물의 동과 호수입니다."),
    ):
        for found in pattern.finditer(text):
            yield Span(begins=found.start(1), ends=found.end(1), kind=PersonalKind.ADDRESS, reason=reason)
