"""Somebody with a browser, on their way from the office to a provider and back."""

import re
from dataclasses import dataclass

import httpx
from starlette.testclient import TestClient

from tests.oidc_provider import PASSWORD


@dataclass
class Person:
    """The browser, and who sits before it."""

    client: TestClient
    user: str = "kim"

    def begin(self, **query: str) -> str:
        """Set out, and return the address at the provider."""
        answer = self.client.get("/oidc/begin", params=query)
        assert answer.status_code == 302
        return str(answer.headers["location"])

    def sign_in_there(self, address: str) -> str:
        """Sign in at the provider, and return the way back."""
        answer = at_the_provider(address, self.user, PASSWORD)
        assert answer.status_code == 303
        return answer.headers["location"].removeprefix(str(self.client.base_url))

    def go(self, **query: str) -> httpx.Response:
        """The whole way."""
        return self.client.get(self.sign_in_there(self.begin(**query)))

    def is_in(self) -> bool:
        return self.client.get("/headers").status_code == 200


def at_the_provider(address: str, user: str, password: str) -> httpx.Response:
    """Sign in at the provider, by the form that it shows at an address."""
    with httpx.Client() as there:
        form = there.get(address).text
        token = re.search(r'name="token" value="([^"]+)"', form)
        assert token is not None, form
        typed = {"token": token[1], "username": user, "password": password}
        return there.post(str(httpx.URL(address).join("/verify/user")), data=typed)
