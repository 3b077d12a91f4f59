"""The list of digests: what a public host needs to check papers, and nothing that tells of cases.

JSON Lines in canonical form: a heading, one line a paper, and an ending with the number of papers, and with the
office's signature over all that stands before it where the office has a key.
"""

import base64
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from casebase.casework.desk import instant
from casebase.casework.verification import known_paper, office_on
from casebase.casework.whole_files import written_whole
from casebase.documents.signer import PaperSigner
from casebase.domain.canonical import canonical_json
from casebase.domain.document import DocumentKind
from casebase.domain.errors import FileRefused
from casebase.domain.verification import KnownPaper, Standing, paper_key
from casebase.store.connection import Store
from casebase.store.issued_papers import list_issued_after
from casebase.store.settings import list_settings

FORMAT = "casebase-digests-1"
_AT_ONCE = 1_000


@dataclass(frozen=True, kw_only=True)
class DigestList:
    """A list as it was read: a register of papers. `signed_by` is the certificate (DER), empty without a signature."""

    made_at: str
    by_key: dict[str, KnownPaper]
    by_file: dict[str, KnownPaper]
    signed_by: bytes = b""

    def find_paper(self, number: str, digits: str) -> KnownPaper | None:
        return self.by_key.get(paper_key(number, digits))

    def find_file(self, sha256: str) -> KnownPaper | None:
        return self.by_file.get(sha256)


def write_digests(store: Store, path: Path, now: datetime, signer: PaperSigner | None = None) -> int:
    """Write the list of every issued paper and return how many there are.

    The file appears whole or not at all, so that a host may fetch it at any moment. Raises: FileRefused.
    """
    with written_whole(path) as file:
        return _write(file, store, now, signer)


def read_digests(path: Path, trusted: Sequence[bytes] = ()) -> DigestList:
    """Read a list. With `trusted` certificates (DER) it must be signed by one of them.

    Raises: FileRefused if the file is no list, is not whole, or was altered.
    """
    try:
        with path.open("rb") as file:
            return _read(file, trusted)
    except OSError as failure:
        raise FileRefused(f"{path} 목록을 열 수 없습니다({failure.strerror}). 경로를 확인하세요.") from failure
    except (ValueError, KeyError, TypeError, RecursionError) as failure:
        raise FileRefused(
            f"{path}: 확인 목록이 아니거나 온전하지 않습니다. 기관에서 목록을 다시 받으세요."
        ) from failure


def _write(file: IO[bytes], store: Store, now: datetime, signer: PaperSigner | None) -> int:
    written, count = hashlib.sha256(), 0

    def write(value: object) -> None:
        line = canonical_json(value) + b"\n"
        written.update(line)
        file.write(line)

    write({"format": FORMAT, "made_at": instant(now)})
    for paper in _papers(store):
        write(paper)
        count += 1
    ending = {"count": count, "certificate": "", "signature": ""}
    if signer:
        ending |= {"certificate": _text(signer.certificate), "signature": _text(_signature(signer, written.digest()))}
    write(ending)
    return count


def _papers(store: Store) -> Iterator[KnownPaper]:
    with store.reading() as con:
        settings = list_settings(con)
        offices: dict[date, str] = {}
        after = ""
        while found := list_issued_after(con, after, _AT_ONCE):
            for paper in found:
                if paper.issued_on not in offices:
                    offices[paper.issued_on] = office_on(paper.issued_on, settings)
                yield known_paper(paper, offices[paper.issued_on])
            after = found[-1].id


def _read(file: IO[bytes], trusted: Sequence[bytes]) -> DigestList:
    first = file.readline()
    heading, read = json.loads(first), hashlib.sha256(first)
    if heading["format"] != FORMAT:
        raise ValueError("another format")
    papers: list[KnownPaper] = []
    for line in file:
        fields = json.loads(line)
        if "count" in fields:
            if fields["count"] != len(papers) or file.readline():
                raise ValueError("lines are missing, or more follow the ending")
            signed_by = _signer_of(fields, read.digest(), trusted)
            return _indexed(instant(datetime.fromisoformat(heading["made_at"])), papers, signed_by)
        papers.append(_paper(fields))
        read.update(line)
    raise ValueError("no ending")


def _indexed(made_at: str, papers: Sequence[KnownPaper], signed_by: bytes) -> DigestList:
    by_file = {sha256: paper for paper in papers for sha256 in paper.files}
    return DigestList(
        made_at=made_at, by_key={paper.key: paper for paper in papers}, by_file=by_file, signed_by=signed_by
    )


def _paper(fields: dict[str, Any]) -> KnownPaper:
    return KnownPaper(
        **fields
        | {
            "files": tuple(map(str, fields["files"])),
            "kind": DocumentKind(fields["kind"]),
            "issued_on": date.fromisoformat(fields["issued_on"]),
            "standing": Standing(fields["standing"]),
            "since": date.fromisoformat(fields["since"]) if fields["since"] else None,
            "disposed_on": date.fromisoformat(fields["disposed_on"]) if fields["disposed_on"] else None,
        }
    )


def _signature(signer: PaperSigner, sha256: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256

    return signer.key.sign(sha256, PKCS1v15(), Prehashed(SHA256()))


def _signer_of(ending: dict[str, Any], sha256: bytes, trusted: Sequence[bytes]) -> bytes:
    """Return the certificate by which a list is signed, empty for none. Raises: ValueError, FileRefused."""
    certificate = base64.b64decode(ending["certificate"], validate=True)
    if not certificate and not trusted:
        return b""
    if trusted and certificate not in trusted:
        raise FileRefused("지정한 인증서로 서명된 확인 목록이 아닙니다. 기관에서 목록과 인증서를 다시 받으세요.")
    if not _is_signed(certificate, base64.b64decode(ending["signature"], validate=True), sha256):
        raise ValueError("altered since it was signed")
    return certificate


def _is_signed(certificate: bytes, signature: bytes, sha256: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509 import load_der_x509_certificate

    key = load_der_x509_certificate(certificate).public_key()
    if not isinstance(key, RSAPublicKey):
        return False
    try:
        key.verify(signature, sha256, PKCS1v15(), Prehashed(SHA256()))
    except InvalidSignature:
        return False
    return True


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
