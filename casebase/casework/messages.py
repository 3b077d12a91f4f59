"""The thread between office and applicant, and the notes that the office keeps to itself."""

from casebase.access.act import Act
from casebase.casework.consultation_changes import allowed, must_stand_at, record, write
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import checked_text, file_fields
from casebase.casework.files import take_files
from casebase.casework.ledger import SUPPLIED
from casebase.domain.account import Role
from casebase.domain.consultation import OPEN_TO_MATERIAL, Consultation, ConsultationStatus, Message
from casebase.domain.document import Attachment
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import InvalidEntry
from casebase.store import drafts
from casebase.store.ids import new_id
from casebase.store.messages import insert_message

MATERIAL = "material"
OPEN_TO_MESSAGES = frozenset(ConsultationStatus) - {ConsultationStatus.DRAFTING, ConsultationStatus.WITHDRAWN}


@act(Act.SEND_MESSAGE)
def send_message(deed: Deed, consultation_id: str, draft_id: str) -> str:
    """Send what a draft holds in `message`, with its files, to the other side. Returns the number.

    What the applicant sends along goes into the ledger, as long as that is open; what the office sends does not.
    Raises: SeveralInvalid, InvalidEntry, NotFound, MoveNotPermitted.
    """
    consultation = allowed(deed, consultation_id)
    must_stand_at(consultation, OPEN_TO_MESSAGES, "메시지 보내기")
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CASE_STEP, deed.now)
    text = checked_text(draft.text("message"), "message", "메시지")
    role = SUPPLIED if deed.account.role == Role.APPLICANT else MATERIAL
    if role == SUPPLIED and file_fields(draft.fields, SUPPLIED):
        consultation = _open_to_supplies(deed, consultation)
    files = take_files(deed, draft.fields, role, "consultation", consultation.id)
    return _kept(deed, consultation, draft, text, files, is_internal=False)


@act(Act.ADD_NOTE)
def add_note(deed: Deed, consultation_id: str, draft_id: str) -> str:
    """Keep what a draft holds in `note`, with its files, where only the office sees it. Returns the number.

    Raises: SeveralInvalid, NotFound.
    """
    consultation = allowed(deed, consultation_id)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CASE_STEP, deed.now)
    text = checked_text(draft.text("note"), "note", "내부 메모")
    files = take_files(deed, draft.fields, MATERIAL, "consultation", consultation.id)
    return _kept(deed, consultation, draft, text, files, is_internal=True)


def _open_to_supplies(deed: Deed, consultation: Consultation) -> Consultation:
    """Return the consultation with its version gone up: nobody proposes an opinion on less than the ledger holds.

    Raises: InvalidEntry once an opinion is proposed.
    """
    if consultation.status not in OPEN_TO_MATERIAL:
        raise InvalidEntry(
            "의견안이 결재에 올라간 뒤에는 파일을 낼 수 없습니다. 파일을 지우고 보내거나 담당자에게 연락하세요.",
            "message",
        )
    return write(deed, consultation, consultation.version)


def _kept(
    deed: Deed,
    consultation: Consultation,
    draft: Draft,
    text: str,
    files: tuple[Attachment, ...],
    *,
    is_internal: bool,
) -> str:
    message = Message(
        id=new_id(),
        consultation_id=consultation.id,
        is_internal=is_internal,
        text=text,
        account_id=deed.account.id,
        sent_at=deed.now,
        file_ids=tuple(file.id for file in files),
    )
    insert_message(deed.con, message)
    drafts.wipe_draft(deed.con, draft.id)
    return record(deed, consultation, files=[file.name for file in files])
