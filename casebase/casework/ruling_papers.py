"""What stands on a ruling, gathered from the record as it is at this moment."""

from dataclasses import dataclass, replace

from casebase.casework.desk import Look
from casebase.casework.findings import findings_of, questions_of, steps_of
from casebase.casework.papers import latest_paper, letterhead, nobodys
from casebase.domain.approval import ApprovalState
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.finding import Finding, Step
from casebase.domain.papers import ChargeOnPaper, FindingOnPaper, ObservationOnPaper, RulingPaper
from casebase.domain.review import Charge, Origin, Review
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS, Outcome, Ruling, RulingKind
from casebase.korean.dates import official_date
from casebase.korean.money import won
from casebase.korean.text import particle
from casebase.law.criteria import criteria_set
from casebase.law.exclusions import grounds_on
from casebase.law.periods import Period, filing_period
from casebase.law.presumption import conditions_on
from casebase.law.rulings import Conclusion, conclude
from casebase.law.values import printed_source, value_on
from casebase.store import agencies, documents, rulings
from casebase.store.settings import list_agency_holidays, list_settings

WORDS = {
    Step.CRITERION: {True: "충족", False: "불충족", None: "판단 전"},
    Step.EXCLUSION: {True: "해당", False: "해당 없음", None: "판단 전"},
    Step.PRESUMPTION: {True: "충족", False: "불충족", None: "판단 전"},
}
CONCLUSIONS = {True: "면책 인정", False: "면책 불인정", None: "판단 전"}


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One charge with its label, its findings and what follows from them."""

    charge: Charge
    label: str
    findings: tuple[Finding, ...]
    conclusion: Conclusion


def judged(asked: Look, review: Review) -> tuple[Judged, ...]:
    """Return each charge with the findings that count and the conclusion that the rules draw from them."""
    found = findings_of(asked, review, _whose_findings(asked, review))
    return tuple(_judged_one(review, charge, found) for charge in review.charges)


def superseded(asked: Look, review: Review, kind: RulingKind) -> Document | None:
    """Return the paper that a ruling takes the place of: a correction and a withdrawal do, a decision never."""
    if kind == RulingKind.DECISION:
        return None
    return latest_paper(asked, DocumentKind.RULING, ("review", review.id))


def ruling_paper(
    asked: Look, review: Review, ruling: Ruling, *, is_draft: bool, corrects: Document | None = None
) -> RulingPaper:
    """Return the ruling as it would be printed now, its letterhead still without number and approvals."""
    files = documents.list_attachments_of(asked.con, "review", review.id)
    agency = agencies.fetch_agency(asked.con, review.agency_id)
    head = letterhead(
        asked,
        f"{agency.name}의 장" if review.origin != Origin.PERSON else f"{agency.name}의 장, {review.applicant_name}",
        disclosure=review.disclosure,
        clauses=review.disclosure_clauses,
        is_draft=is_draft,
    )
    chosen = criteria_set(review.criteria_set)
    after = {change.charge_id: change.after for change in ruling.changes}
    charges = tuple(_charge_on_paper(review, one, after, files, ruling.outcome) for one in judged(asked, review))
    return RulingPaper(
        head=head,
        case_number=review.number,
        title=review.title,
        applicant=review.applicant_name if review.origin != Origin.EX_OFFICIO else "직권",
        audit_name=review.audit_name,
        filed_on=review.filed_on,
        timeliness=timeliness(asked, review),
        hearing=hearing(review),
        observations=tuple(
            ObservationOnPaper(title=o.title, text=o.text, loss="" if o.loss_won is None else won(o.loss_won))
            for o in review.observations
        ),
        request=review.request,
        circumstances=review.circumstances,
        argument=review.argument,
        criteria_set=f"{chosen.label} ({printed_source(chosen.basis, chosen.source)})",
        charges=charges,
        prior_opinion=review.prior_opinion,
        outcome=OUTCOME_LABELS[ruling.outcome],
        dismissal_ground=ruling.dismissal_ground,
        reasons=ruling.reasons,
        evidence=tuple(f"{file.name} (SHA-256 {file.sha256})" for file in files),
        notice=_notice(asked),
        kind=RULING_KIND_LABELS[ruling.kind],
        corrects=corrects.number if corrects else "",
        cause=ruling.cause,
        source=review.source,
    )


def as_preview(paper: RulingPaper) -> RulingPaper:
    """Return the paper as a draft: marked on every page, without number, day and approvals."""
    return replace(paper, head=replace(paper.head, is_draft=True, number="", issued_on=None, approvals=()))


def content_digest(paper: RulingPaper) -> str:
    """Return the SHA-256 of all that is decided, whatever letterhead it will leave under."""
    return digest(canonical_json(replace(paper, head=nobodys(paper.head))))


def filing(asked: Look, review: Review) -> Period | None:
    """Return the period for filing with its proof; None ex officio or where the audit's end is not known."""
    if review.origin == Origin.EX_OFFICIO or review.audit_ended_on is None:
        return None
    days = value_on("periods.exemption_filing_days", review.filed_on, list_settings(asked.con))
    return filing_period(review.audit_ended_on, days, list_agency_holidays(asked.con))


def timeliness(asked: Look, review: Review) -> str:
    """Return the sentence on whether the application came in time; late is said, and is no bar."""
    if review.origin == Origin.EX_OFFICIO:
        return "직권으로 심사하여 신청 기간이 적용되지 않는다."
    period = filing(asked, review)
    if period is None:
        return "감사 종료일이 기록되지 않아 신청 기간을 계산하지 않았다."
    filed, due = official_date(review.filed_on), official_date(period.due_on)
    if review.filed_on <= period.due_on:
        return f"{filed} 신청되어 신청 기간(기관 기준, {due}까지) 안에 있다."
    return f"{filed} 신청되어 신청 기간(기관 기준, {due}까지)이 지났으나, 기간 경과만으로 배척하지 아니하고 심사한다."


def hearing(review: Review) -> str:
    """Return the sentence on the chance to be heard (경상남도 감사위원회 조례 제7조① in its kind)."""
    if review.hearing_offered_on is None:
        return "의견 진술 기회를 준 기록이 없다."
    way = f"{review.hearing_way}{particle(review.hearing_way, '으로/로')}"
    offered = f"{official_date(review.hearing_offered_on)} {way} 의견 진술 기회를 주었다."
    if review.hearing_held_on is None:
        return f"{offered} 진술은 이루어지지 않았다." + (f" {review.hearing_note}" if review.hearing_note else "")
    return f"{offered} {official_date(review.hearing_held_on)} 진술하였다. {review.hearing_note}"


def _whose_findings(asked: Look, review: Review) -> str | None:
    """Return who decides: of a decision proposed or in force its proposer, otherwise the present handler.

    A ruling goes on resting on the findings it was made from, whoever handles the review later.
    """
    for ruling in rulings.list_rulings(asked.con, review.id):
        is_decision = ruling.kind == RulingKind.DECISION
        if is_decision and ruling.state in {ApprovalState.PROPOSED, ApprovalState.ISSUED}:
            return ruling.proposed_by
        if ruling.kind == RulingKind.WITHDRAWAL and ruling.state == ApprovalState.ISSUED:
            break
    return review.handler_id


def _judged_one(review: Review, charge: Charge, found: list[Finding]) -> Judged:
    own = tuple(finding for finding in found if finding.charge_id == charge.id)
    conclusion = conclude(
        charge,
        own,
        criteria_set(review.criteria_set),
        grounds_on(review.filed_on),
        conditions_on(review.filed_on),
        relies_on_opinion=bool(review.prior_opinion),
    )
    return Judged(charge=charge, label=charge_label(review, charge), findings=own, conclusion=conclusion)


def charge_label(review: Review, charge: Charge) -> str:
    """Return how a charge is called on screen and paper: "지적사항 제목 - 대상"."""
    observation = next(o for o in review.observations if o.id == charge.observation_id)
    subject = next(s for s in review.subjects if s.id == charge.subject_id)
    return f"{observation.title} - {subject.name}"


def _charge_on_paper(
    review: Review, one: Judged, after: dict[str, str], files: list[Attachment], outcome: Outcome
) -> ChargeOnPaper:
    observation = next(o for o in review.observations if o.id == one.charge.observation_id)
    subject = next(s for s in review.subjects if s.id == one.charge.subject_id)
    steps = steps_of(review)
    return ChargeOnPaper(
        observation=observation.title,
        subject=f"{subject.name}({subject.post})" if subject.post else subject.name,
        disposition_before=one.charge.disposition,
        disposition_after=after.get(one.charge.id, one.charge.disposition),
        conclusion="각하" if outcome == Outcome.DISMISSED else CONCLUSIONS[one.conclusion.recognised],
        criteria=_answers(review, Step.CRITERION, one.findings, files),
        exclusions=_answers(review, Step.EXCLUSION, one.findings, files),
        presumption=_answers(review, Step.PRESUMPTION, one.findings, files) if Step.PRESUMPTION in steps else (),
    )


def _answers(
    review: Review, step: Step, found: tuple[Finding, ...], files: list[Attachment]
) -> tuple[FindingOnPaper, ...]:
    names = {file.id: file.name for file in files}
    answers = {finding.question: finding for finding in found if finding.step == step}
    printed = []
    for question in questions_of(review, step):
        answer = answers.get(question.code)
        printed.append(
            FindingOnPaper(
                question=question.label,
                definition=question.definition,
                holds=WORDS[step][answer.holds if answer else None],
                reason=answer.reason if answer else "",
                evidence=tuple(names[e] for e in answer.evidence if e in names) if answer else (),
                source=question.source,
            )
        )
    return tuple(printed)


def _notice(asked: Look) -> tuple[str, ...]:
    months = value_on("periods.re_examination_months", asked.today)
    return (
        "이 결정은 통지가 도달한 날부터 효력이 있다.",
        f"이 결정에 이의가 있는 대상기관의 장은 통지를 받은 날부터 {months.value}개월 이내에 재심의를 신청할 수 있다"
        f"({months.source}).",
    )
