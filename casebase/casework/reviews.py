"""Exemption reviews: application, receipt, hearing, evidence, withdrawal, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_review
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.files import take_files
from casebase.casework.papers import is_demo_office
from casebase.casework.review_entry import read_review
from casebase.domain.account import Role
from casebase.domain.case import CaseKind
from casebase.domain.document import Attachment
from casebase.domain.draft import Draft, Form
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry, NotFound
from casebase.domain.review import Origin, Review, ReviewStatus
from casebase.domain.ruling import RulingKind, RulingState
from casebase.law.criteria import criteria_sets_on
from casebase.law.values import value_on
from casebase.store import accounts, agencies, documents, drafts, reviews, rulings, visits
from casebase.store.files import keep_bytes
from casebase.store.ids import new_id
from casebase.store.numbers import next_number
from casebase.store.settings import list_settings

HEARING_WAYS = {"paper": "문서", "oral": "구술"}
OPEN_TO_FILES = {ReviewStatus.APPLIED, ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING}


@act(Act.APPLY_FOR_REVIEW)
def apply_for_review(deed: Deed, draft_id: str) -> str:
    """File an application from its draft (영 제13조의4①) and return the review's number.

    The head of the audited agency files for the agency, a person audited for themselves.
    Raises: SeveralInvalid, NotFound.
    """
    deed.allow(ANYTHING)
    draft = _own_draft(deed, draft_id)
    fields = {**draft.fields, "filed_on": deed.today.isoformat(), "agency_id": deed.account.agency_id or ""}
    review = _read(deed, Entry(fields), (Origin.AGENCY, Origin.PERSON))
    review = replace(review, applicant_id=deed.account.id)
    return _filed(deed, draft, review)


@act(Act.REGISTER_REVIEW)
def register_review(deed: Deed, draft_id: str) -> str:
    """Enter a review ex officio (영 제13조의4③), or an application that came on paper; returns its number.

    It is received at once, by who enters it. Raises: SeveralInvalid, NotFound.
    """
    deed.allow(ANYTHING)
    draft = _own_draft(deed, draft_id)
    review = _read(deed, Entry(draft.fields), tuple(Origin))
    review = replace(
        review,
        status=ReviewStatus.RECEIVED,
        handler_id=deed.account.id,
        criteria_set=_chosen_set(deed, draft.text("criteria_set")),
        visit_id=_linked_visit(deed, draft.text("visit_number")),
        source=draft.text("source"),
    )
    return _filed(deed, draft, review)


@act(Act.RECEIVE_REVIEW)
def receive_review(deed: Deed, review_id: str, version: int, criteria_set: str) -> str:
    """Receive an application, take it in hand, and pin it to a set of criteria. Returns the number."""
    return _changed(
        deed,
        review_id,
        version,
        lambda review: replace(
            review,
            status=ReviewStatus.RECEIVED,
            handler_id=deed.account.id,
            criteria_set=_chosen_set(deed, criteria_set),
        ),
        criteria_set=criteria_set,
    )


@act(Act.ASSIGN_REVIEW)
def assign_review(deed: Deed, review_id: str, version: int, handler_id: str) -> str:
    """Give a review to another handler."""
    handler = accounts.fetch_account(deed.con, handler_id)
    if handler.role not in {Role.AUDITOR, Role.HEAD} or not handler.is_active(deed.today):
        raise InvalidEntry("담당자는 지금 근무하는 감사담당자나 감사관이어야 합니다.", "handler_id")
    return _changed(
        deed, review_id, version, lambda review: replace(review, handler_id=handler_id), handler=handler.name
    )


@act(Act.BEGIN_FACT_FINDING)
def begin_fact_finding(deed: Deed, review_id: str, version: int) -> str:
    """Begin to establish the facts, or begin again after the ruling was withdrawn; then findings are recorded."""

    def begun(review: Review) -> Review:
        issued = [r for r in rulings.list_rulings(deed.con, review_id) if r.state == RulingState.ISSUED]
        if issued and issued[0].kind != RulingKind.WITHDRAWAL:
            raise InvalidEntry("발행된 결정이 있습니다. 다시 심사하려면 먼저 결정을 취소하세요.")
        return replace(review, status=ReviewStatus.FACT_FINDING)

    return _changed(deed, review_id, version, begun)


@act(Act.OFFER_HEARING)
def offer_hearing(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Record that the person concerned was given the chance to be heard: hearing_offered_on, hearing_way."""
    entry = Entry(fields)
    offered_on = entry.day("hearing_offered_on", "기회를 준 날", not_after=deed.today)
    way = entry.choice("hearing_way", "진술 방법", HEARING_WAYS)
    entry.must_be_sound()
    return _changed(
        deed,
        review_id,
        version,
        lambda review: replace(review, hearing_offered_on=offered_on, hearing_way=HEARING_WAYS[way]),
        offered_on=offered_on,
    )


@act(Act.HOLD_HEARING)
def hold_hearing(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Record what was said: hearing_held_on (empty when the person declined) and hearing_note."""
    entry = Entry(fields)
    held_on = entry.day("hearing_held_on", "진술한 날", required=False, not_after=deed.today)
    note = entry.text("hearing_note", "진술 요지 또는 진술하지 않은 까닭", limit=LONG)
    entry.must_be_sound()

    def held(review: Review) -> Review:
        if review.hearing_offered_on is None:
            raise InvalidEntry("먼저 의견 진술 기회를 준 날을 기록하세요.", "hearing_offered_on")
        _not_before(held_on, review.hearing_offered_on, "진술한 날은 기회를 준 날보다 앞설 수 없습니다.")
        return replace(review, hearing_held_on=held_on, hearing_note=note)

    return _changed(deed, review_id, version, held, held_on=held_on)


@act(Act.ADD_EVIDENCE)
def add_evidence(deed: Deed, review_id: str, draft_id: str) -> str:
    """Put the evidence files of a draft on the review's file."""
    review = _allowed(deed, review_id)
    draft = _own_draft(deed, draft_id, Form.FINDING)
    taken = take_files(deed, draft.fields, "evidence", "review", review_id)
    if not taken:
        raise InvalidEntry("올릴 파일을 먼저 고르세요.", "evidence")
    for key in [name for name in draft.fields if name.startswith("file_")]:
        drafts.wipe_field(deed.con, draft_id, key)
    deed.record("review", review_id, number=review.number, files=[f.name for f in taken])
    return review.number


@act(Act.ADD_STATEMENT)
def add_statement(deed: Deed, review_id: str, draft_id: str) -> str:
    """Hand in what an applicant states, with files; the text is kept as a file of its own.

    Raises: InvalidEntry once the review is past fact-finding.
    """
    review = _allowed(deed, review_id)
    if review.status not in OPEN_TO_FILES:
        raise InvalidEntry("심사가 상정된 뒤에는 낼 수 없습니다. 담당자에게 연락하세요.", "statement")
    draft = _own_draft(deed, draft_id, Form.FINDING)
    statement = checked_text(draft.text("statement"), "statement", "의견·소명")
    _keep_statement(deed, review, statement)
    taken = take_files(deed, draft.fields, "statement", "review", review_id)
    drafts.wipe_draft(deed.con, draft_id)
    deed.record("review", review_id, number=review.number, files=[f.name for f in taken])
    return review.number


@act(Act.WITHDRAW_APPLICATION)
def withdraw_application(deed: Deed, review_id: str, version: int, reason: str) -> str:
    """Withdraw an application before it is decided."""
    reason = checked_text(reason, "reason", "취하 사유")
    return _changed(
        deed, review_id, version, lambda review: replace(review, status=ReviewStatus.WITHDRAWN), reason=reason
    )


@act(Act.CLOSE_REVIEW)
def close_review(deed: Deed, review_id: str, version: int) -> str:
    """End a review whose ruling has reached its people."""
    return _changed(deed, review_id, version, lambda review: replace(review, status=ReviewStatus.CLOSED))


def _read(deed: Deed, entry: Entry, origins: tuple[Origin, ...]) -> Review:
    return read_review(
        entry,
        origins=origins,
        agencies=frozenset(agency.id for agency in agencies.list_agencies(deed.con)),
        applicants=frozenset(a.id for a in accounts.list_accounts(deed.con, (Role.APPLICANT,))),
        today=deed.today,
    )


def _filed(deed: Deed, draft: Draft, review: Review) -> str:
    review = replace(
        review,
        number=next_number(deed.con, review.filed_on.year, CaseKind.EXEMPTION.value),
        is_demo=is_demo_office(list_settings(deed.con)),
    )
    agency = agencies.fetch_agency(deed.con, review.agency_id)
    reviews.insert_review(deed.con, review, agency.name)
    take_files(deed, draft.fields, "evidence", "review", review.id)
    take_files(deed, draft.fields, "statement", "review", review.id)
    drafts.wipe_draft(deed.con, draft.id)
    deed.record("review", review.id, number=review.number, title=review.title, agency=agency.name)
    return review.number


def _chosen_set(deed: Deed, code: str) -> str:
    """Return the set of criteria asked for, or the office's default, among those in force today."""
    offered = {criteria.code for criteria in criteria_sets_on(deed.today)}
    chosen = code or str(value_on("criteria.default_set", deed.today, list_settings(deed.con)).value)
    if chosen not in offered:
        raise InvalidEntry("적용할 판단 기준을 목록에서 고르세요.", "criteria_set")
    return chosen


def _linked_visit(deed: Deed, number: str) -> str | None:
    try:
        return visits.fetch_visit_by_number(deed.con, number.strip()).id if number.strip() else None
    except NotFound:
        raise InvalidEntry("그 번호의 방문이 없습니다. 번호를 확인하거나 비워 두세요.", "visit_number") from None


def _own_draft(deed: Deed, draft_id: str, form: Form = Form.REVIEW) -> Draft:
    draft = drafts.find_draft(deed.con, draft_id)
    if draft is None or draft.account_id != deed.account.id or draft.form != form:
        raise NotFound("작성하던 초안을")
    return draft


def _allowed(deed: Deed, review_id: str) -> Review:
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "면책심사를")
    return review


def _changed(deed: Deed, review_id: str, version: int, change: Callable[[Review], Review], **detail: object) -> str:
    before = _allowed(deed, review_id)
    after = replace(change(before), version=version)
    if after.status != before.status:
        before.must_move_to(after.status)
    if not reviews.update_review(deed.con, after):
        raise ChangedMeanwhile(f"면책심사 {before.number}")
    deed.record("review", review_id, number=before.number, status=after.status, **detail)
    return before.number


def _keep_statement(deed: Deed, review: Review, statement: str) -> None:
    content = statement.encode()
    documents.insert_attachment(
        deed.con,
        Attachment(
            id=new_id(),
            subject_kind="review",
            subject_id=review.id,
            name=f"의견·소명({deed.account.name}, {deed.today.isoformat()}).txt",
            media_type="text/plain",
            size=len(content),
            sha256=keep_bytes(deed.store.home, content),
            role="statement",
            added_by=deed.account.id,
            added_at=deed.now,
        ),
    )


def _not_before(day: date | None, earliest: date, sentence: str) -> None:
    if day is not None and day < earliest:
        raise InvalidEntry(sentence, "hearing_held_on")
