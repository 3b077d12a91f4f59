"""Who signed a paper, as pages tell it, and the second signature as it is offered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casebase.casework.office import Office, office, use_office
from casebase.casework.visit_views import visit_page
from casebase.domain.account import Role
from casebase.store.connection import Store
from tests.case_builders import Person, a_finished_visit, a_person
from tests.consultation_stages import an_issued_opinion
from tests.review_stages import an_issued_review
from tests.screens import Screen
from tests.signing_keys import a_key_file, a_signer, signing


@pytest.fixture
def signed_office(empty_store: Store, tmp_path: Path) -> Iterator[Store]:
    """An office that signs, served."""
    served = office()
    said = replace(served.configuration, signing_key=a_key_file(tmp_path))
    use_office(Office(configuration=said, store=served.store, mirror=served.mirror))
    yield empty_store


def opened(person: Person, number: str, page: str = "exemption") -> Screen:
    return Screen(person.seat.session_id, page, {"number": number})


def addresses(screen: Screen) -> set[str]:
    return {link.proto.url for link in screen.shown.get("link_button")}


@pytest.mark.parametrize("page", ["exemption", "consultation"])
def test_another_approver_than_who_issued_a_paper_signs_it_by_a_button(signed_office: Store, page: str) -> None:
    auditor, chair, head = (signing(a_person(signed_office, r)) for r in (Role.AUDITOR, Role.CHAIR, Role.HEAD))
    if page == "exemption":
        number, paper = an_issued_review(auditor, chair).number, "2026-결정-0001"
    else:
        applicant = a_person(signed_office, Role.APPLICANT)
        number, paper = an_issued_opinion(auditor, applicant, chair).number, "2026-의견-0001"
    screen = opened(head, number, page)
    assert f"서명: {a_signer().name}" in screen.text

    screen.press("sign_paper")

    assert f"서명: {a_signer().name}, 추가 서명: {head.account.name}" in screen.text
    assert {f"/papers/{paper}", f"/papers/{paper}?revision=1"} <= addresses(screen)
    assert "sign_paper" not in screen.keys


def test_neither_who_issued_a_paper_nor_who_approves_nothing_is_offered_to_sign_it(signed_office: Store) -> None:
    auditor, chair = (signing(a_person(signed_office, role)) for role in (Role.AUDITOR, Role.CHAIR))
    number = an_issued_review(auditor, chair).number

    for person in (auditor, chair):
        screen = opened(person, number)

        assert "서명: " in screen.text
        assert "sign_paper" not in screen.keys


def test_a_paper_issued_without_a_key_is_told_to_be_unsigned_and_takes_no_other_signature(empty_store: Store) -> None:
    auditor, chair, head = (a_person(empty_store, role) for role in (Role.AUDITOR, Role.CHAIR, Role.HEAD))
    number = an_issued_review(auditor, chair).number

    screen = opened(head, number)

    assert "2026. 11. 23. 발행, 서명 없음" in screen.text
    assert "sign_paper" not in screen.keys


def test_the_paper_of_a_visit_tells_who_signed_it(signed_office: Store) -> None:
    auditor = signing(a_person(signed_office))
    number = a_finished_visit(auditor, count_matters="1")
    (paper,) = visit_page(auditor.desk, number).documents

    assert f"{paper.number} 서명: {a_signer().name}" in opened(auditor, number, "visit").text
