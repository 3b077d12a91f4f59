"""The record of a visit as paper: handed over on the spot, with photos and the signature of the person met."""

from dataclasses import replace
from datetime import date

import pytest

from casebase.documents.visit_record import visit_record_pdf
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.errors import CharacterNotPrintable
from tests.paper_builders import a_letterhead, a_matter_on_paper, a_photo, a_visit_record
from tests.paper_reading import body_of, embedded, figures_of, pages_of, squeezed, text_of


def test_every_fact_of_the_visit_can_be_read_back():
    record = a_visit_record()

    body = body_of(visit_record_pdf(record, {}))

    facts = [
        *("한빛정밀㈜", "123-45-67891", "C 제조업", "한울시", "2026. 11. 22.", "14:05~15:30", "공장 회의실"),
        *("김감사(책임), 이감사", "공장장 최사원", "면담자가 동의함"),
        *("가. 인허가: 현장 즉답", record.matters[0].difficulty, record.matters[0].answer, "「건축법」 제11조"),
        *("나. 교통: 후속 회신", "회신 약속일", "2026. 12. 7.", "회신 담당자"),
    ]
    assert [fact for fact in facts if squeezed(fact) not in body] == []


def test_the_signature_stands_under_the_confirmation_and_the_end_mark_below_the_table():
    pdf = visit_record_pdf(a_visit_record(), {})

    assert figures_of(pdf)[0] == "서명: 공장장 최사원"
    assert "\n끝.\n" in text_of(pdf)


def test_without_a_signature_the_paper_says_so_and_ends_there():
    body = body_of(visit_record_pdf(a_visit_record(signature=""), {}))

    assert squeezed("면담자의 서명은 받지 않았다. 끝.") in body
    assert "서명하였다" not in body


def test_photos_are_counted_as_enclosures_and_follow_on_a_page_of_their_own():
    photos = [a_photo(colour=(n, n, n)) for n in (10, 20, 30)]
    record = a_visit_record(photos=tuple((f"현장{n}.jpg", name) for n, (name, _) in enumerate(photos, 1)))

    pdf = visit_record_pdf(record, dict(photos))

    pages = pages_of(pdf)
    assert "붙임 현장 사진 3장. 끝." in "".join(pages[:-1])
    assert "붙임 현장 사진" in pages[-1]
    assert "등록번호" not in pages[-1]
    assert [alt for alt in figures_of(pdf) if "사진" in alt] == [f"현장 사진 {n}: 현장{n}.jpg" for n in (1, 2, 3)]


def test_many_photos_run_over_as_many_pages_as_they_need():
    photos = [a_photo(60, 120, (n, 0, 0)) for n in range(21)]
    record = a_visit_record(photos=tuple((f"{n}.jpg", name) for n, (name, _) in enumerate(photos, 1)))

    pdf = visit_record_pdf(record, dict(photos))

    assert "현장 사진 21: 21.jpg" in pages_of(pdf)[-1]


def test_the_embedded_data_is_the_record_and_its_digest_is_printed():
    record = a_visit_record()

    pdf = visit_record_pdf(record, {})

    assert embedded(pdf, "visit.json") == canonical_json(record)
    assert digest(canonical_json(record)) in text_of(pdf)
    assert pdf == visit_record_pdf(record, {})


def test_a_correction_names_the_paper_it_replaces():
    record = a_visit_record(corrects="2026-방문-0001", correction_reason="면담자의 이름을 바로잡음")

    body = body_of(visit_record_pdf(record, {}))

    assert squeezed("2026-방문-0001 결과서를 정정하여") in body
    assert squeezed("정정 사유: 면담자의 이름을 바로잡음") in body


def test_a_visit_without_difficulties_says_so():
    assert squeezed("제기된 애로사항이 없다.") in body_of(visit_record_pdf(a_visit_record(matters=()), {}))


def test_a_preview_has_neither_number_nor_qr_code():
    record = a_visit_record(head=a_letterhead(number="2026-방문-0001", is_draft=True), signature="")

    pdf = visit_record_pdf(record, {})

    assert all("미리보기 - 효력 없음" in page for page in pages_of(pdf))
    assert "2026-방문-0001" not in text_of(pdf)
    assert figures_of(pdf) == []


def test_a_demo_is_marked_on_every_page():
    name, photo = a_photo()
    record = a_visit_record(photos=(("가.jpg", name),))

    pages = pages_of(visit_record_pdf(replace(record, head=replace(record.head, is_demo=True)), {name: photo}))

    assert len(pages) > 1
    assert all("시연용 문서" in page for page in pages)


def test_long_and_hostile_values_are_printed_whole():
    typed = '<img src="file:///etc/passwd"> & <b>'
    matter = a_matter_on_paper(difficulty=typed * 500, answer=typed, promised_on=date(2026, 12, 7))

    body = body_of(visit_record_pdf(a_visit_record(matters=(matter,), place=typed, met=typed * 40), {}))

    assert body.count(squeezed(typed)) >= 500 + 2 + 40


def test_a_character_without_a_glyph_is_refused_with_its_field():
    record = a_visit_record(matters=(a_matter_on_paper(), a_matter_on_paper(answer="👍")))

    with pytest.raises(CharacterNotPrintable) as refused:
        visit_record_pdf(record, {})

    assert refused.value.field == "answer_2"
