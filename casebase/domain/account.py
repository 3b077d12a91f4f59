"""People with an account, and what part they play."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """The part a person plays in the office; one account, one role."""

    AUDITOR = "auditor"
    HEAD = "head"
    CHAIR = "chair"
    COMMITTEE = "committee"
    SECRETARY = "secretary"
    PANEL = "panel"
    APPLICANT = "applicant"
    ADMIN = "admin"


ROLE_LABELS = {
    Role.AUDITOR: "감사담당자",
    Role.HEAD: "감사관",
    Role.CHAIR: "위원장",
    Role.COMMITTEE: "위원",
    Role.SECRETARY: "간사",
    Role.PANEL: "법률자문위원",
    Role.APPLICANT: "신청인",
    Role.ADMIN: "관리자",
}


@dataclass(frozen=True, kw_only=True)
class Account:
    """A person who may sign in between two days, both included."""

    id: str
    login: str
    name: str
    role: Role
    begins_on: date
    ends_on: date | None = None
    agency_id: str | None = None
    department: str = ""
    version: int = 1

    def is_active(self, on: date) -> bool:
        return self.begins_on <= on and (self.ends_on is None or on <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class Session:
    """One sign-in. Its token is never kept, only the token's hash (SHA-256, hex), which is its `id`.

    It lives until `idle_until`, which use moves on, and never past `expires_at`. Instants are UTC text.
    """

    id: str
    account_id: str
    started_at: str
    idle_until: str
    expires_at: str
    ended_at: str | None = None

    def is_live(self, at: str) -> bool:
        return self.ended_at is None and at < self.idle_until and at < self.expires_at
