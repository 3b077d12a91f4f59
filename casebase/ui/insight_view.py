"""통계: one section at a time, and of it one figure at a time, so that only what is looked at is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from casebase.access.policy import granted
from casebase.casework import figures
from casebase.casework.accounts import me
from casebase.casework.counts import newest_event
from casebase.domain.account import Role
from casebase.insight.figures.asking import Wanted, names_parameter
from casebase.insight.figures.catalog import FIGURES
from casebase.korean.dates import official_span
from casebase.ui.feedback import errors_shown
from casebase.ui.insight_address import Address, read_address, write_address
from casebase.ui.insight_figure import Asked, figure_shown
from casebase.ui.insight_filters import (
    AGENCY,
    TWELVE_MONTHS,
    Words,
    begin_filters,
    filters_chosen,
    span_chosen,
    span_of,
    wanted_of,
)
from casebase.ui.insight_forecast import forecast_shown
from casebase.ui.insight_sections import FIGURE_ACTS, FORECAST, SECTIONS, Section
from casebase.ui.marks import plain
from casebase.ui.session import desk

_PROTECTION = "사람을 알아볼 수 없게 다섯이 안 되는 묶음은 가립니다. 그런 묶음뿐이면 보일 것이 없습니다."


@st.fragment
def insight_view() -> None:
    """Show the sections this person may open, and the one that is open."""
    with errors_shown():
        asked = (*newest_event(desk()), desk().today.isoformat())
        words = _words(*asked)
        address = read_address()
        name, section = _section(address)
        if section.figures:
            _figures_shown(address, name, section, asked, words)
            return
        write_address({"section": name})
        if section == FORECAST:
            forecast_shown(asked)
        else:
            from casebase.ui.insight_reports import reports_shown  # what sets papers is slow to load

            reports_shown()


def _section(address: Address) -> tuple[str, Section]:
    """Return the section that is open, and its name, empty for the first."""
    role = me(desk()).role
    sections = {name: _for(role, section) for name, section in SECTIONS.items() if granted(role, section.act)}
    first = next(iter(sections))
    chosen = st.pills(
        "볼 것",
        list(sections),
        format_func=lambda name: sections[name].title,
        required=True,
        key=address.choice("section", sections, first),
        label_visibility="collapsed",
    )
    name = chosen or first
    return "" if name == first else name, sections[name]


def _for(role: Role, section: Section) -> Section:
    """Return a section with the figures that a role may see."""
    seen = [name for name in section.figures if granted(role, FIGURE_ACTS.get(name, section.act))]
    return replace(section, figures=tuple(seen))


def _figures_shown(address: Address, section_name: str, section: Section, asked: Asked, words: Words) -> None:
    name, today = _figure(address, section), desk().today
    span: dict[str, str] = {}
    since, until = span_of(TWELVE_MONTHS, today)
    if names_parameter(FIGURES[name], "since"):
        since, until, span = span_chosen(address, today)
    offered = _offer(*asked, name, wanted_of(since, until, {}))
    filters = [each for each in offered.filters if not (section.is_of_visits and each == AGENCY)]
    begin_filters(address, filters, words)
    st.subheader(FIGURES[name].title)
    st.caption(plain(FIGURES[name].note))
    if offered.is_protected:
        st.caption(f"{_whole_quarters(offered)} {_PROTECTION}" if span else _PROTECTION)
    told = "" if name == section.figures[0] else name
    _filtered(name, since, until, filters, {"section": section_name, "figure": told, **span})


@st.fragment
def _filtered(name: str, since: date, until: date, filters: Sequence[str], view: Mapping[str, str]) -> None:
    """Show a figure below its filters; a changed one draws only this anew. `view` is what else the address says."""
    with errors_shown():
        asked = (*newest_event(desk()), desk().today.isoformat())
        words = _words(*asked)
        chosen = filters_chosen(filters, words)
        write_address({**view, **chosen})
        figure_shown(name, asked, wanted_of(since, until, chosen), words)


def _whole_quarters(offered: figures.Offer) -> str:
    if offered.since is None or offered.until is None:
        return "끝난 분기만 셉니다. 이 기간에는 끝난 분기가 없으니 기간을 넓히세요."
    return f"끝난 분기({official_span(offered.since, offered.until)})만 셉니다."


def _figure(address: Address, section: Section) -> str:
    """Let one of a section's figures be chosen by its title, and return its name."""
    first = section.figures[0]
    if len(section.figures) == 1:
        return first
    chosen = st.segmented_control(
        "그림",
        section.figures,
        format_func=lambda name: FIGURES[name].title,
        required=True,
        key=address.choice("figure", section.figures, first),
        label_visibility="collapsed",
    )
    return chosen or first


@st.cache_data(max_entries=50, show_spinner=False)
def _words(seq: int, account_id: str, day: str) -> dict[str, dict[str, str]]:  # noqa: ARG001 - the cache's key
    return figures.figure_words(desk())


@st.cache_data(max_entries=300, show_spinner=False)
def _offer(seq: int, account_id: str, day: str, name: str, wanted: Wanted) -> figures.Offer:  # noqa: ARG001 - the cache's key
    return figures.offer(desk(), name, wanted)
