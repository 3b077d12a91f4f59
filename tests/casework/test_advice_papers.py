"""What stands on a 법률자문 의견서."""

import json
from datetime import date

from casebase.casework.advice_papers import DECLARATION, NOTICE
from casebase.domain.canonical import canonical_json, digest
from casebase.store.connection import Store
from casebase.store.documents import find_document_by_number
from tests.advice_stages import (
    a_case_with_issues,
    a_panel_member,
    accept,
    advice_accepted,
    advice_answered,
    advice_asked,
    answer,
    ask,
    offer,
)
from tests.case_builders import a_person, now_on, paper
from tests.paper_reading import embedded, text_of


def content_of(store: Store, number: str) -> dict[str, object]:
    kept: dict[str, object] = json.loads(embedded(paper(store, number), "advice.json"))
    return kept


def test_the_paper_gives_each_day_of_the_advice(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request = advice_asked(handler)
    assignment = offer(handler.at(now_on("2026-11-24")), request, member)
    accept(member.at(now_on("2026-11-25")), assignment)

    number = answer(member.at(now_on("2026-11-26")), request, assignment)

    kept = content_of(sqlite_store, number)
    assert [kept[day] for day in ("asked_on", "accepted_on", "answered_on", "due_on")] == [
        "2026-11-23",
        "2026-11-25",
        "2026-11-26",
        "2026-11-30",
    ]


def test_the_paper_goes_to_the_office_signed_by_the_member_and_is_not_public(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, assignment = advice_accepted(handler, member)

    kept = content_of(sqlite_store, answer(member, request, assignment))

    head = kept["head"]
    assert isinstance(head, dict)
    assert head["recipient"] == head["office"] == "시연도 감사위원회"
    assert head["approvals"] == [["법률자문위원", "윤변호", "2026. 11. 23."]]
    assert head["disclosure"].startswith("비공개")
    assert (kept["declaration"], kept["notice"]) == (DECLARATION, list(NOTICE))
    assert kept["unasked"] == []


def test_two_members_papers_bear_numbers_of_one_series(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    advice_answered(handler, member)
    request, assignment = advice_accepted(handler, member)

    assert answer(member, request, assignment) == "2026-자문의견-0002"


def test_the_paper_says_what_was_asked_shown_left_out_and_answered(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    case = a_case_with_issues(handler)
    left_out = {"issue_2": "", "criterion_2": "", "unasked_reason": "하천관리팀이 확인하였다."}
    request = ask(handler, case, **left_out)
    assignment = accept(member, offer(handler, request, member))

    number = answer(member, request, assignment, "no")

    content = paper(sqlite_store, number)
    kept = json.loads(embedded(content, "advice.json"))
    assert (kept["adviser"], kept["affiliation"], kept["case_number"]) == ("윤변호", "가람법무법인", case.number)
    assert kept["issues"][0]["stance"] == "아니다"
    assert kept["unasked"] == [request.unasked[0], "묻지 않은 이유: 하천관리팀이 확인하였다."]
    assert kept["head"]["number"] == number
    assert "결정이 아니다" in text_of(content)


def test_the_digest_of_the_paper_is_that_of_what_it_embeds(sqlite_store: Store) -> None:
    handler, member = a_person(sqlite_store), a_panel_member(sqlite_store)
    request, assignment = advice_accepted(handler, member)

    number = answer(member.at(now_on("2026-11-25")), request, assignment)

    with sqlite_store.reading() as con:
        document = find_document_by_number(con, number)
    assert document is not None
    assert document.issued_on == date(2026, 11, 25)
    assert document.content_sha256 == digest(
        canonical_json(json.loads(embedded(paper(sqlite_store, number), "advice.json")))
    )
