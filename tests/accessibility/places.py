"""Where the pages of the product are found, one address each, and who looks at them."""

from collections.abc import Iterator
from dataclasses import dataclass

from casebase.access.policy import granted
from casebase.domain.account import Role
from casebase.store.connection import Store
from casebase.ui.frame import PAGES
from tests.browser.serving import Served

# Who looks at a page: the first of these who may see it.
LOOKERS = (Role.AUDITOR, Role.HEAD, Role.SECRETARY, Role.ADMIN)
# What a page of one thing is asked for, from the demonstration; every other page stands by itself.
ADDRESSED = {
    "visit": ("number", "select max(number) from visits"),
    "consultation": ("number", "select max(number) from consultations where status = 'under_review'"),
    "exemption": ("number", "select max(number) from reviews where status = 'fact_finding'"),
    "meeting": ("number", "select max(number) from meetings"),
    "precedent": ("number", "select max(number) from precedents"),
    "post": ("number", "select max(number) from posts"),
}


@dataclass(frozen=True)
class Place:
    """A page and its address for somebody who may see it."""

    role: Role
    path: str


def places(served: Served) -> Iterator[Place]:
    """Yield every page of the product once, by the first in LOOKERS who may see it."""
    store = Store(f"sqlite:///{served.home}/records.db", served.home)
    with store.reading() as con:
        for name, _, act, _ in PAGES:
            asked = ""
            if name in ADDRESSED:
                key, sql = ADDRESSED[name]
                row = con.row(sql)
                assert row and row[0], f"the demonstration has nothing for the page {name}"
                asked = f"?{key}={row[0]}"
            yield Place(next(role for role in LOOKERS if granted(role, act)), f"/{name}{asked}")
    store.close()
