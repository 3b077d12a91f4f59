"""Lists of reviews: filtered and paged in SQL, never beyond a person's reach."""

from collections.abc import Sequence

from casebase.domain.listing import ReviewFilter, ReviewLine
from casebase.domain.reach import Reach, Relation
from casebase.domain.review import ReviewStatus
from casebase.domain.ruling import Outcome
from casebase.korean.text import search_words
from casebase.store.columns import contains, day
from casebase.store.connection import Connection, Row

_FROM = " from reviews r join agencies g on g.id = r.agency_id left join accounts a on a.id = r.handler_id"
_OUTCOME = (
    "(select case when x.kind = 'withdrawal' then null else x.outcome end from rulings x"
    " left join documents d on d.id = x.document_id"
    " where x.review_id = r.id and x.state = 'issued' and {told} order by x.id desc limit 1)"
)
_TOLD = "d.notified_on is not null"
_STATUS_OUTSIDE = (
    "case when r.status not in ('proposed', 'issued') then r.status"
    f" when exists (select 1 from documents d where d.subject_kind = 'review' and d.subject_id = r.id and {_TOLD})"
    " then 'notified' else 'fact_finding' end"
)


def list_reviews(
    con: Connection,
    reach: Reach,
    asked: ReviewFilter,
    limit: int,
    offset: int,
    *,
    is_outside: bool = False,
    barred: Sequence[str] = (),
    among: Sequence[str] | None = None,
) -> list[ReviewLine]:
    """Return one page of reviews, the newest first; `among`: only these ids.

    Outside the office a status and an outcome stand, and are filtered by, as last notified: that a ruling is
    proposed or approved is the office's own business. The reviews `barred` are filtered so as well.
    """
    condition, values = _condition(con, reach, asked, is_outside, barred)
    if among is not None:
        only, ids = con.among("r.id", among)
        condition, values = f"{condition} and {only}", [*values, *ids]
    outcome = _OUTCOME.format(told=_TOLD if is_outside else "1 = 1")
    rows = con.rows(
        f"select r.id, r.number, r.filed_on, r.title, g.name, coalesce(a.name, ''), {_status(is_outside)}, {outcome},"
        " r.is_demo, r.handler_id"
        f"{_FROM} where {condition} order by r.filed_on desc, r.number desc limit ? offset ?",
        [*values, limit, offset],
    )
    return [_line(row) for row in rows]


def count_reviews(
    con: Connection, reach: Reach, asked: ReviewFilter, *, is_outside: bool = False, barred: Sequence[str] = ()
) -> int:
    condition, values = _condition(con, reach, asked, is_outside, barred)
    row = con.row(f"select count(*){_FROM} where {condition}", values)
    return int(row[0]) if row else 0


def _status(is_outside: bool) -> str:
    return _STATUS_OUTSIDE if is_outside else "r.status"


def _condition(
    con: Connection, reach: Reach, asked: ReviewFilter, is_outside: bool, barred: Sequence[str]
) -> tuple[str, list[object]]:
    parts = [_within(reach), contains(search_words(asked.query), "r.search_text"), *_filters(asked)]
    if asked.status:
        parts.append(_has_status(con, asked.status, is_outside, barred))
    return " and ".join(f"({text})" for text, _ in parts), [value for _, values in parts for value in values]


def _has_status(con: Connection, status: str, is_outside: bool, barred: Sequence[str]) -> tuple[str, list[object]]:
    if not barred:
        return f"{_status(is_outside)} = ?", [status]
    condition, ids = con.among("r.id", barred)
    return f"case when {condition} then {_STATUS_OUTSIDE} else {_status(is_outside)} end = ?", [*ids, status]


def _filters(asked: ReviewFilter) -> list[tuple[str, list[object]]]:
    filters: list[tuple[str, object]] = [
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
    if Relation.AGENCY in reach.relations:
        parts.append(
            "r.agency_id = ? and not exists (select 1 from subjects s where s.review_id = r.id and s.account_id = ?)"
        )
        values += [reach.agency_id or "", reach.account_id]
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
