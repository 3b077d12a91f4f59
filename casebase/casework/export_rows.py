"""What one line of each list is in a file: the headings, what stands below them, in words instead of codes."""

from datetime import date

from casebase.access.act import Act
from casebase.access.labels import ACT_LABELS
from casebase.casework.case_columns import COLUMN_LABELS
from casebase.casework.case_entry import title_of
from casebase.domain.access_log import SHOWN_LABELS, THING_LABELS, AccessLine
from casebase.domain.advice import ADVICE_STATUS_LABELS, ASSIGNMENT_STATUS_LABELS
from casebase.domain.business import REGIONS
from casebase.domain.consultation import APPLICANT_KIND_LABELS, CONSULTATION_STATUS_LABELS
from casebase.domain.listing import AdviceLine, ConsultationLine, MeetingLine, ReviewLine, VisitLine
from casebase.domain.meeting import MEETING_FORM_LABELS, MEETING_STATUS_LABELS
from casebase.domain.opinion import OPINION_OUTCOME_LABELS
from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PRECEDENT_ORIGIN_LABELS, Precedent, PrecedentOrigin
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.domain.visit import VISIT_STATUS_LABELS
from casebase.korean.dates import local_time
from casebase.sheets.casebook import OPTIONAL_COLUMNS, REQUIRED_COLUMNS
from casebase.sheets.writing import Row, Value

VISIT_COLUMNS: dict[str, type] = {
    "번호": str,
    "방문일": date,
    "업체": str,
    "시군": str,
    "방문자": str,
    "애로사항 수": int,
    "회신할 것": int,
    "상태": str,
    "시연": str,
}
CONSULTATION_COLUMNS: dict[str, type] = {
    "번호": str,
    "신청일": date,
    "건명": str,
    "기관": str,
    "신청인 구분": str,
    "담당자": str,
    "상태": str,
    "결과": str,
    "시연": str,
}
REVIEW_COLUMNS: dict[str, type] = {
    "번호": str,
    "신청일": date,
    "건명": str,
    "기관": str,
    "담당자": str,
    "상태": str,
    "결과": str,
    "시연": str,
}
ADVICE_COLUMNS: dict[str, type] = {
    "번호": str,
    "제목": str,
    "사건 번호": str,
    "회신 기한": date,
    "상태": str,
    "내 상태": str,
    "배정": int,
    "회신": int,
    "시연": str,
}
MEETING_COLUMNS: dict[str, type] = {
    "번호": str,
    "회의 방식": str,
    "회의 날짜": date,
    "장소": str,
    "상태": str,
    "안건": int,
    "의결": int,
    "시연": str,
}
ACCESS_COLUMNS: dict[str, type] = dict.fromkeys(("때", "이름", "아이디", "주소", "무엇", "번호", "내용", "행위"), str)
PRECEDENT_COLUMNS: dict[str, type] = {
    **dict.fromkeys(COLUMN_LABELS.values(), str),
    COLUMN_LABELS["year"]: int,
    COLUMN_LABELS["received_on"]: date,
    COLUMN_LABELS["answered_on"]: date,
    "사례번호": str,
    "구분": str,
}


def visit_row(line: VisitLine) -> Row:
    """Return a visit under VISIT_COLUMNS."""
    return (
        line.number,
        line.visited_on,
        line.business,
        REGIONS[line.region_code],
        line.lead,
        line.count_matters,
        line.count_open,
        VISIT_STATUS_LABELS[line.status],
        _mark(line.is_demo),
    )


def consultation_row(line: ConsultationLine) -> Row:
    """Return a consultation under CONSULTATION_COLUMNS."""
    return (
        line.number,
        line.filed_on,
        line.title,
        line.agency,
        APPLICANT_KIND_LABELS[line.applicant_kind],
        line.handler,
        CONSULTATION_STATUS_LABELS[line.status],
        OPINION_OUTCOME_LABELS[line.outcome] if line.outcome else "",
        _mark(line.is_demo),
    )


def review_row(line: ReviewLine) -> Row:
    """Return a review under REVIEW_COLUMNS."""
    return (
        line.number,
        line.filed_on,
        line.title,
        line.agency,
        line.handler,
        REVIEW_STATUS_LABELS[line.status],
        OUTCOME_LABELS[line.outcome] if line.outcome else "",
        _mark(line.is_demo),
    )


def advice_row(line: AdviceLine) -> Row:
    """Return a request for advice under ADVICE_COLUMNS."""
    return (
        line.number,
        line.title,
        line.case_number,
        line.due_on,
        ADVICE_STATUS_LABELS[line.status],
        ASSIGNMENT_STATUS_LABELS[line.own] if line.own else "",
        line.count_asked,
        line.count_answered,
        _mark(line.is_demo),
    )


def meeting_row(line: MeetingLine) -> Row:
    """Return a meeting under MEETING_COLUMNS."""
    return (
        line.number,
        MEETING_FORM_LABELS[line.form],
        line.held_on,
        line.place,
        MEETING_STATUS_LABELS[line.status],
        line.count_items,
        line.count_resolved,
        _mark(line.is_demo),
    )


def access_row(line: AccessLine) -> Row:
    """Return a line of the access log under ACCESS_COLUMNS."""
    return (
        local_time(line.happened_at),
        line.name or "운영자(명령줄)",
        line.login,
        line.address,
        THING_LABELS[line.thing],
        line.number,
        SHOWN_LABELS[line.shown],
        ACT_LABELS[Act(line.act)],
    )


def precedent_row(precedent: Precedent) -> Row:
    """Return a precedent under PRECEDENT_COLUMNS, whose headings an import of the file finds by itself."""
    values = _casebook_values(precedent) | {"kind": PRECEDENT_KIND_LABELS[precedent.kind]}
    days = {"received_on": precedent.received_on, "answered_on": precedent.answered_on}
    row = [(values | days)[name] for name in COLUMN_LABELS]
    return (*row, precedent.number, PRECEDENT_ORIGIN_LABELS[precedent.origin])


def casebook_entry(precedent: Precedent) -> dict[str, Value]:
    """Return a precedent as a casebook has it; of the columns that may be absent only those with something in them."""
    values = _casebook_values(precedent)
    if precedent.title == title_of(precedent.question, precedent.facts):
        values["title"] = ""  # the case has none of its own
    return {name: values[name] for name in REQUIRED_COLUMNS} | {
        name: values[name] for name in OPTIONAL_COLUMNS if values[name]
    }


def _casebook_values(precedent: Precedent) -> dict[str, Value]:
    is_taken_over = precedent.origin == PrecedentOrigin.CASEBOOK
    return {
        **{name: getattr(precedent, name) for name in COLUMN_LABELS if name not in {"id", "kind", "year"}},
        "id": precedent.source_key.partition(":")[2] if is_taken_over else precedent.number,
        "kind": precedent.kind.value,
        "year": precedent.year or None,
    }


def _mark(is_demo: bool) -> str:
    return "시연" if is_demo else ""
