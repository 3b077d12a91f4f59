"""Reviews with what was found, advised and ruled on them, put on record without the acts that lead there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from casebase.domain.account import Account
from casebase.domain.advice import AdviceRequest, Answer, AssignmentStatus, Stance
from casebase.domain.approval import ApprovalState
from casebase.domain.consultation import Consultation
from casebase.domain.finding import Finding, Step
from casebase.domain.review import Review
from casebase.domain.ruling import Outcome, Ruling, RulingKind
from casebase.store.columns import marks, values_of
from casebase.store.connection import Connection
from casebase.store.documents import insert_document
from casebase.store.findings import insert_finding
from casebase.store.ids import new_id
from casebase.store.reviews import CHARGE_COLUMNS, OBSERVATION_COLUMNS
from tests.builders import a_review, an_account, an_agency
from tests.mirrored import a_paper
from tests.panel_builders import INSTANT, a_meeting, a_request, a_ruling, an_assignment, an_item
from tests.resolution_builders import a_resolution, a_resolved_finding

DECIDED = "2026-11-20T01:00:00.000000Z"


@dataclass(frozen=True)
class Ruled:
    """A review in fact-finding, with who handles it."""

    review: Review
    handler: Account


def a_case(con: Connection, *, criteria_set: str = "trio", **facts: object) -> Ruled:
    """A review of a new agency, unless told otherwise, with a handler of its own."""
    handler = an_account(con)
    agency = facts.pop("agency", None) or an_agency(con)
    review = a_review(con, agency, handler=handler, **facts)  # type: ignore[arg-type]
    con.run("update reviews set criteria_set = ? where id = ?", [criteria_set, review.id])
    return Ruled(replace(review, criteria_set=criteria_set), handler)


def another_charge(con: Connection, ruled: Ruled) -> str:
    """Hold a second observation against the same person; return the charge's id."""
    observation = replace(ruled.review.observations[0], id=new_id(), position=2)
    charge = replace(ruled.review.charges[0], id=new_id(), observation_id=observation.id)
    for table, columns, thing in (
        ("observations", OBSERVATION_COLUMNS, observation),
        ("charges", CHARGE_COLUMNS, charge),
    ):
        con.run(f"insert into {table} ({columns}) values ({marks(columns)})", values_of(thing, columns))
    return charge.id


def find(
    con: Connection,
    ruled: Ruled,
    answers: Mapping[str, bool | None],
    by: Account | None = None,
    *,
    charge_id: str = "",
) -> None:
    """Answer questions about the review's first charge: by default its handler does. "exclusion:<code>" is a ground."""
    for asked, holds in answers.items():
        step, _, code = asked.rpartition(":")
        finding = Finding(
            id=new_id(),
            review_id=ruled.review.id,
            charge_id=charge_id or ruled.review.charges[0].id,
            step=Step(step or Step.CRITERION),
            question=code,
            holds=holds,
            reason="결재 문서에서 확인하였다.",
            evidence=(),
            account_id=(by or ruled.handler).id,
            found_at=INSTANT,
        )
        insert_finding(con, finding)


def rule(
    con: Connection,
    ruled: Ruled,
    outcome: Outcome = Outcome.RECOGNISED,
    kind: RulingKind = RulingKind.DECISION,
    *,
    decided_at: str = DECIDED,
    notified_on: date | None = None,
    proposed_by: Account | None = None,
) -> Ruling:
    """Issue a ruling that its handler proposed, by default one that nobody was told yet."""
    paper = replace(a_paper("review", ruled.review.id), notified_on=notified_on)
    insert_document(con, paper)
    return a_ruling(
        con,
        ruled.review,
        state=ApprovalState.ISSUED,
        outcome=outcome,
        kind=kind,
        decided_at=decided_at,
        document_id=paper.id,
        proposed_by=(proposed_by or ruled.handler).id,
    )


def resolve(
    con: Connection, ruled: Ruled, answers: Mapping[str, bool | None], outcome: Outcome = Outcome.RECOGNISED
) -> None:
    """Let the committee resolve on the handler's proposal, with its own answers to some criteria."""
    charge = ruled.review.charges[0]
    resolved = tuple(a_resolved_finding(charge.id, question=code, holds=holds) for code, holds in answers.items())
    a_resolution(con, an_item(con, a_meeting(con), ruled.review), findings=resolved, outcome=outcome)


def advise(con: Connection, case: Review | Consultation, stances: Mapping[str, tuple[Stance, ...]]) -> AdviceRequest:
    """Ask the panel an issue about each criterion; of an issue's stances the first is the first member's, and so on.

    A member whose turn an issue has no stance for leaves it out.
    """
    request = a_request(con, case, issues=tuple(stances))
    con.run("update advice_issues set criterion = text where request_id = ?", [request.id])
    for place in range(max(len(taken) for taken in stances.values())):
        answers = tuple(
            Answer(issue_id=issue.id, stance=stances[issue.text][place], text="판례가 있습니다.")
            for issue in request.issues
            if place < len(stances[issue.text])
        )
        an_assignment(con, request, an_account(con), AssignmentStatus.ANSWERED, answers=answers)
    return request
