"""What stands on a ruling, gathered from the record as it is at this moment."""

from dataclasses import replace

from casebase.casework.desk import Look
from casebase.casework.findings import questions_of, steps_of
from casebase.casework.first_rulings import first_paper
from casebase.casework.judgments import Judged, first_results, judged
from casebase.casework.papers import latest_paper, letterhead, nobodys
from casebase.casework.review_times import timeliness
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.document import Attachment, Document, DocumentKind
from casebase.domain.finding import Finding, Step
from casebase.domain.meeting import Resolution
from casebase.domain.papers import ChargeOnPaper, FindingOnPaper, Letterhead, ObservationOnPaper, RulingPaper
from casebase.domain.review import Origin, Review
from casebase.domain.ruling import OUTCOME_LABELS, RULING_KIND_LABELS, Outcome, Ruling, RulingKind
from casebase.korean.dates import official_date
from casebase.korean.money import won
from casebase.korean.text import particle
from casebase.law.criteria import criteria_set
from casebase.law.re_examination import ALREADY_RE_EXAMINED, grounds_on, result
from casebase.law.values import printed_source, value_on
from casebase.store import agencies, documents

WORDS = {
    Step.CRITERION: {True: "충족", False: "불충족", None: "판단 전"},
    Step.EXCLUSION: {True: "해당", False: "해당 없음", None: "판단 전"},
    Step.PRESUMPTION: {True: "충족", False: "불충족", None: "판단 전"},
}
CONCLUSIONS = {True: "면책 인정", False: "면책 불인정", None: "판단 전"}


def superseded(asked: Look, review: Review, kind: RulingKind) -> Document | None:
    """Return the paper that a ruling takes the place of: a correction and a withdrawal do, a decision never."""
    if kind == RulingKind.DECISION:
        return None
    return latest_paper(asked, DocumentKind.RULING, ("review", review.id))


def ruling_paper(
    asked: Look,
    review: Review,
    ruling: Ruling,
    *,
    is_draft: bool,
    corrects: Document | None = None,
    resolution: Resolution | None = None,
) -> RulingPaper:
    """Return the ruling as it would be printed now, its letterhead still without number and approvals.

    The findings of `resolution` are printed where it is about to issue the ruling.
    """
    files = documents.list_attachments_of(asked.con, "review", review.id)
    chosen = criteria_set(review.criteria_set)
    after = {change.charge_id: change.after for change in ruling.changes}
    found = judged(asked, review, resolution)
    return RulingPaper(
        head=_head(asked, review, is_draft),
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
        charges=tuple(_charge_on_paper(review, one, after, files, ruling.outcome) for one in found),
        prior_opinion=review.prior_opinion,
        outcome=OUTCOME_LABELS[ruling.outcome],
        dismissal_ground=ruling.dismissal_ground,
        reasons=ruling.reasons,
        evidence=tuple(f"{file.name} (SHA-256 {file.sha256})" for file in files),
        notice=_notice(asked, review),
        first_ruling=_first_ruling(asked, review),
        re_examination=_result(asked, review, ruling),
        kind=RULING_KIND_LABELS[ruling.kind],
        corrects=corrects.number if corrects else "",
        cause=ruling.cause,
        source=review.source,
    )


def proposed_paper(asked: Look, review: Review, ruling: Ruling) -> RulingPaper:
    """Return a proposal as it would be printed now."""
    return ruling_paper(asked, review, ruling, is_draft=False, corrects=superseded(asked, review, ruling.kind))


def is_as_proposed(asked: Look, review: Review, ruling: Ruling) -> bool:
    """Say whether all that a proposal rests on still stands as it did when it was proposed."""
    return content_digest(proposed_paper(asked, review, ruling)) == ruling.digest


def _head(asked: Look, review: Review, is_draft: bool) -> Letterhead:
    agency = agencies.fetch_agency(asked.con, review.agency_id)
    return letterhead(
        asked,
        f"{agency.name}의 장" if review.origin != Origin.PERSON else f"{agency.name}의 장, {review.applicant_name}",
        disclosure=review.disclosure,
        clauses=review.disclosure_clauses,
        is_draft=is_draft,
    )


def _first_ruling(asked: Look, review: Review) -> str:
    paper = first_paper(asked, review)
    return f"{paper.number}({official_date(paper.issued_on)})" if paper else ""


def _result(asked: Look, review: Review, ruling: Ruling) -> str:
    """Return what a re-examination comes to; empty for another review, and for a withdrawal."""
    is_result = review.is_re_examination and ruling.kind != RulingKind.WITHDRAWAL
    return result(first_results(asked, review), ruling) if is_result else ""


def as_preview(paper: RulingPaper) -> RulingPaper:
    """Return the paper as a draft: marked on every page, without number, day and approvals."""
    return replace(paper, head=replace(paper.head, is_draft=True, number="", issued_on=None, approvals=()))


def content_digest(paper: RulingPaper) -> str:
    """Return the SHA-256 of all that is decided, whatever letterhead and vote it will leave under."""
    return digest(canonical_json(replace(paper, head=nobodys(paper.head), resolution=None)))


def hearing(review: Review) -> str:
    """Return the sentence on the chance to be heard (경상남도 감사위원회 조례 제7조① in its kind)."""
    if review.hearing_offered_on is None:
        return "의견 진술 기회를 준 기록이 없다."
    way = f"{review.hearing_way}{particle(review.hearing_way, '으로/로')}"
    offered = f"{official_date(review.hearing_offered_on)} {way} 의견 진술 기회를 주었다."
    if review.hearing_held_on is None:
        return f"{offered} 진술은 이루어지지 않았다." + (f" {review.hearing_note}" if review.hearing_note else "")
    return f"{offered} {official_date(review.hearing_held_on)} 진술하였다. {review.hearing_note}"


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


def _notice(asked: Look, review: Review) -> tuple[str, ...]:
    in_effect = "이 결정은 통지가 도달한 날부터 효력이 있다."
    if review.is_re_examination:
        bar = next(ground for ground in grounds_on(asked.today) if ground.code == ALREADY_RE_EXAMINED)
        return (in_effect, f"재심의한 사안은 다시 재심의를 신청할 수 없다({bar.source}).")
    months = value_on("periods.re_examination_months", asked.today)
    return (
        in_effect,
        f"이 결정에 이의가 있는 대상기관의 장은 통지를 받은 날부터 {months.value}개월 이내에 재심의를 신청할 수 있다"
        f"({months.source}).",
    )
