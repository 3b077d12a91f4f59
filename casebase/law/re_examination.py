"""Re-examination (재심의): its grounds for dismissal, its period, and that nobody comes out of it worse."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casebase.domain.errors import RulingDoesNotFollow
from casebase.domain.review import NO_DISPOSITION, Charge
from casebase.domain.ruling import DispositionChange, Outcome, Ruling
from casebase.domain.setting import AgencyHoliday
from casebase.korean.text import particle
from casebase.law.grounds import Ground, list_on
from casebase.law.periods import Period, period_of_months
from casebase.law.rulings import Conclusion
from casebase.law.values import Basis, LegalValue, printed_source

# The ground that bars a third look, by its code.
ALREADY_RE_EXAMINED = "already_re_examined"

# No provision ranks the dispositions. What is not settled yet may still become anything, so nothing weighs more.
_FROM_THE_HEAVIEST = (
    "처분 미정",
    "징계 요구",
    "문책 요구",
    "경고",
    "훈계",
    "기관경고",
    "주의",
    "기관주의",
    "인사자료 통보",
    "시정",
    "개선",
    "권고",
    "통보",
    NO_DISPOSITION,
)
# The rule is one for audits of the Board of Audit; an office's own audits have none.
_NEVER_WORSE = printed_source(Basis.AGENCY, "감사원 감사사무 처리규칙 제59조를 본떠 둠")


@dataclass(frozen=True, kw_only=True)
class FirstResult:
    """What the first ruling left of one charge, which `label` names in Korean."""

    label: str
    was_recognised: bool
    disposition_after: str


def grounds_on(day: date) -> tuple[Ground, ...]:
    """Return the five grounds for dismissing an application for re-examination on a day. Raises: NotInForce.

    공공감사에 관한 법률 시행령 제15조. An application that lacks what the last asks for may be completed first.
    """
    return list_on("re_examination_dismissal", day)


def decision_period(received_on: date, months: LegalValue, agency: Sequence[AgencyHoliday] = ()) -> Period:
    """Return until when a re-examination is to be decided, from its receipt (공공감사에 관한 법률 제25조).

    `months` is the value "periods.re_examination_decision_months". 민법 제157조, 제160조, 제161조.
    """
    return period_of_months(received_on, "신청을 접수한 날", months, agency)


def is_late(filed_on: date, period: Period) -> bool:
    """Say whether an application came after the last day of its period (periods.re_examination_period)."""
    return filed_on > period.due_on


def check_not_worse(
    first: Mapping[str, FirstResult],
    conclusions: Iterable[Conclusion],
    changes: Iterable[DispositionChange],
    charges: Iterable[Charge],
) -> None:
    """Let a re-examination pass only if no charge comes out of it worse than the first ruling left it.

    `first` is by the id of the charge in the re-examination; a charge it does not hold is passed over. A charge
    without a change stays. 각하 judges nothing and is not asked about. law.rulings.check_changes asks the rest, with
    the recognised charges of `first` as its `lifted_before`. Raises: RulingDoesNotFollow; its `against` names each
    charge that would be worse off.
    """
    recognised = {conclusion.charge_id: conclusion.recognised for conclusion in conclusions}
    after = {charge.id: charge.disposition for charge in charges} | {each.charge_id: each.after for each in changes}
    against = []
    for charge_id, result in first.items():
        if result.was_recognised and recognised.get(charge_id) is False:
            against.append(f"{result.label}: 처음에 인정된 면책이 인정되지 않음")
        if _is_heavier(after[charge_id], result.disposition_after):
            against.append(f"{result.label}: {_heavier(result.disposition_after, after[charge_id])}")
    if against:
        raise RulingDoesNotFollow(
            f"재심의에서는 처음 결정보다 불리하게 결정할 수 없습니다({_NEVER_WORSE}). 판단이나 처분 변화를 고치세요.",
            tuple(against),
        )


def lifted_before(first: Mapping[str, FirstResult]) -> frozenset[str]:
    """Return the charges that the first ruling recognised, as law.rulings.check_changes takes them."""
    return frozenset(charge_id for charge_id, result in first.items() if result.was_recognised)


def result(first: Mapping[str, FirstResult], new: Ruling) -> str:
    """Return what came of a re-examination: 각하; 인용 where the ruling eases any charge's disposition, else 기각.

    A charge that is newly recognised is always eased (law.rulings.check_changes).
    """
    if new.outcome == Outcome.DISMISSED:
        return "각하"
    is_eased = any(change.after != first[change.charge_id].disposition_after for change in new.changes)
    return "인용" if is_eased else "기각"


def _is_heavier(new: str, old: str) -> bool:
    return _FROM_THE_HEAVIEST.index(new) < _FROM_THE_HEAVIEST.index(old)


def _heavier(old: str, new: str) -> str:
    return f"처분이 ‘{old}’에서 ‘{new}’{particle(new, '으로/로')} 무거워짐"
