"""The script that draws figures, from this server alone."""

import gzip

from starlette.testclient import TestClient

from casebase.charts.script import ADDRESS, drawing_script


def test_the_script_comes_packed_and_is_kept_by_the_browser(signed_in: TestClient) -> None:
    with signed_in.stream("GET", ADDRESS, headers={"accept-encoding": "gzip"}) as answer:
        packed = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert "immutable" in answer.headers["cache-control"]
    assert gzip.decompress(packed) == drawing_script()


def test_who_cannot_unpack_it_gets_it_as_it_is(signed_in: TestClient) -> None:
    answer = signed_in.get(ADDRESS, headers={"accept-encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert answer.content == drawing_script()


def test_a_stranger_is_not_given_it(stranger: TestClient) -> None:
    assert stranger.get(ADDRESS).status_code == 401
