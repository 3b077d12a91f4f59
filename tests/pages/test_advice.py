"""법률자문 as a member of the panel has it open: offered, taken on, answered, or out of sight again."""

from dataclasses import replace

import pytest

from casebase.casework import advice
from casebase.casework.office import Office
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest, Assignment, AssignmentStatus, Stance
from casebase.domain.draft import Form
from tests.advice_stages import a_panel_member, accept, advice_offered, assignment_of, request_of
from tests.builders import an_account
from tests.case_builders import Person
from tests.screens import Screen, desk_of, type_into

LONG_AFTER = "2099-12-31"  # a page opens on whatever day the test runs


@pytest.fixture
def handler(office: Office) -> Person:
    with office.store.transaction() as con:
        account = an_account(con, Role.AUDITOR)
    return Person(account, office.store, desk_of(office, account.login))


@pytest.fixture
def member(office: Office) -> Person:
    """Somebody of the panel with a case of their own to be asked about."""
    seated = a_panel_member(office.store, ends_on=LONG_AFTER)
    return replace(seated, seat=desk_of(office, seated.account.login))


@pytest.fixture
def offered(handler: Person, member: Person) -> tuple[AdviceRequest, Assignment]:
    return advice_offered(handler, member)


@pytest.fixture
def accepted(member: Person, offered: tuple[AdviceRequest, Assignment]) -> tuple[AdviceRequest, Assignment]:
    return offered[0], accept(member, offered[1])


def test_before_accepting_title_parties_and_day_are_seen_and_nothing_else(member, offered):
    request, _ = offered

    screen = opened(member, request)

    assert request.title in screen.text
    assert request.parties in screen.text
    assert "회신 기한" in screen.text
    for hidden in (request.question, request.facts, *(issue.text for issue in request.issues)):
        assert hidden not in screen.text
    assert [button.key for button in screen.shown.button] == ["accept_advice"]


def test_the_button_that_accepts_says_that_no_conflict_stands_and_names_what_would(member, offered):
    screen = opened(member, offered[0])

    (button,) = screen.shown.button
    assert "하나도 없음을 확인하고 수락" in button.label
    assert "변호사법 제31조" in screen.text


def test_after_accepting_the_boxes_stand_first_in_the_order_of_the_issues(member, offered):
    request, _ = offered
    screen = opened(member, request)

    screen.press("accept_advice")

    assert [name for name in screen.typed if name != "reason"] == [
        *(f"answer_{issue.id}" for issue in request.issues),
        "summary",
    ]
    assert request.question in screen.text
    assert request.facts in screen.text


def test_a_request_is_declined_with_its_reason_and_out_of_sight(handler, member, offered):
    request, own = offered
    screen = opened(member, request)
    turn_to(screen, "decline_advice")
    screen.press("decline_advice")
    assert screen.fault("reason")
    type_into(member.desk, Form.ADVICE_ANSWER, f"respond:{own.id}", reason="재판 일정이 겹칩니다.")

    screen.press("decline_advice")

    assert "거절했습니다" in screen.text
    assert "배정받은 자문이 없습니다" in screen.text
    assert "찾을 수 없거나" in opened(member, request).text
    assert "재판 일정이 겹칩니다." in opened(handler, request).text


def test_a_member_steps_aside_on_a_ground_and_is_shown_where_to_declare_the_tie(member, offered):
    request, own = offered
    screen = opened(member, request)
    turn_to(screen, "recuse_from_advice")
    screen.shown.selectbox(key="ground").select_index(0)
    screen.run()
    type_into(member.desk, Form.ADVICE_ANSWER, f"respond:{own.id}", reason="지난해까지 이 기관의 고문이었습니다.")

    screen.press("recuse_from_advice")

    given = assignment_of(member.store, own)
    assert given.status == AssignmentStatus.RECUSED
    assert given.ground
    assert "‘위원’에서 관계를 신고하면" in screen.text


def test_a_relation_found_in_the_files_still_leads_out(member, accepted):
    request, own = accepted
    screen = opened(member, request)
    screen.shown.selectbox(key="ground").select_index(0)
    screen.run()
    type_into(member.desk, Form.ADVICE_ANSWER, f"recuse:{own.id}", reason="자료에서 친족의 이름을 보았습니다.")

    screen.press("recuse_from_advice")

    assert assignment_of(member.store, own).status == AssignmentStatus.RECUSED
    assert request.facts not in screen.text


def test_what_is_typed_is_kept_and_nothing_leaves_until_every_issue_is_answered(member, accepted):
    request, own = accepted
    first, second = (issue.id for issue in request.issues)
    screen = opened(member, request)
    write(member, request, **{f"answer_{first}": "대법원 판례가 있습니다."})
    screen.shown.session_state[f"stance_{first}"] = Stance.YES.value
    screen.run()

    screen.press("answer_advice")

    assert screen.fault(f"answer_{second}")
    assert screen.fault("summary")
    assert not screen.fault(f"answer_{first}")
    assert screen.typed[f"answer_{first}"] == "대법원 판례가 있습니다."
    assert assignment_of(member.store, own).status == AssignmentStatus.ACCEPTED


def test_an_answer_leaves_as_a_paper(member, accepted):
    request, own = accepted
    screen = opened(member, request)
    answers = {f"answer_{issue.id}": "판례가 있습니다." for issue in request.issues}
    stances = {f"stance_{issue.id}": Stance.CONDITIONAL.value for issue in request.issues}
    write(member, request, **answers, **stances, summary="조건을 붙이면 됩니다.")

    screen.press("answer_advice")

    assert assignment_of(member.store, own).status == AssignmentStatus.ANSWERED
    assert "조건부로 그렇다" in screen.text
    assert "조건을 붙이면 됩니다." in screen.text
    (paper,) = [link.proto.url for link in screen.shown.get("link_button")]
    assert paper.startswith("/papers/")


def test_words_for_a_request_withdrawn_meanwhile_are_given_back(handler, member, accepted):
    request, _ = accepted
    screen = opened(member, request)
    write(member, request, **{f"answer_{request.issues[0].id}": "거의 다 썼습니다."}, summary="끝맺는 말")
    current = request_of(handler.store, request)
    advice.withdraw_advice(handler.desk, current.id, current.version, {"end_reason": "신청이 취하되었다."})

    screen.press("answer_advice")

    assert "이 의뢰는 이제 볼 수 없습니다" in screen.text
    assert "거의 다 썼습니다." in screen.text
    assert "끝맺는 말" in screen.text
    assert request.facts not in screen.text
    assert "advice" in screen.links


def test_a_member_finds_their_own_in_the_list_and_nobody_else_s(office, member, offered):
    request, _ = offered
    other = a_panel_member(office.store, "한변호", ends_on=LONG_AFTER)

    mine, empty = (Screen(person.seat.session_id, "advice") for person in (member, other))

    assert any(request.number in label for label in labels(mine))
    assert "내 상태: 배정" in mine.text
    assert not any(request.number in label for label in labels(empty))
    assert "배정받은 자문이 없습니다" in empty.text


def test_a_request_that_is_not_there_leads_back_to_the_list(handler, member):
    for person, query in ((member, {"number": "2026-자문-9999"}), (handler, {"id": "never-was"})):
        screen = Screen(person.seat.session_id, "advice", query)

        assert "찾을 수 없거나" in screen.text
        assert "advice" in screen.links


def opened(person: Person, request: AdviceRequest) -> Screen:
    return Screen(person.seat.session_id, "advice", {"number": request.number})


def turn_to(screen: Screen, response: str) -> None:
    screen.shown.session_state["work"] = response
    screen.run()


def write(member: Person, request: AdviceRequest, **texts: str) -> None:
    type_into(member.desk, Form.ADVICE_ANSWER, f"answer:{request.number}", **texts)


def labels(screen: Screen) -> list[str]:
    return [link.proto.label.replace("\\", "") for link in screen.shown.get("page_link")]
