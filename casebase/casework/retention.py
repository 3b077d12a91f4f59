"""How long records are kept: which are past their time, what holds one back, and a grade of its own for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import ANYTHING
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.entry import LONG, Entry
from casebase.casework.kept import must_be_kept
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound
from casebase.domain.retention import ADVICE, RECORD_LABELS, Grade, OwnGrade, Record, RecordKind, Retention, Standards
from casebase.law.retention import grade_on, kept_until, standards_on
from casebase.law.values import LegalValue
from casebase.store import retention_lists, retentions
from casebase.store.settings import list_settings

KIND_LABELS = {**{kind.value: label for kind, label in RECORD_LABELS.items()}, ADVICE: "법률자문"}
# What holds a record back, in a sentence that tells nothing else of it: who keeps records need not see cases.
_HOLDING = {
    "advice": "이 사건의 법률자문이 끝나지 않았거나 자문의 보존기간이 남았습니다.",
    "relied_on": "이 의견에 기댄 면책심사가 아직 남아 있습니다. 그 사건을 먼저 폐기하세요.",
    "sibling": "이 사건을 유사 사건으로 삼은 사전컨설팅이 처리 중입니다.",
    "re_examination": "이 결정을 다시 심사한 사건이 아직 남아 있습니다. 그 사건을 먼저 폐기하세요.",
    "meeting": "이 사건을 다룬 회의가 아직 남아 있습니다. 회의를 먼저 폐기하세요.",
    "consultation": "이 방문에서 시작된 사전컨설팅이 처리 중입니다.",
    "site_check": "이 방문을 현지조사로 삼은 사전컨설팅이 처리 중입니다.",
    "review": "이 기록과 이어진 면책심사가 처리 중입니다.",
}


@dataclass(frozen=True, kw_only=True)
class RecordView:
    """One record's keeping. `retention` is None while it is not finished; `own` is its own grade, None without one.

    `holds` say, a sentence each, what keeps it from being disposed of, besides its time.
    """

    record: Record
    retention: Retention | None
    standard: LegalValue
    own: OwnGrade | None
    holds: tuple[str, ...]


@look(Act.SEE_RETENTION)
def grades_in_use(asked: Look) -> dict[str, LegalValue]:
    """Return the office's standard grade by kind of record, as KIND_LABELS names them."""
    asked.must_see(ANYTHING, "보존기간을")
    settings = list_settings(asked.con)
    return {kind: grade_on(kind, asked.today, settings) for kind in KIND_LABELS}


@look(Act.SEE_RETENTION)
def count_due(asked: Look, kinds: Sequence[RecordKind]) -> int:
    """Return how many records of some kinds, or of all where none is named, may be disposed of today."""
    asked.must_see(ANYTHING, "보존기간을")
    return retention_lists.count_due(asked.con, standards(asked), tuple(kinds) or tuple(RecordKind))


@look(Act.SEE_RETENTION)
def due_records(asked: Look, kinds: Sequence[RecordKind], limit: int, offset: int) -> list[Record]:
    """Return one page of these records, the first completed first."""
    asked.must_see(ANYTHING, "보존기간을")
    return retention_lists.list_due(asked.con, standards(asked), tuple(kinds) or tuple(RecordKind), limit, offset)


@look(Act.SEE_RETENTION)
def record_page(asked: Look, number: str) -> RecordView:
    """Return how long one record is kept, by its number. Raises: NotFound, DisposedOf."""
    asked.must_see(ANYTHING, "보존기간을")
    held = standards(asked)
    record = retention_lists.find_record_by_number(asked.con, held, number)
    if record is None:
        raise NotFound("그 번호의 기록을")
    must_be_kept(asked.con, record.kind, record.id)
    return RecordView(
        record=record,
        retention=kept_until(record.completed_on, record.grade) if record.completed_on else None,
        standard=grade_on(record.kind, asked.today, list_settings(asked.con)),
        own=retentions.find_own_grade(asked.con, record.kind, record.id),
        holds=holds_of(asked, held, record) if record.completed_on else (),
    )


@act(Act.SET_RETENTION)
def set_retention(deed: Deed, subject_kind: str, subject_id: str, version: int, fields: dict[str, str]) -> str:
    """Give one record a grade of its own, `version` being the `Record.grade_version` seen. Returns its number.

    `fields`: grade, retention_reason. Raises: NotFound, DisposedOf, ChangedMeanwhile, InvalidEntry, SeveralInvalid.
    """
    deed.allow(ANYTHING)
    deed.con.lock("disposals")  # what goes meanwhile is not to be given a grade, nor one grade twice
    record = find(deed, standards(deed), subject_kind, subject_id)
    entry = Entry(fields)
    chosen = entry.choice("grade", "보존기간", list(Grade))
    why = entry.text("retention_reason", "지정 사유", limit=LONG)
    entry.must_be_sound()
    own = OwnGrade(
        subject_kind=record.kind,
        subject_id=record.id,
        grade=Grade(chosen),
        reason=why,
        set_by=deed.account.id,
        set_at=deed.now,
        version=version,
    )
    _keep(deed, record, own)
    deed.record("retention", record.id, number=record.number, before=record.grade, after=chosen, reason=why)
    return record.number


def standards(asked: Look) -> Standards:
    """Return what the office keeps how long, as of today."""
    return standards_on(asked.today, list_settings(asked.con))


def find(asked: Look, held: Standards, subject_kind: str, subject_id: str) -> Record:
    """Return a record that is still there. Raises: NotFound, DisposedOf."""
    found = None
    if subject_kind in set(RecordKind):
        found = retention_lists.find_record(asked.con, held, RecordKind(subject_kind), subject_id)
    if found is None:
        raise NotFound("기록을")
    must_be_kept(asked.con, found.kind, found.id)
    return found


def holds_of(asked: Look, held: Standards, record: Record) -> tuple[str, ...]:
    """Return what holds a finished record back, a sentence each."""
    return tuple(_HOLDING[reason] for reason in retention_lists.what_holds(asked.con, held, record))


def _keep(deed: Deed, record: Record, own: OwnGrade) -> None:
    """Write a grade over what was seen. Raises: ChangedMeanwhile; InvalidEntry for no change."""
    if own.version != record.grade_version:
        raise ChangedMeanwhile(f"{record.name}의 보존기간 {record.grade}")
    if own.grade == record.grade:
        raise InvalidEntry(f"지금도 {own.grade}입니다. 바꾸려면 다른 보존기간을 고르세요.", "grade")
    if not own.version:
        retentions.insert_own_grade(deed.con, OwnGrade(**{**vars(own), "version": 1}))
    elif not retentions.update_own_grade(deed.con, own):
        raise ChangedMeanwhile(f"{record.name}의 보존기간")
