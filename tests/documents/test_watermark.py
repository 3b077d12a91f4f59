"""The mark of a preview lies behind the text of every page."""

from io import BytesIO

import pikepdf

from casebase.documents.ruling import ruling_pdf
from casebase.documents.styles import WATERMARK
from tests.paper_builders import SENTENCE, a_draft, a_ruling_paper
from tests.paper_reading import squeezed, text_of

MARK = f"{WATERMARK[0]} {WATERMARK[1]} {WATERMARK[2]} rg".encode()


def contents(pdf: bytes) -> list[bytes]:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [page.Contents.read_bytes() for page in opened.pages]


def test_every_page_of_a_preview_has_it_before_any_text():
    pages = contents(ruling_pdf(a_draft(a_ruling_paper(circumstances=SENTENCE * 100))))

    assert len(pages) > 3
    assert all(0 < page.find(MARK) < page.find(b"BT") for page in pages)


def test_no_page_of_an_issued_paper_has_it():
    assert not any(MARK in page for page in contents(ruling_pdf(a_ruling_paper())))


def test_it_disturbs_no_sentence():
    paper = a_draft(a_ruling_paper())

    text = squeezed(text_of(ruling_pdf(paper)))

    assert squeezed(paper.reasons) in text
    assert text.count("미리보기") == len(contents(ruling_pdf(paper)))
