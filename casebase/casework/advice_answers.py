"""A member of the panel answers a request: accepts, declines or steps aside, and advises issue by issue.

The version that was seen is not compared: beside the member only the office changes their assignment, to revoke it,
which its status tells, or to remind them, which must not cost them what they typed.
"""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.advice import lock_request, record_advice, write_assignment
from casebase.casework.advice_candidates import must_still_advise
from casebase.casework.advice_papers import advice_paper
from casebase.casework.advice_sight import ASSIGNMENT, AdvisedCase, case_of, own_of, ties_to_request
from casebase.casework.desk import Deed, act
from casebase.casework.entry import LONG, Entry, checked_text
from casebase.casework.papers import keep_paper, numbered
from casebase.documents.advice import advice_pdf
from casebase.domain.account import ROLE_LABELS
from casebase.domain.advice import (
    ADVICE_STATUS_LABELS,
    ASSIGNMENT_STATUS_LABELS,
    STANCE_LABELS,
    AdviceRequest,
    AdviceStatus,
    Answer,
    Assignment,
    AssignmentStatus,
    Stance,
)
from casebase.domain.canonical import canonical_json, digest
from casebase.domain.document import Document, DocumentKind
from casebase.domain.errors import InvalidEntry, MoveNotPermitted, NotFound
from casebase.domain.member import Body
from casebase.korean.dates import official_date
from casebase.law.conflicts import grounds_on
from casebase.store import advice

_OFFERED = frozenset({AssignmentStatus.OFFERED})
_ACCEPTED = frozenset({AssignmentStatus.ACCEPTED})


@act(Act.ACCEPT_ADVICE)
def accept_advice(deed: Deed, assignment_id: str, _version: int, fields: dict[str, str]) -> str:
    """Accept a request, after which its question and files are seen. Returns the number.

    `fields`: no_conflict, "yes" where the member confirms that no conflict stands. Raises: ConflictStands where the
    record by now holds a ground, such as a tie declared meanwhile; InvalidEntry, MoveNotPermitted.
    """
    request, case, own = _own(deed, assignment_id, _OFFERED, "자문 수락")
    _must_take_advice(request, case)
    must_still_advise(deed, request)
    if fields.get("no_conflict") != "yes":
        raise InvalidEntry(
            "당사자와 이해관계가 없음을 확인하고 표시하세요. 이해관계가 있으면 회피를 신고하세요.", "no_conflict"
        )
    _respond(deed, request, own, AssignmentStatus.ACCEPTED)
    return record_advice(deed, request, case)


@act(Act.DECLINE_ADVICE)
def decline_advice(deed: Deed, assignment_id: str, _version: int, fields: dict[str, str]) -> str:
    """Decline a request for a `reason`; it is out of sight from then on. Returns the number.

    Raises: SeveralInvalid, MoveNotPermitted.
    """
    request, case, own = _own(deed, assignment_id, _OFFERED, "자문 거절")
    reason = checked_text(fields.get("reason", ""), "reason", "거절하는 이유", limit=LONG)
    _respond(deed, request, replace(own, reason=reason), AssignmentStatus.DECLINED)
    return record_advice(deed, request, case, reason=reason)


@act(Act.RECUSE_FROM_ADVICE)
def recuse_from_advice(deed: Deed, assignment_id: str, _version: int, fields: dict[str, str]) -> str:
    """Step aside from a request on a ground (변호사법 제31조 in its kind), before or after accepting it.

    `fields`: ground (a code of law/questions/panel_conflict.toml), reason. It is out of sight from then on; what tie
    there is stays for the member to declare. Returns the number. Raises: SeveralInvalid, MoveNotPermitted.
    """
    request, case, own = _own(deed, assignment_id, _OFFERED | _ACCEPTED, "자문 회피")
    grounds = {ground.code: ground.label for ground in grounds_on(Body.PANEL, deed.today)}
    entry = Entry(fields)
    ground = entry.choice("ground", "회피 사유", grounds)
    reason = entry.text("reason", "구체적인 내용", limit=LONG)
    entry.must_be_sound()
    _respond(deed, request, replace(own, ground=ground, reason=reason), AssignmentStatus.RECUSED)
    return record_advice(deed, request, case, reason=grounds[ground])


@act(Act.ANSWER_ADVICE)
def answer_advice(deed: Deed, assignment_id: str, _version: int, fields: dict[str, str]) -> str:
    """Advise on every issue asked; the 법률자문 의견서 is issued at once. Returns the paper's number.

    `fields`: stance_<issue id> (a Stance), answer_<issue id>, summary. Raises: SeveralInvalid, ConflictStands;
    InvalidEntry or MoveNotPermitted where the request was withdrawn, the assignment revoked, the case proposed or the
    member's term over meanwhile: what was typed stays in the draft.
    """
    request, case, own = _own(deed, assignment_id, _ACCEPTED, "자문 회신")
    _must_take_advice(request, case)
    must_still_advise(deed, request)
    answers, summary = _read_answers(request, fields)
    answered = replace(own, status=AssignmentStatus.ANSWERED, answers=answers, summary=summary, answered_at=deed.now)
    paper = _issued(deed, request, case, answered)
    write_assignment(deed, request, replace(answered, document_id=paper.id))
    record_advice(deed, request, case, document=paper.number)
    return paper.number


def _must_take_advice(request: AdviceRequest, case: AdvisedCase) -> None:
    """Raises: InvalidEntry, which tells a member neither the case's number nor where it stands."""
    if not case.is_open:
        raise InvalidEntry(f"자문 {request.number}의 사건은 이제 자문을 받지 않습니다. 의뢰한 담당자에게 확인하세요.")


def _own(
    deed: Deed, assignment_id: str, statuses: frozenset[AssignmentStatus], wanted: str
) -> tuple[AdviceRequest, AdvisedCase, Assignment]:
    """Return one's own assignment that stands at one of `statuses`, locked, with its request and case.

    Raises: NotFound for somebody else's; InvalidEntry, MoveNotPermitted where things moved on meanwhile.
    """
    request_id = advice.fetch_assignment(deed.con, assignment_id).request_id
    lock_request(deed, request_id)
    request = advice.fetch_request(deed.con, request_id)
    own = own_of(deed, advice.list_assignments(deed.con, request_id))
    if own is None or own.id != assignment_id:
        raise NotFound(ASSIGNMENT)
    _must_be_asked_still(request, own)
    case = case_of(deed, request.subject_kind, request.subject_id)
    if own.status not in statuses:
        raise MoveNotPermitted("이 자문은", ASSIGNMENT_STATUS_LABELS[own.status], wanted)
    deed.allow_on(ties_to_request(deed, request, case, own), Act.SEE_ADVICE, ASSIGNMENT)
    return request, case, own


def _must_be_asked_still(request: AdviceRequest, own: Assignment) -> None:
    """A member whose sight has ended meanwhile is told so: they know of the request already."""
    if request.status != AdviceStatus.ASKED:
        state = ADVICE_STATUS_LABELS[request.status]
        raise InvalidEntry(
            f"자문의뢰 {request.number}은 그 사이에 {state}되었습니다. 입력한 내용은 초안에 남아 있습니다. "
            "더 알릴 것이 있으면 담당자에게 연락하세요."
        )
    if own.status == AssignmentStatus.REVOKED:
        raise InvalidEntry(
            f"자문의뢰 {request.number}의 배정이 그 사이에 취소되었습니다. 입력한 내용은 초안에 남아 있습니다. "
            "까닭은 담당자에게 확인하세요."
        )


def _respond(deed: Deed, request: AdviceRequest, own: Assignment, status: AssignmentStatus) -> None:
    write_assignment(deed, request, replace(own, status=status, responded_at=deed.now))


def _read_answers(request: AdviceRequest, fields: dict[str, str]) -> tuple[tuple[Answer, ...], str]:
    entry = Entry(fields)
    read = [
        (
            issue.id,
            entry.choice(f"stance_{issue.id}", f"쟁점 {issue.position}의 결론", STANCE_LABELS),
            entry.text(f"answer_{issue.id}", f"쟁점 {issue.position}의 의견", limit=LONG),
        )
        for issue in request.issues
    ]
    summary = entry.text("summary", "종합 의견", limit=LONG)
    entry.must_be_sound()
    return tuple(Answer(issue_id=issue, stance=Stance(stance), text=text) for issue, stance, text in read), summary


def _issued(deed: Deed, request: AdviceRequest, case: AdvisedCase, answered: Assignment) -> Document:
    paper = advice_paper(deed, request, case, answered)
    signed = ((ROLE_LABELS[deed.account.role], deed.account.name, official_date(deed.today)),)
    head = numbered(deed, paper.head, DocumentKind.ADVICE, signed)
    paper = replace(paper, head=head)
    content_sha256 = digest(canonical_json(paper))
    return keep_paper(deed, head, DocumentKind.ADVICE, ("advice", request.id), advice_pdf(paper), content_sha256)
