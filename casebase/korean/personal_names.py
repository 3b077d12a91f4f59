"""Names of people: a surname and one or two syllables, beside a word that says that a person is meant."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from casebase.korean.masking import PersonalKind, Span

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소"
    "석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용예경봉"
)
_DOUBLE = "남궁|황보|제갈|사공|선우|서문|독고|동방"
_FULL = rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{2}})"
_ANY = rf"(?:(?:{_DOUBLE})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}})"
_PARTICLES = (
    "으로부터 로부터 에게서 에게 께서 께 한테 이나 이며 이고 이라 라고 입니다 이다 은 는 이 가 을 를 의 과 와 도 로"
)
_PARTICLE = f"(?:{_PARTICLES.replace(' ', '|')})?"
_END = rf"(?={_PARTICLE}(?![가-힣]))"


_PRIVATE = (
    "신청인|민원인|신청자|대표자|대표이사|대표|사업주|사업자|소유자|소유주|토지주|건축주|임차인|임대인|매수인|매도인|청구인|고소인"
    "|피해자|진정인|제보자|신고자|신고인|참고인|보호자|수급자|상속인|원고|피고|채무자|채권자|농업인|농민|주민|배우자|자녀"
    "|모친|부친|남편|아내|동거인|이해관계인|수분양자|양수인|양도인|점유자|거주자|환자|학생|관련자|대상자|당사자"
)
_PRIVATE_TITLE = "대표이사|대표|사장|회장|부회장|전무|상무|이사|부장|차장|대리|여사|변호사|교수|조합장|이장"
_OFFICE = (
    "감사담당자|담당공무원|감사담당관|담당자|담당관|감사관|조사관|행정관|주무관|사무관|서기관|이사관|부이사관|주사보|주사|서기"
    "|팀장|과장|계장|국장|실장|소장|단장|본부장|센터장|면장|읍장|동장|시장|군수|구청장|도지사|부지사|부시장|부군수"
    "|교육장|위원장|위원|간사|장관|차관|청장|처장|기안자|검토자|협조자|결재권자|작성자|감사반장|[4-9]급"
)
_STAYS = "직무를 맡은 공무원의 이름과 직위는 공개할 수 있습니다. 민간인이면 가리세요."

_LABELLED = re.compile(r"(?:성\s?명|이\s?름)\s?[:：]\s?([가-힣]{2,4}|[가-힣] [가-힣] ?[가-힣])(?![가-힣])")
_AFTER_PRIVATE = re.compile(rf"(?:{_PRIVATE})(?:\s?[:：]\s?({_ANY})|\s({_FULL})|\s?\(({_FULL})(?=[,)])){_END}")
_BEFORE_TITLE = re.compile(rf"(?<![가-힣])({_FULL})\s?(?:{_PRIVATE_TITLE})(?=(?:님)?{_PARTICLE}(?![가-힣]))")
_POLITE = re.compile(rf"(?<![가-힣])(?:({_ANY})\s?씨|({_FULL})\s?님){_END}")
_AGED = re.compile(
    rf"(?<![가-힣])({_FULL})(?:\s?\(\s?(?:남|여|만|당시)?[,\s]*(?:\d{{1,3}}세|\d{{2,4}}년)|\s외\s?\d+\s?[명인]|\s등\s?\d+\s?[명인])"
)
_AFTER_OFFICE = re.compile(rf"(?:{_OFFICE})(?:\s?[:：]\s?|\s)({_FULL}){_END}")
_BEFORE_OFFICE = re.compile(
    rf"(?<![가-힣])({_FULL})\s(?:[가-힣]{{2,8}}\s?)?(?:{_OFFICE})(?=(?:님)?{_PARTICLE}(?![가-힣]))"
)
_SURE = 3  # characters: a shorter name is looked for as a word of its own only


def names_in(text: str) -> Iterator[Span]:
    """Return names beside a word that tells of a person; those of officers on duty may stay, it is suggested."""
    for found in _LABELLED.finditer(text):
        yield _span(found.span(1), "‘성명’ 뒤에 적혀 있습니다.")
    for pattern, reason, is_suggested in (
        (_AFTER_OFFICE, _STAYS, False),
        (_BEFORE_OFFICE, _STAYS, False),
        (_AFTER_PRIVATE, "사람을 가리키는 말 뒤의 이름으로 보입니다.", True),
        (_BEFORE_TITLE, "민간의 직위 앞의 이름으로 보입니다.", True),
        (_POLITE, "‘씨’나 ‘님’이 붙은 이름입니다.", True),
        (_AGED, "나이나 사람 수가 붙은 이름으로 보입니다.", True),
    ):
        for found in pattern.finditer(text):
            group = next(n for n in range(1, len(found.groups()) + 1) if found[n])
            if found[group][:2] not in _not_names():
                yield _span(found.span(group), reason, is_suggested=is_suggested)


def occurrences(text: str, names: Iterable[str], reason: str) -> Iterator[Span]:
    """Return every place where one of some names stands. One of two characters must stand as a word of its own."""
    for name in names:
        pattern = re.escape(name)
        if len(name) < _SURE:
            pattern = rf"(?<![가-힣]){pattern}{_END}"
        for found in re.finditer(pattern, text):
            yield _span(found.span(), reason)


@cache
def _not_names() -> frozenset[str]:
    """Return beginnings of words that a surname could begin: after them stands a thing, not a person."""
    return frozenset((Path(__file__).parent / "not_names.txt").read_text(encoding="utf-8").split())


def _span(place: tuple[int, int], reason: str, *, is_suggested: bool = True) -> Span:
    return Span(begins=place[0], ends=place[1], kind=PersonalKind.NAME, reason=reason, is_suggested=is_suggested)
