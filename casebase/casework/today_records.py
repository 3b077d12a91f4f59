"""What waits about what the office gives out: precedents whose paper changed, and the report of the quarter."""

from datetime import timedelta

from casebase.access.act import Act
from casebase.access.relations import to_person
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.todo import Todo
from casebase.law.quarterly_report import Quarter, quarter_of, report_period
from casebase.store.precedents import list_overtaken
from casebase.store.settings import list_agency_holidays

MOST_PRECEDENTS = 30


def record_todos(asked: Look) -> list[Todo]:
    """Return what waits for this person about precedents and reports, in no order."""
    return [*_overtaken(asked), *_reports(asked)]


def _overtaken(asked: Look) -> list[Todo]:
    if asked.account.role not in {Role.AUDITOR, Role.HEAD}:
        return []
    return [
        Todo(
            title=f"{found.number} {found.title}",
            what="근거 문서가 바뀌었습니다. 사례를 확인하고 공개를 철회하세요",
            page="precedent",
            query={"number": found.number},
        )
        for found in list_overtaken(asked.con, MOST_PRECEDENTS)
        if asked.may(Act.WITHDRAW_PRECEDENT, to_person(asked.account, found.published_by))
    ]


def _reports(asked: Look) -> list[Todo]:
    """The report of the quarter that ended, until its due day: whether it was sent stands in no record."""
    if asked.account.role != Role.HEAD:
        return []
    ended = _last_ended(asked)
    due_on = report_period(ended, list_agency_holidays(asked.con)).due_on
    if due_on < asked.today:
        return []
    return [
        Todo(
            title=f"{ended.printed} 적극행정 면책심사 결과",
            what="감사원에 보고하세요",
            page="insight",
            query={"section": "reports"},
            due_on=due_on,
            due_basis="공공감사에 관한 법률 시행령 제13조의4 제5항",
        )
    ]


def _last_ended(asked: Look) -> Quarter:
    return quarter_of(quarter_of(asked.today).first_day - timedelta(days=1))
