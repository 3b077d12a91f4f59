"""Demo precedents: the published cases taken over as a casebook, two papers published, a list, and the board.

What the changes of statutes and the posts say is made up.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

from casebase.casework import board, drafts, precedents, publications, reading_lists, statute_changes
from casebase.casework.case_imports import import_cases
from casebase.casework.case_ledgers import open_ledger
from casebase.casework.consultation_views import consultation_list
from casebase.casework.demo.cases import published_cases
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import Steps, in_office_hours, typed
from casebase.casework.desk import Desk
from casebase.casework.review_views import review_list
from casebase.domain.account import Role
from casebase.domain.draft import Form
from casebase.domain.listing import ConsultationFilter, PostFilter, PrecedentFilter, ReviewFilter
from casebase.domain.precedent import PrecedentKind

_Act = Callable[[Staff, datetime], None]

_CASEBOOK = Path(__file__).parent / "cases.json"
_OPINION, _RULING = "PC-037", "EX-002"
_TO_READ = ("PC-027", "PC-024", "EX-002", "EX-007", "VS-006")
_NOTES = (
    "기금을 맡겨 쓸 수 있는지 볼 때 먼저 읽습니다.",
    "법이 바뀐 뒤의 공유재산 매각을 다룹니다.",
    "절차의 흠이 중대한지 어떻게 보는지 읽습니다.",
    "아무것도 하지 않은 것은 적극행정이 아니라는 사례입니다.",
    "현장에서 다른 길을 찾아 준 사례입니다.",
)
_MADE_UP = "시연용으로 지어낸 개정입니다. 실제 법령의 개정이 아닙니다."
_CHANGES = (("지방재정법", "제9조의2", 120), ("국유재산법", "", 70))


def precedent_steps(staff: Staff, now: datetime) -> Steps:
    """Return what the office did with precedents, each with its moment in office hours."""
    days_ago: dict[int, list[_Act]] = {
        220: [partial(_take_over, kind) for kind in PrecedentKind],
        100: [_publish_opinion, _publish_ruling],
        90: [_make_list],
        60: [_share],
        58: [_comment],
        50: [_announce],
        20: [partial(_note_change, *change) for change in _CHANGES],
    }
    steps: Steps = []
    for days, acts in days_ago.items():
        for n, act in enumerate(acts):
            at = in_office_hours(now - timedelta(days=days)) + timedelta(minutes=10 + 5 * n)
            steps.append((at, partial(act, staff, at)))
    return steps


def _take_over(kind: PrecedentKind, staff: Staff, at: datetime) -> None:
    ledger = open_ledger(BytesIO(_CASEBOOK.read_bytes()), _CASEBOOK.name, kind)
    import_cases(staff.desk(Role.AUDITOR, at), ledger, lambda _what, _count: None)


def _publish_opinion(staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    wanted = ConsultationFilter(query=published_cases()[_OPINION].question)
    _publish(desk, "consultation", consultation_list(desk, wanted, 1, 0)[0].id)


def _publish_ruling(staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    wanted = ReviewFilter(query=published_cases()[_RULING].question)
    _publish(desk, "review", review_list(desk, wanted, 1, 0)[0].id)


def _publish(desk: Desk, kind: str, case_id: str) -> None:
    draft_id = publications.begin_publication(desk, publications.publishable(desk, kind, case_id)[0].subject)
    drafts.keep_fields(desk, draft_id, typed(publications.publication(desk, draft_id).suggested))
    seen = publications.publication(desk, draft_id)
    publications.publish_precedent(desk.for_command(f"demo:publish:{case_id}"), draft_id, seen.digest)


def _make_list(staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    fields = {
        "name": "신규 담당자 읽기 목록",
        "note": "처음 맡은 분이 일주일 안에 읽으면 좋은 사례입니다.",
        "is_shared": "yes",
    }
    number = reading_lists.make_reading_list(desk, fields)
    list_id = reading_lists.reading_list(desk, number).reading_list.id
    for version, (case_id, note) in enumerate(zip(_TO_READ, _NOTES, strict=True), start=1):
        item = {"precedent_number": _number_of(desk, case_id), "item_note": note}
        reading_lists.put_on_list(staff.desk(Role.AUDITOR, at), list_id, version, item)


def _share(staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.HEAD, at)
    (published,) = precedents.precedent_list(desk, PrecedentFilter(origin="opinion"), 1, 0)
    _post(
        desk,
        kind="opinion",
        title="폐여과사 처리에 관한 의견을 공개합니다",
        text="(시연) 같은 고민을 하는 기관이 참고하시도록 최근 의견을 공개합니다. 궁금한 점은 댓글로 남겨 주세요.",
        precedent_number=published.number,
    )


def _comment(staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.APPLICANT, at)
    (shared,) = board.post_list(desk, PostFilter(kind="opinion"), 1, 0)
    board.write_comment(desk, shared.id, 1, {"text": "(시연) 우리 군도 같은 문제가 있어 도움이 되었습니다."})


def _announce(staff: Staff, at: datetime) -> None:
    _post(
        staff.desk(Role.SECRETARY, at),
        kind="notice",
        title="사전컨설팅을 신청하기 전에 볼 것",
        text="(시연) 신청서에는 사실관계와 쟁점, 갑설과 을설을 나누어 적어 주세요. 비슷한 사례도 먼저 찾아보세요.",
    )


def _note_change(statute: str, article: str, days_before: int, staff: Staff, at: datetime) -> None:
    desk = staff.desk(Role.AUDITOR, at)
    fields = {
        "statute": statute,
        "article": article,
        "changed_on": (desk.today - timedelta(days=days_before)).isoformat(),
        "what": _MADE_UP,
        "source": "시연용으로 지어낸 것",
    }
    statute_changes.record_statute_change(desk, fields)


def _post(desk: Desk, **fields: str) -> None:
    draft_id = drafts.begin_draft(desk, Form.POST)
    drafts.keep_fields(desk, draft_id, typed(fields))
    board.write_post(desk.for_command(f"demo:post:{draft_id}"), draft_id)


def _number_of(desk: Desk, case_id: str) -> str:
    case = published_cases()[case_id]
    wanted = PrecedentFilter(query=case.question, kind=case.kind, origin="casebook")
    return precedents.precedent_list(desk, wanted, 1, 0)[0].number
