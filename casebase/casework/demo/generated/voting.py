"""What a generated office's committee does with one proposal: recusals, ballots, the motion, the resolution."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated import texts
from casebase.casework.demo.generated.course import instant, paper_of
from casebase.casework.demo.generated.floor import Floor, cast, tell_of
from casebase.casework.demo.generated.judging import Answers, Case, outcome_of
from casebase.casework.demo.generated.sittings import Decided, Sitting
from casebase.casework.questions_voted import OUTCOME, QuestionVoted, challenge_key, questions_voted
from casebase.domain.document import DocumentKind
from casebase.domain.finding import Step
from casebase.domain.meeting import (
    RECUSAL_LABELS,
    AgendaItem,
    ItemStage,
    Motion,
    Recusal,
    RecusalKind,
    RecusalState,
    Resolution,
    ResolvedFinding,
)
from casebase.domain.member import Body
from casebase.domain.ruling import OUTCOME_LABELS, Ruling
from casebase.korean.text import particle
from casebase.law.conflicts import grounds_on
from casebase.law.quorum import majority
from casebase.store.agenda import insert_item, insert_recusal
from casebase.store.resolutions import insert_resolution

AN_ITEM = 9  # minutes

_PUT_OFF, _RECUSED, _REFUSED, _DIFFERS = 0.06, 0.1, 0.2, 0.05
_OPENED, _CAST, _CLOSED, _MOVED, _CAST_AGAIN, _RESOLVED = 10, 20, 170, 210, 230, 400  # seconds
_KINDS = {RecusalKind.ABSTENTION: 55, RecusalKind.EXCLUSION: 30, RecusalKind.CHALLENGE: 15}


def bring(sitting: Sitting, case: Case, proposal: Ruling) -> Decided | None:
    """Bring a proposal before a meeting; None where it is put off, or still to be decided."""
    floor = _on_agenda(sitting, case, proposal)
    if floor is None:
        return None
    if not sitting.is_held:
        sitting.keep(insert_item, floor.item)
        return None
    case.course.at = floor.begins_at
    if case.office.chances.falls(_PUT_OFF):
        _put_off(floor)
        return None
    _recuse(floor)
    return _decide(floor)


def _on_agenda(sitting: Sitting, case: Case, proposal: Ruling) -> Floor | None:
    """Put a proposal on the agenda, its papers sent with the call; None where that is still to come."""
    office = sitting.office
    at = max(sitting.planned_at, case.course.at) + timedelta(minutes=office.chances.days(20, 120))
    if at > office.now:
        return None
    sitting.count += 1
    item = AgendaItem(
        id=office.chances.id_at(at),
        meeting_id=sitting.meeting.id,
        position=sitting.count,
        review_id=case.filed.id,
        ruling_id=proposal.id,
        stage=ItemStage.WAITING,
    )
    told = {"meeting": sitting.meeting.number, "item": item.id}
    case.course.tell(at, office.people.secretary.id, Act.PUT_ON_AGENDA, sitting.meeting.number, told)
    if sitting.called_at <= office.now:
        paper = paper_of(office, DocumentKind.ITEM_PAPERS, sitting.subject, sitting.called_at)
        sitting.papers.append(paper)
        sent_at = instant(sitting.called_at)
        item = replace(item, digest=proposal.digest, document_id=paper.id, sent_at=sent_at, version=2)
    begins_at = sitting.opens_at + timedelta(minutes=AN_ITEM * sitting.count)
    voters = list(sitting.present)
    return Floor(
        sitting=sitting, case=case, proposal=proposal, item=item, begins_at=begins_at, voters=voters, recused=[]
    )


def _put_off(floor: Floor) -> None:
    why = "사실관계를 더 확인하기로 하여 다음 회의에서 다시 심의한다."
    item = replace(floor.item, stage=ItemStage.CARRIED_OVER, result=why, version=floor.item.version + 1)
    told = {"meeting": floor.sitting.meeting.number, "item": item.id, "reason": why}
    by, number = floor.sitting.presiding_id, floor.sitting.meeting.number
    floor.case.course.tell(floor.begins_at, by, Act.CARRY_OVER, number, told)
    floor.sitting.keep(insert_item, item)


def _recuse(floor: Floor) -> None:
    """Now and then a member takes no part, or is said not to be allowed to."""
    chances, sitting = floor.case.office.chances, floor.sitting
    others = [voter for voter in floor.voters if voter != sitting.presiding_id]
    if not chances.falls(_RECUSED) or len(others) < majority(sitting.seats):
        return
    member, kind = chances.one_of(others), chances.by_weight(tuple(_KINDS), tuple(_KINDS.values()))
    ground = chances.one_of(grounds_on(Body.COMMITTEE, sitting.meeting.held_on))
    is_upheld = kind == RecusalKind.EXCLUSION or not chances.falls(_REFUSED)
    is_challenge = kind == RecusalKind.CHALLENGE
    by = sitting.office.people.secretary.id if is_challenge else member
    recusal = Recusal(
        id=chances.id_at(floor.begins_at),
        item_id=floor.item.id,
        account_id=member,
        kind=kind,
        ground=ground.code,
        reason="이 안건의 당사자와 관련된 사정이 있다.",
        state=RecusalState.UPHELD if is_upheld else RecusalState.REFUSED,
        raised_by=by,
        raised_at=instant(floor.begins_at),
        decided_by=None if kind == RecusalKind.EXCLUSION else sitting.presiding_id,
        decided_at=None if kind == RecusalKind.EXCLUSION else instant(floor.after(5)),
        version=1 if kind == RecusalKind.EXCLUSION else 2,
    )
    floor.rows.append(lambda con: insert_recusal(con, recusal))
    tell_of(floor, 0, by, Act.CHALLENGE_MEMBER if is_challenge else Act.DECLARE_RECUSAL)
    if is_challenge:
        voters = [voter for voter in floor.voters if voter != member]
        cast(floor, [(challenge_key(recusal.id), is_upheld)], 2, voters)
    if kind != RecusalKind.EXCLUSION:
        tell_of(floor, 5, sitting.presiding_id, Act.DECIDE_RECUSAL)
    if is_upheld:
        floor.voters.remove(member)
        name = next(
            one.name for one in (*sitting.office.people.committee, sitting.office.people.chair) if one.id == member
        )
        floor.recused.append(f"{name} 위원 {RECUSAL_LABELS[kind]}({ground.label})")


def _decide(floor: Floor) -> Decided:
    """Vote on each question, then on the motion that follows, and resolve."""
    case, sitting = floor.case, floor.sitting
    questions = questions_voted(case.review) if not case.dismissed_by else ()
    answers = _answers(case)
    tell_of(floor, _OPENED, sitting.presiding_id, Act.OPEN_VOTE)
    findings = _vote_on_questions(floor, questions, answers)
    motion = _motion(floor, questions, answers)
    tell_of(floor, _MOVED, sitting.office.people.secretary.id, Act.PUT_MOTION)
    yes, no, abstained = cast(floor, [(OUTCOME, True)], _CAST_AGAIN, floor.voters)[OUTCOME]
    outcome = OUTCOME_LABELS[motion.outcome]
    told = f"찬성 {yes}, 반대 {no}, 기권 {abstained}"
    result = f"{outcome}{particle(outcome, '으로/로')} 의결하였다({told})."
    item = replace(
        floor.item,
        stage=ItemStage.RESOLVED,
        discussion="위원이 지적과 소명을 차례로 검토하고 질의하였다.",
        motion=motion,
        result=result,
        version=floor.item.version + 5,
    )
    at = floor.after(_RESOLVED)
    ids = sitting.office.chances
    resolution = Resolution(
        id=ids.id_at(at),
        item_id=item.id,
        meeting_id=sitting.meeting.id,
        review_id=case.filed.id,
        outcome=motion.outcome,
        findings=findings,
        seats=sitting.seats,
        present=len(floor.voters),
        yes=yes,
        no=no,
        abstained=abstained,
        voters=tuple(floor.voters),
        recused=tuple(floor.recused),
        resolved_by=sitting.presiding_id,
        resolved_at=instant(at),
        ruling_id=ids.id_at(at),
    )
    sitting.keep(insert_item, item)
    sitting.pending += floor.rows
    sitting.keep(insert_resolution, resolution)
    return Decided(
        at=at,
        meeting=sitting.meeting.number,
        item_id=item.id,
        presiding_id=sitting.presiding_id,
        motion=motion,
        ruling_id=resolution.ruling_id,
        resolution_id=resolution.id,
    )


def _answers(case: Case) -> Answers:
    """Return the committee's answers: the proposer's, but for a criterion now and then."""
    return {
        key: holds != (key[1] == Step.CRITERION and case.office.chances.falls(_DIFFERS))
        for key, holds in case.answers.items()
    }


def _vote_on_questions(
    floor: Floor, questions: Sequence[QuestionVoted], answers: Answers
) -> tuple[ResolvedFinding, ...]:
    """Let every question be voted on as it is answered, and return the answers as resolved."""
    if not questions:
        return ()
    case = floor.case
    holds = {each.key: answers[each.charge.id, each.asked.step, each.asked.code] for each in questions}
    counts = cast(floor, list(holds.items()), _CAST, floor.voters)
    told = {"meeting": floor.sitting.meeting.number, "item": floor.item.id, "stage": "criteria"}
    case.course.tell(floor.after(_CLOSED), floor.sitting.presiding_id, Act.CLOSE_VOTE, "", told)
    return tuple(
        ResolvedFinding(
            charge_id=each.charge.id,
            step=each.asked.step,
            question=each.asked.code,
            holds=holds[each.key],
            reason=texts.held(case.office.chances, case.topic, each.asked.label, holds[each.key]),
            evidence=(),
            yes=counts[each.key][0],
            no=counts[each.key][1],
            abstained=counts[each.key][2],
        )
        for each in questions
    )


def _motion(floor: Floor, questions: Sequence[QuestionVoted], answers: Answers) -> Motion:
    """Return what follows from the committee's answers; a dismissal is moved as it was proposed."""
    case, proposal = floor.case, floor.proposal
    if not questions:
        outcome, changes = proposal.outcome, proposal.changes
    else:
        outcome, changes = outcome_of(case.review, answers)
    differing = [key for key, holds in answers.items() if holds != case.answers[key]]
    reasons_for = tuple(
        (f"{charge}|{step.value}|{code}", "위원회는 기록과 진술을 달리 평가하였다.") for charge, step, code in differing
    )
    return Motion(
        outcome=outcome,
        changes=changes,
        reasons=proposal.reasons,
        dismissal_ground=proposal.dismissal_ground,
        reasons_for=reasons_for,
    )
