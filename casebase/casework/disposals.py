"""Disposal of records whose time is over: proposed by one person, decided by another, and final."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Desk, Look, act, look
from casebase.casework.disposal_papers import draw_up, publish_disposal
from casebase.casework.disposed_files import drop_disposed_files
from casebase.casework.entry import checked_text
from casebase.casework.papers import bytes_of
from casebase.casework.retention import find, holds_of, standards
from casebase.domain.chain import DISPOSAL, EMPTIED
from casebase.domain.document import Document
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound, SecondPersonNeeded
from casebase.domain.retention import Disposal, DisposalState, Record
from casebase.domain.todo import Todo
from casebase.korean.dates import local_day, official_date
from casebase.korean.text import particle
from casebase.law.retention import kept_until
from casebase.store import accounts, backups, disposals, documents, emptying
from casebase.store.ids import new_id
from casebase.store.numbers import next_number

SERIES = "폐기"


@dataclass(frozen=True, kw_only=True)
class DisposalView:
    """One disposal with the names of who proposed and decided it. `paper` is its number, empty before.

    `backed_up_on` is the day of the newest backup still there that holds what went, None where none does.
    `may_decide`: this person, now.
    """

    disposal: Disposal
    proposed_by: str
    decided_by: str
    paper: str
    backed_up_on: date | None
    may_decide: bool


@look(Act.SEE_RETENTION)
def count_disposals(asked: Look, state: DisposalState) -> int:
    """Return how many disposals are in a state."""
    asked.must_see(ANYTHING, "폐기안을")
    return disposals.count_disposals(asked.con, state)


@look(Act.SEE_RETENTION)
def disposal_list(asked: Look, state: DisposalState, limit: int, offset: int) -> list[DisposalView]:
    """Return one page of the disposals in a state, the newest first."""
    asked.must_see(ANYTHING, "폐기안을")
    found = disposals.list_disposals(asked.con, state, limit, offset)
    names = {account.id: account.name for account in accounts.list_accounts(asked.con)}
    papers = documents.newest_documents_of(asked.con, DISPOSAL, [one.id for one in found])
    taken = [backup.taken_at for backup in backups.list_present(asked.con)]
    may_decide = asked.may(Act.DISPOSE_RECORDS, ANYTHING)
    return [
        DisposalView(
            disposal=one,
            proposed_by=names[one.proposed_by],
            decided_by=names.get(one.decided_by or "", ""),
            paper=papers[one.id].number if one.document_id else "",
            backed_up_on=_backed_up_on(one, taken),
            may_decide=may_decide and one.state == DisposalState.PROPOSED and one.proposed_by != asked.account.id,
        )
        for one in found
    ]


@look(Act.SEE_RETENTION)
def disposal_document(asked: Look, number: str, revision: int = 0) -> tuple[Document, bytes]:
    """Return the paper of a disposal by its number, byte for byte. Raises: NotFound."""
    document = documents.find_document_by_number(asked.con, number)
    if document is None or document.subject_kind != DISPOSAL:
        raise NotFound("문서를")
    asked.must_see(ANYTHING, "문서를")
    return document, bytes_of(asked, document, revision)


def disposal_todos(asked: Look) -> list[Todo]:
    """Return what whoever decides on disposals must do, for the first screen."""
    if not asked.may(Act.DISPOSE_RECORDS, ANYTHING):
        return []
    waiting = disposals.count_disposals(asked.con, DisposalState.PROPOSED)
    if not waiting:
        return []
    return [Todo(title=f"기록물 폐기안 {waiting}건", what="결재하거나 반려하세요", page="retention", query={})]


@act(Act.PROPOSE_DISPOSAL)
def propose_disposal(deed: Deed, subject_kind: str, subject_id: str, reason: str) -> str:
    """Propose that a record go whose time is over. Returns the disposal's number.

    Raises: NotFound, DisposedOf, InvalidEntry while something stands against it, SeveralInvalid
    (field `disposal_reason`).
    """
    deed.allow(ANYTHING)
    deed.con.lock("disposals")
    why = checked_text(reason, "disposal_reason", "폐기 사유")
    record = find(deed, standards(deed), subject_kind, subject_id)
    last_day = _must_be_over(deed, record)
    if disposals.is_in_hand(deed.con, record.kind, record.id):
        raise InvalidEntry(f"{record.name}의 폐기안이 이미 결재를 기다리고 있습니다. 결재권자에게 확인하세요.")
    disposal = Disposal(
        id=new_id(),
        number=next_number(deed.con, deed.today.year, SERIES),
        state=DisposalState.PROPOSED,
        subject_kind=record.kind,
        subject_id=record.id,
        subject_number=record.number,
        retention=record.grade,
        expired_on=last_day,
        reason=why,
        proposed_by=deed.account.id,
        proposed_at=deed.now,
    )
    disposals.insert_disposal(deed.con, disposal)
    deed.record(DISPOSAL, disposal.id, number=disposal.number, record=record.number, kind=record.kind, reason=why)
    return disposal.number


@act(Act.RETURN_DISPOSAL)
def return_disposal(deed: Deed, disposal_id: str, version: int, fields: dict[str, str]) -> str:
    """Send a proposal back, with `return_reason` of `fields`; the record stays. Returns the disposal's number.

    Raises: NotFound, NotPermitted, SecondPersonNeeded, ChangedMeanwhile, SeveralInvalid.
    """
    deed.allow(ANYTHING)
    disposal = _proposed(deed, disposal_id, version)
    why = checked_text(fields.get("return_reason", ""), "return_reason", "반려 사유")
    returned = replace(disposal, return_reason=why)
    _decide(deed, returned, DisposalState.RETURNED)
    deed.record(DISPOSAL, disposal.id, number=disposal.number, reason=why)
    return disposal.number


def dispose_records(desk: Desk, disposal_id: str, version: int) -> str:
    """Let a record go as proposed, for good: its texts and files, in one act. Returns the number of the paper of it.

    The files' bytes go after the records; what a fault or a backup that is being taken leaves of them
    `drop_disposed_files` takes later.
    Raises: SignedOut, NotFound, NotPermitted, SecondPersonNeeded, ChangedMeanwhile, StorageFull, StorageUnreachable;
    InvalidEntry if something stands against it by now.
    """
    number = _dispose(desk, disposal_id, version)
    drop_disposed_files(desk.store, waits=False)
    return number


@act(Act.DISPOSE_RECORDS)
def _dispose(deed: Deed, disposal_id: str, version: int) -> str:
    deed.allow(ANYTHING)
    deed.con.lock("disposals")
    emptying.hold_events(deed.con)
    disposal = _proposed(deed, disposal_id, version)
    record = find(deed, standards(deed), disposal.subject_kind, disposal.subject_id)
    _must_be_over(deed, record)
    things = emptying.things_of(deed.con, record.kind, record.id)
    papers = [paper for thing in things for paper in documents.list_documents_of(deed.con, *thing)]
    drawn = draw_up(deed, disposal, record, papers)
    digests = emptying.take_out_files(deed.con, things)
    emptying.empty_texts(deed.con, things)
    emptied = emptying.empty_events(deed.con, disposal.id, things)
    document = publish_disposal(deed, disposal, drawn, digests, emptied)
    _decide(deed, replace(disposal, digests=digests, document_id=document.id), DisposalState.DISPOSED)
    told = {"number": disposal.number, "record": record.number, "document": document.number, "files": digests}
    deed.record(DISPOSAL, disposal.id, **told, **{EMPTIED: {str(seq): now for seq, now in emptied.items()}})
    return document.number


def _must_be_over(deed: Deed, record: Record) -> date:
    """Return the last day a record was to be kept. Raises: InvalidEntry while something stands against its disposal."""
    topic = f"{record.name}{particle(record.name, '은/는')}"
    if record.completed_on is None:
        raise InvalidEntry(f"{topic} 아직 처리 중이라 폐기할 수 없습니다. 종결한 뒤에 보존기간을 셉니다.")
    last_day = kept_until(record.completed_on, record.grade).last_day
    if last_day is None:
        raise InvalidEntry(f"{record.name}의 보존기간은 {record.grade}입니다. 기한이 없어 폐기할 수 없습니다.")
    if last_day >= deed.today:
        raise InvalidEntry(f"{topic} {official_date(last_day)}까지 보존합니다. 그 뒤에 상신하세요.")
    if holds := holds_of(deed, standards(deed), record):
        raise InvalidEntry(f"{topic} 아직 폐기할 수 없습니다. {' '.join(holds)}")
    return last_day


def _proposed(deed: Deed, disposal_id: str, version: int) -> Disposal:
    """Return a proposal as it was seen. Raises: NotFound, ChangedMeanwhile, SecondPersonNeeded."""
    disposal = disposals.fetch_disposal(deed.con, disposal_id)
    if disposal.state != DisposalState.PROPOSED or disposal.version != version:
        raise ChangedMeanwhile(f"이미 처리된 폐기안 {disposal.number}")
    if disposal.proposed_by == deed.account.id:
        raise SecondPersonNeeded
    return disposal


def _decide(deed: Deed, disposal: Disposal, state: DisposalState) -> None:
    decided = replace(disposal, state=state, decided_by=deed.account.id, decided_at=deed.now)
    if not disposals.update_disposal(deed.con, decided):
        raise ChangedMeanwhile(f"이미 처리된 폐기안 {disposal.number}")


def _backed_up_on(disposal: Disposal, taken: Sequence[str]) -> date | None:
    """Return the day of the newest backup that holds what went, of the instants at which those still there began."""
    if disposal.state != DisposalState.DISPOSED or disposal.decided_at is None:
        return None
    before = [instant for instant in taken if instant < disposal.decided_at]
    return local_day(max(before)) if before else None
