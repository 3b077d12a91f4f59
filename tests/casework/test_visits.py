"""Visits: finished from a draft, corrected, and the answers promised on them."""

import json
import threading
from dataclasses import replace
from datetime import date

import pytest

from casebase.casework import drafts, visits
from casebase.casework.visit_views import visit_page
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import (
    ChangedMeanwhile,
    InvalidEntry,
    MoveNotPermitted,
    NotFound,
    NotPermitted,
    SeveralInvalid,
)
from casebase.domain.visit import Track, VisitStatus
from casebase.store.accounts import update_account
from casebase.store.connection import Store
from tests.case_builders import (
    Person,
    a_draft,
    a_finished_visit,
    a_person,
    a_photo,
    a_visit_draft,
    attach,
    matter_fields,
    now_on,
    paper,
    record_of,
    seen_today,
    visit_fields,
)
from tests.paper_reading import body_of, embedded, figures_of, squeezed

SIGNATURE = '{"w":300,"h":120,"path":"M20 60L80 20L140 95"}'


def correction_of(lead: Person, number: str, **changes: str) -> tuple[str, int]:
    """Type a correction of a visit and return its draft's id and the version it was begun from."""
    visit = visit_page(lead.desk, number).visit
    fields = visit_fields(visit.business_id, lead.id, correction_reason="장소를 잘못 적었습니다.", **changes)
    return a_draft(lead, Form.VISIT, fields, f"visit:{visit.id}"), visit.version


def promise_on(lead: Person, number: str) -> str:
    """Return the id of the visit's promised answer."""
    return next(m.id for m in visit_page(lead.desk, number).visit.matters if m.track == Track.LATER)


def reply(**changes: str) -> dict[str, str]:
    return {"answer": "기준은 내년부터 바뀝니다.", "reached_how": "mail", "reached_on": "2026-11-23", **changes}


def test_a_visit_with_a_matter_of_each_track_is_finished_whole(store: Store) -> None:
    lead = a_person(store, name="김감사")
    colleague = a_person(store, Role.HEAD, name="이감사관")
    members = json.dumps([colleague.id])
    draft_id = a_visit_draft(lead, member_ids=members, signature=SIGNATURE)
    attach(lead, draft_id, "공장 전경.jpg", a_photo(), "photo")

    number = visits.finish_visit(lead.desk, draft_id)

    assert number == "2026-방문-0001"
    view = visit_page(lead.desk, number)
    assert (view.visit.status, view.visit.lead_id) == (VisitStatus.FINISHED, lead.id)
    assert view.visit.member_ids == (colleague.id,)
    assert [matter.track for matter in view.visit.matters] == [Track.ON_SITE, Track.FORMAL, Track.LATER]
    assert [photo.name for photo in view.photos] == ["공장 전경.jpg"]

    (consultation,) = view.consultations
    formal = view.visit.matters[1]
    assert (formal.case_id, consultation.matter_id) == (consultation.id, formal.id)
    assert consultation.application.background == "증축이 개발행위 허가 대상인지 알 수 없습니다."

    (document,) = view.documents
    pdf = paper(store, document.number)
    assert (document.kind, document.number) == (DocumentKind.VISIT_RECORD, "2026-상담-0001")
    assert document.content_sha256 == digest(embedded(pdf, "visit.json"))
    for sentence in (
        "한빛정밀",
        "123-45-67891",
        "김감사, 이감사관",
        "공장증설승인이1개월째나오지않습니다.",
        "변경신고만하면됩니다.",
        "2026.11.30.",
        "면담자는위상담내용을확인하고서명하였다.",
    ):
        assert squeezed(sentence) in body_of(pdf)
    assert figures_of(pdf)[0].startswith("서명: ")
    assert "현장 사진 1: 공장 전경.jpg" in figures_of(pdf)

    promise, application = seen_today(lead).todos
    assert application.page == "consultation"
    assert (promise.due_on, promise.query) == (date(2026, 11, 30), {"number": number})
    assert seen_today(lead).drafts == ()
    with pytest.raises(NotFound):
        drafts.fetch_draft(lead.desk, draft_id)


def test_a_visit_that_owes_no_answer_is_closed_at_once(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)

    number = a_finished_visit(lead, count_matters="1")

    visit = visit_page(lead.desk, number).visit
    assert (visit.status, len(visit.matters)) == (VisitStatus.CLOSED, 1)
    assert seen_today(lead).todos == ()


def test_one_command_sent_twice_gives_one_number(store: Store) -> None:
    lead = a_person(store)
    desk = lead.desk
    draft_id = a_visit_draft(lead)

    first, again = visits.finish_visit(desk, draft_id), visits.finish_visit(desk, draft_id)

    assert first == again == "2026-방문-0001"
    assert [len(record_of(store)[table]) for table in ("visits", "documents", "events")] == [1, 1, 1]


def test_a_draft_finished_in_two_tabs_at_once_makes_one_visit(store: Store) -> None:
    lead = a_person(store)
    draft_id = a_visit_draft(lead)
    both_ready, answers = threading.Barrier(2), []

    def finish() -> None:
        desk = lead.desk
        both_ready.wait(10)
        try:
            answers.append(visits.finish_visit(desk, draft_id))
        except NotFound:
            answers.append("gone")

    tabs = [threading.Thread(target=finish) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert sorted(answers) == ["2026-방문-0001", "gone"]
    assert [len(record_of(store)[table]) for table in ("visits", "documents", "events")] == [1, 1, 1]


def test_a_visit_is_numbered_in_the_year_it_was_made(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store).at(now_on("2027-01-04"))

    last_year = a_finished_visit(lead, count_matters="1", visited_on="2026-12-30")
    this_year = a_finished_visit(lead, count_matters="1", visited_on="2027-01-04")

    assert (last_year, this_year) == ("2026-방문-0001", "2027-방문-0001")


def test_a_correction_from_a_stale_page_is_refused_and_its_draft_kept(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead, count_matters="1")
    slow, version = correction_of(lead, number, count_matters="1", place="늦은 정정")
    quick, _ = correction_of(lead, number, count_matters="1", place="빠른 정정")
    visits.correct_visit(lead.desk, quick, version)
    before = record_of(store)

    with pytest.raises(ChangedMeanwhile, match=f"방문 {number}: 김감사, 방문 기록 정정"):
        visits.correct_visit(lead.desk, slow, version)

    assert record_of(store) == before
    assert drafts.fetch_draft(lead.desk, slow).text("place") == "늦은 정정"


def test_a_correction_s_draft_never_makes_a_second_visit(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    draft_id, _ = correction_of(lead, a_finished_visit(lead))
    before = record_of(sqlite_store)

    with pytest.raises(InvalidEntry, match="정정하던 초안"):
        visits.finish_visit(lead.desk, draft_id)

    assert record_of(sqlite_store) == before


def test_who_left_the_office_stays_on_the_visits_they_made(sqlite_store: Store) -> None:
    lead, leaver = a_person(sqlite_store), a_person(sqlite_store, name="정퇴직")
    members = json.dumps([leaver.id])
    number = a_finished_visit(lead, member_ids=members, owner_id_3=leaver.id)
    with sqlite_store.transaction() as con:
        update_account(con, replace(leaver.account, ends_on=date(2026, 11, 22)))
    draft_id, version = correction_of(lead, number, member_ids=members, owner_id_3=leaver.id)

    visits.correct_visit(lead.desk, draft_id, version)

    visit = visit_page(lead.desk, number).visit
    assert (visit.member_ids, visit.matters[2].owner_id) == ((leaver.id,), leaver.id)
    with pytest.raises(SeveralInvalid):
        a_finished_visit(lead, member_ids=members, business_id=visit.business_id)


def test_only_the_team_and_the_head_correct_a_visit(sqlite_store: Store) -> None:
    lead, other, head = (a_person(sqlite_store, role) for role in (Role.AUDITOR, Role.AUDITOR, Role.HEAD))
    number = a_finished_visit(lead, count_matters="1")
    draft_id, version = correction_of(other, number, count_matters="1")
    before = record_of(sqlite_store)

    with pytest.raises(NotPermitted, match="방문 기록 정정"):
        visits.correct_visit(other.desk, draft_id, version)

    assert record_of(sqlite_store) == before
    of_head, version = correction_of(head, number, count_matters="1")
    assert visits.correct_visit(head.desk, of_head, version) == number
    assert visit_page(head.desk, number).visit.lead_id == lead.id


def test_a_promise_is_kept_once(store: Store) -> None:
    lead = a_person(store)
    number = a_finished_visit(lead)
    matter_id = promise_on(lead, number)
    visits.give_later_answer(lead.desk, matter_id, reply())
    before = record_of(store)

    with pytest.raises(MoveNotPermitted, match="회신 완료"):
        visits.give_later_answer(lead.desk, matter_id, reply(answer="두 번째 답"))

    assert record_of(store) == before


@pytest.mark.parametrize("n", [1, 2])
def test_only_a_promise_is_answered_later(sqlite_store: Store, n: int) -> None:
    lead = a_person(sqlite_store)
    number = a_finished_visit(lead)
    matter_id = visit_page(lead.desk, number).visit.matters[n - 1].id

    with pytest.raises(MoveNotPermitted):
        visits.give_later_answer(lead.desk, matter_id, reply())
    with pytest.raises(NotFound):
        visits.give_later_answer(lead.desk, "never-was", reply())

    assert len(visit_page(lead.desk, number).documents) == 1


def test_a_visit_with_two_promises_is_closed_by_the_second_answer(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    two = {**matter_fields(1, Track.LATER, owner_id=lead.id), **matter_fields(2, Track.LATER, owner_id=lead.id)}
    number = a_finished_visit(lead, count_matters="2", **two)
    first, second = visit_page(lead.desk, number).visit.matters

    visits.give_later_answer(lead.desk, second.id, reply())
    after_one = visit_page(lead.desk, number).visit.status
    visits.give_later_answer(lead.desk, first.id, reply())

    assert after_one == VisitStatus.FINISHED
    assert visit_page(lead.desk, number).visit.status == VisitStatus.CLOSED


def test_an_answer_given_stays_when_the_visit_is_corrected(sqlite_store: Store) -> None:
    lead = a_person(sqlite_store)
    number = a_finished_visit(lead)
    visits.give_later_answer(lead.desk, promise_on(lead, number), reply())
    draft_id, version = correction_of(lead, number, place="제2공장", promised_on_3="2027-01-31")

    visits.correct_visit(lead.desk, draft_id, version)

    kept = visit_page(lead.desk, number).visit
    assert (kept.status, kept.place) == (VisitStatus.CLOSED, "제2공장")
    assert (kept.matters[2].answer, kept.matters[2].promised_on) == ("기준은 내년부터 바뀝니다.", date(2026, 11, 30))
