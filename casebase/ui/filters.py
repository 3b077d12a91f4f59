"""Filters of lists, each option with how many there are."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from casebase.casework import counts, review_views, visit_views
from casebase.domain.business import REGIONS
from casebase.domain.case import FIELDS
from casebase.domain.listing import ReviewFilter, VisitFilter
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.visit import TRACK_LABELS, VISIT_STATUS_LABELS
from casebase.ui.session import desk

E = TypeVar("E", bound=StrEnum)


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
    found = counts.visit_facets(desk()) if kind == "visits" else counts.review_facets(desk())
    return found.counts


@st.cache_data(max_entries=50, show_spinner=False)
def _people(seq: int, account_id: str, day: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    return {account.id: account.name for account in visit_views.team(desk())}


@st.cache_data(max_entries=50, show_spinner=False)
def _agencies(seq: int, account_id: str) -> dict[str, str]:  # noqa: ARG001 - the cache's key
    return {agency.id: agency.name for agency in review_views.review_agencies(desk())}


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


def _by_value(labels: Mapping[E, str]) -> dict[str, str]:
    return {member.value: label for member, label in labels.items()}


def _span(key: str) -> tuple[date | None, date | None]:
    left, right = st.columns(2)
    since = left.date_input("부터", value=None, key=f"{key}_since", format="YYYY-MM-DD")
    until = right.date_input("까지", value=None, key=f"{key}_until", format="YYYY-MM-DD")
    return since, until
