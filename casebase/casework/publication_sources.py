"""What a precedent can be made from: an issued opinion or ruling, or an answer given on a visit; and why it may not."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from casebase.access.relations import to_consultation, to_review, to_visit
from casebase.casework.consultation_changes import agency_name
from casebase.casework.desk import Look
from casebase.casework.kept import must_be_kept
from casebase.casework.opinion_entry import block_heading
from casebase.casework.opinion_papers import outcome_label
from casebase.domain.case import Disclosure
from casebase.domain.document import DOCUMENT_TITLES, Document, DocumentKind
from casebase.domain.errors import NotFound
from casebase.domain.opinion import WITHOUT_ANSWER, Opinion, OpinionKind
from casebase.domain.precedent import PrecedentKind, PrecedentOrigin
from casebase.domain.reach import Relation
from casebase.domain.review import Origin, Review, SubjectKind
from casebase.domain.ruling import OUTCOME_LABELS, Ruling, RulingKind
from casebase.domain.visit import TRACK_LABELS, Matter, Track, Visit
from casebase.korean.dates import official_date
from casebase.law.criteria import criteria_set
from casebase.law.values import printed_source
from casebase.store import agencies, businesses, consultations, documents, opinions, reviews, rulings, visits

Issued = TypeVar("Issued", Opinion, Ruling)

WHAT = "공개할 문서를"
DOCUMENT, MATTER = "document", "matter"
_LEGAL_FORM = re.compile(r"주식회사|유한회사|합자회사|합명회사|농업회사법인|\(주\)|\(유\)|㈜")
_LONGEST_TITLE = 100
_IN_REASONS = ("law", "review", "conclusion", "conditions")


@dataclass(frozen=True, kw_only=True)
class Source:
    """One original as it may be published. `texts` are its parts by the keys of PRECEDENT_PARTS, nothing masked.

    `known` are names on record of those concerned. `refusal` says why it cannot be published; empty when it can.
    """

    label: str  # "의견서 2026-의견-0001"
    kind: PrecedentKind
    origin: PrecedentOrigin
    key: str
    texts: dict[str, str]
    field: str
    received_on: date | None
    answered_on: date
    told: str  # where it can be read
    known: tuple[str, ...]
    relations: frozenset[Relation]
    disclosure: Disclosure
    refusal: str
    is_demo: bool


def source_of(asked: Look, subject: str) -> Source:
    """Return what a draft's subject ("document:<id>" or "matter:<id>") names. Raises: NotFound, DisposedOf."""
    kind, _, key = subject.partition(":")
    if kind == MATTER:
        return _of_matter(asked, key)
    if kind != DOCUMENT:
        raise NotFound(WHAT)
    document = documents.fetch_document(asked.con, key)
    must_be_kept(asked.con, document.subject_kind, document.subject_id)
    if document.kind == DocumentKind.OPINION:
        return _of_opinion(asked, document)
    if document.kind == DocumentKind.RULING:
        return _of_ruling(asked, document)
    raise NotFound(WHAT)


def successors(asked: Look, document: Document, *, only_told: bool) -> list[Document]:
    """Return the papers that took a paper's place, the newest first; `only_told`: those notified."""
    every = documents.list_documents_of(asked.con, document.subject_kind, document.subject_id)
    return [each for each in every if each.supersedes_id == document.id and (each.notified_on or not only_told)]


def _of_opinion(asked: Look, document: Document) -> Source:
    consultation = consultations.fetch_consultation(asked.con, document.subject_id)
    opinion = _with_paper(document, opinions.list_opinions(asked.con, consultation.id))
    text = opinion.text
    return Source(
        label=f"{DOCUMENT_TITLES[document.kind]} {document.number}",
        kind=PrecedentKind.PRE_CONSULTING,
        origin=PrecedentOrigin.OPINION,
        key=document.id,
        texts={
            "title": consultation.application.title,
            "agency": agency_name(asked, consultation),
            "facts": text.overview,
            "question": text.issues,
            "view_a": text.view_a,
            "view_b": text.view_b,
            "outcome": outcome_label(asked, opinion.outcome),
            "reasons": _headed((block_heading(n, opinion.outcome), getattr(text, n)) for n in _IN_REASONS),
        },
        field=consultation.application.field,
        received_on=consultation.received_on,
        answered_on=document.issued_on,
        told=_told(document, consultation.source),
        known=_called(consultation.applicant_name) if consultation.is_petition else (),
        relations=to_consultation(asked.account, consultation),
        disclosure=consultation.disclosure,
        refusal=_refusal(asked, document, consultation.disclosure) or _of_no_answer(opinion),
        is_demo=document.is_demo,
    )


def _of_ruling(asked: Look, document: Document) -> Source:
    review = reviews.fetch_review(asked.con, document.subject_id)
    ruling = _with_paper(document, rulings.list_rulings(asked.con, review.id))
    return Source(
        label=f"{DOCUMENT_TITLES[document.kind]} {document.number}",
        kind=PrecedentKind.EXEMPTION,
        origin=PrecedentOrigin.RULING,
        key=document.id,
        texts={
            "title": review.title,
            "agency": agencies.fetch_agency(asked.con, review.agency_id).name,
            "facts": review.circumstances,
            "question": review.request,
            "view_a": _headed((observation.title, observation.text) for observation in review.observations),
            "view_b": review.argument,
            "outcome": OUTCOME_LABELS[ruling.outcome],
            "reasons": _reasons(review, ruling),
        },
        field=review.field,
        received_on=review.received_on,
        answered_on=document.issued_on,
        told=_told(document, review.source),
        known=_judged(review),
        relations=to_review(asked.account, review),
        disclosure=review.disclosure,
        refusal=_refusal(asked, document, review.disclosure) or _of_no_decision(ruling),
        is_demo=document.is_demo,
    )


def _of_matter(asked: Look, matter_id: str) -> Source:
    visit = visits.find_visit_of_matter(asked.con, matter_id)
    if visit is None:
        raise NotFound(WHAT)
    must_be_kept(asked.con, "visit", visit.id)
    matter = next(each for each in visit.matters if each.id == matter_id)
    business = businesses.fetch_business(asked.con, visit.business_id)
    return Source(
        label=f"방문 {visit.number}의 애로사항 {matter.position}",
        kind=PrecedentKind.VISIT,
        origin=PrecedentOrigin.ANSWER,
        key=matter.id,
        texts={
            "title": _title(matter),
            "agency": matter.department,
            "facts": matter.difficulty,
            "question": "",
            "view_a": "",
            "view_b": "",
            "outcome": TRACK_LABELS[matter.track],
            "reasons": _headed((("관련 법령", matter.law), ("답변", matter.answer))),
        },
        field=matter.field,
        received_on=visit.visited_on,
        answered_on=matter.answered_on or visit.visited_on,
        told=_with_origin(f"현장 방문 답변({official_date(matter.answered_on or visit.visited_on)})", visit.source),
        known=_called(business.name),
        relations=to_visit(asked.account, visit),
        disclosure=Disclosure.PARTIAL,
        refusal=_of_no_reply(matter, visit),
        is_demo=visit.is_demo,
    )


def _with_paper(document: Document, every: Iterable[Issued]) -> Issued:
    return next(each for each in every if each.document_id == document.id)


def _refusal(asked: Look, document: Document, disclosure: Disclosure) -> str:
    if document.withdrawn_on or successors(asked, document, only_told=False):
        return "취소되었거나 정정된 문서입니다. 효력이 있는 마지막 문서를 공개하세요."
    if document.notified_on is None:
        return "아직 통보하지 않은 문서입니다. 통보한 날을 기록한 뒤에 공개하세요."
    if disclosure == Disclosure.CLOSED:
        return "비공개로 정한 문서라 공개할 수 없습니다. 공개구분이 잘못되었다면 문서를 정정하세요."
    return ""


def _of_no_answer(opinion: Opinion) -> str:
    if opinion.kind == OpinionKind.WITHDRAWAL:
        return "의견을 취소한 통지는 사례로 공개하지 않습니다."
    return "반려하거나 이첩한 통지에는 의견이 없어 공개할 수 없습니다." if opinion.outcome in WITHOUT_ANSWER else ""


def _of_no_decision(ruling: Ruling) -> str:
    return "결정을 취소한 통지는 사례로 공개하지 않습니다." if ruling.kind == RulingKind.WITHDRAWAL else ""


def _of_no_reply(matter: Matter, visit: Visit) -> str:
    if matter.track == Track.FORMAL:
        return "정식으로 신청한 애로사항입니다. 그 의견서가 나간 뒤 의견서를 공개하세요."
    return (
        f"방문 {visit.number}에서 약속한 답변을 아직 하지 않았습니다. 답변한 뒤에 공개하세요." if matter.is_open else ""
    )


def _called(name: str) -> tuple[str, ...]:
    """Return a name with and without its legal form: a text says "한빛정밀" of "(주)한빛정밀"."""
    bare = _LEGAL_FORM.sub("", name).strip()
    return (name, bare) if len(bare) > 1 else (name,)


def _judged(review: Review) -> tuple[str, ...]:
    people = [subject.name for subject in review.subjects if subject.kind == SubjectKind.PERSON]
    return (*people, *((review.applicant_name,) if review.origin == Origin.PERSON else ()))


def _reasons(review: Review, ruling: Ruling) -> str:
    chosen = criteria_set(review.criteria_set)
    return _headed(
        (
            ("적용 기준", f"{chosen.label} ({printed_source(chosen.basis, chosen.source)})"),
            ("각하 사유", ruling.dismissal_ground),
            ("판단", ruling.reasons),
        )
    )


def _headed(blocks: Iterable[tuple[str, str]]) -> str:
    return "\n\n".join(f"[{heading}]\n{text}" for heading, text in blocks if text)


def _told(document: Document, origin: str) -> str:
    return _with_origin(
        f"{DOCUMENT_TITLES[document.kind]} {document.number}({official_date(document.issued_on)})", origin
    )


def _with_origin(told: str, origin: str) -> str:
    return f"{told}; 사실관계의 출처: {origin}" if origin else told


def _title(matter: Matter) -> str:
    """Return the first sentence; a long one is not cut, so that no number of a person is cut in two."""
    first = matter.difficulty.split("\n")[0].split(". ")[0].strip()
    return first if len(first) <= _LONGEST_TITLE else f"{matter.field} 애로사항"
