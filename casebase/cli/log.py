"""Commands about the record of events."""

import argparse

from casebase.casework.office import Office


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check-log`."""
    check = commands.add_parser("check-log", help="기록의 연결(해시)이 온전한지 확인합니다.")
    check.set_defaults(run=_check_log)


def _check_log(office: Office, asked: argparse.Namespace) -> int:  # noqa: ARG001
    from casebase.store.events import first_broken_link, latest_seq

    with office.store.reading() as con:
        broken, newest = first_broken_link(con), latest_seq(con)
    print(f"기록 {newest}건이 온전합니다." if broken is None else f"기록 {broken}번부터 연결이 맞지 않습니다.")
    return 0 if broken is None else 1
