"""What a disposal may do to events, and every column of a record's tables: emptied, or said to stay."""

import pytest

from casebase.domain.retention import ADVICE, RecordKind
from casebase.store.connection import Connection, Store
from casebase.store.emptying import _PARTS
from tests.builders import an_event

NAMED = "insert into disposed_events (seq, disposal_id) values (1, 'd')"
DISPOSAL = (
    "insert into disposals (id, number, state, subject_kind, subject_id, subject_number, retention, expired_on, reason,"
    " proposed_by, proposed_at, version) values ('d', 'n', 'disposed', 'visit', 'v', 'n', '5', '2026-01-01', 'r',"
    " ?, '2026-01-01', 1)"
)
# Texts that stay, by table: ids, codes, days and instants, the office's own words for them, digests.
STAYING = {
    "consultations": "id number channel applicant_kind agency_id department applicant_id field law_as_of status"
    " opened_by opened_at filed_on received_on received_at handler_id eligibility screened_by disclosure"
    " disclosure_clauses visit_id matter_id follow_up_due_on",
    "screening_answers": "id consultation_id question account_id answered_at",
    "suspensions": "id consultation_id kind begins_on ends_on due_on agency_id ground entered_by entered_at ended_by"
    " reminded_on cancelled_on",
    "extensions": "id consultation_id ground decided_on decided_by consented_on notified_on",
    "progress_notices": "id consultation_id told_on expected_on told_by",
    "messages": "id consultation_id account_id sent_at",
    "opinions": "id consultation_id kind outcome state digest proposed_by proposed_at decided_by decided_at"
    " document_id",
    "follow_ups": "id consultation_id deed done_on reported_by reported_on state judged_by judged_on",
    "further_notices": "id document_id notified_on notified_how reached_on",
    "reviews": "id number origin field agency_id audit_ended_on filed_on applicant_id criteria_set status handler_id"
    " disclosure disclosure_clauses visit_id hearing_offered_on hearing_held_on consultation_id received_on"
    " first_review_id stayed_on",
    "observations": "id review_id",
    "subjects": "id review_id kind",
    "findings": "id review_id charge_id step question account_id found_at",
    "rulings": "id review_id kind outcome changes dismissal_ground state digest proposed_by proposed_at decided_by"
    " decided_at document_id resolution_id",
    "agenda_items": "id meeting_id review_id ruling_id stage digest document_id sent_at",
    "recusals": "id item_id account_id kind ground state raised_by raised_at decided_by decided_at",
    "resolutions": "id item_id meeting_id review_id outcome voters resolved_by resolved_at ruling_id",
    "resolved_findings": "resolution_id review_id charge_id step question",
    "visits": "id number business_id visited_on begins_at ends_at lead_id status finished_at",
    "matters": "id visit_id field department track promised_on owner_id answered_on answered_by reached_how reached_on"
    " case_id",
    "meetings": "id number form held_on held_at status planned_by called_on presiding_id presiding_rule opened_at"
    " closed_at document_id",
    "advice_requests": "id number subject_kind subject_id field due_on asked_by asked_at status",
    "advice_issues": "id request_id criterion",
    "assignments": "id request_id account_id status due_on offered_by offered_at responded_at ground reminded_on"
    " answers answered_at document_id",
}


def test_every_text_of_a_record_s_tables_is_emptied_or_stays_for_a_reason(sqlite_store: Store) -> None:
    emptied: dict[str, set[str]] = {}
    for parts in _PARTS.values():
        for part in parts:
            named = {name.strip() for listed in (part.texts, part.lists) for name in listed.split(",") if name}
            emptied.setdefault(part.table, set()).update(named | {part.others.partition(" =")[0]} - {""})

    with sqlite_store.reading() as con:
        texts = {table: _texts_of(con, table) for table in emptied}

    assert set(_PARTS) == {*RecordKind, ADVICE}
    assert {table: columns - emptied[table] for table, columns in texts.items()} == {
        table: set(columns.split()) - emptied[table] for table, columns in STAYING.items()
    }


def _texts_of(con: Connection, table: str) -> set[str]:
    return {row[1] for row in con.rows(f"pragma table_info({table})") if row[2].lower() == "text"}


@pytest.mark.parametrize(
    "change",
    [
        "update events set detail = '{}' where seq = 2",
        "update events set detail = '{\"a\":1}' where seq = 1",
        "update events set detail = '{}', result = 'x' where seq = 1",
        "update events set detail = '{}', hash = 'x' where seq = 1",
        "update events set detail = '{}', account_id = 'x' where seq = 1",
        "update events set detail = '{}', seq = 9 where seq = 1",
        "delete from events where seq = 1",
    ],
)
def test_an_event_loses_its_detail_where_a_disposal_names_it_and_nothing_else(store: Store, change: str) -> None:
    with store.transaction() as con:
        an_event(con, "visit", "v")
        an_event(con, "visit", "w")
        con.run(
            "insert into accounts (id, login, name, role, department, begins_on, password_hash, version)"
            " values ('a', 'a', 'a', 'admin', '', '2020-01-01', '', 1)"
        )
        con.run(DISPOSAL, ["a"])
        con.run(NAMED)

    with pytest.raises(store.engine.failure, match="append-only"), store.transaction() as con:
        con.run(change)

    with store.transaction() as con:
        assert con.run("update events set detail = '{}' where seq = 1") == 1
