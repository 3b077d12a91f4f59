"""Lists of reviews: filtered and paged in SQL, never beyond a person's reach."""

from casebase.domain.listing import ReviewFilter, ReviewLine
from casebase.domain.reach import Reach, Relation
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.korean.text import search_words
from casebase.store.columns import contains, day
from casebase.store.connection import Connection, Row

_FROM = " from reviews r join agencies g on g.id = r.agency_id left join accounts a on a.id = r.handler_id"
_OUTCOME = (
    "(select x.outcome from rulings x where x.review_id = r.id and x.state = 'issued' and x.kind <> 'withdrawal'"
    " order by x.id desc limit 1)"
)


def list_reviews(con: Connection, reach: Reach, asked: ReviewFilter, limit: int, offset: int) -> list[ReviewLine]:
    """Return one page of reviews, the newest first."""
    condition, values = _condition(reach, asked)
    rows = con.rows(
        f"select r.id, r.number, r.filed_on, r.title, g.name, coalesce(a.name, ''), r.status, {_OUTCOME}, r.is_demo,"
        " r.handler_id"
        f"{_FROM} where {condition} order by r.filed_on desc, r.number desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [_line(row) for row in rows]


def count_reviews(con: Connection, reach: Reach, asked: ReviewFilter) -> int:
    condition, values = _condition(reach, asked)
    row = con.row(f"select count(*){_FROM} where {condition}", values)
    return int(row[0]) if row else 0


def _condition(reach: Reach, asked: ReviewFilter) -> tuple[str, list[object]]:
    parts = [_within(reach), contains(search_words(asked.query), "r.search_text"), *_filters(asked)]
    return " and ".join(f"({text})" for text, _ in parts), [value for _, values in parts for value in values]


def _filters(asked: ReviewFilter) -> list[tuple[str, list[object]]]:
    filters: list[tuple[str, object]] = [
        ("r.status = ?", asked.status),
        ("r.field = ?", asked.field),
        ("r.agency_id = ?", asked.agency_id),
        ("r.handler_id = ?", asked.handler_id),
        ("r.filed_on >= ?", asked.since.isoformat() if asked.since else ""),
        ("r.filed_on <= ?", asked.until.isoformat() if asked.until else ""),
    ]
    return [(text, [value]) for text, value in filters if value]


def _within(reach: Reach) -> tuple[str, list[object]]:
    """The same relations as access.relations.to_review, in SQL."""
    if reach.is_everything:
        return "1 = 1", []
    parts: list[str] = []
    values: list[object] = []
    if Relation.HANDLER in reach.relations:
        parts.append("r.handler_id = ?")
        values.append(reach.account_id)
    if Relation.APPLICANT in reach.relations:
        parts.append(
            "r.applicant_id = ? or (r.origin = 'agency' and r.agency_id = ?)"
            " or exists (select 1 from subjects s where s.review_id = r.id and s.account_id = ?)"
        )
        values += [reach.account_id, reach.agency_id or "", reach.account_id]
    return (" or ".join(parts) or "1 = 0"), values


def _line(row: Row) -> ReviewLine:
    return ReviewLine(
        id=row[0],
        number=row[1],
        filed_on=day(row[2]),
        title=row[3],
        agency=row[4],
        handler=row[5],
        status=ReviewStatus(row[6]),
        outcome=Outcome(row[7]) if row[7] else None,
        is_demo=bool(row[8]),
        handler_id=row[9],
    )
