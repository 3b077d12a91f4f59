"""One server for what is looked at in short."""

from collections.abc import Iterator

import pytest

from tests.browser.serving import Served, serving


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with its demonstration; tests add to it and never count on being first."""
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served
