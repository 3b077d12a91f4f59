"""An office of the command line's own, and commands run as the operator runs them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casebase.__main__ import main
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the office of the command line would lie; there is none yet."""
    monkeypatch.setenv("CASEBASE_HOME", str(tmp_path / "office"))
    monkeypatch.delenv("CASEBASE_STORE", raising=False)
    return tmp_path / "office"


@pytest.fixture
def store(home: Path) -> Store:
    """The records of that office: none yet."""
    home.mkdir()
    store = Store(f"sqlite:///{home / 'records.db'}", home)
    apply_pending(store)
    return store


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; return its exit code and what it said."""

    def command(*arguments: object) -> tuple[int, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    return command
