"""The QR code holds number and digest, or an address to check them at."""

from casebase.documents.qr import SIZE, qr_content, qr_figure

DIGEST = "0123456789abcdef" * 4


def test_without_an_address_it_says_number_and_whole_digest():
    assert qr_content("2026-면책-0001", DIGEST, "") == f"2026-면책-0001 {DIGEST}"


def test_with_an_address_it_is_a_link_with_half_of_the_digest():
    content = qr_content("2026-면책-0001", DIGEST, "https://audit.example.kr/")

    assert content == f"https://audit.example.kr/verify/2026-%EB%A9%B4%EC%B1%85-0001?h={DIGEST[:32]}"


def test_the_figure_says_what_it_holds():
    figure = qr_figure("2026-면책-0001 ab")

    assert figure.node.alt == "문서 확인용 QR 코드: 2026-면책-0001 ab"
    assert figure.width == figure.height == SIZE
