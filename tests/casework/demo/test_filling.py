"""The demonstration: filled by the very acts that pages call, and marked as one wherever it shows."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from casebase.casework.demo import fill, is_empty
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import PASSWORD, PEOPLE
from casebase.casework.passwords import is_password
from casebase.documents.signing import signatures_of
from casebase.domain.account import Role
from casebase.domain.advice import AssignmentStatus
from casebase.store.accounts import find_account_by_login, list_accounts
from casebase.store.advice import list_assignments
from casebase.store.connection import Store
from casebase.store.events import find_fault, latest_seq
from casebase.store.files import fetch_bytes
from casebase.store.migrate import apply_pending
from tests.builders import NOW, TODAY
from tests.case_builders import record_of
from tests.paper_reading import pages_of, squeezed, text_of
from tests.signing_keys import a_signer


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store filled once; the tests of this module only read it."""
    folder = tmp_path_factory.mktemp("demo")
    store = Store(f"sqlite:///{folder / 'records.db'}", Path(folder))
    apply_pending(store)
    assert is_empty(store)
    accounts = fill(store, NOW, a_signer())
    assert [(login, role) for login, role, _ in accounts] == [(login, role) for login, (role, _) in PEOPLE.items()]
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
        assert find_fault(con) is None
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
        for table in ("businesses", "visits", "reviews", "documents", "advice_requests", "meetings"):
            assert con.row(f"select count(*) from {table} where is_demo = 0") == (0,)
        for table in ("visits", "reviews"):
            assert con.row(f"select count(*) from {table} where source = ''") == (0,)


def test_no_paper_passes_for_a_real_one(papers: dict[str, bytes]) -> None:
    assert len(papers) > 10
    for number, pdf in papers.items():
        assert all(squeezed("시연용 문서 - 실제 기관이 낸 문서가 아님") in squeezed(page) for page in pages_of(pdf))
        # Minutes tell no facts of a case.
        assert ("회의록" in number) != (squeezed("사실관계의 출처:") in squeezed(text_of(pdf)))


def test_every_paper_is_signed_on_the_day_it_tells_of(filled: Store, papers: dict[str, bytes]) -> None:
    with filled.reading() as con:
        issued = dict(con.rows("select number, issued_on from documents"))

    found = {number: signatures_of(paper, a_signer().trusted) for number, paper in papers.items()}

    assert all(each.is_valid and each.is_trusted for (each,) in found.values())
    assert {number: each.signed_at and each.signed_at.date().isoformat() for number, (each,) in found.items()} == issued


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

        others = [find_account_by_login(con, login) for login in PEOPLE]
        live = con.row("select count(*) from sessions where ended_at is null")

    assert all(account is not None and account[0].role == role for role, account in found.items())
    assert all(account is not None and is_password(account[1], PASSWORD) for account in others)
    assert live == (0,)


def test_what_was_ruled_before_the_committee_began_is_the_heads_and_after_it_the_committees(filled: Store) -> None:
    with filled.reading() as con:
        begun = con.row("select begins_on from settings where name = 'committee.decides'")
        issued = con.rows(
            "select substr(r.decided_at, 1, 10), r.resolution_id is not null, a.role from rulings r"
            " join accounts a on a.id = r.decided_by where r.state = 'issued' order by r.decided_at"
        )

    assert begun is not None
    assert {(bool(by_committee), role) for on, by_committee, role in issued if on < begun[0]} == {(False, Role.HEAD)}
    assert [(bool(by_committee), role) for on, by_committee, role in issued if on >= begun[0]] == [(True, Role.CHAIR)]


def test_one_meeting_resolved_on_a_review_and_was_tied_on_another_without_who_is_excluded(filled: Store) -> None:
    with filled.reading() as con:
        closed = con.row("select id, document_id is not null from meetings where status = 'closed'")
        assert closed is not None
        stages = con.rows("select stage from agenda_items where meeting_id = ? order by position", (closed[0],))
        tied = con.rows(
            "select b.choice, count(*) from ballots b join agenda_items i on i.id = b.item_id"
            " where i.stage = 'carried_over' and b.question like '%|validity' group by b.choice order by b.choice"
        )
        excluded = con.row(
            "select count(*) from ballots b join agenda_items i on i.id = b.item_id join accounts a"
            " on a.id = b.account_id where i.stage = 'carried_over' and a.login = 'committee2'"
        )

    assert bool(closed[1])
    assert [stage for (stage,) in stages] == ["resolved", "carried_over"]
    assert tied == [("no", 2), ("yes", 2)]
    assert excluded == (0,)


def test_a_meeting_is_called_ahead_with_its_papers_and_one_proposal_waits_for_an_agenda(filled: Store) -> None:
    with filled.reading() as con:
        called = con.rows("select held_on from meetings where status = 'called'")
        items = con.rows("select stage, document_id is not null from agenda_items where stage = 'waiting'")
        ready = con.rows(
            "select number from reviews where status = 'proposed'"
            " and id not in (select review_id from agenda_items where stage = 'waiting')"
        )

    assert [date.fromisoformat(on) > TODAY for (on,) in called] == [True]
    assert [bool(has_papers) for _, has_papers in items] == [True, True]
    assert len(ready) == 1


def test_the_panel_has_advice_to_accept_and_to_give_and_has_given_some_with_a_dissent(filled: Store) -> None:
    with filled.reading() as con:
        logins = {account.id: account.login for account in list_accounts(con)}
        requests = [id for (id,) in con.rows("select id from advice_requests order by number")]
        first, second, third = (list_assignments(con, request_id) for request_id in requests)

    assert {logins[each.account_id]: each.status for each in first} == {
        "panel2": AssignmentStatus.ANSWERED,
        "panel3": AssignmentStatus.ANSWERED,
        "panel4": AssignmentStatus.ANSWERED,
    }
    stances = [{answer.stance for answer in each.answers} for each in first]
    assert sorted(map(len, stances)) == [1, 1, 2]
    assert {logins[each.account_id]: each.status for each in second} == {
        "panel": AssignmentStatus.ACCEPTED,
        "panel2": AssignmentStatus.RECUSED,
    }
    assert {logins[each.account_id]: each.status for each in third} == {"panel": AssignmentStatus.OFFERED}
    assert all(TODAY < each.due_on < TODAY + timedelta(days=14) for each in (*second, *third))


def test_a_ruling_is_looked_at_again_in_time_by_another_handler(filled: Store) -> None:
    with filled.reading() as con:
        (again,) = con.rows(
            "select r.status, a.login, b.login, r.filed_on, d.reached_on from reviews r"
            " join reviews f on f.id = r.first_review_id join accounts a on a.id = r.handler_id"
            " join accounts b on b.id = f.handler_id join documents d on d.subject_id = f.id"
        )

    status, handler, first_handler, filed_on, reached_on = again
    assert (status, handler, first_handler) == ("fact_finding", "auditor2", "auditor")
    assert date.fromisoformat(reached_on) <= date.fromisoformat(filed_on)
    assert date.fromisoformat(filed_on) <= date.fromisoformat(reached_on) + timedelta(days=30)


def test_the_published_cases_stand_as_precedents_beside_what_the_office_published(filled: Store) -> None:
    with filled.reading() as con:
        origins = dict(con.rows("select origin, count(*) from precedents group by origin"))
        real = con.row("select count(*) from precedents where is_demo = 0")
        keys = {key for (key,) in con.rows("select source_key from precedents where origin = 'casebook'")}
        lists = con.rows("select name, is_shared from reading_lists")
        items = con.row("select count(*) from reading_items")
        posts = con.rows("select kind, precedent_id is not null, is_demo from posts order by posted_on")
        comments = con.row("select count(*) from comments")
        changes = con.rows("select what from statute_changes")

    assert origins == {"casebook": len(published_cases()), "opinion": 1, "ruling": 1}
    assert real == (0,)
    assert keys == {f"{case.kind}:{case.id}" for case in published_cases().values()}
    assert (lists, items) == ([("신규 담당자 읽기 목록", 1)], (5,))
    assert [tuple(map(str, post)) for post in posts] == [("opinion", "1", "1"), ("notice", "0", "1")]
    assert comments == (1,)
    assert len(changes) == 2
    assert all("지어낸" in what for (what,) in changes)
