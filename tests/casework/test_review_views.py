"""Who sees what of a review: lists hold what pages open, and outside the office nothing of the deliberation shows."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from casebase.casework import reviews, rulings
from casebase.casework.review_views import (
    applicants,
    count_reviews,
    handlers,
    review_agencies,
    review_document,
    review_file,
    review_list,
    review_page,
    ruling_preview,
)
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.listing import ReviewFilter
from casebase.domain.review import Origin, Review, ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.store.agencies import fetch_agency, list_agencies, update_agency
from casebase.store.connection import Connection, Store
from casebase.store.migrate import apply_pending
from tests.builders import a_review, an_agency
from tests.case_builders import Person, a_draft, a_finished_visit, a_person, an_agency_of, attach, paper, review_fields
from tests.review_stages import a_notified_review, a_registered_review, approve, notify, review_of, ruling_fields

EVERYTHING = ReviewFilter()
SECRET = "판단에만 쓰는 증거.pdf"


# Lists hold exactly what pages open


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, dict[Role, Person]]]:
    """A store with a review of every origin, tie and status, and a person of each role to whom they are tied."""
    folder = tmp_path_factory.mktemp("many")
    store = Store(f"sqlite:///{folder / 'records.db'}", Path(folder))
    apply_pending(store)
    people = {role: a_person(store, role, agency_id=an_agency_of(store)) for role in Role}
    stranger = a_person(store, Role.APPLICANT)
    with store.transaction() as con:
        for person in people.values():
            _reviews_around(con, person, stranger)
    yield store, people
    store.close()


def _reviews_around(con: Connection, person: Person, stranger: Person) -> None:
    own, other = fetch_agency(con, str(person.account.agency_id)), an_agency(con)
    ties = product(Origin, (own, other), (person, stranger, None), (person, stranger, None), (person, None))
    for n, (origin, agency, filer, subject, handler) in enumerate(ties):
        a_review(
            con,
            agency,
            origin=origin,
            applicant=filer.account if filer else None,
            subject=subject.account if subject else None,
            handler=handler.account if handler else None,
            status=list(ReviewStatus)[n % len(ReviewStatus)],
        )


@pytest.mark.parametrize("role", Role)
def test_a_list_holds_exactly_what_pages_open(many: tuple[Store, dict[Role, Person]], role: Role) -> None:
    store, people = many
    desk = people[role].desk
    with store.reading() as con:
        numbers = {row[0] for row in con.rows("select number from reviews")}

    listed = set()
    with contextlib.suppress(NotPermitted):
        listed = {line.number for line in review_list(desk, EVERYTHING, 10_000, 0)}
        assert count_reviews(desk, EVERYTHING) == len(listed)

    assert listed == {number for number in numbers if _opens(people[role], number)}
    assert bool(listed) == (role not in {Role.PANEL, Role.ADMIN})
    assert (listed < numbers) == (role in {Role.PANEL, Role.ADMIN, Role.APPLICANT})


def _opens(person: Person, number: str) -> bool:
    try:
        return review_page(person.desk, number).review.number == number
    except (NotFound, NotPermitted):
        return False


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPLICANT])
def test_every_filter_finds_what_it_names_and_nothing_else(many: tuple[Store, dict[Role, Person]], role: Role) -> None:
    _, people = many
    desk = people[role].desk
    everything = review_list(desk, EVERYTHING, 10_000, 0)

    for status in ReviewStatus:
        found = review_list(desk, ReviewFilter(status=status.value), 10_000, 0)
        assert found == [line for line in everything if line.status == status]
        assert count_reviews(desk, ReviewFilter(status=status.value)) == len(found)


def test_pages_of_a_list_follow_one_another_without_gap_or_double(many: tuple[Store, dict[Role, Person]]) -> None:
    desk = many[1][Role.APPLICANT].desk
    everything = review_list(desk, EVERYTHING, 10_000, 0)

    pages = [line for offset in range(0, len(everything), 7) for line in review_list(desk, EVERYTHING, 7, offset)]

    assert pages == everything
    assert everything == sorted(everything, key=lambda line: (line.filed_on, line.number), reverse=True)


# What an applicant sees


class Case:
    """One review with secrets on its file: its handler, its chair, and the person it is about."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.handler, self.chair = a_person(store, name="김감사"), a_person(store, Role.CHAIR)
        self.subject = a_person(store, Role.APPLICANT)
        fields = review_fields(an_agency_of(store), subject_account_1=self.subject.id)
        draft_id = a_draft(self.handler, Form.REVIEW, fields)
        attach(self.handler, draft_id, SECRET, b"%PDF-1.7 secret", "evidence")
        self.number = reviews.register_review(self.handler.desk, draft_id)

    @property
    def review(self) -> Review:
        return review_of(self.store, self.number)

    def line(self) -> tuple[ReviewStatus, Outcome | None]:
        """What the subject's list tells of the review, and its page with it."""
        (line,) = review_list(self.subject.desk, EVERYTHING, 10, 0)
        page = review_page(self.subject.desk, self.number)
        assert (page.status, page.outcome) == (line.status, line.outcome)
        return line.status, line.outcome

    def lines_by_status(self) -> set[ReviewStatus]:
        """The statuses by which the subject can find the review."""
        return {s for s in ReviewStatus if count_reviews(self.subject.desk, ReviewFilter(status=s.value))}


@pytest.fixture
def case(sqlite_store: Store) -> Case:
    return Case(sqlite_store)


def proposed(case: Case) -> str:
    reviews.begin_fact_finding(case.handler.desk, case.review.id, case.review.version)
    fields = ruling_fields(case.review, "dismissed")
    return rulings.propose_ruling(case.handler.desk, case.review.id, case.review.version, fields)


def test_an_applicant_sees_their_case_and_nothing_of_the_deliberation(case: Case) -> None:
    ruling_id = proposed(case)

    view = review_page(case.subject.desk, case.number)

    assert view.deliberation is None
    assert view.files == view.documents == ()
    assert (view.visit_number, view.re_examination) == ("", None)
    assert [moment.what for moment in view.timeline] == ["사실확인 시작", "면책심사 등록"]
    inside = review_page(case.handler.desk, case.number)
    assert inside.deliberation is not None
    (evidence,) = inside.files
    assert inside.timeline[0].what == "결정안 상신"
    with pytest.raises(NotFound):
        review_file(case.subject.desk, evidence.id)
    assert review_file(case.handler.desk, evidence.id)[1] == b"%PDF-1.7 secret"
    for hidden in (lambda: ruling_preview(case.subject.desk, ruling_id), lambda: handlers(case.subject.desk)):
        with pytest.raises(NotPermitted):
            hidden()


def test_a_ruling_is_told_outside_only_once_it_is_notified(case: Case) -> None:
    under_way = (ReviewStatus.FACT_FINDING, None)
    ruling_id = proposed(case)
    assert (case.line(), case.lines_by_status()) == (under_way, {ReviewStatus.FACT_FINDING})

    number = approve(case.chair, ruling_id)
    assert (case.line(), case.lines_by_status()) == (under_way, {ReviewStatus.FACT_FINDING})
    assert review_page(case.subject.desk, case.number).documents == ()
    with pytest.raises(NotFound):
        review_document(case.subject.desk, number)
    assert review_document(case.chair.desk, number)[1] == paper(case.store, number)

    notify(case.handler, case.number)
    assert case.line() == (ReviewStatus.NOTIFIED, Outcome.DISMISSED)
    assert review_document(case.subject.desk, number)[1] == paper(case.store, number)
    assert "결재·발행" not in {m.what for m in review_page(case.subject.desk, case.number).timeline}


def test_an_amendment_on_its_way_leaves_what_was_told(case: Case) -> None:
    approve(case.chair, proposed(case))
    told = (ReviewStatus.NOTIFIED, Outcome.DISMISSED)
    version = notify(case.handler, case.number).version
    withdrawal = rulings.propose_withdrawal(case.handler.desk, case.review.id, version, "사실이 달랐다.")
    assert (case.line(), case.lines_by_status()) == (told, {ReviewStatus.NOTIFIED})

    number = approve(case.chair, withdrawal)
    assert (case.line(), case.lines_by_status()) == (told, {ReviewStatus.NOTIFIED})
    assert [d.number for d in review_page(case.subject.desk, case.number).documents] == ["2026-결정-0001"]
    with pytest.raises(NotFound):
        review_document(case.subject.desk, number)
    # The office knows already that no ruling stands.
    assert review_list(case.chair.desk, EVERYTHING, 10, 0)[0].outcome is None
    assert review_page(case.chair.desk, case.number).outcome is None

    notify(case.handler, case.number)
    assert case.line() == (ReviewStatus.NOTIFIED, None)
    assert review_document(case.subject.desk, number)


def test_what_a_subject_handed_in_is_theirs_to_read_and_a_stranger_s_not(case: Case) -> None:
    draft_id = a_draft(case.subject, Form.FINDING, {"statement": "협의하였습니다."})
    reviews.add_statement(case.subject.desk, case.review.id, draft_id)
    stranger = a_person(case.store, Role.APPLICANT)

    (file,) = review_page(case.subject.desk, case.number).files

    assert review_file(case.subject.desk, file.id)[1].decode() == "협의하였습니다."
    for asked in (lambda: review_file(stranger.desk, file.id), lambda: review_file(stranger.desk, "never-was")):
        with pytest.raises(NotFound, match="파일을 찾을 수 없거나"):
            asked()


# What the office sees


def test_the_office_sees_the_case_whole(store: Store) -> None:
    handler, chair, committee = a_person(store), a_person(store, Role.CHAIR), a_person(store, Role.COMMITTEE)
    visit = a_finished_visit(handler, count_matters="1")
    review = a_notified_review(handler, chair, visit_number=visit)

    view = review_page(committee.desk, review.number)

    assert (view.visit_number, len(view.documents)) == (visit, 1)
    assert view.deliberation is not None
    assert view.deliberation.follows == Outcome.RECOGNISED
    assert [r.outcome for r in view.deliberation.rulings] == [Outcome.RECOGNISED]
    assert view.deliberation.proposed is None
    assert [line.outcome for line in review_list(committee.desk, EVERYTHING, 10, 0)] == [Outcome.RECOGNISED]
    assert [moment.what for moment in view.timeline] == [
        "통지 기록",
        "결재·발행",
        "결정안 상신",
        "판단 기록",
        "판단 기록",
        "의견 진술 기회 부여",
        "사실확인 시작",
        "면책심사 등록",
    ]


def test_a_review_not_yet_received_has_no_deliberation_to_show(sqlite_store: Store) -> None:
    applicant, auditor = a_person(sqlite_store, Role.APPLICANT), a_person(sqlite_store)
    number = reviews.apply_for_review(applicant.desk, a_draft(applicant, Form.REVIEW, review_fields("")))

    deliberation = review_page(auditor.desk, number).deliberation

    assert deliberation is not None
    assert (deliberation.charges, deliberation.follows) == ((), None)


def test_papers_and_files_of_visits_are_not_given_out_as_a_review_s(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    a_finished_visit(auditor, count_matters="1")

    with pytest.raises(NotFound):
        review_document(auditor.desk, "2026-상담-0001")


def test_choices_hold_who_and_what_is_in_use_today(sqlite_store: Store) -> None:
    auditor, applicant = a_person(sqlite_store), a_person(sqlite_store, Role.APPLICANT)
    with sqlite_store.transaction() as con:
        gone = next(a for a in list_agencies(con) if a.name == "합천군")
        update_agency(con, replace(gone, is_active=False))

    assert "합천군" not in {agency.name for agency in review_agencies(applicant.desk)}
    assert [account.id for account in handlers(auditor.desk)] == [auditor.id]
    assert [account.id for account in applicants(auditor.desk)] == [applicant.id]
    with pytest.raises(NotPermitted):
        applicants(applicant.desk)


def test_a_search_finds_title_agency_and_observation(sqlite_store: Store) -> None:
    handler = a_person(sqlite_store)
    review = a_registered_review(handler, title="공유수면 점용 허가", observation_text_1="원상회복을 명하지 않았다.")
    a_registered_review(handler)

    for query in ("공유수면", "점용허가", "원상회복", review.number):
        assert [line.number for line in review_list(handler.desk, ReviewFilter(query=query), 10, 0)] == [review.number]
    assert review_list(handler.desk, ReviewFilter(query="%"), 10, 0) == []
