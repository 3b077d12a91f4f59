"""Approval: who signed a paper, where its case stood before, and the withdrawal of what was issued."""

import json
from dataclasses import replace

from casebase.casework.desk import Deed, Look
from casebase.domain.account import ROLE_LABELS
from casebase.domain.document import DOCUMENT_TITLES, Document
from casebase.domain.draft import Form
from casebase.domain.errors import ChangedMeanwhile
from casebase.korean.dates import local_day, official_date
from casebase.store import accounts, documents, drafts, events


def approval_box(deed: Deed, proposed_by: str, proposed_at: str) -> tuple[tuple[str, str, str], ...]:
    """Return who proposed and who approves, each with post, name and day."""
    proposer = accounts.fetch_account(deed.con, proposed_by)
    return (
        (ROLE_LABELS[proposer.role], proposer.name, official_date(local_day(proposed_at))),
        (ROLE_LABELS[deed.account.role], deed.account.name, official_date(deed.today)),
    )


def status_before(asked: Look, subject: tuple[str, str], proposal: tuple[str, str]) -> str:
    """Return where a case stood before a paper was proposed, as the event of the proposal tells.

    `subject` is the case's kind and id, `proposal` the key and id by which its event names the proposed paper.
    """
    key, proposal_id = proposal
    details = (json.loads(event.detail) for event in events.list_events_of(asked.con, *subject))
    return next(str(detail["before"]) for detail in details if detail.get(key) == proposal_id)


def wipe_proposal_draft(deed: Deed, form: Form, subject: str) -> None:
    """Wipe what the proposer typed, once it is proposed; `subject` is the draft's."""
    draft = drafts.find_draft_of(deed.con, deed.account.id, form, subject)
    if draft is not None:
        drafts.wipe_draft(deed.con, draft.id)


def withdraw_paper(deed: Deed, document: Document, reason: str) -> None:
    """Mark an issued paper as withdrawn today. Raises: ChangedMeanwhile."""
    withdrawn = replace(document, withdrawn_on=deed.today, withdrawal_reason=reason)
    if not documents.update_document(deed.con, withdrawn):
        raise ChangedMeanwhile(f"{DOCUMENT_TITLES[document.kind]} {document.number}")
