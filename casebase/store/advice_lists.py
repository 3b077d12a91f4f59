"""Lists of requests for advice: filtered and paged in SQL, never beyond a person's reach."""

from casebase.domain.advice import STANDING, AdviceRequest, AdviceStatus, AssignmentStatus
from casebase.domain.listing import AdviceFilter, AdviceLine
from casebase.domain.reach import Reach, Relation
from casebase.korean.dates import local_day
from casebase.korean.text import search_words
from casebase.store.columns import contains, day
from casebase.store.connection import Connection, Row

Condition = tuple[str, list[object]]

_CASE = (
    " left join reviews v on r.subject_kind = 'review' and v.id = r.subject_id"
    " left join consultations c on r.subject_kind = 'consultation' and c.id = r.subject_id"
)
# Somebody who was asked again after they declined stands where their newest assignment does.
_FROM = (
    f" from advice_requests r{_CASE} left join assignments w on w.request_id = r.id and w.account_id = ?"
    " and not exists (select 1 from assignments n"
    " where n.request_id = w.request_id and n.account_id = w.account_id and n.id > w.id)"
)
_ENDED = (
    "(coalesce(v.status, '') in ('closed', 'withdrawn')"
    " or coalesce(c.status, '') in ('closed', 'withdrawn', 'returned', 'transferred'))"
)
_LAST_EVENT = (
    "(select max(e.happened_at) from events e where e.subject_kind = r.subject_kind and e.subject_id = r.subject_id)"
)
_OPEN = f"r.status <> 'withdrawn' and not ({_ENDED} and coalesce({_LAST_EVENT}, '') < ?)"
_STANDING = ", ".join(f"'{status}'" for status in sorted(STANDING))
_COUNT = "(select count(*) from assignments t where t.request_id = r.id and t.status in ({}))"
_COUNTS = ", ".join(_COUNT.format(statuses) for statuses in (_STANDING, "'answered'"))


def list_advice(
    con: Connection, reach: Reach, wanted: AdviceFilter, ended_before: str, limit: int, offset: int
) -> list[AdviceLine]:
    """Return one page of requests, the newest first.

    `ended_before` is an instant: a request whose case ended, with its last event before it, is out of a panel
    member's sight. While a member has not accepted, neither the case's number nor what others do is told to them.
    """
    condition, values = _condition(reach, wanted, ended_before)
    rows = con.rows(
        "select r.id, r.number, r.title, coalesce(v.number, c.number, ''), r.due_on, r.status, w.status,"
        f" {_COUNTS}, r.is_demo"
        f"{_FROM} where {condition} order by r.asked_at desc, r.id desc limit ? offset ?",
        [reach.account_id, *values, limit, offset],
    )
    return [_line(row, is_everything=reach.is_everything) for row in rows]


def count_advice(con: Connection, reach: Reach, wanted: AdviceFilter, ended_before: str) -> int:
    condition, values = _condition(reach, wanted, ended_before)
    row = con.row(f"select count(*){_FROM} where {condition}", [reach.account_id, *values])
    return int(row[0]) if row else 0


def is_open_to_panel(con: Connection, request: AdviceRequest, ended_before: str) -> bool:
    """Say whether members may see what stands to them of one request, by the same rule as `list_advice`."""
    sql = f"select 1 from advice_requests r{_CASE} where r.id = ? and {_OPEN}"
    return con.row(sql, [request.id, ended_before]) is not None


def load_of(con: Connection, account_id: str, year: int) -> tuple[int, int]:
    """Return how many assignments a member has still to answer, and how many were offered in a year and stand."""
    rows = con.rows(
        "select a.status, a.offered_at, r.status from assignments a join advice_requests r on r.id = a.request_id"
        f" where a.account_id = ? and a.status in ({_STANDING})",
        [account_id],
    )
    unanswered = [request for own, _, request in rows if own != AssignmentStatus.ANSWERED]
    offered_in = [local_day(offered_at).year for _, offered_at, _ in rows]
    return unanswered.count(AdviceStatus.ASKED), offered_in.count(year)


def _condition(reach: Reach, wanted: AdviceFilter, ended_before: str) -> Condition:
    parts = [_within(reach, ended_before), _matching(reach, wanted.query)]
    parts += [
        (text, [value]) for text, value in (("r.status = ?", wanted.status), ("w.status = ?", wanted.mine)) if value
    ]
    return " and ".join(f"({text})" for text, _ in parts), [value for _, values in parts for value in values]


def _matching(reach: Reach, query: str) -> Condition:
    """What is searched is what all who see a request may read of it; the office finds it by its case too."""
    condition, values = contains(search_words(query), "r.search_text")
    if not reach.is_everything:
        return condition, values
    return f"{condition} or coalesce(v.number, c.number, '') = ?", [*values, query.strip()]


def _within(reach: Reach, ended_before: str) -> Condition:
    """The same relations as access.relations.to_advice, in SQL."""
    if reach.is_everything:
        return "1 = 1", []
    parts: list[str] = []
    values: list[object] = []
    if Relation.HANDLER in reach.relations:
        parts.append("coalesce(v.handler_id, c.handler_id, '') = ?")
        values.append(reach.account_id)
    for relation, statuses in ((Relation.OFFERED, "'offered'"), (Relation.ASSIGNED, "'accepted', 'answered'")):
        if relation in reach.relations:
            parts.append(f"coalesce(w.status, '') in ({statuses}) and {_OPEN}")
            values.append(ended_before)
    return (" or ".join(f"({part})" for part in parts) or "1 = 0"), values


def _line(row: Row, *, is_everything: bool) -> AdviceLine:
    (id_, number, title, case_number, due_on, status, own, count_asked, count_answered, is_demo) = row
    is_told = is_everything or own != AssignmentStatus.OFFERED
    return AdviceLine(
        id=id_,
        number=number,
        title=title,
        case_number=case_number if is_told else "",
        due_on=day(due_on),
        status=AdviceStatus(status),
        own=AssignmentStatus(own) if own else None,
        count_asked=count_asked if is_told else 0,
        count_answered=count_answered if is_told else 0,
        is_demo=bool(is_demo),
    )
