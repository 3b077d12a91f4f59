"""Which provider elsewhere signs people in (OpenID Connect), as the environment says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from casebase.domain.errors import SettingWrong

LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, kw_only=True)
class Provider:
    """A provider and how this office is known to it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    redirect_url: str  # empty: at the address that the browser asked at


def oidc_provider_from(environment: Mapping[str, str]) -> Provider | None:
    """Read the provider; None when the office has none. Raises: SettingWrong."""
    issuer = environment.get("CASEBASE_OIDC_ISSUER", "").rstrip("/")
    if not issuer:
        return None
    _must_be_safe("CASEBASE_OIDC_ISSUER", issuer)
    redirect_url = environment.get("CASEBASE_OIDC_REDIRECT_URL", "")
    if redirect_url:
        _must_be_safe("CASEBASE_OIDC_REDIRECT_URL", redirect_url)
    client_id = environment.get("CASEBASE_OIDC_CLIENT_ID", "")
    if not client_id:
        raise SettingWrong("CASEBASE_OIDC_CLIENT_ID='': 제공자에 등록한 클라이언트 ID여야 합니다.")
    return Provider(
        issuer=issuer,
        client_id=client_id,
        client_secret=_secret(environment),
        name=environment.get("CASEBASE_OIDC_NAME") or "기관 통합로그인",
        redirect_url=redirect_url,
    )


def _must_be_safe(name: str, address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise SettingWrong(f"{name}={address!r}: https://로 시작하는 주소여야 합니다.")


def _secret(environment: Mapping[str, str]) -> str:
    file = environment.get("CASEBASE_OIDC_CLIENT_SECRET_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as failure:
            name = "CASEBASE_OIDC_CLIENT_SECRET_FILE"
            raise SettingWrong(f"{name}={file!r}: 파일을 읽을 수 없습니다({failure.strerror}).") from failure
    secret = environment.get("CASEBASE_OIDC_CLIENT_SECRET", "")
    if not secret:
        raise SettingWrong("CASEBASE_OIDC_CLIENT_SECRET='': 제공자가 준 클라이언트 비밀값이어야 합니다.")
    return secret
