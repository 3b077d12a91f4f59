"""What waits for a person about exemption reviews: the next step of each, and hearings offered."""

from casebase.access.act import Act
from casebase.access.policy import granted, reach
from casebase.casework.desk import Look
from casebase.casework.first_rulings import RUNNING
from casebase.casework.papers import latest_paper
from casebase.casework.review_times import deciding_again
from casebase.casework.reviews import OPEN_TO_HEARING
from casebase.casework.today_committee import DECISION_DUE, decides_on
from casebase.domain.account import Role
from casebase.domain.case import CaseKind
from casebase.domain.document import DocumentKind
from casebase.domain.listing import ReviewFilter, ReviewLine
from casebase.domain.reach import Relation
from casebase.domain.review import ReviewStatus
from casebase.domain.todo import Todo
from casebase.korean.text import particle
from casebase.law.committee import Decider
from casebase.store import review_lists, reviews

MOST_REVIEWS = 50

# What waits in each state: the act, and the short phrase for it.
_STEPS = {
    ReviewStatus.APPLIED: (Act.RECEIVE_REVIEW, "신청서를 확인하고 접수하세요"),
    ReviewStatus.RECEIVED: (Act.BEGIN_FACT_FINDING, "사실확인을 시작하세요"),
    ReviewStatus.FACT_FINDING: (Act.PROPOSE_RULING, "판단을 기록하고 결정안을 상신하세요"),
    ReviewStatus.PROPOSED: (Act.ISSUE_RULING, "결정안을 검토하고 결재하세요"),
    ReviewStatus.ISSUED: (Act.NOTIFY_RULING, "결정서를 통지하고 기록하세요"),
    ReviewStatus.NOTIFIED: (Act.RECORD_ARRIVAL, "도달한 날을 기록하세요"),
}


def review_todos(asked: Look) -> list[Todo]:
    """Return what waits for this person about reviews, in no order."""
    return [*_steps(asked), *_hearings(asked)]


def _steps(asked: Look) -> list[Todo]:
    waiting = []
    sight = reach(asked.account, Act.SEE_REVIEW)
    for status, (act, what) in _STEPS.items():
        relations = granted(asked.account.role, act)
        if not relations:
            continue
        handler_id = "" if Relation.ANY in relations else asked.account.id
        wanted = ReviewFilter(status=status.value, handler_id=handler_id)
        lines = review_lists.list_reviews(asked.con, sight, wanted, MOST_REVIEWS, 0)
        waiting += [_todo(asked, line, _next(asked, line, what)) for line in lines if _is_open_to(asked, line)]
    return waiting


def _hearings(asked: Look) -> list[Todo]:
    """An applicant who was given the chance to be heard, and was not heard yet."""
    if not granted(asked.account.role, Act.ADD_STATEMENT):
        return []
    sight = reach(asked.account, Act.ADD_STATEMENT)
    filters = [ReviewFilter(status=status.value) for status in OPEN_TO_HEARING]
    lines = [line for f in filters for line in review_lists.list_reviews(asked.con, sight, f, MOST_REVIEWS, 0)]
    found = [(line, reviews.fetch_review(asked.con, line.id)) for line in lines]
    return [
        _todo(asked, line, f"{review.hearing_way}{particle(review.hearing_way, '으로/로')} 의견을 진술하세요")
        for line, review in found
        if review.hearing_offered_on is not None and not review.hearing_note
    ]


def _is_open_to(asked: Look, line: ReviewLine) -> bool:
    """Say whether a step waits for this person.

    A proposal not for who made it, nor where another body decides; what has arrived not for who may not end it.
    """
    if _has_arrived(asked, line):
        return bool(granted(asked.account.role, Act.CLOSE_REVIEW))
    if line.status != ReviewStatus.PROPOSED:
        return True
    who = decides_on(asked, line.id)
    may_decide = who == Decider.HEAD or (who == Decider.CHAIR and asked.account.role == Role.CHAIR)
    return may_decide and line.handler_id != asked.account.id


def _next(asked: Look, line: ReviewLine, what: str) -> str:
    """Return what is next: a paper that has arrived leaves only the end."""
    return "도달했으니 종결하세요" if _has_arrived(asked, line) else what


def _has_arrived(asked: Look, line: ReviewLine) -> bool:
    paper = latest_paper(asked, DocumentKind.RULING, ("review", line.id))
    return line.status == ReviewStatus.NOTIFIED and paper is not None and paper.reached_on is not None


def _todo(asked: Look, line: ReviewLine, what: str) -> Todo:
    period = deciding_again(asked, reviews.fetch_review(asked.con, line.id)) if _is_undecided(line) else None
    return Todo(
        title=f"{line.number} {line.title}",
        what=what,
        page="exemption",
        query={"number": line.number},
        due_on=period.due_on if period else None,
        due_basis=DECISION_DUE if period else "",
    )


def _is_undecided(line: ReviewLine) -> bool:
    """Say whether a re-examination, as its number tells it, is still to be decided."""
    return f"-{CaseKind.RE_EXAMINATION.value}-" in line.number and line.status in RUNNING
