"""What people call the codes of figures, by the group that they are values of."""

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Look
from casebase.casework.opinion_papers import outcome_label
from casebase.domain.account import Role
from casebase.domain.business import INDUSTRIES, REGIONS
from casebase.domain.consultation import CONSULTATION_STATUS_LABELS
from casebase.domain.finding import STEP_LABELS
from casebase.domain.opinion import FOLLOW_UP_DEED_LABELS, OpinionOutcome
from casebase.domain.review import REVIEW_STATUS_LABELS
from casebase.domain.suspension import SUSPENSION_LABELS
from casebase.domain.visit import TRACK_LABELS
from casebase.insight.times import NOT_REPORTED, UNCHECKED
from casebase.law.criteria import criteria_sets_on
from casebase.law.exclusions import grounds_on
from casebase.law.presumption import conditions_on
from casebase.store import accounts, agencies

Words = dict[str, dict[str, str]]

KINDS = {"consultation": "사전컨설팅", "review": "면책심사", "visit": "현장 방문", "advice": "법률자문"}
AGES = {
    "d0": "7일 이하",
    "d8": "8~14일",
    "d15": "15~30일",
    "d31": "31~60일",
    "d61": "61~90일",
    "d91": "91일 이상",
}
FOLLOW_UP_STATES = {UNCHECKED: "확인 전", NOT_REPORTED: "결과 없음"}
PROMISE_STATES = {"kept": "기한 안에 회신", "kept_late": "늦게 회신", "open": "진행 중", "overdue": "기한 지남"}
PAIRS = {
    "reviewers_panel": "담당자와 자문단",
    "reviewers_committee": "담당자와 위원회",
    "panel_committee": "자문단과 위원회",
}
# Of two kinds of case that stand at one status, both words.
_STATUSES = {
    **{str(code): label for code, label in CONSULTATION_STATUS_LABELS.items()},
    **{str(code): label for code, label in REVIEW_STATUS_LABELS.items()},
    **{
        str(code): f"{label}·{REVIEW_STATUS_LABELS[other]}"
        for code, label in CONSULTATION_STATUS_LABELS.items()
        for other in REVIEW_STATUS_LABELS
        if code.value == other.value and label != REVIEW_STATUS_LABELS[other]
    },
}


def words_of(asked: Look) -> Words:
    """Return the words for every group's codes."""
    bodies = {agency.id: agency.name for agency in agencies.list_agencies(asked.con)}
    return {
        **_ready(),
        **_of_law(asked),
        "agency": bodies,
        "body": bodies,
        "handler": _names(asked, Role.AUDITOR, Role.HEAD),
        "adviser": _names(asked, Role.PANEL) if asked.may(Act.SEE_ADVICE, ANYTHING) else {},
        "outcome": {str(outcome): outcome_label(asked, outcome) for outcome in OpinionOutcome},
    }


def _ready() -> Words:
    return {
        "kind": KINDS,
        "status": _STATUSES,
        "age_band": AGES,
        "stop": {**{str(kind): label for kind, label in SUSPENSION_LABELS.items()}, "none": "대기 없음"},
        "state": {
            **{str(deed): label for deed, label in FOLLOW_UP_DEED_LABELS.items()},
            **FOLLOW_UP_STATES,
            **PROMISE_STATES,
        },
        "region": dict(REGIONS),
        "industry": dict(INDUSTRIES),
        "track": {str(track): label for track, label in TRACK_LABELS.items()},
        "pair": PAIRS,
        "step": {str(step): label for step, label in STEP_LABELS.items()},
        "holds": {"true": "그렇다", "false": "아니다"},
    }


def _of_law(asked: Look) -> Words:
    """Return the names of sets of criteria and of questions, as they stand today."""
    sets = criteria_sets_on(asked.today)
    grounds = (*grounds_on(asked.today), *conditions_on(asked.today))
    questions = {each.code: each.label for each in grounds}
    questions |= {each.code: each.label for criteria in sets for each in criteria.criteria}
    return {"criteria_set": {each.code: each.label for each in sets}, "question": questions}


def _names(asked: Look, *roles: Role) -> dict[str, str]:
    return {account.id: account.name for account in accounts.list_accounts(asked.con, roles)}
