"""The demonstration: filled by the very acts that pages call, and marked as one wherever it shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casebase.casework.demo import fill, is_empty
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import PASSWORD
from casebase.casework.sign_in import is_password
from casebase.domain.account import Role
from casebase.store.accounts import find_account_by_login
from casebase.store.connection import Store
from casebase.store.events import first_broken_link, latest_seq
from casebase.store.files import fetch_bytes
from casebase.store.migrate import apply_pending
from tests.builders import NOW
from tests.case_builders import record_of
from tests.paper_reading import pages_of, squeezed, text_of


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store filled once; the tests of this module only read it."""
    folder = tmp_path_factory.mktemp("demo")
    store = Store(f"sqlite:///{folder / 'records.db'}", Path(folder))
    apply_pending(store)
    assert is_empty(store)
    accounts = fill(store, NOW)
    assert [(login, role) for login, role, _ in accounts] == [(role.value, role) for role in Role]
    yield store
    store.close()


@pytest.fixture(scope="module")
def papers(filled: Store) -> dict[str, bytes]:
    """Every issued paper by its number."""
    with filled.reading() as con:
        rows = con.rows("select number, sha256 from documents where is_demo = 1")
        assert con.row("select count(*) from documents where is_demo = 0") == (0,)
    return {number: fetch_bytes(filled.home, sha256) for number, sha256 in rows}


def test_the_record_of_the_demonstration_is_whole(filled: Store) -> None:
    assert not is_empty(filled)
    with filled.reading() as con:
        assert first_broken_link(con) is None
        assert latest_seq(con) > 50
        assert con.rows("select happened_at from events order by happened_at") == con.rows(
            "select happened_at from events order by seq"
        )


def test_there_is_work_at_every_stage(filled: Store) -> None:
    with filled.reading() as con:
        statuses = {row[0] for row in con.rows("select status from reviews")}
        tracks = {row[0] for row in con.rows("select track from matters")}
        owed = con.row("select count(*) from matters where track = 'later' and answered_on is null")

    assert statuses == {"applied", "received", "fact_finding", "proposed", "issued", "notified", "closed"}
    assert tracks == {"on_site", "formal", "later"}
    assert owed is not None
    assert owed[0] > 0


def test_everything_is_marked_as_a_demonstration_and_tells_its_source(filled: Store) -> None:
    with filled.reading() as con:
        for table in ("businesses", "visits", "reviews", "documents"):
            assert con.row(f"select count(*) from {table} where is_demo = 0") == (0,)
        for table in ("visits", "reviews"):
            assert con.row(f"select count(*) from {table} where source = ''") == (0,)


def test_no_paper_passes_for_a_real_one(papers: dict[str, bytes]) -> None:
    assert len(papers) > 10
    for pdf in papers.values():
        assert all(squeezed("시연용 문서 - 실제 기관이 낸 문서가 아님") in squeezed(page) for page in pages_of(pdf))
        assert squeezed("사실관계의 출처:") in squeezed(text_of(pdf))


def test_no_real_city_county_or_province_is_ruled_upon(filled: Store) -> None:
    with filled.reading() as con:
        agencies = con.rows("select distinct g.name from reviews r join agencies g on g.id = r.agency_id")

    assert all(name.endswith("(가명)") for (name,) in agencies)


def test_one_city_is_named_nowhere(filled: Store, papers: dict[str, bytes]) -> None:
    texts = [str(rows) for table, rows in record_of(filled).items() if table != "agencies"]
    texts += [text_of(pdf) for pdf in papers.values()]
    texts += [str(case) for case in published_cases().values()]

    assert not any("진주" in text for text in texts)


def test_each_role_has_an_account_and_nobody_is_signed_in(filled: Store) -> None:
    with filled.reading() as con:
        found = {role: find_account_by_login(con, role.value) for role in Role}
        live = con.row("select count(*) from sessions where ended_at is null")

    assert all(account is not None and account[0].role == role for role, account in found.items())
    assert found[Role.HEAD] is not None
    assert is_password(found[Role.HEAD][1], PASSWORD)
    assert live == (0,)
