"""A paper's text is cleaned before it is drawn, and refused where the typefaces lack a character."""

import unicodedata

import pytest

from casebase.documents.printable import printable
from casebase.domain.errors import CharacterNotPrintable
from tests.paper_builders import a_finding_on_paper, a_matter_on_paper, a_ruling_paper, a_visit_record


def test_text_becomes_nfc_without_zero_width_marks():
    paper = printable(a_ruling_paper(reasons=unicodedata.normalize("NFD", "심사\u200b 결과") + "\r\n끝\tㄱ\ufeff"))

    assert paper.reasons == "심사 결과\n끝 ㄱ"


def test_what_is_not_text_stays_as_it_is():
    given = a_visit_record()

    assert printable(given) == given


@pytest.mark.parametrize(
    ("text", "named"),
    [("좋음 😀", "😀(U+1F600)"), ("확인 ✓", "✓(U+2713)"), ("줄\x00끝", "U+0000"), ("옛 \u119e", "ᆞ(U+119E)")],
)
def test_a_character_without_a_glyph_is_refused_by_name_and_field(text, named):
    with pytest.raises(CharacterNotPrintable) as refused:
        printable(a_ruling_paper(reasons=text))

    assert named in str(refused.value)
    assert refused.value.field == "reasons"


def test_inside_a_repeated_part_the_field_is_named_with_its_position():
    record = a_visit_record(matters=(a_matter_on_paper(), a_matter_on_paper(difficulty="🚧")))

    with pytest.raises(CharacterNotPrintable) as refused:
        printable(record)

    assert refused.value.field == "difficulty_2"


def test_a_text_in_a_list_is_named_by_the_list():
    with pytest.raises(CharacterNotPrintable) as refused:
        printable(a_finding_on_paper(evidence=("사진.jpg", "🖼.png")))

    assert refused.value.field == "evidence_2"
