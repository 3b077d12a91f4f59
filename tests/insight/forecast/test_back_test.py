"""Past months predicted from what was known before each: scored right, and blind to what came later."""

import random
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casebase.domain.suspension import Extension, Receipt, Suspension, SuspensionKind
from casebase.insight.forecast.back_test import Prediction, back_test, judged, months_to_test, predicted
from casebase.insight.forecast.past_cases import PastCase, Wait
from casebase.insight.forecast.survival import Group
from casebase.insight.mirror import Mirror
from casebase.law.regimes import Regime, regime_on
from tests.builders import TODAY
from tests.forecast_office import a_course, tell

MORNING = date(2026, 3, 1)
DAY = timedelta(days=1)


@cache
def rules(is_petition: bool, on: date) -> Regime:
    return regime_on(is_petition, on)


def a_past_case(name: str, received_on: date, took: int | None) -> PastCase:
    """A case of thirty days without stops."""
    return PastCase(
        id=name,
        group=Group("agency", "인허가"),
        receipt=Receipt(on=received_on, at=time()),
        answered_on=None if took is None else received_on + took * DAY,
        withdrawn_on=None,
        net_days=took,
        allowed_days=30,
    )


def an_office(seed: int, count: int = 120) -> list[PastCase]:
    """Cases of half a year around the morning, of every speed."""
    chosen = random.Random(seed)
    received = [MORNING + timedelta(days=chosen.randint(-150, 60)) for _ in range(count)]
    return [a_past_case(f"{n:03d}", on, int(chosen.gammavariate(4, 6))) for n, on in enumerate(received)]


def with_another_future(case: PastCase, chosen: random.Random) -> list[PastCase]:
    """What may have become of a case after the morning, all else being as it was."""
    if case.receipt.on >= MORNING:
        return [] if chosen.random() < 0.5 else [replace(case, receipt=replace(case.receipt, on=MORNING + 3 * DAY))]
    if case.is_answered_by(MORNING):
        return [case]
    later = MORNING + chosen.randint(0, 40) * DAY
    wait = Suspension(
        id=f"wait-{case.id}",
        consultation_id=case.id,
        kind=SuspensionKind.QUERY,
        begins_on=case.receipt.on + DAY,
        entered_by="",
        entered_at="",
        ends_on=later,
    )
    extension = Extension(
        id="x", consultation_id=case.id, position=1, days=20, ground="", reason="", decided_on=later, decided_by=""
    )
    took = (later - case.receipt.on).days
    return [
        chosen.choice(
            [
                replace(case, answered_on=later, net_days=took),
                replace(case, answered_on=None, net_days=None),
                replace(case, answered_on=None, net_days=None, withdrawn_on=later),
                replace(case, waits=(Wait(entered_on=later, suspension=wait),)),
                replace(case, extensions=(extension,)),
            ]
        )
    ]


def told(cases: list[PastCase]) -> list[tuple[str, float, float]]:
    return [(one.case_id, one.chance, one.base) for one in predicted(cases, MORNING, TODAY, rules, ())]


@settings(deadline=None)  # the first look at a year loads its table
@given(st.integers(0, 10_000))
def test_changing_the_future_changes_no_past_prediction(seed: int) -> None:
    cases, chosen = an_office(seed), random.Random(seed + 1)
    changed = [after for case in cases for after in with_another_future(case, chosen)]

    before, after = told(cases), told(changed)

    assert before
    assert after == before


def test_only_what_was_open_and_not_late_is_predicted() -> None:
    history = [a_past_case(f"old-{n}", MORNING - 100 * DAY, 11 + n) for n in range(40)]
    is_open, late = a_past_case("open", MORNING - 20 * DAY, 35), a_past_case("late", MORNING - 35 * DAY, 45)
    received_today = a_past_case("new", MORNING, 5)

    found = predicted([*history, is_open, late, received_today], MORNING, TODAY, rules, ())

    assert [one.case_id for one in found] == ["open"]
    assert found[0].base == pytest.approx(20 / 40)
    # Thirty-one of the history took 20 days or more, twenty more than 30; of the two open ones only the late one
    # is known to have taken longer than 20.
    assert found[0].chance == pytest.approx(20 / 31, abs=0.03)
    assert found[0].is_late


def test_too_little_known_before_a_morning_predicts_nothing() -> None:
    history = [a_past_case(f"old-{n}", MORNING - 100 * DAY, 11 + n) for n in range(29)]

    assert predicted([*history, a_past_case("open", MORNING - 20 * DAY, 35)], MORNING, TODAY, rules, ()) == []


def test_what_still_runs_is_late_once_it_has_taken_longer_and_unknown_before() -> None:
    history = [a_past_case(f"old-{n}", MORNING - 100 * DAY, 11 + n) for n in range(40)]
    cases = [*history, a_past_case("running", MORNING - 10 * DAY, None)]

    soon, later = (predicted(cases, MORNING, MORNING + days * DAY, rules, ())[0] for days in (5, 40))

    assert (soon.is_late, later.is_late) == (None, True)
    assert soon.chance == later.chance


def a_prediction(chance: float, is_late: bool | None, base: float = 0.5) -> Prediction:
    return Prediction(case_id="c", on=MORNING, chance=chance, base=base, is_late=is_late)


def test_predictions_are_scored_and_binned() -> None:
    predictions = [
        a_prediction(0.05, False),
        a_prediction(0.09, True),
        a_prediction(0.9, True),
        a_prediction(1.0, True),
        a_prediction(0.5, None),
    ]

    test = judged(predictions)

    assert test is not None
    assert (test.count, test.count_late, test.count_unknown) == (4, 3, 1)
    assert test.brier == pytest.approx((0.05**2 + 0.91**2 + 0.1**2 + 0) / 4)
    assert test.base_brier == pytest.approx(0.25)
    assert [(one.low, one.high, one.count) for one in test.bins] == [(0, 0.1, 2), (0.9, 1, 2)]
    assert [(one.mean_chance, one.share_late) for one in test.bins] == [
        (pytest.approx(0.07), 0.5),
        (pytest.approx(0.95), 1),
    ]


def test_nothing_predicted_is_no_test() -> None:
    assert judged([]) is None
    assert judged([a_prediction(0.5, None)]) is None


def test_months_are_tested_once_their_cases_have_ended() -> None:
    months = months_to_test(date(2026, 11, 23))

    assert months[0] == date(2023, 12, 1)
    assert months[-1] == date(2026, 7, 1)
    assert months == sorted(set(months))
    assert all(month.day == 1 for month in months)


def test_a_whole_history_is_tested_better_than_its_base_rate(mirror: Mirror) -> None:
    chosen = random.Random(5)
    received = [TODAY - timedelta(days=chosen.randint(0, 4 * 365)) for _ in range(600)]
    took = [int(chosen.gammavariate(6, 4)) for _ in received]
    tell(
        mirror,
        [a_course(on, days if on + days * DAY < TODAY else None) for on, days in zip(received, took, strict=True)],
    )

    test = back_test(mirror, rules, (), TODAY)

    assert test is not None
    assert len(test.months) > 24
    assert 0 < test.brier < test.base_brier
    assert sum(one.count for one in test.bins) == test.count


def test_an_empty_office_is_not_tested(mirror: Mirror) -> None:
    tell(mirror, [])

    assert back_test(mirror, rules, (), TODAY) is None
