"""What an opinion of a generated office says: its outcome, by field, and its text block by block."""

from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.way import Way
from casebase.domain.case import FIELDS
from casebase.domain.consultation import Eligibility
from casebase.domain.opinion import WITHOUT_ANSWER, OpinionOutcome, OpinionText

_TRANSFERRED, _EXCLUDED_AWAY = 0.03, 0.12
_ANSWERS = (
    OpinionOutcome.ACCEPTED,
    OpinionOutcome.CONDITIONAL,
    OpinionOutcome.ALTERNATIVE,
    OpinionOutcome.OPINION,
    OpinionOutcome.REJECTED,
)
# Some fields are answered more readily than others; each takes one of these in turn.
_SHARES = ((42, 22, 10, 14, 12), (30, 28, 14, 12, 16), (36, 20, 12, 10, 22), (48, 16, 8, 16, 12), (26, 24, 18, 14, 18))
_FAVOURABLE = frozenset({OpinionOutcome.ACCEPTED, OpinionOutcome.CONDITIONAL, OpinionOutcome.OPINION})


def outcome_of(way: Way) -> OpinionOutcome:
    """Return an outcome: some fields are answered more readily than others."""
    chances = way.office.chances
    if way.known["eligibility"] == Eligibility.EXCLUDED:
        return OpinionOutcome.TRANSFERRED if chances.falls(_EXCLUDED_AWAY) else OpinionOutcome.RETURNED
    if chances.falls(_TRANSFERRED):
        return OpinionOutcome.TRANSFERRED
    return chances.by_weight(_ANSWERS, _SHARES[FIELDS.index(way.topic.field) % len(_SHARES)])


def text_of(way: Way, outcome: OpinionOutcome) -> OpinionText:
    """Return the text of an opinion of an outcome."""
    chances, topic, asked = way.office.chances, way.topic, way.filed.application
    return OpinionText(
        overview=f"{asked.title}에 관하여 의견을 구한 사안이다.",
        law=asked.law,
        issues=asked.issues,
        view_a=asked.view_a,
        view_b=asked.view_b,
        review=texts.review(chances, topic, outcome in _FAVOURABLE),
        conclusion=_conclusion(way, outcome),
        conditions=_conditions(way, outcome),
        notes="이 의견은 신청한 사안에만 미치는 자문·권고이다.",
    )


def _conclusion(way: Way, outcome: OpinionOutcome) -> str:
    topic = way.topic
    return {
        OpinionOutcome.ACCEPTED: f"{topic.thing}에 대하여 신청기관의 의견대로 {topic.act} 처리를 할 수 있다.",
        OpinionOutcome.CONDITIONAL: f"조건을 지키는 때에 한하여 {topic.thing}에 대한 {topic.act} 처리를 할 수 있다.",
        OpinionOutcome.ALTERNATIVE: f"{texts.alternative(way.office.chances)}을 대안으로 제시한다.",
        OpinionOutcome.OPINION: "신청기관이 제시된 의견을 고려하여 판단할 사항이다.",
        OpinionOutcome.REJECTED: f"{topic.statutes[0]}에 비추어 신청기관의 의견대로 처리하기 어렵다.",
        OpinionOutcome.RETURNED: "사전컨설팅 대상에 해당하지 않아 신청을 반려한다.",
        OpinionOutcome.TRANSFERRED: "소관 기관에서 판단할 사항이므로 이첩한다.",
    }[outcome]


def _conditions(way: Way, outcome: OpinionOutcome) -> str:
    if outcome == OpinionOutcome.CONDITIONAL:
        return texts.condition(way.office.chances)
    return way.office.chances.one_of(way.office.people.ministries).name if outcome in WITHOUT_ANSWER else ""
