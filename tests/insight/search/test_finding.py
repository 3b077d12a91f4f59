"""What is found stays within sight and within what still stands, page after page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from casebase.domain.listing import PrecedentFilter
from casebase.domain.passage import PassageSource
from casebase.domain.precedent import Precedent, PrecedentState
from casebase.domain.reach import Reach, Relation
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.search import finding
from casebase.insight.search.finding import Asked, Sight, find_passages
from casebase.insight.search.index import bring_index
from casebase.store.connection import Store
from casebase.store.precedents import update_precedent
from tests.builders import a_business, a_matter, a_visit, an_account, an_event
from tests.precedent_builders import a_precedent

NOTHING = Reach(account_id="", agency_id=None, relations=frozenset())
PRECEDENTS_ONLY = Sight(consultations=NOTHING, reviews=NOTHING, visits=NOTHING)


def brought(mirror: Mirror, store: Store) -> None:
    bring_index(mirror, store, refresh(mirror, store), 60, lambda _: None)


@pytest.fixture
def precedents(sqlite_store: Store, mirror: Mirror) -> Iterator[list[Precedent]]:
    with sqlite_store.transaction() as con:
        made = [a_precedent(con, year=2020 + n) for n in range(4)]
        for each in made:
            an_event(con, "precedent", each.id)
    brought(mirror, sqlite_store)
    yield made


def found(mirror: Mirror, asked: Asked, sight: Sight = PRECEDENTS_ONLY, limit: int = 10, offset: int = 0) -> list[str]:
    return [each.id for each in find_passages(mirror, asked, sight, limit, offset).passages]


def test_pages_hold_everything_once(
    mirror: Mirror, precedents: list[Precedent], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "FUSED", 1)
    asked = Asked(query="농지전용허가")

    pages = [found(mirror, asked, limit=1, offset=offset) for offset in range(5)]

    assert sorted(each for page in pages for each in page) == sorted(each.id for each in precedents)
    assert pages[4] == []


def test_what_was_taken_back_since_the_index_read_it_is_left_out(
    sqlite_store: Store, mirror: Mirror, precedents: list[Precedent]
) -> None:
    gone = precedents[0]
    with sqlite_store.transaction() as con:
        withdrawn = replace(gone, state=PrecedentState.WITHDRAWN, withdrawn_by="a", withdrawn_on=date(2026, 11, 23))
        assert update_precedent(con, withdrawn)
        an_event(con, "precedent", gone.id)
    refresh(mirror, sqlite_store)

    ids = found(mirror, Asked(query="농지전용허가"))

    assert sorted(ids) == sorted(each.id for each in precedents[1:])


@pytest.mark.parametrize("query", ["농지전용허가", "공장 진입"])
def test_filters_hold_for_words_and_for_letters(mirror: Mirror, precedents: list[Precedent], query: str) -> None:
    wanted = PrecedentFilter(year=2022, kind="pre_consulting", origin="casebook", field="농지·산지")

    assert found(mirror, Asked(query=query, wanted=wanted)) == [precedents[2].id]
    assert found(mirror, Asked(query=query, wanted=replace(wanted, kind="visit"))) == []


def test_what_is_out_of_sight_is_neither_found_by_words_nor_by_letters(sqlite_store: Store, mirror: Mirror) -> None:
    with sqlite_store.transaction() as con:
        lead, other = an_account(con), an_account(con)
        matter = a_matter(difficulty="미르누리센터 위탁이 어렵다", answer="다시 위탁할 수 있다")
        visit = a_visit(con, a_business(con), lead, matters=(matter,))
        an_event(con, "visit", visit.id)
    brought(mirror, sqlite_store)

    def of_team(account_id: str) -> Sight:
        team = Reach(account_id=account_id, agency_id=None, relations=frozenset({Relation.TEAM}))
        return replace(PRECEDENTS_ONLY, visits=team)

    for query in ("위탁이 어렵다", "르누리센"):
        (hit,) = find_passages(mirror, Asked(query=query), of_team(lead.id), 10).passages
        assert (hit.source, hit.id) == (PassageSource.ANSWER, visit.matters[0].id)
        assert found(mirror, Asked(query=query), of_team(other.id)) == []
        assert found(mirror, Asked(query=query)) == []
