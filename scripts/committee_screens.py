"""The screens and states of the committee: its meetings, what comes before it, and re-examinations."""

from collections.abc import Iterator

from scripts.screen import Gesture, Screen, chosen, clicked, in_turn, lined, picked, pressed, unfolded
from scripts.shown_meetings import ShownMeetings
from scripts.shown_re_examinations import ShownReExaminations

_OFFICE, _HEAD, _CHAIR, _SECRETARY, _MEMBER = "auditor", "head", "chair", "secretary", "committee"
_APPLICANT, _AGAIN = "applicant", "auditor2"


def meeting_screens(shown: ShownMeetings) -> Iterator[Screen]:
    """Yield the lists of meetings, then a meeting in each of its states, as each sees it whose meeting it is."""
    for role in (_SECRETARY, _MEMBER, _HEAD):
        yield Screen(f"meetings-{role}", role, "/meetings")
    yield Screen("meetings-planning", _SECRETARY, "/meetings", unfolded("새 회의 계획"))
    yield from _prepared(shown)
    yield from _called(shown)
    yield from _open(shown)
    yield from _ended(shown)


def committee_review_screens(shown: ShownMeetings, advised: str) -> Iterator[Screen]:
    """Yield reviews that the committee decides on, and `advised`, the number of one on which the panel advised."""
    for role in (_OFFICE, _HEAD, _CHAIR, _MEMBER):
        yield Screen(f"exemption-on-agenda-{role}", role, _review(shown.reviews["on_agenda"]))
    for role in (_OFFICE, _HEAD):
        yield Screen(f"exemption-minor-{role}", role, _review(shown.reviews["minor"]))
    yield Screen("exemption-approval", _CHAIR, _review(shown.reviews["minor"]))
    resolved = unfolded("판단 견주기")
    yield Screen("exemption-resolved-compared", _OFFICE, _review(shown.reviews["resolved"]), resolved)
    yield Screen("exemption-carried-over", _OFFICE, _review(shown.reviews["carried_over"]))
    yield Screen("exemption-advised", _OFFICE, _review(advised), unfolded("회신한 의견 보기"))
    yield Screen("exemption-advised-compared", _OFFICE, _review(advised), unfolded("판단 견주기"))


def re_examination_screens(again: ShownReExaminations) -> Iterator[Screen]:
    """Yield reviews whose ruling is looked at again, the form that asks for it, and the re-examinations themselves."""
    first = _review(again.numbers["first"])
    yield Screen("exemption-first", _OFFICE, first)
    yield Screen("exemption-first-staying", _HEAD, first, unfolded("결정의 효력 정지"))
    yield Screen("exemption-first-stayed", _OFFICE, _review(again.numbers["stayed"]))
    yield Screen("exemption-first-superseded", _OFFICE, _review(again.numbers["decided_first"]))
    yield Screen("exemption-told-applicant", _APPLICANT, _review(again.numbers["told"]))
    yield from _forms(again)
    proposal = chosen("work", "결정안")
    yield Screen("re-examination-proposal", _AGAIN, _review(again.numbers["fact_finding"]), proposal)
    for name in ("applied", "fact_finding", "overdue", "late", "decided"):
        yield Screen(f"re-examination-{name}", _AGAIN, _review(again.numbers[name]))
    yield Screen("re-examination-applied-applicant", _APPLICANT, _review(again.numbers["applied"]))


def _prepared(shown: ShownMeetings) -> Iterator[Screen]:
    yield Screen("meeting-empty", _SECRETARY, _meeting(shown, "empty"))
    short = _meeting(shown, "short")
    yield Screen("meeting-prepared", _SECRETARY, short)
    yield Screen("meeting-prepared-agenda", _SECRETARY, short, chosen("work", "안건 올리기"))
    yield Screen("meeting-prepared-change", _SECRETARY, short, chosen("work", "계획 변경"))
    yield Screen("meeting-prepared-cancel", _SECRETARY, short, chosen("work", "회의 취소"))
    yield Screen("meeting-prepared-faults", _SECRETARY, short, pressed("call_meeting"))
    yield Screen("meeting-prepared-member", _MEMBER, short)


def _called(shown: ShownMeetings) -> Iterator[Screen]:
    ahead, today = _meeting(shown, "called"), _meeting(shown, "today")
    for role in (_SECRETARY, _CHAIR, _MEMBER, _HEAD):
        yield Screen(f"meeting-called-{role}", role, ahead)
    yield Screen("meeting-today-secretary", _SECRETARY, today)
    yield Screen("meeting-today-chair", _CHAIR, today)
    yield Screen("meeting-today-abstaining", "committee3", today)
    yield Screen("meeting-today-excluded", "committee2", today, _item("제2호"))
    kind = in_turn(
        unfolded("제척·회피 신고"), chosen("kind", "제척(사유가 있어 빠져야 함)"), picked("ground", "당사자의 친족")
    )
    yield Screen("meeting-today-recusal", _MEMBER, today, kind)
    yield Screen("meeting-today-challenge", _SECRETARY, today, unfolded("기피 신청 기록"))


def _open(shown: ShownMeetings) -> Iterator[Screen]:
    path = _meeting(shown, "open")
    for name in shown.items:
        for role in (_SECRETARY, _CHAIR, _MEMBER):
            yield Screen(f"meeting-{name}-{role}", role, path, _item(shown.items[name]))
    yield Screen("meeting-criteria-excluded", "committee2", path, _item(shown.items["criteria"]))
    ballot = _item(shown.items["criteria"])
    filled = in_turn(ballot, clicked("fill_as_proposed", is_there=False), clicked("ready_ballot"))
    yield Screen("meeting-ballot-faults", "committee3", path, in_turn(ballot, pressed("ready_ballot")))
    yield Screen("meeting-ballot-confirmed", "committee3", path, filled)
    drafting = _item(shown.items["drafting"])
    yield Screen("meeting-drafting-faults", _SECRETARY, path, in_turn(drafting, pressed("put_motion")))
    yield Screen("meeting-attendance", _SECRETARY, path, chosen("work", "출석 확인"))
    yield Screen("meeting-proceedings", _SECRETARY, path, chosen("work", "회의 경과"))
    yield Screen("meeting-closing", _CHAIR, path, chosen("work", "폐회"))
    carry = in_turn(drafting, unfolded("다음 회의로 넘기기"))
    yield Screen("meeting-carrying-over", _CHAIR, path, carry)
    yield Screen("meeting-written-chair", _CHAIR, _meeting(shown, "written"))
    yield Screen("meeting-written-secretary", _SECRETARY, _meeting(shown, "written"))


def _ended(shown: ShownMeetings) -> Iterator[Screen]:
    closed = _meeting(shown, "closed")
    for role in (_SECRETARY, _CHAIR, _MEMBER):
        yield Screen(f"meeting-closed-{role}", role, closed)
    yield Screen("meeting-closed-recused", "committee4", closed, _item("제1호"))
    yield Screen("meeting-closed-carried-over", _SECRETARY, closed, _item("제2호"))
    yield Screen("meeting-cancelled", _SECRETARY, _meeting(shown, "cancelled"))
    yield Screen("meeting-missing", _MEMBER, "/meeting?number=2020-회의-0001")


def _forms(again: ShownReExaminations) -> Iterator[Screen]:
    yield Screen("re-examination-start", _APPLICANT, "/re_examination")
    yield Screen("re-examination-form", _APPLICANT, f"/re_examination?id={again.drafts['applicant']}")
    yield Screen("re-examination-form-office", _AGAIN, f"/re_examination?id={again.drafts['office']}")
    new = clicked("begin_re_examination")
    yield Screen("re-examination-form-new", _APPLICANT, "/re_examination", new)
    faults = in_turn(new, pressed("apply_for_re_examination"))
    yield Screen("re-examination-form-faults", _APPLICANT, "/re_examination", faults)


def _item(begins: str) -> Gesture:
    return lined("item", begins)


def _meeting(shown: ShownMeetings, state: str) -> str:
    return f"/meeting?number={shown.numbers[state]}"


def _review(number: str) -> str:
    return f"/exemption?number={number}"
