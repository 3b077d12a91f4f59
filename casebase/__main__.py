"""The operator's command line: `python -m casebase ...`."""

import argparse
import getpass
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from casebase.casework.accounts import add_account
from casebase.casework.desk import operator_desk
from casebase.casework.exports import EXPORTS
from casebase.casework.office import Office, configuration_from, open_office
from casebase.domain.account import ROLE_LABELS, Role
from casebase.domain.errors import CasebaseError, FileRefused, SeveralInvalid
from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PrecedentKind

if TYPE_CHECKING:
    from casebase.casework.case_imports import ImportPreview


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
    demo.add_argument(
        "--cases", type=int, help="생성할 사건 수(사전컨설팅·방문·면책심사). 없으면 공개된 사례로 채웁니다"
    )
    demo.add_argument("--seed", type=int, default=1, help="생성에 쓸 씨앗. 같으면 같은 자료가 생깁니다")
    demo.set_defaults(run=_demo)
    _add_sheet_commands(commands)
    check = commands.add_parser("check-log", help="기록의 연결(해시)이 온전한지 확인합니다.")
    check.set_defaults(run=_check_log)
    table = commands.add_parser("access-table", help="누가 무엇을 할 수 있는지 표로 보여 줍니다.")
    table.set_defaults(run=_access_table)
    return parser


def _add_sheet_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    taking = commands.add_parser("import", help="대장(xlsx, CSV)이나 JSON 사례집의 사례를 가져옵니다.")
    taking.add_argument("file", metavar="FILE", type=Path)
    kinds = ", ".join(f"{kind.value}={label}" for kind, label in PRECEDENT_KIND_LABELS.items())
    taking.add_argument("--kind", required=True, choices=[kind.value for kind in PrecedentKind], help=kinds)
    taking.add_argument("--sheet", default="", help="읽을 시트의 이름(비우면 첫 시트)")
    taking.add_argument("--dry-run", action="store_true", help="검토만 하고 아무것도 바꾸지 않습니다")
    taking.set_defaults(run=_import)
    giving = commands.add_parser("export", help="목록을 파일로 내보냅니다.")
    giving.add_argument("file", metavar="FILE", type=Path)
    giving.add_argument("--what", required=True, choices=list(EXPORTS), help="내보낼 목록")
    giving.add_argument("--format", required=True, choices=["xlsx", "csv", "parquet", "json"])
    giving.add_argument("--as", dest="login", default="", metavar="LOGIN", help="이 계정에 보이는 것만 내보냅니다")
    giving.set_defaults(run=_export)


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


def _demo(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.demo import fill, is_empty

    if not is_empty(office.store):
        print("저장소가 비어 있지 않아 시연 자료를 넣지 않았습니다.")
        return 0
    if asked.cases is not None:
        return _generate(office, asked.cases, asked.seed)
    for login, role, password in fill(office.store, datetime.now(UTC)):
        print(f"{ROLE_LABELS[role]}: {login} / {password}")
    return 0


def _generate(office: Office, cases: int, seed: int) -> int:
    from casebase.casework.demo.generated import FEWEST, fill_generated
    from casebase.casework.demo.office import PASSWORD
    from casebase.casework.sign_in import hash_password

    if cases < FEWEST:
        print(f"사건 수는 {FEWEST} 이상이어야 합니다.", file=sys.stderr)
        return 2
    fill_generated(office.store, cases, seed, datetime.now(UTC), hash_password(PASSWORD))
    print(f"사건 {cases:,}건을 생성했습니다. 아이디는 역할 이름({', '.join(Role)}), 비밀번호는 {PASSWORD}입니다.")
    return 0


def _import(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.case_imports import case_import, import_cases, preview
    from casebase.casework.case_ledgers import open_ledger

    desk = operator_desk(office.store, datetime.now(UTC))
    with _opened(asked.file) as file:
        ledger = open_ledger(file, asked.file.name, PrecedentKind(asked.kind), asked.sheet)
        if asked.dry_run:
            return _told(preview(desk, ledger, _progress))
        taken = case_import(desk, import_cases(desk, ledger, _progress))
    print(f"{taken.count_rows:,}건 가운데 새 사례 {taken.count_taken:,}건을 가져왔습니다.")
    return 0


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as failure:
        raise FileRefused(f"{path} 파일을 열 수 없습니다({failure.strerror}). 경로를 확인하세요.") from failure


def _told(found: "ImportPreview") -> int:
    """Say what an import would do, or why it cannot be done; return the exit code."""
    if found.faults:
        print("\n".join(map(str, found.faults)), file=sys.stderr)
        print(f"고칠 곳이 {found.count_faults:,}곳 있어 가져올 수 없습니다.", file=sys.stderr)
        return 2
    print(
        f"{found.count_rows:,}건 가운데 새로 가져올 것 {found.count_new:,}건, 이미 있는 것 {found.count_here:,}건, "
        f"종류가 달라 지나친 것 {found.count_other_kind:,}건입니다."
    )
    if found.count_changed:
        print(f"이미 있는 것 가운데 {found.count_changed:,}건은 내용이 다릅니다. 있는 것을 바꾸지 않습니다.")
    if found.count_personal:
        print(f"개인정보로 보이는 글이 든 것이 {found.count_personal:,}건 있습니다(처음 일부만 살핌). 먼저 확인하세요.")
    return 0


def _progress(doing: str, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{doing} {count:,}건", end="", file=sys.stderr, flush=True)


def _export(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.exports import format_of, wanted_of, write_export

    desk, partial = operator_desk(office.store, datetime.now(UTC), asked.login), Path(f"{asked.file}.partial")
    wanted = wanted_of(EXPORTS[asked.what], {})
    try:
        write_export(desk, office.mirror, asked.what, format_of(asked.format), wanted, partial)
        partial.replace(asked.file)
    finally:
        partial.unlink(missing_ok=True)
    print(f"{asked.file}에 내보냈습니다.")
    return 0


def _check_log(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001
    from casebase.store.events import first_broken_link, latest_seq

    with office.store.reading() as con:
        broken, newest = first_broken_link(con), latest_seq(con)
    print(f"기록 {newest}건이 온전합니다." if broken is None else f"기록 {broken}번부터 연결이 맞지 않습니다.")
    return 0 if broken is None else 1


def _access_table(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001
    from casebase.access.act import Act
    from casebase.access.labels import ACT_LABELS
    from casebase.access.policy import granted

    print("\t".join(["행위", *ROLE_LABELS.values()]))
    for act in Act:
        relations = [",".join(sorted(granted(role, act))) or "-" for role in Role]
        print("\t".join([ACT_LABELS[act], *relations]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
