"""The tables `consultations`, `consultation_owners`, `consultation_visits` and `consultation_siblings`."""

from collections.abc import Sequence
from datetime import time

from casebase.domain.case import Disclosure
from casebase.domain.consultation import (
    ApplicantKind,
    Application,
    Channel,
    Consultation,
    ConsultationStatus,
    Eligibility,
)
from casebase.domain.errors import NotFound
from casebase.korean.text import search_text
from casebase.store.columns import day_or_none, marks, named, settings, texts, values_of
from casebase.store.connection import Connection, Row

FIXED = "id, opened_by, opened_at, visit_id, matter_id, is_demo, version"
CHANGEABLE = (
    "channel, applicant_kind, agency_id, department, applicant_name, applicant_id, status, filed_on, received_on,"
    " received_at, handler_id, eligibility, eligibility_reason, screened_by, disclosure, disclosure_clauses,"
    " follow_up_due_on, source"
)
APPLICATION = (
    "title, field, background, request, law, law_as_of, issues, view_a, view_b, opinion, self_review, checklist"
)
_CHANGED = f"number, {CHANGEABLE}, {APPLICATION}, search_text"
_KEPT = f"{FIXED}, number, {CHANGEABLE}"
_COUNT_KEPT = len(_KEPT.split(","))

# What a consultation is linked with: its attribute, the table, the column.
LINKS = (
    ("co_handler_ids", "consultation_owners", "account_id"),
    ("site_visit_ids", "consultation_visits", "visit_id"),
    ("sibling_ids", "consultation_siblings", "sibling_id"),
)


def fetch_consultation(con: Connection, consultation_id: str) -> Consultation:
    """Raises: NotFound."""
    return _only(_listed(con, "id = ?", [consultation_id]))


def fetch_consultation_by_number(con: Connection, number: str) -> Consultation:
    """Raises: NotFound."""
    return _only(_listed(con, "number = ?", [number]))


def list_consultations_of_visit(con: Connection, visit_id: str) -> list[Consultation]:
    """Return the consultations that come from a visit, in the order they were opened."""
    return _listed(con, "visit_id = ?", [visit_id])


def list_consultations_by_ids(con: Connection, ids: Sequence[str]) -> list[Consultation]:
    """Return consultations in the order of their ids as given, without those that there are not."""
    found = {consultation.id: consultation for consultation in _listed(con, *con.among("id", ids))}
    return [found[one] for one in ids if one in found]


def list_drafts_of(con: Connection, account_id: str) -> list[Consultation]:
    """Return what a person's visits opened and nobody has filed yet, in the order it was opened."""
    return _listed(con, "status = 'drafting' and opened_by = ?", [account_id])


def list_ids_linking(con: Connection, consultation_id: str) -> list[str]:
    """Return the ids of the consultations that link a similar one, the one linked first first."""
    sql = "select consultation_id from consultation_siblings where sibling_id = ? order by consultation_id"
    return [row[0] for row in con.rows(sql, [consultation_id])]


def insert_consultation(con: Connection, consultation: Consultation, agency_name: str = "") -> None:
    """Keep a consultation with its links. `agency_name` is found when searched for."""
    con.run(
        f"insert into consultations ({FIXED}, {_CHANGED}) values ({marks(FIXED)}, {marks(_CHANGED)})",
        [*values_of(consultation, FIXED), *_changed(consultation, agency_name)],
    )
    _insert_links(con, consultation)


def update_consultation(con: Connection, consultation: Consultation, agency_name: str = "") -> bool:
    """Write all that may change, links and `agency_name` included. False when `consultation.version` is stale.

    Which bodies were asked stands in `suspensions`.
    """
    changed = con.run(
        f"update consultations set {settings(_CHANGED)}, version = version + 1 where id = ? and version = ?",
        [*_changed(consultation, agency_name), consultation.id, consultation.version],
    )
    if changed != 1:
        return False
    for _, table, _ in LINKS:
        con.run(f"delete from {table} where consultation_id = ?", [consultation.id])
    _insert_links(con, consultation)
    return True


def _changed(consultation: Consultation, agency_name: str) -> list[object]:
    return [
        consultation.number or None,
        *values_of(consultation, CHANGEABLE),
        *values_of(consultation.application, APPLICATION),
        _searchable(consultation, agency_name),
    ]


def _searchable(consultation: Consultation, agency_name: str) -> str:
    asked = consultation.application
    told = [consultation.number, asked.title, agency_name, consultation.applicant_name]
    return search_text(" ".join([*told, asked.request, asked.issues, asked.law]))


def _insert_links(con: Connection, consultation: Consultation) -> None:
    for attribute, table, column in LINKS:
        for position, linked_id in enumerate(getattr(consultation, attribute), start=1):
            con.run(
                f"insert into {table} (consultation_id, {column}, position) values (?, ?, ?)",
                [consultation.id, linked_id, position],
            )


def _only(found: list[Consultation]) -> Consultation:
    if not found:
        raise NotFound("사전컨설팅을")
    return found[0]


def _listed(con: Connection, condition: str, values: list[object]) -> list[Consultation]:
    rows = con.rows(f"select {_KEPT}, {APPLICATION} from consultations where {condition} order by id", values)
    ids = [row[0] for row in rows]
    links = {attribute: _linked(con, table, column, "position", ids) for attribute, table, column in LINKS}
    asked = "suspensions where agency_id is not null and cancelled_on is null"
    links["asked_agency_ids"] = _linked(con, asked, "agency_id", "begins_on, id", ids)
    return [_consultation(row, {name: tuple(by_id.get(row[0], ())) for name, by_id in links.items()}) for row in rows]


def _linked(con: Connection, source: str, column: str, order: str, ids: list[str]) -> dict[str, dict[str, None]]:
    """Return linked ids, each once, by the consultation's."""
    condition, values = con.among("consultation_id", ids)
    joined = "and" if " where " in source else "where"
    links: dict[str, dict[str, None]] = {}
    for consultation_id, linked_id in con.rows(
        f"select consultation_id, {column} from {source} {joined} {condition} order by {order}", values
    ):
        links.setdefault(consultation_id, {})[linked_id] = None
    return links


def _consultation(row: Row, links: dict[str, tuple[str, ...]]) -> Consultation:
    values = named(_KEPT, row[:_COUNT_KEPT])
    values |= {name: day_or_none(values[name]) for name in ("filed_on", "received_on", "follow_up_due_on")}
    values |= {
        "number": values["number"] or "",
        "channel": Channel(values["channel"]),
        "applicant_kind": ApplicantKind(values["applicant_kind"]),
        "status": ConsultationStatus(values["status"]),
        "received_at": time.fromisoformat(values["received_at"]) if values["received_at"] else None,
        "eligibility": Eligibility(values["eligibility"]) if values["eligibility"] else None,
        "disclosure": Disclosure(values["disclosure"]),
        "disclosure_clauses": texts(values["disclosure_clauses"]),
        "is_demo": bool(values["is_demo"]),
    }
    return Consultation(**{**values, **links, "application": _application(row[_COUNT_KEPT:])})


def _application(row: Row) -> Application:
    values = named(APPLICATION, row)
    checklist = texts(values["checklist"])
    return Application(**{**values, "law_as_of": day_or_none(values["law_as_of"]), "checklist": checklist})
