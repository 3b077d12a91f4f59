"""The forecast as a person asks for it: of what they see, from the whole record, in words."""

import re
from itertools import count

import pytest

from casebase.casework import forecasts
from casebase.casework.consultations import assign_consultation
from casebase.casework.forecasts import forecast_of
from casebase.domain.account import Role
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.errors import NotPermitted
from casebase.store.connection import Store
from tests.builders import TODAY
from tests.case_builders import Person, a_person
from tests.clock_stages import Case, a_case, supplement
from tests.generated_office import a_generated_office

_serial = count(1)


@pytest.fixture
def worked_office(empty_store: Store) -> Store:
    """An office with the history of some years."""
    return a_generated_office(empty_store, 450)


def a_running_case(store: Store, status: ConsultationStatus = ConsultationStatus.UNDER_REVIEW) -> Case:
    return a_case(store, status, number=f"2026-사전-9{next(_serial):03d}")


def a_head(store: Store) -> Person:
    return a_person(store, Role.HEAD)


def test_every_running_case_in_sight_has_its_chance_the_likeliest_first(worked_office: Store) -> None:
    case = a_running_case(worked_office)

    view = forecasts.forecasts(a_head(worked_office).desk)

    assert view.count_open == len(view.cases) > 1
    assert case.id in {one.consultation_id for one in view.cases}
    chances = [one.chance for one in view.cases]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)
    assert view.expected == pytest.approx(sum(chances))
    assert all(one.number and one.title and one.query == {"number": one.number} for one in view.cases)


def test_a_case_tells_in_one_sentence_how_like_cases_went(worked_office: Store) -> None:
    case = a_running_case(worked_office)

    found = forecast_of(case.handler.desk, case.id)

    assert found is not None
    assert (found.days_left, found.due_on) == ((case.deadline.due_on - TODAY).days, case.deadline.due_on)
    told = r"기관이 신청한 (‘인허가’ 분야 )?사건 가운데 멈춘 날을 빼고 21일이 되도록 끝나지 않은 \d+건을 보면, \d+건이"
    assert re.fullmatch(f"{told} 남은 {found.days_left}일보다 더 걸렸습니다\\.", found.reason)
    assert [one.label for one in found.waiting] == [
        "7일 기다리고 기한도 멈추면",
        "14일 기다리고 기한도 멈추면",
        "7일 기다리고 기한은 멈추지 않으면",
        "14일 기다리고 기한은 멈추지 않으면",
    ]
    stopped_7, stopped_14, running_7, running_14 = (one.chance for one in found.waiting)
    assert stopped_7 == stopped_14 == found.chance < running_7 < running_14 == 1


def test_what_assigning_would_change_is_told_until_somebody_is_assigned(worked_office: Store) -> None:
    case = a_running_case(worked_office, ConsultationStatus.RECEIVED)
    before = forecast_of(case.handler.desk, case.id)

    assign_consultation(case.handler.desk, *case.seen, {"handler_id": case.handler.id, "co_handler_ids": "[]"})
    after = forecast_of(case.handler.desk, case.id)

    assert before is not None and after is not None
    assert [one.label for one in before.assigning] == ["오늘 맡기면", "3일 뒤에 맡기면", "7일 뒤에 맡기면"]
    chances = [one.chance for one in before.assigning]
    assert chances == sorted(chances)
    assert after.assigning == ()
    assert after.chance == before.chance


def test_a_wait_that_stops_the_clock_is_shown_and_leaves_the_chance(worked_office: Store) -> None:
    case = a_running_case(worked_office)
    before = forecast_of(case.handler.desk, case.id)

    supplement(case, begins_on=TODAY.isoformat())
    after = forecast_of(case.handler.desk, case.id)

    assert before is not None and after is not None
    assert (before.is_stopped, after.is_stopped) == (False, True)
    assert after.due_on >= before.due_on
    assert after.chance == pytest.approx(before.chance, abs=0.1)  # a last day of rest may be put off otherwise


def test_what_does_not_run_has_no_forecast(worked_office: Store) -> None:
    running, withdrawn, applied = (
        a_running_case(worked_office, status)
        for status in (ConsultationStatus.UNDER_REVIEW, ConsultationStatus.WITHDRAWN, ConsultationStatus.APPLIED)
    )
    head = a_head(worked_office)

    assert forecast_of(head.desk, running.id) is not None
    for case_id in (withdrawn.id, applied.id, "no-such-case"):
        assert forecast_of(head.desk, case_id) is None


def test_past_forecasts_are_judged_beside_it(worked_office: Store) -> None:
    test = forecasts.forecasts(a_head(worked_office).desk).back_test

    assert test is not None
    assert test.count == sum(one.count for one in test.bins) > 50
    assert 0 <= test.brier < 0.25


def test_an_office_without_history_is_told_why_there_is_none(empty_store: Store) -> None:
    case = a_case(empty_store)

    view = forecasts.forecasts(case.handler.desk)

    assert view.note == "최근 3년에 회신한 사건이 0건뿐이어서 추정하지 않습니다. 30건부터 추정합니다."
    assert (view.count_open, view.cases, view.back_test) == (1, (), None)
    assert forecast_of(case.handler.desk, case.id) is None


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.PANEL, Role.COMMITTEE, Role.SECRETARY, Role.ADMIN])
def test_who_may_not_see_forecasts_gets_none(empty_store: Store, role: Role) -> None:
    person, case = a_person(empty_store, role), a_case(empty_store)

    with pytest.raises(NotPermitted):
        forecasts.forecasts(person.desk)
    with pytest.raises(NotPermitted):
        forecast_of(person.desk, case.id)
