"""Asking the applicant to complete an application (보완요구), and what they hand in."""

from dataclasses import replace

from casebase.access.act import Act
from casebase.casework.desk import Deed, act
from casebase.casework.drafts import taken_by_act
from casebase.casework.entry import LONG, Entry
from casebase.casework.ledger import take_supplied
from casebase.casework.suspensions import (
    a_wait,
    arrived_on,
    day_or_today,
    open_wait,
    put_on_record,
    rewrite,
    under_way,
)
from casebase.domain.draft import Form
from casebase.domain.suspension import SuspensionKind
from casebase.store import drafts

SUPPLEMENT = frozenset({SuspensionKind.SUPPLEMENT})


@act(Act.ASK_SUPPLEMENT)
def ask_supplement(deed: Deed, consultation_id: str, version: int, fields: dict[str, str]) -> str:
    """Ask the applicant to complete an application; the clock stops. Returns the number.

    `fields`: question, due_on, begins_on (the day it was sent, today where empty). Raises: SeveralInvalid,
    InvalidEntry, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation = under_way(deed, consultation_id)
    entry = Entry(fields)
    question = entry.text("question", "보완할 내용", limit=LONG)
    due_on = entry.day("due_on", "보완 기한")
    begins_on = day_or_today(deed, entry, "begins_on", "보완을 요구한 날")
    entry.must_be_sound()
    asked = a_wait(deed, consultation, SuspensionKind.SUPPLEMENT, begins_on, question)
    return put_on_record(deed, consultation, version, replace(asked, due_on=due_on))


@act(Act.ANSWER_SUPPLEMENT)
def answer_supplement(deed: Deed, suspension_id: str, version: int, draft_id: str) -> str:
    """Hand in what was asked for: text (`answer`), files, or both, into the ledger; the clock goes on.

    It arrives today; who handles the case may type an earlier day (`ends_on`) for what came on paper. Returns the
    number. Raises: SeveralInvalid, InvalidEntry, NotFound, MoveNotPermitted, ChangedMeanwhile.
    """
    consultation, waiting = open_wait(deed, suspension_id, version, SUPPLEMENT)
    draft = taken_by_act(deed.con, deed.account, draft_id, Form.CASE_STEP, deed.now)
    entry = Entry(draft.fields)
    answer = entry.text("answer", "보완 내용", limit=LONG, required=False)
    ends_on = arrived_on(deed, entry, "보완이 도착한 날")
    entry.must_be_sound()
    names = take_supplied(deed, consultation, draft, "answer", "보완 내용")
    drafts.wipe_draft(deed.con, draft_id)
    answered = replace(waiting, ends_on=ends_on, answer=answer, ended_by=deed.account.id)
    return rewrite(deed, consultation, answered, files=names)
