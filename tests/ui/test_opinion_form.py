"""The opinion on its way: begun with what is known, kept while it is typed, refused and mended at its fields."""

from casebase.casework import suspensions
from casebase.casework.opinions import return_opinion
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.opinion import Opinion
from casebase.store.opinions import list_opinions
from tests.case_builders import Person, a_person
from tests.consultation_stages import (
    a_consultation_under_review,
    a_notified_opinion,
    a_proposed_opinion,
    application_fields,
    consultation_of,
)
from tests.screens import Screen, type_into

WRITTEN = {"review": "주민도 함께 쓰는 도로이다.", "conclusion": "갑설에 따라 허가할 수 있다."}


def opened(person: Person, case: Consultation) -> Screen:
    return Screen(person.seat.session_id, "consultation", {"number": case.number})


def turn_to(screen: Screen, key: str, chosen: str) -> None:
    screen.shown.session_state[key] = chosen
    screen.run()


def newest(person: Person, case: Consultation) -> Opinion:
    with person.store.reading() as con:
        return list_opinions(con, case.id)[0]


def under_review(person: Person, **changes: str) -> Consultation:
    return a_consultation_under_review(person, a_person(person.store, Role.APPLICANT), **changes)


def test_an_opinion_begins_with_the_application(person: Person) -> None:
    case, asks = under_review(person), application_fields()

    screen = opened(person, case)

    assert screen.typed["overview"] == f"{asks['background']}\n\n{asks['request']}"
    assert screen.typed["law"] == f"{asks['law']}\n(법령 기준일: 2026. 11. 1.)"
    assert [screen.typed[name] for name in ("issues", "view_a", "view_b")] == [
        asks[name] for name in ("issues", "view_a", "view_b")
    ]
    assert screen.typed["review"] == screen.typed["conclusion"] == ""
    assert "conditions" not in screen.typed


def test_conditions_are_asked_for_with_the_outcome_that_has_some(person: Person) -> None:
    case = under_review(person)
    screen = opened(person, case)

    turn_to(screen, "outcome", "conditional")

    assert "conditions" in screen.typed


def test_an_opinion_typed_and_reloaded_is_the_one_proposed(person: Person) -> None:
    case = under_review(person)
    screen = opened(person, case)
    type_into(person.desk, Form.OPINION, f"answer:{case.id}", outcome="accepted", **WRITTEN)

    screen.load()
    assert screen.typed["conclusion"] == WRITTEN["conclusion"]
    screen.press("propose_answer")

    assert "의견안을 상신했습니다" in screen.text
    proposed = newest(person, case)
    assert (proposed.state, proposed.text.review) == (ApprovalState.PROPOSED, WRITTEN["review"])
    assert proposed.text.law.endswith("(법령 기준일: 2026. 11. 1.)")
    assert "issue_opinion" not in [str(button.key) for button in screen.shown.button]


def test_what_is_missing_is_said_at_its_field_and_nothing_is_proposed(person: Person) -> None:
    case = under_review(person)
    screen = opened(person, case)

    screen.press("propose_answer")

    assert "검토를 입력하세요" in screen.fault("review")
    assert "처리결과를 목록에서 고르세요" in screen.text
    assert consultation_of(person.store, case.id).status == ConsultationStatus.UNDER_REVIEW


def test_a_preview_is_made_when_asked_for_and_proposes_nothing(person: Person) -> None:
    case = under_review(person)
    screen = opened(person, case)
    type_into(person.desk, Form.OPINION, f"answer:{case.id}", outcome="accepted", **WRITTEN)

    screen.press("preview_answer")

    assert [button.proto.label for button in screen.shown.get("download_button")] == ["미리보기 받기(PDF)"]
    assert consultation_of(person.store, case.id).status == ConsultationStatus.UNDER_REVIEW


def test_what_stands_in_the_way_is_said_before_anything_is_typed(person: Person) -> None:
    case = under_review(person)
    fields = {"kind": "hearing", "begins_on": "2026-11-23", "question": "주민 의견을 듣는다."}
    suspensions.begin_suspension(person.desk, case.id, case.version, fields)
    screen = opened(person, case)

    turn_to(screen, "work", "opinion")

    assert "아직 상신할 수 없습니다" in screen.text
    assert "의견청취가 끝나지 않았습니다" in screen.text


def test_what_came_back_is_begun_with_and_says_why(person: Person) -> None:
    chair = a_person(person.store, Role.CHAIR, name="정위원장")
    case, opinion_id = a_proposed_opinion(person, a_person(person.store, Role.APPLICANT), "conditional")
    return_opinion(chair.desk, opinion_id, "근거 조문을 밝히세요.")

    screen = opened(person, case)

    assert "반려됨(정위원장): 근거 조문을 밝히세요." in screen.text
    assert screen.typed["conditions"] == "준공한 뒤 하천 폭을 다시 잰다."
    assert screen.shown.session_state["outcome"] == "conditional"


def test_a_correction_begins_with_the_opinion_in_force(person: Person) -> None:
    case = a_notified_opinion(person, a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR))
    screen = opened(person, case)

    turn_to(screen, "opinion_work", "correct")
    assert screen.typed["conclusion"] == "갑설에 따라 하천 점용허가를 할 수 있다."
    type_into(person.desk, Form.OPINION, f"correction:{case.id}", cause="조문을 잘못 적었다.")
    screen.press("propose_correction")

    assert newest(person, case).cause == "조문을 잘못 적었다."
    assert consultation_of(person.store, case.id).status == ConsultationStatus.PROPOSED


def test_a_withdrawal_needs_its_reason(person: Person) -> None:
    case = a_notified_opinion(person, a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR))
    screen = opened(person, case)
    turn_to(screen, "opinion_work", "withdraw")

    screen.press("propose_withdrawal")
    assert "취소 사유를 입력하세요" in screen.fault("withdrawal_cause")
    type_into(person.desk, Form.OPINION, f"withdrawal:{case.id}", withdrawal_cause="사실이 달랐다.")
    screen.press("propose_withdrawal")

    assert newest(person, case).cause == "사실이 달랐다."


def test_who_only_reads_is_offered_nothing(person: Person) -> None:
    case = a_notified_opinion(
        a_person(person.store), a_person(person.store, Role.APPLICANT), a_person(person.store, Role.CHAIR)
    )

    screen = opened(person, case)

    offered = {str(button.key) for button in screen.shown.button}
    assert not {key for key in offered if key.startswith(("propose_", "record_", "notify_", "issue_"))}
