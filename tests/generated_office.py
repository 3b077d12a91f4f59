"""A generated office to test with: believable cases of every kind, in any number."""

from casebase.casework.demo.generated import fill_generated
from casebase.store.connection import Store
from tests.builders import NOW


def a_generated_office(store: Store, cases: int = 200, seed: int = 1) -> Store:
    """Fill an empty store, which nobody else has open, with so many cases up to `builders.NOW`. Returns the store."""
    fill_generated(store, cases, seed, NOW)
    return store
