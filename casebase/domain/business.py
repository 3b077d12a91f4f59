"""Businesses that are visited, and the code lists that describe them."""

from dataclasses import dataclass

from casebase.domain.errors import InvalidEntry

# 행정표준코드 of the 18 cities and counties of 경상남도; several public lists agree.
REGIONS = {
    "48120": "창원시",
    "48170": "진주시",
    "48220": "통영시",
    "48240": "사천시",
    "48250": "김해시",
    "48270": "밀양시",
    "48310": "거제시",
    "48330": "양산시",
    "48720": "의령군",
    "48730": "함안군",
    "48740": "창녕군",
    "48820": "고성군",
    "48840": "남해군",
    "48850": "하동군",
    "48860": "산청군",
    "48870": "함양군",
    "48880": "거창군",
    "48890": "합천군",
}

# Sections of the Korean Standard Industrial Classification, 10th revision.
INDUSTRIES = {
    "A": "농업, 임업 및 어업",
    "B": "광업",
    "C": "제조업",
    "D": "전기, 가스, 증기 및 공기 조절 공급업",
    "E": "수도, 하수 및 폐기물 처리, 원료 재생업",
    "F": "건설업",
    "G": "도매 및 소매업",
    "H": "운수 및 창고업",
    "I": "숙박 및 음식점업",
    "J": "정보통신업",
    "K": "금융 및 보험업",
    "L": "부동산업",
    "M": "전문, 과학 및 기술 서비스업",
    "N": "사업시설 관리, 사업 지원 및 임대 서비스업",
    "O": "공공 행정, 국방 및 사회보장 행정",
    "P": "교육 서비스업",
    "Q": "보건업 및 사회복지 서비스업",
    "R": "예술, 스포츠 및 여가관련 서비스업",
    "S": "협회 및 단체, 수리 및 기타 개인 서비스업",
    "T": "가구 내 고용활동 등",
    "U": "국제 및 외국기관",
}

_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)


@dataclass(frozen=True, kw_only=True)
class Business:
    """A business on record. `registration_number` is ten digits, without hyphens, with a valid last digit.

    `registration_number` is empty only where the source of a demo case does not give one.
    """

    id: str
    name: str
    registration_number: str
    industry: str  # a key of INDUSTRIES
    region_code: str  # a key of REGIONS
    address: str = ""
    contact: str = ""
    is_demo: bool = False
    version: int = 1


def registration_number(typed: str) -> str:
    """Return the ten digits of a 사업자등록번호, hyphens and spaces removed.

    The last digit is the checksum that the National Tax Service publishes. Raises: InvalidEntry.
    """
    digits = "".join(c for c in typed if c not in "- ")
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        raise InvalidEntry("사업자등록번호는 숫자 10자리입니다. 예: 123-45-67891", "registration_number")
    numbers = [int(c) for c in digits]
    total = sum(n * w for n, w in zip(numbers, _WEIGHTS, strict=False)) + numbers[8] * 5 // 10
    if (10 - total % 10) % 10 != numbers[9]:
        raise InvalidEntry("사업자등록번호의 끝자리가 맞지 않습니다. 번호를 다시 확인하세요.", "registration_number")
    return digits


def printed_registration_number(digits: str) -> str:
    """Return "1234567891" as "123-45-67891"; an empty number stays empty."""
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if digits else ""
