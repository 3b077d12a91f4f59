"""Drafts as rows: the newer keystroke stays, and a wiped draft is gone whole."""

from dataclasses import replace

import pytest

from casebase.domain.draft import Draft, Form, TypedField
from casebase.store.connection import Connection, Store
from casebase.store.drafts import (
    find_draft,
    find_draft_of,
    insert_draft,
    list_drafts,
    update_field,
    update_saved_at,
    wipe_draft,
    wipe_field,
)
from casebase.store.ids import new_id
from tests.builders import an_account

EARLY, LATE = "2026-11-22T01:00:00.000000Z", "2026-11-23T01:00:00.000000Z"


def a_draft(con: Connection, account_id: str = "", **facts: str) -> Draft:
    """Put an empty draft of a visit on record."""
    draft = Draft(
        id=new_id(),
        account_id=account_id or an_account(con).id,
        form=Form.VISIT,
        subject="",
        started_at=EARLY,
        saved_at=EARLY,
    )
    draft = replace(draft, **facts)  # type: ignore[arg-type]
    insert_draft(con, draft)
    return draft


def typed(key: str, value: str, sequence: int) -> TypedField:
    return TypedField(key=key, value=value, sequence=sequence)


def test_a_draft_comes_back_as_it_was_typed(store: Store) -> None:
    with store.transaction() as con:
        draft = a_draft(con)
        update_field(con, draft.id, typed("met", "박대표\n이공장장", 7))

        found = find_draft(con, draft.id)

    assert found == replace(draft, fields={"met": "박대표\n이공장장"}, sequences={"met": 7})


@pytest.mark.parametrize(("second", "kept"), [(6, "first"), (7, "first"), (8, "second")])
def test_only_a_larger_sequence_replaces_what_is_kept(store: Store, second: int, kept: str) -> None:
    with store.transaction() as con:
        draft = a_draft(con)
        update_field(con, draft.id, typed("met", "first", 7))

        answered = update_field(con, draft.id, typed("met", "second", second))

        found = find_draft(con, draft.id)
        assert found is not None
        assert found.text("met") == kept
        assert answered == found.sequences["met"] == max(second, 7)


def test_fields_come_in_the_order_they_were_typed(store: Store) -> None:
    with store.transaction() as con:
        draft = a_draft(con)
        for key, sequence in (("b", 3), ("c", 1), ("a", 2)):
            update_field(con, draft.id, typed(key, "", sequence))

        found = find_draft(con, draft.id)

    assert found is not None
    assert list(found.fields) == ["c", "a", "b"]


def test_the_last_saved_draft_is_listed_first_and_only_its_owner_s(store: Store) -> None:
    with store.transaction() as con:
        owner = an_account(con).id
        first, second = a_draft(con, owner), a_draft(con, owner)
        a_draft(con)

        assert update_saved_at(con, first.id, LATE)

        assert [draft.id for draft in list_drafts(con, owner)] == [first.id, second.id]


def test_the_newest_draft_about_a_thing_is_found_by_form_and_subject(store: Store) -> None:
    with store.transaction() as con:
        owner = an_account(con).id
        a_draft(con, owner, subject="visit:1")
        newer = a_draft(con, owner, subject="visit:1")

        assert find_draft_of(con, owner, Form.VISIT, "visit:1") == newer
        assert find_draft_of(con, owner, Form.MATTER, "visit:1") is None
        assert find_draft_of(con, an_account(con).id, Form.VISIT, "visit:1") is None


def test_one_field_is_taken_out_and_the_others_stay(store: Store) -> None:
    with store.transaction() as con:
        draft = a_draft(con)
        update_field(con, draft.id, typed("file_a", "{}", 1))
        update_field(con, draft.id, typed("met", "박대표", 2))

        wipe_field(con, draft.id, "file_a")

        found = find_draft(con, draft.id)
        assert found is not None
        assert found.fields == {"met": "박대표"}


def test_a_wiped_draft_leaves_nothing_and_others_alone(store: Store) -> None:
    with store.transaction() as con:
        draft, other = a_draft(con), a_draft(con)
        update_field(con, draft.id, typed("met", "박대표", 1))

        wipe_draft(con, draft.id)

        assert find_draft(con, draft.id) is None
        assert not update_saved_at(con, draft.id, LATE)
        assert con.row("select count(*) from draft_fields") == (0,)
        assert find_draft(con, other.id) == other
