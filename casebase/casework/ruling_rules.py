"""Whether a ruling may be proposed or issued on a review: what it must follow from, and who decides it."""

from collections.abc import Sequence

from casebase.casework.desk import Look
from casebase.casework.first_rulings import earlier_re_examination, in_force
from casebase.casework.judgments import Judged, first_results
from casebase.casework.review_times import came_too_late
from casebase.domain.errors import RulingDoesNotFollow
from casebase.domain.review import Review
from casebase.domain.ruling import DispositionChange, Outcome, Ruling, RulingKind
from casebase.korean.dates import official_date
from casebase.law.committee import Decider, decider
from casebase.law.re_examination import check_not_worse, lifted_before
from casebase.law.rulings import check_changes, check_ruling
from casebase.law.values import LegalValue
from casebase.store.settings import list_settings


def must_follow(
    asked: Look,
    review: Review,
    found: Sequence[Judged],
    outcome: Outcome,
    dismissal_ground: str,
    changes: tuple[DispositionChange, ...],
) -> None:
    """Let a ruling pass only as it follows from what was found of each charge.

    A re-examination may besides only be dismissed where it was late or is a second one, and never makes it worse.
    Raises: RulingDoesNotFollow, naming each finding in the way.
    """
    if (why := only_dismissal(asked, review)) and outcome != Outcome.DISMISSED:
        raise RulingDoesNotFollow(why, ())
    conclusions = [(one.label, one.conclusion) for one in found]
    check_ruling(outcome, conclusions, dismissal_ground)
    first = first_results(asked, review)
    if outcome != Outcome.DISMISSED:
        check_not_worse(first, [one.conclusion for one in found], changes, review.charges)
    check_changes(outcome, review.charges, conclusions, changes, lifted_before=lifted_before(first))


def only_dismissal(asked: Look, review: Review) -> str:
    """Return why a re-examination can only be dismissed, as a sentence; empty where it can be judged.

    공공감사에 관한 법률 시행령 제15조. What the office takes up itself (직권) is bound by no period; but a third look
    would no longer be held to what the second one left.
    """
    if review.first_review_id is None:
        return ""
    if in_force(asked, review.first_review_id) is None:
        return "처음 결정이 취소되어 다시 살필 것이 없으므로 각하만 할 수 있습니다. ‘각하’를 고르세요."
    if earlier := earlier_re_examination(asked, review):
        return f"이미 재심의({earlier.number})한 사안이라 각하만 할 수 있습니다. ‘각하’를 고르세요."
    if missed := came_too_late(asked, review):
        return (
            f"재심의 신청 기간({official_date(missed.due_on)}까지)이 지난 뒤 신청되어 각하만 할 수 있습니다. "
            "‘각하’를 고르세요. 다시 살필 까닭이 있으면 직권 재심의로 등록하세요."
        )
    return ""


def decider_of(asked: Look, review: Review, ruling: Ruling) -> tuple[Decider, LegalValue]:
    """Return who may issue a proposed ruling today, and the setting that says so."""
    return decider(
        review.charges,
        ruling.kind,
        changes_nothing=_changes_nothing(asked, ruling),
        on=asked.today,
        settings=list_settings(asked.con),
    )


def _changes_nothing(asked: Look, ruling: Ruling) -> bool:
    """Say whether a correction leaves what was decided as it was."""
    standing = in_force(asked, ruling.review_id)
    if ruling.kind != RulingKind.CORRECTION or standing is None:
        return False
    return (ruling.outcome, set(ruling.changes), ruling.dismissal_ground) == (
        standing.outcome,
        set(standing.changes),
        standing.dismissal_ground,
    )
