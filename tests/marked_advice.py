"""Advice on a case full of words that stand nowhere else: whoever finds one in what they see was told of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from casebase.casework import advice_answers, consultations, reviews
from casebase.domain.account import Role
from casebase.domain.advice import AdviceRequest, AdviceStatus, Assignment, AssignmentStatus
from casebase.domain.consultation import Consultation
from casebase.domain.draft import Form
from casebase.domain.review import Review
from casebase.store.connection import Store
from casebase.store.documents import list_attachments_of, list_documents_of
from tests.advice_stages import a_panel_member, accept, answer_fields, ask, assignment_of, file_ids, offer
from tests.builders import NOW
from tests.case_builders import Person, a_draft, a_person, attach, review_fields
from tests.consultation_stages import application_fields, consultation_of, screening_fields
from tests.review_stages import offer_hearing, review_of

TITLE, PARTY = "점용허가여부표식", "신청인표식"
SHOWN, HIDDEN = b"%PDF-1.7 shown", b"%PDF-1.7 hidden"

# What is offered to a member, what they are given once they accept, and what the others answered.
OFFER = {"title": TITLE, "parties": PARTY}
TASK = {
    "question": "자문요지표식",
    "facts": "사실관계표식",
    "issue": "묻는쟁점표식",
    "why not asked": "묻지않는이유표식",
    "file shown": "보여준자료표식.pdf",
    "its content": SHOWN.decode(),
}
OTHERS = {"another's answer": "다른위원의견표식", "another's summary": "다른위원요지표식"}
NEVER = {
    "file not shown": "숨긴자료표식.pdf",
    "content not shown": HIDDEN.decode(),
    "argument": "신청이유표식",
    "another request": "다른의뢰표식",
    "why another declined": "다른위원사유표식",
    "doubt about another": "다른위원의심표식",
}
OWN = {"own answer": "본인의견표식"}
END = {"why it ended": "종결비고표식"}
MARKS = OFFER | TASK | OTHERS | NEVER | OWN | END

# Of a case's course: where it stands, how many days after its last event it is looked at, and whether a lawyer's sight
# of it is over by then.
COURSES = {
    "consultation": [
        ("under_review", 400, False),
        ("closed", 30, False),
        ("closed", 31, True),
        ("withdrawn", 31, True),
        ("returned", 31, True),
        ("transferred", 31, True),
    ],
    "review": [("fact_finding", 400, False), ("closed", 30, False), ("closed", 31, True), ("withdrawn", 31, True)],
}


@dataclass(frozen=True)
class Advised:
    """A case on which two members of the panel advise, each with an answer, and a second request that is not theirs.

    `marks` are all there are, with what stands in the case by nobody's choice: numbers, and an issue not asked about.
    """

    store: Store
    kind: str
    applicant: Person
    member: Person
    request: AdviceRequest
    own: Assignment
    others: Assignment
    marks: Mapping[str, str]


def an_advised_case(store: Store, kind: str) -> Advised:
    """Carry a "consultation" or a "review" full of marks to where both members have answered."""
    handler, applicant = a_person(store, name="박감사"), a_person(store, Role.APPLICANT)
    member, other = a_panel_member(store, "윤변호"), a_panel_member(store, "조변호")
    case = _review(handler, applicant) if kind == "review" else _consultation(handler, applicant)
    with store.reading() as con:
        files = {file.name: file.id for file in list_attachments_of(con, kind, case.id)}
    marked = {key: TASK[key] for key in ("question", "facts")} | {"issue_1": TASK["issue"], "criterion_1": ""}
    asked = {
        **marked,
        **{f"{key}_{n}": "" for key in ("issue", "criterion") for n in range(2, 10)},
        "unasked_reason": TASK["why not asked"],
    }
    request = ask(handler, case, **asked, file_ids=file_ids(files[TASK["file shown"]]))
    ask(handler, case, **asked | {"question": NEVER["another request"]})
    own = _answered(handler, request, member, OWN["own answer"], "본인요지")
    others = _answered(handler, request, other, *OTHERS.values())
    with store.reading() as con:
        papers = {paper.id: paper.number for paper in list_documents_of(con, "advice", request.id)}
    given = {
        "case's number": case.number,
        "request's number": request.number,
        "issue not asked": request.unasked[0],
        "own paper": papers[str(own.document_id)],
        "another's paper": papers[str(others.document_id)],
    }
    return Advised(store, kind, applicant, member, request, own, others, MARKS | given)


def _answered(handler: Person, request: AdviceRequest, member: Person, text: str, summary: str) -> Assignment:
    accepted = accept(member, offer(handler, request, member))
    fields = answer_fields(request, summary=summary) | {f"answer_{issue.id}": text for issue in request.issues}
    advice_answers.answer_advice(member.desk, accepted.id, accepted.version, fields)
    return assignment_of(handler.store, accepted)


def _consultation(handler: Person, applicant: Person) -> Consultation:
    issues = f"1. {TASK['issue']}\n2. 묻지않는쟁점표식"
    fields = application_fields(title=TITLE, applicant_name=PARTY, issues=issues, background=NEVER["argument"])
    draft_id = _with_files(applicant, a_draft(applicant, Form.CONSULTATION, fields), "supplied")
    filed = consultation_of(handler.store, consultations.apply_for_consultation(applicant.desk, draft_id))
    receipt = {"received_on": NOW.date().isoformat(), "received_at": "09:30"}
    consultations.receive_consultation(handler.desk, filed.id, filed.version, receipt)
    received = consultation_of(handler.store, filed.id)
    fields = screening_fields() | {"eligibility": "eligible", "eligibility_reason": "대상 업무에 해당한다."}
    consultations.screen_consultation(handler.desk, received.id, received.version, fields)
    return consultation_of(handler.store, received.id)


def _review(handler: Person, applicant: Person) -> Review:
    fields = review_fields("", title=TITLE, argument=NEVER["argument"], applicant_name=PARTY)
    draft_id = _with_files(applicant, a_draft(applicant, Form.REVIEW, fields), "statement")
    review = review_of(handler.store, reviews.apply_for_review(applicant.desk, draft_id))
    reviews.receive_review(handler.desk, review.id, review.version, "")
    return _in_fact_finding(handler, review.number)


def _with_files(person: Person, draft_id: str, role: str) -> str:
    attach(person, draft_id, TASK["file shown"], SHOWN, role)
    attach(person, draft_id, NEVER["file not shown"], HIDDEN, role)
    return draft_id


def _in_fact_finding(handler: Person, number: str) -> Review:
    received = review_of(handler.store, number)
    reviews.begin_fact_finding(handler.desk, received.id, received.version)
    offer_hearing(handler, number)
    return review_of(handler.store, number)


def let_stand(
    case: Advised, own: AssignmentStatus, other: AssignmentStatus, request: AdviceStatus, status: str
) -> None:
    """Put on record where both lawyers, the request and the case stand, whatever led there; nothing is taken away."""
    paper_id = case.own.document_id if own == AssignmentStatus.ANSWERED else None
    why = NEVER["why another declined"] if other == AssignmentStatus.DECLINED else ""
    doubts = json.dumps([NEVER["doubt about another"]], ensure_ascii=False)
    ended = END["why it ended"] if request != AdviceStatus.ASKED else ""
    with case.store.transaction() as con:
        con.run("update assignments set status = ?, document_id = ? where id = ?", [own, paper_id, case.own.id])
        con.run(
            "update assignments set status = ?, reason = ?, doubts = ? where id = ?",
            [other, why, doubts, case.others.id],
        )
        con.run("update advice_requests set status = ?, end_reason = ? where id = ?", [request, ended, case.request.id])
        con.run(f"update {case.kind}s set status = ? where id = ?", [status, case.request.subject_id])
