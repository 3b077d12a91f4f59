from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.domain.review import DISPOSITIONS, NO_DISPOSITION
from casebase.domain.ruling import RulingKind
from casebase.domain.setting import Setting
from casebase.law.committee import Decider, are_ballots_open, decider, earliest_meeting, may_write
from casebase.law.values import LegalValue, value_on
from tests.builders import a_charge, a_setting
from tests.law.bodies import TODAY

FROM = date(2026, 7, 1)
BY_COMMITTEE = a_setting("committee.decides", "위원회 의결", FROM)
MINOR_TO_CHAIR = a_setting("committee.minor", "주의 이하", FROM)
CORRECTIONS_TO_CHAIR = a_setting("committee.minor_corrections", "위원장 결재", FROM)
MINOR = {"주의", "기관주의", "개선", "권고", "통보", NO_DISPOSITION}


def who(
    *settings: Setting,
    dispositions: tuple[str, ...] = ("주의",),
    kind: RulingKind = RulingKind.DECISION,
    changes_nothing: bool = False,
    on: date = TODAY,
) -> tuple[Decider, LegalValue]:
    charges = [a_charge(f"charge-{n}", disposition=each) for n, each in enumerate(dispositions)]
    return decider(charges, kind, changes_nothing=changes_nothing, on=on, settings=settings)


def test_by_default_the_head_approves_every_ruling():
    found, rule = who(MINOR_TO_CHAIR, CORRECTIONS_TO_CHAIR)

    assert found == Decider.HEAD
    assert rule.value == "감사관 결재"


@pytest.mark.parametrize("kind", RulingKind)
def test_from_the_day_of_the_setting_every_ruling_is_the_committee_s_and_not_a_day_sooner(kind):
    before, _ = who(BY_COMMITTEE, kind=kind, on=FROM - timedelta(days=1))
    after, rule = who(BY_COMMITTEE, kind=kind, on=FROM)

    assert (before, after) == (Decider.HEAD, Decider.COMMITTEE)
    assert (rule.since, rule.source) == (FROM, "시연도 감사 규칙")


@given(st.lists(st.sampled_from([*DISPOSITIONS, NO_DISPOSITION]), max_size=4))
def test_a_case_is_minor_when_every_disposition_is(dispositions):
    found, _ = who(BY_COMMITTEE, MINOR_TO_CHAIR, dispositions=tuple(dispositions))

    is_minor = bool(dispositions) and set(dispositions) <= MINOR
    assert found == (Decider.CHAIR if is_minor else Decider.COMMITTEE)


def test_a_minor_case_is_the_committee_s_where_no_rule_leaves_it_to_the_chair():
    assert who(BY_COMMITTEE)[0] == Decider.COMMITTEE


def test_the_chair_decides_from_the_later_of_the_two_rules():
    earlier = a_setting("committee.minor", "주의 이하", date(2020, 1, 1))
    later = a_setting("committee.minor", "주의 이하", date(2026, 9, 1))

    assert who(BY_COMMITTEE, earlier)[1].since == FROM
    found, rule = who(BY_COMMITTEE, later)
    assert (found, rule.since, rule.value) == (Decider.CHAIR, date(2026, 9, 1), "주의 이하")
    assert who(BY_COMMITTEE, later, on=date(2026, 8, 31))[0] == Decider.COMMITTEE


def test_a_correction_that_changes_nothing_may_be_left_to_the_chair_and_nothing_else_by_that_rule():
    def by(kind: RulingKind, *, changes_nothing: bool) -> Decider:
        settings = (BY_COMMITTEE, CORRECTIONS_TO_CHAIR)
        return who(*settings, dispositions=("징계 요구",), kind=kind, changes_nothing=changes_nothing)[0]

    assert by(RulingKind.CORRECTION, changes_nothing=True) == Decider.CHAIR
    assert by(RulingKind.CORRECTION, changes_nothing=False) == Decider.COMMITTEE
    assert by(RulingKind.WITHDRAWAL, changes_nothing=True) == Decider.COMMITTEE
    assert by(RulingKind.DECISION, changes_nothing=True) == Decider.COMMITTEE


def test_written_resolutions_and_open_ballots_only_where_the_office_says_so():
    own = [a_setting("committee.written", "허용", FROM), a_setting("committee.ballots", "기명", FROM)]

    assert not may_write(TODAY, []) and not are_ballots_open(TODAY, [])
    assert may_write(FROM, own) and are_ballots_open(FROM, own)
    assert not may_write(FROM - timedelta(days=1), own) and not are_ballots_open(FROM - timedelta(days=1), own)


def test_notice_runs_from_the_day_after_the_call():
    days = value_on("committee.notice_days", TODAY)
    none = value_on("committee.notice_days", TODAY, [a_setting("committee.notice_days", "0", FROM)])

    assert earliest_meeting(date(2026, 11, 1), days) == date(2026, 11, 6)
    assert earliest_meeting(date(2026, 11, 1), none) == date(2026, 11, 1)
