"""What a form starts with: what the visit knew stands in the application, and is asked no second time."""

from casebase.casework import drafts, visits
from casebase.casework.visit_views import visit_page
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form, TypedField
from casebase.domain.visit import Track
from casebase.ui.draft_filling import begin_from_visit
from tests.case_builders import Person, a_visit_draft, matter_fields


def test_a_matter_of_a_visit_fills_in_the_application(person: Person) -> None:
    case, business = _opened_by_a_visit(person)

    draft = drafts.fetch_draft(person.desk, begin_from_visit(case))

    asked = case.application
    assert (draft.form, draft.subject) == (Form.CONSULTATION, case.id)
    assert (draft.text("title"), draft.text("background"), draft.text("law")) == (
        asked.title,
        asked.background,
        asked.law,
    )
    assert (draft.text("applicant_kind"), draft.text("applicant_name")) == ("business", business)
    assert not draft.text("view_a")


def test_an_application_once_begun_is_gone_on_with(person: Person) -> None:
    case, _ = _opened_by_a_visit(person)
    begun = begin_from_visit(case)
    drafts.keep_fields(person.desk, begun, [TypedField(key="title", value="고친 건명", sequence=9 * 10**12)])

    again = begin_from_visit(case)

    assert again == begun
    assert drafts.fetch_draft(person.desk, again).text("title") == "고친 건명"


def _opened_by_a_visit(person: Person) -> tuple[Consultation, str]:
    number = visits.finish_visit(person.desk, a_visit_draft(person, **matter_fields(1, Track.FORMAL)))
    view = visit_page(person.desk, number)
    return view.consultations[0], view.business.name
