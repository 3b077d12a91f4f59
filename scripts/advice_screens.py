"""The screens and states of legal advice and of the members of panel and committee."""

from collections.abc import Iterator

from scripts.screen import Screen, chosen, clicked, in_turn, picked, pressed, unfolded
from scripts.shown_advice import ShownAdvice

_PANEL, _PANEL_2, _OFFICE, _SECRETARY = "panel", "panel2", "auditor", "secretary"


def advice_screens(shown: ShownAdvice, consultation: str) -> Iterator[Screen]:
    """Yield every screen of advice: lists, forms, the member's desk, the office's view; then the members' own.

    `consultation` is the number of one about which advice was asked.
    """
    yield Screen("advice-list-panel", _PANEL, "/advice")
    yield Screen("advice-list-office", _OFFICE, "/advice")
    yield Screen("consultation-advice", _OFFICE, f"/consultation?number={consultation}")
    yield from _forms(shown)
    yield from _desks(shown)
    yield from _of_office(shown)
    yield from _members(shown)


def _forms(shown: ShownAdvice) -> Iterator[Screen]:
    warned = f"/advice?id={shown.draft}"
    yield Screen("advice-form-warning", _OFFICE, warned)
    yield Screen("advice-form-faults", _OFFICE, warned, pressed("ask_advice"))


def _desks(shown: ShownAdvice) -> Iterator[Screen]:
    offered = _request(shown, "offered")
    yield Screen("advice-offered", _PANEL, offered)
    yield Screen("advice-offered-decline", _PANEL, offered, chosen("work", "거절"))
    recusal = in_turn(chosen("work", "회피"), picked("ground", "상대방에게서"))
    yield Screen("advice-offered-recusal", _PANEL, offered, recusal)
    accepted = _request(shown, "accepted")
    yield Screen("advice-accepted", _PANEL, accepted)
    yield Screen("advice-accepted-faults", _PANEL, accepted, pressed("answer_advice"))
    yield Screen("advice-accepted-recusal", _PANEL, accepted, unfolded("관계가 있음을 알게"))
    yield Screen("advice-answered", _PANEL, _request(shown, "partly"))
    yield Screen("advice-dissent", _PANEL_2, _request(shown, "dissent"))
    yield Screen("advice-closed", _PANEL_2, _request(shown, "closed"))
    yield Screen("advice-declined", _PANEL, _request(shown, "declined"))
    yield Screen("advice-late", _PANEL_2, _request(shown, "late"))


def _of_office(shown: ShownAdvice) -> Iterator[Screen]:
    for name in shown.numbers:
        yield Screen(f"advice-office-{name}", _OFFICE, _request(shown, name))
    doubt = picked("account_id", "자문위원 나")
    yield Screen("advice-office-proposing-doubt", _OFFICE, _request(shown, "proposing"), doubt)
    unsure = in_turn(doubt, clicked("offer_advice"))
    yield Screen("advice-office-proposing-unsure", _OFFICE, _request(shown, "proposing"), unsure)
    yield Screen("advice-office-again", _OFFICE, _request(shown, "accepted"), unfolded("자문위원 배정"))
    revoking = clicked("begin_revoking_1")
    yield Screen("advice-office-revoking", _OFFICE, _request(shown, "late"), revoking)
    yield Screen("advice-office-withdrawing", _OFFICE, _request(shown, "late"), unfolded("자문의뢰 철회"))


def _members(shown: ShownAdvice) -> Iterator[Screen]:
    yield Screen("members", _OFFICE, "/members")
    appointing = in_turn(unfolded("위원 위촉"), chosen("body", "법률자문단"))
    yield Screen("members-appointing", _SECRETARY, "/members", appointing)
    committee = in_turn(unfolded("위원 위촉"), chosen("body", "감사위원회"))
    yield Screen("members-appointing-committee", _SECRETARY, "/members", committee)
    yield Screen("member-panel", _SECRETARY, _member(shown, "panel3"))
    yield Screen("member-committee", _SECRETARY, _member(shown, "committee3"))
    term = clicked("work", "button >> nth=-1")
    yield Screen("member-committee-term", _SECRETARY, _member(shown, "committee3"), term)
    yield Screen("member-own", "panel4", "/members")
    yield Screen("member-own-committee", "committee2", "/members")
    for name, step in {"tie": "관계 신고", "absence": "부재 기간 등록"}.items():
        yield Screen(f"member-own-{name}", "panel4", "/members", chosen("work", step))
    yield Screen("member-own-end-tie", "panel3", "/members", chosen("work", "관계 종료"))
    faults = in_turn(chosen("work", "관계 신고"), pressed("declare_tie"))
    yield Screen("member-own-faults", "panel4", "/members", faults)


def _request(shown: ShownAdvice, state: str) -> str:
    return f"/advice?number={shown.numbers[state]}"


def _member(shown: ShownAdvice, login: str) -> str:
    return f"/members?id={shown.accounts[login]}"
