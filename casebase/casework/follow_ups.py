"""Follow-up (이행확인): what the agency did after the opinion, and what the office makes of it."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.consultation_changes import allowed, move, must_stand_at, record, write
from casebase.casework.desk import Deed, Look, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry
from casebase.casework.files import take_files
from casebase.casework.opinion_papers import issued_opinions
from casebase.domain.consultation import Consultation, ConsultationStatus
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile, InvalidEntry
from casebase.domain.opinion import (
    FOLLOW_UP_DEED_LABELS,
    FOLLOW_UP_STATE_LABELS,
    FollowUp,
    FollowUpDeed,
    FollowUpState,
    Opinion,
    OpinionKind,
)
from casebase.store import drafts, follow_ups
from casebase.store.ids import new_id

FOLLOWUP = "followup"  # the role of the files that prove a report
JUDGEMENTS = (FollowUpState.ACCEPTED, FollowUpState.ASKED_AGAIN)
_AWAITED = frozenset({ConsultationStatus.FOLLOW_UP})


@act(Act.REPORT_FOLLOW_UP)
def report_follow_up(deed: Deed, consultation_id: str, draft_id: str) -> str:
    """Report what was done after the opinion (영 제13조④) from a draft. Returns the consultation's number.

    Its fields: deed, done_on (not where nothing was done yet), follow_up_text, and files of the role "followup".
    Raises: SeveralInvalid, MoveNotPermitted, and InvalidEntry while an earlier report waits to be checked.
    """
    deed.con.lock(f"follow-ups {consultation_id}")  # before it is read: of two at once the second sees the first's
    consultation = allowed(deed, consultation_id)
    must_stand_at(consultation, _AWAITED, "이행결과 제출")
    if any(each.state == FollowUpState.REPORTED for each in follow_ups.list_follow_ups(deed.con, consultation.id)):
        raise InvalidEntry("앞서 낸 이행결과를 확인하는 중입니다. 더 알릴 것이 있으면 담당자에게 메시지를 보내세요.")
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CASE_STEP, deed.now)
    report = _read_report(deed, Entry(draft.fields), consultation)
    files = take_files(deed, draft.fields, FOLLOWUP, "consultation", consultation.id)
    follow_ups.insert_follow_up(deed.con, replace(report, file_ids=tuple(file.id for file in files)))
    drafts.wipe_draft(deed.con, draft_id)
    # Its version goes up, so that nobody closes the consultation, or withdraws its opinion, without having seen it.
    after = write(deed, consultation, consultation.version)
    return record(deed, after, done=report.deed, done_on=report.done_on, files=[file.name for file in files])


@act(Act.JUDGE_FOLLOW_UP)
def judge_follow_up(deed: Deed, follow_up_id: str, version: int, fields: dict[str, str]) -> str:
    """Accept a report, which ends the consultation, or ask again. Returns the consultation's number.

    `version` is the report's. `fields`: state ("accepted" or "asked_again"), judgement, and to ask again
    follow_up_due_on. Raises: SeveralInvalid, MoveNotPermitted, ChangedMeanwhile.
    """
    report = follow_ups.fetch_follow_up(deed.con, follow_up_id)
    consultation = allowed(deed, report.consultation_id)
    must_stand_at(consultation, _AWAITED, "이행결과 확인")
    if report.state != FollowUpState.REPORTED:
        raise ChangedMeanwhile(f"이행결과를 이미 확인함: {FOLLOW_UP_STATE_LABELS[report.state]}")
    entry = Entry(fields)
    chosen = entry.choice("state", "확인 결과", JUDGEMENTS)
    is_asked_again = chosen == FollowUpState.ASKED_AGAIN
    due_on = entry.day("follow_up_due_on", "다시 알릴 기한", required=is_asked_again) if is_asked_again else None
    if due_on and due_on < deed.today:
        entry.refuse("follow_up_due_on", "다시 알릴 기한은 오늘보다 앞설 수 없습니다. 날짜를 확인하세요.")
    judgement = entry.text("judgement", "다시 요청할 것" if is_asked_again else "확인 의견", limit=LONG)
    entry.must_be_sound()
    judged = replace(
        report,
        state=FollowUpState(chosen),
        judged_by=deed.account.id,
        judged_on=deed.today,
        judgement=judgement,
        version=version,
    )
    if not follow_ups.update_follow_up(deed.con, judged):
        raise ChangedMeanwhile("이행결과를 다른 사람이 먼저 확인함")
    if is_asked_again:
        after = write(deed, replace(consultation, follow_up_due_on=due_on), consultation.version)
    else:
        after = move(deed, consultation, consultation.version, ConsultationStatus.CLOSED)
    return record(deed, after, status=after.status, judged=judged.state, reason=judgement)


@act(Act.CLOSE_CONSULTATION)
def close_consultation(deed: Deed, consultation_id: str, version: int) -> str:
    """End a consultation whose opinion arrived and needs no more report. Returns the number.

    A business or resident owes none; of an agency one must have been accepted. Raises: MoveNotPermitted, InvalidEntry.
    """
    consultation = allowed(deed, consultation_id)
    must_stand_at(consultation, _AWAITED, "종결")
    must_be_judged(deed, consultation)
    reports = reports_on(deed, consultation, issued_opinions(deed, consultation)[0])
    if not consultation.is_petition and all(report.state != FollowUpState.ACCEPTED for report in reports):
        raise InvalidEntry("신청기관의 이행결과를 확인한 뒤에 종결할 수 있습니다. 이행결과를 먼저 받으세요.")
    after = move(deed, consultation, version, ConsultationStatus.CLOSED)
    return record(deed, after, status=after.status)


def must_be_judged(asked: Look, consultation: Consultation) -> None:
    """Raises: InvalidEntry while a report waits to be checked."""
    reports = follow_ups.list_follow_ups(asked.con, consultation.id)
    if any(report.state == FollowUpState.REPORTED for report in reports):
        raise InvalidEntry("확인하지 않은 이행결과가 있습니다. 먼저 확인하세요.")


def reports_on(asked: Look, consultation: Consultation, opinion: Opinion) -> list[FollowUp]:
    """Return what was reported since the answer that an issued opinion gives or corrects, the newest first.

    A report on an answer that was withdrawn tells nothing of the one that took its place.
    """
    issued = issued_opinions(asked, consultation)
    answer = next(each for each in issued if each.kind == OpinionKind.ANSWER and each.id <= opinion.id)
    return [report for report in follow_ups.list_follow_ups(asked.con, consultation.id) if report.id > answer.id]


def _read_report(deed: Deed, entry: Entry, consultation: Consultation) -> FollowUp:
    chosen = entry.choice("deed", "처리 내용", FOLLOW_UP_DEED_LABELS)
    is_done = chosen != FollowUpDeed.NOT_YET
    done_on = entry.day("done_on", "처리한 날", not_after=deed.today) if is_done else None
    text = entry.text("follow_up_text", "이행결과", limit=LONG)
    entry.must_be_sound()
    return FollowUp(
        id=new_id(),
        consultation_id=consultation.id,
        deed=FollowUpDeed(chosen),
        done_on=done_on,
        text=text,
        reported_by=deed.account.id,
        reported_on=deed.today,
    )
