"""What every issued paper shares: its letterhead, its number, its disclosure class."""

from datetime import date

import pytest

from casebase.casework.papers import is_demo_office, printed_disclosure
from casebase.casework.visit_views import visit_page
from casebase.domain.case import Disclosure
from casebase.store.connection import Store
from casebase.store.settings import insert_setting
from tests.builders import a_setting
from tests.case_builders import a_finished_visit, a_person, paper
from tests.paper_reading import pages_of, squeezed


@pytest.mark.parametrize(
    ("disclosure", "clauses", "printed"),
    [
        (Disclosure.OPEN, (), "공개"),
        (Disclosure.OPEN, ("5",), "공개"),
        (Disclosure.PARTIAL, ("7",), "부분공개(제7호(영업비밀))"),
        (Disclosure.CLOSED, ("5", "6"), "비공개(제5호(감사·의사결정 과정), 제6호(개인정보))"),
    ],
)
def test_a_disclosure_class_is_printed_with_its_clauses(
    disclosure: Disclosure, clauses: tuple[str, ...], printed: str
) -> None:
    assert printed_disclosure(disclosure, clauses) == printed


def test_a_paper_leaves_under_the_letterhead_of_its_day(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        insert_setting(con, a_setting("office.name", "가람도 감사위원회", date(2026, 1, 1)))
        insert_setting(con, a_setting("office.name", "나래도 감사위원회", date(2026, 11, 24)))

    view = visit_page(auditor.desk, a_finished_visit(auditor, count_matters="1"))

    first_page = squeezed(pages_of(paper(sqlite_store, view.documents[0].number))[0])
    assert squeezed("가람도 감사위원회") in first_page
    assert squeezed("나래도 감사위원회") not in first_page


def test_papers_of_each_kind_are_numbered_in_their_own_yearly_series(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)

    numbers = [a_finished_visit(auditor, count_matters="1") for _ in range(2)]

    papers = [visit_page(auditor.desk, number).documents[0].number for number in numbers]
    assert papers == ["2026-상담-0001", "2026-상담-0002"]


def test_only_a_store_filled_for_demonstration_is_one() -> None:
    day = date(2026, 1, 1)

    assert is_demo_office([a_setting("office.demo", "yes", day)])
    assert not is_demo_office([a_setting("office.demo", "no", day), a_setting("office.name", "yes", day)])
