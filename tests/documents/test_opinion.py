"""The opinion as paper: its contents in order, the proof of its dates, and what it rests on."""

from dataclasses import asdict

from casebase.documents.opinion import opinion_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.papers import OpinionPaper
from tests.paper_builders import (
    SENTENCE,
    a_date_proof_row,
    a_draft,
    a_letterhead,
    a_supplied_thing,
    an_opinion_paper,
)
from tests.paper_reading import (
    body_of,
    digests_of_two_processes,
    embedded,
    figures_of,
    in_order,
    pages_of,
    squeezed,
    tags_of,
    text_of,
    texts_in,
)

PROOF_HEADING = squeezed("기간 일수 사유 근거")
LEDGER_HEADING = squeezed("번호 이름 받은 때 제출자 크기 SHA-256 값")


def a_return_notice(**changes: object) -> OpinionPaper:
    given = {
        "title_of_paper": "사전컨설팅 반려 통지서",
        "outcome": "반려",
        "blocks": (("반려 사유", "관련 소송이 진행 중인 사안이다."),),
        "effect": (),
        "copies_to": (),
        "supplied": (),
    }
    return an_opinion_paper(**given | changes)


def a_withdrawal() -> OpinionPaper:
    return an_opinion_paper(
        kind="의견 취소", corrects="2026-의견-0001", cause="제출한 정보가 사실과 달랐다.", blocks=(), copies_to=()
    )


def forty_hashes() -> tuple[str, ...]:
    return tuple(digest(str(n).encode()) for n in range(40))


def test_every_sentence_can_be_read_back():
    paper = an_opinion_paper(head=a_letterhead(approvals=(("감사관", "이감사", "2026. 11. 21."),)), due_at="15:00")

    body = body_of(opinion_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(opinion_pdf(an_opinion_paper()))

    assert in_order(
        body,
        "접수번호 2026-사전-0007",
        "1. 개요",
        "2. 관련 법령",
        "3. 쟁점",
        "4. 갑설",
        "5. 을설",
        "6. 검토",
        "7. 의견",
        "8. 조건",
        "9. 고지",
        "10. 의견의 효력",
        "11. 처리기한과 산정 근거",
        "12. 제출한 자료",
        "13. 통보 기관",
        "붙임 신청인이 제출한 자료 목록 1부. 끝.",
        "가람도감사위원회위원장",
        "붙임 신청인이 제출한 자료 목록",
        LEDGER_HEADING,
    )


def test_the_head_of_the_paper_says_who_asked_what_and_when():
    body = body_of(opinion_pdf(an_opinion_paper()))

    assert in_order(
        body, "가람도 감사위원회", "사전컨설팅 의견서", "수신 한울시장", "(경유)", "제목 사전컨설팅 의견(협의의"
    )
    for label_and_value in (
        "문서번호 2026-의견-0001",
        "신청인 한울시(도시과)",
        "작성자 감사담당자 김감사",
        "건명 협의의 효력이 사라진 농지의",
        "신청일(보완일) 2026. 10. 5.(2026. 10. 26. 보완)",
        "접수일 2026. 10. 5.",
        "분야 농지전용",
        "처리결과 조건부 인용",
    ):
        assert squeezed(label_and_value) in body


def test_an_application_that_needed_no_more_shows_its_day_alone():
    body = body_of(opinion_pdf(an_opinion_paper(supplemented_on=())))

    assert squeezed("신청일 2026. 10. 5. 접수일") in body
    assert "보완일" not in body


def test_the_due_day_is_printed_with_its_proof():
    pdf = opinion_pdf(an_opinion_paper(due_at="15:00"))

    body = body_of(pdf)
    assert in_order(
        body,
        "처리기한: 2026. 11. 24. 15:00",
        "산정 기준: 기관 기준(30일, 달력에 따름)",
        PROOF_HEADING,
        "2026. 10. 6.~10. 19. 14일 접수한 다음 날부터 셉니다. 기관 기준, 민법 제157조",
        "2026. 10. 27.~11. 11. 16일 이어서 셉니다.",
    )
    assert tags_of(pdf).count("Table") == 4  # identification, proof, approvals, ledger
    assert tags_of(pdf).count("TH") == 9 + 4 + 4 + 6


def test_where_no_day_is_set_the_paper_says_so():
    body = body_of(opinion_pdf(an_opinion_paper(due_on=None, due_basis="", proof=())))

    assert squeezed("처리기한: 정하지 않음 산정 기준: 없음") in body
    assert PROOF_HEADING not in body


def test_the_ledger_gives_each_thing_with_its_whole_fingerprint():
    hashes = forty_hashes()
    supplied = tuple(a_supplied_thing(name=f"자료 {n}.pdf", sha256=value) for n, value in enumerate(hashes))

    body = body_of(opinion_pdf(an_opinion_paper(supplied=supplied)))

    assert squeezed("신청인이 제출한 자료는 모두 40건이며 붙임과 같다.") in body
    rows = (f"{n + 1} 자료 {n}.pdf 2026. 10. 5. 14:05 한울시 도시과 312KB {value}" for n, value in enumerate(hashes))
    assert in_order(body, *rows)


def test_a_table_shows_its_heading_again_on_each_page():
    supplied = tuple(a_supplied_thing(sha256=value) for value in forty_hashes())
    pdf = opinion_pdf(an_opinion_paper(supplied=supplied, proof=(a_date_proof_row(reason=SENTENCE),) * 25))

    pages = [squeezed(page) for page in pages_of(pdf)]

    ledger = [page for page in pages if "312KB" in page]
    proof = [page for page in pages if "14일" in page]
    assert len(ledger) > 1 and len(proof) > 1
    assert all("SHA-256값" in page for page in ledger)
    assert all("사유" in page and "일수" in page for page in proof)
    assert tags_of(pdf).count("TH") == 9 + 4 + 4 + 6  # what is shown again is no content


def test_a_row_stands_whole_on_one_page():
    proof = tuple(a_date_proof_row(reason=f"{SENTENCE}{n}째이다.") for n in range(25))

    body = body_of(opinion_pdf(an_opinion_paper(proof=proof)))

    assert all(squeezed(f"{SENTENCE}{n}째이다.") in body for n in range(25))


def test_an_opinion_on_nothing_supplied_says_so_and_has_no_annex():
    body = body_of(opinion_pdf(an_opinion_paper(supplied=(), copies_to=())))

    assert squeezed("12. 제출한 자료 신청인이 제출한 자료가 없다. 끝.") in body
    assert "붙임" not in body


def test_the_end_mark_follows_the_last_character_once():
    for paper in (an_opinion_paper(), an_opinion_paper(supplied=()), a_return_notice(), a_withdrawal()):
        pages = " ".join(pages_of(opinion_pdf(paper)))

        assert pages.count("끝.") == 1
    assert "한울시 농정과 끝." in text_of(opinion_pdf(an_opinion_paper(supplied=())))


def test_the_effect_and_its_exceptions_are_items():
    body = body_of(opinion_pdf(an_opinion_paper()))

    assert in_order(body, "10. 의견의 효력", "가. 이 의견대로", "나. 이 의견대로", "다. 대상 업무와", "11. 처리기한")


def test_the_embedded_data_is_the_paper_and_its_digest_is_printed():
    paper = an_opinion_paper()

    pdf = opinion_pdf(paper)

    assert embedded(pdf, "opinion.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)
    assert figures_of(pdf)[0].endswith(f"2026-의견-0001 {digest(canonical_json(paper))}")


def test_one_changed_digit_of_the_ledger_changes_the_printed_digest():
    [thing, *others] = an_opinion_paper().supplied
    changed = an_opinion_paper(supplied=(a_supplied_thing(sha256="0" + thing.sha256[1:]), *others))

    assert digest(canonical_json(an_opinion_paper())) not in text_of(opinion_pdf(changed))


def test_a_correction_says_which_paper_it_replaces_and_why():
    body = body_of(
        opinion_pdf(an_opinion_paper(kind="의견 정정", corrects="2026-의견-0009", cause="조건의 오기를 바로잡는다."))
    )

    assert squeezed("사전컨설팅 의견서(정정)") in body
    assert squeezed("제목 사전컨설팅 의견 정정(협의의") in body
    assert squeezed("2026-의견-0009 사전컨설팅 의견서를 정정하여 대신합니다.") in body
    assert squeezed("정정 사유: 조건의 오기를 바로잡는다.") in body
    assert squeezed("7. 의견 처분명령의") in body


def test_a_withdrawal_names_the_opinion_and_the_cause_and_repeats_nothing_else():
    body = body_of(opinion_pdf(a_withdrawal()))

    assert squeezed("사전컨설팅 의견 취소서") in body
    assert in_order(
        body,
        "처리결과 의견 취소",
        "1. 취소하는 문서 2026-의견-0001 사전컨설팅 의견서를 취소한다.",
        "2. 취소 사유 제출한 정보가 사실과 달랐다.",
        "3. 취소의 효력",
    )
    assert squeezed("처리기한") not in body
    assert LEDGER_HEADING not in body
    assert "붙임" not in body


def test_a_notice_of_return_bears_its_own_title():
    body = body_of(opinion_pdf(a_return_notice()))

    assert squeezed("사전컨설팅 반려 통지서") in body
    assert squeezed("제목 사전컨설팅 반려 통지(협의의") in body
    assert in_order(body, "처리결과 반려", "1. 반려 사유", "2. 처리기한과 산정 근거", "3. 제출한 자료")
    assert "의견서" not in body
    assert squeezed("의 효력 ") not in body.split(squeezed("1. 반려 사유"))[1]


def test_the_effect_of_a_notice_is_not_called_that_of_an_opinion():
    body = body_of(opinion_pdf(a_return_notice(effect=("사유가 없어지면 다시 신청할 수 있다.",))))

    assert squeezed("2. 통지의 효력 사유가 없어지면 다시 신청할 수 있다.") in body


def test_a_preview_is_marked_on_every_page_and_has_neither_number_nor_day_nor_digest():
    paper = a_draft(an_opinion_paper(blocks=(("검토", SENTENCE * 200),)))

    pdf = opinion_pdf(paper)

    pages = pages_of(pdf)
    assert len(pages) > 4
    assert all("미리보기 - 효력 없음" in page for page in pages)
    body = squeezed("".join(pages))
    assert "2026-의견-0001" not in body
    assert "시행일2026" not in body
    assert digest(canonical_json(paper)) not in body
    assert figures_of(pdf) == []


def test_a_demo_is_marked_on_every_page_and_names_its_source():
    pages = pages_of(opinion_pdf(an_opinion_paper(head=a_letterhead(is_demo=True), source="감사원 사례집 46쪽")))

    assert len(pages) > 2
    assert all("시연용 문서 - 실제 기관이 낸 문서가 아님" in page for page in pages)
    assert "사실관계의 출처: 감사원 사례집 46쪽" in pages[0]


def test_two_processes_give_the_same_bytes():
    imports = "from casebase.documents.opinion import opinion_pdf; from tests.paper_builders import an_opinion_paper"

    digests = digests_of_two_processes(imports, "opinion_pdf(an_opinion_paper())")

    assert digests == {digest(opinion_pdf(an_opinion_paper()))}
    assert opinion_pdf(an_opinion_paper()) != opinion_pdf(an_opinion_paper(outcome="기각"))


def test_empty_values_are_said_to_be_empty():
    paper = an_opinion_paper(field="", drafter="", blocks=(("검토", ""),), effect=())

    body = body_of(opinion_pdf(paper))

    assert squeezed("작성자 -") in body
    assert squeezed("1. 검토 해당 사항 없음 2. 처리기한") in body
    assert squeezed("의견의 효력") not in body
