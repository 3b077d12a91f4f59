"""Doors of Streamlit's own that lead nowhere."""

import pytest
from starlette.testclient import TestClient

from casebase.web.unused import UNUSED, is_unused

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", [*UNUSED, *(f"{door}/below" for door in UNUSED)])
def test_an_unused_door_leads_nowhere_for_who_has_signed_in(signed_in: TestClient, method: str, path: str) -> None:
    answer = signed_in.request(method, path)

    assert answer.status_code == 404
    assert "Streamlit" not in answer.text


@pytest.mark.parametrize("path", UNUSED)
def test_to_a_stranger_it_is_closed_like_every_other(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/authors", "/media/auth", "/signin"])
def test_the_doors_beside_them_stay(path: str) -> None:
    assert not is_unused(path)
