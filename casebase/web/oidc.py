"""Signing in by the word of a provider elsewhere: OpenID Connect's code flow with state, nonce and PKCE, by Authlib."""

import asyncio
import json
import logging
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from casebase.casework.identities import open_session_by_identity
from casebase.casework.office import office
from casebase.casework.oidc_provider import Provider
from casebase.domain.errors import CasebaseError, SignInRefused
from casebase.store.sealing import seal, unseal
from casebase.web.forms import local_path
from casebase.web.requests import answered
from casebase.web.signin import refused_page, signed_in_answer
from casebase.web.visitors import address_of, device_of, is_secure

if TYPE_CHECKING:
    from authlib.integrations.starlette_client import StarletteOAuth2App

LOG = logging.getLogger("casebase")

STATE_COOKIE = "casebase_oidc"  # what the way back must match, sealed; the browser holds it and cannot read it
STATE_SECONDS = 600
CALLBACK = "/oidc/callback"
PATIENCE_SECONDS = 10.0
CLOCK_SECONDS = 60  # that the provider's clock may be off
# A secret that both sides know signs nothing here: whoever may check such a token could make one.
_SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


@answered
async def begin(request: Request) -> Response:
    """GET /oidc/begin?next=: on to the provider; without one, to the form."""
    provider = office().configuration.oidc
    if provider is None:
        return RedirectResponse("/signin", status_code=303)
    noting = _with_notes(request, {})
    try:
        client = await _client_of(provider)
        answer: Response = await client.authorize_redirect(noting, _redirect_url(provider, request))
    except Exception as failure:
        return await refused_page(_named(failure))
    noted = json.dumps({"next": local_path(request.query_params.get("next", "/")), "noted": noting.session})
    sealed = await asyncio.to_thread(seal, office().store.home, noted)
    answer.set_cookie(
        STATE_COOKIE,
        sealed,
        max_age=STATE_SECONDS,
        path="/oidc",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )
    return answer


@answered
async def come_back(request: Request) -> Response:
    """GET /oidc/callback: back from the provider with a code, which it takes for who somebody is."""
    provider = office().configuration.oidc
    if provider is None:
        return RedirectResponse("/signin", status_code=303)
    noted = await asyncio.to_thread(_noted, request.cookies.get(STATE_COOKIE, ""))
    try:
        subject = await _vouched_for(provider, _with_notes(request, noted["noted"]))
        token = await asyncio.to_thread(_opened, provider, subject, address_of(request), device_of(request))
        answer = await signed_in_answer(request, token, local_path(noted["next"]))
    except Exception as failure:
        answer = await refused_page(_named(failure), local_path(noted["next"]))
    answer.delete_cookie(STATE_COOKIE, path="/oidc", secure=is_secure(request), httponly=True, samesite="lax")
    return answer


ROUTES = [
    Route("/oidc/begin", begin, methods=["GET"]),
    Route(CALLBACK, come_back, methods=["GET"]),
]


async def _vouched_for(provider: Provider, request: Request) -> str:
    """Return whom the provider says that this is. Whatever is not as it must be raises."""
    client = await _client_of(provider)
    expected: dict[str, Any] = {
        "iss": {"essential": True, "value": client.server_metadata["issuer"]},
        "aud": {"essential": True, "value": provider.client_id},
    }
    token = await client.authorize_access_token(request, claims_options=expected, leeway=CLOCK_SECONDS)
    return str(token["userinfo"]["sub"])


def _opened(provider: Provider, subject: str, address: str, device: str) -> str:
    served = office()
    return open_session_by_identity(
        served.store,
        provider.issuer,
        subject,
        address,
        datetime.now(UTC),
        idle_minutes=served.configuration.session_idle_minutes,
        hours=served.configuration.session_hours,
        device=device,
    )


async def _client_of(provider: Provider) -> "StarletteOAuth2App":
    """Return the client with the provider's own description of itself, which is asked for once."""
    client = _client(provider)
    metadata = await client.load_server_metadata()
    if metadata["issuer"].rstrip("/") != provider.issuer:
        raise ValueError("the provider calls itself by another name")
    known = metadata.get("id_token_signing_alg_values_supported", [])
    metadata["id_token_signing_alg_values_supported"] = sorted(_SIGNED_BY.intersection(known))
    return client


@lru_cache(maxsize=4)
def _client(provider: Provider) -> "StarletteOAuth2App":
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "provider",
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=f"{provider.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": PATIENCE_SECONDS},
    )


def _redirect_url(provider: Provider, request: Request) -> str:
    scheme = "https" if is_secure(request) else "http"
    return provider.redirect_url or f"{scheme}://{request.url.netloc}{CALLBACK}"


def _with_notes(request: Request, noted: dict[str, Any]) -> Request:
    """Return the request as Authlib wants it, with what the way back must match; Streamlit's own notes stay apart."""
    return Request({**request.scope, "session": noted}, request.receive)


def _noted(sealed: str) -> dict[str, Any]:
    """Return what was noted on the way out, a while ago at most; of a cookie that is not ours nothing."""
    noted = unseal(office().store.home, sealed, within_seconds=STATE_SECONDS)
    return dict(json.loads(noted)) if noted else {"next": "/", "noted": {}}


def _named(failure: Exception) -> SignInRefused:
    """Return what to tell of a failure between us and the provider; the log names it, without what was exchanged."""
    from httpx import HTTPError

    if isinstance(failure, SignInRefused):
        return failure
    if isinstance(failure, CasebaseError):
        raise failure
    LOG.warning("a sign-in by the provider failed: %s", type(failure).__name__)
    if isinstance(failure, HTTPError):
        return SignInRefused(
            "통합로그인 서버에 연결할 수 없습니다. 잠시 뒤 다시 하거나, 아이디와 비밀번호로 로그인하세요."
        )
    return SignInRefused("통합로그인을 확인하지 못했습니다. 처음부터 다시 로그인하세요.")
