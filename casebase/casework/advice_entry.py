"""Reading a request for advice: its issues beside those of the case, the facts told, the files shown, the day due."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casebase.casework.advice_sight import AdvisedCase
from casebase.casework.conflicts import parties_of
from casebase.casework.desk import Deed, Look
from casebase.casework.entry import LONG, Entry
from casebase.casework.findings import questions_of
from casebase.domain.advice import AdviceRequest, AdviceStatus, Issue
from casebase.domain.document import Attachment
from casebase.domain.finding import Step
from casebase.domain.review import Review
from casebase.korean.text import particle, search_text
from casebase.law.periods import Period, reply_period
from casebase.law.values import value_on
from casebase.store import consultations, documents, findings, reviews
from casebase.store.ids import new_id
from casebase.store.settings import list_agency_holidays, list_settings

MOST_ISSUES = 30

# A point of a list at the beginning of a line: "1.", "가)", "(2)", "- "; a circled number anywhere.
_POINT = re.compile(r"\s*(?:\(?(?:\d{1,2}|[가나다라마바사아자차카타파하])[.)](?:\s+|$)|[-·•○ㅇ□▪](?:\s+|$)|[①-⑳]\s*)")
_ISSUE = re.compile(r"issue_\d{1,4}")
_CIRCLED = re.compile(r"\s*(?=[①-⑳])")


@dataclass(frozen=True, kw_only=True)
class CaseIssue:
    """One issue that a case has by its own record.

    `criterion` is the code by which an issue asked is known to be about it: of a review's criterion or exclusion, or
    "issue_1" for the first of a consultation's 주요쟁점.
    """

    text: str
    criterion: str


@dataclass(frozen=True, kw_only=True)
class AdviceForm:
    """What the form that asks for advice offers: the case's issues, the files it has, the day due by default."""

    case: AdvisedCase
    issues: tuple[CaseIssue, ...]
    files: tuple[Attachment, ...]
    due: Period


def form_of(asked: Look, case: AdvisedCase) -> AdviceForm:
    """Return what a request about a case can be made of."""
    return AdviceForm(
        case=case,
        issues=case_issues(asked, case),
        files=tuple(documents.list_attachments_of(asked.con, case.kind, case.id)),
        due=default_due(asked),
    )


def default_due(asked: Look) -> Period:
    """Return until when a member answers who is asked today, with its proof."""
    days = value_on("panel.reply_days", asked.today, list_settings(asked.con))
    return reply_period(asked.today, days, list_agency_holidays(asked.con))


def read_request(deed: Deed, case: AdvisedCase, fields: dict[str, str], *, number: str, is_demo: bool) -> AdviceRequest:
    """Return a request as typed.

    `fields`: question, facts, issue_1 and on with criterion_1 and on, file_ids (JSON list), unasked_reason (required
    where an issue of the case is not asked about), due_on (the default where empty). Raises: SeveralInvalid.
    """
    entry = Entry(fields)
    request_id = new_id()
    known = case_issues(deed, case)
    issues = _read_issues(entry, fields, request_id, known)
    unasked = _unasked(known, issues)
    request = AdviceRequest(
        id=request_id,
        number=number,
        subject_kind=case.kind,
        subject_id=case.id,
        title=case.title,
        field=case.field,
        parties=", ".join(dict.fromkeys(party.name for party in parties_of(deed, case.kind, case.id))),
        question=entry.text("question", "자문 요지", limit=LONG),
        facts=entry.text("facts", "사실관계", limit=LONG),
        issues=issues,
        file_ids=_read_files(deed, entry, case),
        unasked=unasked,
        unasked_reason=_read_unasked_reason(entry, unasked),
        due_on=_read_due_day(deed, entry),
        asked_by=deed.account.id,
        asked_at=deed.now,
        status=AdviceStatus.ASKED,
        is_demo=is_demo,
    )
    entry.must_be_sound()
    return request


def case_issues(asked: Look, case: AdvisedCase) -> tuple[CaseIssue, ...]:
    """Return a consultation's 주요쟁점 point by point; of a review each criterion, and each exclusion not ruled out."""
    if case.kind == "consultation":
        points = split_points(consultations.fetch_consultation(asked.con, case.id).application.issues)
        return tuple(CaseIssue(text=text, criterion=f"issue_{n}") for n, text in enumerate(points, 1))
    review = reviews.fetch_review(asked.con, case.id)
    if not review.criteria_set:
        return ()
    doubted = _doubted(asked, review)
    criteria = questions_of(review, Step.CRITERION)
    exclusions = [each for each in questions_of(review, Step.EXCLUSION) if each.code in doubted]
    return tuple(
        CaseIssue(text=f"{each.label}{particle(each.label, '을/를')} 갖추었는가?", criterion=each.code)
        for each in criteria
    ) + tuple(CaseIssue(text=f"제외사유 ‘{each.label}’에 해당하는가?", criterion=each.code) for each in exclusions)


def split_points(text: str) -> list[str]:
    """Return a text of several points one by one, without their marks: "1. 가 여부\\n2. 나 여부" gives two.

    Where lines are marked, one without a mark goes on with the point before it; otherwise each line is a point.
    """
    lines = [line.strip() for line in _CIRCLED.sub("\n", text).splitlines() if line.strip()]
    is_marked = any(_POINT.match(line) for line in lines)
    points: list[str] = []
    for line in lines:
        mark = _POINT.match(line)
        if is_marked and mark is None and points:
            points[-1] = f"{points[-1]} {line}"
        else:
            points.append(line[mark.end() :].strip() if mark else line)
    return [point for point in points if point]


def _doubted(asked: Look, review: Review) -> set[str]:
    """Return the grounds of exclusion that a reviewer looked at and did not rule out."""
    return {
        finding.question
        for finding in findings.list_findings(asked.con, review.id)
        if finding.step == Step.EXCLUSION and finding.holds is not False
    }


def _read_issues(
    entry: Entry, fields: Mapping[str, str], request_id: str, known: Sequence[CaseIssue]
) -> tuple[Issue, ...]:
    codes = {each.criterion for each in known}
    typed = sorted(
        int(name.removeprefix("issue_")) for name, text in fields.items() if _ISSUE.fullmatch(name) and text.strip()
    )
    if not typed:
        entry.refuse("issue_1", "물을 쟁점을 하나 이상 입력하세요.")
    if len(typed) > MOST_ISSUES:
        entry.refuse("issue_1", f"쟁점은 {MOST_ISSUES}개까지 물을 수 있습니다. 합치거나 의뢰를 나누세요.")
    return tuple(
        Issue(
            id=new_id(),
            request_id=request_id,
            position=position,
            text=entry.text(f"issue_{n}", f"쟁점 {n}", limit=LONG),
            criterion=entry.choice(f"criterion_{n}", f"쟁점 {n}의 요건", codes, required=False),
        )
        for position, n in enumerate(typed, 1)
    )


def _unasked(known: Sequence[CaseIssue], issues: Sequence[Issue]) -> tuple[str, ...]:
    """Return the issues of the case that no issue asked is about, by its code or by its words."""
    codes = {issue.criterion for issue in issues}
    words = {search_text(issue.text) for issue in issues}
    return tuple(each.text for each in known if each.criterion not in codes and search_text(each.text) not in words)


def _read_unasked_reason(entry: Entry, unasked: Sequence[str]) -> str:
    reason = entry.text("unasked_reason", "묻지 않는 이유", limit=LONG, required=False)
    if unasked and not reason:
        named = ", ".join(f"‘{text}’" for text in unasked)
        entry.refuse(
            "unasked_reason", f"사건의 쟁점 가운데 묻지 않은 것이 있습니다: {named}. 쟁점에 넣거나 이유를 입력하세요."
        )
    return reason if unasked else ""


def _read_files(deed: Deed, entry: Entry, case: AdvisedCase) -> tuple[str, ...]:
    of_case = {file.id for file in documents.list_attachments_of(deed.con, case.kind, case.id)}
    return entry.several("file_ids", "보여 줄 자료", of_case)


def _read_due_day(deed: Deed, entry: Entry) -> date:
    due_on = entry.day("due_on", "회신 기한", required=False)
    if due_on and due_on < deed.today:
        entry.refuse("due_on", "회신 기한은 오늘보다 앞설 수 없습니다. 날짜를 확인하세요.")
    return due_on or default_due(deed).due_on
