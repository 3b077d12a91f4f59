"""Grounds for dismissing an application without judging it (각하)."""

from datetime import date

from casebase.law.grounds import Ground, list_on


def grounds_on(day: date) -> tuple[Ground, ...]:
    """Return the grounds offered for a dismissal on a day, each the agency's own. Raises: NotInForce."""
    return list_on("dismissal", day)
