"""The periods of a review: for applying, for applying for re-examination, for deciding on one."""

from casebase.casework.desk import Look
from casebase.domain.document import Document
from casebase.domain.review import Origin, Review
from casebase.korean.dates import official_date
from casebase.law.periods import Period, filing_period, re_examination_period
from casebase.law.re_examination import decision_period, is_late
from casebase.law.values import value_on
from casebase.store import documents
from casebase.store.settings import list_agency_holidays, list_settings


def filing(asked: Look, review: Review) -> Period | None:
    """Return the period for filing with its proof; None ex officio or where its first day is not known.

    It runs from the end of the audit, for a re-examination from the arrival of the first ruling.
    """
    if review.origin == Origin.EX_OFFICIO:
        return None
    if review.first_review_id is not None:
        return applying_again(asked, documents.list_documents_of(asked.con, "review", review.first_review_id))
    if review.audit_ended_on is None:
        return None
    days = value_on("periods.exemption_filing_days", review.filed_on, list_settings(asked.con))
    return filing_period(review.audit_ended_on, days, list_agency_holidays(asked.con))


def applying_again(asked: Look, papers: list[Document]) -> Period | None:
    """Return the period for re-examination of the ruling on these papers, the newest first; None before it arrived.

    It runs from the newest arrival: a correction not yet arrived leaves the earlier one running.
    """
    reached_on = next((paper.reached_on for paper in papers if paper.reached_on), None)
    if reached_on is None:
        return None
    months = value_on("periods.re_examination_months", reached_on)
    return re_examination_period(reached_on, months, list_agency_holidays(asked.con))


def deciding_again(asked: Look, review: Review) -> Period | None:
    """Return until when a re-examination is decided; None for another review, and before it is received."""
    if not review.is_re_examination or review.received_on is None:
        return None
    months = value_on("periods.re_examination_decision_months", review.received_on)
    return decision_period(review.received_on, months, list_agency_holidays(asked.con))


def came_too_late(asked: Look, review: Review) -> Period | None:
    """Return the period that an application for re-examination missed, None where it missed none."""
    period = filing(asked, review) if review.is_re_examination else None
    return period if period is not None and is_late(review.filed_on, period) else None


def timeliness(asked: Look, review: Review) -> str:
    """Return the sentence on whether the application came in time.

    Late is said. It is no bar to a review, but to a re-examination.
    """
    if review.origin == Origin.EX_OFFICIO:
        return "직권으로 심사하여 신청 기간이 적용되지 않는다."
    period = filing(asked, review)
    if review.is_re_examination:
        return _timeliness_of_re_examination(review, period)
    if period is None:
        return "감사 종료일이 기록되지 않아 신청 기간을 계산하지 않았다."
    filed, due = official_date(review.filed_on), official_date(period.due_on)
    if review.filed_on <= period.due_on:
        return f"{filed} 신청되어 신청 기간(기관 기준, {due}까지) 안에 있다."
    return f"{filed} 신청되어 신청 기간(기관 기준, {due}까지)이 지났으나, 기간 경과만으로 배척하지 아니하고 심사한다."


def _timeliness_of_re_examination(review: Review, period: Period | None) -> str:
    filed = official_date(review.filed_on)
    if period is None:
        return f"{filed} 신청되었다. 결정이 도달한 날이 기록되지 않아 재심의 신청 기간이 시작되지 않았다."
    until = f"재심의 신청 기간({official_date(period.due_on)}까지, 공공감사에 관한 법률 제25조 제1항)"
    return f"{filed} 신청되어 {until}{'을 지났다' if is_late(review.filed_on, period) else ' 안에 있다'}."
