"""Similar cases: what this office told others in the same field, without what would name them."""

from dataclasses import dataclass

from casebase.casework.advice_sight import AdvisedCase
from casebase.casework.desk import Look
from casebase.casework.opinion_papers import outcome_label
from casebase.domain.case import Disclosure
from casebase.domain.listing import ConsultationFilter, ReviewFilter
from casebase.domain.reach import Reach, Relation
from casebase.domain.ruling import OUTCOME_LABELS
from casebase.store import consultation_lists, consultations, review_lists, reviews

MOST = 5
_LOOKED_AT = 20  # the newest of a field; among them some are closed to the public or were withdrawn


@dataclass(frozen=True, kw_only=True)
class SimilarCase:
    """One earlier case, numberless. `kind` is "사전컨설팅" or "면책심사", `outcome` the word its paper has."""

    kind: str
    title: str
    year: int
    outcome: str


def similar_cases(asked: Look, case: AdvisedCase) -> tuple[SimilarCase, ...]:
    """Return the newest cases of the same field whose outcome was notified and whose paper is not 비공개.

    Those of the case's own kind come first; the case itself is none of them.
    """
    advised, ruled = _advised(asked, case), _ruled(asked, case)
    found = advised + ruled if case.kind == "consultation" else ruled + advised
    return tuple(found[:MOST])


def _advised(asked: Look, case: AdvisedCase) -> list[SimilarCase]:
    wanted = ConsultationFilter(field=case.field)
    lines = consultation_lists.list_consultations(asked.con, _all(asked), wanted, _LOOKED_AT, 0, is_outside=True)
    found = consultations.list_consultations_by_ids(asked.con, [line.id for line in lines])
    open_ids = {each.id for each in found if each.disclosure != Disclosure.CLOSED} - {case.id}
    return [
        SimilarCase(
            kind="사전컨설팅",
            title=line.title,
            year=line.filed_on.year,
            outcome=outcome_label(asked, line.outcome),
        )
        for line in lines
        if line.outcome and line.id in open_ids
    ]


def _ruled(asked: Look, case: AdvisedCase) -> list[SimilarCase]:
    lines = review_lists.list_reviews(
        asked.con, _all(asked), ReviewFilter(field=case.field), _LOOKED_AT, 0, is_outside=True
    )
    return [
        SimilarCase(
            kind="면책심사",
            title=line.title,
            year=line.filed_on.year,
            outcome=OUTCOME_LABELS[line.outcome],
        )
        for line in lines
        if line.outcome
        and line.id != case.id
        and reviews.fetch_review(asked.con, line.id).disclosure != Disclosure.CLOSED
    ]


def _all(asked: Look) -> Reach:
    """Return a reach to every case: what is taken from them names nobody."""
    return Reach(account_id=asked.account.id, agency_id=None, relations=frozenset({Relation.ANY}))
