"""Choices of a form: kept when made, marked where they must be made, and each draft's own."""

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.testing.v1 import AppTest

from casebase.casework import drafts
from casebase.domain.draft import Form
from casebase.ui.fields import to_its_end
from tests.case_builders import Person


def form() -> None:
    """One of each choice, for the draft that the address names."""
    import streamlit as st

    from casebase.casework.drafts import fetch_draft
    from casebase.ui import fields
    from casebase.ui.session import desk

    draft = fetch_draft(desk(), st.query_params["id"])
    fields.begin_form(draft)
    fields.choice(draft, "field", "분야", {"a": "인허가", "b": "복지"}, required=True)
    fields.pills(draft, "track", "처리 방법", {"x": "현장 즉답"}, required=True)
    fields.several(draft, "member_ids", "함께 간 사람", {"1": "김감사", "2": "이감사"})
    fields.day(draft, "visited_on", "방문일", required=True)
    fields.clock(draft, "begins_at", "시작 시각", required=True)
    fields.yes(draft, "consents_to_record", "동의", required=True)


def form_of_an_act() -> None:
    """A choice in whatever draft there is for it."""
    from casebase.domain.draft import Form
    from casebase.ui import fields
    from casebase.ui.own_draft import own_draft

    fields.pills(own_draft(Form.BALLOT, "1:criteria"), "vote", "표결", {"yes": "찬성"})


def test_what_must_be_chosen_bears_the_mark_and_what_may_be_left_does_not(person: Person) -> None:
    shown = opened(drafts.begin_draft(person.desk, Form.VISIT))

    marked = [shown.selectbox, shown.get("button_group"), shown.date_input, shown.time_input, shown.checkbox]
    assert all("필수" in kind[0].label for kind in marked)
    assert "필수" not in shown.multiselect[0].label


def test_a_choice_is_in_the_draft_once_it_is_made(person: Person) -> None:
    draft_id = drafts.begin_draft(person.desk, Form.VISIT)
    shown = opened(draft_id)

    shown.selectbox(key="field").set_value("b")
    shown.checkbox(key="consents_to_record").check()
    shown.run()

    kept = drafts.fetch_draft(person.desk, draft_id)
    assert (kept.text("field"), kept.text("consents_to_record")) == ("b", "yes")
    assert opened(draft_id).selectbox(key="field").value == "b"


def test_a_callback_that_a_later_tap_interrupts_is_finished_before_the_tap_has_its_turn() -> None:
    later_tap = [RerunException(RerunData())]
    kept = []

    def keep(name: str) -> None:
        if later_tap:
            raise later_tap.pop()
        kept.append(name)

    with pytest.raises(RerunException):
        to_its_end(keep)("track")

    assert kept == ["track"]


def test_a_choice_that_comes_after_its_draft_was_used_up_says_nothing_and_is_kept_nowhere(person: Person) -> None:
    shown = AppTest.from_function(form_of_an_act).run()
    used_up = drafts.find_draft_of(person.desk, Form.BALLOT, "1:criteria")
    assert used_up is not None
    drafts.discard_draft(person.desk, used_up.id)

    shown.button_group(key="vote").set_value("yes").run()

    assert not shown.error
    begun = drafts.find_draft_of(person.desk, Form.BALLOT, "1:criteria")
    assert begun is not None
    assert begun.fields == {}


def test_another_draft_in_the_same_place_shows_its_own_choices_whatever_form_it_is_of(person: Person) -> None:
    first, second = (drafts.begin_draft(person.desk, form) for form in (Form.VISIT, Form.REVIEW))
    shown = opened(first)
    shown.selectbox(key="field").set_value("b").run()

    shown.query_params["id"] = second
    shown.run()

    assert shown.selectbox(key="field").value is None
    assert drafts.fetch_draft(person.desk, second).fields == {}
    shown.query_params["id"] = first
    shown.run()
    assert shown.selectbox(key="field").value == "b"


def opened(draft_id: str) -> AppTest:
    shown = AppTest.from_function(form)
    shown.query_params["id"] = draft_id
    return shown.run()
