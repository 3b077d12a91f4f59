"""Re-examination (재심의): applied for by the agency's head or taken up by the office, and a ruling's effect stayed."""

from dataclasses import dataclass, replace
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_review
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry
from casebase.casework.first_rulings import (
    in_force,
    must_not_have_judged_first,
    running_re_examination,
    told_ruling,
)
from casebase.casework.review_filing import put_on_file
from casebase.casework.timeline import overtaken
from casebase.domain.document import Document, DocumentKind
from casebase.domain.draft import Form
from casebase.domain.errors import InvalidEntry
from casebase.domain.review import Charge, Observation, Origin, Review, ReviewStatus, Subject
from casebase.domain.ruling import Ruling, RulingKind
from casebase.store import agencies, documents, reviews
from casebase.store.ids import new_id

ORIGINS = (Origin.AGENCY, Origin.EX_OFFICIO)
_NO_SUCH_PAPER = (
    "대상기관의 장으로서 재심의를 신청할 수 있는 결정서를 그 번호로 찾지 못했습니다. "
    "결정서 위쪽의 번호를 그대로 입력하세요. 예: 2026-결정-0001"
)


@act(Act.APPLY_FOR_RE_EXAMINATION)
def apply_for_re_examination(deed: Deed, draft_id: str) -> str:
    """File an agency head's application from its draft (공공감사에 관한 법률 제25조 제1항); returns its number.

    Fields: document_number (the ruling's paper, notified), request, argument. One that comes late is filed too, and
    can only be dismissed. Raises: SeveralInvalid, NotFound.
    """
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.RE_EXAMINATION, deed.now)
    asked_for = _read(deed, Entry(draft.fields))
    deed.allow(to_review(deed.account, asked_for.first))
    review = _looking_again(deed, asked_for, Origin.AGENCY, deed.today)
    return put_on_file(deed, draft, replace(review, applicant_id=deed.account.id))


@act(Act.REGISTER_RE_EXAMINATION)
def register_re_examination(deed: Deed, draft_id: str) -> str:
    """Enter an application that came on paper, or take a ruling up again ex officio; it is received at once.

    Fields: as to apply, and origin ("agency", "ex_officio") and filed_on. Raises: SeveralInvalid, NotFound, and
    InvalidEntry for who handled the first review.
    """
    deed.allow(ANYTHING)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.RE_EXAMINATION, deed.now)
    entry = Entry(draft.fields)
    origin = entry.choice("origin", "신청 구분", {origin.value for origin in ORIGINS})
    filed_on = entry.day("filed_on", "신청일", not_after=deed.today)
    asked_for = _read(deed, entry)
    assert filed_on is not None
    if asked_for.paper.notified_on and filed_on < asked_for.paper.notified_on:
        raise InvalidEntry("신청일은 결정을 통지한 날보다 앞설 수 없습니다.", "filed_on")
    review = _looking_again(deed, asked_for, Origin(origin), filed_on)
    review = replace(review, status=ReviewStatus.RECEIVED, handler_id=deed.account.id, received_on=deed.today)
    must_not_have_judged_first(deed, review, deed.account.id)
    return put_on_file(deed, draft, review)


@act(Act.STAY_RULING)
def stay_ruling(deed: Deed, review_id: str, version: int, fields: dict[str, str]) -> str:
    """Stay the effect of a ruling that is being looked at again: stayed_on, stay_reason. Returns the review's number.

    Re-examination by itself stays nothing. Raises: SeveralInvalid, ChangedMeanwhile, and InvalidEntry where no
    re-examination is under way or the ruling is stayed already.
    """
    review = reviews.fetch_review(deed.con, review_id)
    deed.allow_on(to_review(deed.account, review), Act.SEE_REVIEW, "면책심사를")
    entry = Entry(fields)
    stayed_on = entry.day("stayed_on", "효력을 정지한 날", not_after=deed.today)
    reason = entry.text("stay_reason", "정지 사유", limit=LONG)
    entry.must_be_sound()
    again = running_re_examination(deed, review_id)
    if again is None or in_force(deed, review_id) is None:
        raise InvalidEntry("진행 중인 재심의가 없어 결정의 효력을 정지할 수 없습니다.", "stayed_on")
    if review.stayed_on is not None:
        raise InvalidEntry("이 결정의 효력은 이미 정지되어 있습니다.", "stayed_on")
    if stayed_on is not None and stayed_on < again.filed_on:
        raise InvalidEntry("정지한 날은 재심의를 신청한 날보다 앞설 수 없습니다.", "stayed_on")
    if not reviews.update_review(deed.con, replace(review, stayed_on=stayed_on, stay_reason=reason, version=version)):
        raise overtaken(deed, "review", review_id, f"면책심사 {review.number}")
    deed.record("review", review_id, number=review.number, stayed_on=stayed_on, reason=reason)
    return review.number


@dataclass(frozen=True, kw_only=True)
class _Application:
    """What is asked to be looked at again, and why."""

    first: Review
    paper: Document
    ruling: Ruling
    request: str
    argument: str


def _read(deed: Deed, entry: Entry) -> _Application:
    """Return what the form names and says.

    Raises: SeveralInvalid, alike for a paper that does not exist and one that is not this person's to contest.
    """
    number = entry.text("document_number", "결정서 번호")
    request = entry.text("request", "재심의 신청취지", limit=LONG)
    argument = entry.text("argument", "재심의 사유", limit=LONG)
    first = _contested(deed, number) if number else None
    told = told_ruling(deed, first.id) if first else None
    if first is None or told is None:
        entry.refuse("document_number", _NO_SUCH_PAPER)
    else:
        _must_be_open(deed, first, told, number, entry)
    entry.must_be_sound()
    assert first is not None
    assert told is not None
    paper, ruling = told
    return _Application(first=first, paper=paper, ruling=ruling, request=request, argument=argument)


def _contested(deed: Deed, number: str) -> Review | None:
    """Return the review that a paper decided, if it was told and may be contested by who asks.

    Of two applications at once against one ruling, the second waits here and then finds the first.
    """
    paper = documents.find_document_by_number(deed.con, number)
    if paper is None or paper.kind != DocumentKind.RULING or paper.notified_on is None:
        return None
    review = reviews.fetch_review(deed.con, paper.subject_id)
    deed.con.lock(f"re-examination {review.id}")
    return review if deed.may(deed.act, to_review(deed.account, review)) else None


def _must_be_open(deed: Deed, review: Review, told: tuple[Document, Ruling], number: str, entry: Entry) -> None:
    """Note why a ruling cannot be looked at again: it is one of a re-examination, or not the one told last."""
    paper, ruling = told
    running = running_re_examination(deed, review.id)
    if review.is_re_examination:
        entry.refuse("document_number", "재심의한 결정에는 다시 재심의를 신청할 수 없습니다.")
    elif paper.number != number:
        entry.refuse("document_number", f"나중에 통지된 결정서({paper.number})가 있습니다. 그 번호를 입력하세요.")
    elif ruling.kind == RulingKind.WITHDRAWAL:
        entry.refuse("document_number", "취소된 결정이라 재심의할 것이 없습니다.")
    elif running is not None:
        entry.refuse(
            "document_number", f"이 결정은 이미 재심의({running.number}) 중입니다. 그 재심의에 의견과 자료를 내세요."
        )


def _looking_again(deed: Deed, asked_for: _Application, origin: Origin, filed_on: date) -> Review:
    """Return a new review of what the first ruling left, with what is alleged as it was."""
    first, review_id = asked_for.first, new_id()
    agency = agencies.fetch_agency(deed.con, first.agency_id)
    observations, subjects, charges = _copied(first, review_id, asked_for.ruling)
    return replace(
        first,
        id=review_id,
        number="",
        origin=origin,
        filed_on=filed_on,
        applicant_id=None,
        applicant_name=f"{agency.name}의 장" if origin == Origin.AGENCY else "",
        request=asked_for.request,
        argument=asked_for.argument,
        status=ReviewStatus.APPLIED,
        handler_id=None,
        observations=observations,
        subjects=subjects,
        charges=charges,
        visit_id=None,
        hearing_offered_on=None,
        hearing_way="",
        hearing_held_on=None,
        hearing_note="",
        received_on=None,
        first_review_id=first.id,
        stayed_on=None,
        stay_reason="",
        version=1,
    )


def _copied(
    first: Review, review_id: str, ruling: Ruling
) -> tuple[tuple[Observation, ...], tuple[Subject, ...], tuple[Charge, ...]]:
    """Return what is alleged with ids of its own; the disposition in question is the one that the ruling left."""
    ids = {part_id: new_id() for part_id in (*(o.id for o in first.observations), *(s.id for s in first.subjects))}
    left = {change.charge_id: change.after for change in ruling.changes}
    return (
        tuple(replace(one, id=ids[one.id], review_id=review_id) for one in first.observations),
        tuple(replace(one, id=ids[one.id], review_id=review_id) for one in first.subjects),
        tuple(
            replace(
                charge,
                id=new_id(),
                review_id=review_id,
                observation_id=ids[charge.observation_id],
                subject_id=ids[charge.subject_id],
                disposition=left.get(charge.id, charge.disposition),
            )
            for charge in first.charges
        ),
    )
