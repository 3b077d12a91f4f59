"""Changes of statutes: noted once, taken back with a reason, and found by what a text cites."""

from datetime import date

import pytest

from casebase.casework.statute_changes import (
    cancel_statute_change,
    changed_since,
    record_statute_change,
    statute_changes,
)
from casebase.domain.account import Role
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, NotPermitted, SeveralInvalid
from casebase.korean.statutes import Citation
from casebase.store.connection import Store
from casebase.store.events import list_events_of
from casebase.store.statute_changes import list_statute_changes
from tests.case_builders import a_person, record_of

CHANGE = {
    "statute": "「농지법」",
    "article": "34조의 2",
    "changed_on": "2026-12-01",
    "what": "허가 대상이 바뀌었다.",
    "source": "법률 제20083호",
}


def test_a_change_is_noted_under_the_names_by_which_citations_are_read(store: Store) -> None:
    auditor = a_person(store)

    change_id = record_statute_change(auditor.desk, CHANGE)

    with store.reading() as con:
        (change,) = list_statute_changes(con)
        (event,) = list_events_of(con, "statute_change", change_id)
    assert (change.id, change.statute, change.article) == (change_id, "농지법", "제34조의2")
    assert (change.changed_on, change.entered_by) == (date(2026, 12, 1), auditor.id)
    assert event.account_id == auditor.id
    (line,) = statute_changes(a_person(store, Role.APPLICANT).desk)
    assert (line.change, line.entered_by, line.may_cancel) == (change, "김감사", False)


def test_what_is_missing_or_misread_is_named_and_the_same_change_is_noted_once(store: Store) -> None:
    auditor = a_person(store)
    with pytest.raises(SeveralInvalid) as refused:
        record_statute_change(auditor.desk, {"article": "삼십사조"})
    assert {fault.field for fault in refused.value.faults} == {"statute", "article", "changed_on", "what", "source"}
    record_statute_change(auditor.desk, CHANGE)
    before = record_of(store)

    with pytest.raises(InvalidEntry, match="이미 등록되어 있습니다"):
        record_statute_change(auditor.desk, CHANGE | {"article": "제34조의2"})
    with pytest.raises(NotPermitted):
        record_statute_change(a_person(store, Role.SECRETARY).desk, CHANGE)

    assert record_of(store)["statute_changes"] == before["statute_changes"]


def test_a_change_noted_by_mistake_is_taken_back_and_stays_visible_to_the_office(store: Store) -> None:
    auditor, applicant = a_person(store), a_person(store, Role.APPLICANT)
    change_id = record_statute_change(auditor.desk, CHANGE)
    with pytest.raises(SeveralInvalid):
        cancel_statute_change(auditor.desk, change_id, 1, {})
    with pytest.raises(ChangedMeanwhile):
        cancel_statute_change(auditor.desk, change_id, 7, {"reason": "날짜가 틀렸다."})
    with pytest.raises(NotFound):
        cancel_statute_change(auditor.desk, "none", 1, {"reason": "날짜가 틀렸다."})

    cancel_statute_change(auditor.desk, change_id, 1, {"reason": "날짜가 틀렸다."})

    assert statute_changes(applicant.desk) == ()
    (line,) = statute_changes(auditor.desk)
    assert (line.change.cancelled_on, line.may_cancel) == (date(2026, 11, 23), False)
    with pytest.raises(InvalidEntry, match="이미 취소한 기록"):
        cancel_statute_change(auditor.desk, change_id, 2, {"reason": "다시"})
    assert record_statute_change(auditor.desk, CHANGE) != change_id


def test_a_change_touches_its_own_article_and_what_cites_the_whole(sqlite_store: Store) -> None:
    auditor = a_person(sqlite_store)
    record_statute_change(auditor.desk, CHANGE)
    record_statute_change(auditor.desk, CHANGE | {"statute": "건축법", "article": ""})
    with sqlite_store.reading() as con:
        known = list_statute_changes(con)

    def touched(since: date, *citations: Citation) -> list[str]:
        return [change.statute for change in changed_since(known, citations, since)]

    before, on = date(2026, 11, 30), date(2026, 12, 1)
    assert touched(before, Citation(statute="농지법", article="제34조의2")) == ["농지법"]
    assert touched(before, Citation(statute="농지법")) == ["농지법"]
    assert touched(before, Citation(statute="건축법", article="제11조")) == ["건축법"]
    assert touched(before, Citation(statute="농지법", article="제34조")) == []
    assert touched(on, Citation(statute="농지법")) == []
