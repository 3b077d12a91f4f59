"""Whether a ruling follows from its findings, charge by charge."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from casebase.domain.errors import RulingDoesNotFollow
from casebase.domain.finding import Finding, Step
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION, Charge
from casebase.domain.ruling import OUTCOME_LABELS, DispositionChange, Outcome
from casebase.korean.text import particle
from casebase.law.criteria import CriteriaSet
from casebase.law.grounds import Ground

# 공공감사에 관한 법률 제23조의2 제1항: who is exempt is not held to account by these. A ruling leaves nothing open.
_NOT_LEFT_BY_EXEMPTION = ("징계 요구", "문책 요구", "처분 미정")

# The answer to each question, by the name a sentence gives the question.
_Answers = dict[str, bool | None]


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What follows for one charge. `recognised` is None while a question is open.

    `against` names, in Korean, each finding that keeps the charge from being recognised.
    """

    charge_id: str
    recognised: bool | None
    against: tuple[str, ...]


def conclude(
    charge: Charge,
    findings: Sequence[Finding],
    criteria: CriteriaSet,
    grounds: Sequence[Ground],
    conditions: Sequence[Ground],
    relies_on_opinion: bool,
) -> Conclusion:
    """Return what the findings say of one charge; findings of other charges are passed over.

    Recognised: every criterion holds, or exemption is presumed by a prior opinion with all its conditions; and
    no exclusion ground holds. Every question asked needs an answer first: the criteria (unless exemption is
    presumed), the exclusion grounds, and the conditions where the review relies on an opinion. Findings of
    several people that disagree leave a question open.
    """
    own = [finding for finding in findings if finding.charge_id == charge.id]
    held = {f"「{each.label}」": _answer(own, Step.CRITERION, each.code) for each in criteria.criteria}
    excluded = {f"제외사유 「{each.label}」": _answer(own, Step.EXCLUSION, each.code) for each in grounds}
    presumed: _Answers = {}
    if relies_on_opinion:
        presumed = {f"추정 요건 「{each.label}」": _answer(own, Step.PRESUMPTION, each.code) for each in conditions}
    is_presumed = bool(presumed) and _all_hold(presumed)
    for_exemption = is_presumed or _all_hold(held)
    asked = presumed | excluded if is_presumed else held | presumed | excluded
    is_open = None in asked.values()
    return Conclusion(
        charge_id=charge.id,
        recognised=None if is_open else for_exemption and True not in excluded.values(),
        against=(
            *_named(asked, None, "미판단"),
            *_named({} if for_exemption else held | presumed, False, "불충족"),
            *_named(excluded, True, "해당"),
        ),
    )


def follows(conclusions: Sequence[Conclusion]) -> Outcome | None:
    """Return the one outcome that follows, 각하 aside; None while a question is open or nothing is charged."""
    recognised = {conclusion.recognised for conclusion in conclusions}
    if not recognised or None in recognised:
        return None
    if recognised == {True, False}:
        return Outcome.PARTIAL
    return Outcome.RECOGNISED if True in recognised else Outcome.NOT_RECOGNISED


def check_ruling(outcome: Outcome, conclusions: Sequence[tuple[str, Conclusion]], dismissal_ground: str) -> None:
    """Let an outcome pass only if it follows from the conclusions, each given with its charge's name in Korean.

    각하 judges nothing and needs only its own ground. Raises: RulingDoesNotFollow; its `against` names each
    finding in the way.
    """
    if outcome == Outcome.DISMISSED:
        if not dismissal_ground.strip():
            raise RulingDoesNotFollow("각하하려면 각하 사유가 있어야 합니다. 각하 사유를 고르거나 적으세요.", ())
        return
    following = follows([conclusion for _, conclusion in conclusions])
    wanted = f"‘{OUTCOME_LABELS[outcome]}’"
    if following is None:
        why = "아직 판단하지 않은 항목이 있어" if conclusions else "판단할 지적사항이 없어"
        raise RulingDoesNotFollow(
            f"{why} {wanted}{particle(wanted, '으로/로')} 결정할 수 없습니다. 판단을 마친 뒤 다시 결정하세요.",
            tuple(_line(label, each) for label, each in conclusions if each.recognised is None),
        )
    if outcome != following:
        agreeing = {Outcome.RECOGNISED: True, Outcome.NOT_RECOGNISED: False}.get(outcome)
        raise RulingDoesNotFollow(
            f"{wanted} 결정은 판단 결과와 맞지 않습니다. 판단대로라면 "
            f"‘{OUTCOME_LABELS[following]}’입니다. 결정을 바꾸거나 판단을 다시 확인하세요.",
            tuple(_line(label, each) for label, each in conclusions if each.recognised != agreeing),
        )


def check_changes(
    outcome: Outcome,
    charges: Sequence[Charge],
    conclusions: Sequence[tuple[str, Conclusion]],
    changes: Sequence[DispositionChange],
    lifted_before: Collection[str] = (),
) -> None:
    """Let the changes of disposition pass only if they carry out the conclusions.

    A recognised charge must change, to 불문 or to a disposition that exemption leaves (공공감사에 관한 법률
    제23조의2 제1항); any other charge, and every charge of a dismissed review, must stay. A charge without a
    change stays. `lifted_before` holds the charges of a re-examination that the first ruling recognised: being
    recognised again, they may stay as it left them. Raises: RulingDoesNotFollow.
    """
    before = {charge.id: charge.disposition for charge in charges}
    after = before | {change.charge_id: change.after for change in changes}
    if after.keys() != before.keys():
        raise RulingDoesNotFollow("이 사건에 없는 지적의 처분 변화가 있습니다. 화면을 새로 고친 뒤 다시 적으세요.", ())
    against = []
    for label, conclusion in conclusions:
        old, new = before[conclusion.charge_id], after[conclusion.charge_id]
        is_recognised = conclusion.recognised is True and outcome != Outcome.DISMISSED
        may_stay = new == old and conclusion.charge_id in lifted_before
        if is_recognised and not may_stay and not _is_lifted(old, new):
            against.append(f"{label}: 면책이 인정되었으나 {_change(old, new)}")
        elif not is_recognised and new != old:
            against.append(f"{label}: 면책이 인정되지 않았으나 {_change(old, new)}")
    if against:
        raise RulingDoesNotFollow("처분 변화가 판단 결과와 맞지 않습니다. 처분 변화를 고치세요.", tuple(against))


def _answer(findings: Iterable[Finding], step: Step, question: str) -> bool | None:
    answers = {finding.holds for finding in findings if finding.step == step and finding.question == question}
    return answers.pop() if len(answers) == 1 else None


def _all_hold(answers: _Answers) -> bool:
    return all(answer is True for answer in answers.values())


def _named(answers: _Answers, answer: bool | None, word: str) -> list[str]:
    return [f"{name} {word}" for name, given in answers.items() if given is answer]


def _line(label: str, conclusion: Conclusion) -> str:
    return f"{label}: {', '.join(conclusion.against) or '면책 요건을 모두 갖춤'}"


def _is_lifted(old: str, new: str) -> bool:
    return new != old and new in (NO_DISPOSITION, *DISPOSITIONS) and new not in _NOT_LEFT_BY_EXEMPTION


def _change(old: str, new: str) -> str:
    if new == old:
        return f"처분이 ‘{old}’ 그대로임"
    shown = new or "빈칸"
    return f"처분이 ‘{old}’에서 ‘{shown}’{particle(shown, '으로/로')} 바뀜"
