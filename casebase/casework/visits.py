"""Visits: finishing one from its draft, correcting it, giving a promised answer."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_visit
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.files import take_files
from casebase.casework.papers import is_demo_office, keep_paper, latest_paper, numbered, source_of
from casebase.casework.timeline import overtaken
from casebase.casework.visit_entry import read_visit
from casebase.casework.visit_papers import later_answer, visit_record
from casebase.documents.later_answer import later_answer_pdf
from casebase.documents.visit_record import visit_record_pdf
from casebase.domain.account import ROLE_LABELS, Account, Role
from casebase.domain.business import Business
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.case import CaseKind
from casebase.domain.consultation import ApplicantKind, Application, Channel, Consultation, ConsultationStatus
from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry, MoveNotPermitted, NotFound
from casebase.domain.papers import VisitRecord
from casebase.domain.visit import REPLY_WAYS, Matter, Track, Visit, VisitStatus
from casebase.korean.dates import official_date
from casebase.store import accounts, businesses, consultations, documents, drafts, visits
from casebase.store.files import fetch_bytes
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings

TEAM_ROLES = (Role.AUDITOR, Role.HEAD)


@act(Act.FINISH_VISIT)
def finish_visit(deed: Deed, draft_id: str) -> str:
    """Finish a visit from its draft: number, paper, promises, draft cases. Returns the visit's number.

    The draft is wiped in the same transaction. Raises: SeveralInvalid, InvalidEntry, NotFound.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.VISIT, deed.now)
    if draft.subject:
        raise InvalidEntry("완료한 방문을 정정하던 초안입니다. 그 방문의 ‘정정’으로 저장하세요.")
    entry, is_demo = Entry(draft.fields), is_demo_office(list_settings(deed.con))
    visit = read_visit(entry, lead_id=deed.account.id, people=_people(deed), today=deed.today)
    business = _business(deed, visit)
    visit = replace(
        visit,
        number=next_number(deed.con, visit.visited_on.year, CaseKind.VISIT.value),
        status=_status(visit.matters),
        finished_at=deed.now,
        source=source_of(draft) if is_demo else "",
        is_demo=is_demo,
    )
    visits.insert_visit(deed.con, visit, business.name)
    visit = _open_cases(deed, visit, business.name)
    photos = take_files(deed, draft.fields, "photo", "visit", visit.id)
    document = _issue_record(deed, visit, visit_record(deed, visit, photos), photos)
    drafts.wipe_draft(deed.con, draft_id)
    deed.record("visit", visit.id, number=visit.number, document=document.number, count_matters=len(visit.matters))
    return visit.number


@act(Act.CORRECT_VISIT)
def correct_visit(deed: Deed, draft_id: str, version: int) -> str:
    """Correct a finished visit from its draft; the event keeps what it was, a new paper supersedes the old.

    Tracks and promises already kept stay as they are. Raises: SeveralInvalid, ChangedMeanwhile.
    """
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.VISIT, deed.now)
    before = visits.fetch_visit(deed.con, draft.subject.removeprefix("visit:"))
    deed.allow_on(to_visit(deed.account, before), Act.SEE_VISIT, "방문을")
    reason = checked_text(draft.text("correction_reason"), "correction_reason", "정정 사유")
    people = _people(deed) | _named_on(before)
    read = read_visit(Entry(draft.fields), lead_id=before.lead_id, people=people, today=deed.today)
    after = _corrected(before, read, version)
    business = _business(deed, after)
    if not visits.update_visit(deed.con, after, business.name):
        raise overtaken(deed, "visit", before.id, f"방문 {before.number}")
    _bring_cases_up_to_date(deed, after, business.name)
    photos = tuple(documents.list_attachments_of(deed.con, "visit", before.id))
    photos += take_files(deed, draft.fields, "photo", "visit", before.id)
    earlier = latest_paper(deed, DocumentKind.VISIT_RECORD, ("visit", before.id))
    corrects = earlier.number if earlier else ""
    record = visit_record(deed, after, photos, corrects=corrects, correction_reason=reason)
    document = _issue_record(deed, after, record, photos, earlier)
    drafts.wipe_draft(deed.con, draft_id)
    deed.record("visit", before.id, number=before.number, reason=reason, before=before, document=document.number)
    return before.number


@act(Act.GIVE_LATER_ANSWER)
def give_later_answer(deed: Deed, matter_id: str, fields: dict[str, str]) -> str:
    """Give a promised answer, as its own paper, and say how and when it reached the business.

    `fields`: answer, reached_how (a key of REPLY_WAYS), reached_on. Returns the paper's number; the visit is
    closed with its last answer. Raises: SeveralInvalid, NotFound, MoveNotPermitted if it was given already.
    """
    visit = visits.find_visit_of_matter(deed.con, matter_id)
    if visit is None:
        raise NotFound("애로사항을")
    deed.allow_on(to_visit(deed.account, visit), Act.SEE_VISIT, "방문을")
    matter = _answered(deed, next(m for m in visit.matters if m.id == matter_id), fields, visit)
    visits.update_matter(deed.con, matter)
    matters = tuple(matter if m.id == matter_id else m for m in visit.matters)
    if not visits.update_visit_status(deed.con, visit, _status(matters)):
        raise overtaken(deed, "visit", visit.id, f"방문 {visit.number}")
    paper = later_answer(deed, visit, businesses.fetch_business(deed.con, visit.business_id), matter)
    head = numbered(deed, paper.head, DocumentKind.LATER_ANSWER, _approvals(deed.account, deed))
    paper = replace(paper, head=head)
    content_sha256 = digest(canonical_json(paper))
    document = keep_paper(
        deed, head, DocumentKind.LATER_ANSWER, ("visit", visit.id), later_answer_pdf(paper), content_sha256
    )
    notified = replace(
        document,
        notified_on=matter.reached_on,
        notified_how=REPLY_WAYS[matter.reached_how],
        reached_on=matter.reached_on,
    )
    documents.update_document(deed.con, notified)  # nobody else knows the paper yet
    deed.record("visit", visit.id, number=visit.number, matter=matter.position, document=document.number)
    return document.number


def _people(deed: Deed) -> frozenset[str]:
    return frozenset(a.id for a in accounts.list_accounts(deed.con, TEAM_ROLES) if a.is_active(deed.today))


def _named_on(visit: Visit) -> frozenset[str]:
    """Return who stands on a visit already: a correction may leave them there after they left the office."""
    return frozenset({*visit.member_ids, *(matter.owner_id for matter in visit.matters if matter.owner_id)})


def _business(deed: Deed, visit: Visit) -> Business:
    try:
        return businesses.fetch_business(deed.con, visit.business_id)
    except NotFound:
        raise InvalidEntry("목록에 없는 업체입니다. 업체를 다시 고르세요.", "business_id") from None


def _status(matters: tuple[Matter, ...]) -> VisitStatus:
    return VisitStatus.FINISHED if any(matter.is_open for matter in matters) else VisitStatus.CLOSED


def _open_cases(deed: Deed, visit: Visit, business: str) -> Visit:
    """Open a draft consultation for each matter on the formal track, and link it."""
    return replace(visit, matters=tuple(_with_case(deed, visit, matter, business) for matter in visit.matters))


def _with_case(deed: Deed, visit: Visit, matter: Matter, business: str) -> Matter:
    if matter.track != Track.FORMAL:
        return matter
    linked = replace(matter, case_id=new_id())
    consultations.insert_consultation(deed.con, _consultation(deed, visit, linked, business))
    visits.update_matter(deed.con, linked)
    return linked


def _bring_cases_up_to_date(deed: Deed, visit: Visit, business: str) -> None:
    """Tell the draft cases what the visit now says; what was applied for is the applicant's own."""
    matters = {matter.id: matter for matter in visit.matters}
    for case in consultations.list_consultations_of_visit(deed.con, visit.id):
        if case.status == ConsultationStatus.DRAFTING and case.matter_id in matters:
            matter = matters[case.matter_id]
            told = replace(case, department=matter.department, application=_application(matter, business))
            if not consultations.update_consultation(deed.con, told):
                raise overtaken(deed, "consultation", case.id, case.name)


def _consultation(deed: Deed, visit: Visit, matter: Matter, business: str) -> Consultation:
    return Consultation(
        id=matter.case_id or "",
        number="",
        channel=Channel.VISIT,
        applicant_kind=ApplicantKind.AGENCY,
        agency_id=None,
        department=matter.department,
        applicant_name="",
        application=_application(matter, business),
        status=ConsultationStatus.DRAFTING,
        opened_by=deed.account.id,
        opened_at=deed.now,
        visit_id=visit.id,
        matter_id=matter.id,
        source=visit.source,
        is_demo=visit.is_demo,
    )


def _application(matter: Matter, business: str) -> Application:
    """Return what a matter tells of the question to ask; the rest is for whoever applies."""
    return Application(
        title=f"{business} - {matter.field}",
        field=matter.field,
        background=matter.difficulty,
        request="",
        law=matter.law,
        law_as_of=None,
        issues="",
        view_a="",
        view_b="",
        opinion="",
        self_review="",
        checklist=(),
    )


def _issue_record(
    deed: Deed,
    visit: Visit,
    record: VisitRecord,
    photos: tuple[Attachment, ...],
    supersedes: Document | None = None,
) -> Document:
    head = numbered(deed, record.head, DocumentKind.VISIT_RECORD, _approvals(deed.account, deed))
    record = replace(record, head=head)
    pictures = {photo.sha256: fetch_bytes(deed.store.home, photo.sha256) for photo in photos}
    content = visit_record_pdf(record, pictures)
    return keep_paper(
        deed,
        head,
        DocumentKind.VISIT_RECORD,
        ("visit", visit.id),
        content,
        digest(canonical_json(record)),
        supersedes.id if supersedes else None,
    )


def _corrected(before: Visit, read: Visit, version: int) -> Visit:
    """Return the visit with what was typed, keeping its identity, its tracks and answers given since."""
    if len(read.matters) != len(before.matters):
        raise InvalidEntry("정정할 때는 애로사항을 더하거나 뺄 수 없습니다. 새 방문으로 기록하세요.", "count_matters")
    matters = tuple(_corrected_matter(old, new) for old, new in zip(before.matters, read.matters, strict=True))
    return replace(
        read,
        id=before.id,
        number=before.number,
        status=before.status,
        finished_at=before.finished_at,
        source=before.source,
        is_demo=before.is_demo,
        matters=matters,
        version=version,
    )


def _corrected_matter(old: Matter, new: Matter) -> Matter:
    if new.track != old.track:
        raise InvalidEntry(f"{old.position}번의 처리 방법은 완료한 뒤 바꿀 수 없습니다.", f"track_{old.position}")
    return replace(
        old,
        field=new.field,
        department=new.department,
        difficulty=new.difficulty,
        law=new.law,
        answer=new.answer if old.track == Track.ON_SITE else old.answer,
        promised_on=new.promised_on if old.is_open else old.promised_on,
        owner_id=new.owner_id if old.is_open else old.owner_id,
    )


def _answered(deed: Deed, matter: Matter, fields: dict[str, str], visit: Visit) -> Matter:
    if not matter.is_open:
        raise MoveNotPermitted(f"방문 {visit.number}의 {matter.position}번 애로사항은", "회신 완료", "후속 회신")
    entry = Entry(fields)
    answered = replace(
        matter,
        answer=entry.text("answer", "회신 내용", limit=LONG),
        reached_how=entry.choice("reached_how", "전달 방법", REPLY_WAYS),
        reached_on=entry.day("reached_on", "전달한 날", not_after=deed.today),
        answered_on=deed.today,
        answered_by=deed.account.id,
    )
    if answered.reached_on and answered.reached_on < visit.visited_on:
        entry.refuse("reached_on", "전달한 날은 방문일보다 앞설 수 없습니다.")
    entry.must_be_sound()
    return answered


def _approvals(account: Account, deed: Deed) -> tuple[tuple[str, str, str], ...]:
    return ((ROLE_LABELS[account.role], account.name, official_date(deed.today)),)
