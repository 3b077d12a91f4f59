"""Titles, questions and reasons composed from topics, so that texts differ and can be searched."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casebase.casework.demo.generated.chances import Chances
from casebase.domain.advice import STANCE_LABELS, Stance
from casebase.korean.text import particle

SOURCE = "생성한 시연 자료(실제 사건이 아님)"

_SETTINGS = (
    "인접 토지의 이용 현황이 서로 달라",
    "지목과 실제 이용이 달라",
    "관계 부서의 해석이 서로 달라",
    "법령에 명확한 규정이 없어",
    "다른 시군의 처리 사례가 엇갈려",
    "사업 기간이 올해 말까지로 정해져 있어",
    "주민 일부가 반대하는 의견을 내어",
    "과거 감사에서 비슷한 일로 지적받은 적이 있어",
    "법령이 개정된 뒤 적용 시점이 분명하지 않아",
    "조례와 상위 법령의 문언이 서로 달라",
    "현장 여건이 설계 당시와 달라져",
    "수탁자가 바뀌면서 책임의 범위가 분명하지 않아",
)
_PAINS = (
    "처리가 석 달 넘게 늦어지고 있다.",
    "담당자가 인허가 여부를 정하지 못하고 있다.",
    "업체가 설비 투자를 미루고 있다.",
    "국비를 반납해야 할 수도 있다.",
    "같은 민원이 되풀이되고 있다.",
    "공사가 멈추어 하루 손해가 쌓이고 있다.",
    "고용 계획을 다시 세워야 하는 형편이다.",
    "주민의 안전을 위하여 서둘러야 한다.",
)
_FOR = (
    "문언이 금지하지 않고 입법 취지에도 어긋나지 않는다.",
    "같은 목적의 다른 규정과 견주어 달리 볼 까닭이 없다.",
    "공익이 크고 제3자의 권리를 해치지 않는다.",
    "조건을 붙이면 우려되는 점을 막을 수 있다.",
    "시행령이 정한 예외의 취지가 이 사안에도 미친다.",
    "이미 허가받은 범위 안에서 방법만 바뀌는 것이다.",
)
_AGAINST = (
    "요건을 열거한 조문이므로 넓혀 해석할 수 없다.",
    "허가를 받은 다른 사업자와 형평이 맞지 않는다.",
    "안전 기준을 낮추는 선례가 될 수 있다.",
    "관리계획을 먼저 바꾸어야 하는 사항이다.",
    "특정인에게 특혜를 주었다는 오해를 살 수 있다.",
    "소관 부처의 종전 회신과 다르다.",
)
_CONDITIONS = (
    "관계 부서와 협의한 내용을 허가 조건으로 붙일 것",
    "착공 전에 안전성 검토서를 제출받을 것",
    "원상회복 계획과 이행보증금을 받을 것",
    "주민 설명회를 열고 그 결과를 기록으로 남길 것",
    "해마다 한 번 이행 상태를 확인할 것",
)
_ALTERNATIVES = (
    "지구단위계획을 함께 바꾸는 방법",
    "기간을 정하여 일시 사용을 허가하는 방법",
    "공동 시설로 설치하여 함께 쓰는 방법",
    "협약을 맺어 비용을 나누는 방법",
    "용도를 먼저 폐지하고 교환하는 방법",
)
_ANSWERS = (
    "현장을 함께 보고 신청에 필요한 서류와 순서를 안내하였다.",
    "같은 사안의 처리 사례를 보여 주고 담당 부서와 바로 협의하게 하였다.",
    "법령의 예외 규정에 해당하므로 신고만으로 처리할 수 있음을 안내하였다.",
    "여러 부서의 협의를 한꺼번에 진행하도록 주관 부서를 정하여 주었다.",
    "보완할 것이 도면 하나뿐임을 확인하고 그 자리에서 작성 방법을 설명하였다.",
)
_DEPARTMENTS = {
    "농지·산지": ("농정과", "산림과"),
    "건축·주택": ("건축과", "주택과"),
    "도시계획·개발행위": ("도시계획과", "허가과"),
    "개발제한구역": ("도시계획과",),
    "산업단지": ("산업단지과", "투자유치과"),
    "환경·폐기물": ("환경과", "자원순환과"),
    "도로·하천·공유수면": ("건설과", "하천과", "해양수산과"),
    "공유재산": ("회계과", "재산관리과"),
    "계약": ("회계과", "계약과"),
    "공사": ("건설과", "시설과"),
    "예산·보조금": ("예산과", "기획과"),
    "복지": ("복지정책과", "여성아동과"),
    "식품·위생": ("위생과",),
    "관광·체육": ("관광과", "체육진흥과"),
    "교통": ("교통과",),
    "상하수도": ("상하수도과",),
    "인허가": ("허가과", "민원과"),
    "인사·조직": ("총무과",),
}


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What one matter is about: a thing in a place, what is to be done about it, and the statutes it turns on."""

    field: str
    act: str
    thing: str
    statutes: tuple[str, ...]
    hard: float  # how much longer than others it takes
    place: str
    department: str

    @property
    def question(self) -> str:
        return f"{self.thing}에 대한 {self.act}{particle(self.act, '이/가')} 가능한지"


def a_topic(chances: Chances, place: str) -> Topic:
    """Return a topic in a place ("함안군")."""
    told = chances.one_of(_topics())
    field = str(told["field"])
    return Topic(
        field=field,
        act=told["act"],
        thing=chances.one_of(told["things"]),
        statutes=tuple(told["statutes"]),
        hard=told.get("hard", 1.0),
        place=place,
        department=chances.one_of(_DEPARTMENTS.get(field, ("기획감사과", "지역경제과"))),
    )


def title(topic: Topic) -> str:
    return f"{topic.place} {topic.thing} {topic.act} 가능 여부"


def background(chances: Chances, topic: Topic) -> str:
    cost = chances.days(2, 90) * 100  # in ten thousand won
    return (
        f"{topic.place} {topic.thing}(사업비 {cost:,}만 원)에 대하여 {topic.act}{particle(topic.act, '을/를')}"
        f" 검토하고 있으나 {chances.one_of(_SETTINGS)} {chances.one_of(_PAINS)}"
    )


def view_for(chances: Chances, topic: Topic) -> str:
    return f"{topic.statutes[0]}의 요건을 갖추면 할 수 있다. {chances.one_of(_FOR)}"


def view_against(chances: Chances, topic: Topic) -> str:
    return f"{topic.statutes[-1]}에 비추어 할 수 없다. {chances.one_of(_AGAINST)}"


def review(chances: Chances, topic: Topic, is_favourable: bool) -> str:
    """Return the reasons of an opinion or a ruling."""
    weighed, other = (_FOR, _AGAINST) if is_favourable else (_AGAINST, _FOR)
    follows = "허용하는 것이 타당하다." if is_favourable else "허용하기 어렵다."
    return (
        f"{topic.statutes[0]}의 취지와 이 사안의 사실관계를 함께 보면 {chances.one_of(weighed)}"
        f" 다만 {chances.one_of(other)} 이를 종합하면 {topic.thing}에 대한 {topic.act}{particle(topic.act, '은/는')}"
        f" {follows}"
    )


def difficulty(chances: Chances, topic: Topic) -> str:
    return (
        f"{topic.thing}에 대한 {topic.act}{particle(topic.act, '을/를')} 신청하려 하나 {chances.one_of(_SETTINGS)}"
        f" {chances.one_of(_PAINS)}"
    )


def condition(chances: Chances) -> str:
    return chances.one_of(_CONDITIONS)


def alternative(chances: Chances) -> str:
    return chances.one_of(_ALTERNATIVES)


def answer_on_site(chances: Chances, topic: Topic) -> str:
    return f"{topic.statutes[0]}에 관하여 {chances.one_of(_ANSWERS)}"


def allegation(chances: Chances, topic: Topic) -> str:
    return (
        f"{topic.place} {topic.department}는 {topic.thing}에 대하여 {topic.act}{particle(topic.act, '을/를')}"
        f" 처리하면서 {topic.statutes[0]}을 따르지 않았다. {chances.one_of(_AGAINST)}"
    )


def advised(chances: Chances, topic: Topic, stance: Stance) -> str:
    """Return what a member of the panel advises on one issue."""
    ground = chances.one_of(_AGAINST if stance in {Stance.NO, Stance.RESERVED} else _FOR)
    return f"{topic.statutes[0]}에 비추어 {STANCE_LABELS[stance]}. {ground}"


def held(chances: Chances, topic: Topic, label: str, holds: bool) -> str:
    """Return why somebody holds of a question what they hold."""
    told = "그렇다고 본다" if holds else "그렇게 보기 어렵다"
    ground = chances.one_of(_FOR if holds else _AGAINST)
    return f"{label}에 관하여 {topic.act} 관련 기록을 보면 {told}. {ground}"


def excuse(chances: Chances) -> str:
    return f"{chances.one_of(_SETTINGS)} 주민의 불편을 덜고자 서둘러 처리하였다. {chances.one_of(_FOR)}"


@cache
def _topics() -> tuple[dict[str, Any], ...]:
    text = (Path(__file__).parent / "topics.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["topics"])
