"""Generated cases to be found, or to stand in the way: what offices ask, in the words of many fields."""

import random
from datetime import date

from casebase.domain.case import FIELDS
from casebase.domain.precedent import Precedent, PrecedentKind, PrecedentOrigin, PrecedentState
from casebase.store.ids import new_id

_THINGS = [
    "공장 진입로",
    "농지",
    "산지",
    "하천 부지",
    "공유재산",
    "행정재산",
    "국유지",
    "가설건축물",
    "주차장",
    "체육시설",
    "어린이집",
    "경로당",
    "마을회관",
    "소방시설",
    "폐수배출시설",
    "폐기물 처리시설",
    "상수도관",
    "하수관로",
    "도시계획도로",
    "산업단지 용지",
    "관광지 시설",
    "전통시장 점포",
    "공동주택",
    "임대주택",
    "학교용지",
    "보조금",
    "출연금",
    "기금",
    "예비비",
    "특별회계 재원",
    "사용료",
    "점용료",
    "과징금",
    "과태료",
    "이행강제금",
    "위탁수수료",
    "용역비",
    "공사비",
    "설계비",
    "보상금",
]
_ACTS = [
    "사용허가를 연장",
    "점용허가를 변경",
    "매각",
    "수의계약으로 대부",
    "용도를 변경",
    "무상으로 사용하게",
    "감면",
    "반환",
    "정산",
    "재교부",
    "일괄 위탁",
    "분할 납부",
    "착공을 연기",
    "준공을 미루고 사용",
    "설계를 변경",
    "공기를 연장",
    "입찰 참가자격을 제한",
    "지명입찰로 발주",
    "허가를 취소",
    "조건을 변경",
    "철회",
    "직권으로 정정",
    "협의를 생략",
    "심의를 다시",
    "예산과목을 바꾸어 집행",
]
_TROUBLES = [
    "부서마다 해석이 달라 처리하지 못하였다",
    "감사에서 지적될 것을 걱정하였다",
    "법령에 명시된 규정이 없었다",
    "조례와 지침이 서로 달랐다",
    "민원이 여러 해 이어졌다",
    "업체가 자금난을 호소하였다",
    "사업 기간이 얼마 남지 않았다",
    "담당자가 여러 번 바뀌었다",
    "상급기관의 회신이 늦어졌다",
    "주민과 사업자의 의견이 갈렸다",
    "현장 여건이 설계와 달랐다",
    "준공이 늦어져 보조금을 돌려주어야 하였다",
    "옛 규정에 따라 이미 처리한 사례가 있었다",
]
_GROUNDS = [
    "공익이 더 크고 특혜로 볼 사정이 없다",
    "절차의 하자가 무겁지 않다",
    "법령의 취지를 해치지 않는다",
    "예산이 절감된다",
    "신뢰를 보호하여야 한다",
    "형평에 어긋난다",
    "명시된 금지 규정이 없다",
    "위임의 범위를 벗어난다",
    "조건을 붙이면 목적을 이룰 수 있다",
    "사후에 보완할 수 있다",
    "객관적인 증빙이 없다",
    "다른 방법이 있었다",
    "관계 기관과 협의를 마쳤다",
]
_STATUTES = [
    "농지법 제34조",
    "산지관리법 제14조",
    "공유재산법 제20조",
    "지방계약법 제9조",
    "지방재정법 제32조",
    "하천법 제33조",
    "건축법 제20조",
]
_PLACES = [
    "창원",
    "진주",
    "통영",
    "사천",
    "김해",
    "밀양",
    "거제",
    "양산",
    "의령",
    "함안",
    "창녕",
    "고성",
    "남해",
    "하동",
    "산청",
    "함양",
    "거창",
    "합천",
]


FIRST_GENERATED = 1_000  # numbers below are for judged cases


def generated(count: int, seed: int = 5) -> list[Precedent]:
    """Return so many cases, the same for the same seed."""
    chance = random.Random(seed)
    return [_one(chance, FIRST_GENERATED + number) for number in range(count)]


def precedent(number: int, **parts: str) -> Precedent:
    """Return a casebook's entry with some parts."""
    texts = dict.fromkeys(("title", "facts", "question", "view_a", "view_b", "outcome", "reasons"), "") | parts
    return Precedent(
        id=new_id(),
        number=f"2026-사례-{number:06d}",
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.CASEBOOK,
        source_key=f"pre_consulting:{number}",
        agency="",
        year=2020 + number % 7,
        field=FIELDS[number % len(FIELDS)],
        source="",
        received_on=None,
        answered_on=None,
        state=PrecedentState.PUBLISHED,
        published_by="operator",
        published_on=date(2026, 1, 2),
        **texts,
    )


def _one(chance: random.Random, number: int) -> Precedent:
    thing, other = chance.sample(_THINGS, 2)
    act, place = chance.choice(_ACTS), chance.choice(_PLACES)
    trouble, ground = chance.choice(_TROUBLES), chance.choice(_GROUNDS)
    return precedent(
        number,
        question=f"{thing}에 대하여 {act}할 수 있는지",
        facts=f"{place}의 한 기관이 {thing}과 {other} 문제로 {act}하려 했으나 {trouble}.",
        reasons=f"{chance.choice(_STATUTES)}에 비추어 {ground}. {chance.choice(_GROUNDS)}.",
    )


def asked_like_officials(count: int, seed: int = 9) -> list[str]:
    """Return so many queries: two or three nouns with and without spaces, and whole sentences."""
    chance = random.Random(seed)
    shapes = ("{thing} {act}", "{bare}{act}", "{thing}을 {act}해도 되는지", "{place} {thing} {act} {trouble}")
    return [
        chance.choice(shapes).format(
            thing=(thing := chance.choice(_THINGS)),
            bare=thing.replace(" ", ""),
            act=chance.choice(_ACTS),
            place=chance.choice(_PLACES),
            trouble=chance.choice(_TROUBLES),
        )
        for _ in range(count)
    ]
