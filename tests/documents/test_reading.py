"""What a file says that it is, whatever was done to it; nothing a stranger sends harms the reader."""

import time
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casebase.documents.qr import parsed_qr, qr_content
from casebase.documents.reading import LARGEST_STREAM, MOST_CLAIMS, Claim, claims_of
from casebase.documents.ruling import ruling_pdf
from casebase.domain.canonical import canonical_json, digest
from tests.issued_papers import saved_again
from tests.paper_builders import a_draft, a_letterhead, a_ruling_paper

NUMBER = "2026-결정-0001"
MANY = 20_000_000


def a_stream(content: bytes) -> bytes:
    return b"1 0 obj\n<< /Filter /FlateDecode >>\nstream\n" + zlib.compress(content) + b"\nendstream\nendobj\n"


def data(number: str) -> bytes:
    return canonical_json({"head": {"number": number}})


def test_a_paper_says_what_it_is_by_its_data_and_by_its_code() -> None:
    for public_url in ("", "https://audit.example.kr/basis"):
        paper = a_ruling_paper(head=a_letterhead(number=NUMBER, public_url=public_url))
        whole = digest(canonical_json(paper))
        code = whole[:32] if public_url else whole

        found = claims_of(ruling_pdf(paper))

        assert set(found) == {Claim(number=NUMBER, digits=whole), Claim(number=NUMBER, digits=code)}


def test_a_paper_saved_again_or_torn_in_half_still_says_it() -> None:
    paper = a_ruling_paper(head=a_letterhead(number=NUMBER))
    content = ruling_pdf(paper)
    claim = Claim(number=NUMBER, digits=digest(canonical_json(paper)))

    assert claims_of(saved_again(content)) == (claim,)
    assert claims_of(content[len(content) // 2 :]) == (claim,)
    assert claims_of(content[: len(content) // 2]) == ()


def test_a_preview_has_no_number_to_say() -> None:
    assert claims_of(ruling_pdf(a_draft(a_ruling_paper(head=a_letterhead(number=""))))) == ()


@given(st.binary(max_size=300))
def test_garbage_says_nothing(content: bytes) -> None:
    wrapped = b"stream\n" + content + b"endstream" + a_stream(content)

    assert claims_of(content) == claims_of(wrapped) == ()


@pytest.mark.parametrize(
    "text",
    [
        b"{}",
        b'{"head":[]}',
        b'{"head":null}',
        b'{"head":{"number":7}}',
        b'{"head":{"number":""}}',
        b'{"head":{"number":' + b"9" * 5_000 + b"}}",
        b'{"a":' + b"[" * 200_000,
        b'{"\xff":1}',
    ],
)
def test_data_of_another_shape_say_nothing(text: bytes) -> None:
    assert claims_of(a_stream(text)) == ()


def test_a_stream_that_unpacks_to_more_than_is_read_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    bomb = a_stream(b" " * (LARGEST_STREAM + 1) + data(NUMBER))
    begun = time.monotonic()

    assert claims_of(bomb * 200) == ()
    assert claims_of(bomb + a_stream(data(NUMBER)))[0].number == NUMBER
    assert time.monotonic() - begun < 10
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "piece", [b"stream\n", b"endstream", b"stream\nendstream", b"stream\nx\x9cendstream", b"<feff"]
)
def test_a_file_of_nothing_but_edges_is_read_in_no_time(piece: bytes) -> None:
    begun = time.monotonic()

    assert claims_of(piece * (MANY // len(piece))) == ()
    assert time.monotonic() - begun < 20


def test_no_more_is_claimed_than_a_register_is_asked() -> None:
    crowd = b"".join(a_stream(data(f"2026-결정-{n:04d}")) for n in range(100))

    assert len(claims_of(crowd)) == MOST_CLAIMS
    assert len(claims_of(a_stream(data(NUMBER)) * 100)) == 1


@given(
    st.from_regex(r"[0-9]{4}-[가-힣A-Za-z]{1,8}-[0-9]{4}", fullmatch=True),
    st.text(alphabet="0123456789abcdef", min_size=64, max_size=64),
    st.sampled_from(["", "https://audit.example.kr", "http://10.0.0.1:8501/a/"]),
)
def test_what_a_code_holds_is_read_back(number: str, whole: str, public_url: str) -> None:
    assert parsed_qr(qr_content(number, whole, public_url)) == (number, whole[:32] if public_url else whole)


@given(st.text())
def test_another_text_is_no_code_of_ours(text: str) -> None:
    assert parsed_qr(text) is None
