"""What stands on a 법률자문 의견서: what a member was asked and shown, and what they answered."""

from casebase.casework.advice_candidates import panel_term
from casebase.casework.advice_sight import AdvisedCase
from casebase.casework.desk import Look
from casebase.casework.papers import letterhead
from casebase.domain.advice import STANCE_LABELS, AdviceRequest, Assignment
from casebase.domain.case import Disclosure
from casebase.domain.committee_papers import AdvicePaper, FileOnPaper, IssueOnPaper
from casebase.korean.dates import local_day
from casebase.law.values import value_on
from casebase.store import documents
from casebase.store.settings import list_settings

DECLARATION = "이 자문을 수락할 때 사건의 당사자와 이해관계가 없음을 확인하였다."
NOTICE = (
    "이 의견은 위에 적은 사실관계와 자료만을 바탕으로 한 자문이며, 감사기구의 결정이 아니다.",
    "이 의견서는 감사기구 안에서만 쓰고, 밖에 제공하려면 정보공개 절차에 따른다.",
)
_DECISION_PROCESS = ("5",)  # 정보공개법 제9조제1항제5호


def advice_paper(asked: Look, request: AdviceRequest, case: AdvisedCase, answered: Assignment) -> AdvicePaper:
    """Return the paper of an assignment as answered today by who asks, its letterhead still without a number."""
    office = str(value_on("office.name", asked.today, list_settings(asked.con)).value)
    term = panel_term(asked, asked.account.id)
    answers = {answer.issue_id: answer for answer in answered.answers}
    return AdvicePaper(
        head=letterhead(asked, office, disclosure=Disclosure.CLOSED, clauses=_DECISION_PROCESS),
        request_number=request.number,
        title=request.title,
        case_number=case.number,
        adviser=asked.account.name,
        affiliation=term.affiliation if term else "",
        asked_on=local_day(request.asked_at),
        accepted_on=local_day(answered.responded_at or answered.offered_at),
        due_on=answered.due_on,
        answered_on=asked.today,
        question=request.question,
        facts=request.facts,
        files=tuple(_file(asked, file_id) for file_id in request.file_ids),
        issues=tuple(
            IssueOnPaper(text=issue.text, stance=STANCE_LABELS[answers[issue.id].stance], answer=answers[issue.id].text)
            for issue in request.issues
        ),
        unasked=_unasked(request),
        summary=answered.summary,
        declaration=DECLARATION,
        notice=NOTICE,
        source=case.source,
    )


def _file(asked: Look, file_id: str) -> FileOnPaper:
    file = documents.fetch_attachment(asked.con, file_id)
    return FileOnPaper(name=file.name, sha256=file.sha256)


def _unasked(request: AdviceRequest) -> tuple[str, ...]:
    if not request.unasked:
        return ()
    return (*request.unasked, f"묻지 않은 이유: {request.unasked_reason}")
