"""Whatever stands in a list, a file of it works nothing out."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from starlette.testclient import TestClient

from casebase.casework.exports import EXPORTS
from casebase.domain.account import Role
from tests.hostile.conftest import Browser
from tests.hostile.texts import FORMULAS
from tests.world import World

TYPED = (
    ("businesses", "name"),
    ("agencies", "name"),
    ("accounts", "name"),
    ("consultations", "title"),
    ("reviews", "title"),
    ("precedents", "title"),
    ("precedents", "summary"),
    ("advice_requests", "title"),
    ("meetings", "place"),
)
NUMBER = re.compile(r"-?\d+(\.\d+)?")


@pytest.fixture(params=FORMULAS, ids=range(len(FORMULAS)))
def formula(request: pytest.FixtureRequest, world: World) -> str:
    """A formula that stands wherever a list shows what somebody typed."""
    typed = str(request.param)
    with world.store.transaction() as con:
        for table, column in TYPED:
            if any(name == column for (_, name, *_) in con.rows(f"pragma table_info({table})")):
                con.run(f"update {table} set {column} = ? || id", [typed])
    return typed


@pytest.fixture
def readers(browser_of: Browser) -> list[TestClient]:
    return [browser_of(Role.ADMIN), browser_of(Role.HEAD)]


@pytest.mark.parametrize("what", sorted(EXPORTS))
def test_no_cell_of_a_list_is_a_formula(readers: list[TestClient], what: str, formula: str) -> None:
    for reader in readers:
        reader.get(f"/api/exports/{what}.csv")  # of which the access log then tells
        answers = {ending: reader.get(f"/api/exports/{what}.{ending}") for ending in ("csv", "xlsx")}
        if answers["csv"].status_code == 403:
            continue

        cells = [cell for row in csv.reader(StringIO(answers["csv"].content.decode("utf-8-sig"))) for cell in row]
        with ZipFile(BytesIO(answers["xlsx"].content)) as book:
            sheets = b"".join(book.read(name) for name in book.namelist() if name.endswith(".xml"))
        assert [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell and not NUMBER.fullmatch(cell)] == []
        assert b"<f>" not in sheets and b"<f " not in sheets
        assert b"<hyperlink" not in sheets
        assert any(f"'{formula}" in cell for cell in cells), "nothing typed stands in it"
