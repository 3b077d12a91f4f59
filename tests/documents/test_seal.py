"""The seal: its letters, and where it stands on a paper."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from casebase.documents.advice import advice_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.documents.seal import seal_operators, seal_rows
from casebase.documents.signing import signed
from tests.builders import NOW
from tests.committee_paper_builders import an_advice_paper
from tests.paper_builders import a_letterhead, a_ruling_paper
from tests.paper_reading import words_of
from tests.signing_keys import a_signer

SENDER = "시연도 감사위원회위원장"


@pytest.mark.parametrize(
    ("sender", "rows"),
    [
        ("시연도 감사위원회위원장", ["시연도감", "사위원회", "위원장인"]),
        ("가람도 감사위원회", ["가람도", "감사위", "원회인"]),
        ("가람시장", ["가람시", "장의인"]),
        ("장", ["장인"]),
        ("", ["인"]),
    ],
)
def test_the_letters_fill_the_square_row_by_row(sender: str, rows: list[str]) -> None:
    assert seal_rows(sender) == rows


def test_a_seal_needs_no_font_and_is_the_same_each_time() -> None:
    drawn = seal_operators(SENDER, 60.0)

    assert drawn == seal_operators(SENDER, 60.0)
    assert b"Tf" not in drawn and b"Tj" not in drawn
    assert drawn.count(b" f Q") == len("시연도감사위원회위원장인")


def test_the_middle_of_the_seal_stands_on_the_last_letter_of_the_sender() -> None:
    pdf = ruling_pdf(a_ruling_paper(head=a_letterhead(sender=SENDER)))
    sender = next(word for word in reversed(words_of(pdf)) if word.text == SENDER.split()[1])
    letter = (sender.right - sender.left) / len(sender.text)

    page, (left, low, right, high) = place_of_seal(pdf)

    assert page == sender.page
    assert (left + right) / 2 == pytest.approx(sender.right - letter / 2, abs=1)
    assert 841.89 - (low + high) / 2 == pytest.approx((sender.top + sender.bottom) / 2, abs=3)


def test_the_seal_is_seen_once_the_paper_is_signed_and_not_before(tmp_path: Path) -> None:
    pdf = ruling_pdf(a_ruling_paper(head=a_letterhead(sender=SENDER)))
    sealed = signed(pdf, a_signer(), at=NOW, reason="결정서 발행", seal=SENDER)

    assert share_of_red(sealed, tmp_path) > 0.1
    assert share_of_red(pdf, tmp_path) == 0


def test_a_member_s_own_opinion_is_signed_without_the_office_s_seal() -> None:
    pdf = advice_pdf(an_advice_paper())

    page, box = place_of_seal(pdf)

    assert page
    assert box == (0, 0, 0, 0)
    assert signed(pdf, a_signer(), at=NOW, reason="의견서 발행", seal=SENDER).startswith(pdf)


def place_of_seal(pdf: bytes) -> tuple[int, tuple[float, ...]]:
    """Return the page and the box, in points from its lower left corner, of the first signature's field."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for number, page in enumerate(opened.pages, 1):
            for field in page.obj.get("/Annots", []):
                if str(field.T) == "Casebase1":
                    return number, tuple(map(float, field.Rect))
    raise AssertionError("the paper has no place for a signature")


def share_of_red(pdf: bytes, folder: Path) -> float:
    """Return how much of the seal's place is red."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed (Debian: apt-get install poppler-utils)")
    page, (left, low, right, high) = place_of_seal(pdf)
    (folder / "paper.pdf").write_bytes(pdf)
    drawn = ["pdftoppm", "-r", "72", "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run([*drawn, folder / "paper.pdf", folder / "page"], check=True)
    seen = Image.open(folder / "page.png").convert("RGB").crop((int(left), int(842 - high), int(right), int(842 - low)))
    dots = list(seen.get_flattened_data() if hasattr(seen, "get_flattened_data") else seen.getdata())
    return sum(red > 150 and green < 120 and blue < 120 for red, green, blue in dots) / len(dots)
