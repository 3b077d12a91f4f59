"""What each act is done to: the thing that a person may be tied to, or the office itself."""

from enum import StrEnum

from casebase.access.act import Act


class Subject(StrEnum):
    """What an act is done to."""

    OFFICE = "office"  # the office itself, or a thing where no tie matters
    SESSION = "session"
    VISIT = "visit"
    CONSULTATION = "consultation"
    REVIEW = "review"
    CASE = "case"  # a visit, a consultation or a review
    ADVICE = "advice"
    MEETING = "meeting"
    MEMBER = "member"
    PRECEDENT = "precedent"
    READING_LIST = "reading_list"
    POST = "post"
    COMMENT = "comment"


# Each act by its name: one that is new must be given a line here.
DONE_TO: dict[Subject, tuple[Act, ...]] = {
    Subject.OFFICE: (
        Act.SEE_TODAY,
        Act.KEEP_DRAFT,
        Act.CHANGE_OWN_PASSWORD,
        Act.SEE_OWN_SESSIONS,
        Act.SET_SECOND_FACTOR,
        Act.DROP_SECOND_FACTOR,
        Act.SEE_BUSINESS,
        Act.REGISTER_BUSINESS,
        Act.CORRECT_BUSINESS,
        Act.FINISH_VISIT,
        Act.APPLY_FOR_CONSULTATION,
        Act.REGISTER_CONSULTATION,
        Act.APPLY_FOR_REVIEW,
        Act.REGISTER_REVIEW,
        Act.APPOINT_MEMBER,
        Act.CHANGE_MEMBER,
        Act.PLAN_MEETING,
        Act.REGISTER_RE_EXAMINATION,
        Act.SEE_INSIGHT,
        Act.SEE_PEOPLE_FIGURES,
        Act.SEE_FORECAST,
        Act.SEE_REPORT,
        Act.SEE_PRECEDENT,
        Act.SEE_IMPORT,
        Act.IMPORT_CASES,
        Act.RECORD_STATUTE_CHANGE,
        Act.CANCEL_STATUTE_CHANGE,
        Act.MAKE_READING_LIST,
        Act.SEE_BOARD,
        Act.WRITE_POST,
        Act.WRITE_COMMENT,
        Act.SEE_ADMIN,
        Act.ADD_ACCOUNT,
        Act.CHANGE_ACCOUNT,
        Act.SET_PASSWORD,
        Act.END_SESSIONS,
        Act.ADD_AGENCY,
        Act.CHANGE_AGENCY,
        Act.ADD_DEPARTMENT,
        Act.CHANGE_DEPARTMENT,
        Act.CHANGE_SETTING,
        Act.CHANGE_HOLIDAY,
        Act.SEE_SESSIONS,
        Act.RESET_SECOND_FACTOR,
        Act.LINK_IDENTITY,
        Act.UNLINK_IDENTITY,
        Act.SEE_ACCESS_LOG,
        Act.CHECK_LOG,
        Act.KEEP_ANCHOR,
        Act.SEE_BACKUPS,
        Act.MAKE_BACKUP,
        Act.REMOVE_BACKUP,
        Act.SEE_RETENTION,
        Act.SET_RETENTION,
        Act.PROPOSE_DISPOSAL,
        Act.RETURN_DISPOSAL,
        Act.DISPOSE_RECORDS,
    ),
    Subject.SESSION: (Act.END_OWN_SESSION,),
    Subject.VISIT: (
        Act.SEE_VISIT,
        Act.CORRECT_VISIT,
        Act.GIVE_LATER_ANSWER,
    ),
    Subject.CONSULTATION: (
        Act.SEE_CONSULTATION,
        Act.SEE_CONSULTATION_WORK,
        Act.SEE_INQUIRY,
        Act.RECEIVE_CONSULTATION,
        Act.SCREEN_CONSULTATION,
        Act.ASSIGN_CONSULTATION,
        Act.ADD_MATERIAL,
        Act.ASK_SUPPLEMENT,
        Act.ANSWER_SUPPLEMENT,
        Act.ASK_BODY,
        Act.REMIND_BODY,
        Act.ANSWER_INQUIRY,
        Act.BEGIN_SUSPENSION,
        Act.END_SUSPENSION,
        Act.CANCEL_SUSPENSION,
        Act.EXTEND_PERIOD,
        Act.TELL_PROGRESS,
        Act.LINK_SITE_CHECK,
        Act.LINK_SIBLING,
        Act.SEND_MESSAGE,
        Act.ADD_NOTE,
        Act.PROPOSE_OPINION,
        Act.RETURN_OPINION,
        Act.ISSUE_OPINION,
        Act.NOTIFY_OPINION,
        Act.RECORD_OPINION_ARRIVAL,
        Act.NOTIFY_FURTHER,
        Act.PROPOSE_OPINION_CORRECTION,
        Act.PROPOSE_OPINION_WITHDRAWAL,
        Act.REOPEN_CONSULTATION,
        Act.REPORT_FOLLOW_UP,
        Act.JUDGE_FOLLOW_UP,
        Act.CLOSE_CONSULTATION,
        Act.WITHDRAW_CONSULTATION,
    ),
    Subject.REVIEW: (
        Act.SEE_REVIEW,
        Act.SEE_DELIBERATION,
        Act.RECEIVE_REVIEW,
        Act.ASSIGN_REVIEW,
        Act.BEGIN_FACT_FINDING,
        Act.RECORD_FINDING,
        Act.ADD_EVIDENCE,
        Act.ADD_STATEMENT,
        Act.OFFER_HEARING,
        Act.HOLD_HEARING,
        Act.PROPOSE_RULING,
        Act.RETURN_RULING,
        Act.ISSUE_RULING,
        Act.NOTIFY_RULING,
        Act.RECORD_ARRIVAL,
        Act.PROPOSE_CORRECTION,
        Act.PROPOSE_WITHDRAWAL,
        Act.WITHDRAW_APPLICATION,
        Act.CLOSE_REVIEW,
        Act.APPLY_FOR_RE_EXAMINATION,
        Act.STAY_RULING,
    ),
    Subject.CASE: (
        Act.ASK_ADVICE,
        Act.SEE_PUBLICATION,
        Act.PUBLISH_PRECEDENT,
        Act.SIGN_PAPER,
    ),
    Subject.ADVICE: (
        Act.SEE_ADVICE,
        Act.SEE_ADVICE_FILES,
        Act.OFFER_ADVICE,
        Act.REVOKE_OFFER,
        Act.REMIND_ADVISER,
        Act.WITHDRAW_ADVICE,
        Act.CLOSE_ADVICE,
        Act.ACCEPT_ADVICE,
        Act.DECLINE_ADVICE,
        Act.RECUSE_FROM_ADVICE,
        Act.ANSWER_ADVICE,
    ),
    Subject.MEETING: (
        Act.SEE_MEETING,
        Act.CHANGE_MEETING,
        Act.PUT_ON_AGENDA,
        Act.TAKE_OFF_AGENDA,
        Act.SEND_PAPERS,
        Act.CALL_MEETING,
        Act.CANCEL_MEETING,
        Act.MARK_ATTENDANCE,
        Act.OPEN_MEETING,
        Act.DECLARE_RECUSAL,
        Act.CHALLENGE_MEMBER,
        Act.DECIDE_RECUSAL,
        Act.HEAR_PERSON,
        Act.KEEP_PROCEEDINGS,
        Act.OPEN_VOTE,
        Act.CAST_BALLOT,
        Act.CLOSE_VOTE,
        Act.PUT_MOTION,
        Act.CARRY_OVER,
        Act.CLOSE_MEETING,
    ),
    Subject.MEMBER: (
        Act.SEE_MEMBERS,
        Act.DECLARE_TIE,
        Act.END_TIE,
        Act.DECLARE_ABSENCE,
        Act.CANCEL_ABSENCE,
    ),
    Subject.PRECEDENT: (Act.WITHDRAW_PRECEDENT,),
    Subject.READING_LIST: (Act.CHANGE_READING_LIST,),
    Subject.POST: (Act.WITHDRAW_POST,),
    Subject.COMMENT: (Act.REMOVE_COMMENT,),
}
_SUBJECTS = {act: subject for subject, acts in DONE_TO.items() for act in acts}


def subject_of(act: Act) -> Subject:
    """Return what an act is done to. Raises: KeyError for one that was given no line."""
    return _SUBJECTS[act]
