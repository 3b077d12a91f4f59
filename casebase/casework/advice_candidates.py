"""Whom of the panel a case can be given to: the machine proposes, a person chooses, the record refuses."""

from collections.abc import Iterable

from casebase.casework.advice_sight import AdvisedCase
from casebase.casework.conflicts import conflicts_of
from casebase.casework.desk import Look
from casebase.domain.account import Role
from casebase.domain.advice import STANDING, AdviceRequest, Assignment, AssignmentStatus
from casebase.domain.errors import ConflictStands, InvalidEntry
from casebase.domain.member import Body, Member
from casebase.korean.dates import official_date
from casebase.law.panel import Candidate, Proposed, propose
from casebase.store import absences, accounts, advice_lists, members

# Asking these again would set aside what they said or what keeps them from the case.
SETTLED = STANDING | {AssignmentStatus.RECUSED}


def candidates(
    asked: Look, request: AdviceRequest, case: AdvisedCase, assignments: Iterable[Assignment]
) -> tuple[Proposed, ...]:
    """Return who serves on the panel today and was not asked yet, the best first, each with the reasons."""
    settled = {each.account_id for each in assignments if each.status in SETTLED}
    serving = [each for each in members.members_on(asked.con, Body.PANEL, asked.today) if _has_desk(asked, each)]
    able = [_candidate(asked, request, member) for member in serving if member.account_id not in settled]
    return propose(able, case.field, asked.today)


def chosen_candidate(asked: Look, request: AdviceRequest, account_id: str) -> Candidate:
    """Return the member chosen, who may be asked by the record.

    Raises: InvalidEntry where they do not serve, are away, have reached their limit or were asked already;
    ConflictStands.
    """
    member = panel_term(asked, account_id)
    if member is None or not _has_desk(asked, member):
        raise InvalidEntry("맡길 위원을 목록에서 고르세요.", "account_id")
    candidate = _candidate(asked, request, member)
    must_be_free(asked, candidate)
    proposed = propose([candidate], request.field, asked.today)[0]
    if not proposed.is_available:
        name = _name(asked, account_id)
        reasons = " ".join(proposed.reasons)
        raise InvalidEntry(f"{name} 위원에게 맡길 수 없습니다. {reasons} 다른 위원을 고르세요.", "account_id")
    return candidate


def must_be_free(asked: Look, candidate: Candidate) -> None:
    """Raises: ConflictStands where a ground keeps a member from the case."""
    against = tuple(conflict.explanation for conflict in candidate.conflicts if conflict.is_blocking)
    if against:
        raise ConflictStands(_name(asked, candidate.member.account_id), against)


def must_still_advise(asked: Look, request: AdviceRequest) -> None:
    """As `chosen_candidate`, of the member who acts themselves: their term and what keeps them from the case.

    Raises: InvalidEntry, ConflictStands.
    """
    member = panel_term(asked, asked.account.id)
    if member is None or not member.is_serving(asked.today):
        ended = f" {official_date(member.ends_on)}" if member else ""
        raise InvalidEntry(
            f"자문위원 임기가{ended} 끝나 이 자문을 이어 갈 수 없습니다. 입력한 내용은 초안에 남아 있습니다. "
            "담당자에게 연락하세요."
        )
    conflicts = conflicts_of(asked, Body.PANEL, asked.account.id, request.subject_kind, request.subject_id)
    against = tuple(conflict.explanation for conflict in conflicts if conflict.is_blocking)
    if against:
        raise ConflictStands(asked.account.name, against, is_own=True)


def panel_term(asked: Look, account_id: str) -> Member | None:
    """Return a person's term on the panel today, otherwise the last one they had or are to have."""
    terms = [each for each in members.terms_of(asked.con, account_id) if each.body == Body.PANEL]
    return next((each for each in terms if each.is_serving(asked.today)), terms[0] if terms else None)


def is_away(asked: Look, account_id: str, due: AdviceRequest | None = None) -> bool:
    """Say whether an absence covers today, or the day a request is due."""
    days = (asked.today, due.due_on if due else asked.today)
    return any(
        absence.from_on <= day <= absence.to_on
        for absence in absences.list_absences(asked.con, account_id)
        for day in days
    )


def _has_desk(asked: Look, member: Member) -> bool:
    """Say whether a member can sign in and answer: a term may outlast an account, or its role."""
    account = accounts.fetch_account(asked.con, member.account_id)
    return account.role == Role.PANEL and account.is_active(asked.today)


def _candidate(asked: Look, request: AdviceRequest, member: Member) -> Candidate:
    open_now, this_year = advice_lists.load_of(asked.con, member.account_id, asked.today.year)
    return Candidate(
        member=member,
        open_now=open_now,
        this_year=this_year,
        conflicts=conflicts_of(asked, Body.PANEL, member.account_id, request.subject_kind, request.subject_id),
        is_away=is_away(asked, member.account_id, request),
    )


def _name(asked: Look, account_id: str) -> str:
    return accounts.fetch_account(asked.con, account_id).name
