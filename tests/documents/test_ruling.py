"""The ruling as paper: its contents in order, its official form, and what never stands on it."""

import unicodedata
from dataclasses import asdict

import pytest

from casebase.documents.ruling import ruling_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.errors import CharacterNotPrintable
from tests.committee_paper_builders import a_re_examination_ruling
from tests.paper_builders import SENTENCE, a_charge_on_paper, a_draft, a_finding_on_paper, a_letterhead, a_ruling_paper
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
    paper = a_ruling_paper(
        charges=(
            a_charge_on_paper(
                presumption=(a_finding_on_paper(question="의견대로 처리", reason="의견과 같게 처리하였다."),)
            ),
        ),
        prior_opinion="2026-사전-0003 의견서(2026. 2. 3.)를 근거로 하였다.",
        head=a_letterhead(approvals=(("감사관", "이감사", "2026. 11. 21."),)),
    )

    body = body_of(ruling_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(ruling_pdf(a_ruling_paper()))

    titles = [
        "2. 지적내용",
        "3. 신청취지",
        "4. 사실관계와 소명",
        "5. 증거 목록",
        "6. 요건별 판단",
        "7. 제외사유 검토",
        "8. 사전컨설팅 연계",
        "9. 결론과 처분 변화",
        "10. 이유",
        "11. 통지와 재심의 안내",
    ]
    assert in_order(body, "1. 사건 개요", *titles)


def test_the_head_comes_before_the_body_and_the_closing_after_it():
    body = body_of(ruling_pdf(a_ruling_paper()))

    head = ("가람도 감사위원회", "적극행정 면책심사 결정서", "수신 한울시장", "(경유)", "제목 신청사 설계공모")
    closing = ("가람도감사위원회위원장", "감사담당자", "김감사", "등록번호 2026-면책-0001", "주소 가람도", "공개구분")
    assert in_order(body, *head, "1. 사건 개요", "신청할 수 있다. 끝.", *closing)


def test_items_are_numbered_as_offices_do():
    body = body_of(ruling_pdf(a_ruling_paper(charges=(a_charge_on_paper(), a_charge_on_paper(subject="한울시")))))

    assert in_order(
        body,
        "6. 요건별",
        "가. 심의 결과를 반영하지 아니함(한울시 회계과 담당자)",
        "1) 공익성: 충족",
        "2) 투명성",
        "3) 타당성",
    )
    assert in_order(body, "3) 타당성", "나. 심의 결과를 반영하지 아니함(한울시)", "1) 공익성", "7. 제외사유")


def test_an_only_item_carries_no_mark():
    body = body_of(ruling_pdf(a_ruling_paper()))

    assert in_order(body, "2. 지적내용", "심의 결과를 반영하지 아니함")
    assert squeezed("지적내용 가.") not in body


def test_the_end_mark_follows_the_last_character_after_one_letter_space():
    pages = " ".join(pages_of(ruling_pdf(a_ruling_paper())))

    assert "신청할 수 있다. 끝." in pages
    assert pages.count("끝.") == 1


def test_days_and_times_are_written_as_offices_do():
    body = text_of(ruling_pdf(a_ruling_paper()))

    assert "시행일 2026. 11. 22." in body
    assert "2026. 10. 5." in body


def test_the_disclosure_class_and_the_approvals_are_printed():
    body = body_of(ruling_pdf(a_ruling_paper()))

    assert squeezed("공개구분 부분공개(제5호, 제6호)") in body
    approved = ("감사담당자", "감사관", "위원장", "김감사", "2026. 11. 20.", "이감사", "2026. 11. 21.")
    assert all(in_order(body, "가람도감사위원회위원장", word, "등록번호") for word in approved)
    assert "박위원" not in body


def test_the_embedded_data_is_the_paper_and_its_digest_is_printed():
    paper = a_ruling_paper()

    pdf = ruling_pdf(paper)

    assert embedded(pdf, "ruling.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)


def test_the_qr_code_says_number_and_digest_or_an_address():
    plain = a_ruling_paper()
    public = a_ruling_paper(head=a_letterhead(public_url="https://audit.example.kr/"))

    [as_text] = figures_of(ruling_pdf(plain))
    [as_address] = figures_of(ruling_pdf(public))

    assert as_text.endswith(f"2026-면책-0001 {digest(canonical_json(plain))}")
    short = digest(canonical_json(public))[:32]
    assert as_address.endswith(f"https://audit.example.kr/verify/2026-%EB%A9%B4%EC%B1%85-0001?h={short}")


def test_headings_are_tagged_by_level():
    tags = tags_of(ruling_pdf(a_ruling_paper()))

    assert tags.count("H1") == 1
    assert tags.count("H2") == 11
    assert tags.count("Table") == 1 + 3 + 1 + 1 + 1  # summary, criteria, ground, changes, approvals


def test_a_correction_says_which_paper_it_replaces_and_why():
    body = body_of(
        ruling_pdf(a_ruling_paper(kind="정정", corrects="2026-면책-0001-1", cause="처분 이름의 오기를 바로잡는다."))
    )

    assert squeezed("결정서(정정)") in body
    assert squeezed("2026-면책-0001-1 결정서를 정정하여") in body
    assert squeezed("정정 사유: 처분 이름의 오기를 바로잡는다.") in body


def test_a_withdrawal_names_the_ruling_and_the_cause_and_repeats_no_finding():
    paper = a_ruling_paper(kind="취소", corrects="2026-면책-0001-1", cause="사실을 잘못 알고 결정하였다.", reasons="")

    body = body_of(ruling_pdf(paper))

    assert squeezed("적극행정 면책심사 결정 취소서") in body
    assert in_order(body, "2026-면책-0001-1 결정을 취소한다.", "사실을 잘못 알고 결정하였다.", "신청할 수 있다. 끝.")
    assert squeezed("요건별 판단") not in body


def test_a_dismissal_gives_its_ground():
    paper = a_ruling_paper(outcome="각하", dismissal_ground="신청할 자격이 없는 자의 신청이다.", charges=())

    body = body_of(ruling_pdf(paper))

    assert squeezed("각하로 결정한다.") in body
    assert squeezed("각하 사유: 신청할 자격이 없는 자의 신청이다.") in body


def test_a_re_examination_names_the_first_ruling_and_what_becomes_of_it():
    body = body_of(ruling_pdf(a_re_examination_ruling()))

    assert in_order(body, "적극행정 면책 재심의 결정서", "재심의 대상 2026-결정-0004(2026. 8. 3.)", "재심의 결과 인용")
    assert squeezed("2026-결정-0004(2026. 8. 3.) 결정을 바꾸어 면책 인정으로 결정한다.") in body
    assert in_order(body, "3. 재심의 신청취지", "나. 재심의 사유", "11. 통지 안내")
    assert squeezed("통지와 재심의 안내") not in body


@pytest.mark.parametrize(
    ("result", "outcome", "sentence"),
    [("기각", "불인정", "결정을 그대로 두어 불인정으로"), ("각하", "각하", "결정을 다시 심사하지 아니하고 각하로")],
)
def test_a_re_examination_that_changes_nothing_says_so(result, outcome, sentence):
    body = body_of(ruling_pdf(a_re_examination_ruling(re_examination=result, outcome=outcome)))

    assert in_order(body, f"재심의 결과는 {result}이다. 2026-결정-0004(2026. 8. 3.)", f"{sentence} 결정한다.")


def test_a_preview_is_marked_on_every_page_and_has_neither_number_nor_day_nor_digest():
    paper = a_draft(a_ruling_paper(circumstances=SENTENCE * 200))

    pdf = ruling_pdf(paper)

    pages = pages_of(pdf)
    assert len(pages) > 4
    assert all("미리보기 - 효력 없음" in page for page in pages)
    body = squeezed("".join(pages))
    assert "2026-면책-0001" not in body
    assert "시행일2026" not in body
    assert digest(canonical_json(paper)) not in body
    assert figures_of(pdf) == []


def test_an_issued_paper_carries_no_mark_of_a_preview_or_a_demo():
    text = text_of(ruling_pdf(a_ruling_paper()))

    assert "미리보기" not in text
    assert "시연" not in text


def test_a_demo_is_marked_on_every_page_and_names_its_source():
    paper = a_ruling_paper(head=a_letterhead(is_demo=True), source="감사원 사례집 44쪽", circumstances=SENTENCE * 200)

    pages = pages_of(ruling_pdf(paper))

    assert len(pages) > 4
    assert all("시연용 문서 - 실제 기관이 낸 문서가 아님" in page for page in pages)
    assert "사실관계의 출처: 감사원 사례집 44쪽" in pages[0]


def test_markup_stands_on_the_paper_as_it_was_typed():
    typed = '<b>굵게 <img src="/etc/passwd"/> &amp; <font color=red>빨강 {{7*7}} </para>'

    body = body_of(ruling_pdf(a_ruling_paper(reasons=typed, title=typed, request=typed)))

    assert body.count(squeezed(typed)) == 3


def test_decomposed_hangul_is_drawn_composed_and_the_data_stays_as_given():
    paper = a_ruling_paper(reasons=unicodedata.normalize("NFD", "절차의 흠이 없\u200b다."))

    pdf = ruling_pdf(paper)

    assert squeezed("절차의 흠이 없다.") in body_of(pdf)
    assert embedded(pdf, "ruling.json") == canonical_json(paper)


def test_a_character_without_a_glyph_is_refused_with_its_field():
    with pytest.raises(CharacterNotPrintable, match=r"U\+1F600") as refused:
        ruling_pdf(a_ruling_paper(argument="잘했다 😀"))

    assert refused.value.field == "argument"


def test_the_same_paper_gives_the_same_bytes():
    assert ruling_pdf(a_ruling_paper()) == ruling_pdf(a_ruling_paper())
    assert ruling_pdf(a_ruling_paper()) != ruling_pdf(a_ruling_paper(reasons="다른 이유"))


def test_two_processes_give_the_same_bytes():
    imports = "from casebase.documents.ruling import ruling_pdf; from tests.paper_builders import a_ruling_paper"

    digests = digests_of_two_processes(imports, "ruling_pdf(a_ruling_paper())")

    assert digests == {digest(ruling_pdf(a_ruling_paper()))}


def test_empty_values_are_said_to_be_empty():
    paper = a_ruling_paper(
        **dict.fromkeys(("title", "applicant", "audit_name", "request", "circumstances", "argument", "reasons"), ""),
        **dict.fromkeys(("observations", "charges", "evidence", "notice"), ()),
        timeliness="",
        hearing="",
        head=a_letterhead(approvals=(), address="", telephone="", issued_on=None),
    )

    body = body_of(ruling_pdf(paper))

    assert squeezed("3. 신청취지 해당 사항 없음") in body
    assert squeezed("11. 통지와 재심의 안내 해당 사항 없음 끝.") in body
    assert squeezed("시행일 없음") in body


def test_a_finding_without_words_is_still_printed_by_its_name():
    bare = a_finding_on_paper(definition="", reason="", evidence=(), source="")

    body = body_of(ruling_pdf(a_ruling_paper(charges=(a_charge_on_paper(criteria=(bare,), exclusions=()),))))

    assert "공익성:충족" in body


def test_a_longer_row_of_approvers_stays_inside_the_page():
    approvals = tuple((f"직위 {n}", "이름이름", "2026. 11. 22.") for n in range(12))

    body = body_of(ruling_pdf(a_ruling_paper(head=a_letterhead(approvals=approvals))))

    assert body.count("이름이름") == 12
