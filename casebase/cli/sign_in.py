"""Commands for who cannot sign in and has no administrator to ask."""

import argparse
from datetime import UTC, datetime

from casebase.casework.desk import operator_desk
from casebase.casework.office import Office


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `reset-second-factor`."""
    reset = commands.add_parser("reset-second-factor", help="휴대전화를 잃은 사람의 2단계 인증을 초기화합니다.")
    reset.add_argument("--login", required=True, help="아이디")
    reset.set_defaults(run=_reset)


def _reset(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.admin import account_id_of
    from casebase.casework.second_factor import reset_second_factor

    desk = operator_desk(office.store, datetime.now(UTC))
    reset_second_factor(desk, account_id_of(desk, asked.login))
    print(f"{asked.login} 계정의 2단계 인증을 초기화하고 로그인을 모두 끊었습니다.")
    return 0
