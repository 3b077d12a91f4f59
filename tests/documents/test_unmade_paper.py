"""The paper that stands for those of a generated office: it says so, and is the same each time."""

from datetime import date

from casebase.documents.unmade_paper import UnmadePaper, unmade_paper_pdf
from casebase.domain.canonical import canonical_json
from tests.paper_builders import a_letterhead
from tests.paper_reading import embedded, text_of


def test_it_says_that_the_paper_itself_was_not_made():
    paper = UnmadePaper(head=a_letterhead(is_demo=True), since=date(2016, 11, 23))

    pdf = unmade_paper_pdf(paper)

    text = text_of(pdf)
    assert "문서 자체는 만들지 않았고" in text
    assert "이 문서는 시연용입니다" in text
    assert embedded(pdf, "unmade-paper.json") == canonical_json(paper)
    assert pdf == unmade_paper_pdf(paper)
