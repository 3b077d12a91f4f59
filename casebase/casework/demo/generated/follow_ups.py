"""What became of a generated office's opinions: reported, late or never, judged or left unchecked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casebase.access.act import Act
from casebase.casework.demo.generated.way import Way
from casebase.domain.consultation import ConsultationStatus
from casebase.domain.opinion import FollowUp, FollowUpDeed, FollowUpState
from casebase.store.follow_ups import insert_follow_up

_NEVER, _LATE, _UNCHECKED, _ASKED_AGAIN = 0.05, 0.14, 0.06, 0.08
_DEEDS = {
    FollowUpDeed.AS_ADVISED: 68,
    FollowUpDeed.PARTLY: 15,
    FollowUpDeed.OTHERWISE: 7,
    FollowUpDeed.NOT_YET: 10,
}
_TEXTS = {
    FollowUpDeed.AS_ADVISED: "의견서에 적힌 대로 처리하고 결재권자에게 보고하였다.",
    FollowUpDeed.PARTLY: "협의가 끝난 부분만 의견대로 처리하고 나머지는 계획을 세우고 있다.",
    FollowUpDeed.OTHERWISE: "사업 여건이 바뀌어 다른 방법으로 처리하였다.",
    FollowUpDeed.NOT_YET: "관계 부서와 협의하고 있어 아직 처리하지 못하였다.",
}
_AGAIN = "처리한 결과와 증빙을 다시 제출할 것"
_ENOUGH = "증빙으로 이행을 확인함"


@dataclass(frozen=True, kw_only=True)
class _Report:
    """One report as made, before anybody judged it."""

    at: datetime
    deed: FollowUpDeed


def follow_up(way: Way) -> None:
    """Go on from an opinion that arrived: a petition ends without a report, an agency owes one."""
    if way.known["status"] != ConsultationStatus.FOLLOW_UP:
        return
    chances, course = way.office.chances, way.course
    if way.is_petition:
        told = {"status": ConsultationStatus.CLOSED}
        if course.step(course.after(chances.days(3, 25)), way.handler.id, Act.CLOSE_CONSULTATION, detail=told):
            way.known["status"] = ConsultationStatus.CLOSED
        return
    due_on = way.known["follow_up_due_on"]
    if isinstance(due_on, date) and not chances.falls(_NEVER):
        late = chances.days(3, 150) if chances.falls(_LATE) else -chances.days(0, 45)
        _report(way, due_on + timedelta(days=late), chances.by_weight(tuple(_DEEDS), tuple(_DEEDS.values())))


def _report(way: Way, day: date, deed: FollowUpDeed) -> None:
    """Report on a day; what is asked again is reported once more, and that is enough."""
    at = _reported(way, day, deed)
    if at is None:
        return
    report = _Report(at=at, deed=deed)
    is_left = way.office.chances.falls(_UNCHECKED)
    is_again = deed == FollowUpDeed.NOT_YET or way.office.chances.falls(_ASKED_AGAIN)
    if is_left or not _judged(way, report, is_again):
        if is_left:
            _keep(way, report, None, FollowUpState.REPORTED)
        return
    if is_again:
        second = _reported(way, way.course.after(way.office.chances.days(10, 35)), FollowUpDeed.AS_ADVISED)
        if second is not None:
            _judged(way, _Report(at=second, deed=FollowUpDeed.AS_ADVISED), False)


def _reported(way: Way, day: date, deed: FollowUpDeed) -> datetime | None:
    by = way.applicant_or_handler
    done_on = None if deed == FollowUpDeed.NOT_YET else way.course.at.date()
    told: dict[str, object] = {"done": deed, "done_on": done_on, "files": []}
    return way.course.step(day, by, Act.REPORT_FOLLOW_UP, detail=told)


def _judged(way: Way, report: _Report, is_again: bool) -> bool:
    """Judge a report a few days later and keep it; say whether it was judged by now."""
    chances, course = way.office.chances, way.course
    state = FollowUpState.ASKED_AGAIN if is_again else FollowUpState.ACCEPTED
    status = ConsultationStatus.FOLLOW_UP if is_again else ConsultationStatus.CLOSED
    told = {"status": status, "judged": state, "reason": _AGAIN if is_again else _ENOUGH}
    at = course.step(course.after(chances.days(1, 15)), way.handler.id, Act.JUDGE_FOLLOW_UP, detail=told)
    _keep(way, report, at, state if at else FollowUpState.REPORTED)
    if at is not None:
        way.known["status"] = status
        if is_again:
            way.known["follow_up_due_on"] = way.office.days.from_(at.date() + timedelta(days=30))
    return at is not None


def _keep(way: Way, report: _Report, judged_at: datetime | None, state: FollowUpState) -> None:
    is_done = report.deed != FollowUpDeed.NOT_YET
    follow_up = FollowUp(
        id=way.new_id(report.at),
        consultation_id=way.filed.id,
        deed=report.deed,
        done_on=report.at.date() - timedelta(days=1) if is_done else None,
        text=_TEXTS[report.deed],
        reported_by=way.applicant_or_handler,
        reported_on=report.at.date(),
        state=state,
        judged_by=way.handler.id if judged_at else None,
        judged_on=judged_at.date() if judged_at else None,
        judgement=(_AGAIN if state == FollowUpState.ASKED_AGAIN else _ENOUGH) if judged_at else "",
        version=2 if judged_at else 1,
    )
    way.keep(insert_follow_up, follow_up)
