"""Opinions that a later exemption review relies on (면책 추정): which there are, and what the record says of each."""

from collections.abc import Callable
from dataclasses import dataclass

from casebase.access.act import Act
from casebase.access.relations import to_consultation
from casebase.casework.desk import Look, look
from casebase.casework.follow_ups import reports_on
from casebase.casework.ledger import damaged, supplied
from casebase.casework.opinion_papers import is_answer, issued_opinions, outcome_label
from casebase.domain.consultation import CHECKLIST, Consultation
from casebase.domain.document import Document
from casebase.domain.errors import InvalidEntry, NotFound
from casebase.domain.opinion import (
    FOLLOW_UP_DEED_LABELS,
    FOLLOW_UP_STATE_LABELS,
    OPINION_KIND_LABELS,
    FollowUp,
    FollowUpState,
    Opinion,
    OpinionKind,
)
from casebase.domain.reach import Relation
from casebase.domain.review import Review
from casebase.korean.dates import local_time, official_date
from casebase.law.presumption import conditions_on
from casebase.law.values import printed_source
from casebase.store import consultations, documents, opinions

NOTHING = "기록된 것이 없습니다."


@dataclass(frozen=True, kw_only=True)
class PriorOpinionChoice:
    """One opinion that may be relied on, as a list to choose from shows it."""

    consultation_number: str
    title: str
    outcome: str
    printed: str


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """One thing on record: its name, what the consultation's record says, and beside it what the review's says."""

    name: str
    of_opinion: str
    of_review: str = ""


@dataclass(frozen=True, kw_only=True)
class ConditionOnRecord:
    """One condition of the presumption, and what bears on it. Whether it holds is for a person to say."""

    code: str
    label: str
    question: str
    source: str
    recorded: tuple[Recorded, ...]


@dataclass(frozen=True, kw_only=True)
class PriorOpinion:
    """The opinion that a review relies on. `withdrawn` says when and why, empty while it is in force."""

    consultation_number: str
    printed: str
    withdrawn: str
    conditions: tuple[ConditionOnRecord, ...]


@dataclass(frozen=True, kw_only=True)
class _Advice:
    """The newest paper with advice that the applicant was told of, and the opinion it holds."""

    consultation: Consultation
    opinion: Opinion
    document: Document

    @property
    def printed(self) -> str:
        """ "2026-사전-0001, 의견서 2026-의견-0001, 2026. 3. 2."."""
        issued_on = official_date(self.document.issued_on)
        return f"{self.consultation.number}, 의견서 {self.document.number}, {issued_on}"


@look(Act.SEE_CONSULTATION)
def choices_of_prior_opinions(asked: Look, agency_id: str) -> list[PriorOpinionChoice]:
    """Return the opinions given to an agency that the person may read, the newest first.

    A body that was only asked for its view reads none.
    """
    ids = opinions.list_advised(asked.con, agency_id)
    found = consultations.list_consultations_by_ids(asked.con, ids)
    ties = {each.id: to_consultation(asked.account, each) - {Relation.ASKED} for each in found}
    read = [each for each in found if asked.may(Act.SEE_CONSULTATION, ties[each.id])]
    given = [advice for each in read if (advice := _advice(asked, each))]
    return [
        PriorOpinionChoice(
            consultation_number=advice.consultation.number,
            title=advice.consultation.application.title,
            outcome=outcome_label(asked, advice.opinion.outcome),
            printed=advice.printed,
        )
        for advice in given
    ]


def cited_opinion(asked: Look, number: str, agency_id: str) -> tuple[str, str]:
    """Return the id of a consultation by its number, and how its opinion is cited. Raises: InvalidEntry.

    The opinion must have been given to the agency reviewed, or on its act.
    """
    try:
        found = consultations.fetch_consultation_by_number(asked.con, number.strip())
    except NotFound:
        found = None
    advice = _advice(asked, found) if found and found.agency_id == agency_id else None
    if advice is None:
        raise InvalidEntry(
            "대상기관이 의견을 통보받은 사전컨설팅의 번호가 아닙니다. 번호를 확인하거나 비워 두세요.",
            "consultation_number",
        )
    return advice.consultation.id, advice.printed


def prior_opinion_facts(asked: Look, review: Review) -> PriorOpinion | None:
    """Return what the record says beside each condition of the presumption; it answers none of them.

    None where the review relies on no opinion of this office.
    """
    if review.consultation_id is None:
        return None
    advice = _advice(asked, consultations.fetch_consultation(asked.con, review.consultation_id))
    if advice is None:
        return None
    conditions = tuple(
        ConditionOnRecord(
            code=ground.code,
            label=ground.label,
            question=ground.question,
            source=printed_source(ground.basis, ground.source),
            recorded=_RECORDED[ground.code](asked, advice, review) if ground.code in _RECORDED else (),
        )
        for ground in conditions_on(review.filed_on)
    )
    return PriorOpinion(
        consultation_number=advice.consultation.number,
        printed=advice.printed,
        withdrawn=_withdrawn(advice.document),
        conditions=conditions,
    )


def _advice(asked: Look, consultation: Consultation) -> _Advice | None:
    papers = {paper.id: paper for paper in documents.list_documents_of(asked.con, "consultation", consultation.id)}
    for opinion in issued_opinions(asked, consultation):
        paper = papers.get(opinion.document_id or "")
        if paper and paper.notified_on and is_answer(opinion):
            return _Advice(consultation=consultation, opinion=opinion, document=paper)
    return None


def _withdrawn(document: Document) -> str:
    if document.withdrawn_on is None:
        return ""
    return f"{official_date(document.withdrawn_on)} 취소함: {document.withdrawal_reason}"


def _same_matter(_: Look, advice: _Advice, review: Review) -> tuple[Recorded, ...]:
    asks = advice.consultation.application
    objected = "\n".join(f"{each.title}: {each.text}" for each in review.observations)
    return (
        Recorded(name="건명", of_opinion=asks.title, of_review=review.title),
        Recorded(name="신청사항과 지적사항", of_opinion=asks.request, of_review=objected),
        Recorded(name="쟁점과 경위", of_opinion=asks.issues, of_review=review.circumstances),
    )


def _as_advised(asked: Look, advice: _Advice, _: Review) -> tuple[Recorded, ...]:
    reached_on = advice.document.reached_on
    text = advice.opinion.text
    return (
        Recorded(name="처리결과", of_opinion=outcome_label(asked, advice.opinion.outcome)),
        Recorded(name="의견", of_opinion=text.conclusion),
        *([Recorded(name="조건", of_opinion=text.conditions)] if text.conditions else []),
        Recorded(name="의견서가 도달한 날", of_opinion=official_date(reached_on) if reached_on else NOTHING),
        Recorded(name="이행결과", of_opinion=_report(asked, advice)),
    )


def _report(asked: Look, advice: _Advice) -> str:
    """Return the report that was accepted, otherwise the last one."""
    found = reports_on(asked, advice.consultation, advice.opinion)
    accepted = [report for report in found if report.state == FollowUpState.ACCEPTED]
    return _told(*(accepted or found)[:1]) if found else NOTHING


def _told(report: FollowUp) -> str:
    done = f"{official_date(report.done_on)} {FOLLOW_UP_DEED_LABELS[report.deed]}" if report.done_on else ""
    state = f"{official_date(report.reported_on)} 보고, {FOLLOW_UP_STATE_LABELS[report.state]}"
    return f"{done or FOLLOW_UP_DEED_LABELS[report.deed]} ({state}): {report.text}"


def _information(asked: Look, advice: _Advice, _: Review) -> tuple[Recorded, ...]:
    files = supplied(asked, advice.consultation)
    broken = damaged(asked, advice.consultation)
    issued = issued_opinions(asked, advice.consultation)
    answer = next(opinion for opinion in issued if opinion.kind == OpinionKind.ANSWER)
    corrected = [f"{OPINION_KIND_LABELS[opinion.kind]}: {opinion.cause}" for opinion in issued if opinion.cause]
    return (
        Recorded(name="제출 자료를 확정한 때", of_opinion=local_time(answer.proposed_at)),
        *(
            Recorded(name=file.name, of_opinion=f"{local_time(file.added_at)} 제출, SHA-256 {file.sha256}")
            for file in files
        ),
        *([Recorded(name="받은 때와 다른 자료", of_opinion=", ".join(broken))] if broken else []),
        Recorded(name="정정과 취소", of_opinion="\n".join(corrected) or NOTHING),
    )


def _private_interest(_: Look, advice: _Advice, __: Review) -> tuple[Recorded, ...]:
    is_ticked = "no_interest" in advice.consultation.application.checklist
    said = f"‘{CHECKLIST['no_interest']}’에 {'표시함' if is_ticked else '표시하지 않음'}"
    return (
        Recorded(name="신청할 때의 체크리스트", of_opinion=said),
        Recorded(name="그 밖의 기록", of_opinion=f"{NOTHING} 처리한 사람별로 따로 확인하세요."),
    )


_RECORDED: dict[str, Callable[[Look, _Advice, Review], tuple[Recorded, ...]]] = {
    "same_matter": _same_matter,
    "as_advised": _as_advised,
    "information_sufficient": _information,
    "no_private_interest": _private_interest,
}
