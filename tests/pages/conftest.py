"""What every test of a page may ask for: the demonstration's records."""

from collections.abc import Iterator

import pytest

from casebase.casework.office import Office, use_office
from tests.screens import demonstration


@pytest.fixture(scope="package")
def filled_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all pages; a test that changes something takes a thing of its own."""
    with demonstration(tmp_path_factory.mktemp("office")) as office:
        yield office


@pytest.fixture
def office(filled_office: Office) -> Iterator[Office]:
    """The same office, served while a test runs: between two of them other rooms' tests serve theirs."""
    use_office(filled_office)
    yield filled_office
    use_office(None)
