"""Drafts: kept as typed, for their owner alone, without a trace in the record of acts."""

import threading
from datetime import timedelta

import pytest

from casebase.casework.desk import Desk
from casebase.casework.drafts import (
    LONGEST_VALUE,
    begin_draft,
    discard_draft,
    fetch_draft,
    fetch_own,
    find_draft_of,
    keep_fields,
)
from casebase.domain.draft import Form, TypedField
from casebase.domain.errors import CasebaseError, InvalidEntry, NotFound, SignedOut
from casebase.store.connection import Store
from casebase.store.events import latest_seq
from casebase.store.sessions import update_ended
from tests.builders import a_desk, an_account


def a_typist(store: Store) -> Desk:
    """The desk of somebody who may type."""
    with store.transaction() as con:
        account = an_account(con)
    return a_desk(store, account)


def typed(key: str, value: str, sequence: int = 1) -> TypedField:
    return TypedField(key=key, value=value, sequence=sequence)


def test_what_is_typed_is_kept_and_leaves_no_event(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)

    kept = keep_fields(desk, draft_id, [typed("met", "박대표", 5), typed("place", "본사", 6)])

    draft = fetch_draft(desk, draft_id)
    assert kept == {"met": 5, "place": 6}
    assert (draft.fields, draft.saved_at) == ({"met": "박대표", "place": "본사"}, desk.instant)
    with store.reading() as con:
        assert latest_seq(con) == 0


def test_an_older_keystroke_does_not_overwrite_a_newer_one(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)
    keep_fields(desk, draft_id, [typed("met", "박대표", 9)])

    kept = keep_fields(desk, draft_id, [typed("met", "박", 8)])

    assert kept == {"met": 9}
    assert fetch_draft(desk, draft_id).text("met") == "박대표"


def test_a_draft_is_nobody_else_s(store: Store) -> None:
    owner, other = a_typist(store), a_typist(store)
    draft_id = begin_draft(owner, Form.VISIT, "visit:1")
    keep_fields(owner, draft_id, [typed("met", "박대표")])

    with pytest.raises(NotFound) as foreign:
        keep_fields(other, draft_id, [typed("met", "남", 99)])
    with pytest.raises(NotFound):
        discard_draft(other, draft_id)
    with pytest.raises(NotFound) as absent:
        fetch_draft(other, "018f3c1e-0000-7000-8000-000000000000")

    assert str(foreign.value) == str(absent.value)
    assert find_draft_of(other, Form.VISIT, "visit:1") is None
    assert fetch_draft(owner, draft_id).text("met") == "박대표"


def test_a_draft_of_another_form_is_not_found(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.REVIEW)

    with pytest.raises(NotFound):
        fetch_own(desk, draft_id, Form.VISIT)

    assert fetch_own(desk, draft_id, Form.REVIEW).id == draft_id


def test_nothing_is_kept_once_the_session_is_over(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)
    with store.transaction() as con:
        update_ended(con, desk.session_id, desk.instant)

    with pytest.raises(SignedOut):
        keep_fields(desk, draft_id, [typed("met", "박대표")])

    with store.reading() as con:
        assert con.row("select count(*) from draft_fields") == (0,)


@pytest.mark.parametrize("key", ["", "9met", "Met", "met;", "met\n", "a" * 101, "file_1", "file_"])
def test_a_field_with_a_name_no_form_has_is_refused_with_all_that_came_along(store: Store, key: str) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)

    with pytest.raises(InvalidEntry):
        keep_fields(desk, draft_id, [typed("met", "박대표"), typed(key, "{}")])

    assert fetch_draft(desk, draft_id).fields == {}


def test_the_longest_text_is_kept_whole_and_one_character_more_is_refused(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)

    keep_fields(desk, draft_id, [typed("met", "가" * LONGEST_VALUE)])
    with pytest.raises(InvalidEntry) as refused:
        keep_fields(desk, draft_id, [typed("met", "가" * (LONGEST_VALUE + 1), 2)])

    assert refused.value.field == "met"
    assert fetch_draft(desk, draft_id).text("met") == "가" * LONGEST_VALUE


@pytest.mark.parametrize(
    ("text", "kept"),
    [("박\0대표", "박대표"), ("공장 \ud83d", "공장 �"), ("\ud83d\ude00", "😀"), ("한글", "한글")],
)
def test_what_no_store_can_hold_is_made_storable(store: Store, text: str, kept: str) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)

    keep_fields(desk, draft_id, [typed("met", text)])

    assert fetch_draft(desk, draft_id).text("met") == kept


def test_a_discarded_draft_is_gone_and_takes_no_more(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)
    keep_fields(desk, draft_id, [typed("met", "박대표")])

    discard_draft(desk, draft_id)

    with pytest.raises(NotFound):
        keep_fields(desk, draft_id, [typed("met", "늦은 글", 2)])
    with store.reading() as con:
        assert con.row("select count(*) from draft_fields") == (0,)


def test_typing_and_discarding_at_once_leave_no_field_without_its_draft(store: Store) -> None:
    desk = a_typist(store)
    draft_id = begin_draft(desk, Form.VISIT)
    failures: list[Exception] = []

    def type_on() -> None:
        for sequence in range(1, 40):
            try:
                keep_fields(desk, draft_id, [typed("met", str(sequence), sequence)])
            except CasebaseError as gone:
                failures.append(gone)
                return

    typists = [threading.Thread(target=type_on) for _ in range(2)]
    for typist in typists:
        typist.start()
    discard_draft(desk, draft_id)
    for typist in typists:
        typist.join()

    assert {type(failure) for failure in failures} <= {NotFound}
    with store.reading() as con:
        assert con.row("select count(*) from draft_fields") == (0,)


def test_the_draft_of_a_thing_is_found_again_the_next_day(store: Store) -> None:
    with store.transaction() as con:
        account = an_account(con)
    today = a_desk(store, account)
    draft_id = begin_draft(today, Form.MATTER, "matter:1")
    tomorrow = a_desk(store, account, today.now + timedelta(days=1))

    found = find_draft_of(tomorrow, Form.MATTER, "matter:1")

    assert found is not None
    assert found.id == draft_id
