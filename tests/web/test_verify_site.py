"""/verify alone on a public host: from a list, with no store, no sign-in and nothing else."""

import logging
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from casebase.casework.digest_list import write_digests
from casebase.domain.errors import FileRefused
from casebase.store.connection import Store
from casebase.web.verify_site import ListFile, verification_site
from tests.issued_papers import Issued, an_issued_ruling, flipped, withdraw
from tests.signing_keys import a_signer
from tests.web.conftest import SITE

NOW = datetime.now(UTC)


@pytest.fixture
def ruling(sqlite_store: Store) -> Issued:
    return an_issued_ruling(sqlite_store)


@pytest.fixture
def path(sqlite_store: Store, ruling: Issued, tmp_path: Path) -> Path:  # noqa: ARG001 - the list holds it
    path = tmp_path / "public" / "확인.jsonl"
    path.parent.mkdir()
    write_digests(sqlite_store, path, NOW)
    return path


def a_visitor(path: Path, trusted: tuple[bytes, ...] = ()) -> TestClient:
    return TestClient(verification_site(ListFile(path, trusted)), base_url=SITE, headers={"origin": SITE})


def standing(visitor: TestClient, paper: Issued) -> str:
    page = visitor.get(f"/verify/{paper.number}", params={"h": paper.digits}).text
    return page.partition('class="verdict ')[2].partition('"')[0]


def test_it_answers_as_the_office_does_and_says_how_old_its_list_is(path: Path, ruling: Issued) -> None:
    visitor = a_visitor(path)

    files = [
        visitor.post("/verify/file", files={"file": ("a.pdf", content)}).text
        for content in (ruling.content, flipped(ruling.content, 9_000, 1), b"%PDF")
    ]

    assert standing(visitor, ruling) == "genuine"
    assert ['class="verdict genuine"' in files[0], 'class="verdict altered"' in files[1]] == [True, True]
    assert 'class="verdict unknown"' in files[2]
    assert all("기관이 내보낸 목록으로 확인합니다" in page for page in files)
    assert "일 전 것이니" not in files[0]


def test_nothing_else_is_there(path: Path) -> None:
    visitor = a_visitor(path)
    visitor.follow_redirects = False

    assert visitor.get("/").headers["location"] == "/verify"
    assert {visitor.get(address).status_code for address in ("/signin", "/today", "/healthz", "/files/a")} == {404}
    answer = visitor.get("/verify")
    assert "set-cookie" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_new_list_is_read_when_it_comes_and_a_broken_one_is_not(
    path: Path, ruling: Issued, sqlite_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = a_visitor(path)
    assert standing(visitor, ruling) == "genuine"
    withdraw(sqlite_store, ruling, NOW.date())
    write_digests(sqlite_store, path, NOW)
    assert standing(visitor, ruling) == "withdrawn"

    with caplog.at_level(logging.WARNING, "casebase"):
        path.write_bytes(path.read_bytes()[:-9])
        assert standing(visitor, ruling) == "withdrawn"
        path.unlink()
        assert standing(visitor, ruling) == "withdrawn"

    assert len(caplog.records) == 2


def test_an_old_list_says_that_it_is_old(path: Path, ruling: Issued, sqlite_store: Store) -> None:
    write_digests(sqlite_store, path, NOW - timedelta(days=8))

    page = a_visitor(path).get(f"/verify/{ruling.number}", params={"h": ruling.digits}).text

    assert "목록이 8일 전 것이니 기관에도 물으세요." in page


def test_with_a_certificate_only_the_offices_own_list_is_taken(path: Path, ruling: Issued, sqlite_store: Store) -> None:
    signer = a_signer()
    with pytest.raises(FileRefused):
        ListFile(path, signer.trusted)
    write_digests(sqlite_store, path, NOW, signer)
    visitor = a_visitor(path, signer.trusted)
    withdraw(sqlite_store, ruling, NOW.date())

    write_digests(sqlite_store, path, NOW, a_signer(2))

    assert standing(visitor, ruling) == "genuine"


def test_it_knows_no_streamlit_and_makes_no_store(tmp_path: Path) -> None:
    told = "import sys, casebase.web.verify_site; print('streamlit' in sys.modules, 'pyhanko' in sys.modules)"

    said = subprocess.run(
        [sys.executable, "-c", told],
        env={**os.environ, "CASEBASE_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == ["False", "False"]
    assert not (tmp_path / "home").exists()
