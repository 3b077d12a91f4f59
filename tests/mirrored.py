"""What a mirror holds, to be compared with what it should hold, and things to mirror."""

from datetime import date
from pathlib import Path

from casebase.domain.document import Document, DocumentKind
from casebase.domain.visit import Track
from casebase.insight.mirror import Mirror, refresh
from casebase.insight.tables import TABLES
from casebase.store.connection import Connection, Store
from casebase.store.ids import new_id
from tests.builders import a_business, a_matter, a_visit, an_account, an_event


def held(mirror: Mirror) -> dict[str, tuple[tuple[object, ...], ...]]:
    """Everything a mirror holds, by table."""
    return {table.name: mirror.ask(f"select * from {table.name} order by all").rows for table in TABLES}


def held_by_a_fresh_mirror(store: Store, folder: Path) -> dict[str, tuple[tuple[object, ...], ...]]:
    fresh = Mirror(folder / f"fresh-{new_id()}.duckdb")
    refresh(fresh, store)
    everything = held(fresh)
    fresh.close()
    return everything


def visit_on_record(con: Connection) -> str:
    lead, member = an_account(con), an_account(con)
    matters = (a_matter(Track.LATER, owner_id=member.id), a_matter(Track.ON_SITE))
    visit = a_visit(con, a_business(con), lead, members=(member,), matters=matters)
    an_event(con, "business", visit.business_id)
    for account in (lead, member):
        an_event(con, "account", account.id)
    an_event(con, "visit", visit.id)
    return visit.id


def a_paper(subject_kind: str, subject_id: str) -> Document:
    return Document(
        id=new_id(),
        kind=DocumentKind.VISIT_RECORD,
        number=new_id(),
        subject_kind=subject_kind,
        subject_id=subject_id,
        issued_on=date(2026, 11, 23),
        sha256="",
        content_sha256="",
        size=1,
    )
