"""What a disposal takes out of the records: every text of a record, its files' names and its drafts.

Numbers, kinds, fields, agencies, departments, days, codes, outcomes, votes and digests stay: what is counted, and
what a paper is checked by, is as true afterwards.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from casebase.domain.chain import emptied_hash
from casebase.domain.event import Event
from casebase.domain.retention import ADVICE, EMPTIED_DETAIL, GONE, RecordKind
from casebase.store.connection import Connection
from casebase.store.drafts import wipe_draft
from casebase.store.events import list_events_of
from casebase.store.named_files import named_still

Thing = tuple[str, str]  # kind and id

_RETENTION = "retention"  # the kind under which events tell of a record's own grade
_BLANK_OPINION = json.dumps(
    dict.fromkeys(("overview", "law", "issues", "view_a", "view_b", "review", "conclusion", "conditions", "notes"), "")
)


@dataclass(frozen=True)
class _Part:
    """Rows of a record, found by its id. `texts` are emptied, `lists` as well, `others` is set as said."""

    table: str
    of: str
    texts: str = ""
    lists: str = ""
    others: str = ""

    @property
    def statement(self) -> str:
        changes = [f"{name.strip()} = ''" for name in self.texts.split(",") if name]
        changes += [f"{name.strip()} = '[]'" for name in self.lists.split(",") if name]
        changes += [self.others] if self.others else []
        return f"update {self.table} set {', '.join(changes)} where {self.of}"


_TITLE = f"title = '{GONE}'"
_CASE = "consultation_id = ?"
_REVIEW = "review_id = ?"
_REQUEST = "request_id = ?"

_PARTS: dict[str, tuple[_Part, ...]] = {
    RecordKind.CONSULTATION: (
        _Part(
            "consultations",
            "id = ?",
            "applicant_name, background, request, law, issues, view_a, view_b, opinion, self_review,"
            " eligibility_reason, source, search_text",
            "checklist",
            _TITLE,
        ),
        _Part("screening_answers", _CASE, "reason"),
        _Part("suspensions", _CASE, "asked_of, question, answer, cancel_reason"),
        _Part("extensions", _CASE, "reason"),
        _Part("progress_notices", _CASE, "text"),
        _Part("messages", _CASE, "text", "file_ids"),
        _Part("opinions", _CASE, "cause, return_reason", others=f"text = '{_BLANK_OPINION}'"),
        _Part("follow_ups", _CASE, "text, judgement", "file_ids"),
        _Part(
            "further_notices",
            "document_id in (select id from documents where subject_kind = 'consultation' and subject_id = ?)",
            "recipient",
        ),
    ),
    RecordKind.REVIEW: (
        _Part(
            "reviews",
            "id = ?",
            "audit_name, applicant_name, request, circumstances, argument, prior_opinion, hearing_way, hearing_note,"
            " stay_reason, source, search_text",
            others=_TITLE,
        ),
        _Part("observations", _REVIEW, "title, text"),
        _Part("subjects", _REVIEW, "name, post", others="account_id = null"),
        _Part("findings", _REVIEW, "reason", "evidence"),
        _Part("rulings", _REVIEW, "reasons, cause, return_reason"),
        _Part("agenda_items", _REVIEW, "hearing, discussion, motion, result"),
        _Part("recusals", "item_id in (select id from agenda_items where review_id = ?)", "reason"),
        _Part("resolutions", _REVIEW, lists="recused"),
        _Part("resolved_findings", _REVIEW, "reason", "evidence"),
    ),
    RecordKind.VISIT: (
        _Part("visits", "id = ?", "place, met, signature, source, search_text"),
        _Part("matters", "visit_id = ?", "difficulty, law, answer"),
    ),
    RecordKind.MEETING: (
        _Part("meetings", "id = ?", "place, short_notice_reason, proceedings, end_reason"),
        _Part("agenda_items", "meeting_id = ?", "hearing, discussion, result"),
    ),
    ADVICE: (
        _Part(
            "advice_requests",
            "id = ?",
            "parties, question, facts, unasked_reason, end_reason, search_text",
            "file_ids, unasked",
            _TITLE,
        ),
        _Part("advice_issues", _REQUEST, "text"),
        _Part("assignments", _REQUEST, "reason, summary", "doubts"),
    ),
}
# What drafts may be about besides the record itself.
_DRAFTED_ON = {
    RecordKind.CONSULTATION: (
        "select id from opinions where consultation_id = ?",
        "select id from suspensions where consultation_id = ?",
        "select id from follow_ups where consultation_id = ?",
    ),
    RecordKind.REVIEW: (
        "select id from charges where review_id = ?",
        "select id from rulings where review_id = ?",
        "select id from agenda_items where review_id = ?",
        "select r.id from recusals r join agenda_items i on i.id = r.item_id where i.review_id = ?",
    ),
    RecordKind.VISIT: ("select id from matters where visit_id = ?",),
    RecordKind.MEETING: ("select id from agenda_items where meeting_id = ?",),
    ADVICE: (
        "select number from advice_requests where id = ?",
        "select id from assignments where request_id = ?",
    ),
}
_PAPERS = "select id, number, sha256 from documents where subject_kind = ? and subject_id = ?"
_DRAFT_FILES = "select value from draft_fields where draft_id = ? and substr(name, 1, 5) = 'file_'"
_FILES = "select sha256 from attachments where subject_kind = ? and subject_id = ?"


def hold_events(con: Connection) -> None:
    """Let nobody else record anything until this transaction ends."""
    con.run("update event_chain set seq = seq where id = 1")


def things_of(con: Connection, kind: RecordKind, id_: str) -> list[Thing]:
    """Return a record with the advice on it: what its events, papers and files name."""
    advice = con.rows("select id from advice_requests where subject_kind = ? and subject_id = ?", [kind.value, id_])
    return [(kind.value, id_), *((ADVICE, str(row[0])) for row in advice)]


def take_out_files(con: Connection, things: Sequence[Thing]) -> tuple[str, ...]:
    """Take a record's drafts and its files' names out; return the SHA-256 of all its bytes that nothing else names.

    The papers' own digests stay in their rows. Call it before the texts are emptied.
    """
    going = _of_papers(con, things) | _of_drafts(con, things)
    for thing in things:
        going |= {str(row[0]) for row in con.rows(_FILES, thing)}
        con.run("delete from attachments where subject_kind = ? and subject_id = ?", thing)
    return tuple(sorted(going - named_still(con, going, things)))


def empty_texts(con: Connection, things: Sequence[Thing]) -> None:
    """Empty every text of a record, in each of its tables."""
    for kind, id_ in things:
        for part in _PARTS[kind]:
            con.run(part.statement, [id_])
        con.run("update documents set withdrawal_reason = '' where subject_kind = ? and subject_id = ?", [kind, id_])
        if kind == ADVICE:
            _empty_answers(con, id_)


def empty_events(con: Connection, disposal_id: str, things: Sequence[Thing]) -> dict[int, str]:
    """Empty the detail of what was recorded of a record; return by number what each event comes to since.

    Nothing of it may be left out of the disposal's own event: the chain is whole by that alone.
    """
    events = [event for kind, id_ in things for event in _events_of(con, kind, id_)]
    for event in events:
        con.run("insert into disposed_events (seq, disposal_id) values (?, ?)", [event.seq, disposal_id])
        con.run("update events set detail = ? where seq = ?", [EMPTIED_DETAIL, event.seq])
    return {event.seq: emptied_hash(replace(event, detail=EMPTIED_DETAIL)) for event in events}


def _events_of(con: Connection, kind: str, id_: str) -> list[Event]:
    return [*list_events_of(con, kind, id_), *list_events_of(con, _RETENTION, id_)]


def _of_papers(con: Connection, things: Sequence[Thing]) -> set[str]:
    papers = [row for thing in things for row in con.rows(_PAPERS, thing)]
    condition, values = con.among("document_id", [str(row[0]) for row in papers])
    revisions = con.rows(f"select sha256 from document_revisions where {condition}", values)
    return {str(row[2]) for row in papers} | {str(row[0]) for row in revisions}


def _of_drafts(con: Connection, things: Sequence[Thing]) -> set[str]:
    """Wipe what people were typing about a record, and return the SHA-256 of the files they had added."""
    about = _drafted_on(con, things)
    going: set[str] = set()
    for draft_id, subject in con.rows("select id, subject from drafts where subject <> ''"):
        if about & set(subject.split(":")):
            held = con.rows(_DRAFT_FILES, [draft_id])
            going |= {str(json.loads(value)["sha256"]) for (value,) in held if value}
            wipe_draft(con, draft_id)
    return going


def _drafted_on(con: Connection, things: Sequence[Thing]) -> set[str]:
    """Return what a draft may call a record, its parts and its papers."""
    found = {id_ for _, id_ in things}
    for kind, id_ in things:
        found |= {str(row[0]) for question in _DRAFTED_ON[kind] for row in con.rows(question, [id_])}
        found |= {str(name) for row in con.rows(_PAPERS, [kind, id_]) for name in row[:2]}
    return found


def _empty_answers(con: Connection, request_id: str) -> None:
    """Leave of each answer to an issue which stance it was."""
    for assignment_id, answers in con.rows("select id, answers from assignments where request_id = ?", [request_id]):
        stances = [[issue, stance, ""] for issue, stance, _ in json.loads(answers)]
        con.run("update assignments set answers = ? where id = ?", [json.dumps(stances), assignment_id])
