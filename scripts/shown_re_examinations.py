"""The re-examinations that pictures are taken of, at each stage, with the reviews that they look at again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from casebase.casework import drafts, re_examinations
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import typed
from casebase.casework.desk import Desk
from casebase.casework.review_views import review_page
from casebase.domain.account import Role
from casebase.domain.draft import Form
from scripts.shown_reviews import MadeUp, decided, judge, proposed

_FIRST, _AGAIN = Role.AUDITOR.value, "auditor2"  # who judged first does not judge again

# Those of the demo applicant's own agency were ruled on lately: minor ones, which the committee leaves to its chair.
_WORK = MadeUp(
    title="도로 굴착 공사의 준공 처리를 앞당긴 책임을 면할 것인가",
    agency="",
    told="우기 전에 통행을 재개하려고 포장 두께 시험 성적서가 오기 전에 준공 처리하였다.",
    objected="시험 성적서를 확인하지 아니하고 준공 처리하였다.",
    argued="현장에서 두께를 직접 재어 기준에 맞는 것을 확인하였다.",
    field="공사",
    disposition="주의",
    is_recognised=False,
)
_FEES = MadeUp(
    title="공유재산 사용료를 나누어 내게 한 책임을 면할 것인가",
    agency="",
    told="매출이 크게 줄어든 전통시장 상인에게 사용료를 네 차례로 나누어 내게 하였다.",
    objected="분할 납부의 요건을 갖추지 못하였는데도 허용하였다.",
    argued="상인회의 신청을 받아 담당 부서와 협의한 뒤에 처리하였다.",
    field="공유재산",
    disposition="주의",
    is_recognised=False,
)
_SITE = MadeUp(
    title="임시 진입도로의 점용 기간을 늘린 책임을 면할 것인가",
    agency="P시",
    told="공장 준공이 늦어져 하천 구역 안 임시 진입도로의 점용 기간을 석 달 늘려 주었다.",
    objected="원상회복 계획을 다시 받지 아니하고 점용 기간을 늘렸다.",
    argued="처음 낸 원상회복 계획이 그대로 쓰일 수 있음을 확인하였다.",
    field="도로·하천·공유수면",
    is_recognised=False,
)
_BRIDGE = MadeUp(
    title="가설 교량의 안전 점검을 공사 뒤로 미룬 책임을 면할 것인가",
    agency="Q군",
    told="주민 통행을 위하여 가설 교량을 먼저 개통하고 정밀 안전 점검을 두 달 뒤에 하였다.",
    objected="개통 전에 정밀 안전 점검을 하지 아니하였다.",
    argued="개통 전에 하중 시험을 하고 통행 차량의 무게를 제한하였다.",
    field="공사",
    is_recognised=False,
)
_SLIP = MadeUp(
    title="보조금 정산 기한을 넘긴 책임을 면할 것인가",
    agency="R시",
    told="사업자가 회계 자료를 늦게 내어 보조금 정산이 기한보다 40일 늦었다.",
    objected="정산을 독촉하지 아니하여 기한을 넘겼다.",
    argued="두 차례 독촉하였고 그 공문이 남아 있다.",
    field="예산·보조금",
    is_recognised=False,
)


@dataclass(frozen=True, kw_only=True)
class ShownReExaminations:
    """Numbers of reviews by what they show, and drafts of applications by who writes them."""

    numbers: dict[str, str]
    drafts: dict[str, str]


def shown_re_examinations(staff: Staff, now: datetime) -> ShownReExaminations:
    """Rule on reviews, and have some of the rulings looked at again."""
    first, fact_finding = _of_demo(staff)
    told, contested = _refused(staff, now, _WORK, 12), _refused(staff, now, _FEES, 14)
    decided_first = _refused(staff, now, _SITE, 130)
    again = _looked_again(staff, now, decided_first, 115)
    judge(staff, again, _AGAIN, now - timedelta(days=100), is_recognised=True)
    decided(staff, again, _AGAIN, now - timedelta(days=95))
    stayed_first = _refused(staff, now, _BRIDGE, 100)
    overdue = _looked_again(staff, now, stayed_first, 85)
    _stay(staff, now, stayed_first)
    late_first = _refused(staff, now, _SLIP, 80)
    return ShownReExaminations(
        numbers={
            "first": first,
            "fact_finding": fact_finding,
            "told": told,
            "applied": _applied(staff, now, contested),
            "decided": again,
            "decided_first": decided_first,
            "overdue": overdue,
            "stayed": stayed_first,
            "late": _looked_again(staff, now, late_first, 1),
        },
        drafts={
            "applicant": _draft(staff.desk(Role.APPLICANT, now), staff, told, now),
            "office": _draft(staff.desk(_AGAIN, now), staff, told, now),
        },
    )


def _of_demo(staff: Staff) -> tuple[str, str]:
    """Return the numbers of the demo's review that is looked at again, and of its re-examination."""
    sql = "select f.number, r.number from reviews r join reviews f on f.id = r.first_review_id"
    with staff.store.reading() as con:
        row = con.row(sql)
    if row is None:
        raise LookupError("the demo has no re-examination")
    return str(row[0]), str(row[1])


def _refused(staff: Staff, now: datetime, about: MadeUp, days_ago: int) -> str:
    """Refuse a review, so many days ago."""
    at = now - timedelta(days=days_ago)
    number = proposed(staff, about, at)
    decided(staff, number, _FIRST, at)
    return number


def _application(staff: Staff, number: str, at: datetime) -> dict[str, str]:
    first = review_page(staff.desk(_FIRST, at), number)
    return {
        "document_number": first.documents[0].number,
        "request": "(시연) 면책을 인정하지 아니한 결정을 다시 살펴 면책을 인정하여 주시기 바랍니다.",
        "argument": "(시연) 처음 심사 때 내지 못한 협의 공문을 찾았습니다. 협의를 마친 뒤에 처리한 것이 확인됩니다.",
    }


def _filed(desk: Desk, fields: dict[str, str], send: Callable[[Desk, str], str]) -> str:
    draft_id = drafts.begin_draft(desk, Form.RE_EXAMINATION)
    drafts.keep_fields(desk, draft_id, typed(fields))
    return send(desk, draft_id)


def _looked_again(staff: Staff, now: datetime, number: str, days_ago: int) -> str:
    at = now - timedelta(days=days_ago)
    desk = staff.desk(_AGAIN, at)
    fields = _application(staff, number, at) | {"origin": "agency", "filed_on": desk.today.isoformat()}
    return _filed(desk, fields, re_examinations.register_re_examination)


def _applied(staff: Staff, now: datetime, number: str) -> str:
    desk = staff.desk(Role.APPLICANT, now)
    return _filed(desk, _application(staff, number, now), re_examinations.apply_for_re_examination)


def _stay(staff: Staff, now: datetime, number: str) -> None:
    desk = staff.desk(Role.HEAD, now)
    review = review_page(desk, number).review
    fields = {
        "stayed_on": desk.today.isoformat(),
        "stay_reason": "(시연) 처분이 먼저 집행되면 재심의에서 인정되더라도 되돌리기 어렵다.",
    }
    re_examinations.stay_ruling(desk, review.id, review.version, fields)


def _draft(desk: Desk, staff: Staff, number: str, now: datetime) -> str:
    fields = _application(staff, number, now)
    draft_id = drafts.begin_draft(desk, Form.RE_EXAMINATION, fields["document_number"])
    drafts.keep_fields(desk, draft_id, typed(fields))
    return draft_id
