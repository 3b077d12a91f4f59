"""What an applicant supplied: each file and statement with its hash and instant, frozen when an opinion is proposed.

> 필요한 정보를 충분히 제공하지 않은 경우 … 추정하지 아니한다. (적극행정규정 제15조④ 단서)

The presumption that protects who follows an opinion falls when information was insufficient; so the record of what
was given must stand beyond doubt.
"""

from casebase.access.act import Act
from casebase.casework.consultation_changes import allowed, record, write
from casebase.casework.desk import Deed, Look, act, look
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry
from casebase.casework.files import take_files
from casebase.domain.consultation import CHECKLIST, OPEN_TO_MATERIAL, Application, Consultation
from casebase.domain.document import Attachment
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import InvalidEntry
from casebase.korean.dates import official_date
from casebase.store import consultations, documents, drafts
from casebase.store.files import fetch_bytes, keep_named
from casebase.store.ids import new_id

SUPPLIED = "supplied"
_CLOSED = "지금은 자료를 더 받지 않습니다. 더 알릴 것이 있으면 담당자에게 메시지를 보내세요."


@act(Act.ADD_MATERIAL)
def add_material(deed: Deed, consultation_id: str, draft_id: str) -> str:
    """Add to what the applicant supplied: a statement (`material`), files, or both. Returns the number.

    Once an opinion waits for approval nothing is added or replaced. Raises: InvalidEntry, SeveralInvalid.
    """
    consultation = allowed(deed, consultation_id)
    if consultation.status not in OPEN_TO_MATERIAL:
        raise InvalidEntry(_CLOSED, "material")
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CASE_STEP, deed.now)
    names = take_supplied(deed, consultation, draft, "material", "의견·설명")
    drafts.wipe_draft(deed.con, draft_id)
    # Its version goes up, so that nobody proposes an opinion without having seen what came.
    after = write(deed, consultation, consultation.version)
    return record(deed, after, files=names)


def take_supplied(deed: Deed, consultation: Consultation, draft: Draft, key: str, label: str) -> list[str]:
    """Take a draft's statement (its field `key`) and files into the ledger; return their names.

    Raises: SeveralInvalid where there is neither.
    """
    files = take_files(deed, draft.fields, SUPPLIED, "consultation", consultation.id)
    entry = Entry(draft.fields)
    statement = entry.text(key, label, limit=LONG, required=not files)
    entry.must_be_sound()
    names = [file.name for file in files]
    if statement:
        name = f"{label}({deed.account.name}, {deed.today.isoformat()}).txt"
        names.append(keep_statement(deed, consultation, name, statement).name)
    return names


def keep_application(deed: Deed, consultation: Consultation) -> Attachment:
    """Keep the application itself as the ledger's first entry, word for word as it was filed."""
    name = f"신청서({deed.account.name}, {deed.today.isoformat()}).txt"
    return keep_statement(deed, consultation, name, _written_out(consultation.application))


def keep_statement(deed: Deed, consultation: Consultation, name: str, statement: str) -> Attachment:
    """Keep a text that the applicant supplied as a file of its own."""
    content = statement.encode()
    attachment = Attachment(
        id=new_id(),
        subject_kind="consultation",
        subject_id=consultation.id,
        name=name,
        media_type="text/plain; charset=utf-8",
        size=len(content),
        sha256=keep_named(deed.con, deed.store.home, content),
        role=SUPPLIED,
        added_by=deed.account.id,
        added_at=deed.now,
    )
    documents.insert_attachment(deed.con, attachment)
    return attachment


def supplied(asked: Look, consultation: Consultation) -> tuple[Attachment, ...]:
    """Return what the applicant supplied, in the order it came."""
    found = documents.list_attachments_of(asked.con, "consultation", consultation.id)
    return tuple(sorted((file for file in found if file.role == SUPPLIED), key=lambda file: (file.added_at, file.id)))


def damaged(asked: Look, consultation: Consultation) -> tuple[str, ...]:
    """Return the names of what was supplied and no longer is, byte for byte, what its hash says."""
    return tuple(file.name for file in supplied(asked, consultation) if not _is_whole(asked, file))


@look(Act.SEE_CONSULTATION_WORK)
def damaged_materials(asked: Look, consultation_id: str) -> tuple[str, ...]:
    """As `damaged`, for who sees the office's work. Raises: NotFound."""
    return damaged(asked, consultations.fetch_consultation(asked.con, consultation_id))


def _is_whole(asked: Look, file: Attachment) -> bool:
    try:
        return len(fetch_bytes(asked.store.home, file.sha256)) == file.size
    except (OSError, ValueError):
        return False


def _written_out(application: Application) -> str:
    ticked = [f"- {CHECKLIST[code]}" for code in application.checklist]
    parts = [
        ("건명", application.title),
        ("분야", application.field),
        ("신청배경", application.background),
        ("신청사항", application.request),
        ("관련 법령", application.law),
        ("법령 기준일", official_date(application.law_as_of) if application.law_as_of else ""),
        ("주요쟁점", application.issues),
        ("갑설", application.view_a),
        ("을설", application.view_b),
        ("신청기관·부서 의견", application.opinion),
        ("자체검토", application.self_review),
        ("체크리스트", "\n".join(ticked)),
    ]
    return "\n\n".join(f"[{heading}]\n{text}" for heading, text in parts if text) + "\n"
