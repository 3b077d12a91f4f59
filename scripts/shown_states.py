"""The records that pictures are taken of: one in each state, found in the demo or begun in it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casebase.casework.desk import Desk
from casebase.casework.drafts import begin_draft, keep_fields
from casebase.domain.draft import Form, TypedField
from casebase.domain.review import ReviewStatus
from casebase.domain.visit import VisitStatus
from casebase.store.connection import Connection, Store
from scripts.shown_advice import ShownAdvice, shown_advice
from scripts.shown_consultations import ShownConsultations, shown_consultations
from scripts.shown_library import ShownLibrary, shown_library
from scripts.shown_meetings import ShownMeetings, shown_meetings
from scripts.shown_office import seated
from scripts.shown_re_examinations import ShownReExaminations, shown_re_examinations

_MATTERS = {
    "count_matters": "3",
    "field_1": "인허가",
    "department_1": "허가과",
    "difficulty_1": "공장 증설 승인이 넉 달째 늦어지고 있다.",
    "law_1": "산업집적법 제13조",
    "track_1": "on_site",
    "answer_1": "협의 부서의 회신을 확인하였고 이번 주에 승인한다.",
    "field_2": "교통",
    "difficulty_2": "출근 시간에 진입 도로가 막힌다.",
    "track_2": "later",
    "field_3": "농지·산지",
    "difficulty_3": "농지전용 협의의 기준이 시군마다 다르다.",
    "track_3": "formal",
    "place": "제2공장 회의실",
    "met": "공장장 김○○",
    "begins_at": "14:00",
    "ends_at": "15:20",
}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Numbers and draft ids by what they show."""

    visits: dict[str, str]
    visit_drafts: dict[str, str]
    reviews: dict[str, str]  # by status
    review_draft: str
    applied: str
    application_draft: str
    consultations: ShownConsultations
    advice: ShownAdvice
    meetings: ShownMeetings
    again: ShownReExaminations
    library: ShownLibrary


def shown_states(home: Path) -> Shown:
    """Find what the demo has, and begin drafts as the auditor and the applicant would."""
    store = Store(f"sqlite:///{home}/records.db", home)
    now = datetime.now(UTC)
    staff = seated(store, now)
    auditor, applicant = staff.desk("auditor", now), staff.desk("applicant", now)
    with store.reading() as con:
        business = str(_one(con, "select id from businesses order by name limit 1"))
        owed, answering, matter = _owed_twice(con)
        visits = {"owed": owed, "answer": answering, "closed": _numbered(con, "visits", VisitStatus.CLOSED.value)}
        held = [str(row[0]) for row in con.rows("select distinct status from reviews")]
        reviews = {status.value: _of_status(con, status) for status in ReviewStatus if status in held}
        applied = str(_one(con, "select number from reviews where applicant_id is not null order by number limit 1"))
    begin_draft(auditor, Form.MATTER, f"matter:{matter}")
    consultations = shown_consultations(staff, now)
    asked_about = reviews | {"relying": consultations.relying}
    full = {**_MATTERS, "business_id": business, "visited_on": auditor.today.isoformat()}
    return Shown(
        visits=visits,
        visit_drafts={"new": _draft(auditor, Form.VISIT, {}), "three-matters": _draft(auditor, Form.VISIT, full)},
        reviews=reviews,
        review_draft=_draft(auditor, Form.REVIEW, {}),
        applied=applied,
        application_draft=_draft(applicant, Form.REVIEW, {}),
        consultations=consultations,
        advice=shown_advice(staff, now, consultations.numbers, asked_about),
        meetings=shown_meetings(staff, now),
        again=shown_re_examinations(staff, now),
        library=shown_library(staff, now),
    )


def _draft(desk: Desk, form: Form, fields: dict[str, str]) -> str:
    draft_id = begin_draft(desk, form)
    keep_fields(desk, draft_id, [TypedField(key=key, value=value, sequence=1) for key, value in fields.items()])
    return draft_id


def _numbered(con: Connection, table: str, status: str) -> str:
    return str(_one(con, f"select number from {table} where status = ? order by number desc limit 1", status))


def _of_status(con: Connection, status: ReviewStatus) -> str:
    """Return the newest review at a stage that is no re-examination."""
    sql = "select number from reviews where status = ? and first_review_id is null order by number desc limit 1"
    return str(_one(con, sql, status.value))


def _owed_twice(con: Connection) -> tuple[str, str, str]:
    """Return the numbers of two visits with an answer owed, and the second's matter."""
    rows = con.rows(
        "select v.number, m.id from visits v join matters m on m.visit_id = v.id"
        " where m.track = 'later' and m.answered_on is null order by v.number desc"
    )
    (first, _), (second, matter) = rows[:2]
    return str(first), str(second), str(matter)


def _one(con: Connection, sql: str, *values: object) -> object:
    row = con.row(sql, values)
    if row is None:
        raise LookupError(f"the demo has none of: {sql}")
    return row[0]
