"""Signatures on papers: signing a finished file, and what the signatures of a file are worth.

A signature is PAdES B-B by RSA, added behind the bytes that were there: those stay an exact beginning of the file.
"""

import asyncio
import contextlib
import logging
import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from casebase.documents.signer import PaperSigner, must_be_valid, subject_of
from casebase.korean.dates import SEOUL

# pyHanko and cryptography cost half a second: they are imported where a paper is signed or read.
if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
    from pyhanko.sign.validation.status import PdfSignatureStatus

T = TypeVar("T")

# That a signature is not to be trusted is an answer, no fault of ours to log.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)

# The empty fields that a paper is finished with: the office's own, and that of one more approver.
FIRST, SECOND = "Casebase1", "Casebase2"
_LOADING = Lock()
_RESERVED = 16384  # hex digits kept free for one signature with its certificates
_USAGES = frozenset({"digital_signature", "non_repudiation"})


class Change(StrEnum):
    """What was added to a file after it was signed."""

    NOTHING = "nothing"
    SIGNATURE = "signature"  # another signature, or a field of a form
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SignatureFound:
    """One signature as it stands in a file. Times are as the signer's machine told them."""

    field_name: str
    signed_by: str  # the certificate's subject; empty, as the certificate, where it cannot be read
    signed_at: datetime | None
    reason: str
    certificate: bytes = field(repr=False)  # DER
    is_intact: bool  # the bytes it covers, and the signature itself to the last bit, are as this programme signed them
    covers_whole_file: bool
    change: Change
    is_trusted: bool  # by one of the certificates that were named as the office's

    @property
    def is_valid(self) -> bool:
        """Nothing was changed, and only further signatures were added."""
        return self.is_intact and self.change != Change.OTHER


def signed(pdf: bytes, signer: PaperSigner, *, at: datetime, reason: str, seal: str = "", into: str = FIRST) -> bytes:
    """Return a finished file signed into one of its empty fields, its own bytes unchanged at the beginning.

    `seal` is the 발신명의 whose seal is drawn where the field has a place on the page.
    Raises: SettingWrong outside the time that the certificate is good for.
    """
    make_ready()
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
    from pyhanko.sign.signers.pdf_byterange import SignatureObject
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    from casebase.documents.held_key import DIGEST, HeldKeySigner

    must_be_valid(signer, at)
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    embedding = PdfCMSEmbedder().write_cms(into, writer, existing_fields_only=True)
    _draw_seal(writer, next(embedding).get_object(), seal)
    local = at.astimezone(SEOUL)
    place = SignatureObject(timestamp=local, subfilter=SigSeedSubFilter.PADES, reason=reason, bytes_reserved=_RESERVED)
    embedding.send(SigObjSetup(sig_placeholder=place))
    prepared, file = embedding.send(SigIOSetup(md_algorithm=DIGEST, in_place=True))
    held = HeldKeySigner(signer.key, signer.certificate, signer.chain)
    attributes = PdfCMSSignedAttributes()
    signing = held.async_sign(prepared.document_digest, DIGEST, use_pades=True, signed_attr_settings=attributes)
    embedding.send(_apart(lambda: asyncio.run(signing)))
    return bytes(file.getvalue())


def make_ready() -> None:
    """Load what signing takes, half a second's work, ahead of the first paper.

    pyHanko's modules import each other in circles: two threads that load them at once see halves of them.
    """
    with _LOADING:
        import casebase.documents.held_key  # noqa: F401


def signatures_of(pdf: bytes, trusted: Sequence[bytes] = ()) -> tuple[SignatureFound, ...]:
    """Return what a file is signed with, the first signature first; nothing for a file that is not signed, or no PDF.

    `trusted` are the office's certificates (DER), asked as of the moment of signing. Whatever the file holds, nothing
    is raised: a signature that cannot be read is not intact, and stands behind those that can.
    """
    make_ready()
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    found: list[tuple[float, SignatureFound]] = []
    with contextlib.suppress(Exception):  # a file made to break readers may break this one anywhere
        reader = PdfFileReader(BytesIO(pdf))
        for name, _, field_of_form in enumerate_sig_fields(reader, filled_status=True):
            found += _found_in(reader, name, field_of_form, pdf, trusted)
    return tuple(signature for _, signature in sorted(found, key=lambda each: each[0]))


def _apart(work: Callable[[], T]) -> T:
    """Do work that runs an event loop in a thread of its own: the caller's may be running one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(work).result()


def _found_in(
    reader: Any, name: str, field_of_form: Any, pdf: bytes, trusted: Sequence[bytes]
) -> list[tuple[float, SignatureFound]]:
    """Return the signature in a field with the revision that it stands in, none for a stamp of time."""
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

    try:
        embedded = EmbeddedPdfSignature(reader, field_of_form, name)
        is_stamp = embedded.sig_object_type == "/DocTimeStamp"
        return [] if is_stamp else [(embedded.signed_revision, _found(embedded, pdf, trusted))]
    except Exception:  # as above; the other signatures are not to be lost with it
        return [(math.inf, _unreadable(str(name)))]


def _unreadable(field_name: str) -> SignatureFound:
    return SignatureFound(
        field_name=field_name,
        signed_by="",
        signed_at=None,
        reason="",
        certificate=b"",
        is_intact=False,
        covers_whole_file=False,
        change=Change.OTHER,
        is_trusted=False,
    )


def _found(embedded: "EmbeddedPdfSignature", pdf: bytes, trusted: Sequence[bytes]) -> SignatureFound:
    from cryptography.x509 import load_der_x509_certificate

    from casebase.documents.held_key import is_as_written

    certificate = embedded.signer_cert.dump()
    signed_at = embedded.self_reported_timestamp
    status = _status(embedded, trusted, signed_at)
    return SignatureFound(
        field_name=str(embedded.field_name),
        signed_by=subject_of(load_der_x509_certificate(certificate)),
        signed_at=signed_at,
        reason=str(embedded.sig_object.get("/Reason", "")),
        certificate=certificate,
        is_intact=status is not None and status.intact and status.valid and is_as_written(embedded, pdf),
        covers_whole_file=_covers_whole(status),
        change=_change(status),
        is_trusted=status is not None and status.trusted,
    )


def _status(
    embedded: "EmbeddedPdfSignature", trusted: Sequence[bytes], signed_at: datetime | None
) -> "PdfSignatureStatus | None":
    """Return pyHanko's finding, None where it could come to none."""
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.settings import KeyUsageConstraints
    from pyhanko_certvalidator import ValidationContext

    # Papers outlive certificates: what counts is whether the certificate was good on the day.
    context = ValidationContext(
        trust_roots=[Certificate.load(each) for each in trusted], moment=signed_at, allow_fetching=False
    )
    usage = KeyUsageConstraints(key_usage=_USAGES)
    try:
        return _apart(lambda: validate_pdf_signature(embedded, context, key_usage_settings=usage))
    except Exception:  # as above: a file made to break readers
        return None


def _covers_whole(status: "PdfSignatureStatus | None") -> bool:
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    return status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _change(status: "PdfSignatureStatus | None") -> Change:
    from pyhanko.sign.diff_analysis import ModificationLevel

    if status is None or status.modification_level is None:
        return Change.OTHER
    if status.modification_level == ModificationLevel.NONE:
        return Change.NOTHING
    return Change.SIGNATURE if status.modification_level <= ModificationLevel.FORM_FILLING else Change.OTHER


def _draw_seal(writer: Any, widget: Any, seal: str) -> None:
    """Give a field that has a place on the page the seal for its appearance; what is printed there stays legible."""
    from pyhanko.pdf_utils.generic import ArrayObject, FloatObject, StreamObject, pdf_name

    from casebase.documents.seal import INK, seal_operators

    left, low, right, high = map(float, widget["/Rect"])
    if not seal or right <= left:
        return
    box = ArrayObject(FloatObject(n) for n in (0, 0, right - left, high - low))
    inks = _dictionary({"ExtGState": _dictionary({INK: _dictionary({"BM": pdf_name("/Multiply")})})})
    form = _dictionary({"Type": pdf_name("/XObject"), "Subtype": pdf_name("/Form"), "BBox": box, "Resources": inks})
    drawn = StreamObject(form, stream_data=seal_operators(seal, right - left))
    drawn.compress()
    widget[pdf_name("/AP")] = _dictionary({"N": writer.add_object(drawn)})


def _dictionary(entries: dict[str, Any]) -> Any:
    from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name

    return DictionaryObject({pdf_name(f"/{name}"): value for name, value in entries.items()})
