"""The minutes as paper: who was there, each item with its count, and no ballot unless ballots are open."""

from dataclasses import asdict, replace

from casebase.documents.minutes import minutes_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.committee_paper_builders import QUORUM, RECUSED, a_minutes_paper, a_tally_on_paper, an_item_on_minutes
from tests.paper_builders import SENTENCE, a_draft
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
    paper = a_minutes_paper()

    body = body_of(minutes_pdf(paper))

    assert [text for text in texts_in(asdict(paper)) if squeezed(text) not in body] == []


def test_the_contents_stand_in_their_order():
    body = body_of(minutes_pdf(a_minutes_paper()))

    assert in_order(
        body,
        "감사위원회 회의록",
        "제목 2026-회의-0002 회의록(2026. 11. 20. 14:00)",
        "1. 회의 개요",
        "회의 방식 대면 회의",
        "개회 2026. 11. 20. 14:03 폐회 2026. 11. 20. 16:10",
        "소집 2026. 11. 13. 소집하였다(회의 7일 전).",
        "주재한 위원 박위원(위원장)",
        "2. 출석과 의사정족수",
        QUORUM,
        "박위원 위원장 출석",
        "한위원 위원 불출석",
        "3. 안건과 의결",
        "4. 회의 경과",
        "5. 안내",
        "간사",
        "위원장",
        "등록번호 2026-회의록-0002",
    )


def test_an_item_tells_its_quorum_its_recusals_its_counts_and_its_result():
    body = body_of(minutes_pdf(a_minutes_paper()))

    assert in_order(
        body,
        "가. 제1호 안건: 신청사 설계공모",
        "사건번호 2026-면책-0007 결정서 번호 2026-결정-0009",
        "재적위원 5명 출석위원 4명",
        QUORUM,
        f"1) 제척·기피·회피 {RECUSED}",
        "2) 의견 진술",
        "3) 발언 요지",
        "4) 표결 표결에 부친 사항 결과 찬성 반대 기권",
        "심의 결과를 반영하지 아니함 - 공익성 충족 4 0 0",
        "심의 결과를 반영하지 아니함 - 투명성 정하지 못함 2 2 0",
        "의결안 가결 3 1 0",
        "표결한 위원: 박위원, 최위원, 조위원, 윤위원",
        "5) 의결 결과 면책 인정으로 의결하였다.",
        "나. 제2호 안건: 하천 점용",
    )


def test_an_item_carried_over_without_a_vote_says_so():
    body = body_of(minutes_pdf(a_minutes_paper()))

    second = body[body.index(squeezed("나. 제2호 안건")) :]
    assert in_order(
        second,
        "결정서 번호 -",
        "1) 제척·기피·회피 해당하는 위원이 없다.",
        "2) 의견 진술 해당 사항 없음",
        "4) 표결 표결하지 않았다.",
        "5) 의결 결과 자료가 더 필요하여 다음 회의로 넘겼다.",
    )
    assert squeezed("표결한 위원") not in second


def test_secret_ballots_leave_no_column_for_how_each_voted():
    body = body_of(minutes_pdf(a_minutes_paper()))

    assert squeezed("위원별 표결") not in body


def test_open_ballots_are_printed_member_by_member():
    how = "박위원 찬성, 최위원 찬성, 조위원 반대, 윤위원 기권"
    open_item = an_item_on_minutes(tallies=(a_tally_on_paper(how=how), a_tally_on_paper(question="의결안")))

    pdf = minutes_pdf(a_minutes_paper(items=(open_item,)))

    body = body_of(pdf)
    assert squeezed("기권 위원별 표결") in body
    assert squeezed(how) in body
    assert tags_of(pdf).count("TH") == 10 + 3 + 5 + 6 + 3  # meeting, seats, item, vote, approvals


def test_a_meeting_without_items_says_so():
    assert squeezed("3. 안건과 의결 상정한 안건이 없다.") in body_of(minutes_pdf(a_minutes_paper(items=())))


def test_only_one_item_carries_no_mark():
    body = body_of(minutes_pdf(a_minutes_paper(items=(an_item_on_minutes(),))))

    assert squeezed("3. 안건과 의결 제1호 안건: 신청사") in body


def test_the_facts_of_an_item_stay_on_one_page():
    items = tuple(an_item_on_minutes(position=n, discussion=SENTENCE * n * 3) for n in range(1, 15))

    pages = [squeezed(page) for page in pages_of(minutes_pdf(a_minutes_paper(items=items)))]

    headed = [page.count("호안건:신청사") for page in pages]
    quorums = [page.count("의결정족수") for page in pages]
    assert sum(headed) == 14
    assert headed == quorums


def test_a_long_meeting_is_printed_whole():
    item = an_item_on_minutes(
        hearing=SENTENCE * 30, discussion="\n".join([SENTENCE] * 50), tallies=(a_tally_on_paper(),) * 60
    )

    pdf = minutes_pdf(a_minutes_paper(items=(item,) * 3, proceedings=SENTENCE * 100))

    assert body_of(pdf).count(squeezed(SENTENCE)) == 3 * 80 + 100
    pages = pages_of(pdf)
    assert all(f"{n} /" in page for n, page in enumerate(pages, 1))
    voted = [page for page in pages if "반영하지 아니함 - 공익성" in page]
    assert all("표결에 부친 사항" in page for page in voted)


def test_the_end_mark_stands_once():
    text = text_of(minutes_pdf(a_minutes_paper()))

    assert "이 회의록은 감사위원회가 보관한다. 끝." in text
    assert text.count("끝.") == 1


def test_the_embedded_data_is_the_paper_and_its_digest_is_printed():
    paper = a_minutes_paper()

    pdf = minutes_pdf(paper)

    assert embedded(pdf, "minutes.json") == canonical_json(paper)
    assert digest(canonical_json(paper)) in text_of(pdf)
    assert figures_of(pdf)[0].endswith(f"2026-회의록-0002 {digest(canonical_json(paper))}")


def test_two_processes_give_the_same_bytes():
    imports = (
        "from casebase.documents.minutes import minutes_pdf; from tests.committee_paper_builders import a_minutes_paper"
    )

    digests = digests_of_two_processes(imports, "minutes_pdf(a_minutes_paper())")

    assert digests == {digest(minutes_pdf(a_minutes_paper()))}
    assert minutes_pdf(a_minutes_paper()) != minutes_pdf(a_minutes_paper(proceedings="달리 적음"))


def test_a_preview_and_a_demo_are_marked_on_every_page():
    paper = a_minutes_paper()

    preview = pages_of(minutes_pdf(a_draft(paper)))
    demo = pages_of(minutes_pdf(replace(paper, head=replace(paper.head, is_demo=True))))

    assert all("미리보기 - 효력 없음" in page for page in preview)
    assert "2026-회의록-0002" not in "".join(preview)
    assert all("시연용 문서" in page for page in demo)
