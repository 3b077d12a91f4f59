"""The walls stand: each thing they forbid is built into a copy of the house, and refused there by name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT_IMPORTS = Path(sys.executable).parent / "lint-imports"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the house, to build what is forbidden into it."""
    for folder in ("casebase", "pages"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("app.py", "pyproject.toml"):
        shutil.copy(ROOT / file, tmp_path / file)
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "test_shape.py", tmp_path / "tests")
    return tmp_path


def test_the_copy_as_it_is_passes(copy: Path) -> None:
    imports, shape = lint_imports(copy), page_length(copy)

    assert imports.returncode == 0, imports.stdout
    assert shape.returncode == 0, shape.stdout


def test_forbidden_imports_and_a_room_without_a_floor_are_refused(copy: Path) -> None:
    add(copy / "pages" / "today.py", "import duckdb")
    add(copy / "pages" / "visits.py", "import sqlite3")
    add(copy / "casebase" / "law" / "periods.py", "from casebase.store import visits")
    add(copy / "casebase" / "helpers" / "__init__.py", '"""Things."""')

    checked = lint_imports(copy)

    assert checked.returncode != 0
    assert "pages.today -> duckdb" in checked.stdout
    assert "pages.visits -> sqlite3" in checked.stdout
    assert "casebase.law.periods -> casebase.store.visits" in checked.stdout
    assert "- casebase.helpers" in checked.stdout.partition("not listed as layers")[2]


def test_a_page_that_grew_is_refused(copy: Path) -> None:
    add(copy / "pages" / "visit.py", "\n" * 60)

    checked = page_length(copy)

    assert checked.returncode != 0
    assert "pages/visit.py: " in checked.stdout
    assert "a page has at most 60 lines" in checked.stdout


def add(file: Path, text: str) -> None:
    """Put text at the end of a file, which need not be there yet."""
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as end:
        end.write(f"\n{text}\n")


def lint_imports(copy: Path) -> subprocess.CompletedProcess[str]:
    return run(copy, str(LINT_IMPORTS))


def page_length(copy: Path) -> subprocess.CompletedProcess[str]:
    return run(copy, sys.executable, "-m", "pytest", "-q", "tests/test_shape.py", "-k", "test_a_page_is_short")


def run(copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
