"""Commands about people: a first account, and who may do what."""

import argparse
import getpass
import sys
from datetime import UTC, datetime

from casebase.casework.accounts import add_account
from casebase.casework.desk import operator_desk
from casebase.casework.office import Office
from casebase.domain.account import ROLE_LABELS, Role


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `add-account` and `access-table`."""
    account = commands.add_parser("add-account", help="계정을 추가합니다. 처음에는 관리자를 추가하세요.")
    account.add_argument("--login", required=True, help="아이디(영문 소문자와 숫자)")
    account.add_argument("--name", required=True, help="이름")
    account.add_argument("--role", required=True, choices=[role.value for role in Role], help=_roles())
    account.add_argument("--password-stdin", action="store_true", help="비밀번호를 표준 입력에서 읽습니다")
    account.set_defaults(run=_add_account)
    table = commands.add_parser("access-table", help="누가 무엇을 할 수 있는지 표로 보여 줍니다.")
    table.add_argument("--markdown", action="store_true", help="docs/access.md의 내용을 출력합니다")
    table.set_defaults(run=_access_table)


def _roles() -> str:
    return ", ".join(f"{role.value}={label}" for role, label in ROLE_LABELS.items())


def _add_account(office: Office, asked: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\n") if asked.password_stdin else getpass.getpass("비밀번호: ")
    now = datetime.now(UTC)
    desk = operator_desk(office.store, now)
    fields = {
        "login": asked.login,
        "account_name": asked.name,
        "role": asked.role,
        "begins_on": desk.today.isoformat(),
    }
    add_account(desk, fields, password)
    print(f"계정 {asked.login}({ROLE_LABELS[Role(asked.role)]})을 추가했습니다. 처음 로그인하면 비밀번호를 바꿉니다.")
    return 0


def _access_table(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001 - no office is needed
    from casebase.access.labels import ACT_LABELS
    from casebase.access.matrix import rows
    from casebase.access.table import cell, markdown

    if asked.markdown:
        print(markdown(), end="")
        return 0
    print("\t".join(["행위", *ROLE_LABELS.values()]))
    for row in rows():
        print("\t".join([ACT_LABELS[row.act], *(cell(row, role) for role in Role)]))
    return 0
