"""The official form holds whatever is put into it, however long."""

import pytest

from casebase.documents.official_form import correction_notes
from casebase.documents.ruling import ruling_pdf
from tests.paper_builders import SENTENCE, a_charge_on_paper, a_finding_on_paper, a_ruling_paper
from tests.paper_reading import body_of, in_order, squeezed


def test_a_text_of_200_000_characters_runs_over_as_many_pages_as_it_needs():
    count = 200_000 // len(SENTENCE)

    body = body_of(ruling_pdf(a_ruling_paper(circumstances=SENTENCE * count)))

    assert body.count(squeezed(SENTENCE)) == count


@pytest.mark.parametrize("field", ["title", "applicant", "audit_name", "criteria_set", "prior_opinion", "outcome"])
def test_any_field_may_be_longer_than_a_page(field):
    body = body_of(ruling_pdf(a_ruling_paper(**{field: SENTENCE * 100})))

    assert body.count(squeezed(SENTENCE)) >= 100


def test_a_table_cell_longer_than_many_pages_is_printed_whole():
    long = SENTENCE * 300
    finding = a_finding_on_paper(reason=long, definition=long)

    body = body_of(ruling_pdf(a_ruling_paper(charges=(a_charge_on_paper(criteria=(finding,)),))))

    assert body.count(squeezed(SENTENCE)) == 600


@pytest.mark.parametrize("word", ["가" * 20_000, "x" * 20_000, "1" * 20_000, "(" * 5_000, "가\n" * 500])
def test_one_very_long_word_is_printed_whole(word):
    body = body_of(ruling_pdf(a_ruling_paper(reasons=word)))

    assert body.count(word[0]) >= len(squeezed(word))


def test_thirty_charges_are_printed_each_with_its_findings():
    charges = tuple(a_charge_on_paper(subject=f"담당자 {n}번") for n in range(30))

    body = body_of(ruling_pdf(a_ruling_paper(charges=charges)))

    assert body.count("공익성:충족") == 30
    assert in_order(body, "하. 심의 결과를", "거. 심의 결과를", "너. 심의 결과를")


def test_a_correction_names_the_paper_that_it_takes_the_place_of_and_says_why():
    assert correction_notes("결정", "2026-결정-0001", "오기") == [
        "이 결정은 2026-결정-0001 결정을 정정하여 대신합니다.",
        "정정 사유: 오기",
    ]
