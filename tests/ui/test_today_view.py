"""The first screen as people find it: what waits with its day, drafts by their page, changes once for each thing."""

from casebase.casework.drafts import begin_draft
from casebase.domain.account import Role
from casebase.domain.draft import Form
from tests.case_builders import Person, a_draft, a_person
from tests.consultation_stages import a_received_consultation, an_applied_consultation
from tests.screens import Screen, type_into


def links(screen: Screen) -> dict[str, str]:
    """The pages led to, by what is written on the link."""
    pages = screen.shown.get("page_link")
    return {link.proto.label.replace("\\", ""): f"{link.proto.page}?{link.proto.query_string}" for link in pages}


def test_a_consultation_that_waits_leads_to_its_page_and_tells_its_day(person: Person) -> None:
    case = a_received_consultation(person, a_person(person.store, Role.APPLICANT), received_on="2026-11-23")

    screen = Screen(person.seat.session_id, "today")

    assert links(screen)[f"**{case.number} {case.application.title}**"].startswith("consultation?number=")
    assert "대상 여부를 판단하세요 · 2026. 12. 23.(수)" in screen.text


def test_what_has_no_number_yet_is_found_by_its_id(person: Person) -> None:
    case = an_applied_consultation(a_person(person.store, Role.APPLICANT))

    screen = Screen(person.seat.session_id, "today")

    assert links(screen)[f"**{case.application.title}**"] == f"consultation?case={case.id}"


def test_an_application_half_typed_is_offered_again(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    draft_id = a_draft(applicant, Form.CONSULTATION, {"title": "도로 점용"})

    screen = Screen(applicant.seat.session_id, "today")

    assert links(screen)["사전컨설팅 신청서: 도로 점용"] == f"consultation?id={draft_id}"


def test_a_step_half_typed_leads_to_its_case_and_one_only_opened_to_nothing(person: Person) -> None:
    applicant = a_person(person.store, Role.APPLICANT)
    case = a_received_consultation(person, applicant)
    for step in ("message", "material"):
        begin_draft(applicant.desk, Form.CASE_STEP, f"{step}:{case.id}")
    type_into(applicant.desk, Form.CASE_STEP, f"message:{case.id}", message="쓰던 말")

    screen = Screen(applicant.seat.session_id, "today")

    (told,) = [label for label in links(screen) if "처리 단계" in label]
    assert told == f"사전컨설팅 처리 단계: 사전컨설팅 {case.number}"
    assert links(screen)[told].startswith("consultation?number=")


def test_changes_of_one_case_are_told_once_from_before_its_number_on(person: Person) -> None:
    case = a_received_consultation(a_person(person.store), a_person(person.store, Role.APPLICANT))

    screen = Screen(person.seat.session_id, "today")

    told = [label for label in links(screen) if "신청" in label and "접수" in label]
    assert told == [f"{case.number} 신청 접수 외 1건"]
