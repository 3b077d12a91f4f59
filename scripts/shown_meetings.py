"""The meetings that pictures are taken of: the demo's, and beside them the states that it does not reach."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casebase.access.act import Act
from casebase.casework import agenda, meetings, motions, recusals, votes
from casebase.casework.admin import change_setting
from casebase.casework.demo.office import Staff
from casebase.casework.demo.visits import working_day_from
from casebase.casework.desk import Desk, operator_desk
from casebase.casework.item_views import ItemView, ItemWork
from casebase.casework.meeting_views import MeetingView, meeting_page, ready_proposals
from casebase.domain.account import Role
from casebase.domain.finding import Step
from casebase.domain.meeting import Choice, MeetingForm
from casebase.domain.review import NO_DISPOSITION
from casebase.domain.ruling import Outcome
from casebase.store.connection import Store
from scripts.shown_reviews import MadeUp, proposed

SEATS = ("chair", "committee", "committee2", "committee3", "committee4")
_SECRETARY, _CHAIR = Role.SECRETARY.value, Role.CHAIR.value
_HURRY = {"short_notice_reason": "(시연) 처분 시효가 이달 말에 끝난다."}

_TITLES = {
    "resolved": "물품 구매를 나누어 수의계약한 책임을 면할 것인가",
    "carried_over": "개발부담금을 늦게 부과한 책임을 면할 것인가",
    "outcome": "공장 증설 승인을 앞당긴 책임을 면할 것인가",
    "drafting": "하천 구역 안 임시 교량 설치를 허용한 책임을 면할 것인가",
    "criteria": "재난 복구 공사를 계약 전에 시작하게 한 책임을 면할 것인가",
    "challenged": "농지 임시 사용 기간을 늘린 책임을 면할 것인가",
    "abstaining": "공유재산 사용 허가를 갱신한 책임을 면할 것인가",
    "excluded": "도시계획도로의 준공 검사를 나누어 한 책임을 면할 것인가",
    "short": "폐기물 임시 보관을 허용한 책임을 면할 것인가",
    "written": "행사 보조금의 지급 시기를 앞당긴 책임을 면할 것인가",
    "cancelled": "주차장 사용료를 깎아 준 책임을 면할 것인가",
}
_ABOUT = MadeUp(
    title="",
    agency="S시",
    told="주민의 안전과 기업의 투자 일정을 함께 고려하여, 관계 부서와 두 차례 협의하고 현장을 확인한 뒤에 처리하였다.",
    objected="정해진 절차를 모두 마치기 전에 처리하였다.",
    argued="협의 공문과 현장 확인 기록이 남아 있으며 개인이 얻은 이익은 없다.",
    disposition="경고",
)
_MINOR = replace(
    _ABOUT,
    title="민원 회신을 이틀 늦게 보낸 책임을 면할 것인가",
    agency="T시",
    disposition="주의",
    is_recognised=False,
)


@dataclass(frozen=True, kw_only=True)
class ShownMeetings:
    """Numbers of meetings and of reviews by what they show; `items`: how an item's line of the agenda begins."""

    numbers: dict[str, str]
    items: dict[str, str]
    reviews: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class _Sitting:
    """A meeting under way today."""

    staff: Staff
    now: datetime
    number: str

    def desk(self, login: str) -> Desk:
        return self.staff.desk(login, self.now)

    def view(self, login: str) -> MeetingView:
        return meeting_page(self.desk(login), self.number)

    def item(self, name: str, login: str) -> ItemView:
        return next(item for item in self.view(login).items if item.title == _TITLES[name])

    def work(self, name: str, login: str) -> ItemWork:
        """Return what an item is decided by. Raises: LookupError for who takes no part in it."""
        work = self.item(name, login).work
        if work is None:
            raise LookupError(f"{login} takes no part in {name}")
        return work


def shown_meetings(staff: Staff, now: datetime) -> ShownMeetings:
    """Find what the demo has; prepare, call, hold and cancel what it lacks, each by the people whose work it is."""
    numbers, reviews = _of_demo(staff.store)
    held = _planned(staff, now, 0, tuple(_TITLES)[:6])
    called = _planned(staff, now, 0, ("abstaining", "excluded"))
    _hold(held)
    _called(called, SEATS[:-1])
    _step_aside(called, "abstaining", "committee3", "abstention", "unfair")
    _step_aside(called, "excluded", "committee2", "exclusion", "party")
    short, written = _planned(staff, now, 3, ("short",)), _written(staff, now)
    numbers |= {"open": held.number, "today": called.number, "short": short.number, "written": written.number}
    numbers |= {"empty": _planned(staff, now, 20, ()).number, "cancelled": _cancelled(staff, now).number}
    positions = {item.title: item.position for item in held.view(_CHAIR).items}
    items = {name: f"제{positions[title]}호 " for name, title in _TITLES.items() if title in positions}
    reviews["minor"] = proposed(staff, _MINOR, now)
    return ShownMeetings(numbers=numbers, items=items, reviews=reviews)


def _of_demo(store: Store) -> tuple[dict[str, str], dict[str, str]]:
    """Return the demo's meeting that was held and the one that is called, and a review that came before each."""
    sql = (
        "select m.status, m.number, i.stage, r.number from meetings m join agenda_items i on i.meeting_id = m.id"
        " join reviews r on r.id = i.review_id where m.status in ('closed', 'called') order by i.position desc"
    )
    with store.reading() as con:
        rows = [[str(value) for value in row] for row in con.rows(sql)]
    numbers = {status: number for status, number, _, _ in rows}
    reviews = {stage: review for _, _, stage, review in rows if stage != "waiting"}
    reviews["on_agenda"] = next(review for _, _, stage, review in rows if stage == "waiting")
    return numbers, reviews


def _planned(
    staff: Staff, now: datetime, days_ahead: int, names: tuple[str, ...], form: MeetingForm = MeetingForm.SITTING
) -> _Sitting:
    """Plan a meeting, and put on its agenda a proposal of each name."""
    desk = staff.desk(_SECRETARY, now)
    held_on = working_day_from(desk.today + timedelta(days=days_ahead)) if days_ahead else desk.today
    place = "시연도 감사위원회 회의실" if form == MeetingForm.SITTING else ""
    fields = {"form": form.value, "held_on": held_on.isoformat(), "held_at": "14:00", "place": place}
    sitting = _Sitting(staff=staff, now=now, number=meetings.plan_meeting(desk, fields))
    for name in names:
        proposed(staff, replace(_ABOUT, title=_TITLES[name], warns_agency=name == "drafting"), now)
        ready = {one.title: one.ruling.id for one in ready_proposals(sitting.desk(_SECRETARY))}
        meeting = sitting.view(_SECRETARY).meeting
        agenda.put_on_agenda(sitting.desk(_SECRETARY), meeting.id, meeting.version, {"ruling_id": ready[_TITLES[name]]})
    return sitting


def _called(sitting: _Sitting, present: tuple[str, ...]) -> None:
    """Call it at short notice, and mark who came."""
    meeting = sitting.view(_SECRETARY).meeting
    meetings.call_meeting(sitting.desk(_SECRETARY), meeting.id, meeting.version, _HURRY)
    fields = {"present": json.dumps([sitting.staff.accounts[login] for login in present])}
    meeting = sitting.view(_SECRETARY).meeting
    meetings.mark_attendance(sitting.desk(_SECRETARY), meeting.id, meeting.version, fields)


def _hold(sitting: _Sitting) -> None:
    """Open it, and carry each item as far as its name says."""
    _called(sitting, SEATS)
    meeting = sitting.view(_CHAIR).meeting
    meetings.open_meeting(sitting.desk(_CHAIR), meeting.id, meeting.version, {})
    _resolve(sitting)
    _carry_over(sitting)
    _judge(sitting, "outcome", ())
    _put_motion(sitting, "outcome")
    _vote(sitting, "outcome", ("chair", "committee3"))
    _judge(sitting, "drafting", ("committee", "committee2", "committee3"))
    _step_aside(sitting, "criteria", "committee2", "exclusion", "service")
    _open_vote(sitting, "criteria")
    _vote(sitting, "criteria", ("committee", "committee4"))
    _challenge(sitting, "challenged", "committee4")


def _resolve(sitting: _Sitting) -> None:
    _judge(sitting, "resolved", ())
    _put_motion(sitting, "resolved")
    _vote(sitting, "resolved", SEATS, doubters=("committee3",))
    _close_vote(sitting, "resolved")


def _carry_over(sitting: _Sitting) -> None:
    item = sitting.item("carried_over", _CHAIR)
    why = {"result": "(시연) 부과 시기를 다툰 판결문을 더 살펴야 한다. 다음 회의에서 심의한다."}
    agenda.carry_over(sitting.desk(_CHAIR), item.id, item.version, why)


def _judge(sitting: _Sitting, name: str, doubters: tuple[str, ...]) -> None:
    """Vote on every question of an item; who doubts is against the last criterion of the last charge."""
    _open_vote(sitting, name)
    _vote(sitting, name, SEATS, doubters=doubters)
    _close_vote(sitting, name)


def _open_vote(sitting: _Sitting, name: str) -> None:
    item = sitting.item(name, _CHAIR)
    votes.open_vote(sitting.desk(_CHAIR), item.id, item.version, {})


def _vote(sitting: _Sitting, name: str, logins: tuple[str, ...], doubters: tuple[str, ...] = ()) -> None:
    for login in logins:
        item = sitting.item(name, login)
        if item.work is not None and Act.CAST_BALLOT in item.permitted:
            asked = item.work.to_cast
            ballot = {q.key: Choice.NO if q.step == Step.EXCLUSION else Choice.YES for q in asked}
            if login in doubters:
                ballot[[q.key for q in asked if q.step != Step.EXCLUSION][-1]] = Choice.NO
            fields = {f"vote_{key}": choice.value for key, choice in ballot.items()}
            votes.cast_ballot(sitting.desk(login), item.id, item.version, fields)


def _close_vote(sitting: _Sitting, name: str) -> None:
    item = sitting.item(name, _CHAIR)
    votes.close_vote(sitting.desk(_CHAIR), item.id, item.version, {})


def _put_motion(sitting: _Sitting, name: str) -> None:
    item, charges = sitting.item(name, _SECRETARY), sitting.work(name, _SECRETARY).review.charges
    fields = {
        "outcome": Outcome.RECOGNISED.value,
        "reasons": "(시연) 관계 부서와 협의하고 현장을 확인한 뒤에 처리하였으므로 면책을 인정한다.",
        **{f"after_{charge.id}": NO_DISPOSITION for charge in charges},
    }
    motions.put_motion(sitting.desk(_SECRETARY), item.id, item.version, fields)


def _step_aside(sitting: _Sitting, name: str, login: str, kind: str, ground: str) -> None:
    item = sitting.item(name, login)
    fields = {"kind": kind, "ground": ground, "reason": "(시연) 이 업무에 관하여 해당 기관에 의견을 준 적이 있다."}
    recusals.declare_recusal(sitting.desk(login), item.id, item.version, fields)


def _challenge(sitting: _Sitting, name: str, login: str) -> None:
    item = sitting.item(name, _SECRETARY)
    fields = {
        "account_id": sitting.staff.accounts[login],
        "ground": "unfair",
        "reason": "(시연) 같은 사업의 설계 자문을 맡았던 위원이라 공정한 심의를 기대하기 어렵다.",
    }
    recusals.challenge_member(sitting.desk(_SECRETARY), item.id, item.version, fields)


def _written(staff: Staff, now: datetime) -> _Sitting:
    """Let the office resolve in writing from tomorrow, and open such a vote."""
    desk = operator_desk(staff.store, now)
    fields = {
        "value": "허용",
        "begins_on": (desk.today + timedelta(days=1)).isoformat(),
        "basis": "시연용으로 지어낸 기준",
    }
    change_setting(desk, "committee.written", fields)
    sitting = _planned(staff, now, 7, ("written",), MeetingForm.WRITTEN)
    meeting = sitting.view(_SECRETARY).meeting
    meetings.call_meeting(staff.desk(_SECRETARY, now), meeting.id, meeting.version, {})
    meeting = sitting.view(_CHAIR).meeting
    meetings.open_meeting(sitting.desk(_CHAIR), meeting.id, meeting.version, {})
    _open_vote(sitting, "written")
    return sitting


def _cancelled(staff: Staff, now: datetime) -> _Sitting:
    sitting = _planned(staff, now, 9, ("cancelled",))
    meeting = sitting.view(_SECRETARY).meeting
    why = {"end_reason": "(시연) 위원 과반수가 같은 날 출장이라 의사정족수에 이르지 못한다."}
    meetings.cancel_meeting(staff.desk(_SECRETARY, now), meeting.id, meeting.version, why)
    return sitting
