"""The committee's vote on a ruling: its numbers, and never who voted how."""

from dataclasses import asdict, fields

from casebase.documents.ruling import ruling_pdf
from casebase.domain.papers import ResolutionOnPaper
from tests.committee_paper_builders import QUORUM, RECUSED, a_resolution_on_paper, a_resolved_ruling
from tests.paper_builders import a_ruling_paper
from tests.paper_reading import body_of, in_order, pages_of, squeezed, tags_of, text_of, texts_in


def test_the_ruling_says_by_what_vote_it_was_decided():
    body = body_of(ruling_pdf(a_resolved_ruling()))

    assert in_order(
        body,
        "10. 이유",
        "11. 위원회 의결",
        "가. 의결정족수",
        "회의 2026-회의-0002(2026. 11. 20.)",
        "재적위원 5명 출석위원 4명",
        QUORUM,
        "나. 찬반 수",
        "심의 결과를 반영하지 아니함 - 공익성: 충족 찬성 4, 반대 0, 기권 0",
        "심의 결과를 반영하지 아니함 - 투명성: 충족 찬성 3, 반대 0, 기권 1",
        "의결안(면책 인정) 찬성 3, 반대 1, 기권 0",
        "다. 제척·기피·회피",
        RECUSED,
        "12. 통지와 재심의 안내",
    )


def test_every_sentence_of_the_resolution_can_be_read_back():
    paper = a_resolved_ruling()

    body = body_of(ruling_pdf(paper))

    assert [text for text in texts_in(asdict(paper)["resolution"]) if squeezed(text) not in body] == []


def test_no_paper_can_hold_who_voted_how():
    names = {field.name for field in fields(ResolutionOnPaper)}

    assert names == {
        *("meeting", "seats", "present", "yes", "no", "abstained"),
        *("quorum", "recused", "tallies"),
    }


def test_a_resolution_from_which_nobody_was_recused_says_so():
    body = body_of(ruling_pdf(a_resolved_ruling(resolution=a_resolution_on_paper(recused=()))))

    assert squeezed("다. 제척·기피·회피 해당하는 위원이 없다.") in body


def test_several_recused_members_are_items():
    both = (RECUSED, "서위원: 제척(이 사건의 조사에 참여)")

    body = body_of(ruling_pdf(a_resolved_ruling(resolution=a_resolution_on_paper(recused=both))))

    assert in_order(body, "다. 제척·기피·회피", f"1) {both[0]}", f"2) {both[1]}")


def test_a_withdrawal_and_a_dismissal_are_voted_on_by_their_own_names():
    withdrawal = a_resolved_ruling(kind="취소", corrects="2026-결정-0009", cause="착오")
    dismissal = a_resolved_ruling(outcome="각하", dismissal_ground="자격이 없다.", charges=())

    assert squeezed("의결안(취소) 찬성 3") in body_of(ruling_pdf(withdrawal))
    assert squeezed("의결안(각하) 찬성 3") in body_of(ruling_pdf(dismissal))


def test_a_ruling_approved_without_the_committee_has_no_such_section():
    assert squeezed("위원회 의결") not in body_of(ruling_pdf(a_ruling_paper()))


def test_a_long_vote_goes_on_under_its_heading_and_ends_the_paper_once():
    tallies = tuple((f"지적사항 {n} - 공익성: 충족", f"찬성 {n}, 반대 0, 기권 0") for n in range(90))

    pdf = ruling_pdf(a_resolved_ruling(resolution=a_resolution_on_paper(tallies=tallies)))

    voted = [page for page in pages_of(pdf) if "반대 0, 기권 0" in page]
    assert len(voted) > 2
    assert all(squeezed("표결에 부친 사항") in squeezed(page) for page in voted)
    assert in_order(body_of(pdf), *(f"{question} {count}" for question, count in tallies))
    assert text_of(pdf).count("끝.") == 1


def test_the_vote_is_a_table_with_headings():
    without, with_vote = tags_of(ruling_pdf(a_ruling_paper())), tags_of(ruling_pdf(a_resolved_ruling()))

    assert with_vote.count("Table") == without.count("Table") + 2
    assert with_vote.count("TH") == without.count("TH") + 4 + 2
