"""Whatever office is counted, figures count what pandas counts of the same rows, and show as much behind each part."""

import os
from random import Random

import pytest

from casebase.insight.figures.asking import MOST_BEHIND
from casebase.insight.figures.catalog import FIGURES
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from tests.asked_figures import behind, brought, count_behind, rows
from tests.drawn_office import draw_office
from tests.figures_by_pandas import COUNTED, frames
from tests.generated_office import a_generated_office

ONE_THING_A_ROW = ("visits_by_region", "deciding_criteria", "recognition_by_quarter", "panel_days")
SEEDS = range(int(os.environ.get("CASEBASE_SEQUENCES", "3")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_office_is_counted_as_pandas_counts_it(sqlite_store: Store, mirror: Mirror, seed: int) -> None:
    with sqlite_store.transaction() as con:
        draw_office(con, Random(seed))
        store = frames(con)
    brought(mirror, sqlite_store)

    found = {name: sorted(rows(mirror, FIGURES[name]), key=repr) for name in COUNTED}

    assert found == {name: count(store) for name, count in COUNTED.items()}
    assert sum(bool(counted) for counted in found.values()) >= len(COUNTED) - 2
    for figure in (FIGURES[name] for name in ONE_THING_A_ROW):
        groups = len(figure.groups)
        assert count_behind(mirror, figure) == {row[:groups]: row[groups] for row in rows(mirror, figure)}
    assert all(len(behind(mirror, FIGURES[name])) <= MOST_BEHIND for name in COUNTED)


def test_a_generated_office_is_counted_as_pandas_counts_it(sqlite_store: Store, mirror: Mirror) -> None:
    a_generated_office(sqlite_store, cases=600)
    brought(mirror, sqlite_store)
    with sqlite_store.reading() as con:
        store = frames(con)

    found = {name: sorted(rows(mirror, FIGURES[name]), key=repr) for name in COUNTED}

    assert found == {name: count(store) for name, count in COUNTED.items()}
    assert all(found.values())
