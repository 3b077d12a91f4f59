"""The command that leaves nothing between the records of what was disposed of."""

import argparse

from casebase.casework.desk import retried
from casebase.casework.disposed_files import drop_disposed_files
from casebase.casework.office import Office


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `dispose`."""
    dispose = commands.add_parser(
        "dispose", help="폐기한 기록의 남은 흔적을 지웁니다. 기록 저장소를 새로 쓰는 동안 아무도 저장할 수 없습니다."
    )
    dispose.set_defaults(run=_dispose)


def _dispose(office: Office, _: argparse.Namespace) -> int:
    count = drop_disposed_files(office.store)
    retried(lambda: office.store.let_go(thoroughly=True))
    print(f"폐기한 기록의 파일 {count:,}개를 더 지우고, 기록 저장소를 새로 썼습니다.")
    print("폐기 전에 만든 백업에는 그 기록이 남아 있습니다. 남길 기간이 지난 백업을 지우세요.")
    return 0
