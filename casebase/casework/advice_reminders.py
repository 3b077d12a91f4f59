"""When a member of the panel who has not answered is to be reminded."""

from datetime import timedelta

from casebase.casework.desk import Look
from casebase.domain.advice import Assignment, AssignmentStatus
from casebase.law.values import value_on
from casebase.store.settings import list_settings

UNANSWERED = frozenset({AssignmentStatus.OFFERED, AssignmentStatus.ACCEPTED})


def is_reminder_due(asked: Look, assignment: Assignment) -> bool:
    """Say whether a reminder is due today: some days before the day due, by setting, and again once that has passed.

    Of an assignment whose request is still asked.
    """
    if assignment.status not in UNANSWERED:
        return False
    days = value_on("panel.reminder_days", asked.today, list_settings(asked.con)).number
    first = assignment.due_on - timedelta(days=days)
    reminded_on = assignment.reminded_on
    if asked.today > assignment.due_on:
        return reminded_on is None or reminded_on <= assignment.due_on
    return asked.today >= first and (reminded_on is None or reminded_on < first)
