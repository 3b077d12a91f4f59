"""Looking at visits: lists hold what pages open, and papers come back byte for byte."""

import contextlib
from datetime import date

import pytest

from casebase.casework.review_views import review_file, review_page
from casebase.casework.reviews import register_review
from casebase.casework.visit_views import (
    count_visits,
    team,
    visit_by_id,
    visit_list,
    visit_page,
    visit_paper,
    visit_photo,
)
from casebase.casework.visits import finish_visit
from casebase.domain.account import Role
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import NotFound, NotPermitted
from casebase.domain.listing import VisitFilter
from casebase.domain.visit import Track, VisitStatus
from casebase.store.connection import Store
from tests.builders import a_business, a_matter, a_visit, an_account
from tests.case_builders import (
    a_draft,
    a_finished_visit,
    a_person,
    a_photo,
    a_visit_draft,
    attach,
    paper,
    review_fields,
)
from tests.review_stages import a_notified_review

EVERYTHING = VisitFilter()
SEE = {Role.AUDITOR, Role.HEAD, Role.CHAIR}


@pytest.mark.parametrize("role", Role)
def test_a_list_holds_exactly_what_pages_open(sqlite_store: Store, role: Role) -> None:
    person = a_person(sqlite_store, role)
    with sqlite_store.transaction() as con:
        business, colleague = a_business(con), an_account(con)
        promise = a_matter(Track.LATER, owner_id=person.id)
        numbers = {
            visit.number
            for visit in (
                a_visit(con, business, person.account),
                a_visit(con, business, colleague, members=(person.account,)),
                a_visit(con, business, colleague, matters=(promise,)),
                a_visit(con, business, colleague),
            )
        }

    listed, opened = set(), set()
    with contextlib.suppress(NotPermitted):
        listed = {line.number for line in visit_list(person.desk, EVERYTHING, 100, 0)}
        assert count_visits(person.desk, EVERYTHING) == len(listed)
    for number in numbers:
        with contextlib.suppress(NotPermitted, NotFound):
            opened.add(visit_page(person.desk, number).visit.number)

    assert listed == opened == (numbers if role in SEE else set())


def test_a_visit_s_page_holds_all_that_belongs_to_it(store: Store) -> None:
    lead, chair = a_person(store, name="김감사"), a_person(store, Role.CHAIR)
    number = a_finished_visit(lead)

    view = visit_page(chair.desk, number)

    assert view.names[lead.id] == "김감사"
    assert (view.business.name, len(view.consultations), len(view.documents)) == ("한빛정밀", 1, 1)
    assert [(moment.who, moment.what, moment.more) for moment in view.timeline] == [
        ("김감사", "방문 완료", "2026-상담-0001")
    ]
    assert (view.may_correct, view.may_answer) == (False, False)
    assert (visit_page(lead.desk, number).may_correct, visit_page(lead.desk, number).may_answer) == (True, True)
    assert visit_by_id(lead.desk, view.visit.id) == view.visit


def test_papers_and_photos_come_back_byte_for_byte(store: Store) -> None:
    lead = a_person(store)
    draft_id = a_visit_draft(lead)
    attach(lead, draft_id, "공장.jpg", a_photo(), "photo")
    view = visit_page(lead.desk, finish_visit(lead.desk, draft_id))

    document, content = visit_paper(lead.desk, "2026-상담-0001")
    photo, picture = visit_photo(lead.desk, view.photos[0].id)

    assert (document.kind, content) == (DocumentKind.VISIT_RECORD, paper(store, "2026-상담-0001"))
    assert content.startswith(b"%PDF")
    assert (photo.media_type, picture) == ("image/jpeg", a_photo())


def test_what_is_not_there_and_what_is_not_theirs_get_one_answer(sqlite_store: Store) -> None:
    handler, chair = a_person(sqlite_store), a_person(sqlite_store, Role.CHAIR)
    review = a_notified_review(handler, chair)

    for number in ("2026-방문-9999", review.number, "", "'; drop table visits; --"):
        with pytest.raises(NotFound, match="방문을 찾을 수 없거나 볼 권한이 없습니다"):
            visit_page(handler.desk, number)
    for number in ("2026-상담-9999", "2026-결정-0001"):
        with pytest.raises(NotFound, match="문서를"):
            visit_paper(handler.desk, number)
    with pytest.raises(NotFound):
        visit_photo(handler.desk, "never-was")
    with pytest.raises(NotFound):
        visit_by_id(handler.desk, review.id)


def test_a_photo_of_a_visit_and_a_file_of_a_review_are_asked_for_each_at_its_own_door(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    of_visit = a_visit_draft(auditor)
    attach(auditor, of_visit, "공장.jpg", a_photo(), "photo")
    (photo,) = visit_page(auditor.desk, finish_visit(auditor.desk, of_visit)).photos
    of_review = a_draft(auditor, Form.REVIEW, review_fields("agency-48890"))
    attach(auditor, of_review, "결재문서.pdf", b"%PDF-1.7", "evidence")
    (evidence,) = review_page(auditor.desk, register_review(auditor.desk, of_review)).files

    with pytest.raises(NotFound):
        review_file(auditor.desk, photo.id)
    with pytest.raises(NotFound):
        visit_photo(auditor.desk, evidence.id)

    assert visit_photo(auditor.desk, photo.id)[0] == photo
    assert review_file(auditor.desk, evidence.id)[0] == evidence


def test_filters_find_what_they_name(sqlite_store: Store) -> None:
    auditor, colleague = a_person(sqlite_store), a_person(sqlite_store)
    with sqlite_store.transaction() as con:
        factory = a_business(con, name="한빛정밀", region_code="48120")
        builder = a_business(con, name="새빛건설", region_code="48250")
        late = a_matter(Track.LATER, owner_id=auditor.id, field="공사", difficulty="대금 지급이 늦습니다.")
        first = a_visit(con, factory, auditor.account, matters=(a_matter(),), visited_on=date(2026, 11, 2))
        second = a_visit(
            con,
            builder,
            colleague.account,
            matters=(late, a_matter(Track.FORMAL)),
            visited_on=date(2026, 11, 20),
            status=VisitStatus.CLOSED,
        )

    def found(**asked: object) -> list[str]:
        lines = visit_list(auditor.desk, VisitFilter(**asked), 10, 0)  # type: ignore[arg-type]
        assert count_visits(auditor.desk, VisitFilter(**asked)) == len(lines)  # type: ignore[arg-type]
        return [line.number for line in lines]

    assert found() == [second.number, first.number]
    assert found(region_code="48250") == found(field="공사") == found(track="formal") == [second.number]
    assert found(query="대금 지급이") == found(query="새빛") == found(lead_id=colleague.id) == [second.number]
    assert found(status="finished") == found(until=date(2026, 11, 19)) == [first.number]
    assert found(since=date(2026, 11, 20), until=date(2026, 11, 20)) == [second.number]
    assert found(query="한빛", region_code="48250") == found(query="_") == []
    (line, _) = visit_list(auditor.desk, EVERYTHING, 10, 0)
    assert (line.business, line.count_matters, line.count_open, line.lead) == ("새빛건설", 2, 1, "김감사")


def test_only_auditors_and_heads_in_office_are_named_on_a_visit(sqlite_store: Store) -> None:
    auditor, head = a_person(sqlite_store), a_person(sqlite_store, Role.HEAD)
    a_person(sqlite_store, Role.CHAIR)
    with sqlite_store.transaction() as con:
        an_account(con, ends_on=date(2026, 11, 22))

    assert {account.id for account in team(auditor.desk)} == {auditor.id, head.id}
