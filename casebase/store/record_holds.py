"""What holds a finished record back from its disposal, as questions over the records that need it."""

from casebase.domain.retention import ADVICE, RecordKind

DONE = "('disposed')"
# Where a record has come to its end, by kind.
ENDED = {
    RecordKind.CONSULTATION: "('closed', 'returned', 'transferred', 'withdrawn')",
    RecordKind.REVIEW: "('closed', 'withdrawn')",
    RecordKind.VISIT: "('closed')",
    RecordKind.MEETING: "('closed', 'cancelled')",
}


def last_act(kind: str, id_: str) -> str:
    """Return the question for the instant of the last act on a thing of a kind, its id in SQL's words."""
    return f"(select max(e.happened_at) from events e where e.subject_kind = '{kind}' and e.subject_id = {id_})"


def has_disposal(kind: RecordKind, id_: str, states: str) -> str:
    """Return the condition that a record has a disposal in one of some states, these and its id in SQL's words."""
    return (
        f"exists (select 1 from disposals d where d.subject_kind = '{kind}' and d.subject_id = {id_}"
        f" and d.state in {states})"
    )


def _stands(kind: RecordKind, id_: str) -> str:
    return f"not {has_disposal(kind, id_, DONE)}"


def _advice(kind: RecordKind) -> str:
    """Return the question for advice on a case that goes on, or whose own time is not over."""
    end = f"(select o.before_at from over o join standard s on s.grade = o.grade where s.kind = '{ADVICE}')"
    return (
        f"select 1 from advice_requests q where q.subject_kind = '{kind}' and q.subject_id = {{id}}"
        f" and (q.status = 'asked' or {last_act(ADVICE, 'q.id')} >= coalesce({end}, ''))"
    )


def _open_case(table: str, tie: str) -> str:
    """Return the question for consultations that go on and are tied to a record."""
    return f"select 1 from {table} where {tie} and c.status not in {ENDED[RecordKind.CONSULTATION]}"


# By kind, and by a name for the reason: a question for what holds a record back, `{id}` its id.
HOLDS: dict[RecordKind, dict[str, str]] = {
    RecordKind.CONSULTATION: {
        "advice": _advice(RecordKind.CONSULTATION),
        "relied_on": "select 1 from reviews r"
        f" where r.consultation_id = {{id}} and {_stands(RecordKind.REVIEW, 'r.id')}",
        "sibling": _open_case(
            "consultation_siblings s join consultations c on c.id = s.consultation_id", "s.sibling_id = {id}"
        ),
    },
    RecordKind.REVIEW: {
        "advice": _advice(RecordKind.REVIEW),
        "re_examination": "select 1 from reviews r"
        f" where r.first_review_id = {{id}} and {_stands(RecordKind.REVIEW, 'r.id')}",
        "meeting": "select 1 from agenda_items i join meetings m on m.id = i.meeting_id"
        f" where i.review_id = {{id}} and {_stands(RecordKind.MEETING, 'm.id')}",
    },
    RecordKind.VISIT: {
        "consultation": _open_case("consultations c", "c.visit_id = {id}"),
        "site_check": _open_case(
            "consultation_visits v join consultations c on c.id = v.consultation_id", "v.visit_id = {id}"
        ),
        "review": f"select 1 from reviews r where r.visit_id = {{id}} and r.status not in {ENDED[RecordKind.REVIEW]}",
    },
    RecordKind.MEETING: {
        "review": "select 1 from agenda_items i join reviews r on r.id = i.review_id"
        f" where i.meeting_id = {{id}} and r.status not in {ENDED[RecordKind.REVIEW]}",
    },
}
