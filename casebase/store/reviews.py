"""The tables `reviews`, `observations`, `subjects` and `charges`."""

from casebase.domain.case import Disclosure
from casebase.domain.errors import NotFound
from casebase.domain.review import Charge, Observation, Origin, Review, ReviewStatus, Subject, SubjectKind
from casebase.korean.text import search_text
from casebase.store.columns import day, day_or_none, marks, settings, texts, values_of
from casebase.store.connection import Connection, Row

COLUMNS = (
    "id, number, origin, title, field, agency_id, audit_name, audit_ended_on, filed_on, applicant_id,"
    " applicant_name, request, circumstances, argument, criteria_set, status, handler_id, disclosure,"
    " disclosure_clauses, prior_opinion, consultation_id, visit_id, hearing_offered_on, hearing_way, hearing_held_on,"
    " hearing_note, received_on, first_review_id, stayed_on, stay_reason, source, is_demo, version"
)
CHANGEABLE = (
    "criteria_set, status, handler_id, disclosure, disclosure_clauses, prior_opinion,"
    " hearing_offered_on, hearing_way, hearing_held_on, hearing_note, received_on, stayed_on, stay_reason"
)
OBSERVATION_COLUMNS = "id, review_id, position, title, text, loss_won"
SUBJECT_COLUMNS = "id, review_id, position, kind, name, post, account_id"
CHARGE_COLUMNS = "id, review_id, observation_id, subject_id, disposition"


def fetch_review(con: Connection, review_id: str) -> Review:
    """Raises: NotFound."""
    return _only(_listed(con, "id = ?", review_id))


def fetch_review_by_number(con: Connection, number: str) -> Review:
    """Raises: NotFound."""
    return _only(_listed(con, "number = ?", number))


def list_re_examinations(con: Connection, review_id: str) -> list[Review]:
    """Return the re-examinations of a review's ruling, the one filed first first."""
    return _listed(con, "first_review_id = ?", review_id)


def insert_review(con: Connection, review: Review, agency_name: str) -> None:
    """Keep a review with what is alleged and against whom."""
    con.run(
        f"insert into reviews ({COLUMNS}, search_text) values ({marks(COLUMNS)}, ?)",
        [*values_of(review, COLUMNS), _searchable(review, agency_name)],
    )
    for table, columns, things in (
        ("observations", OBSERVATION_COLUMNS, review.observations),
        ("subjects", SUBJECT_COLUMNS, review.subjects),
        ("charges", CHARGE_COLUMNS, review.charges),
    ):
        for thing in things:
            con.run(f"insert into {table} ({columns}) values ({marks(columns)})", values_of(thing, columns))


def update_review(con: Connection, review: Review) -> bool:
    """Write where a review stands. False when `review.version` is stale."""
    changed = con.run(
        f"update reviews set {settings(CHANGEABLE)}, version = version + 1 where id = ? and version = ?",
        [*values_of(review, CHANGEABLE), review.id, review.version],
    )
    return changed == 1


def _searchable(review: Review, agency_name: str) -> str:
    observations = [f"{o.title} {o.text}" for o in review.observations]
    return search_text(" ".join([review.number, review.title, agency_name, review.audit_name, *observations]))


def _only(found: list[Review]) -> Review:
    if not found:
        raise NotFound("면책심사를")
    return found[0]


def _listed(con: Connection, condition: str, value: str) -> list[Review]:
    return [
        _whole(con, row) for row in con.rows(f"select {COLUMNS} from reviews where {condition} order by id", [value])
    ]


def _whole(con: Connection, row: Row) -> Review:
    parts = [
        con.rows(f"select {columns} from {table} where review_id = ? order by {order}", [row[0]])
        for table, columns, order in (
            ("observations", OBSERVATION_COLUMNS, "position"),
            ("subjects", SUBJECT_COLUMNS, "position"),
            ("charges", CHARGE_COLUMNS, "id"),
        )
    ]
    return _review(row, *parts)


def _review(row: Row, observations: list[Row], subjects: list[Row], charges: list[Row]) -> Review:
    values = _named(COLUMNS, row)
    values |= {
        name: day_or_none(str(values[name]) if values[name] else None)
        for name in ("audit_ended_on", "hearing_offered_on", "hearing_held_on", "received_on", "stayed_on")
    }
    values |= {
        "origin": Origin(str(values["origin"])),
        "status": ReviewStatus(str(values["status"])),
        "disclosure": Disclosure(str(values["disclosure"])),
        "disclosure_clauses": texts(str(values["disclosure_clauses"])),
        "filed_on": day(str(values["filed_on"])),
        "is_demo": bool(values["is_demo"]),
    }
    return Review(
        **values,  # type: ignore[arg-type]
        observations=tuple(Observation(**_named(OBSERVATION_COLUMNS, r)) for r in observations),  # type: ignore[arg-type]
        subjects=tuple(_subject(r) for r in subjects),
        charges=tuple(Charge(**_named(CHARGE_COLUMNS, r)) for r in charges),  # type: ignore[arg-type]
    )


def _subject(row: Row) -> Subject:
    values = _named(SUBJECT_COLUMNS, row)
    return Subject(**{**values, "kind": SubjectKind(str(values["kind"]))})  # type: ignore[arg-type]


def _named(columns: str, row: Row) -> dict[str, object]:
    return dict(zip([name.strip() for name in columns.split(",")], row, strict=True))
