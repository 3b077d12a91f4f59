"""Lists as files over the web: behind the gate, by who may, gone from the disk once sent."""

import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from casebase.access.policy import granted
from casebase.casework.exports import EXPORTS
from casebase.casework.office import Office
from casebase.domain.account import Account, Role
from casebase.sheets.book import open_book, rows_of
from tests.builders import a_business, a_visit, an_account, an_agency
from tests.web.conftest import sign_in


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where files stand while they are written."""
    folder = tmp_path / "passing"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder


def test_a_list_is_sent_as_a_file_and_nothing_of_it_stays(
    signed_in: TestClient, served: Office, auditor: Account, folder: Path
) -> None:
    with served.store.transaction() as con:
        visit = a_visit(con, a_business(con, name="한빛정밀"), auditor)

    answer = signed_in.get("/api/exports/visits.xlsx?query=한빛")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%EB%B0%A9%EB%AC%B8_")
    assert answer.headers["content-length"] == str(len(answer.content))
    file = BytesIO(answer.content)
    _, row = rows_of(file, open_book(file, "visits.xlsx"), "Sheet1")
    assert row.cells[0] == visit.number
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("format", ["xlsx", "csv", "parquet", "json"])
def test_each_format_is_sent(signed_in: TestClient, folder: Path, format: str) -> None:
    answer = signed_in.get(f"/api/exports/precedents.{format}")

    assert answer.status_code == 200
    assert answer.content
    assert list(folder.iterdir()) == []


def test_a_filter_that_matches_nothing_gives_the_headings(signed_in: TestClient) -> None:
    answer = signed_in.get("/api/exports/consultations.csv?query=없는말&since=2026-01-01")

    assert answer.status_code == 200
    assert answer.content.decode("utf-8-sig").splitlines() == [
        "번호,신청일,건명,기관,신청인 구분,담당자,상태,결과,시연"
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/exports/accounts.xlsx", 404),
        ("/api/exports/visits.xls", 404),
        ("/api/exports/visits.xlsx?since=gestern", 422),
        ("/api/exports/precedents.csv?year=all", 422),
    ],
)
def test_what_cannot_be_sent_is_refused_with_a_sentence(signed_in: TestClient, address: str, status: int) -> None:
    answer = signed_in.get(address)

    assert answer.status_code == status
    assert answer.json()["message"]


@pytest.mark.parametrize("role", Role)
def test_each_role_takes_out_the_lists_it_may_see_and_no_other(
    stranger: TestClient, served: Office, folder: Path, role: Role
) -> None:
    with served.store.transaction() as con:
        account = an_account(con, role, agency_id=an_agency(con).id if role == Role.APPLICANT else None)
    client = sign_in(stranger, served, account)

    for what, export in EXPORTS.items():
        answer = client.get(f"/api/exports/{what}.csv")
        assert answer.status_code == (200 if granted(role, export.act) else 403), what
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("what", EXPORTS)
def test_without_a_session_there_is_nothing(stranger: TestClient, what: str) -> None:
    assert stranger.get(f"/api/exports/{what}.json").status_code == 401
