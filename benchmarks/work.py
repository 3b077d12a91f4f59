"""What the filled office's visits and reviews share: its people, its days, what happened on them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from casebase.access.act import Act
from casebase.casework.desk import instant
from casebase.domain.account import Account, Role
from casebase.domain.agency import Agency
from casebase.domain.business import Business

SENTENCES = (
    "인접 도로의 폭이 기준에 미치지 못하여 공장 증설 승인이 늦어지고 있다.",
    "개발행위허가와 농지전용 협의를 따로 신청하게 하여 처리 기간이 두 배로 늘었다.",
    "보조금 교부 조건에 현장 여건과 맞지 않는 항목이 있어 사업 변경을 요청하였다.",
    "관계 부서의 해석이 서로 달라 담당자가 인허가 여부를 정하지 못하고 있다.",
    "법령에 명확한 규정이 없어 다른 시군의 처리 사례를 확인하고 조건부로 승인하였다.",
    "안전을 위하여 급히 공사를 시행하였고 사후에 계약 절차를 보완하였다.",
)


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who works here, with whom, and on which days; `days` has one day a visit and one a review, oldest first."""

    accounts: list[Account]
    agencies: list[Agency]
    businesses: list[Business]
    days: list[date]
    today: date

    def of(self, role: Role) -> list[Account]:
        return [account for account in self.accounts if account.role == role]


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One act as its event will tell it."""

    at: datetime
    account_id: str
    act: Act
    kind: str
    subject_id: str
    detail: dict[str, object] = field(default_factory=dict)


def moment(day: date, hours: float) -> datetime:
    """Return a moment so many hours after a day's beginning, never later than now."""
    return min(datetime.combine(day, time(0), UTC) + timedelta(hours=hours), datetime.now(UTC))


def instant_of(at: datetime) -> str:
    return instant(at)
