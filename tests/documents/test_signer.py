"""The office's key: what is taken for one, and what is said of what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from casebase.documents.demo_key import new_demo_key
from casebase.documents.signer import certificates_in, fingerprint_of, load_signer, must_be_valid, pem_of
from casebase.domain.canonical import digest
from casebase.domain.errors import SettingWrong
from tests.builders import NOW
from tests.signing_keys import a_signer

YEAR = timedelta(days=365)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def a_key_file(
    key: Key | None = None,
    *,
    password: bytes | None = None,
    since: datetime = NOW - YEAR,
    until: datetime = NOW + YEAR,
    signs: bool = True,
    names: tuple[tuple[x509.ObjectIdentifier, str], ...] = ((NameOID.COMMON_NAME, "가람도 감사위원회"),),
) -> bytes:
    """A PKCS#12 file as an office brings it."""
    key = key or rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in names])
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=signs,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), since, until)
        .add_extension(usage, critical=True)
        .sign(key, SHA256())
    )
    way = BestAvailableEncryption(password) if password else NoEncryption()
    return serialize_key_and_certificates(b"office", key, certificate, None, way)


def test_a_key_with_its_password_signs_in_the_name_of_its_certificate() -> None:
    signer = load_signer(a_key_file(password=b"correct horse"), b"correct horse", NOW)

    assert signer.name == "가람도 감사위원회"
    assert signer.valid_from < NOW < signer.valid_until
    assert signer.trusted == (signer.certificate,)


def test_a_certificate_without_a_common_name_is_called_by_its_organisation() -> None:
    organisation = load_signer(a_key_file(names=((NameOID.ORGANIZATION_NAME, "가람도"),)), None, NOW)
    place = load_signer(a_key_file(names=((NameOID.LOCALITY_NAME, "가람시"),)), None, NOW)

    assert (organisation.name, place.name) == ("가람도", "L=가람시")


def test_neither_key_nor_password_is_ever_shown() -> None:
    assert "key=" not in repr(a_signer())
    assert "PRIVATE" not in repr(a_signer())


@pytest.mark.parametrize("password", [None, b"", b"wrong", b"wrong \xff"])
def test_a_wrong_password_is_told_without_repeating_it(password: bytes | None) -> None:
    with pytest.raises(SettingWrong, match="비밀번호") as refused:
        load_signer(a_key_file(password=b"correct horse"), password, NOW)

    assert "wrong" not in str(refused.value)


def test_what_is_no_key_file_is_told() -> None:
    with pytest.raises(SettingWrong, match="PKCS#12"):
        load_signer(b"not a key", None, NOW)


def test_a_key_that_papers_cannot_be_signed_with_is_refused_by_its_reason() -> None:
    certificate_alone = serialize_key_and_certificates(b"office", None, None, [_certificate()], NoEncryption())
    wrong = {
        "RSA": a_key_file(ec.generate_private_key(ec.SECP256R1())),
        "2048": a_key_file(rsa.generate_private_key(65537, 1024)),
        "용도": a_key_file(signs=False),
        "끝났습니다": a_key_file(until=NOW - timedelta(days=1)),
        "시작합니다": a_key_file(since=NOW + timedelta(days=1)),
        "개인키": certificate_alone,
    }

    for reason, file in wrong.items():
        with pytest.raises(SettingWrong, match=reason):
            load_signer(file, None, NOW)


def test_a_key_is_good_to_the_end_of_its_time_and_not_a_second_longer() -> None:
    signer = load_signer(a_key_file(until=NOW + timedelta(hours=1)), None, NOW)

    must_be_valid(signer, signer.valid_until)
    with pytest.raises(SettingWrong, match=r"2026\. 11"):
        must_be_valid(signer, signer.valid_until + timedelta(seconds=1))


def test_certificates_are_read_from_both_kinds_of_files_and_from_nothing_else() -> None:
    signer = a_signer()

    assert certificates_in(pem_of(signer)) == certificates_in(signer.certificate) == signer.trusted
    assert fingerprint_of(signer) == digest(signer.certificate)
    for content in (b"", b"hello", b"-----BEGIN CERTIFICATE-----\nhello\n-----END CERTIFICATE-----\n"):
        with pytest.raises(SettingWrong, match="인증서"):
            certificates_in(content)


def test_the_key_of_a_demo_names_itself_so_and_signs_the_days_that_a_demo_tells_of() -> None:
    signer = load_signer(new_demo_key(), None, datetime(2021, 1, 1, tzinfo=UTC))

    assert "시연용" in signer.name
    assert load_signer(new_demo_key(), None, NOW).certificate != signer.certificate


def _certificate() -> x509.Certificate:
    return x509.load_der_x509_certificate(a_signer().certificate)
