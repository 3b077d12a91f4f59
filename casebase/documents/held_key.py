"""Signatures as this programme writes them: pyHanko's signer with a key that was read once, and their exact form."""

from asn1crypto.cms import ContentInfo, SignedData, SignerInfo
from asn1crypto.x509 import Certificate
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.sign.signers import Signer
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.registry import SimpleCertificateStore

DIGEST = "sha256"


class HeldKeySigner(Signer):
    """Signs by RSA and SHA-256 with a key in memory: pyHanko's own reads and checks it again at every signature.

    A new one is made for each signature; it costs nothing.
    """

    def __init__(self, key: RSAPrivateKey, certificate: bytes, chain: tuple[bytes, ...]) -> None:
        registry = SimpleCertificateStore.from_certs([Certificate.load(each) for each in chain])
        super().__init__(signing_cert=Certificate.load(certificate), cert_registry=registry)
        self._key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: ARG002
        if digest_algorithm != DIGEST:
            raise ValueError(f"papers are signed over {DIGEST}, not {digest_algorithm}")
        return self._key.sign(data, PKCS1v15(), SHA256())


def is_as_written(embedded: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Say whether the gap that no signature covers holds a signature of ours to the last bit, and nothing else.

    Readers pass over what stands behind a signature there, over small digits, and over parts that are not signed.
    """
    start, length, end, _ = map(int, embedded.byte_range)
    content = embedded.pkcs7_content
    written = _form_of(embedded.signed_data, embedded.signer_info)
    is_padded = not any(content[len(written) :])
    gap = f"<{content.hex().upper()}>".encode()
    return content.startswith(written) and is_padded and pdf[start + length : end] == gap


def _form_of(data: SignedData, signer: SignerInfo) -> bytes:
    """Return a signature put together anew from its signed parts, its certificates and its value."""
    digest = {"algorithm": DIGEST}
    info = {"version": "v1", "digest_algorithm": digest, "signature_algorithm": {"algorithm": f"{DIGEST}_rsa"}}
    content = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": data["certificates"],
        "signer_infos": [info | {name: signer[name] for name in ("sid", "signed_attrs", "signature")}],
    }
    return bytes(ContentInfo({"content_type": "signed_data", "content": SignedData(content)}).dump())
