"""The one policy table: which role may do which act, and by which relation to the thing.

What is not in the table is refused.
"""

from casebase.access.act import Act
from casebase.domain.account import Account, Role
from casebase.domain.reach import Reach, Relation

_ANY = frozenset({Relation.ANY})
_TEAM = frozenset({Relation.TEAM})
_HANDLER = frozenset({Relation.HANDLER})
_APPLICANT = frozenset({Relation.APPLICANT})
_SELF = frozenset({Relation.SELF})
_ASKED = frozenset({Relation.ASKED})

_EVERYBODY = dict.fromkeys(Role, _ANY)
_OFFICE = {Role.AUDITOR: _ANY, Role.HEAD: _ANY}
_READERS = dict.fromkeys((Role.AUDITOR, Role.HEAD, Role.CHAIR, Role.COMMITTEE, Role.SECRETARY), _ANY)
_HANDLING = {Role.AUDITOR: _HANDLER, Role.HEAD: _HANDLER}
# The handler and those who own a case with them.
_WORKING = dict.fromkeys((Role.AUDITOR, Role.HEAD), _HANDLER | _TEAM)
_CONSULTING = dict.fromkeys((Role.AUDITOR, Role.HEAD, Role.CHAIR), _ANY)
_APPROVERS = {Role.HEAD: _ANY, Role.CHAIR: _ANY}
_ADMIN = {Role.ADMIN: _ANY}

POLICY: dict[Act, dict[Role, frozenset[Relation]]] = {
    Act.SEE_TODAY: _EVERYBODY,
    Act.KEEP_DRAFT: _EVERYBODY,
    Act.CHANGE_OWN_PASSWORD: _EVERYBODY,
    Act.SEE_BUSINESS: _OFFICE,
    Act.REGISTER_BUSINESS: _OFFICE,
    Act.CORRECT_BUSINESS: _OFFICE,
    Act.SEE_VISIT: {Role.AUDITOR: _ANY, Role.HEAD: _ANY, Role.CHAIR: _ANY},
    Act.FINISH_VISIT: _OFFICE,
    Act.CORRECT_VISIT: {Role.AUDITOR: _TEAM, Role.HEAD: _ANY},
    Act.GIVE_LATER_ANSWER: {Role.AUDITOR: _TEAM, Role.HEAD: _ANY},
    Act.SEE_CONSULTATION: {**_CONSULTING, Role.APPLICANT: _APPLICANT},
    Act.SEE_CONSULTATION_WORK: _CONSULTING,
    Act.SEE_INQUIRY: {Role.APPLICANT: _ASKED},
    Act.APPLY_FOR_CONSULTATION: {Role.APPLICANT: _ANY},
    Act.REGISTER_CONSULTATION: _OFFICE,
    Act.RECEIVE_CONSULTATION: _OFFICE,
    Act.SCREEN_CONSULTATION: _WORKING,
    Act.ASSIGN_CONSULTATION: {Role.AUDITOR: _HANDLER, Role.HEAD: _ANY},
    Act.ADD_MATERIAL: {**_WORKING, Role.APPLICANT: _APPLICANT},
    Act.ASK_SUPPLEMENT: _WORKING,
    Act.ANSWER_SUPPLEMENT: {**_WORKING, Role.APPLICANT: _APPLICANT},
    Act.ASK_BODY: _WORKING,
    Act.REMIND_BODY: _WORKING,
    Act.ANSWER_INQUIRY: {**_WORKING, Role.APPLICANT: _ASKED},
    Act.BEGIN_SUSPENSION: _WORKING,
    Act.END_SUSPENSION: _WORKING,
    Act.CANCEL_SUSPENSION: _WORKING,
    Act.EXTEND_PERIOD: _HANDLING,
    Act.TELL_PROGRESS: _WORKING,
    Act.LINK_SITE_CHECK: _WORKING,
    Act.LINK_SIBLING: _WORKING,
    Act.SEND_MESSAGE: {**_WORKING, Role.APPLICANT: _APPLICANT},
    Act.ADD_NOTE: _CONSULTING,
    Act.PROPOSE_OPINION: _HANDLING,
    Act.RETURN_OPINION: _APPROVERS,
    Act.ISSUE_OPINION: _APPROVERS,
    Act.NOTIFY_OPINION: _WORKING,
    Act.RECORD_OPINION_ARRIVAL: _WORKING,
    Act.NOTIFY_FURTHER: _WORKING,
    Act.PROPOSE_OPINION_CORRECTION: _HANDLING,
    Act.PROPOSE_OPINION_WITHDRAWAL: _HANDLING,
    Act.REOPEN_CONSULTATION: _HANDLING,
    Act.REPORT_FOLLOW_UP: {**_WORKING, Role.APPLICANT: _APPLICANT},
    Act.JUDGE_FOLLOW_UP: {Role.AUDITOR: _HANDLER, Role.HEAD: _ANY},
    Act.CLOSE_CONSULTATION: _HANDLING,
    Act.WITHDRAW_CONSULTATION: {**_HANDLING, Role.APPLICANT: _SELF},
    Act.SEE_REVIEW: {**_READERS, Role.APPLICANT: _APPLICANT},
    Act.SEE_DELIBERATION: _READERS,
    Act.APPLY_FOR_REVIEW: {Role.APPLICANT: _ANY},
    Act.REGISTER_REVIEW: _OFFICE,
    Act.RECEIVE_REVIEW: _OFFICE,
    Act.ASSIGN_REVIEW: {Role.AUDITOR: _HANDLER, Role.HEAD: _ANY},
    Act.BEGIN_FACT_FINDING: _HANDLING,
    Act.RECORD_FINDING: {Role.AUDITOR: _ANY, Role.HEAD: _HANDLER},
    Act.ADD_EVIDENCE: _HANDLING,
    Act.ADD_STATEMENT: {Role.APPLICANT: _APPLICANT},
    Act.OFFER_HEARING: _HANDLING,
    Act.HOLD_HEARING: _HANDLING,
    Act.PROPOSE_RULING: _HANDLING,
    Act.RETURN_RULING: _APPROVERS,
    Act.ISSUE_RULING: _APPROVERS,
    Act.NOTIFY_RULING: {**_HANDLING, Role.SECRETARY: _ANY},
    Act.RECORD_ARRIVAL: {**_HANDLING, Role.SECRETARY: _ANY},
    Act.PROPOSE_CORRECTION: _HANDLING,
    Act.PROPOSE_WITHDRAWAL: _HANDLING,
    Act.WITHDRAW_APPLICATION: {Role.APPLICANT: _SELF},
    Act.CLOSE_REVIEW: _HANDLING,
    Act.SEE_ADMIN: _ADMIN,
    Act.ADD_ACCOUNT: _ADMIN,
    Act.CHANGE_ACCOUNT: _ADMIN,
    Act.SET_PASSWORD: _ADMIN,
    Act.END_SESSIONS: _ADMIN,
    Act.ADD_AGENCY: _ADMIN,
    Act.CHANGE_AGENCY: _ADMIN,
    Act.ADD_DEPARTMENT: _ADMIN,
    Act.CHANGE_DEPARTMENT: _ADMIN,
    Act.CHANGE_SETTING: _ADMIN,
    Act.CHANGE_HOLIDAY: _ADMIN,
}


def granted(role: Role, act: Act) -> frozenset[Relation]:
    """Return the relations by which a role may do an act; empty: never."""
    return POLICY[act].get(role, frozenset())


def reach(account: Account, act: Act) -> Reach:
    """Return how far an account's act goes, ready to filter a list by."""
    return Reach(account_id=account.id, agency_id=account.agency_id, relations=granted(account.role, act))
