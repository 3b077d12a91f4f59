"""Lists of consultations: filtered and paged in SQL, never beyond a person's reach."""

from collections.abc import Sequence
from typing import NamedTuple

from casebase.domain.consultation import ApplicantKind, ConsultationStatus
from casebase.domain.listing import ConsultationFilter, ConsultationLine
from casebase.domain.opinion import OpinionOutcome
from casebase.domain.reach import Reach, Relation
from casebase.korean.dates import local_day
from casebase.korean.text import search_words
from casebase.store.columns import contains, day
from casebase.store.connection import Connection, Row

Condition = tuple[str, list[object]]


class _Tie(NamedTuple):
    """What ties consultations to somebody: `source` is where it is read from, in the order of its tables."""

    condition: str
    values: list[object]
    source: str = "consultations c"

    @property
    def anywhere(self) -> str:
        """The same as a condition on consultations that are read from anywhere."""
        if self.source == "consultations c":
            return self.condition
        return f"c.id in (select c.id from {self.source} where {self.condition})"


_FILED = "c.filed_on is not null and c.status <> 'drafting'"
_FROM = (
    " join consultations c on c.id = page.id left join agencies g on g.id = c.agency_id"
    " left join accounts a on a.id = c.handler_id"
)
# SQLite keeps to the order of a cross join: the few cases somebody owns are read first, not all at a status.
_OWNED = "consultation_owners w cross join consultations c"
_OUTCOME = (
    "(select case when o.kind = 'withdrawal' then null else o.outcome end from opinions o"
    " left join documents d on d.id = o.document_id"
    " where o.consultation_id = c.id and o.state = 'issued' and {told} order by o.id desc limit 1)"
)
_TOLD = "d.notified_on is not null"
_STATUS_OUTSIDE = (
    "case when c.status not in ('proposed', 'issued') then c.status else coalesce("
    "(select case when o.kind = 'withdrawal' then 'under_review' else 'notified' end"
    " from opinions o join documents d on d.id = o.document_id"
    f" where o.consultation_id = c.id and {_TOLD} order by o.id desc limit 1), 'under_review') end"
)


def list_consultations(
    con: Connection,
    reach: Reach,
    asked: ConsultationFilter,
    limit: int,
    offset: int,
    *,
    is_outside: bool = False,
    among: Sequence[str] | None = None,
) -> list[ConsultationLine]:
    """Return one page of consultations, the newest first; drafts only where their status is asked for.

    Outside the office a status and an outcome stand, and are filtered by, as last notified: that an opinion is
    proposed or approved is the office's own business. `among`: only these ids. How late a case is, is not known
    here: `asked.lateness` does not filter.
    """
    page, values = _page(_filters(con, asked, is_outside, among), reach, limit, offset)
    outcome = _OUTCOME.format(told=_TOLD if is_outside else "1 = 1")
    rows = con.rows(
        "select c.id, c.number, c.filed_on, c.opened_at, c.title, g.name, c.applicant_kind, a.name, c.handler_id,"
        f" {_status(is_outside)}, {outcome}, c.is_demo from ({page}) as page{_FROM}"
        " order by page.filed_on desc, page.id desc",
        values,
    )
    return [_line(row) for row in rows]


def count_consultations(
    con: Connection,
    reach: Reach,
    asked: ConsultationFilter,
    *,
    is_outside: bool = False,
    among: Sequence[str] | None = None,
) -> int:
    """Return how many lines all pages of `list_consultations` have together."""
    ties = _ties(reach)
    tied = " or ".join(f"({tie.anywhere})" for tie in ties), [value for tie in ties for value in tie.values]
    condition, values = _all_of([tied, *_filters(con, asked, is_outside, among)])
    row = con.row(f"select count(*) from consultations c where {condition}", values)
    return int(row[0]) if row else 0


def _page(filters: list[Condition], reach: Reach, limit: int, offset: int) -> Condition:
    """Return the question for a page's ids: each tie is read by its own index, no further than the page's end."""
    ties = _ties(reach)
    if len(ties) == 1:
        return _tied(ties[0], filters, limit, offset)
    parts = [_tied(tie, filters, limit + offset, 0) for tie in ties]
    pages = " union ".join(f"select filed_on, id from ({text}) as tied" for text, _ in parts)
    values = [value for _, values in parts for value in values]
    return f"{pages} order by filed_on desc, id desc limit ? offset ?", [*values, limit, offset]


def _tied(tie: _Tie, filters: list[Condition], limit: int, offset: int) -> Condition:
    condition, values = _all_of([(tie.condition, tie.values), *filters])
    newest = "order by c.filed_on desc, c.id desc limit ? offset ?"
    return f"select c.filed_on, c.id from {tie.source} where {condition} {newest}", [*values, limit, offset]


def _filters(
    con: Connection, asked: ConsultationFilter, is_outside: bool, among: Sequence[str] | None
) -> list[Condition]:
    filters: list[tuple[str, object]] = [
        (f"{_status(is_outside)} = ?", asked.status),
        ("c.field = ?", asked.field),
        ("c.agency_id = ?", asked.agency_id),
        ("c.handler_id = ?", asked.handler_id),
        ("c.filed_on >= ?", asked.since.isoformat() if asked.since else ""),
        ("c.filed_on <= ?", asked.until.isoformat() if asked.until else ""),
    ]
    conditions: list[Condition] = [(text, [value]) for text, value in filters if value]
    conditions.append(contains(search_words(asked.query), "c.search_text"))
    if asked.status != ConsultationStatus.DRAFTING:
        conditions.append((_FILED, []))
    if among is not None:
        conditions.append(con.among("c.id", among))
    return conditions


def _ties(reach: Reach) -> list[_Tie]:
    """The same relations as access.relations.to_consultation, in SQL: one tie each, no two of them the same."""
    if reach.is_everything:
        return [_Tie("1 = 1", [])]
    ties: list[_Tie] = []
    if Relation.HANDLER in reach.relations:
        ties.append(_Tie("c.handler_id = ?", [reach.account_id]))
    if Relation.TEAM in reach.relations:
        ties.append(_Tie("w.account_id = ? and c.id = w.consultation_id", [reach.account_id], _OWNED))
    if reach.relations & {Relation.APPLICANT, Relation.SELF}:
        own_agency = "c.applicant_kind = 'agency' and c.agency_id = ?"
        ties += [_Tie("c.applicant_id = ?", [reach.account_id]), _Tie(own_agency, [reach.agency_id or ""])]
    if Relation.ASKED in reach.relations:
        consulted = "select s.consultation_id from suspensions s where s.agency_id = ? and s.cancelled_on is null"
        ties.append(_Tie(f"c.id in ({consulted})", [reach.agency_id or ""]))
    return ties or [_Tie("1 = 0", [])]


def _status(is_outside: bool) -> str:
    return _STATUS_OUTSIDE if is_outside else "c.status"


def _all_of(conditions: list[Condition]) -> Condition:
    return " and ".join(f"({text})" for text, _ in conditions), [v for _, values in conditions for v in values]


def _line(row: Row) -> ConsultationLine:
    (id_, number, filed_on, opened_at, title, agency, applicant_kind, handler, handler_id, *rest) = row
    status, outcome, is_demo = rest
    return ConsultationLine(
        id=id_,
        number=number or "",
        filed_on=day(filed_on) if filed_on else local_day(opened_at),
        title=title,
        agency=agency or "",
        applicant_kind=ApplicantKind(applicant_kind),
        handler=handler or "",
        handler_id=handler_id,
        status=ConsultationStatus(status),
        outcome=OpinionOutcome(outcome) if outcome else None,
        is_demo=bool(is_demo),
    )
