"""Lists of visits: filtered and paged in SQL, never beyond a person's reach."""

from collections.abc import Sequence

from casebase.domain.listing import VisitFilter, VisitLine
from casebase.domain.reach import Reach, Relation
from casebase.domain.visit import VisitStatus
from casebase.korean.text import search_words
from casebase.store.columns import contains, day
from casebase.store.connection import Connection

_FROM = " from visits v join businesses b on b.id = v.business_id join accounts a on a.id = v.lead_id"


def list_visits(
    con: Connection,
    reach: Reach,
    asked: VisitFilter,
    limit: int,
    offset: int,
    *,
    among: Sequence[str] | None = None,
) -> list[VisitLine]:
    """Return one page of visits, the newest first; `among`: only these ids."""
    condition, values = _condition(reach, asked)
    if among is not None:
        only, ids = con.among("v.id", among)
        condition, values = f"{condition} and {only}", [*values, *ids]
    rows = con.rows(
        "select v.id, v.number, v.visited_on, b.name, b.region_code, a.name,"
        " (select count(*) from matters m where m.visit_id = v.id),"
        " (select count(*) from matters m where m.visit_id = v.id and m.track = 'later' and m.answered_on is null),"
        f" v.status, v.is_demo{_FROM} where {condition}"
        " order by v.visited_on desc, v.number desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [
        VisitLine(
            id=r[0],
            number=r[1],
            visited_on=day(r[2]),
            business=r[3],
            region_code=r[4],
            lead=r[5],
            count_matters=r[6],
            count_open=r[7],
            status=VisitStatus(r[8]),
            is_demo=bool(r[9]),
        )
        for r in rows
    ]


def count_visits(con: Connection, reach: Reach, asked: VisitFilter) -> int:
    condition, values = _condition(reach, asked)
    row = con.row(f"select count(*){_FROM} where {condition}", values)
    return int(row[0]) if row else 0


def _condition(reach: Reach, asked: VisitFilter) -> tuple[str, list[object]]:
    parts = [_within(reach), contains(search_words(asked.query), "v.search_text"), *_filters(asked)]
    return " and ".join(f"({text})" for text, _ in parts), [value for _, values in parts for value in values]


def _filters(asked: VisitFilter) -> list[tuple[str, list[object]]]:
    some_matter = "exists (select 1 from matters m where m.visit_id = v.id and m.{} = ?)"
    filters: list[tuple[str, object]] = [
        ("b.region_code = ?", asked.region_code),
        (some_matter.format("field"), asked.field),
        (some_matter.format("track"), asked.track),
        ("v.lead_id = ?", asked.lead_id),
        ("v.status = ?", asked.status),
        ("v.visited_on >= ?", asked.since.isoformat() if asked.since else ""),
        ("v.visited_on <= ?", asked.until.isoformat() if asked.until else ""),
    ]
    return [(text, [value]) for text, value in filters if value]


def _within(reach: Reach) -> tuple[str, list[object]]:
    """The same relations as access.relations.to_visit, in SQL."""
    if reach.is_everything:
        return "1 = 1", []
    if Relation.TEAM not in reach.relations:
        return "1 = 0", []
    return (
        "v.lead_id = ? or exists (select 1 from visit_members t where t.visit_id = v.id and t.account_id = ?)"
        " or exists (select 1 from matters m where m.visit_id = v.id and m.owner_id = ?)",
        [reach.account_id] * 3,
    )
