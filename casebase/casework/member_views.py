"""Looking at the members of the panel and the committee: the roll, and one person's terms, ties and absences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casebase.access.act import Act
from casebase.access.relations import ANYTHING, to_person
from casebase.casework.advice_candidates import is_away
from casebase.casework.desk import Look, look
from casebase.casework.member_entry import people_to_name
from casebase.casework.members import MEMBER_ROLES, people_of
from casebase.casework.timeline import Moment, timeline
from casebase.domain.access_log import Shown, Thing
from casebase.domain.account import Account
from casebase.domain.advice import AssignmentStatus
from casebase.domain.agency import Agency
from casebase.domain.member import Absence, Body, Member, Tie
from casebase.domain.reach import Relation
from casebase.store import absences, accounts, advice, advice_lists, agencies, members, ties


@dataclass(frozen=True, kw_only=True)
class RollLine:
    """One member on the roll. `open_now` and `this_year` count the panel's assignments; `is_away` is of today."""

    member: Member
    name: str
    open_now: int
    this_year: int
    is_away: bool


@dataclass(frozen=True, kw_only=True)
class Roll:
    """Who serves on a day, the chair first; who is to come and who has been, as seen from that day.

    A person who may see only themselves finds their own terms alone.
    """

    on: date
    panel: tuple[RollLine, ...]
    committee: tuple[RollLine, ...]
    others: tuple[RollLine, ...]  # terms that have ended or not yet begun, the newest first
    permitted: frozenset[Act]


@dataclass(frozen=True, kw_only=True)
class MemberView:
    """All that is kept of one member. `undeclared` are recusals that no tie was declared for since, a sentence each.

    `agencies` and `people` are whom a tie may name; `people` is empty for a member looking at themselves.
    """

    account: Account
    terms: tuple[Member, ...]
    ties: tuple[Tie, ...]
    absences: tuple[Absence, ...]
    open_now: int
    this_year: int
    undeclared: tuple[str, ...]
    agencies: tuple[Agency, ...]
    people: tuple[Account, ...]
    timeline: tuple[Moment, ...]
    permitted: frozenset[Act]


@look(Act.SEE_MEMBERS)
def roll(asked: Look, on: date | None = None) -> Roll:
    """Return who serves on a day, today unless given."""
    day = on or asked.today
    everybody = [each for each in members.list_members(asked.con) if asked.may(Act.SEE_MEMBERS, _ties_to(asked, each))]
    serving = [each for each in everybody if each.is_serving(day)]
    return Roll(
        on=day,
        panel=_lines(asked, serving, Body.PANEL),
        committee=_lines(asked, serving, Body.COMMITTEE),
        others=tuple(_line(asked, each) for each in everybody if not each.is_serving(day)),
        permitted=frozenset(act for act in Act if asked.may(act, ANYTHING)),
    )


@look(Act.SEE_MEMBERS)
def member_page(asked: Look, account_id: str) -> MemberView:
    """Return what is kept of one member. Raises: NotFound, the same when it is not this person's to see."""
    account = accounts.find_account(asked.con, account_id)
    relations = to_person(asked.account, account_id)
    asked.must_see(relations if account and account.role in MEMBER_ROLES else frozenset(), "위원을")
    asked.note(Shown.PERSONAL, Thing.MEMBER, account_id, account.login if account else "")
    open_now, this_year = advice_lists.load_of(asked.con, account_id, asked.today.year)
    declared = ties.list_ties(asked.con, account_id)
    return MemberView(
        account=accounts.fetch_account(asked.con, account_id),
        terms=tuple(members.terms_of(asked.con, account_id)),
        ties=tuple(declared),
        absences=tuple(absences.list_absences(asked.con, account_id)),
        open_now=open_now,
        this_year=this_year,
        undeclared=_undeclared(asked, account_id, declared),
        agencies=tuple(agencies.list_agencies(asked.con)),
        people=tuple(people_to_name(asked)),
        timeline=timeline(asked, "member", account_id),
        permitted=frozenset(act for act in Act if asked.may(act, relations)),
    )


@look(Act.APPOINT_MEMBER)
def appointable(asked: Look) -> dict[Body, list[Account]]:
    """Return who may be appointed to each body."""
    return {body: people_of(asked, body) for body in Body}


def _ties_to(asked: Look, member: Member) -> frozenset[Relation]:
    return to_person(asked.account, member.account_id)


def _lines(asked: Look, serving: Sequence[Member], body: Body) -> tuple[RollLine, ...]:
    found = sorted(
        (each for each in serving if each.body == body), key=lambda each: (not each.is_chair, each.begins_on, each.id)
    )
    return tuple(_line(asked, each) for each in found)


def _line(asked: Look, member: Member) -> RollLine:
    open_now, this_year = advice_lists.load_of(asked.con, member.account_id, asked.today.year)
    return RollLine(
        member=member,
        name=accounts.fetch_account(asked.con, member.account_id).name,
        open_now=open_now,
        this_year=this_year,
        is_away=is_away(asked, member.account_id),
    )


def _undeclared(asked: Look, account_id: str, declared: Sequence[Tie]) -> tuple[str, ...]:
    """Return a sentence for each recusal since which no tie was declared: the machine suggests, the member declares."""
    newest = max((tie.declared_at for tie in declared), default="")
    recused = [
        each
        for each in advice.list_assignments_of(asked.con, account_id)
        if each.status == AssignmentStatus.RECUSED and (each.responded_at or "") > newest
    ]
    return tuple(
        f"{advice.fetch_request(asked.con, each.request_id).number} 자문을 회피한 사유와 관련된 관계를 아직 신고하지 "
        "않았습니다. 관계 신고에 등록하면 다음 배정부터 미리 가려냅니다."
        for each in recused
    )
