"""Pages: what each repeats, where it stands, and that nothing leaves the margins."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest

from casebase.documents import styles
from casebase.documents.later_answer import later_answer_pdf
from casebase.documents.opinion import opinion_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.documents.visit_record import visit_record_pdf
from tests.paper_builders import (
    SENTENCE,
    a_charge_on_paper,
    a_date_proof_row,
    a_draft,
    a_finding_on_paper,
    a_later_answer,
    a_letterhead,
    a_photo,
    a_ruling_paper,
    a_supplied_thing,
    a_visit_record,
    an_opinion_paper,
)
from tests.paper_reading import pages_of, words_of

HAIR = 0.5  # points


@cache
def papers() -> dict[str, bytes]:
    name, photo = a_photo()
    word = "가나다라마바사" * 300
    finding = a_finding_on_paper(reason=word, definition="x" * 900, question=word, evidence=("y" * 500,))
    return {
        "ruling": ruling_pdf(a_ruling_paper(circumstances=SENTENCE * 120)),
        "long words": ruling_pdf(
            a_ruling_paper(title=word, charges=(a_charge_on_paper(subject=word, criteria=(finding,)),))
        ),
        "draft and demo": ruling_pdf(a_draft(a_ruling_paper(head=a_letterhead(is_demo=True)))),
        "visit": visit_record_pdf(a_visit_record(photos=((word, name),)), {name: photo}),
        "answer": later_answer_pdf(a_later_answer(answer=word)),
        "opinion": opinion_pdf(
            an_opinion_paper(
                blocks=(("검토", word),),
                proof=(a_date_proof_row(period="2026. 12. 22.~2027. 12. 23.", reason=word),) * 25,
                supplied=(a_supplied_thing(name=word), a_supplied_thing(sha256="b" * 64, size="9" * 40)) * 20,
            )
        ),
    }


@pytest.fixture(scope="module", params=papers())
def paper(request: pytest.FixtureRequest) -> bytes:
    return papers()[request.param]


def test_no_text_leaves_the_margins(paper):
    words = words_of(paper)

    assert words
    beyond = [w for w in words if w.left < styles.LEFT - HAIR or w.right > styles.PAGE_WIDTH - styles.RIGHT + HAIR]
    assert beyond == []
    assert [w for w in words if w.top < 8 * styles.MM - HAIR or w.bottom > styles.PAGE_HEIGHT - 8 * styles.MM] == []


def test_the_body_leaves_the_upper_and_lower_margin_to_what_pages_repeat(paper):
    repeated = re.compile(
        r"\d+|/|-|미리보기|효력|없음|시연용|문서|실제|기관이|낸|문서가|아님|적극행정|면책심사|결정서\S*|현장|방문|상담|결과서|사전컨설팅|의견서|기간|일수|사유|근거|번호|이름|받은|때|제출자|크기|SHA-256|값|후속|회신서|2026-\S+"
    )

    outside = [
        w for w in words_of(paper) if w.top < styles.TOP - 2 or w.bottom > styles.PAGE_HEIGHT - styles.BOTTOM + 2
    ]

    assert [w.text for w in outside if not repeated.fullmatch(w.text)] == []


def test_every_page_bears_its_number_at_the_bottom_centre(paper):
    pages = pages_of(paper)
    foot = [w for w in words_of(paper) if w.top > styles.PAGE_HEIGHT - styles.BOTTOM]

    for number in range(1, len(pages) + 1):
        words = [w for w in foot if w.page == number]
        assert "".join(w.text for w in words) == f"{number}/{len(pages)}"
        middle = (min(w.left for w in words) + max(w.right for w in words)) / 2
        assert abs(middle - styles.PAGE_WIDTH / 2) < 12


def test_pages_are_upright_a4(paper):
    with pikepdf.open(BytesIO(paper)) as opened:
        assert [[round(float(n)) for n in page.mediabox] for page in opened.pages] == [[0, 0, 595, 842]] * len(
            opened.pages
        )


def test_from_the_second_page_on_the_header_names_paper_and_number():
    pages = pages_of(ruling_pdf(a_ruling_paper()))

    assert len(pages) > 1
    assert all(page.startswith("적극행정 면책심사 결정서\n\n2026-면책-0001") for page in pages[1:])
    assert pages[0].startswith("가람도 감사위원회")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page():
    heading = re.compile(r"\d+\. (지적|신청|사실|증거|요건|제외|사전|결론|이유|통지)|[가-하]\. (사실관계|소명|결정)$")

    for count in range(40, 70, 3):
        for page in pages_of(ruling_pdf(a_ruling_paper(circumstances=SENTENCE * count))):
            body, _number = page.rstrip().rsplit("\n\n", 1)
            assert not heading.match(body.splitlines()[-1]), body
