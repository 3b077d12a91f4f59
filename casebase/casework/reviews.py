"""Exemption reviews: application, receipt, hearing, evidence, withdrawal, end."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_review
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry, checked_text, file_fields
from casebase.casework.files import take_files
from casebase.casework.first_rulings import must_not_have_judged_first
from casebase.casework.papers import latest_paper
from casebase.casework.review_entry import chosen_set, linked_visit, read_for
from casebase.casework.review_filing import put_on_file
from casebase.casework.timeline import overtaken
from casebase.domain.account import Role
from casebase.domain.approval import ApprovalState
from casebase.domain.document import Attachment, DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry, MoveNotPermitted
from casebase.domain.review import REVIEW_STATUS_LABELS, Origin, Review, ReviewStatus
from casebase.domain.ruling import RulingKind
from casebase.store import accounts, documents, drafts, reviews, rulings
from casebase.store.files import keep_named
from casebase.store.ids import new_id

HEARING_WAYS = {"paper": "문서", "oral": "구술"}
OPEN_TO_FILES = {ReviewStatus.APPLIED, ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING}
OPEN_TO_HEARING = (ReviewStatus.RECEIVED, ReviewStatus.FACT_FINDING)


@act(Act.APPLY_FOR_REVIEW)
def apply_for_review(deed: Deed, draft_id: str) -> str:
    """File an application from its draft (영 제13조의4①) and return the review's number.

    The head of the audited agency files for the agency, a person audited for themselves.
    Raises: SeveralInvalid, NotFound.
    """
    deed.allow(ANYTHING)
    if deed.account.agency_id is None:
        raise InvalidEntry("면책은 소속 기관이 있는 계정으로만 신청할 수 있습니다. 관리자에게 소속 기관을 요청하세요.")
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.REVIEW, deed.now)
    fields = {**draft.fields, "filed_on": deed.today.isoformat(), "agency_id": deed.account.agency_id}
    review = read_for(deed, Entry(fields), (Origin.AGENCY, Origin.PERSON))
    review = replace(review, applicant_id=deed.account.id)
    return put_on_file(deed, draft, review)


@act(Act.REGISTER_REVIEW)
def register_review(deed: Deed, draft_id: str) -> str:
    """Enter a review ex officio (영 제13조의4③), or an application that came on paper; returns its number.

    It is received at once, by who enters it. Raises: SeveralInvalid, NotFound.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.REVIEW, deed.now)
    review = read_for(deed, Entry(draft.fields), tuple(Origin))
    review = replace(
        review,
        status=ReviewStatus.RECEIVED,
        handler_id=deed.account.id,
        received_on=deed.today,
        criteria_set=chosen_set(deed, draft.text("criteria_set")),
        visit_id=linked_visit(deed, draft.text("visit_number")),
    )
    return put_on_file(deed, draft, review)


@act(Act.RECEIVE_REVIEW)
def receive_review(deed: Deed, review_id: str, version: int, criteria_set: str) -> str:
    """Receive an application, take it in hand, and pin it to a set of criteria. Returns the number.

    A re-examination keeps the set of the first review. Raises: InvalidEntry for who handled that one.
    """

    def received(review: Review) -> Review:
        must_not_have_judged_first(deed, review, deed.account.id)
        chosen = review.criteria_set if review.is_re_examination else chosen_set(deed, criteria_set)
        return replace(review, handler_id=deed.account.id, received_on=deed.today, criteria_set=chosen)

    return _changed(deed, review_id, version, received, to=ReviewStatus.RECEIVED, criteria_set=criteria_set)


@act(Act.ASSIGN_REVIEW)
def assign_review(deed: Deed, review_id: str, version: int, handler_id: str) -> str:
    """Give a review to another handler. Raises: InvalidEntry, also for who handled the first of a re-examination."""
    handler = accounts.fetch_account(deed.con, handler_id)
    if handler.role not in {Role.AUDITOR, Role.HEAD} or not handler.is_active(deed.today):
        raise InvalidEntry("담당자는 지금 근무하는 감사담당자나 감사관이어야 합니다.", "handler_id")

    def assigned(review: Review) -> Review:
        must_not_have_judged_first(deed, review, handler_id)
        return replace(review, handler_id=handler_id)

    return _changed(deed, review_id, version, assigned, handler=handler.name, handler_id=handler_id)


@act(Act.BEGIN_FACT_FINDING)
def begin_fact_finding(deed: Deed, review_id: str, version: int) -> str:
    """Begin to establish the facts, or begin again after the ruling was withdrawn; then findings are recorded."""

    def begun(review: Review) -> Review:
        found = rulings.list_rulings(deed.con, review_id)
        if any(ruling.state == ApprovalState.PROPOSED for ruling in found):
            raise InvalidEntry("결재를 기다리는 안이 있습니다. 다시 심사하려면 결재권자에게 반려를 요청하세요.")
        issued = [ruling for ruling in found if ruling.state == ApprovalState.ISSUED]
        if issued and issued[0].kind != RulingKind.WITHDRAWAL:
            raise InvalidEntry("발행된 결정이 있습니다. 다시 심사하려면 먼저 결정을 취소하세요.")
        return review

    return _changed(deed, review_id, version, begun, to=ReviewStatus.FACT_FINDING)


@act(Act.OFFER_HEARING)
def offer_hearing(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Record that the person concerned was given the chance to be heard: hearing_offered_on, hearing_way.

    Raises, as `hold_hearing`: MoveNotPermitted once a ruling is proposed, for it says who was heard.
    """
    entry = Entry(fields)
    offered_on = entry.day("hearing_offered_on", "기회를 준 날", not_after=deed.today)
    way = entry.choice("hearing_way", "진술 방법", HEARING_WAYS)
    entry.must_be_sound()

    def offered(review: Review) -> Review:
        _must_be_open_to_hearing(review)
        return replace(review, hearing_offered_on=offered_on, hearing_way=HEARING_WAYS[way])

    return _changed(deed, review_id, version, offered, offered_on=offered_on)


@act(Act.HOLD_HEARING)
def hold_hearing(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Record what was said: hearing_held_on (empty when the person declined) and hearing_note."""
    entry = Entry(fields)
    held_on = entry.day("hearing_held_on", "진술한 날", required=False, not_after=deed.today)
    note = entry.text("hearing_note", "진술 요지 또는 진술하지 않은 까닭", limit=LONG)
    entry.must_be_sound()

    def held(review: Review) -> Review:
        _must_be_open_to_hearing(review)
        if review.hearing_offered_on is None:
            raise InvalidEntry("먼저 의견 진술 기회를 준 날을 기록하세요.", "hearing_offered_on")
        _not_before(held_on, review.hearing_offered_on, "진술한 날은 기회를 준 날보다 앞설 수 없습니다.")
        return replace(review, hearing_held_on=held_on, hearing_note=note)

    return _changed(deed, review_id, version, held, held_on=held_on)


@act(Act.ADD_EVIDENCE)
def add_evidence(deed: Deed, review_id: str, draft_id: str) -> str:
    """Put the evidence files of a draft on the review's file.

    Evidence that comes while a ruling waits for approval voids the proposal: it rests on less than the file holds.
    Raises: MoveNotPermitted once the review is withdrawn.
    """
    review = _allowed(deed, review_id)
    if review.status == ReviewStatus.WITHDRAWN:
        raise _not_at_this_stage(review, "증거 추가")
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.FINDING, deed.now)
    taken = take_files(deed, draft.fields, "evidence", "review", review_id)
    if not taken:
        raise InvalidEntry("올릴 파일을 먼저 고르세요.", "evidence")
    for name in file_fields(draft.fields, "evidence"):
        drafts.wipe_field(deed.con, draft_id, name)
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
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.FINDING, deed.now)
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
    return _changed(deed, review_id, version, lambda review: review, to=ReviewStatus.WITHDRAWN, reason=reason)


@act(Act.CLOSE_REVIEW)
def close_review(deed: Deed, review_id: str, version: int) -> str:
    """End a review whose ruling has reached its people. Raises: InvalidEntry while its arrival is not recorded."""

    def closed(review: Review) -> Review:
        paper = latest_paper(deed, DocumentKind.RULING, ("review", review_id))
        if paper is None or paper.reached_on is None:
            raise InvalidEntry("결정서가 도달한 날을 먼저 기록하세요.", "reached_on")
        return review

    return _changed(deed, review_id, version, closed, to=ReviewStatus.CLOSED)


def _allowed(deed: Deed, review_id: str) -> Review:
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "면책심사를")
    return review


def _changed(
    deed: Deed,
    review_id: str,
    version: int,
    change: Callable[[Review], Review],
    to: ReviewStatus | None = None,
    **detail: object,
) -> str:
    """Change a review, and move it on where `to` is given. Raises: MoveNotPermitted, ChangedMeanwhile."""
    before = _allowed(deed, review_id)
    if to is not None:
        before.must_move_to(to)
    after = replace(change(before), status=to or before.status, version=version)
    if not reviews.update_review(deed.con, after):
        raise overtaken(deed, "review", review_id, f"면책심사 {before.number}")
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
            media_type="text/plain; charset=utf-8",
            size=len(content),
            sha256=keep_named(deed.con, deed.store.home, content),
            role="statement",
            added_by=deed.account.id,
            added_at=deed.now,
        ),
    )


def _must_be_open_to_hearing(review: Review) -> None:
    if review.status not in OPEN_TO_HEARING:
        raise _not_at_this_stage(review, "의견 진술")


def _not_at_this_stage(review: Review, wanted: str) -> MoveNotPermitted:
    return MoveNotPermitted(f"면책심사 {review.number}은", REVIEW_STATUS_LABELS[review.status], wanted)


def _not_before(day: date | None, earliest: date, sentence: str) -> None:
    if day is not None and day < earliest:
        raise InvalidEntry(sentence, "hearing_held_on")
