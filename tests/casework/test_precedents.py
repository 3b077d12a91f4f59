"""Looking at precedents, and taking one down: hidden from all but those who publish, the original untouched."""

import pytest

from casebase.casework.opinions import propose_opinion_correction, propose_opinion_withdrawal
from casebase.casework.precedents import (
    count_precedents,
    precedent,
    precedent_choices,
    precedent_list,
    withdraw_precedent,
)
from casebase.casework.statute_changes import record_statute_change
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.domain.listing import PrecedentFilter
from casebase.domain.precedent import PrecedentState
from casebase.store.connection import Store
from casebase.store.documents import find_document_by_number
from tests.case_builders import Person, a_person, record_of
from tests.consultation_stages import approve_opinion, consultation_of, notify_opinion, opinion_fields
from tests.precedent_builders import a_post, a_precedent
from tests.publication_stages import an_opinion_to_publish, publish, subject_of
from tests.re_examination_stages import a_re_examined_review, an_office, paper_of, refused, register_again
from tests.review_stages import notify

REASON = {"withdrawal_reason": "이름이 남아 있었다."}
WANTED = PrecedentFilter()


def three_of(store: Store) -> tuple[Person, Person, Person]:
    return a_person(store), a_person(store, Role.APPLICANT), a_person(store, Role.HEAD)


@pytest.mark.parametrize("role", Role)
def test_everybody_with_an_account_reads_what_is_published(sqlite_store: Store, role: Role) -> None:
    reader = a_person(sqlite_store, role)
    with sqlite_store.transaction() as con:
        found = a_precedent(con)

    view = precedent(reader.desk, found.number)

    assert view.precedent == found
    assert [name for name, _, _ in view.parts] == [
        "title",
        "agency",
        "facts",
        "question",
        "view_a",
        "view_b",
        "outcome",
        "reasons",
    ]
    assert [str(citation) for citation in view.citations] == ["농지법 제34조"]
    assert (view.fault, view.case, view.may_withdraw) == ("", None, role == Role.HEAD)
    assert [line.id for line in precedent_list(reader.desk, WANTED, 10, 0)] == [found.id]
    assert count_precedents(reader.desk, WANTED) == 1
    assert precedent_choices(reader.desk) == (["농지·산지"], [2024])


def test_one_taken_down_is_gone_for_all_but_those_who_publish(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    found = publish(handler, subject_of(store, case))
    before = record_of(store)

    number = withdraw_precedent(handler.desk, found.id, found.version, REASON)

    after = record_of(store)
    assert {table for table in after if after[table] != before[table]} == {"precedents", "events", "event_chain"}
    seen = precedent(head.desk, number)
    assert (seen.precedent.state, seen.precedent.withdrawn_by) == (PrecedentState.WITHDRAWN, handler.id)
    assert (seen.published_by, seen.may_withdraw) == (handler.account.name, False)
    assert [line.number for line in precedent_list(handler.desk, WANTED, 10, 0)] == [number]
    assert precedent_list(applicant.desk, WANTED, 10, 0) == []
    assert count_precedents(applicant.desk, WANTED) == 0
    with pytest.raises(NotFound):
        precedent(applicant.desk, number)
    with pytest.raises(InvalidEntry, match="이미 철회했습니다"):
        withdraw_precedent(head.desk, found.id, 2, REASON)


def test_taking_down_is_for_who_published_and_for_the_head_with_a_reason(store: Store) -> None:
    handler, applicant, head = three_of(store)
    found = publish(handler, subject_of(store, an_opinion_to_publish(handler, applicant, head)))
    strangers = (a_person(store), applicant, a_person(store, Role.SECRETARY))
    before = record_of(store)

    for other in strangers:
        with pytest.raises(NotPermitted):
            withdraw_precedent(other.desk, found.id, found.version, REASON)
    with pytest.raises(SeveralInvalid, match="철회 사유를 입력하세요"):
        withdraw_precedent(handler.desk, found.id, found.version, {})
    with pytest.raises(ChangedMeanwhile, match="사례 공개"):
        withdraw_precedent(head.desk, found.id, found.version + 1, REASON)
    with pytest.raises(NotFound):
        withdraw_precedent(head.desk, "none", 1, REASON)

    assert record_of(store) == before
    assert withdraw_precedent(head.desk, found.id, found.version, REASON) == found.number


def test_that_the_opinion_was_withdrawn_since_is_told_inside_at_once_and_outside_once_notified(store: Store) -> None:
    handler, applicant, head = three_of(store)
    case = an_opinion_to_publish(handler, applicant, head)
    found = publish(handler, subject_of(store, case))
    assert precedent(head.desk, found.number).fault == ""
    assert precedent(head.desk, found.number).case == ("consultation", case.number)

    approve_opinion(head, propose_opinion_withdrawal(handler.desk, case.id, case.version, "사실이 달랐다."))

    assert "취소되어 효력이 없습니다" in precedent(head.desk, found.number).fault
    assert precedent(handler.desk, found.number).may_withdraw
    stranger = a_person(store, Role.APPLICANT)
    assert precedent(stranger.desk, found.number).fault == ""
    notify_opinion(handler, case.id)
    assert "효력이 없습니다" in precedent(stranger.desk, found.number).fault
    assert precedent(stranger.desk, found.number).case is None


def test_that_the_opinion_was_corrected_since_names_the_correction(sqlite_store: Store) -> None:
    handler, applicant, head = three_of(sqlite_store)
    case = an_opinion_to_publish(handler, applicant, head)
    found = publish(handler, subject_of(sqlite_store, case))
    version = consultation_of(sqlite_store, case.id).version

    fields = opinion_fields(cause="면적을 잘못 적었다.")
    approve_opinion(head, propose_opinion_correction(handler.desk, case.id, version, fields))

    assert "2026-의견-0002로 정정되었습니다" in precedent(head.desk, found.number).fault


def test_that_the_ruling_was_judged_again_since_is_told_once_that_is_notified(sqlite_store: Store) -> None:
    office = an_office(sqlite_store)
    number = refused(office)
    with sqlite_store.reading() as con:
        paper = find_document_by_number(con, number)
    assert paper is not None
    found = publish(office.first, f"document:{paper.id}")
    again = a_re_examined_review(office.fresh, office.head, register_again(office.fresh, number))
    assert precedent(office.head.desk, found.number).fault == ""

    notify(office.fresh, again.number)

    assert f"{paper_of(sqlite_store, again)}로 다시 결정되었습니다" in precedent(office.head.desk, found.number).fault


def test_a_change_of_what_it_cites_marks_an_older_precedent(sqlite_store: Store) -> None:
    head = a_person(sqlite_store, Role.HEAD)
    with sqlite_store.transaction() as con:
        old, new = a_precedent(con, year=2023), a_precedent(con, year=2025)
        post = a_post(con, head.account, precedent_id=old.id)
    change = {
        "statute": "농지법",
        "article": "34조",
        "changed_on": "2025-01-03",
        "what": "대상이 바뀌었다.",
        "source": "법률",
    }
    record_statute_change(head.desk, change)
    record_statute_change(head.desk, change | {"article": "제35조"})

    view = precedent(head.desk, old.number)

    assert [(each.statute, each.article) for each in view.changed] == [("농지법", "제34조")]
    assert view.posts == (post,)
    assert precedent(head.desk, new.number).changed == ()
