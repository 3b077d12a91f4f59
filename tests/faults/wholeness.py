"""What must hold of an office's records after any fault: every acknowledged act is there, and none is there in part."""

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from casebase.access.act import Act
from casebase.casework.restoring import damaged_files
from casebase.documents.signing import signatures_of
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.event import Event
from casebase.store.connection import Connection, Store
from casebase.store.documents import list_documents_of
from casebase.store.events import find_event_of_command, find_fault, latest_seq, list_events_between
from casebase.store.files import fetch_bytes

NUMBERED = ("consultations", "reviews", "visits", "meetings", "documents")
LEADS_TO = {
    Act.APPLY_FOR_CONSULTATION: ConsultationStatus.APPLIED,
    Act.RECEIVE_CONSULTATION: ConsultationStatus.RECEIVED,
    Act.SCREEN_CONSULTATION: ConsultationStatus.UNDER_REVIEW,
    Act.PROPOSE_OPINION: ConsultationStatus.PROPOSED,
    Act.ISSUE_OPINION: ConsultationStatus.ISSUED,
    Act.NOTIFY_OPINION: ConsultationStatus.NOTIFIED,
}
# The rows that one act leaves behind, and the column that says of which consultation.
LEAVES = {
    Act.PROPOSE_OPINION: ("opinions", "consultation_id"),
    Act.BEGIN_SUSPENSION: ("suspensions", "consultation_id"),
    Act.ISSUE_OPINION: ("documents", "subject_id"),
}
PAPERS_READ = 5

Acknowledged = tuple[str, str, str]  # "act", its command, its answer; "draft", its id, its sequence


def check(store: Store, acknowledged: Iterable[Acknowledged]) -> None:
    """Assert it all; the acts are those of `tests.faults.crew`."""
    if store.engine.kind == "sqlite":
        with sqlite3.connect(store.url.removeprefix("sqlite:///")) as raw:
            assert raw.execute("pragma integrity_check").fetchall() == [("ok",)]
    with store.reading() as con:
        assert find_fault(con) is None
        _acknowledged_are_there(con, acknowledged)
        _numbers_are_unique_and_without_gap(con)
        events = list_events_between(con, 0, latest_seq(con))
        _consultations_are_whole(con, events)
        _ballots_and_findings_are_whole(con, events)
        _papers_are_signed(store, con, events)
    assert damaged_files(store, lambda _: None) == []


def _acknowledged_are_there(con: Connection, acknowledged: Iterable[Acknowledged]) -> None:
    for kind, key, answer in acknowledged:
        if kind == "act":
            event = find_event_of_command(con, key)
            assert event is not None and event.result == answer, f"lost: {key} {answer}"
            continue
        ((value, sequence),) = con.rows(
            "select value, sequence from draft_fields where draft_id = ? and name = 'place'", [key]
        )
        assert int(sequence) >= int(answer), f"a draft lost what was typed: {key}"
        assert value == f"입력 {sequence}"


def _numbers_are_unique_and_without_gap(con: Connection) -> None:
    given: dict[tuple[int, str], list[int]] = defaultdict(list)
    for table in NUMBERED:
        for (number,) in con.rows(f"select number from {table} where number is not null"):
            if read := re.fullmatch(r"(\d{4})-(\w+)-(\d{4,})", str(number)):
                given[int(read[1]), read[2]].append(int(read[3]))
    for year, word, last in con.rows("select year, word, last_serial from number_series"):
        assert sorted(given[int(year), str(word)]) == list(range(1, int(last) + 1)), word


def _consultations_are_whole(con: Connection, events: list[Event]) -> None:
    of_case: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.subject_kind == "consultation":
            of_case[event.subject_id].append(event)
    rows = dict(con.rows("select id, status from consultations"))
    assert set(rows) == set(of_case)
    for case_id, done in of_case.items():
        acts = Counter(event.act for event in done)
        assert rows[case_id] == [LEADS_TO[Act(event.act)] for event in done if Act(event.act) in LEADS_TO][-1]
        for act, (table, column) in LEAVES.items():
            assert con.row(f"select count(*) from {table} where {column} = ?", [case_id]) == (acts[act],)
        ended = "select count(*) from suspensions where consultation_id = ? and ends_on is not null"
        assert con.row(ended, [case_id]) == (acts[Act.END_SUSPENSION],)


def _ballots_and_findings_are_whole(con: Connection, events: list[Event]) -> None:
    cast = Counter(event.account_id for event in events if event.act == Act.CAST_BALLOT)
    per_vote = con.rows("select item_id, account_id, count(*) from ballots group by item_id, account_id")
    assert Counter(str(row[1]) for row in per_vote) == cast
    assert len({int(row[2]) for row in per_vote}) <= 1
    marks = con.rows(
        "select count(distinct reason) from findings where reason like ? group by charge_id, step", ["판단 %"]
    )
    assert {int(row[0]) for row in marks} <= {1}


def _papers_are_signed(store: Store, con: Connection, events: list[Event]) -> None:
    issued = [event.subject_id for event in events if event.act == Act.ISSUE_OPINION]
    for case_id in issued[-PAPERS_READ:]:
        (paper,) = list_documents_of(con, "consultation", case_id)
        (signature,) = signatures_of(fetch_bytes(store.home, paper.sha256))
        assert signature.is_valid and signature.covers_whole_file, paper.number
