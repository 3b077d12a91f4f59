"""Which provider elsewhere signs people in, as the environment says."""

from pathlib import Path

import pytest

from casebase.casework.office import configuration_from
from casebase.casework.oidc_provider import Provider, oidc_provider_from
from casebase.domain.errors import SettingWrong

SET = {
    "CASEBASE_OIDC_ISSUER": "https://sso.example/realm/",
    "CASEBASE_OIDC_CLIENT_ID": "casebase",
    "CASEBASE_OIDC_CLIENT_SECRET": "open sesame",
}


def test_an_office_has_none_unless_it_names_one() -> None:
    assert oidc_provider_from({}) is None
    assert oidc_provider_from(SET | {"CASEBASE_OIDC_ISSUER": ""}) is None
    assert configuration_from({}).oidc is None


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("open sesame\n")
    more = {
        "CASEBASE_OIDC_CLIENT_SECRET": "",
        "CASEBASE_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret"),
        "CASEBASE_OIDC_NAME": "온나라 로그인",
        "CASEBASE_OIDC_REDIRECT_URL": "https://audit.example/oidc/callback",
    }

    read = configuration_from(SET | more).oidc

    assert read == Provider(
        issuer="https://sso.example/realm",
        client_id="casebase",
        client_secret="open sesame",
        name="온나라 로그인",
        redirect_url="https://audit.example/oidc/callback",
    )


def test_the_secret_shows_nowhere() -> None:
    configuration = configuration_from(SET)

    assert configuration.oidc is not None
    assert configuration.oidc.client_secret == "open sesame"
    assert "sesame" not in repr(configuration)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASEBASE_OIDC_ISSUER", "http://sso.example"),
        ("CASEBASE_OIDC_ISSUER", "sso.example"),
        ("CASEBASE_OIDC_ISSUER", "http://127.0.0.1.evil.example"),
        ("CASEBASE_OIDC_REDIRECT_URL", "http://audit.example/oidc/callback"),
        ("CASEBASE_OIDC_CLIENT_ID", ""),
        ("CASEBASE_OIDC_CLIENT_SECRET", ""),
        ("CASEBASE_OIDC_CLIENT_SECRET_FILE", "/nowhere/at/all"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingWrong) as refused:
        oidc_provider_from(SET | {name: value})

    assert str(refused.value).startswith(f"{name}={value!r}: ")
    assert "sesame" not in str(refused.value)


def test_a_provider_on_this_machine_needs_no_https() -> None:
    for issuer in ("http://localhost:9000", "http://127.0.0.1:9000", "http://[::1]:9000"):
        assert oidc_provider_from(SET | {"CASEBASE_OIDC_ISSUER": issuer}) is not None
