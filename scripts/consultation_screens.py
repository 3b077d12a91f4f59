"""The screens and states of consultations, one after the other as a case goes."""

from collections.abc import Iterator

from scripts.screen import Screen, chosen, clicked, in_turn, opened, picked, pressed, typed, unfolded
from scripts.shown_consultations import BODY, ShownConsultations

# The steps that stand aside on a case under review until somebody chooses them.
_STEPS = {
    "screen-again": "대상 여부 다시 판단",
    "supplement": "보완요구",
    "body": "의견조회·의뢰",
    "event": "그 밖의 정지",
    "extend": "기한 연장",
    "progress": "진행상황 통지",
    "site-check": "현지조사 연결",
    "sibling": "유사 사건 연결",
    "assign": "담당자 지정",
}
_RECORD = {
    "screening": "대상 여부",
    "course": "정지·연장",
    "materials": "자료",
    "thread": "메시지",
    "timeline": "처리 경과",
}
_AFTER = {"further": "다른 기관에 통보", "correct": "의견 정정", "withdraw": "의견 취소"}
# What the office does first is open by itself.
_OF_OFFICE = {
    "received": "received",
    "under_review": "under_review",
    "late": "late",
    "waiting": "waiting",
    "supplement": "supplement",
    "proposed": "proposed",
    "issued": "issued",
    "notified": "notified",
    "follow_up": "answered",
    "reported": "reported",
    "closed": "closed",
    "returned": "returned",
    "withdrawn": "withdrawn",
}
_OF_APPLICANT = {"supplement": "supplement", "notified": "told", "report": "awaited", "closed": "own_closed"}


def consultation_screens(shown: ShownConsultations) -> Iterator[Screen]:
    """Yield every screen of consultations: lists, forms, cases, and what others see of them."""
    yield from _lists()
    yield from _forms(shown)
    yield from _of_office(shown)
    yield from _of_applicant(shown)
    yield from _of_others(shown)


def _lists() -> Iterator[Screen]:
    path = "/consultations"
    yield Screen("consultations", "auditor", path)
    yield Screen("consultations-filters", "auditor", path, unfolded("조건"))
    late = in_turn(unfolded("조건"), picked("filter_lateness", "기한 지남"))
    yield Screen("consultations-late", "auditor", path, late)
    yield Screen("consultations-found", "auditor", path, typed("consultation_query", "공유지"))
    yield Screen("consultations-none", "auditor", path, typed("consultation_query", "없는 말"))
    yield Screen("consultations-applicant", "applicant", path)


def _forms(shown: ShownConsultations) -> Iterator[Screen]:
    empty = f"/consultation?id={shown.drafts['empty']}"
    yield Screen("consultation-form", "applicant", empty)
    yield Screen("consultation-form-full", "applicant", f"/consultation?id={shown.drafts['full']}")
    yield Screen("consultation-form-faults", "applicant", empty, pressed("apply_for_consultation"))
    yield Screen("consultation-form-paper", "auditor", f"/consultation?id={shown.drafts['paper']}")


def _of_office(shown: ShownConsultations) -> Iterator[Screen]:
    yield Screen("consultation-drafting", "auditor", f"/consultation?case={shown.by_visit}")
    from_visit = clicked("begin_from_visit")
    yield Screen("consultation-form-visit", "auditor", f"/consultation?case={shown.by_visit}", from_visit)
    yield Screen("consultation-applied", "auditor", f"/consultation?case={shown.applied}")
    for name, state in _OF_OFFICE.items():
        yield Screen(f"consultation-{name}", "auditor", _case(shown, state))
    for name, step in _STEPS.items():
        yield Screen(f"consultation-step-{name}", "auditor", _case(shown, "under_review"), chosen("work", step))
    higher = in_turn(chosen("work", "의견조회·의뢰"), chosen("kind", "상급기관 의뢰"))
    yield Screen("consultation-step-body-higher", "auditor", _case(shown, "under_review"), higher)
    faults = in_turn(chosen("work", "보완요구"), clicked("ask_supplement"))
    yield Screen("consultation-step-faults", "auditor", _case(shown, "under_review"), faults)
    cancel = in_turn(chosen("work", "정지 기록 취소"), picked("cancelled_wait", "의견조회"))
    yield Screen("consultation-step-cancel", "auditor", _case(shown, "waiting"), cancel)
    yield Screen("consultation-why", "auditor", _case(shown, "supplement"), unfolded("왜 이 날짜인가"))
    for name, part in _RECORD.items():
        yield Screen(f"consultation-record-{name}", "auditor", _case(shown, "supplement"), opened("part", part))
    yield Screen("consultation-record-final", "auditor", _case(shown, "answered"), opened("part", "자료"))
    for name, work in _AFTER.items():
        yield Screen(f"consultation-after-{name}", "auditor", _case(shown, "answered"), chosen("opinion_work", work))
    yield Screen("consultation-approval", "head", _case(shown, "proposed"))


def _of_applicant(shown: ShownConsultations) -> Iterator[Screen]:
    applied = f"/consultation?case={shown.applied}"
    yield Screen("consultation-applicant-applied", "applicant", applied)
    yield Screen("consultation-applicant-withdraw", "applicant", applied, unfolded("신청 취하"))
    for name, state in _OF_APPLICANT.items():
        yield Screen(f"consultation-applicant-{name}", "applicant", _case(shown, state))
    for name in ("materials", "thread"):
        part = opened("part", _RECORD[name])
        yield Screen(f"consultation-applicant-{name}", "applicant", _case(shown, "supplement"), part)
    yield Screen("consultation-missing", "applicant", _case(shown, "received"))


def _of_others(shown: ShownConsultations) -> Iterator[Screen]:
    yield Screen("consultation-asked", BODY, _case(shown, "asked"))
    yield Screen("consultations-asked", BODY, "/consultations")
    yield Screen("today-asked", BODY, "/")
    yield Screen("visit-formal", "auditor", f"/visit?number={shown.visit}")
    presumption = chosen("step", "사전컨설팅에 따른 면책 추정")
    yield Screen("exemption-presumption", "auditor", f"/exemption?number={shown.relying}", presumption)


def _case(shown: ShownConsultations, state: str) -> str:
    return f"/consultation?number={shown.numbers[state]}"
