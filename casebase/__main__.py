"""The operator's command line: `python -m casebase ...`."""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime

from casebase.casework.accounts import add_account
from casebase.casework.desk import operator_desk
from casebase.casework.office import Office, configuration_from, open_office
from casebase.domain.account import ROLE_LABELS, Role
from casebase.domain.errors import CasebaseError, SeveralInvalid


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(arguments)
    try:
        office = open_office(configuration_from(os.environ))
        return int(asked.run(office, asked))
    except SeveralInvalid as several:
        print("\n".join(str(fault) for fault in several.faults), file=sys.stderr)
    except CasebaseError as refused:
        print(refused, file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m casebase", description="Casebase 운영자 명령")
    commands = parser.add_subparsers(required=True, metavar="명령")
    account = commands.add_parser("add-account", help="계정을 추가합니다. 처음에는 관리자를 추가하세요.")
    account.add_argument("--login", required=True, help="아이디(영문 소문자와 숫자)")
    account.add_argument("--name", required=True, help="이름")
    account.add_argument("--role", required=True, choices=[role.value for role in Role], help=_roles())
    account.add_argument("--password-stdin", action="store_true", help="비밀번호를 표준 입력에서 읽습니다")
    account.set_defaults(run=_add_account)
    demo = commands.add_parser("demo", help="빈 저장소를 시연 자료로 채웁니다.")
    demo.set_defaults(run=_demo)
    check = commands.add_parser("check-log", help="기록의 연결(해시)이 온전한지 확인합니다.")
    check.set_defaults(run=_check_log)
    table = commands.add_parser("access-table", help="누가 무엇을 할 수 있는지 표로 보여 줍니다.")
    table.set_defaults(run=_access_table)
    return parser


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
    print(f"계정 {asked.login}({ROLE_LABELS[Role(asked.role)]})을 추가했습니다.")
    return 0


def _demo(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001 - every command has the same two
    from casebase.casework.demo import fill, is_empty

    if not is_empty(office.store):
        print("저장소가 비어 있지 않아 시연 자료를 넣지 않았습니다.")
        return 0
    for login, role, password in fill(office.store, datetime.now(UTC)):
        print(f"{ROLE_LABELS[role]}: {login} / {password}")
    return 0


def _check_log(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001
    from casebase.store.events import first_broken_link, latest_seq

    with office.store.reading() as con:
        broken, newest = first_broken_link(con), latest_seq(con)
    print(f"기록 {newest}건이 온전합니다." if broken is None else f"기록 {broken}번부터 연결이 맞지 않습니다.")
    return 0 if broken is None else 1


def _access_table(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001
    from casebase.access.act import ACT_LABELS, Act
    from casebase.access.policy import granted

    print("\t".join(["행위", *ROLE_LABELS.values()]))
    for act in Act:
        relations = [",".join(sorted(granted(role, act))) or "-" for role in Role]
        print("\t".join([ACT_LABELS[act], *relations]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
