"""Reading the form of an exemption review."""

from dataclasses import replace
from datetime import date

from casebase.casework.desk import Look
from casebase.casework.entry import LONG, Entry
from casebase.casework.findings import questions_of
from casebase.casework.prior_opinions import cited_opinion
from casebase.casework.review_times import filing
from casebase.domain.account import Role
from casebase.domain.case import FIELDS, Disclosure
from casebase.domain.errors import InvalidEntry, NotFound, NotInForce
from casebase.domain.finding import Step
from casebase.domain.review import (
    DISPOSITIONS,
    SUBJECT_KIND_LABELS,
    Charge,
    Observation,
    Origin,
    Review,
    ReviewStatus,
    Subject,
    SubjectKind,
)
from casebase.korean.money import parse_won
from casebase.law.criteria import criteria_sets_on
from casebase.law.values import value_on
from casebase.store import accounts, agencies, visits
from casebase.store.ids import new_id
from casebase.store.settings import list_settings

MOST_PARTS = 12


def read_review(
    entry: Entry, *, origins: tuple[Origin, ...], agencies: frozenset[str], applicants: frozenset[str], today: date
) -> Review:
    """Return the review a form describes, without a number, applicant account or handler.

    `origins`, `agencies` and `applicants` (accounts of persons audited) are what the person may choose from.
    Field keys: origin, title, field, agency_id, audit_name, audit_ended_on, filed_on, applicant_name, request,
    circumstances, argument, prior_opinion; count_observations with observation_title_1, observation_text_1,
    loss_1; count_subjects with subject_kind_1, subject_name_1, subject_post_1, subject_account_1; and
    disposition_1_2 for the second subject under the first observation. Raises: SeveralInvalid.
    """
    review_id = new_id()
    origin = entry.choice("origin", "신청 구분", {o.value for o in origins})
    observations = tuple(
        _read_observation(entry, review_id, n) for n in range(1, entry.number("count_observations", 1, MOST_PARTS) + 1)
    )
    subjects = tuple(
        _read_subject(entry, review_id, n, applicants)
        for n in range(1, entry.number("count_subjects", 1, MOST_PARTS) + 1)
    )
    audit_ended_on = entry.day("audit_ended_on", "감사 종료일", required=False, not_after=today)
    read = Review(
        id=review_id,
        number="",
        origin=Origin(origin) if origin else origins[0],
        title=entry.text("title", "건명"),
        field=entry.choice("field", "분야", FIELDS),
        agency_id=entry.choice("agency_id", "대상기관", agencies),
        audit_name=entry.text("audit_name", "감사명"),
        audit_ended_on=audit_ended_on,
        filed_on=entry.day("filed_on", "신청일", not_after=today) or today,
        applicant_id=None,
        applicant_name=entry.text("applicant_name", "신청인", required=origin != Origin.EX_OFFICIO.value),
        request=entry.text("request", "신청취지", limit=LONG),
        circumstances=entry.text("circumstances", "경위", limit=LONG),
        argument=entry.text("argument", "소명", limit=LONG, required=origin != Origin.EX_OFFICIO.value),
        criteria_set="",
        status=ReviewStatus.APPLIED,
        handler_id=None,
        disclosure=Disclosure.PARTIAL,
        disclosure_clauses=("5", "6"),
        observations=observations,
        subjects=subjects,
        charges=_read_charges(entry, review_id, observations, subjects),
        prior_opinion=entry.text("prior_opinion", "사전컨설팅 의견", required=False),
    )
    if audit_ended_on is not None and read.filed_on < audit_ended_on:
        entry.refuse("filed_on", "신청일은 감사 종료일보다 앞설 수 없습니다. 면책 신청은 감사가 끝난 뒤에 합니다.")
    entry.must_be_sound()
    return read


def read_for(asked: Look, entry: Entry, origins: tuple[Origin, ...]) -> Review:
    """Return the review a form describes, chosen from what the office has on record; its day must have its law.

    The opinion relied on is this office's own by `consultation_number`, another's as typed in `prior_opinion`.
    Raises: SeveralInvalid, InvalidEntry.
    """
    review = read_review(
        entry,
        origins=origins,
        agencies=frozenset(agency.id for agency in agencies.list_agencies(asked.con)),
        applicants=frozenset(a.id for a in accounts.list_accounts(asked.con, (Role.APPLICANT,))),
        today=asked.today,
    )
    try:
        filing(asked, review)
        questions_of(review, Step.EXCLUSION)
        questions_of(review, Step.PRESUMPTION)
    except NotInForce as too_early:
        raise InvalidEntry(str(too_early), "filed_on") from None
    return _relying_on(asked, review, entry.read("consultation_number"))


def _relying_on(asked: Look, review: Review, number: str) -> Review:
    """Return the review with the opinion cited by its number, before whatever else was typed."""
    if not number.strip():
        return review
    consultation_id, cited = cited_opinion(asked, number, review.agency_id)
    relied_on = f"{cited}; {review.prior_opinion}" if review.prior_opinion else cited
    return replace(review, consultation_id=consultation_id, prior_opinion=relied_on)


def chosen_set(asked: Look, code: str) -> str:
    """Return the set of criteria asked for, or the office's default, among those in force today."""
    offered = {criteria.code for criteria in criteria_sets_on(asked.today)}
    chosen = code or str(value_on("criteria.default_set", asked.today, list_settings(asked.con)).value)
    if chosen not in offered:
        raise InvalidEntry("적용할 판단 기준을 목록에서 고르세요.", "criteria_set")
    return chosen


def linked_visit(asked: Look, number: str) -> str | None:
    """Return the id of the visit a review is linked to, None without a number. Raises: InvalidEntry."""
    try:
        return visits.fetch_visit_by_number(asked.con, number.strip()).id if number.strip() else None
    except NotFound:
        raise InvalidEntry("그 번호의 방문이 없습니다. 번호를 확인하거나 비워 두세요.", "visit_number") from None


def _read_observation(entry: Entry, review_id: str, n: int) -> Observation:
    return Observation(
        id=new_id(),
        review_id=review_id,
        position=n,
        title=entry.text(f"observation_title_{n}", f"{n}번 지적 제목"),
        text=entry.text(f"observation_text_{n}", f"{n}번 지적 내용", limit=LONG),
        loss_won=_read_won(entry, f"loss_{n}"),
    )


def _read_won(entry: Entry, key: str) -> int | None:
    typed = entry.read(key).strip()
    if not typed:
        return None
    try:
        return parse_won(typed, key)
    except InvalidEntry as fault:
        entry.take_fault(fault, key)
        return None


def _read_subject(entry: Entry, review_id: str, n: int, applicants: frozenset[str]) -> Subject:
    kind = entry.choice(f"subject_kind_{n}", f"{n}번 대상 구분", SUBJECT_KIND_LABELS)
    account_id = entry.choice(f"subject_account_{n}", f"{n}번 대상의 계정", applicants, required=False)
    return Subject(
        id=new_id(),
        review_id=review_id,
        position=n,
        kind=SubjectKind(kind) if kind else SubjectKind.PERSON,
        name=entry.text(f"subject_name_{n}", f"{n}번 대상 이름"),
        post=entry.text(f"subject_post_{n}", f"{n}번 대상의 소속·직위", required=False),
        account_id=account_id or None,
    )


def _read_charges(
    entry: Entry, review_id: str, observations: tuple[Observation, ...], subjects: tuple[Subject, ...]
) -> tuple[Charge, ...]:
    charges = []
    for observation in observations:
        for subject in subjects:
            key = f"disposition_{observation.position}_{subject.position}"
            disposition = entry.choice(key, "관련 처분", DISPOSITIONS, required=False)
            if disposition:
                charges.append(
                    Charge(
                        id=new_id(),
                        review_id=review_id,
                        observation_id=observation.id,
                        subject_id=subject.id,
                        disposition=disposition,
                    )
                )
    for subject in subjects:
        if all(charge.subject_id != subject.id for charge in charges):
            entry.refuse(
                f"disposition_1_{subject.position}", f"{subject.position}번 대상의 관련 처분을 하나 이상 고르세요."
            )
    for observation in observations:
        if all(charge.observation_id != observation.id for charge in charges):
            entry.refuse(
                f"disposition_{observation.position}_1",
                f"{observation.position}번 지적사항과 관련된 대상의 처분을 고르세요.",
            )
    return tuple(charges)
