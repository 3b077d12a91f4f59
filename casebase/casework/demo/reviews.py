"""Demo reviews: published exemption cases, carried as far as each is meant to stand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import partial

from casebase.casework import drafts, review_views, reviews, ruling_notices, rulings
from casebase.casework.demo.cases import PublishedCase, published_cases
from casebase.casework.demo.office import Staff, add_masked_agency
from casebase.casework.demo.visits import Steps, in_office_hours, typed
from casebase.casework.findings import questions_of, record_findings, steps_of
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.finding import Step
from casebase.domain.review import NO_DISPOSITION, Charge, Review, SubjectKind
from casebase.domain.ruling import Outcome


class _Stage(IntEnum):
    """How far a demo review has come."""

    APPLIED = 1
    RECEIVED = 2
    FACT_FINDING = 3
    PROPOSED = 4
    ISSUED = 5
    NOTIFIED = 6
    ARRIVED = 7
    CLOSED = 8


@dataclass(frozen=True, kw_only=True)
class _Demo:
    """One published case, how long ago it was filed, and how far its handler brings it; then see `meetings`."""

    case_id: str
    agency: str
    field: str
    days_ago: int
    stage: _Stage
    is_recognised: bool
    with_agency: bool = False  # the agency itself is a subject too, and keeps its warning


_DEMOS = (
    _Demo(case_id="EX-002", agency="A시", field="계약", days_ago=210, stage=_Stage.CLOSED, is_recognised=True),
    _Demo(case_id="EX-006", agency="A은행", field="계약", days_ago=180, stage=_Stage.CLOSED, is_recognised=False),
    _Demo(case_id="EX-003", agency="A군", field="계약", days_ago=160, stage=_Stage.NOTIFIED, is_recognised=True),
    _Demo(case_id="EX-007", agency="A구", field="공유재산", days_ago=140, stage=_Stage.NOTIFIED, is_recognised=False),
    _Demo(
        case_id="EX-001",
        agency="A시 기업지원과",
        field="산업단지",
        days_ago=120,
        stage=_Stage.NOTIFIED,
        is_recognised=True,
        with_agency=True,
    ),
    _Demo(case_id="EX-004", agency="A도", field="계약", days_ago=90, stage=_Stage.ISSUED, is_recognised=True),
    _Demo(case_id="EX-008", agency="D공사", field="공유재산", days_ago=80, stage=_Stage.ARRIVED, is_recognised=False),
    _Demo(case_id="EX-010", agency="K군", field="개발제한구역", days_ago=60, stage=_Stage.PROPOSED, is_recognised=True),
    _Demo(
        case_id="EX-009", agency="A광역시", field="예산·보조금", days_ago=55, stage=_Stage.PROPOSED, is_recognised=True
    ),
    _Demo(
        case_id="EX-014",
        agency="B시",
        field="도시계획·개발행위",
        days_ago=45,
        stage=_Stage.PROPOSED,
        is_recognised=False,
    ),
    _Demo(
        case_id="EX-023", agency="A공사", field="공유재산", days_ago=40, stage=_Stage.FACT_FINDING, is_recognised=True
    ),
    _Demo(
        case_id="EX-019", agency="B도", field="환경·폐기물", days_ago=30, stage=_Stage.FACT_FINDING, is_recognised=False
    ),
    _Demo(case_id="EX-030", agency="AB군", field="공유재산", days_ago=20, stage=_Stage.RECEIVED, is_recognised=True),
    _Demo(
        case_id="EX-015", agency="A교육지원청", field="인허가", days_ago=16, stage=_Stage.PROPOSED, is_recognised=False
    ),
    _Demo(case_id="EX-026", agency="B군", field="예산·보조금", days_ago=5, stage=_Stage.APPLIED, is_recognised=True),
    _Demo(case_id="EX-028", agency="", field="예산·보조금", days_ago=2, stage=_Stage.APPLIED, is_recognised=True),
)


def review_steps(staff: Staff, now: datetime) -> Steps:
    """Return what was done on each review, each with its moment."""
    steps: Steps = []
    for demo in _DEMOS:
        numbers: list[str] = []
        acts = (_file, _find, _propose, _issue, _notify, _arrive, _close)[: demo.stage - 1] or (_apply,)
        for n, act in enumerate(acts):
            at = in_office_hours(now - timedelta(days=demo.days_ago - 2 * n)) + timedelta(minutes=25 * n)
            steps.append((at, partial(act, staff, demo, numbers, at)))
    return steps


def _apply(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:
    """An application by the demo applicant's own agency, not yet received."""
    desk = staff.desk(Role.APPLICANT, at)
    draft_id = drafts.begin_draft(desk, Form.REVIEW)
    values = _fields(demo, published_cases()[demo.case_id], at)
    values |= {"origin": "agency", "applicant_name": "시연 신청인"}
    drafts.keep_fields(desk, draft_id, typed(values))
    numbers.append(reviews.apply_for_review(desk, draft_id))


def _file(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    draft_id = drafts.begin_draft(desk, Form.REVIEW)
    values = _fields(demo, published_cases()[demo.case_id], at)
    values["agency_id"] = add_masked_agency(staff.store, demo.agency, at)
    values |= {"origin": "ex_officio", "filed_on": desk.today.isoformat()}
    drafts.keep_fields(desk, draft_id, typed(values))
    numbers.append(reviews.register_review(desk, draft_id))


def _find(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:
    """Hear the person concerned, and record every finding; the agency's own charge is not recognised."""
    received = _review(staff, numbers, at)
    reviews.begin_fact_finding(staff.desk(Role.AUDITOR, at), received.id, received.version)
    review = _review(staff, numbers, at)
    today = staff.desk(Role.AUDITOR, at).today.isoformat()
    reviews.offer_hearing(
        staff.desk(Role.AUDITOR, at),
        review.id,
        review.version,
        {"hearing_offered_on": today, "hearing_way": "paper"},
    )
    reviews.hold_hearing(
        staff.desk(Role.AUDITOR, at),
        review.id,
        review.version + 1,
        {"hearing_held_on": today, "hearing_note": "(시연) 소명서와 같은 취지로 진술하였다."},
    )
    if demo.stage == _Stage.FACT_FINDING and not demo.is_recognised:
        return
    for charge in review.charges:
        for step in steps_of(review):
            fields = _findings(demo, review, charge, step)
            record_findings(staff.desk(Role.AUDITOR, at), review.id, charge.id, step, fields, {})


def _propose(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:
    review = _review(staff, numbers, at)
    case = published_cases()[demo.case_id]
    fields = {
        "outcome": _outcome(demo).value,
        "reasons": f"(시연) {case.reasons}",
        "disclosure": "partial",
        "disclosure_clauses": '["5", "6"]',
    }
    for charge in review.charges:
        is_lifted = demo.is_recognised and not _is_of_agency(review, charge)
        fields[f"after_{charge.id}"] = NO_DISPOSITION if is_lifted else charge.disposition
    rulings.propose_ruling(staff.desk(Role.AUDITOR, at), review.id, review.version, fields)


def _issue(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:  # noqa: ARG001 - one shape for all steps
    desk = staff.desk(Role.HEAD, at)
    deliberation = review_views.review_page(desk, numbers[0]).deliberation
    if deliberation is None or deliberation.proposed is None:
        raise LookupError(f"{numbers[0]} has no proposal")
    rulings.issue_ruling(desk, deliberation.proposed.id, deliberation.proposed.digest)


def _notify(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:  # noqa: ARG001
    desk = staff.desk(Role.AUDITOR, at)
    review = _review(staff, numbers, at)
    fields = {"notified_on": desk.today.isoformat(), "notified_how": "electronic"}
    ruling_notices.notify_ruling(desk, review.id, review.version, fields)


def _arrive(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:  # noqa: ARG001
    desk = staff.desk(Role.AUDITOR, at)
    review = _review(staff, numbers, at)
    ruling_notices.record_arrival(desk, review.id, {"reached_on": desk.today.isoformat()})


def _close(staff: Staff, demo: _Demo, numbers: list[str], at: datetime) -> None:  # noqa: ARG001
    review = _review(staff, numbers, at)
    reviews.close_review(staff.desk(Role.AUDITOR, at), review.id, review.version)


def _review(staff: Staff, numbers: list[str], at: datetime) -> Review:
    return review_views.review_page(staff.desk(Role.AUDITOR, at), numbers[0]).review


def _fields(demo: _Demo, case: PublishedCase, at: datetime) -> dict[str, str]:
    fields = {
        "title": case.question,
        "field": demo.field,
        "audit_name": f"{case.agency} (출처에 실린 감사)",
        "audit_ended_on": (at - timedelta(days=14)).date().isoformat(),
        "request": f"{case.question}에 관하여 면책을 구한다(출처의 쟁점).",
        "circumstances": case.facts,
        "argument": case.view_b.removeprefix("소명: "),
        "source": f"{case.source} ({case.year or '연도 없음'}, {case.year_basis})",
        "count_observations": "1",
        "observation_title_1": case.question,
        "observation_text_1": case.view_a.removeprefix("지적: "),
        "count_subjects": "2" if demo.with_agency else "1",
        "subject_kind_1": SubjectKind.PERSON.value,
        "subject_name_1": "업무 담당자(출처에 이름 없음)",
        "disposition_1_1": "처분 미정",
    }
    if demo.with_agency:
        fields |= {
            "subject_kind_2": SubjectKind.AGENCY.value,
            "subject_name_2": demo.agency,
            "disposition_1_2": "기관경고",
        }
    return fields


def _findings(demo: _Demo, review: Review, charge: Charge, step: Step) -> dict[str, str]:
    """Return answers to a step's questions: the published reasons, never more than the outcome tells."""
    case = published_cases()[demo.case_id]
    is_recognised = demo.is_recognised and not _is_of_agency(review, charge)
    fields: dict[str, str] = {}
    for n, question in enumerate(questions_of(review, step)):
        if step == Step.EXCLUSION:
            holds, reason = "no", "(시연) 출처에 이에 해당하는 사정이 적혀 있지 않다."
        else:
            # An unfavourable outcome needs one criterion to fail; the last stands for it here.
            is_last = n == len(questions_of(review, step)) - 1
            holds = "yes" if is_recognised or not is_last else "no"
            reason = f"(시연) {case.reasons}"
        fields |= {f"holds_{question.code}": holds, f"reason_{question.code}": reason}
    return fields


def _outcome(demo: _Demo) -> Outcome:
    if not demo.is_recognised:
        return Outcome.NOT_RECOGNISED
    return Outcome.PARTIAL if demo.with_agency else Outcome.RECOGNISED


def _is_of_agency(review: Review, charge: Charge) -> bool:
    subject = next(s for s in review.subjects if s.id == charge.subject_id)
    return subject.kind == SubjectKind.AGENCY
