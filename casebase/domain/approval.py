"""Approval (결재): the states that every paper passes on its way from who drafts it to who signs it."""

from enum import StrEnum


class ApprovalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    RETURNED = "returned"
    ISSUED = "issued"
    RESOLVED = "resolved"  # the committee decided on it; its resolution issued a ruling of its own
