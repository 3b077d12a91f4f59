"""A transaction for the tests of one table, taken back at the end: no test pays for a database of its own."""

import contextlib
from collections.abc import Iterator

import pytest

from casebase.store.connection import Connection, Store
from casebase.store.migrate import apply_pending
from tests import postgresql
from tests.conftest import ENGINES


class TakenBack(Exception):
    """Ends a transaction without a trace."""


@pytest.fixture(scope="session", params=ENGINES)
def shared_store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A migrated store on each engine, empty between tests."""
    folder = tmp_path_factory.mktemp("shared")
    with contextlib.ExitStack() as ends:
        url = f"sqlite:///{folder / 'records.db'}"
        if request.param == "postgresql":
            address = request.getfixturevalue("postgresql_address")
            url = ends.enter_context(postgresql.fresh_database(address))
        store = Store(url, folder)
        ends.callback(store.close)
        apply_pending(store)
        yield store


@pytest.fixture
def con(shared_store: Store) -> Iterator[Connection]:
    """A connection inside a transaction that is taken back."""
    with contextlib.suppress(TakenBack), shared_store.transaction() as con:
        yield con
        raise TakenBack
