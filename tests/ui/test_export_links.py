"""A list's links to its files: every format, the filters that are set and no others."""

from datetime import date
from html import unescape

from streamlit.testing.v1 import AppTest

from casebase.domain.listing import VisitFilter


def page(wanted: "VisitFilter") -> None:
    """A script of its own: it knows nothing of this module."""
    from casebase.ui.export_links import export_links

    export_links("visits", wanted)


def shown(wanted: VisitFilter) -> str:
    run = AppTest.from_function(page, args=(wanted,), default_timeout=30).run()
    assert not run.exception
    (links,) = run.get("html")
    return str(links.proto.body)


def test_every_format_is_offered_by_the_filters_that_are_set() -> None:
    links = unescape(shown(VisitFilter(query="한빛 & <b>", since=date(2026, 1, 2))))

    query = "query=%ED%95%9C%EB%B9%9B+%26+%3Cb%3E&since=2026-01-02"
    for format in ("xlsx", "csv", "parquet", "json"):
        assert f'href="/api/exports/visits.{format}?{query}" download' in links


def test_no_filter_asks_for_everything() -> None:
    assert 'href="/api/exports/visits.csv?"' in shown(VisitFilter())
