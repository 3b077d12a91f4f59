"""What pictures are taken of among precedents: the demo's, and beside them the states that it does not reach."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casebase.casework import board, drafts, precedents, publications, reading_lists
from casebase.casework.demo import consultation_acts as acts
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.consultation_acts import Course
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import typed
from casebase.casework.intake_files import LEDGER, keep_file
from casebase.domain.draft import Form
from casebase.domain.listing import PostFilter, PrecedentFilter
from casebase.domain.opinion import OpinionOutcome
from tests.ledgers import ROWS, a_ledger

_PERSONAL = {
    "facts": "시연마을 주민 김철수(010-1234-5678)의 집 앞으로 공사 차량이 다녀 민원이 들어왔다. "
    "담당 주무관 홍길순이 현장을 확인하였다.",
    "question": "창원시 성산구 공단로 1, 101동 1203호에 사는 주민의 동의 없이 진입로를 넓힐 수 있는지 여부",
    "reasons": "김철수의 동의와 합금 배합비 3:7의 영업비밀을 확인하였고, 농지법 제34조의 허가를 받으면 된다.",
}
_STEPS = (acts.file, acts.receive, acts.screen, acts.propose, acts.issue, acts.notify)
_FAULTY = (("", "가람군", "언젠가", "2024. 4. 2.", *ROWS[0][4:]), ROWS[1], ROWS[1])


@dataclass(frozen=True, kw_only=True)
class ShownLibrary:
    """Numbers and draft ids by what they show."""

    precedents: dict[str, str]
    posts: dict[str, str]
    lists: dict[str, str]
    publications: dict[str, str]


def shown_library(staff: Staff, now: datetime) -> ShownLibrary:
    """Publish, withdraw, post, list and bring what the demo lacks, each by somebody whose work it is."""
    _bring(staff, now, "auditor", a_ledger())
    _bring(staff, now, "auditor2", a_ledger(*_FAULTY))
    return ShownLibrary(
        precedents=_precedents(staff, now),
        posts=_posts(staff, now),
        lists=_lists(staff, now),
        publications=_publications(staff, now),
    )


def _precedents(staff: Staff, now: datetime) -> dict[str, str]:
    head = staff.desk("head", now)
    newest = {
        origin: precedents.precedent_list(head, PrecedentFilter(origin=origin), 1, 0)[0].number
        for origin in ("opinion", "ruling")
    }
    withdrawn = _of_case(staff, now, "PC-009")
    found = precedents.precedent(head, withdrawn).precedent
    why = {"withdrawal_reason": "(시연) 사실관계가 달라져 참고하기 어렵습니다."}
    precedents.withdraw_precedent(head, found.id, found.version, why)
    changed = _of_case(staff, now, "PC-027")
    return {**newest, "casebook": _of_case(staff, now, "PC-005"), "changed": changed, "withdrawn": withdrawn}


def _of_case(staff: Staff, now: datetime, case_id: str) -> str:
    case = published_cases()[case_id]
    wanted = PrecedentFilter(query=case.question, kind=case.kind, origin="casebook")
    return precedents.precedent_list(staff.desk("head", now), wanted, 1, 0)[0].number


def _posts(staff: Staff, now: datetime) -> dict[str, str]:
    head = staff.desk("head", now)
    (shared,) = board.post_list(head, PostFilter(kind="opinion"), 1, 0)
    said = (("panel", "(시연) 판단의 근거가 된 조문도 함께 보면 좋겠습니다."), ("applicant", "(시연) 잘못 적은 댓글"))
    for login, text in said:
        board.write_comment(staff.desk(login, now), shared.id, 1, {"text": text})
    removed = board.post(head, shared.number).comments[-1].comment
    why = {"removal_reason": "(시연) 쓴 사람이 잘못 적었다고 알려 옴."}
    board.remove_comment(head, removed.id, removed.version, why)
    return {"commented": shared.number, "withdrawn": _withdrawn_post(staff, now)}


def _withdrawn_post(staff: Staff, now: datetime) -> str:
    desk = staff.desk("secretary", now)
    draft_id = drafts.begin_draft(desk, Form.POST)
    told = {"kind": "minutes", "title": "지난 회의의 결과", "text": "(시연) 지난 회의에서 정한 것을 알립니다."}
    drafts.keep_fields(desk, draft_id, typed(told))
    number = board.write_post(desk.for_command("screens:post"), draft_id)
    post = board.post(desk, number).post
    board.withdraw_post(desk, post.id, post.version, {"withdrawal_reason": "(시연) 날짜를 잘못 적었습니다."})
    return number


def _lists(staff: Staff, now: datetime) -> dict[str, str]:
    empty = reading_lists.make_reading_list(staff.desk("head", now), {"name": "나중에 읽을 것"})
    (shared,) = (line for line in reading_lists.reading_lists(staff.desk("auditor", now)) if line.is_own)
    return {"empty": empty, "shared": shared.reading_list.number}


def _publications(staff: Staff, now: datetime) -> dict[str, str]:
    """Begin to publish one opinion twice: the auditor has decided nothing yet, the head everything."""
    case = replace(published_cases()["PC-005"], **_PERSONAL)
    course = Course(staff=staff, case=case, agency="P시", field="인허가", outcome=OpinionOutcome.ACCEPTED, ids=[])
    for n, step in enumerate(_STEPS):
        step(course, now - timedelta(days=len(_STEPS) - n))
    undecided, decided = staff.desk("auditor", now), staff.desk("head", now)
    subject = publications.publishable(decided, "consultation", course.ids[0])[0].subject
    draft_id = publications.begin_publication(decided, subject)
    suggested = publications.publication(decided, draft_id).suggested
    drafts.keep_fields(decided, draft_id, typed({**suggested, "phrases": "합금 배합비 3:7"}))
    return {"undecided": publications.begin_publication(undecided, subject), "decided": draft_id}


def _bring(staff: Staff, now: datetime, login: str, content: bytes) -> None:
    desk = staff.desk(login, now)
    draft_id = drafts.begin_draft(desk, Form.CASE_IMPORT, "case_import:new")
    drafts.keep_fields(desk, draft_id, typed({"kind": "pre_consulting"}))
    keep_file(desk, draft_id, "ledger", "2024년 처리 대장.xlsx", LEDGER, content)
