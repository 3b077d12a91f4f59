"""The sections of 통계: which figures each has, and who may open it."""

from dataclasses import dataclass

from casebase.access.act import Act


@dataclass(frozen=True, kw_only=True)
class Section:
    """One part of the page. `figures` are shown one at a time; a section without any is a page of its own."""

    title: str
    act: Act
    figures: tuple[str, ...] = ()
    is_of_visits: bool = False  # no agency is party to a visit


# Figures that need more than their section: outside the office they count nothing.
FIGURE_ACTS = {
    "days_by_handler": Act.SEE_CONSULTATION_WORK,
    "findings_by_criterion": Act.SEE_DELIBERATION,
    "deciding_criteria": Act.SEE_DELIBERATION,
    "agreement": Act.SEE_DELIBERATION,
}

FORECAST = Section(title="지연 예측", act=Act.SEE_FORECAST)
REPORTS = Section(title="보고서", act=Act.SEE_REPORT)

# By the name that stands in the address.
SECTIONS = {
    "flow": Section(title="흐름", act=Act.SEE_INSIGHT, figures=("cases_by_month", "open_by_age")),
    "times": Section(
        title="처리기간",
        act=Act.SEE_CONSULTATION,
        figures=("days_by_field", "days_by_agency", "days_by_handler"),
    ),
    "lateness": Section(
        title="지연과 원인",
        act=Act.SEE_CONSULTATION,
        figures=("lateness_by_month", "late_causes"),
    ),
    "outcomes": Section(title="결과", act=Act.SEE_CONSULTATION, figures=("outcomes_by_field", "outcomes_by_year")),
    "visits": Section(
        title="현장 방문",
        act=Act.SEE_VISIT,
        figures=("visits_by_region", "matters_by_industry", "matters_by_field", "matters_by_track", "promises_kept"),
        is_of_visits=True,
    ),
    "exemption": Section(
        title="면책심사",
        act=Act.SEE_REVIEW,
        figures=("recognition_by_quarter", "findings_by_criterion", "deciding_criteria", "agreement"),
    ),
    "panel": Section(title="법률자문", act=Act.SEE_ADVICE, figures=("panel_load", "panel_days", "panel_dissent")),
    "follow-up": Section(title="이행", act=Act.SEE_CONSULTATION, figures=("follow_ups",)),
    "difficulties": Section(
        title="되풀이되는 애로", act=Act.SEE_VISIT, figures=("repeated_difficulties",), is_of_visits=True
    ),
    "forecast": FORECAST,
    "reports": REPORTS,
}
