"""The key that an office signs its papers with, and the certificates that it is known by."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from casebase.domain.canonical import digest
from casebase.domain.errors import SettingWrong
from casebase.korean.dates import day_in_korea, official_date

# cryptography costs a tenth of a second: it is imported where a key or a certificate is read.
if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.x509 import Certificate

_LEAST_BITS = 2048
_WRONG = "서명 열쇠(PKCS#12)를 쓸 수 없습니다"


@dataclass(frozen=True, kw_only=True)
class PaperSigner:
    """The office's key with its certificate (DER), those that vouch for it, and its subject's name.

    The key is in no representation of it, so that no log can show it.
    """

    key: "RSAPrivateKey" = field(repr=False)
    certificate: bytes = field(repr=False)
    chain: tuple[bytes, ...] = field(repr=False)
    name: str
    valid_from: datetime
    valid_until: datetime

    @property
    def trusted(self) -> tuple[bytes, ...]:
        """The certificates by which this office's signatures are known."""
        return (self.certificate, *self.chain)


def load_signer(p12: bytes, password: bytes | None, at: datetime) -> PaperSigner:
    """Return the key of a PKCS#12 file. Raises: SettingWrong with what is wrong with the file."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

    try:
        content = load_pkcs12(p12, password)
    except (ValueError, TypeError):  # TypeError: cryptography's, for a password that is no UTF-8
        raise SettingWrong(f"{_WRONG}. 파일과 비밀번호가 맞는지 확인하세요.") from None
    key = content.key
    if key is None or content.cert is None:
        raise SettingWrong(f"{_WRONG}. 개인키와 인증서가 함께 든 파일이어야 합니다.")
    if not isinstance(key, RSAPrivateKey) or key.key_size < _LEAST_BITS:
        raise SettingWrong(f"{_WRONG}. {_LEAST_BITS}비트 이상의 RSA 열쇠여야 합니다.")
    certificate = content.cert.certificate
    if not _may_sign(certificate):
        raise SettingWrong(f"{_WRONG}. 용도에 전자서명(digitalSignature)이나 부인방지(nonRepudiation)가 있어야 합니다.")
    signer = PaperSigner(
        key=key,
        certificate=der_of(certificate),
        chain=tuple(der_of(each.certificate) for each in content.additional_certs),
        name=subject_of(certificate),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
    )
    must_be_valid(signer, at)
    return signer


def must_be_valid(signer: PaperSigner, at: datetime) -> None:
    """Raises: SettingWrong outside the time that the certificate is good for."""
    if at > signer.valid_until:
        raise SettingWrong(
            f"서명 인증서({signer.name})의 유효기간이 {_day(signer.valid_until)}에 끝났습니다. "
            "관리자가 새 인증서를 CASEBASE_SIGNING_KEY에 지정하고 다시 시작해야 합니다."
        )
    if at < signer.valid_from:
        raise SettingWrong(
            f"서명 인증서({signer.name})의 유효기간이 {_day(signer.valid_from)}에 시작합니다. "
            "컴퓨터의 시각이 맞는지 확인하세요."
        )


def certificates_in(content: bytes) -> tuple[bytes, ...]:
    """Return the certificates (DER) of a file of PEM or DER. Raises: SettingWrong if it holds none."""
    from cryptography.x509 import load_der_x509_certificate, load_pem_x509_certificates

    try:
        if b"-----BEGIN" in content:
            return tuple(der_of(each) for each in load_pem_x509_certificates(content))
        return (der_of(load_der_x509_certificate(content)),)
    except ValueError:
        raise SettingWrong("인증서(PEM 또는 DER) 파일이 아닙니다. 발행 기관의 인증서 파일을 지정하세요.") from None


def pem_of(signer: PaperSigner) -> bytes:
    """Return the certificates by which the office's signatures are known, as a file of PEM."""
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_der_x509_certificate

    return b"".join(load_der_x509_certificate(each).public_bytes(Encoding.PEM) for each in signer.trusted)


def fingerprint_of(signer: PaperSigner) -> str:
    """Return the SHA-256 of the office's certificate in hex."""
    return digest(signer.certificate)


def subject_of(certificate: "Certificate") -> str:
    """Return whom a certificate names: the common name, else the organisation, else all of its subject."""
    from cryptography.x509.oid import NameOID

    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in certificate.subject.get_attributes_for_oid(kind):
            return str(attribute.value)
    return certificate.subject.rfc4514_string()


def _may_sign(certificate: "Certificate") -> bool:
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return False
    return usage.digital_signature or usage.content_commitment


def _day(moment: datetime) -> str:
    return official_date(day_in_korea(moment))


def der_of(certificate: "Certificate") -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding

    return certificate.public_bytes(Encoding.DER)
