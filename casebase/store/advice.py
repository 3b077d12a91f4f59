"""The tables `advice_requests`, `advice_issues` and `assignments`. Answers stand as JSON lists of their parts."""

import json

from casebase.domain.advice import AdviceRequest, AdviceStatus, Answer, Assignment, AssignmentStatus, Issue, Stance
from casebase.domain.errors import NotFound
from casebase.korean.text import search_text
from casebase.store.columns import day, day_or_none, marks, named, settings, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, number, subject_kind, subject_id, title, field, parties, question, facts, file_ids, unasked, unasked_reason,"
    " due_on, asked_by, asked_at, status, end_reason, is_demo, version"
)
ISSUE_COLUMNS = "id, request_id, position, text, criterion"
ASSIGNMENT_FIXED = "id, request_id, account_id, due_on, offered_by, offered_at, doubts"
ASSIGNMENT_CHANGEABLE = "status, responded_at, ground, reason, reminded_on, summary, answered_at, document_id"
_PLAIN = f"{ASSIGNMENT_FIXED}, {ASSIGNMENT_CHANGEABLE}, version"
ASSIGNMENT_COLUMNS = f"{_PLAIN}, answers"


def fetch_request(con: Connection, request_id: str) -> AdviceRequest:
    """Raises: NotFound."""
    return _only(_requests(con, "id = ?", [request_id]))


def fetch_request_by_number(con: Connection, number: str) -> AdviceRequest:
    """Raises: NotFound."""
    return _only(_requests(con, "number = ?", [number]))


def list_requests_of(con: Connection, subject_kind: str, subject_id: str) -> list[AdviceRequest]:
    """Return what was asked about one case, withdrawn requests too, the first asked first."""
    return _requests(con, "subject_kind = ? and subject_id = ?", [subject_kind, subject_id])


def insert_request(con: Connection, request: AdviceRequest) -> None:
    """Keep a request with its issues."""
    con.run(
        f"insert into advice_requests ({COLUMNS}, search_text) values ({marks(COLUMNS)}, ?)",
        [*values_of(request, COLUMNS), _searchable(request)],
    )
    for issue in request.issues:
        con.run(
            f"insert into advice_issues ({ISSUE_COLUMNS}) values ({marks(ISSUE_COLUMNS)})",
            values_of(issue, ISSUE_COLUMNS),
        )


def update_request(con: Connection, request: AdviceRequest) -> bool:
    """Write how a request ended. False when `request.version` is stale."""
    changed = con.run(
        "update advice_requests set status = ?, end_reason = ?, version = version + 1 where id = ? and version = ?",
        values_of(request, "status, end_reason, id, version"),
    )
    return changed == 1


def fetch_assignment(con: Connection, assignment_id: str) -> Assignment:
    """Raises: NotFound."""
    found = _assignments(con, "id = ?", [assignment_id], "id")
    if not found:
        raise NotFound("자문 배정을")
    return found[0]


def list_assignments(con: Connection, request_id: str) -> list[Assignment]:
    """Return a request's assignments, those that fell away too, the first offered first."""
    return _assignments(con, "request_id = ?", [request_id], "id")


def list_assignments_of(con: Connection, account_id: str) -> list[Assignment]:
    """Return what one member was ever asked, the newest first."""
    return _assignments(con, "account_id = ?", [account_id], "id desc")


def insert_assignment(con: Connection, assignment: Assignment) -> None:
    con.run(
        f"insert into assignments ({ASSIGNMENT_COLUMNS}) values ({marks(ASSIGNMENT_COLUMNS)})",
        [*values_of(assignment, _PLAIN), _answers(assignment)],
    )


def update_assignment(con: Connection, assignment: Assignment) -> bool:
    """Write how a member responded, was reminded and answered. False when `assignment.version` is stale."""
    changed = con.run(
        f"update assignments set {settings(ASSIGNMENT_CHANGEABLE)}, answers = ?, version = version + 1"
        " where id = ? and version = ?",
        [
            *values_of(assignment, ASSIGNMENT_CHANGEABLE),
            _answers(assignment),
            assignment.id,
            assignment.version,
        ],
    )
    return changed == 1


def _searchable(request: AdviceRequest) -> str:
    """Only what a member reads before accepting: a search may not tell of the rest."""
    return search_text(" ".join([request.number, request.title, request.parties]))


def _only(found: list[AdviceRequest]) -> AdviceRequest:
    if not found:
        raise NotFound("자문 의뢰를")
    return found[0]


def _requests(con: Connection, condition: str, values: list[object]) -> list[AdviceRequest]:
    rows = con.rows(f"select {COLUMNS} from advice_requests where {condition} order by id", values)
    among, ids = con.among("request_id", [row[0] for row in rows])
    issues: dict[str, list[Issue]] = {}
    for issue in con.rows(f"select {ISSUE_COLUMNS} from advice_issues where {among} order by position", ids):
        issues.setdefault(issue[1], []).append(Issue(**named(ISSUE_COLUMNS, issue)))
    return [_request(row, tuple(issues.get(row[0], ()))) for row in rows]


def _request(row: Row, issues: tuple[Issue, ...]) -> AdviceRequest:
    values = named(COLUMNS, row)
    values |= {
        "file_ids": texts(values["file_ids"]),
        "unasked": texts(values["unasked"]),
        "due_on": day(values["due_on"]),
        "status": AdviceStatus(values["status"]),
        "is_demo": bool(values["is_demo"]),
    }
    return AdviceRequest(**values, issues=issues)


def _assignments(con: Connection, condition: str, values: list[object], order: str) -> list[Assignment]:
    rows = con.rows(f"select {ASSIGNMENT_COLUMNS} from assignments where {condition} order by {order}", values)
    return [_assignment(row) for row in rows]


def _answers(assignment: Assignment) -> str:
    parts = [[answer.issue_id, answer.stance.value, answer.text] for answer in assignment.answers]
    return json.dumps(parts, ensure_ascii=False)


def _assignment(row: Row) -> Assignment:
    values = named(ASSIGNMENT_COLUMNS, row)
    answers = json.loads(values["answers"])
    values |= {
        "status": AssignmentStatus(values["status"]),
        "due_on": day(values["due_on"]),
        "doubts": texts(values["doubts"]),
        "reminded_on": day_or_none(values["reminded_on"]),
        "answers": tuple(Answer(issue_id=issue, stance=Stance(stance), text=text) for issue, stance, text in answers),
    }
    return Assignment(**values)
