"""A demo re-examination: an agency's head asks for a published case, ruled on here, to be looked at again."""

from datetime import datetime, timedelta
from functools import partial

from casebase.casework import drafts, re_examinations, reviews
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import Steps, in_office_hours, typed
from casebase.casework.review_views import review_list, review_page
from casebase.domain.draft import Form
from casebase.domain.listing import ReviewFilter
from casebase.domain.review import Origin

_CASE = "EX-008"
_HANDLER = "auditor2"  # the first review was another's
_DAYS_AGO = 50


def re_examination_steps(staff: Staff, now: datetime) -> Steps:
    """Return how the application came and was taken in hand, each act with its moment."""
    filed_at = in_office_hours(now - timedelta(days=_DAYS_AGO)) + timedelta(minutes=15)
    begun_at = in_office_hours(now - timedelta(days=_DAYS_AGO - 4)) + timedelta(minutes=40)
    numbers: list[str] = []
    return [
        (filed_at, partial(_register, staff, numbers, filed_at)),
        (begun_at, partial(_begin, staff, numbers, begun_at)),
    ]


def _register(staff: Staff, numbers: list[str], at: datetime) -> None:
    desk, case = staff.desk(_HANDLER, at), published_cases()[_CASE]
    line = review_list(desk, ReviewFilter(query=case.question), 1, 0)[0]
    first = review_page(desk, line.number)
    fields = {
        "document_number": first.documents[0].number,
        "request": "(시연) 면책을 인정하지 아니한 결정을 다시 살펴 줄 것을 구한다.",
        "argument": f"(시연) {case.view_b.removeprefix('소명: ')}",
        "origin": Origin.AGENCY.value,
        "filed_on": desk.today.isoformat(),
        "source": first.review.source,
    }
    draft_id = drafts.begin_draft(desk, Form.RE_EXAMINATION)
    drafts.keep_fields(desk, draft_id, typed(fields))
    numbers.append(re_examinations.register_re_examination(desk, draft_id))


def _begin(staff: Staff, numbers: list[str], at: datetime) -> None:
    desk = staff.desk(_HANDLER, at)
    review = review_page(desk, numbers[0]).review
    reviews.begin_fact_finding(desk, review.id, review.version)
    offered = {"hearing_offered_on": desk.today.isoformat(), "hearing_way": "paper"}
    reviews.offer_hearing(staff.desk(_HANDLER, at), review.id, review.version + 1, offered)
