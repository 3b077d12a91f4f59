"""A real OpenID provider on loopback, a process of its own: IdentityPython's, with one client and a few users.

`python -m tests.oidc_provider PORT HOME CLIENT_ADDRESS` serves it. What stands in HOME/amiss.json makes its tokens
false, as no sound provider's are: claims to put in place of the true ones, and under "key" whose key signs.
"""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptojwt import KeyJar
from cryptojwt.jwt import JWT
from cryptojwt.key_jar import init_key_jar
from idpyoidc.message.oidc import AccessTokenRequest, AuthorizationRequest
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.exception import FailedAuthentication
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

ROOT = Path(__file__).parents[1]
CLIENT_ID, CLIENT_SECRET = "casebase", "a-secret-of-the-office-and-the-provider"
PASSWORD = "provider's own"
USERS = ("kim", "lee", "nobody")
START_SECONDS = 60

_KEYS = [{"type": "RSA", "use": ["sig"]}, {"type": "EC", "crv": "P-256", "use": ["sig"]}]
DISCOVERY, AUTHORIZATION, TOKEN = "provider_config", "authorization", "token"

_FORM = """<!doctype html><title>SSO</title><form method="post" action="{{ action }}">
<input type="hidden" name="token" value="{{ token }}"><input id="username" name="username">
<input id="password" name="password" type="password"><button>Sign in</button></form>"""


@dataclass
class Provider:
    """The running process."""

    home: Path
    port: int
    client: str  # the address of the office's site
    process: subprocess.Popen[bytes] | None = None

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def environment(self) -> dict[str, str]:
        """The settings by which an office trusts it."""
        return {
            "CASEBASE_OIDC_ISSUER": self.issuer,
            "CASEBASE_OIDC_CLIENT_ID": CLIENT_ID,
            "CASEBASE_OIDC_CLIENT_SECRET": CLIENT_SECRET,
            "CASEBASE_OIDC_NAME": "시연 통합로그인",
        }

    def start(self) -> None:
        arguments = [str(self.port), str(self.home), self.client]
        with (self.home / "provider.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.oidc_provider", *arguments], cwd=ROOT, stdout=log, stderr=log
            )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"{self.issuer}/.well-known/openid-configuration", timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError((self.home / "provider.log").read_text()[-3000:])

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def be_false(self, **claims: object) -> None:
        """Put claims into its tokens that are not so; none: it is sound again."""
        (self.home / "amiss.json").write_text(json.dumps(claims))


def a_provider(home: Path, client: str = "") -> Provider:
    """Return a provider that is not started yet, so that an office can be told of it before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return Provider(home, int(free.getsockname()[1]), client)


@contextmanager
def providing(home: Path, client: str) -> Iterator[Provider]:
    """Serve a provider that knows one client, by the address of its site."""
    provider = a_provider(home, client)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()


def _configuration(issuer: str, home: Path) -> OPConfiguration:
    (home / "user_pass.jinja2").write_text(_FORM)
    (home / "passwords.json").write_text(json.dumps(dict.fromkeys(USERS, PASSWORD)))
    (home / "users.json").write_text(json.dumps({user: {"sub": user} for user in USERS}))
    by_password = {
        "verify_endpoint": "/verify/user",
        "template": "user_pass.jinja2",
        "db": {"class": "idpyoidc.server.util.JSONDictDB", "kwargs": {"filename": str(home / "passwords.json")}},
    }
    needs_pkce = {"essential": True, "code_challenge_methods": {"S256": True}}
    return OPConfiguration(
        {
            "issuer": issuer,
            "keys": {"key_defs": _KEYS, "uri_path": "jwks.json"},
            "token_handler_args": {
                "code": {"kwargs": {"lifetime": 600}},
                "token": {"class": "idpyoidc.server.token.jwt_token.JWTToken", "kwargs": {"lifetime": 600}},
                "id_token": {"class": "idpyoidc.server.token.id_token.IDToken", "kwargs": {}},
            },
            "endpoint": {
                name: {"path": path, "class": f"idpyoidc.server.oidc.{kind}", "kwargs": {"client_authn_method": how}}
                for name, path, kind, how in (
                    (DISCOVERY, ".well-known/openid-configuration", "provider_config.ProviderConfiguration", None),
                    (AUTHORIZATION, "authorization", "authorization.Authorization", None),
                    (TOKEN, "token", "token.Token", ["client_secret_basic", "client_secret_post"]),
                )
            },
            "authentication": {
                "user": {
                    "acr": "urn:oasis:names:tc:SAML:2.0:ac:classes:InternetProtocolPassword",
                    "class": "idpyoidc.server.user_authn.user.UserPassJinja2",
                    "kwargs": by_password,
                }
            },
            "userinfo": {
                "class": "idpyoidc.server.user_info.UserInfo",
                "kwargs": {"db_file": str(home / "users.json")},
            },
            "template_dir": str(home),
            "add_ons": {"pkce": {"function": "idpyoidc.server.oauth2.add_on.pkce.add_support", "kwargs": needs_pkce}},
        },
        base_path=str(home),
    )


class _Site:
    """The provider's endpoints as web pages."""

    def __init__(self, issuer: str, home: Path, client: str) -> None:
        self._amiss = home / "amiss.json"
        self._server = Server(_configuration(issuer, home), cwd=str(home))
        self._server.context.cdb[CLIENT_ID] = {
            "client_secret": CLIENT_SECRET,
            "redirect_uris": [(f"{client}/oidc/callback", {})],
            "response_types_supported": ["code"],
            "token_endpoint_auth_method": "client_secret_basic",
            "allowed_scopes": ["openid"],
        }
        self._server.keyjar.import_jwks(self._server.keyjar.export_jwks(True, ""), issuer)

    async def metadata(self, request: Request) -> Response:
        return self._answer(DISCOVERY, dict(request.query_params), request)

    async def keys(self, _: Request) -> Response:
        return JSONResponse(self._server.keyjar.export_jwks())

    async def authorize(self, request: Request) -> Response:
        endpoint = self._server.endpoint[AUTHORIZATION]
        asked = endpoint.parse_request(dict(request.query_params), http_info=_http(request))
        if "error" in asked:
            return JSONResponse(asked.to_dict(), status_code=400)
        found = endpoint.process_request(asked, http_info=_http(request))
        return HTMLResponse(found["http_response"])

    async def verify(self, request: Request) -> Response:
        endpoint, typed = self._server.endpoint[AUTHORIZATION], dict(await request.form())
        by_password = self._server.context.authn_broker.get_method_by_id("user")
        try:
            user = by_password.verify(**typed)
        except FailedAuthentication:
            return HTMLResponse("wrong password", status_code=403)
        told = by_password.unpack_token(typed["token"])
        asked = AuthorizationRequest().from_urlencoded(told["query"])
        session = endpoint.create_session(asked, user, told["authn_class_ref"], told["iat"], by_password)
        answer = endpoint.do_response(request=asked, **endpoint.authz_part2(request=asked, session_id=session))
        return RedirectResponse(answer["response"], status_code=303)

    async def token(self, request: Request) -> Response:
        return self._falsified(self._answer(TOKEN, dict(await request.form()), request))

    def _answer(self, name: str, asked: dict[str, Any], request: Request) -> Response:
        endpoint = self._server.endpoint[name]
        parsed = endpoint.parse_request(asked, http_info=_http(request))
        if "error" in parsed:
            return JSONResponse(parsed.to_dict(), status_code=400)
        parsed = AccessTokenRequest(**parsed) if name == TOKEN else parsed
        found = endpoint.process_request(parsed, http_info=_http(request))
        if "error" in found:
            return JSONResponse(found.to_dict(), status_code=400)
        answer = endpoint.do_response(request=parsed, **found)
        return Response(answer["response"], media_type="application/json")

    def _falsified(self, answer: Response) -> Response:
        """Return the answer as a provider that is not sound would give it."""
        claims = json.loads(self._amiss.read_text()) if self._amiss.exists() else {}
        told = json.loads(bytes(answer.body))
        if not claims or "id_token" not in told:
            return answer
        if claims.pop("is_missing", False):
            del told["id_token"]
            return JSONResponse(told)
        issuer = self._server.context.issuer
        true = dict(JWT(self._server.keyjar).unpack(told["id_token"]))
        keys = _other_keys(issuer) if claims.pop("is_other_key", False) else self._server.keyjar
        payload = {**true, **claims}
        signed = JWT(keys, iss=payload.pop("iss"), lifetime=0, sign_alg="RS256")
        return JSONResponse({**told, "id_token": signed.pack(payload, aud=payload.pop("aud"), iat=payload.pop("iat"))})


def _http(request: Request) -> dict[str, object]:
    return {"headers": dict(request.headers), "method": request.method, "url": str(request.url), "cookie": []}


def _other_keys(issuer: str) -> KeyJar:
    return init_key_jar(key_defs=_KEYS, issuer_id=issuer)


def main(port: int, home: Path, client: str) -> None:
    import uvicorn

    site = _Site(f"http://127.0.0.1:{port}", home, client)
    routes = [
        Route("/.well-known/openid-configuration", site.metadata),
        Route("/jwks.json", site.keys),
        Route("/authorization", site.authorize),
        Route("/verify/user", site.verify, methods=["POST"]),
        Route("/token", site.token, methods=["POST"]),
    ]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="info")


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
