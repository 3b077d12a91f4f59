"""What a figure is asked for: a span of days, and filters."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from casebase.domain.business import REGIONS
from casebase.domain.case import FIELDS
from casebase.insight.figures.asking import Wanted
from casebase.ui.insight_address import FIRST_DAY, LAST_DAY, Address, key_of

THIS_YEAR, LAST_YEAR, TWELVE_MONTHS, OWN = "this-year", "last-year", "12-months", "own"
SPANS = {THIS_YEAR: "올해", LAST_YEAR: "지난해", TWELVE_MONTHS: "최근 12개월", OWN: "직접"}
FIELD, AGENCY, REGION, HANDLER = "field", "agency", "region", "handler"
_LABELS = {FIELD: "분야", AGENCY: "기관", REGION: "시군", HANDLER: "담당자"}

Words = Mapping[str, Mapping[str, str]]


def span_chosen(address: Address, today: date) -> tuple[date, date, dict[str, str]]:
    """Show the spans and return the first and last day, and what the address must say of them."""
    key = address.choice("span", SPANS, TWELVE_MONTHS)
    choice = st.segmented_control("기간", list(SPANS), format_func=SPANS.__getitem__, required=True, key=key)
    if choice != OWN:
        ready = choice or TWELVE_MONTHS
        return *span_of(ready, today), {"span": "" if ready == TWELVE_MONTHS else ready}
    since, until = _own_span(address, today)
    return since, until, {"span": OWN, "since": since.isoformat(), "until": until.isoformat()}


def span_of(choice: str, today: date) -> tuple[date, date]:
    """Return the first and last day of a ready span, as of a day; of the last twelve months, this one among them."""
    if choice == LAST_YEAR:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if choice == TWELVE_MONTHS:
        months = today.year * 12 + today.month - 12
        return date(months // 12, months % 12 + 1, 1), today
    return date(today.year, 1, 1), today


def begin_filters(address: Address, offered: Sequence[str], words: Words) -> None:
    """Let the filters that are offered begin with what the address says."""
    for name in offered:
        address.choice(name, _labels(name, words), None)


def filters_chosen(offered: Sequence[str], words: Words) -> dict[str, str]:
    """Show the filters that are offered, once begun, and return the code that is chosen for each, empty for all."""
    if not offered:
        return {}
    row = st.container(horizontal=True)
    return {name: _chosen(row, name, _labels(name, words)) for name in offered}


def wanted_of(since: date, until: date, chosen: Mapping[str, str]) -> Wanted:
    """Return what is asked for."""
    return Wanted(
        since=since,
        until=until,
        field=chosen.get(FIELD, ""),
        agency_id=chosen.get(AGENCY, ""),
        region_code=chosen.get(REGION, ""),
        handler_id=chosen.get(HANDLER, ""),
    )


def _own_span(address: Address, today: date) -> tuple[date, date]:
    begin, end = span_of(TWELVE_MONTHS, today)
    left, right, _ = st.columns([1, 1, 2])
    since = _day(left, "부터", address.day("since", begin))
    until = _day(right, "까지", address.day("until", end))
    if since > until:
        st.warning("시작일이 끝나는 날보다 늦어 두 날을 바꾸어 보여 줍니다.")
    return min(since, until), max(since, until)


def _day(column: "st.delta_generator.DeltaGenerator", label: str, key: str) -> date:
    day = column.date_input(label, key=key, min_value=FIRST_DAY, max_value=LAST_DAY, format="YYYY-MM-DD")
    return day if isinstance(day, date) else LAST_DAY


def _chosen(row: "st.delta_generator.DeltaGenerator", name: str, labels: Mapping[str, str]) -> str:
    chosen = row.selectbox(
        _LABELS[name],
        list(labels),
        index=None,
        key=key_of(name),
        format_func=labels.__getitem__,
        placeholder="모두",
    )
    return str(chosen or "")


def _labels(name: str, words: Words) -> dict[str, str]:
    """Return what each code is called; what is called the same is told apart by a number."""
    ready: dict[str, Mapping[str, str]] = {FIELD: {field: field for field in FIELDS}, REGION: REGIONS}
    seen = Counter[str]()
    labels = {}
    for code, label in (ready.get(name) or words.get(name, {})).items():
        seen[label] += 1
        labels[code] = f"{label} ({seen[label]})" if seen[label] > 1 else label
    return labels
