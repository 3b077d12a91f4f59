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


class Lack(StrEnum):
    """What a session still waits for before it may be used for anything else."""

    PASSWORD = "password"  # a new one, in place of the one that an administrator set
    SECOND_FACTOR = "second_factor"  # a code, or setting the second factor up


LACK_STEPS = {
    Lack.PASSWORD: "관리자가 정해 준 비밀번호를 바꾼",
    Lack.SECOND_FACTOR: "2단계 인증을 마친",
}


@dataclass(frozen=True, kw_only=True)
class Session:
    """One sign-in. Its token is never kept, only the token's hash (SHA-256, hex), which is its `id`.

    It lives until `idle_until`, which use moves on, and never past `expires_at`. Instants are UTC text.
    `lacks` is in the order of the steps left.
    """

    id: str
    account_id: str
    started_at: str
    idle_until: str
    expires_at: str
    ended_at: str | None = None
    address: str = ""
    device: str = ""  # as people call it: "Windows의 Chrome"
    used_at: str = ""
    lacks: tuple[Lack, ...] = ()

    def is_live(self, at: str) -> bool:
        return self.ended_at is None and at < self.idle_until and at < self.expires_at


@dataclass(frozen=True, kw_only=True)
class Identity:
    """A person as a provider elsewhere knows them, who signs in to an account by its word."""

    issuer: str
    subject: str
    account_id: str
    linked_at: str
