import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.errors import RulingDoesNotFollow
from casebase.domain.finding import Finding, Step
from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION
from casebase.domain.ruling import DispositionChange, Outcome
from casebase.law.criteria import criteria_set
from casebase.law.exclusions import grounds_on
from casebase.law.presumption import conditions_on
from casebase.law.rulings import Conclusion, check_changes, check_ruling, conclude, follows
from tests.builders import a_charge, a_finding

TRIO = criteria_set("trio")
GROUNDS = grounds_on(date(2026, 11, 23))
CONDITIONS = conditions_on(date(2026, 11, 23))
EXAMPLES = tomllib.loads((Path(__file__).parent / "examples" / "conclusions.toml").read_text(encoding="utf-8"))
ANSWERS = {"yes": True, "no": False, "open": None}
RECOGNISED, REFUSED, OPEN = (
    Conclusion(charge_id="charge-1", recognised=True, against=()),
    Conclusion(charge_id="charge-2", recognised=False, against=("「공익성」 불충족",)),
    Conclusion(charge_id="charge-3", recognised=None, against=("「투명성」 미판단",)),
)


def answered(step: Step, answers: dict[str, bool | None]) -> list[Finding]:
    return [a_finding(step, question, holds) for question, holds in answers.items()]


def concluded(findings: list[Finding], *, relies_on_opinion: bool = False) -> Conclusion:
    return conclude(a_charge(), findings, TRIO, GROUNDS, CONDITIONS, relies_on_opinion)


@pytest.mark.parametrize("example", EXAMPLES["example"], ids=lambda example: example["name"])
def test_conclusion_by_example(example):
    findings = [
        *answered(Step.CRITERION, {code: ANSWERS[answer] for code, answer in example["criteria"].items()}),
        *answered(Step.EXCLUSION, {ground.code: ground.code == example["exclusions"] for ground in GROUNDS}),
        *answered(Step.PRESUMPTION, {code: ANSWERS[answer] for code, answer in example.get("opinion", {}).items()}),
    ]

    conclusion = concluded(findings, relies_on_opinion="opinion" in example)

    assert conclusion.recognised is ANSWERS[example["recognised"]]
    assert conclusion.against == tuple(example.get("against", []))


ALL_HOLD = answered(Step.CRITERION, {criterion.code: True for criterion in TRIO.criteria})
NONE_EXCLUDED = answered(Step.EXCLUSION, {ground.code: False for ground in GROUNDS})


def test_an_exclusion_ground_nobody_has_looked_at_leaves_all_open():
    conclusion = concluded([*ALL_HOLD, *NONE_EXCLUDED[1:]])

    assert conclusion.recognised is None
    assert conclusion.against == ("제외사유 「금품 등 수수」 미판단",)


def test_findings_on_another_charge_do_not_count():
    others = [a_finding(Step.CRITERION, each.code, True, charge_id="charge-2") for each in TRIO.criteria]

    assert concluded([*others, *NONE_EXCLUDED]).recognised is None


def test_a_ground_and_a_criterion_of_the_same_code_are_not_taken_for_each_other():
    swapped = [a_finding(Step.PRESUMPTION, finding.question, True) for finding in ALL_HOLD]

    assert concluded([*swapped, *NONE_EXCLUDED]).recognised is None


def test_people_who_disagree_leave_the_question_open():
    conclusion = concluded([*ALL_HOLD, *NONE_EXCLUDED, a_finding(Step.CRITERION, "public_interest", False)])

    assert conclusion.recognised is None
    assert conclusion.against == ("「공익성」 미판단",)


def test_conditions_do_not_count_when_the_review_relies_on_no_opinion():
    met = answered(Step.PRESUMPTION, {condition.code: True for condition in CONDITIONS})

    assert concluded([*met, *NONE_EXCLUDED]).recognised is None
    assert concluded([*met, *NONE_EXCLUDED], relies_on_opinion=True).recognised is True


def test_nothing_is_presumed_where_no_condition_is_in_force():
    conclusion = conclude(a_charge(), NONE_EXCLUDED, TRIO, GROUNDS, (), relies_on_opinion=True)

    assert conclusion.recognised is None


QUESTIONS = [
    *((Step.CRITERION, each.code) for each in TRIO.criteria),
    *((Step.EXCLUSION, each.code) for each in GROUNDS),
    *((Step.PRESUMPTION, each.code) for each in CONDITIONS),
]
SOME_FINDINGS = st.lists(
    st.builds(
        lambda question, holds: a_finding(*question, holds), st.sampled_from(QUESTIONS), st.sampled_from([True, False])
    ),
    max_size=30,
)
EVERY_QUESTION_ANSWERED = st.lists(
    st.sampled_from([True, True, False, None]), min_size=len(QUESTIONS), max_size=len(QUESTIONS)
).map(lambda answers: [a_finding(*question, holds) for question, holds in zip(QUESTIONS, answers, strict=True)])


@given(SOME_FINDINGS | EVERY_QUESTION_ANSWERED, st.booleans())
def test_nothing_is_recognised_against_an_exclusion_ground(findings, relies_on_opinion):
    conclusion = concluded(findings, relies_on_opinion=relies_on_opinion)

    if any(finding.step == Step.EXCLUSION and finding.holds is not False for finding in findings):
        assert conclusion.recognised is not True


@given(SOME_FINDINGS | EVERY_QUESTION_ANSWERED, st.booleans())
def test_a_charge_is_recognised_exactly_when_nothing_stands_against_it(findings, relies_on_opinion):
    conclusion = concluded(findings, relies_on_opinion=relies_on_opinion)

    assert (conclusion.recognised is True) == (conclusion.against == ())
    assert (conclusion.recognised is None) == any("미판단" in line for line in conclusion.against)


@pytest.mark.parametrize(
    ("conclusions", "outcome"),
    [
        ([RECOGNISED], Outcome.RECOGNISED),
        ([REFUSED, REFUSED], Outcome.NOT_RECOGNISED),
        ([RECOGNISED, REFUSED], Outcome.PARTIAL),
        ([RECOGNISED, OPEN], None),
        ([], None),
    ],
)
def test_the_outcome_that_follows(conclusions, outcome):
    assert follows(conclusions) == outcome


def passes(outcome: Outcome, conclusions: list[Conclusion], ground: str = "") -> bool:
    try:
        check_ruling(outcome, [(f"지적 {n}", each) for n, each in enumerate(conclusions, 1)], ground)
    except RulingDoesNotFollow:
        return False
    return True


@given(st.lists(st.sampled_from([RECOGNISED, REFUSED, OPEN]), max_size=6))
def test_exactly_the_outcome_that_follows_passes_and_dismissal_needs_its_ground(conclusions):
    judged = [outcome for outcome in Outcome if outcome != Outcome.DISMISSED]
    following = follows(conclusions)

    passing = [outcome for outcome in judged if passes(outcome, conclusions)]

    assert passing == ([] if following is None else [following])
    assert passes(Outcome.DISMISSED, conclusions, "신청할 수 있는 사람이 아님")
    assert not passes(Outcome.DISMISSED, conclusions, " ")


@pytest.mark.parametrize(
    ("outcome", "conclusions", "sentence", "against"),
    [
        (
            Outcome.RECOGNISED,
            [RECOGNISED, REFUSED],
            "‘면책 인정’ 결정은 판단 결과와 맞지 않습니다. 판단대로라면 ‘일부 인정’입니다.",
            ("지적 2: 「공익성」 불충족",),
        ),
        (
            Outcome.NOT_RECOGNISED,
            [RECOGNISED, REFUSED],
            "판단대로라면 ‘일부 인정’입니다.",
            ("지적 1: 면책 요건을 모두 갖춤",),
        ),
        (
            Outcome.PARTIAL,
            [REFUSED],
            "판단대로라면 ‘불인정’입니다.",
            ("지적 1: 「공익성」 불충족",),
        ),
        (
            Outcome.PARTIAL,
            [RECOGNISED],
            "판단대로라면 ‘면책 인정’입니다.",
            ("지적 1: 면책 요건을 모두 갖춤",),
        ),
        (
            Outcome.NOT_RECOGNISED,
            [REFUSED, OPEN],
            "아직 판단하지 않은 항목이 있어 ‘불인정’으로 결정할 수 없습니다.",
            ("지적 2: 「투명성」 미판단",),
        ),
        (Outcome.RECOGNISED, [], "판단할 지적사항이 없어 ‘면책 인정’으로 결정할 수 없습니다.", ()),
        (Outcome.DISMISSED, [RECOGNISED], "각하 사유를 고르거나 적으세요.", ()),
    ],
)
def test_a_ruling_that_does_not_follow_is_refused_with_what_stands_against_it(outcome, conclusions, sentence, against):
    labelled = [(f"지적 {n}", each) for n, each in enumerate(conclusions, 1)]

    with pytest.raises(RulingDoesNotFollow) as refused:
        check_ruling(outcome, labelled, "")

    assert sentence in str(refused.value)
    assert refused.value.against == against


CHARGES = [a_charge("charge-1", disposition="주의"), a_charge("charge-2", disposition="징계 요구")]
LABELLED = [("지적 1", RECOGNISED), ("지적 2", REFUSED)]


def changed(**after: str) -> list[DispositionChange]:
    return [DispositionChange(charge_id=key.replace("_", "-"), after=new) for key, new in after.items()]


@pytest.mark.parametrize("new", [NO_DISPOSITION, "통보"])
def test_a_recognised_charge_is_lifted_and_the_other_stays(new):
    check_changes(Outcome.PARTIAL, CHARGES, LABELLED, changed(charge_1=new))
    check_changes(Outcome.PARTIAL, CHARGES, LABELLED, changed(charge_1=new, charge_2="징계 요구"))


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’ 그대로임"),
        ({"charge_1": "주의"}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’ 그대로임"),
        ({"charge_1": ""}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’에서 ‘빈칸’으로 바뀜"),
        ({"charge_1": "징계 요구"}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’에서 ‘징계 요구’로 바뀜"),
        ({"charge_1": "처분 미정"}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’에서 ‘처분 미정’으로 바뀜"),
        ({"charge_1": "칭찬"}, "지적 1: 면책이 인정되었으나 처분이 ‘주의’에서 ‘칭찬’으로 바뀜"),
    ],
)
def test_a_recognised_charge_may_not_keep_or_worsen_its_disposition(changes, line):
    with pytest.raises(RulingDoesNotFollow) as refused:
        check_changes(Outcome.PARTIAL, CHARGES, LABELLED, changed(**changes))

    assert refused.value.against == (line,)


def test_a_charge_that_is_not_recognised_keeps_its_disposition():
    with pytest.raises(RulingDoesNotFollow) as refused:
        check_changes(Outcome.PARTIAL, CHARGES, LABELLED, changed(charge_1="불문", charge_2="주의"))

    assert refused.value.against == ("지적 2: 면책이 인정되지 않았으나 처분이 ‘징계 요구’에서 ‘주의’로 바뀜",)


def test_a_dismissed_review_changes_no_disposition():
    check_changes(Outcome.DISMISSED, CHARGES, LABELLED, [])
    with pytest.raises(RulingDoesNotFollow):
        check_changes(Outcome.DISMISSED, CHARGES, LABELLED, changed(charge_1="불문"))


def test_a_change_of_a_charge_from_elsewhere_is_refused():
    with pytest.raises(RulingDoesNotFollow, match="이 사건에 없는 지적"):
        check_changes(Outcome.PARTIAL, CHARGES, LABELLED, changed(charge_1="불문", charge_9="불문"))


@given(st.sampled_from([*DISPOSITIONS, NO_DISPOSITION]), st.sampled_from([*DISPOSITIONS, NO_DISPOSITION]))
def test_a_change_never_passes_both_for_a_recognised_charge_and_for_another(old, new):
    charge = a_charge("charge-1", disposition=old)

    def passes_as(recognised: bool) -> bool:
        conclusion = Conclusion(charge_id="charge-1", recognised=recognised, against=())
        outcome = Outcome.RECOGNISED if recognised else Outcome.NOT_RECOGNISED
        try:
            check_changes(outcome, [charge], [("지적 1", conclusion)], changed(charge_1=new))
        except RulingDoesNotFollow:
            return False
        return True

    assert passes_as(False) == (old == new)
    assert not (passes_as(True) and (old == new or new in ("징계 요구", "문책 요구", "처분 미정")))
