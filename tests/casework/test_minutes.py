"""Minutes: what the record tells of a meeting, by numbers."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from casebase.casework import agenda, meetings, recusals
from casebase.casework.desk import Desk
from casebase.casework.meeting_views import meeting_document
from casebase.domain.account import Role
from casebase.domain.canonical import digest
from casebase.domain.document import DocumentKind
from casebase.domain.errors import ChangedMeanwhile
from casebase.store.connection import Store
from tests.case_builders import a_person, paper, record_of
from tests.meeting_stages import (
    a_closed_meeting,
    a_committee,
    a_resolved_item,
    an_open_item,
    an_outcome_item,
    carry_over,
    close_meeting,
    close_vote,
    mark,
    open_vote,
    set_office,
    vote,
)
from tests.paper_reading import body_of, embedded, squeezed


def test_the_minutes_tell_who_was_there_and_the_numbers(store: Store) -> None:
    committee = a_committee(store, 5)
    sitting = an_open_item(committee, present=committee.members[:4])
    secretary = committee.secretary
    agenda.hear_person(secretary.desk, sitting.item_id, sitting.item.version, {"hearing": "선처를 바란다고 하였다."})
    fields = {"proceedings": "14시에 개회하였다.", f"discussion_{sitting.item_id}": "절차를 따졌다."}
    meetings.keep_proceedings(secretary.desk, sitting.meeting_id, sitting.meeting.version, fields)
    declared = {"kind": "exclusion", "ground": "kin", "reason": "대상자의 사촌이다."}
    recusals.declare_recusal(committee.members[3].desk, sitting.item_id, sitting.item.version, declared)
    open_vote(sitting)
    carry_over(sitting)

    number = close_meeting(sitting)

    document, content = meeting_document(committee.chair.desk, number)
    assert (document.kind, document.subject_kind) == (DocumentKind.MINUTES, "meeting")
    assert document.content_sha256 == digest(embedded(content, "minutes.json"))
    body = body_of(content)
    for sentence in (
        "회의 당일, 기준 5일 전",
        "처분 시효가 곧 끝난다.",
        "위원장이 주재합니다.",
        "재적위원 5명 가운데 4명 출석",
        "재적위원 5명 가운데 3명 출석",
        "이위원",
        "불출석",
        "정위원 위원 제척(당사자의 친족)",
        "선처를 바란다고 하였다.",
        "절차를 따졌다.",
        "위원이 모자라 다음에 심의한다.",
        "14시에 개회하였다.",
        "한간사",
    ):
        assert squeezed(sentence) in body
    assert squeezed("대상자의 사촌이다.") not in body


def test_secret_ballots_are_told_by_number_and_open_ones_by_name(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 3)
    texts = []
    for value, since in (("비밀", date(2026, 1, 1)), ("기명", date(2026, 1, 2))):
        set_office(sqlite_store, "committee.ballots", value, since)
        sitting = an_outcome_item(committee)
        for member, choice in zip(committee.members, ("yes", "yes", "no"), strict=True):
            vote(sitting, member, {"vote_outcome": choice})
        close_vote(sitting)
        texts.append(body_of(paper(sqlite_store, close_meeting(sitting))))

    secret, by_name = texts
    assert squeezed("위원별 찬반은 적지 않았다") in secret and squeezed("이위원 반대") not in secret
    assert squeezed("이위원 반대") in by_name


def test_the_office_reads_the_minutes(sqlite_store: Store) -> None:
    sitting = a_closed_meeting(a_committee(sqlite_store))

    document, _ = meeting_document(a_person(sqlite_store, Role.HEAD).desk, "2026-회의록-0001")

    assert document.id == sitting.meeting.document_id


def test_who_voted_and_left_before_the_end_was_there(sqlite_store: Store) -> None:
    committee = a_committee(sqlite_store, 5)
    sitting = a_resolved_item(committee)
    mark(sitting, committee.members[:2])

    number = close_meeting(sitting)

    body = body_of(paper(sqlite_store, number))
    assert squeezed("재적위원 5명 가운데 5명 출석") in body
    assert squeezed("불출석") not in body


def test_of_two_who_close_a_meeting_at_the_same_moment_one_does(store: Store) -> None:
    sitting = a_resolved_item(a_committee(store, 3))
    chair, version, both_ready = sitting.committee.chair, sitting.meeting.version, Barrier(2)

    def close(desk: Desk) -> str:
        both_ready.wait(timeout=10)
        try:
            return meetings.close_meeting(desk, sitting.meeting_id, version, {})
        except ChangedMeanwhile as refused:
            return str(refused)

    with ThreadPoolExecutor() as pool:
        answers = sorted(pool.map(close, [chair.desk, chair.desk]))

    assert answers[0] == "2026-회의록-0001"
    assert "최위원, 폐회" in answers[1]
    assert len(record_of(store)["documents"]) == 3  # papers of the item, the ruling, one set of minutes
