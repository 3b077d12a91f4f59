"""The papers of an agenda item: the whole ruling as proposed, the advice on it, and who may not vote."""

from dataclasses import asdict, replace
from itertools import pairwise

from casebase.documents.item_papers import item_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.committee_paper_builders import (
    a_re_examination_ruling,
    an_advice_on_item,
    an_issue_on_paper,
    an_item_paper,
)
from tests.paper_builders import SENTENCE, a_draft, a_letterhead, a_ruling_paper
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

ANNEX = "붙임 적극행정 면책심사 결정서안"


def test_every_sentence_but_those_of_the_rulings_letterhead_can_be_read_back():
    paper = an_item_paper()
    read = asdict(paper)
    del read["ruling"]["head"], read["ruling"]["kind"]

    body = body_of(item_pdf(paper))

    assert [text for text in texts_in(read) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(item_pdf(an_item_paper()))

    assert in_order(
        body,
        "감사위원회 안건자료",
        "수신 위원",
        "제목 제1호 안건(신청사 설계공모",
        "회의번호 2026-회의-0002 안건 순서 제1호",
        "회의 일시 2026. 11. 20. 14:00 회의 장소 감사위원회 회의실",
        "위원 박위원(위원장), 최위원",
        "1. 제안하는 결정 면책 인정으로 결정한다.",
        "2. 법률자문 의견",
        "3. 심의와 의결에서 제외되는 위원",
        f"{ANNEX} 1부. 끝.",
        "등록번호 2026-안건-0001",
        ANNEX,
        "1. 사건 개요",
    )


def test_the_annex_is_the_ruling_as_its_own_paper_prints_it():
    ruling = a_draft(a_ruling_paper(prior_opinion="2026-사전-0003 의견서를 근거로 하였다."))

    annexed = body_of(item_pdf(an_item_paper(ruling=ruling))).split(squeezed(ANNEX))[-1]

    printed = body_of(ruling_pdf(ruling))
    own = printed[printed.index(squeezed("1. 사건 개요")) : printed.index("끝.")]
    assert annexed == own


def test_the_annex_begins_a_page_of_its_own():
    pages = pages_of(item_pdf(an_item_paper()))

    [first] = [n for n, page in enumerate(pages) if "1. 사건 개요" in page]
    assert ANNEX in pages[first]
    assert f"{ANNEX} 1부." in pages[first - 1]
    assert "등록번호" in pages[first - 1]


def test_the_letterhead_of_the_proposal_is_not_drawn():
    text = text_of(item_pdf(an_item_paper(ruling=a_ruling_paper(head=a_letterhead(office="다른 기관")))))

    assert "다른 기관" not in text
    assert "2026-면책-0001" not in text
    assert "미리보기" not in text


def test_each_members_advice_stands_whole_and_apart():
    body = body_of(item_pdf(an_item_paper()))

    assert in_order(
        body,
        "아래 의견은 자문이며, 판단은 위원회가 한다.",
        "가. 정자문(2026-자문의견-0001)",
        "1) 점수가 아니라",
        "결론: 조건부로 그렇다",
        "2) 절차의 흠이",
        "종합 의견 고의나 중대한",
        "나. 서자문(2026-자문의견-0002)",
        "결론: 아니다",
        "종합 의견 절차를 어긴 과실이",
    )


def test_a_case_without_advice_and_without_excluded_members_says_so():
    body = body_of(item_pdf(an_item_paper(advice=(), excluded=())))

    assert squeezed("2. 법률자문 의견 이 사건에서 받은 법률자문 의견이 없다.") in body
    assert squeezed("기록에서 확인되는 제척 사유가 있는 위원이 없다.") in body
    assert squeezed("위원은 심의에 앞서 밝혀야 한다.") in body


def test_a_proposal_to_dismiss_gives_its_ground_on_the_first_page():
    ruling = a_draft(a_ruling_paper(outcome="각하", dismissal_ground="신청할 자격이 없다.", charges=()))

    body = body_of(item_pdf(an_item_paper(ruling=ruling)))

    assert squeezed("1. 제안하는 결정 각하로 결정한다. 각하 사유: 신청할 자격이 없다.") in body


def test_a_proposal_to_correct_or_withdraw_names_the_paper_it_touches():
    changed = {"corrects": "2026-결정-0009", "cause": "오기"}
    correction = item_pdf(an_item_paper(ruling=a_draft(a_ruling_paper(kind="정정", **changed))))
    withdrawal = item_pdf(an_item_paper(ruling=a_draft(a_ruling_paper(kind="취소", **changed))))

    assert in_order(body_of(correction), f"{ANNEX[:-1]}(정정)안", "2026-결정-0009 결정서를 정정하여", "1. 사건 개요")
    assert in_order(body_of(withdrawal), "1. 제안하는 결정 2026-결정-0009 결정을 취소한다.", "결정 취소서안 1부.")


def test_a_re_examination_is_annexed_under_its_own_name():
    body = body_of(item_pdf(an_item_paper(ruling=a_draft(a_re_examination_ruling()))))

    assert squeezed("붙임 적극행정 면책 재심의 결정서안") in body
    assert squeezed("1. 제안하는 결정 재심의 결과는 인용이다.") in body


def test_the_end_mark_stands_once():
    assert text_of(item_pdf(an_item_paper())).count("끝.") == 1


def test_headings_go_down_one_level_at_a_time():
    levels = [int(tag[1]) for tag in tags_of(item_pdf(an_item_paper())) if tag[0] == "H" and tag[1:].isdigit()]

    assert levels[0] == 1
    assert max(levels) == 5
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_long_papers_are_printed_whole():
    issues = tuple(an_issue_on_paper(answer=SENTENCE * 40) for _ in range(6))
    ruling = a_draft(a_ruling_paper(circumstances=SENTENCE * 200))

    pdf = item_pdf(an_item_paper(advice=(an_advice_on_item(issues=issues),) * 3, ruling=ruling))

    assert body_of(pdf).count(squeezed(SENTENCE)) == 3 * 6 * 40 + 200
    pages = pages_of(pdf)
    assert all(f"{n} /" in page for n, page in enumerate(pages, 1))


def test_the_embedded_data_is_the_paper_and_its_digest_is_printed():
    paper = an_item_paper()

    pdf = item_pdf(paper)

    assert embedded(pdf, "item.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)
    assert figures_of(pdf)[0].endswith(f"2026-안건-0001 {digest(canonical_json(paper))}")


def test_two_processes_give_the_same_bytes():
    imports = (
        "from casebase.documents.item_papers import item_pdf; from tests.committee_paper_builders import an_item_paper"
    )

    digests = digests_of_two_processes(imports, "item_pdf(an_item_paper())")

    assert digests == {digest(item_pdf(an_item_paper()))}
    assert item_pdf(an_item_paper()) != item_pdf(an_item_paper(position=2))


def test_a_preview_and_a_demo_are_marked_on_every_page():
    paper = an_item_paper()
    demo = replace(paper, head=replace(paper.head, is_demo=True), ruling=a_draft(a_ruling_paper(source="사례집 44쪽")))

    preview, shown = pages_of(item_pdf(a_draft(paper))), pages_of(item_pdf(demo))

    assert all("미리보기 - 효력 없음" in page for page in preview)
    assert "2026-안건-0001" not in "".join(preview)
    assert all("시연용 문서" in page for page in shown)
    assert "사실관계의 출처: 사례집 44쪽" in shown[0]
