"""The advice as paper: what was asked, what was shown, what was answered, and that it decides nothing."""

from dataclasses import asdict, replace

import pytest

from casebase.documents.advice import advice_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.committee_papers import FileOnPaper
from casebase.domain.errors import CharacterNotPrintable
from tests.committee_paper_builders import an_advice_paper, an_issue_on_paper
from tests.paper_builders import SENTENCE, a_draft, a_letterhead
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


def test_every_sentence_can_be_read_back():
    paper = an_advice_paper()

    body = body_of(advice_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(advice_pdf(an_advice_paper()))

    assert in_order(
        body,
        "법률자문 의견서",
        "수신 가람도감사위원회위원장",
        "제목 법률자문 의견(설계공모",
        "자문번호 2026-자문-0003",
        "1. 자문 요지",
        "2. 제공받은 사실관계",
        "3. 제공받은 자료",
        "4. 쟁점별 의견",
        "5. 종합 의견",
        "6. 의뢰에 넣지 않은 쟁점",
        "7. 이해관계 확인",
        "8. 유의사항",
        "법률자문위원 정자문",
    )


def test_the_days_of_the_request_are_printed():
    body = body_of(advice_pdf(an_advice_paper()))

    assert squeezed("의뢰일 2026. 11. 2. 수락일 2026. 11. 3. 회신 기한 2026. 11. 9. 회신일 2026. 11. 8.") in body


def test_each_issue_has_its_conclusion_before_its_reasons():
    body = body_of(advice_pdf(an_advice_paper()))

    assert in_order(
        body,
        "가. 점수가 아니라 득표로",
        "결론: 조건부로 그렇다",
        "운영지침은 두 방식을",
        "나. 절차의 흠이 중대한가?",
        "결론: 아니다",
        "당락이 뒤바뀌지",
    )


def test_the_files_shown_stand_with_their_whole_fingerprints():
    files = tuple(FileOnPaper(name=f"자료 {n}.pdf", sha256=digest(str(n).encode())) for n in range(40))

    pdf = advice_pdf(an_advice_paper(files=files))

    assert squeezed("자문위원에게 제공한 자료는 아래 40건이 전부이다.") in body_of(pdf)
    assert in_order(body_of(pdf), *(f"{n + 1} {file.name} {file.sha256}" for n, file in enumerate(files)))
    shown = [page for page in pages_of(pdf) if "자료 " in page and ".pdf" in page]
    assert len(shown) > 1
    assert all("SHA-256 값" in page for page in shown)


def test_what_was_not_shown_and_not_left_out_is_said():
    body = body_of(advice_pdf(an_advice_paper(files=(), unasked=())))

    assert squeezed("3. 제공받은 자료 자문위원에게 제공한 자료가 없다.") in body
    assert squeezed("6. 의뢰에 넣지 않은 쟁점 의뢰하면서 뺀 쟁점이 없다.") in body
    assert "SHA-256값" not in body.split("쟁점별의견")[0]


def test_the_end_mark_follows_the_last_character_once():
    text = text_of(advice_pdf(an_advice_paper()))

    assert "결정은 감사위원회가 한다. 끝." in text
    assert text.count("끝.") == 1


def test_headings_are_tagged_by_level():
    tags = tags_of(advice_pdf(an_advice_paper()))

    assert tags.count("H1") == 1
    assert tags.count("H2") == 8
    assert tags.count("H3") == tags.count("H4") == 2
    assert tags.count("Table") == 2


def test_the_embedded_data_is_the_paper_and_its_digest_is_printed():
    paper = an_advice_paper()

    pdf = advice_pdf(paper)

    assert embedded(pdf, "advice.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)
    assert figures_of(pdf)[0].endswith(f"2026-자문의견-0001 {digest(canonical_json(paper))}")


def test_two_processes_give_the_same_bytes():
    imports = (
        "from casebase.documents.advice import advice_pdf; from tests.committee_paper_builders import an_advice_paper"
    )

    digests = digests_of_two_processes(imports, "advice_pdf(an_advice_paper())")

    assert digests == {digest(advice_pdf(an_advice_paper()))}
    assert advice_pdf(an_advice_paper()) != advice_pdf(an_advice_paper(summary="달리 본다."))


def test_a_preview_is_marked_on_every_page_and_has_neither_number_nor_digest():
    paper = a_draft(an_advice_paper(issues=(an_issue_on_paper(answer=SENTENCE * 150),)))

    pdf = advice_pdf(paper)

    assert len(pages_of(pdf)) > 3
    assert all("미리보기 - 효력 없음" in page for page in pages_of(pdf))
    assert "2026-자문의견-0001" not in text_of(pdf)
    assert figures_of(pdf) == []


def test_a_demo_is_marked_on_every_page_and_names_its_source():
    head = replace(an_advice_paper().head, is_demo=True)

    pages = pages_of(advice_pdf(an_advice_paper(head=head, source="사례집 82쪽")))

    assert len(pages) > 1
    assert all("시연용 문서" in page for page in pages)
    assert "사실관계의 출처: 사례집 82쪽" in pages[0]


def test_long_answers_are_printed_whole():
    typed = '<b>굵게 <img src="/etc/passwd"/> &amp; '
    issues = tuple(an_issue_on_paper(text=f"쟁점 {n}", answer=typed * 200) for n in range(4))

    body = body_of(advice_pdf(an_advice_paper(issues=issues)))

    assert body.count(squeezed(typed)) == 800


def test_empty_values_are_said_to_be_empty():
    paper = an_advice_paper(
        **dict.fromkeys(("question", "facts", "summary", "declaration", "affiliation"), ""),
        issues=(),
        notice=(),
        head=a_letterhead(issued_on=None),
    )

    body = body_of(advice_pdf(paper))

    assert squeezed("4. 쟁점별 의견 해당 사항 없음 5. 종합 의견 해당 사항 없음") in body
    assert squeezed("8. 유의사항 해당 사항 없음 끝.") in body


def test_a_character_without_a_glyph_is_refused_with_its_field():
    paper = an_advice_paper(issues=(an_issue_on_paper(), an_issue_on_paper(answer="그렇다 😀")))

    with pytest.raises(CharacterNotPrintable) as refused:
        advice_pdf(paper)

    assert refused.value.field == "answer_2"
