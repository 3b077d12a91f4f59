"""Made-up reviews for the pictures, carried as far as wanted by the acts that people do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from casebase.casework import drafts, reviews, ruling_notices, rulings
from casebase.casework.demo.office import Staff, add_masked_agency
from casebase.casework.demo.visits import typed
from casebase.casework.findings import questions_of, record_findings, steps_of
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.agency import AgencyKind
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.review import NO_DISPOSITION, Charge, Review
from casebase.domain.ruling import Outcome

_FIRST_HANDLER = Role.AUDITOR.value


@dataclass(frozen=True, kw_only=True)
class MadeUp:
    """What a review is about. `agency` is a masked name, "" for the demo applicant's own agency."""

    title: str
    agency: str
    told: str
    objected: str
    argued: str
    field: str = "인허가"
    disposition: str = "훈계"
    warns_agency: bool = False  # the agency is a subject too
    is_recognised: bool = True


def proposed(staff: Staff, about: MadeUp, at: datetime) -> str:
    """File a review, find everything as its outcome needs, propose that outcome; return its number."""
    is_own = not about.agency
    desk = staff.desk(Role.APPLICANT if is_own else _FIRST_HANDLER, at)
    draft_id = drafts.begin_draft(desk, Form.REVIEW)
    drafts.keep_fields(desk, draft_id, typed(_fields(staff, about, at)))
    number = (reviews.apply_for_review if is_own else reviews.register_review)(desk, draft_id)
    if is_own:
        applied = _review(staff, number, at)
        reviews.receive_review(staff.desk(_FIRST_HANDLER, at), applied.id, applied.version, "")
    judge(staff, number, _FIRST_HANDLER, at, is_recognised=about.is_recognised)
    return number


def judge(staff: Staff, number: str, login: str, at: datetime, *, is_recognised: bool) -> None:
    """Hear the person, find for or against every charge, and propose what follows."""
    received, heard_on = _review(staff, number, at), staff.desk(login, at).today.isoformat()
    reviews.begin_fact_finding(staff.desk(login, at), received.id, received.version)
    offered = {"hearing_offered_on": heard_on, "hearing_way": "paper"}
    reviews.offer_hearing(staff.desk(login, at), received.id, received.version + 1, offered)
    held = {"hearing_held_on": heard_on, "hearing_note": "(시연) 소명서와 같은 취지로 진술하였다."}
    reviews.hold_hearing(staff.desk(login, at), received.id, received.version + 2, held)
    review = _review(staff, number, at)
    for charge in review.charges:
        for step in steps_of(review):
            fields = _answers(review, step, is_recognised=is_recognised)
            record_findings(staff.desk(login, at), review.id, charge.id, step, fields, {})
    outcome = Outcome.RECOGNISED if is_recognised else Outcome.NOT_RECOGNISED
    rulings.propose_ruling(staff.desk(login, at), review.id, review.version, _ruling(review, outcome))


def decided(staff: Staff, number: str, login: str, at: datetime) -> None:
    """Let the chair approve what is proposed: of before the committee's days, or minor. Its notice arrives next day."""
    deliberation = review_page(staff.desk(Role.CHAIR, at), number).deliberation
    if deliberation is None or deliberation.proposed is None:
        raise LookupError(f"{number} has no proposal")
    rulings.issue_ruling(staff.desk(Role.CHAIR, at), deliberation.proposed.id, deliberation.proposed.digest)
    next_day = at + timedelta(days=1)
    review, told_on = _review(staff, number, next_day), staff.desk(login, next_day).today.isoformat()
    notice = {"notified_on": told_on, "notified_how": "electronic"}
    ruling_notices.notify_ruling(staff.desk(login, next_day), review.id, review.version, notice)
    ruling_notices.record_arrival(staff.desk(login, next_day), review.id, {"reached_on": told_on})


def _review(staff: Staff, number: str, at: datetime) -> Review:
    return review_page(staff.desk(_FIRST_HANDLER, at), number).review


def _fields(staff: Staff, about: MadeUp, at: datetime) -> dict[str, str]:
    day = staff.desk(_FIRST_HANDLER, at).today
    fields = {
        "title": about.title,
        "field": about.field,
        "audit_name": "(시연) 종합감사",
        "audit_ended_on": (day - timedelta(days=10)).isoformat(),
        "filed_on": day.isoformat(),
        "request": "맡은 일을 적극적으로 처리한 결과이므로 면책을 구한다.",
        "circumstances": f"(시연) {about.told}",
        "argument": f"(시연) {about.argued}",
        "count_observations": "1",
        "observation_title_1": about.title.replace("책임을 면할 것인가", "일"),
        "observation_text_1": f"(시연) {about.objected}",
        "count_subjects": "2" if about.warns_agency else "1",
        "subject_kind_1": "person",
        "subject_name_1": "업무 담당자(시연)",
        "disposition_1_1": about.disposition,
    }
    if about.agency:
        agency_id = add_masked_agency(staff.store, about.agency, at, AgencyKind.CITY)
        fields |= {"origin": "ex_officio", "agency_id": agency_id}
    else:
        fields |= {"origin": "agency", "applicant_name": "시연 신청인"}
    if about.warns_agency:
        fields |= {
            "subject_kind_2": "agency",
            "subject_name_2": f"{about.agency} 건설과",
            "disposition_1_2": "기관경고",
        }
    return fields


def _answers(review: Review, step: Step, *, is_recognised: bool) -> dict[str, str]:
    """Answer a step's questions: nothing is excluded; where it is not recognised the last criterion fails."""
    fields: dict[str, str] = {}
    questions = questions_of(review, step)
    for question in questions:
        is_against = step == Step.EXCLUSION or (not is_recognised and question == questions[-1])
        reason = (
            "이에 해당하는 사정이 없다." if step == Step.EXCLUSION else "결재 문서와 협의 공문을 대조하여 판단하였다."
        )
        fields |= {
            f"holds_{question.code}": "no" if is_against else "yes",
            f"reason_{question.code}": f"(시연) {reason}",
        }
    return fields


def _ruling(review: Review, outcome: Outcome) -> dict[str, str]:
    told = "세 요건을 모두 갖추었다." if outcome == Outcome.RECOGNISED else "타당성을 갖추지 못하였다."
    return {
        "outcome": outcome.value,
        "reasons": f"(시연) 기록에 따르면 {told}",
        "disclosure": "partial",
        "disclosure_clauses": '["5", "6"]',
        **{f"after_{charge.id}": _after(charge, outcome) for charge in review.charges},
    }


def _after(charge: Charge, outcome: Outcome) -> str:
    return NO_DISPOSITION if outcome == Outcome.RECOGNISED else charge.disposition
