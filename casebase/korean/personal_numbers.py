"""Numbers that lead to a person: found by their form, their check digit, or the word before them."""

import re
from collections.abc import Iterator

from casebase.korean.masking import PersonalKind, Span

_X = r"[\d*●○xX#]"  # a digit, or what somebody wrote over one
_BANKS = (
    "은행|뱅크|농협|수협|신협|축협|새마을금고|우체국|국민|신한|우리|하나|기업|카카오|토스|케이|경남|부산|대구|광주|전북"
    "|제주|씨티|산업"
)
_LABELLED_RESIDENT = re.compile(rf"등록\s?번호\s*[:：]?\s*(\d(?: ?\d){{5}} ?[-–]? ?{_X}(?: ?{_X}){{6}})(?!\d)")
_RESIDENT = re.compile(
    rf"(?<![\d-])(\d{{6}})(?:\s?[-–—]\s?|\s)?({_X}{{7}})(?![\d*])|(?<![\d-])(\d{{6}})-[1-8](?![\d-])"
)
_CORPORATE = re.compile(r"(?<![\d-])\d{6}\s?[-–]\s?\d{7}(?!\d)")
_BUSINESS = re.compile(r"(?<![\d-])\d{3}\s?-\s?\d{2}\s?-\s?\d{5}(?![\d-])")
_LABELLED_BUSINESS = re.compile(r"(?:사업자|법인)\s?(?:등록)?\s?번호\s*[:：]?\s*(\d(?:[- ]?\d){9,12})(?!\d)")
_CARD = re.compile(r"(?<![\d-])(?:\d{4}[- ]?){3}\d{4}(?![\d-])|(?<![\d-])\d{4}[- ]?\d{6}[- ]?\d{5}(?![\d-])")
_LABELLED_ACCOUNT = re.compile(r"(?:계좌|예금)\s?(?:번호)?[^\d\n]{0,15}(\d(?:[- ]?\d){9,15})(?!\d)")
_ACCOUNT = re.compile(rf"(?:{_BANKS})(?:은행|뱅크)?[^\d\n]{{0,6}}(?<!\d)(\d(?:-?\d){{9,15}})(?![\d-])")
_LOCAL_PHONE = re.compile(
    r"(?:전화|연락처|휴대폰|핸드폰|팩스|[Ff][Aa][Xx]|[Tt][Ee][Ll]|☎|☏)\s*(?:번호)?\s*[.:：)]?"
    r"\s*(\d{3,4}[-. ]\d{4})(?![\d-])"
)
_HALF_PHONE = re.compile(rf"(?<!\d)01[016789]\s?[-.]\s?{_X}{{3,4}}\s?[-.]\s?{_X}{{4}}(?!\d)")
# A day of a year that nationwide numbers (15xx, 16xx, 18xx) begin with.
_WRITTEN_DAY = re.compile(r"\d{4}([-./])\d{1,2}\1\d{1,2}")
_EXTENSION = re.compile(r"\s?[,(]?\s?(?:내선|구내|교환)\s?(?:번호)?\s?[:：]?\s?\d{1,5}(?!\d)")
_EMAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주하허호바사아자배"
_PLATE = re.compile(
    rf"(?<![\d.,제-])\d{{2,3}}\s?[{_PLATE_LETTERS}]\s?\d{{4}}(?!\d|[,.]\d)(?!\s?[억만천원명건년개톤회평호월일인분㎡㎥%㎞])"
)
_COURT = re.compile(r"(?:법원|재판소|선고|고등|지법|고법)[^\n]{0,30}$")
_DAY = (
    r"(?:(?:19|20)\d{2}\s?[.년/-]\s?\d{1,2}\s?[.월/-]\s?\d{1,2}\s?[일.]?"
    r"|(?<!\d)\d{2}\s?[.]\s?\d{1,2}\s?[.]\s?\d{1,2}\.?|\d{6,8}(?!\d))"
)
_BIRTH = re.compile(rf"(?:생년월일|생일|출생일|출생)\s?[:：(]?\s?({_DAY})")
_BORN = re.compile(rf"(?<!\d)({_DAY}|(?:19|20)?\d{{2}}년)\s?생(?![활업성산계태기물명존긴겨각])")


def numbers_in(text: str) -> Iterator[Span]:
    """Return what leads to a person by number, the surest first; spans may overlap."""
    yield from _business_numbers(text)
    yield from _residents(text)
    yield from _cards(text)
    yield from _groups(_LABELLED_ACCOUNT, text, PersonalKind.ACCOUNT, "계좌번호라고 적혀 있습니다.")
    yield from _phones(text)
    yield from _groups(_ACCOUNT, text, PersonalKind.ACCOUNT, "은행 이름 뒤의 번호입니다.")
    yield from _groups(_BIRTH, text, PersonalKind.BIRTH_DATE, "생년월일이라고 적혀 있습니다.")
    yield from _groups(_BORN, text, PersonalKind.BIRTH_DATE, "‘생’이 붙은 날짜입니다.")
    for found in _EMAIL.finditer(text):
        yield _span(found, PersonalKind.EMAIL, "전자우편 주소의 형식입니다.")
    yield from _plates(text)


def _residents(text: str) -> Iterator[Span]:
    from stdnum.kr import rrn

    for found in _LABELLED_RESIDENT.finditer(text):
        yield _span(found, PersonalKind.RESIDENT_NUMBER, "등록번호라고 적혀 있습니다.", group=1)
    for found in _RESIDENT.finditer(text):
        if not _is_day_of_birth(found[1] or found[3]):
            continue
        is_checked = rrn.is_valid(re.sub(r"\s", "", found[0]).replace("–", "-").replace("—", "-"))
        reason = "확인 숫자까지 맞는 번호입니다." if is_checked else "앞 여섯 자리가 생년월일인 번호입니다."
        yield _span(found, PersonalKind.RESIDENT_NUMBER, reason)
    for found in _CORPORATE.finditer(text):
        yield _span(found, PersonalKind.BUSINESS_NUMBER, "법인등록번호의 형식입니다.")


def _is_day_of_birth(digits: str) -> bool:
    """YYMMDD; the check digit proves nothing, because numbers given since October 2020 have none."""
    return 1 <= int(digits[2:4]) <= 12 and 1 <= int(digits[4:6]) <= 31


def _business_numbers(text: str) -> Iterator[Span]:
    from stdnum.kr import brn

    yield from _groups(_LABELLED_BUSINESS, text, PersonalKind.BUSINESS_NUMBER, "등록번호라고 적혀 있습니다.")
    for found in _BUSINESS.finditer(text):
        if brn.is_valid(re.sub(r"\s", "", found[0])):
            yield _span(found, PersonalKind.BUSINESS_NUMBER, "사업자등록번호의 확인 숫자가 맞습니다.")


def _cards(text: str) -> Iterator[Span]:
    from stdnum import luhn

    for found in _CARD.finditer(text):
        if found[0][0] in "34569" and luhn.is_valid(re.sub(r"\D", "", found[0])):
            yield _span(found, PersonalKind.CARD, "카드번호의 확인 숫자가 맞습니다.")


def _phones(text: str) -> Iterator[Span]:
    import phonenumbers  # costs 20 ms: not at import

    found_ends = []
    for match in phonenumbers.PhoneNumberMatcher(text, "KR", leniency=phonenumbers.Leniency.VALID):
        if phonenumbers.is_valid_number_for_region(match.number, "KR") and not _WRITTEN_DAY.fullmatch(match.raw_string):
            found_ends.append((match.start, match.end))
    found_ends += [found.span(1) for found in _LOCAL_PHONE.finditer(text)]
    for begins, ends in found_ends:
        extension = _EXTENSION.match(text, ends)
        yield Span(
            begins=begins,
            ends=extension.end() if extension else ends,
            kind=PersonalKind.PHONE,
            reason="전화번호의 형식입니다.",
        )
    for found in _HALF_PHONE.finditer(text):
        if re.search(r"\d", found[0][3:]):
            yield _span(found, PersonalKind.PHONE, "일부만 가린 전화번호입니다.")
    for found in _EXTENSION.finditer(text):
        yield _span(found, PersonalKind.PHONE, "내선 번호입니다.")


def _plates(text: str) -> Iterator[Span]:
    for found in _PLATE.finditer(text):
        # "98두1234" is a judgment of a court.
        if not _COURT.search(text[: found.start()]) and not re.match(
            r"\s?(?:호\s)?(?:판결|결정|전원)", text[found.end() :]
        ):
            yield _span(found, PersonalKind.VEHICLE, "차량번호의 형식입니다.")


def _groups(pattern: re.Pattern[str], text: str, kind: PersonalKind, reason: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        yield _span(found, kind, reason, group=1)


def _span(found: re.Match[str], kind: PersonalKind, reason: str, *, group: int = 0) -> Span:
    return Span(begins=found.start(group), ends=found.end(group), kind=kind, reason=reason)
