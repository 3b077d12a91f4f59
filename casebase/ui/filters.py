"""Filters of lists, each option with how many there are."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from casebase.access.act import Act
from casebase.access.policy import granted
from casebase.casework import consultation_views, counts, review_views, visit_views
from casebase.casework.accounts import me
from casebase.domain.business import REGIONS
from casebase.domain.case import FIELDS
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS
from casebase.domain.listing import LATENESS_LABELS, ConsultationFilter, ReviewFilter, VisitFilter
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.visit import TRACK_LABELS, VISIT_STATUS_LABELS
from casebase.ui.session import desk

E = TypeVar("E", bound=StrEnum)

_COUNTING = {
    "visits": counts.visit_facets,
    "consultations": counts.consultation_facets,
    "reviews": counts.review_facets,
}


def visit_filter() -> VisitFilter:
    """Show the filters of visits and return what is asked for."""
    query = st.text_input("찾기", key="visit_query", placeholder="업체, 장소, 애로사항, 번호", live=True)
    with st.expander("조건", key="visit_filters"):
        newest = counts.newest_event(desk())
        facets = _facets("visits", *newest)
        left, middle, right = st.columns(3)
        with left:
            region = _facet("filter_region", "시군", REGIONS, facets.get("region", {}))
            lead = _facet("filter_lead", "방문자", _people(*newest, desk().today.isoformat()), facets.get("lead", {}))
        with middle:
            field = _facet("filter_field", "분야", {f: f for f in FIELDS}, facets.get("field", {}))
            status = _facet("filter_status", "상태", _by_value(VISIT_STATUS_LABELS), facets.get("status", {}))
        with right:
            track = _facet("filter_track", "처리 방법", _by_value(TRACK_LABELS), facets.get("track", {}))
        since, until = _span("visit_span")
    return VisitFilter(
        query=query,
        region_code=region,
        lead_id=lead,
        field=field,
        status=status,
        track=track,
        since=since,
        until=until,
    )


def consultation_filter() -> ConsultationFilter:
    """Show the filters of consultations and return what is asked for."""
    query = st.text_input("찾기", key="consultation_query", placeholder="건명, 기관, 쟁점, 번호", live=True)
    with st.expander("조건", key="consultation_filters"):
        newest = counts.newest_event(desk())
        facets = _facets("consultations", *newest)
        agencies, handlers = _asking(*newest), facets.get("handler", {})
        left, middle, right = st.columns(3)
        with left:
            statuses = _by_value(CONSULTATION_STATUS_LABELS)
            status = _facet("filter_status", "상태", statuses, facets.get("status", {}))
            field = _facet("filter_field", "분야", {f: f for f in FIELDS}, facets.get("field", {}))
        with middle:
            agency = _facet("filter_agency", "신청·대상기관", agencies, facets.get("agency", {}))
            handler = _facet("filter_handler", "담당자", _handlers(*newest, desk().today.isoformat()), handlers)
        with right:
            lateness = _lateness()
        since, until = _span("consultation_span")
    return ConsultationFilter(
        query=query,
        status=status,
        field=field,
        agency_id=agency,
        handler_id=handler,
        lateness=lateness,
        since=since,
        until=until,
    )


def review_filter() -> ReviewFilter:
    """Show the filters of reviews and return what is asked for."""
    query = st.text_input("찾기", key="review_query", placeholder="건명, 기관, 지적사항, 번호", live=True)
    with st.expander("조건", key="review_filters"):
        newest = counts.newest_event(desk())
        facets, agencies = _facets("reviews", *newest), _agencies(*newest)
        left, middle, right = st.columns(3)
        with left:
            status = _facet("filter_status", "상태", _by_value(REVIEW_STATUS_LABELS), facets.get("status", {}))
        with middle:
            field = _facet("filter_field", "분야", {f: f for f in FIELDS}, facets.get("field", {}))
        with right:
            agency = _facet("filter_agency", "대상기관", agencies, facets.get("agency", {}))
        since, until = _span("review_span")
    return ReviewFilter(query=query, status=status, field=field, agency_id=agency, since=since, until=until)


@st.cache_data(max_entries=50, show_spinner=False)
def _facets(kind: str, seq: int, account_id: str) -> dict[str, dict[str, int]]:  # noqa: ARG001 - the cache's key
    return _COUNTING[kind](desk()).counts


@st.cache_data(max_entries=50, show_spinner=False)
def _people(seq: int, account_id: str, day: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    return {account.id: account.name for account in visit_views.team(desk())}


@st.cache_data(max_entries=50, show_spinner=False)
def _agencies(seq: int, account_id: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    return {agency.id: agency.name for agency in review_views.review_agencies(desk())}


@st.cache_data(max_entries=50, show_spinner=False)
def _asking(seq: int, account_id: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    return {agency.id: agency.name for agency in consultation_views.consultation_agencies(desk())}


@st.cache_data(max_entries=50, show_spinner=False)
def _handlers(seq: int, account_id: str, day: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    """An applicant need not pick among the office's people."""
    inside = granted(me(desk()).role, Act.SEE_CONSULTATION_WORK)
    return {account.id: account.name for account in consultation_views.case_handlers(desk())} if inside else {}


def _facet(key: str, label: str, options: Mapping[str, str], counted: Mapping[str, int]) -> str:
    """Offer only the values that occur."""
    present = [value for value in options if counted.get(value)]
    chosen = st.selectbox(
        label,
        present,
        index=None,
        key=key,
        format_func=lambda value: f"{options[value]} ({counted[value]})",
        placeholder="모두",
    )
    return str(chosen or "")


def _lateness() -> str:
    labels = _by_value(LATENESS_LABELS)
    chosen = st.selectbox(
        "처리기한", list(labels), index=None, key="filter_lateness", format_func=labels.__getitem__, placeholder="모두"
    )
    return str(chosen or "")


def _by_value(labels: Mapping[E, str]) -> dict[str, str]:
    return {member.value: label for member, label in labels.items()}


def _span(key: str) -> tuple[date | None, date | None]:
    left, right = st.columns(2)
    since = left.date_input("부터", value=None, key=f"{key}_since", format="YYYY-MM-DD")
    until = right.date_input("까지", value=None, key=f"{key}_until", format="YYYY-MM-DD")
    return since, until
