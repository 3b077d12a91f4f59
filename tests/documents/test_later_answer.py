"""The later answer as paper: which promise it keeps, and the answer."""

from casebase.documents.later_answer import later_answer_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.paper_builders import a_later_answer, a_letterhead, a_matter_on_paper
from tests.paper_reading import body_of, embedded, squeezed, text_of


def test_it_names_the_visit_the_promise_and_the_answer():
    answer = a_later_answer()

    body = body_of(later_answer_pdf(answer))

    facts = ["2026-방문-0001", "한빛정밀㈜", "2026. 12. 7.", "이감사", answer.matter.difficulty, f"{answer.answer} 끝."]
    assert [fact for fact in facts if squeezed(fact) not in body] == []


def test_the_embedded_data_is_the_answer_and_its_digest_is_printed():
    answer = a_later_answer()

    pdf = later_answer_pdf(answer)

    assert embedded(pdf, "answer.json") == canonical_json(answer)
    assert digest(canonical_json(answer)) in text_of(pdf)
    assert pdf == later_answer_pdf(answer)


def test_with_a_public_address_it_says_where_to_check():
    text = text_of(later_answer_pdf(a_later_answer(head=a_letterhead(public_url="https://audit.example.kr"))))

    assert "https://audit.example.kr/verify" in text


def test_an_answer_of_several_paragraphs_ends_once():
    text = text_of(later_answer_pdf(a_later_answer(answer="첫째 문단이다.\n둘째 문단이다.\n")))

    assert "첫째 문단이다.\n둘째 문단이다. 끝." in text


def test_an_empty_matter_is_printed_as_empty():
    matter = a_matter_on_paper(law="", department="", promised_on=None, owner="", difficulty="")

    body = body_of(later_answer_pdf(a_later_answer(matter=matter, answer="")))

    assert squeezed("2. 애로사항 해당 사항 없음 3. 답변 해당 사항 없음 끝.") in body
