"""What the record shows that somebody did on cases: the facts from which conflicts are told."""

from casebase.store.connection import Connection

# What was done, and the case `k` it was done on. A ballot on a challenge is no vote on the case.
_ON_REVIEWS = (
    ("handled", "reviews k where k.handler_id = ?"),
    ("handled", "rulings p join reviews k on k.id = p.review_id where p.proposed_by = ?"),
    ("found", "findings f join reviews k on k.id = f.review_id where f.account_id = ?"),
    (
        "advised",
        "assignments w join advice_requests r on r.id = w.request_id"
        " join reviews k on r.subject_kind = 'review' and k.id = r.subject_id"
        " where w.status = 'answered' and w.account_id = ?",
    ),
    (
        "voted",
        "ballots b join agenda_items i on i.id = b.item_id join reviews k on k.id = i.review_id"
        " where substr(b.question, 1, 10) <> 'challenge:' and b.account_id = ?",
    ),
)
_ON_CONSULTATIONS = (
    ("handled", "consultations k where k.handler_id = ?"),
    ("handled", "consultation_owners w join consultations k on k.id = w.consultation_id where w.account_id = ?"),
    ("handled", "opinions p join consultations k on k.id = p.consultation_id where p.proposed_by = ?"),
    ("opened", "consultations k where k.opened_by = ?"),
    (
        "advised",
        "assignments w join advice_requests r on r.id = w.request_id"
        " join consultations k on r.subject_kind = 'consultation' and k.id = r.subject_id"
        " where w.status = 'answered' and w.account_id = ?",
    ),
)


def list_involvements(
    con: Connection, account_id: str, subject_kind: str, subject_id: str
) -> list[tuple[str, str, bool]]:
    """Return what somebody did on one case and on others of its agency: kind, the case's number, is it the same case.

    Kinds: "handled" (handles it, owns it, or proposed its ruling or opinion), "found", "advised", "voted", "opened".
    The same case are also the consultation that a review relies on, and the first review of a re-examination with
    the consultation of that. The same case comes first, then by number; a number is empty while there is none.
    """
    agency_id, same = _around(con, subject_kind, subject_id)
    within, ids = con.among("k.id", same)
    found = {
        (kind, number, case_id in same)
        for kind, source in (*_ON_REVIEWS, *_ON_CONSULTATIONS)
        for case_id, number in con.rows(
            f"select k.id, coalesce(k.number, '') from {source} and (k.agency_id = ? or {within})",
            [account_id, agency_id, *ids],
        )
    }
    return sorted(found, key=lambda one: (not one[2], one[1], one[0]))


def list_deeds(con: Connection, account_id: str) -> list[tuple[str, str]]:
    """Return all that somebody ever did on cases: kind, as above, and the case's id."""
    return [
        (kind, case_id)
        for kind, source in (*_ON_REVIEWS, *_ON_CONSULTATIONS)
        for (case_id,) in con.rows(f"select distinct k.id from {source}", [account_id])
    ]


def _around(con: Connection, subject_kind: str, subject_id: str) -> tuple[str, list[str]]:
    """Return the id of a case's agency, and the ids of all that is the same case."""
    if subject_kind == "consultation":
        row = con.row("select agency_id from consultations where id = ?", [subject_id])
        return (row[0] or "" if row else ""), [subject_id]
    agency_id, same, next_id = "", [], subject_id
    while row := con.row("select agency_id, consultation_id, first_review_id from reviews where id = ?", [next_id]):
        agency_id, consultation_id, first_id = row
        same += [next_id, *([consultation_id] if consultation_id else [])]
        next_id = first_id or ""
    return agency_id, same
