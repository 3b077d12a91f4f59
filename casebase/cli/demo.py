"""The command that fills an empty store, with published cases or generated ones."""

import argparse
import sys
from datetime import UTC, datetime

from casebase.casework.office import Office
from casebase.domain.account import ROLE_LABELS, Role


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `demo`."""
    demo = commands.add_parser("demo", help="빈 저장소를 시연 자료로 채웁니다.")
    demo.add_argument(
        "--cases", type=int, help="생성할 사건 수(사전컨설팅·방문·면책심사). 없으면 공개된 사례로 채웁니다"
    )
    demo.add_argument("--seed", type=int, default=1, help="생성에 쓸 씨앗. 같으면 같은 자료가 생깁니다")
    demo.set_defaults(run=_demo)


def _demo(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.demo import fill, is_empty
    from casebase.casework.signing_key import demo_signer

    if not is_empty(office.store):
        print("저장소가 비어 있지 않아 시연 자료를 넣지 않았습니다.")
        return 0
    if asked.cases is not None:
        return _generate(office, asked.cases, asked.seed)
    now = datetime.now(UTC)
    signer = office.signer or demo_signer(office.configuration.home, now)
    for login, role, password in fill(office.store, now, signer):
        print(f"{ROLE_LABELS[role]}: {login} / {password}")
    return 0


def _generate(office: Office, cases: int, seed: int) -> int:
    from casebase.casework.demo.generated import FEWEST, fill_generated
    from casebase.casework.demo.office import PASSWORD
    from casebase.casework.passwords import hash_password

    if cases < FEWEST:
        print(f"사건 수는 {FEWEST} 이상이어야 합니다.", file=sys.stderr)
        return 2
    fill_generated(office.store, cases, seed, datetime.now(UTC), hash_password(PASSWORD))
    print(f"사건 {cases:,}건을 생성했습니다. 아이디는 역할 이름({', '.join(Role)}), 비밀번호는 {PASSWORD}입니다.")
    return 0
