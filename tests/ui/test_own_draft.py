"""A small form's draft is begun with what is recorded, found again, and never stale unless somebody typed in it."""

import pytest

from casebase.casework import drafts
from casebase.domain.draft import Form
from casebase.ui.own_draft import is_touched, own_draft
from tests.case_builders import Person, a_person
from tests.screens import type_into

SUBJECT = "agency:1"


@pytest.mark.usefixtures("person")
def test_a_draft_is_begun_with_what_is_recorded_and_found_again() -> None:
    begun = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "가람시"})

    again = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "가람시"})

    assert again == begun
    assert again.fields == {"agency_name": "가람시"}
    assert not is_touched(again)
    assert own_draft(Form.AGENCY, "agency:2").id != begun.id


@pytest.mark.usefixtures("person")
def test_a_draft_nobody_typed_in_begins_anew_when_the_record_has_changed() -> None:
    begun = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "가람시"})

    anew = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "나래시"})

    assert anew.fields == {"agency_name": "나래시"}
    assert anew.id != begun.id


def test_a_draft_somebody_typed_in_keeps_its_words_when_the_record_has_changed(person: Person) -> None:
    begun = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "가람시", "region_code": "48120"})
    type_into(person.desk, Form.AGENCY, SUBJECT, agency_name="가람특례시")

    kept = own_draft(Form.AGENCY, SUBJECT, lambda: {"agency_name": "나래시", "region_code": "48250"})

    assert kept.id == begun.id
    assert is_touched(kept)
    assert kept.fields == {"agency_name": "가람특례시", "region_code": "48120"}


def test_one_field_typed_into_a_draft_that_began_empty_is_enough_to_keep_it(person: Person) -> None:
    own_draft(Form.RULING, SUBJECT)
    typed = type_into(person.desk, Form.RULING, SUBJECT, return_reason="근거를 붙이세요.")

    assert is_touched(own_draft(Form.RULING, SUBJECT))
    assert own_draft(Form.RULING, SUBJECT).fields == typed.fields


def test_nobody_finds_the_draft_of_another(person: Person) -> None:
    own_draft(Form.RULING, SUBJECT)
    other = a_person(person.store)

    assert drafts.find_draft_of(other.desk, Form.RULING, SUBJECT) is None
