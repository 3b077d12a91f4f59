"""Signed papers: what pdfsig, pyHanko, veraPDF and the house itself say of them, whole and tampered with."""

import asyncio
import functools
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TypeVar

import pikepdf
import pytest
from asn1crypto.x509 import Certificate
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from casebase.documents.advice import advice_pdf
from casebase.documents.item_papers import item_pdf
from casebase.documents.later_answer import later_answer_pdf
from casebase.documents.minutes import minutes_pdf
from casebase.documents.opinion import opinion_pdf
from casebase.documents.ruling import ruling_pdf
from casebase.documents.signing import SECOND, Change, SignatureFound, signatures_of, signed
from casebase.documents.visit_record import visit_record_pdf
from casebase.domain.errors import SettingWrong
from tests.apart import apart
from tests.builders import NOW
from tests.committee_paper_builders import a_minutes_paper, an_advice_paper, an_item_paper
from tests.paper_builders import a_draft, a_later_answer, a_ruling_paper, a_visit_record, an_opinion_paper
from tests.paper_reading import text_of
from tests.signing_keys import a_signer
from tests.verapdf import verify_pdfa

T = TypeVar("T")

SENDER = "가람도감사위원회위원장"


@functools.cache
def a_paper() -> bytes:
    return ruling_pdf(a_ruling_paper())


@functools.cache
def a_signed_paper() -> bytes:
    return signed(a_paper(), a_signer(), at=NOW, reason="결정서 발행", seal=SENDER)


@functools.cache
def a_paper_signed_twice() -> bytes:
    return signed(a_signed_paper(), a_signer(), at=NOW + timedelta(hours=1), reason="추가 결재", into=SECOND)


def every_kind_of_paper() -> Mapping[str, bytes]:
    ruling = a_ruling_paper()
    return {
        "ruling": ruling_pdf(ruling),
        "correction": ruling_pdf(replace(ruling, kind="정정", corrects="2026-결정-0001", cause="오기")),
        "withdrawal": ruling_pdf(replace(ruling, kind="취소", corrects="2026-결정-0001", cause="착오")),
        "opinion": opinion_pdf(an_opinion_paper()),
        "visit": visit_record_pdf(a_visit_record(), {}),
        "answer": later_answer_pdf(a_later_answer()),
        "minutes": minutes_pdf(a_minutes_paper()),
        "item": item_pdf(an_item_paper()),
        "advice": advice_pdf(an_advice_paper()),
    }


def passes(pdf: bytes) -> bool:
    """Say whether a file is what our office signed and nothing else."""
    found = signatures_of(pdf, a_signer().trusted)
    return bool(found) and all(each.is_valid and each.is_trusted for each in found) and found[-1].covers_whole_file


def test_a_signature_follows_the_paper_and_changes_nothing_before_it() -> None:
    found = signatures_of(a_signed_paper(), a_signer().trusted)

    assert a_signed_paper().startswith(a_paper())
    assert found == (
        SignatureFound(
            field_name="Casebase1",
            signed_by=a_signer().name,
            signed_at=NOW,
            reason="결정서 발행",
            certificate=a_signer().certificate,
            is_intact=True,
            covers_whole_file=True,
            change=Change.NOTHING,
            is_trusted=True,
        ),
    )
    assert text_of(a_signed_paper()) == text_of(a_paper())


def test_a_second_signature_keeps_the_first_valid() -> None:
    first, second = signatures_of(a_paper_signed_twice(), a_signer().trusted)

    assert a_paper_signed_twice().startswith(a_signed_paper())
    assert (first.field_name, first.is_valid, first.covers_whole_file) == ("Casebase1", True, False)
    assert first.change == Change.SIGNATURE
    assert (second.field_name, second.is_valid, second.covers_whole_file) == ("Casebase2", True, True)


def test_a_signature_is_trusted_by_the_office_s_own_certificate_alone() -> None:
    (by_nobody,) = signatures_of(a_signed_paper())
    (by_another,) = signatures_of(a_signed_paper(), a_signer(2).trusted)

    assert by_nobody.is_valid and by_another.is_valid
    assert not by_nobody.is_trusted and not by_another.is_trusted


def test_what_is_not_signed_or_no_paper_at_all_has_no_signature() -> None:
    drafted = ruling_pdf(a_draft(a_ruling_paper()))

    for content in (a_paper(), drafted, b"", b"%PDF-1.7\n", b"garbage" * 100, a_signed_paper()[:4000]):
        assert signatures_of(content) == ()


def test_a_signature_that_cannot_be_read_is_broken_and_takes_no_other_with_it() -> None:
    twice = a_paper_signed_twice()
    first_begins, second_begins = (twice.index(b"/Contents <") + 11, twice.rindex(b"/Contents <") + 11)

    def broken(place: int) -> bytes:
        return twice[:place] + b"00" * 20 + twice[place + 40 :]

    good, unread = signatures_of(broken(second_begins), a_signer().trusted)
    assert (good.field_name, good.is_intact, good.is_trusted) == ("Casebase1", True, True)
    assert (unread.field_name, unread.is_valid, unread.is_trusted) == ("Casebase2", False, False)
    second, unread = signatures_of(broken(first_begins), a_signer().trusted)
    assert (second.field_name, second.is_valid) == ("Casebase2", False)
    assert (unread.field_name, unread.is_valid) == ("Casebase1", False)
    assert not passes(broken(first_begins)) and not passes(broken(second_begins))


def test_a_preview_has_no_place_for_a_signature() -> None:
    with pikepdf.open(BytesIO(ruling_pdf(a_draft(a_ruling_paper())))) as opened:
        assert "/AcroForm" not in opened.Root


def test_a_key_whose_time_is_over_signs_nothing() -> None:
    with pytest.raises(SettingWrong, match="유효기간"):
        signed(a_paper(), a_signer(), at=NOW.replace(year=2051), reason="결정서 발행")


def test_papers_are_signed_where_an_event_loop_runs() -> None:
    async def sign() -> bytes:
        return signed(a_paper(), a_signer(), at=NOW, reason="결정서 발행")

    assert passes(apart(lambda: asyncio.run(sign())))


def test_papers_are_signed_by_several_people_at_a_time() -> None:
    results: list[bytes] = []
    people = [
        threading.Thread(
            target=lambda: results.append(signed(a_paper(), a_signer(), at=NOW, reason="발행", seal=SENDER))
        )
        for _ in range(4)
    ]

    for person in people:
        person.start()
    for person in people:
        person.join()

    assert len(results) == 4
    assert all(map(passes, results))


@pytest.mark.verapdf
def test_every_kind_of_paper_is_pdfa_3a_and_pdfua_1_once_signed(tmp_path: Path) -> None:
    files = {
        name: signed(pdf, a_signer(), at=NOW, reason="발행", seal=SENDER) for name, pdf in every_kind_of_paper().items()
    }
    files |= {"signed twice": a_paper_signed_twice()}
    paths = [tmp_path / f"{name}.pdf" for name in files]
    for path, content in zip(paths, files.values(), strict=True):
        path.write_bytes(content)

    assert all(map(passes, files.values()))
    assert verify_pdfa(paths) == []


def test_pdfsig_finds_both_signatures_valid(tmp_path: Path) -> None:
    told = pdfsig(a_paper_signed_twice(), tmp_path)

    assert told.count("Signature is Valid") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in told


def test_pdfsig_finds_a_changed_paper_invalid(tmp_path: Path) -> None:
    content = bytearray(a_signed_paper())
    content[len(a_paper()) // 2] ^= 1

    assert "Signature is Valid" not in pdfsig(bytes(content), tmp_path)


def test_pyhanko_alone_finds_both_signatures_good_with_its_own_policy() -> None:
    context = ValidationContext(trust_roots=[Certificate.load(a_signer().certificate)], allow_fetching=False)
    embedded = PdfFileReader(BytesIO(a_paper_signed_twice())).embedded_signatures

    found = apart(lambda: [validate_pdf_signature(each, context).bottom_line for each in embedded])
    assert found == [True, True]


# Most of what no signature covers is the signature itself.
IN_SIGNATURE = st.integers(0, 3100).map(lambda place: a_signed_paper().index(b"/Contents <") + place)
ANYWHERE = st.deferred(lambda: st.integers(0, len(a_signed_paper()) - 1))


@given(place=IN_SIGNATURE | ANYWHERE, bit=st.integers(0, 7))
def test_every_bit_turned_over_is_seen(place: int, bit: int) -> None:
    content = bytearray(a_signed_paper())
    content[place] ^= 1 << bit

    assert not passes(bytes(content))


def test_a_paper_saved_again_is_not_what_was_signed() -> None:
    file = BytesIO()
    with pikepdf.open(BytesIO(a_signed_paper())) as opened:
        opened.save(file)

    assert not passes(file.getvalue())


def test_what_another_appends_to_a_signed_paper_is_seen() -> None:
    writer = IncrementalPdfFileWriter(BytesIO(a_signed_paper()))
    writer.root["/Lang"] = generic.pdf_string("en-US")
    writer.update_root()
    file = BytesIO()
    writer.write(file)

    (found,) = signatures_of(file.getvalue(), a_signer().trusted)

    assert found.is_intact and found.is_trusted
    assert (found.covers_whole_file, found.change, found.is_valid) == (False, Change.OTHER, False)
    assert not passes(a_signed_paper() + b"\n% more")


def test_a_paper_signed_again_by_another_s_key_is_not_trusted() -> None:
    forged = signed(a_paper(), a_signer(2), at=NOW, reason="결정서 발행", seal=SENDER)

    (found,) = signatures_of(forged, a_signer().trusted)

    assert found.is_valid
    assert not found.is_trusted


def pdfsig(content: bytes, folder: Path) -> str:
    """Return what Poppler says of a file's signatures."""
    if shutil.which("pdfsig") is None:
        why = "pdfsig is not installed (Debian: apt-get install poppler-utils): no signature was checked by it"
        if os.environ.get("CASEBASE_ALL_TESTS") == "1":
            pytest.fail(why)
        pytest.skip(why)
    file = folder / "paper.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
