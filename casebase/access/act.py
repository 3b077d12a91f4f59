"""Every act a person can do, by the name it is asked, recorded and shown under."""

from enum import StrEnum


class Act(StrEnum):
    """The value is stored in events and never changes."""

    SEE_TODAY = "see_today"
    KEEP_DRAFT = "keep_draft"
    CHANGE_OWN_PASSWORD = "change_own_password"

    SEE_BUSINESS = "see_business"
    REGISTER_BUSINESS = "register_business"
    CORRECT_BUSINESS = "correct_business"

    SEE_VISIT = "see_visit"
    FINISH_VISIT = "finish_visit"
    CORRECT_VISIT = "correct_visit"
    GIVE_LATER_ANSWER = "give_later_answer"

    SEE_CONSULTATION = "see_consultation"
    SEE_CONSULTATION_WORK = "see_consultation_work"
    SEE_INQUIRY = "see_inquiry"
    APPLY_FOR_CONSULTATION = "apply_for_consultation"
    REGISTER_CONSULTATION = "register_consultation"
    RECEIVE_CONSULTATION = "receive_consultation"
    SCREEN_CONSULTATION = "screen_consultation"
    ASSIGN_CONSULTATION = "assign_consultation"
    ADD_MATERIAL = "add_material"
    ASK_SUPPLEMENT = "ask_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    ASK_BODY = "ask_body"
    REMIND_BODY = "remind_body"
    ANSWER_INQUIRY = "answer_inquiry"
    BEGIN_SUSPENSION = "begin_suspension"
    END_SUSPENSION = "end_suspension"
    CANCEL_SUSPENSION = "cancel_suspension"
    EXTEND_PERIOD = "extend_period"
    TELL_PROGRESS = "tell_progress"
    LINK_SITE_CHECK = "link_site_check"
    LINK_SIBLING = "link_sibling"
    SEND_MESSAGE = "send_message"
    ADD_NOTE = "add_note"
    PROPOSE_OPINION = "propose_opinion"
    RETURN_OPINION = "return_opinion"
    ISSUE_OPINION = "issue_opinion"
    NOTIFY_OPINION = "notify_opinion"
    RECORD_OPINION_ARRIVAL = "record_opinion_arrival"
    NOTIFY_FURTHER = "notify_further"
    PROPOSE_OPINION_CORRECTION = "propose_opinion_correction"
    PROPOSE_OPINION_WITHDRAWAL = "propose_opinion_withdrawal"
    REOPEN_CONSULTATION = "reopen_consultation"
    REPORT_FOLLOW_UP = "report_follow_up"
    JUDGE_FOLLOW_UP = "judge_follow_up"
    CLOSE_CONSULTATION = "close_consultation"
    WITHDRAW_CONSULTATION = "withdraw_consultation"

    SEE_REVIEW = "see_review"
    SEE_DELIBERATION = "see_deliberation"
    APPLY_FOR_REVIEW = "apply_for_review"
    REGISTER_REVIEW = "register_review"
    RECEIVE_REVIEW = "receive_review"
    ASSIGN_REVIEW = "assign_review"
    BEGIN_FACT_FINDING = "begin_fact_finding"
    RECORD_FINDING = "record_finding"
    ADD_EVIDENCE = "add_evidence"
    ADD_STATEMENT = "add_statement"
    OFFER_HEARING = "offer_hearing"
    HOLD_HEARING = "hold_hearing"
    PROPOSE_RULING = "propose_ruling"
    RETURN_RULING = "return_ruling"
    ISSUE_RULING = "issue_ruling"
    NOTIFY_RULING = "notify_ruling"
    RECORD_ARRIVAL = "record_arrival"
    PROPOSE_CORRECTION = "propose_correction"
    PROPOSE_WITHDRAWAL = "propose_withdrawal"
    WITHDRAW_APPLICATION = "withdraw_application"
    CLOSE_REVIEW = "close_review"

    SEE_MEMBERS = "see_members"
    APPOINT_MEMBER = "appoint_member"
    CHANGE_MEMBER = "change_member"
    DECLARE_TIE = "declare_tie"
    END_TIE = "end_tie"
    DECLARE_ABSENCE = "declare_absence"
    CANCEL_ABSENCE = "cancel_absence"

    SEE_ADVICE = "see_advice"
    SEE_ADVICE_FILES = "see_advice_files"
    ASK_ADVICE = "ask_advice"
    OFFER_ADVICE = "offer_advice"
    REVOKE_OFFER = "revoke_offer"
    REMIND_ADVISER = "remind_adviser"
    WITHDRAW_ADVICE = "withdraw_advice"
    CLOSE_ADVICE = "close_advice"
    ACCEPT_ADVICE = "accept_advice"
    DECLINE_ADVICE = "decline_advice"
    RECUSE_FROM_ADVICE = "recuse_from_advice"
    ANSWER_ADVICE = "answer_advice"

    SEE_MEETING = "see_meeting"
    PLAN_MEETING = "plan_meeting"
    CHANGE_MEETING = "change_meeting"
    PUT_ON_AGENDA = "put_on_agenda"
    TAKE_OFF_AGENDA = "take_off_agenda"
    SEND_PAPERS = "send_papers"
    CALL_MEETING = "call_meeting"
    CANCEL_MEETING = "cancel_meeting"
    MARK_ATTENDANCE = "mark_attendance"
    OPEN_MEETING = "open_meeting"
    DECLARE_RECUSAL = "declare_recusal"
    CHALLENGE_MEMBER = "challenge_member"
    DECIDE_RECUSAL = "decide_recusal"
    HEAR_PERSON = "hear_person"
    KEEP_PROCEEDINGS = "keep_proceedings"
    OPEN_VOTE = "open_vote"
    CAST_BALLOT = "cast_ballot"
    CLOSE_VOTE = "close_vote"
    PUT_MOTION = "put_motion"
    CARRY_OVER = "carry_over"
    CLOSE_MEETING = "close_meeting"

    APPLY_FOR_RE_EXAMINATION = "apply_for_re_examination"
    REGISTER_RE_EXAMINATION = "register_re_examination"
    STAY_RULING = "stay_ruling"

    SEE_ADMIN = "see_admin"
    ADD_ACCOUNT = "add_account"
    CHANGE_ACCOUNT = "change_account"
    SET_PASSWORD = "set_password"
    END_SESSIONS = "end_sessions"
    ADD_AGENCY = "add_agency"
    CHANGE_AGENCY = "change_agency"
    ADD_DEPARTMENT = "add_department"
    CHANGE_DEPARTMENT = "change_department"
    CHANGE_SETTING = "change_setting"
    CHANGE_HOLIDAY = "change_holiday"


ACT_LABELS = {
    Act.SEE_TODAY: "오늘 보기",
    Act.KEEP_DRAFT: "초안 저장",
    Act.CHANGE_OWN_PASSWORD: "내 비밀번호 바꾸기",
    Act.SEE_BUSINESS: "업체 보기",
    Act.REGISTER_BUSINESS: "업체 등록",
    Act.CORRECT_BUSINESS: "업체 정보 수정",
    Act.SEE_VISIT: "방문 보기",
    Act.FINISH_VISIT: "방문 완료",
    Act.CORRECT_VISIT: "방문 기록 정정",
    Act.GIVE_LATER_ANSWER: "후속 회신",
    Act.SEE_CONSULTATION: "사전컨설팅 보기",
    Act.SEE_CONSULTATION_WORK: "검토 내용 보기",
    Act.SEE_INQUIRY: "조회받은 내용 보기",
    Act.APPLY_FOR_CONSULTATION: "사전컨설팅 신청",
    Act.REGISTER_CONSULTATION: "사전컨설팅 신청 입력",
    Act.RECEIVE_CONSULTATION: "신청 접수",
    Act.SCREEN_CONSULTATION: "대상 여부 판단",
    Act.ASSIGN_CONSULTATION: "사건 담당자 지정",
    Act.ADD_MATERIAL: "자료 제출",
    Act.ASK_SUPPLEMENT: "보완요구",
    Act.ANSWER_SUPPLEMENT: "보완 제출",
    Act.ASK_BODY: "의견조회·의뢰",
    Act.REMIND_BODY: "회신 독촉",
    Act.ANSWER_INQUIRY: "조회 회신",
    Act.BEGIN_SUSPENSION: "정지 시작",
    Act.END_SUSPENSION: "정지 끝",
    Act.CANCEL_SUSPENSION: "정지 취소",
    Act.EXTEND_PERIOD: "처리기한 연장",
    Act.TELL_PROGRESS: "진행상황 통지",
    Act.LINK_SITE_CHECK: "현지조사 연결",
    Act.LINK_SIBLING: "유사 사건 연결",
    Act.SEND_MESSAGE: "메시지 보내기",
    Act.ADD_NOTE: "내부 메모",
    Act.PROPOSE_OPINION: "의견안 상신",
    Act.RETURN_OPINION: "의견안 반려",
    Act.ISSUE_OPINION: "의견서 결재·발행",
    Act.NOTIFY_OPINION: "의견서 통보 기록",
    Act.RECORD_OPINION_ARRIVAL: "의견서 도달 기록",
    Act.NOTIFY_FURTHER: "다른 기관 통보",
    Act.PROPOSE_OPINION_CORRECTION: "의견 정정안 상신",
    Act.PROPOSE_OPINION_WITHDRAWAL: "의견 취소안 상신",
    Act.REOPEN_CONSULTATION: "다시 검토",
    Act.REPORT_FOLLOW_UP: "이행결과 제출",
    Act.JUDGE_FOLLOW_UP: "이행결과 확인",
    Act.CLOSE_CONSULTATION: "사전컨설팅 종결",
    Act.WITHDRAW_CONSULTATION: "사전컨설팅 신청 취하",
    Act.SEE_REVIEW: "면책심사 보기",
    Act.SEE_DELIBERATION: "심사 내용 보기",
    Act.APPLY_FOR_REVIEW: "면책 신청",
    Act.REGISTER_REVIEW: "면책심사 등록",
    Act.RECEIVE_REVIEW: "접수",
    Act.ASSIGN_REVIEW: "담당자 지정",
    Act.BEGIN_FACT_FINDING: "사실확인 시작",
    Act.RECORD_FINDING: "판단 기록",
    Act.ADD_EVIDENCE: "증거 추가",
    Act.ADD_STATEMENT: "의견·소명 제출",
    Act.OFFER_HEARING: "의견 진술 기회 부여",
    Act.HOLD_HEARING: "의견 진술 기록",
    Act.PROPOSE_RULING: "결정안 상신",
    Act.RETURN_RULING: "결정안 반려",
    Act.ISSUE_RULING: "결재·발행",
    Act.NOTIFY_RULING: "통지 기록",
    Act.RECORD_ARRIVAL: "도달 기록",
    Act.PROPOSE_CORRECTION: "정정안 상신",
    Act.PROPOSE_WITHDRAWAL: "취소안 상신",
    Act.WITHDRAW_APPLICATION: "신청 취하",
    Act.CLOSE_REVIEW: "종결",
    Act.SEE_MEMBERS: "위원 보기",
    Act.APPOINT_MEMBER: "위원 위촉",
    Act.CHANGE_MEMBER: "위원 정보 변경",
    Act.DECLARE_TIE: "관계 신고",
    Act.END_TIE: "관계 종료 기록",
    Act.DECLARE_ABSENCE: "부재 기간 등록",
    Act.CANCEL_ABSENCE: "부재 기간 취소",
    Act.SEE_ADVICE: "법률자문 보기",
    Act.SEE_ADVICE_FILES: "자문 자료 보기",
    Act.ASK_ADVICE: "자문의뢰",
    Act.OFFER_ADVICE: "자문위원 배정",
    Act.REVOKE_OFFER: "배정 취소",
    Act.REMIND_ADVISER: "자문 회신 독촉",
    Act.WITHDRAW_ADVICE: "자문의뢰 철회",
    Act.CLOSE_ADVICE: "자문 종결",
    Act.ACCEPT_ADVICE: "자문 수락",
    Act.DECLINE_ADVICE: "자문 거절",
    Act.RECUSE_FROM_ADVICE: "자문 회피",
    Act.ANSWER_ADVICE: "자문 회신",
    Act.SEE_MEETING: "회의 보기",
    Act.PLAN_MEETING: "회의 계획",
    Act.CHANGE_MEETING: "회의 계획 변경",
    Act.PUT_ON_AGENDA: "안건 상정",
    Act.TAKE_OFF_AGENDA: "안건 철회",
    Act.SEND_PAPERS: "안건자료 발송",
    Act.CALL_MEETING: "회의 소집",
    Act.CANCEL_MEETING: "회의 취소",
    Act.MARK_ATTENDANCE: "출석 기록",
    Act.OPEN_MEETING: "개회",
    Act.DECLARE_RECUSAL: "제척·회피 신고",
    Act.CHALLENGE_MEMBER: "기피 신청 기록",
    Act.DECIDE_RECUSAL: "제척·기피·회피 결정",
    Act.HEAR_PERSON: "의견 청취 기록",
    Act.KEEP_PROCEEDINGS: "회의 경과 기록",
    Act.OPEN_VOTE: "표결 시작",
    Act.CAST_BALLOT: "표결",
    Act.CLOSE_VOTE: "표결 종료",
    Act.PUT_MOTION: "의결안 상정",
    Act.CARRY_OVER: "다음 회의로 넘김",
    Act.CLOSE_MEETING: "폐회",
    Act.APPLY_FOR_RE_EXAMINATION: "재심의 신청",
    Act.REGISTER_RE_EXAMINATION: "재심의 등록",
    Act.STAY_RULING: "결정 효력 정지",
    Act.SEE_ADMIN: "관리 화면 보기",
    Act.ADD_ACCOUNT: "계정 추가",
    Act.CHANGE_ACCOUNT: "계정 변경",
    Act.SET_PASSWORD: "비밀번호 설정",
    Act.END_SESSIONS: "로그인 끊기",
    Act.ADD_AGENCY: "기관 추가",
    Act.CHANGE_AGENCY: "기관 변경",
    Act.ADD_DEPARTMENT: "부서 추가",
    Act.CHANGE_DEPARTMENT: "부서 변경",
    Act.CHANGE_SETTING: "기관 설정 변경",
    Act.CHANGE_HOLIDAY: "휴일 변경",
}
