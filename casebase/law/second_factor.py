"""Who must sign in with a second factor: no statute says it of a case system, so each office does."""

from collections.abc import Sequence
from datetime import date

from casebase.domain.account import Role
from casebase.domain.setting import Setting
from casebase.law.values import value_on

_CHOICES: dict[str, frozenset[Role]] = {
    "없음": frozenset(),
    "관리자": frozenset({Role.ADMIN}),
    "관리자·감사관·위원장": frozenset({Role.ADMIN, Role.HEAD, Role.CHAIR}),
    "신청인을 뺀 모두": frozenset(Role) - {Role.APPLICANT},
    "모두": frozenset(Role),
}


def roles_with_second_factor(on: date, settings: Sequence[Setting] = ()) -> frozenset[Role]:
    """Return the roles that must have a second factor on a day."""
    return _CHOICES[str(value_on("sign_in.second_factor_roles", on, settings).value)]
