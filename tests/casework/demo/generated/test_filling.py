"""A generated office: the same for the same seed, whole, lawful, and in believable numbers."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from casebase.casework.demo.generated import FEWEST
from casebase.casework.demo.generated.filling import MOST_YEARS, size_of
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.opinion import FollowUpDeed, FollowUpState, OpinionKind, OpinionOutcome
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.domain.suspension import Receipt, SuspensionKind
from casebase.domain.visit import Track
from casebase.insight.deadlines import bring_deadlines
from casebase.insight.mirror import Mirror, refresh
from casebase.law.deadlines import due_on
from casebase.law.extensions import check_extension
from casebase.law.regimes import regime_on
from casebase.store.connection import Store
from casebase.store.events import find_fault, latest_seq
from casebase.store.files import fetch_bytes
from casebase.store.migrate import apply_pending
from casebase.store.suspensions import list_extensions_of_many, list_suspensions_of_many
from tests.builders import NOW, TODAY
from tests.generated_office import a_generated_office
from tests.paper_reading import text_of

CASES = 2000
SEED = 2  # in this office there is something at every step on the day it is looked at


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A generated office; the tests of this module only read it."""
    store = _an_empty_store(tmp_path_factory.mktemp("generated"))
    yield a_generated_office(store, CASES, SEED)
    store.close()


def _an_empty_store(folder: Path) -> Store:
    store = Store(f"sqlite:///{folder / 'records.db'}", folder)
    apply_pending(store)
    return store


def _values(office: Store, column: str, table: str) -> set[str]:
    with office.reading() as con:
        return {row[0] for row in con.rows(f"select distinct {column} from {table}")}


def _count(office: Store, question: str) -> int:
    with office.reading() as con:
        return int(con.rows(question)[0][0] or 0)


def _everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.reading() as con:
        tables = [row[0] for row in con.rows("select name from sqlite_master where type = 'table'")]
        return {table: sorted(con.rows(f"select * from {table}"), key=repr) for table in tables}


def test_the_same_seed_gives_the_same_rows_and_another_gives_others(tmp_path: Path) -> None:
    homes = [tmp_path / name for name in ("first", "again", "other")]
    for home in homes:
        home.mkdir()
    stores = [_an_empty_store(home) for home in homes]

    for store, seed in zip(stores, (5, 5, 6), strict=True):
        a_generated_office(store, FEWEST * 3, seed)

    first, again, other = map(_everything, stores)
    migrations = {name for name in first if "migration" in name}  # they tell when they were applied
    assert [name for name in first if first[name] != again[name] and name not in migrations] == []
    assert first["events"] != other["events"]
    for store in stores:
        store.close()


def test_the_record_is_whole_and_in_the_order_it_happened(office: Store) -> None:
    with office.reading() as con:
        assert find_fault(con) is None
        seqs = [row[0] for row in con.rows("select seq from events order by happened_at, seq")]
        assert seqs == sorted(seqs)
        assert con.row("select max(happened_at) from events")[0] <= NOW.astimezone(UTC).isoformat()  # type: ignore[index]
        assert con.rows("pragma foreign_key_check") == []


def test_there_are_about_ten_events_a_case(office: Store) -> None:
    with office.reading() as con:
        assert 8 <= latest_seq(con) / CASES <= 12


@pytest.mark.parametrize(
    ("cases", "years"),
    [(200, 200 / 130), (1300, MOST_YEARS), (1_000_000, MOST_YEARS)],
)
def test_a_year_brings_what_an_office_of_a_province_sees_and_more_only_after_ten(cases: int, years: float) -> None:
    size = size_of(cases, TODAY)

    assert size.years == pytest.approx(years)
    assert size.consultations + size.visits + size.reviews == cases
    a_year = 130 / cases if cases > 1300 else 1 / size.years
    assert 60 <= size.consultations * a_year <= 100
    assert 20 <= size.visits * a_year <= 60
    assert 5 <= size.reviews * a_year <= 15


def test_as_many_cases_of_each_kind_are_on_record_as_were_asked_for(office: Store) -> None:
    size = size_of(CASES, TODAY)

    drafts = _count(office, "select count(*) from consultations where status = 'drafting'")
    again = _count(office, "select count(*) from reviews where first_review_id is not null")
    counts = [_count(office, f"select count(*) from {table}") for table in ("consultations", "visits", "reviews")]

    asked = [size.consultations + drafts, size.visits, size.reviews + again]
    assert all(wanted - 5 <= found <= wanted for found, wanted in zip(counts, asked, strict=True))
    assert again > 0


@pytest.mark.parametrize(
    ("column", "table", "wanted"),
    [
        ("status", "consultations", set(ConsultationStatus)),
        ("status", "reviews", set(ReviewStatus)),
        ("kind", "suspensions", set(SuspensionKind)),
        ("track", "matters", set(Track)),
        ("outcome", "opinions", set(OpinionOutcome)),
        ("kind", "opinions", set(OpinionKind)),
        ("outcome", "rulings", set(Outcome)),
        ("deed", "follow_ups", set(FollowUpDeed)),
        ("state", "follow_ups", set(FollowUpState)),
    ],
)
def test_everything_that_can_happen_has_happened(office: Store, column: str, table: str, wanted: set[str]) -> None:
    assert _values(office, column, table) == wanted


def test_everything_is_marked_as_a_demonstration(office: Store) -> None:
    for table in ("consultations", "visits", "reviews", "documents", "meetings", "advice_requests", "businesses"):
        assert _values(office, "is_demo", table) == {1}, table


def test_where_a_consultation_stands_is_what_its_last_step_left(office: Store) -> None:
    """An act that moves a case tells the status it leaves; a paper that arrived awaits a report."""
    with office.reading() as con:
        rows = con.rows(
            "select c.status, (select json_extract(e.detail, '$.status') from events e where e.subject_id = c.id"
            " and json_extract(e.detail, '$.status') is not null order by e.seq desc limit 1),"
            " (select e.act from events e where e.subject_id = c.id and e.act in ('issue_opinion', 'propose_opinion',"
            " 'notify_opinion', 'record_opinion_arrival', 'return_opinion') order by e.seq desc limit 1)"
            " from consultations c where c.status in ('received', 'under_review', 'closed', 'withdrawn', 'returned')"
        )

    assert [row for row in rows if row[0] != row[1] and row[2] != "return_opinion"] == []


def test_nobody_approves_what_they_proposed_and_no_opinion_was_given_while_something_was_awaited(office: Store) -> None:
    issued = "select count(*) from opinions o join consultations c on c.id = o.consultation_id where o.state = 'issued'"
    waiting = (
        "select count(*) from suspensions s join documents d on d.subject_id = s.consultation_id and d.kind = 'opinion'"
        " where s.kind <> 'answered' and s.cancelled_on is null"
        " and (s.ends_on is null or s.ends_on > d.issued_on and s.begins_on < d.issued_on)"
    )

    assert _count(office, issued) > 0
    assert _count(office, f"{issued} and o.decided_by in (o.proposed_by, c.handler_id)") == 0
    assert (
        _count(office, f"{issued} and c.eligibility = 'excluded' and o.outcome not in ('returned', 'transferred')") == 0
    )
    assert _count(office, waiting) == 0


def test_the_committee_decides_from_its_day_on_and_by_a_majority(office: Store) -> None:
    began = "(select begins_on from settings where name = 'committee.decides')"
    ruled = "select count(*) from rulings r join documents d on d.id = r.document_id where r.state = 'issued'"

    assert _count(office, f"{ruled} and d.issued_on < {began} and r.resolution_id is null") > 0
    assert _count(office, f"{ruled} and d.issued_on >= {began} and r.resolution_id is not null") > 0
    assert _count(office, f"{ruled} and (d.issued_on >= {began}) <> (r.resolution_id is not null)") == 0
    assert _count(office, "select count(*) from resolutions where yes * 2 <= present or present * 2 <= seats") == 0


def test_the_committee_now_and_then_differs_and_the_panel_dissents(office: Store) -> None:
    differs = (
        "select count(*) from resolved_findings f join resolutions r on r.id = f.resolution_id"
        " join agenda_items i on i.id = r.item_id where json_array_length(json_extract(i.motion, '$.reasons_for')) > 0"
    )

    assert _count(office, differs) > 0
    assert _count(office, "select count(*) from assignments where status = 'answered'") > 30
    assert _values(office, "count(distinct account_id)", "findings") != {1}


def test_between_one_and_six_in_twenty_answers_are_late_and_every_extension_was_permitted(office: Store) -> None:
    with office.reading() as con:
        answered = con.rows(
            "select c.id, c.received_on, c.received_at, c.applicant_kind <> 'agency', min(d.issued_on)"
            " from consultations c join documents d on d.subject_id = c.id and d.kind = 'opinion' group by c.id"
        )
        ids = [row[0] for row in answered]
        waits, extensions = list_suspensions_of_many(con, ids), list_extensions_of_many(con, ids)
    late = 0
    for case_id, on, at, is_petition, issued_on in answered:
        receipt = Receipt(on=date.fromisoformat(on), at=time.fromisoformat(at))
        regime = regime_on(bool(is_petition), receipt.on)
        granted = extensions.get(case_id, [])
        day = date.fromisoformat(issued_on)
        late += day > due_on(receipt, regime, waits.get(case_id, []), granted, day)
        for n, extension in enumerate(granted):
            due = due_on(receipt, regime, waits.get(case_id, []), granted[:n], extension.decided_on)
            check_extension(extension, granted[:n], regime, due)

    assert 0.05 <= late / len(answered) <= 0.3
    assert extensions


def test_opinions_are_shared_out_over_outcomes_as_offices_tell(office: Store) -> None:
    total = _count(office, "select count(*) from opinions where kind = 'answer' and state = 'issued'")
    shares = {
        outcome: _count(office, f"select count(*) from opinions where state = 'issued' and outcome = '{outcome}'")
        / total
        for outcome in OpinionOutcome
    }

    assert 0.25 <= shares[OpinionOutcome.ACCEPTED] <= 0.5
    assert 0.08 <= shares[OpinionOutcome.REJECTED] <= 0.25
    assert 0.01 <= shares[OpinionOutcome.TRANSFERRED] <= 0.08


def test_the_same_difficulty_comes_from_several_businesses(office: Store) -> None:
    shared = (
        "select count(*) from (select m.law from matters m join visits v on v.id = m.visit_id"
        " group by m.law having count(distinct v.business_id) > 1)"
    )

    assert _count(office, shared) > 10
    assert len(_values(office, "region_code", "businesses")) == 18


def test_numbers_go_on_after_the_last_one_given_out(office: Store) -> None:
    with office.reading() as con:
        series = con.rows("select year, word, last_serial from number_series where word in ('사전', '방문', '면책')")
        for year, word, last in series:
            table = {"사전": "consultations", "방문": "visits", "면책": "reviews"}[word]
            number = f"{year}-{word}-{last:04d}"
            assert con.row(f"select count(*) from {table} where number = ?", [number]) == (1,)


def test_the_mirror_holds_it_and_counts_its_days(office: Store, mirror: Mirror) -> None:
    refresh(mirror, office)
    bring_deadlines(mirror, office, TODAY)

    running = "select count(*) from consultations where status in ('received', 'under_review', 'proposed')"
    assert mirror.ask("select count(*) from events").rows[0][0] == _count(office, "select count(*) from events")
    assert mirror.ask("select count(*) from deadlines").rows[0][0] == _count(office, running)


def test_every_paper_says_that_it_was_not_made(office: Store) -> None:
    hashes = _values(office, "sha256", "documents")

    assert len(hashes) == 1
    assert "문서 자체는 만들지 않았고" in text_of(fetch_bytes(office.home, hashes.pop()))


def test_everybody_works_here_today(office: Store) -> None:
    with office.reading() as con:
        roles = {row[0] for row in con.rows("select role from accounts where begins_on <= ?", [TODAY.isoformat()])}

    assert roles == set(Role)


@pytest.mark.postgres
def test_on_postgresql_every_key_holds(postgresql_store: Store) -> None:
    a_generated_office(postgresql_store, 150)

    assert _count(postgresql_store, "select count(*) from consultations") > 80
    with postgresql_store.reading() as con:
        assert find_fault(con) is None


def test_the_moment_ends_everything(tmp_path: Path) -> None:
    store = _an_empty_store(tmp_path)

    a_generated_office(store, FEWEST)

    latest = NOW.astimezone(UTC).replace(tzinfo=None)
    with store.reading() as con:
        happened = [datetime.fromisoformat(row[0][:26]) for row in con.rows("select happened_at from events")]
    assert max(happened) <= latest
    store.close()
