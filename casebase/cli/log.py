"""Commands about the record of acts: is it whole, what it comes to each day, and all of it as a file."""

import argparse
import os
from datetime import UTC, date, datetime
from pathlib import Path

from casebase.casework.desk import operator_desk
from casebase.casework.office import Office, configuration_from, open_to_check
from casebase.cli.terminal import content_of, end_progress, named_file, show_count
from casebase.domain.chain import AFTER_A_FAULT


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `check-log`, `anchor` and `export-log`."""
    check = commands.add_parser("check-log", help="기록이 지워지거나 바뀌지 않았는지 확인합니다. 맞으면 0, 아니면 1.")
    check.add_argument("file", metavar="FILE", type=Path, nargs="?", help="export-log로 내보낸 파일. 없으면 저장소")
    check.add_argument(
        "--anchor", metavar="FILE", type=Path, action="append", default=[], help="따로 보관한 확정값과도 대조합니다"
    )
    check.set_defaults(run_alone=_check_log)
    anchor = commands.add_parser("anchor", help="끝난 날의 확정값을 남기고 보여 줍니다.")
    anchor.add_argument("--day", type=date.fromisoformat, help="보여 줄 날(2026-01-02). 없으면 마지막으로 확정한 날")
    anchor.add_argument("--out", metavar="FILE", type=Path, help="확정값을 이 파일에 저장합니다")
    anchor.set_defaults(run=_anchor, allows_missing_files=True)
    export = commands.add_parser("export-log", help="기록 전체를 파일로 내보냅니다. check-log로 확인할 수 있습니다.")
    export.add_argument("file", metavar="FILE", type=Path)
    export.set_defaults(run=_export_log, allows_missing_files=True)


def _check_log(asked: argparse.Namespace) -> int:
    from casebase.casework.anchors import read_anchor
    from casebase.casework.log import check_log
    from casebase.casework.log_files import check_file

    also = [read_anchor(content_of(path)) for path in asked.anchor]
    if asked.file:
        checked = check_file(asked.file, also, _shown)  # anywhere, without an office
    else:
        store = open_to_check(configuration_from(os.environ), reads_whole=True)
        checked = check_log(operator_desk(store, datetime.now(UTC)), also, _shown)
    end_progress()
    if checked.fault:
        print(f"{checked.fault.text} {AFTER_A_FAULT}")
        return 1
    print(f"기록 {checked.count_events:,}건이 온전합니다(대조한 확정값 {checked.count_anchors:,}개).")
    return 0


def _anchor(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.anchors import anchor_file, keep_anchors

    desk = operator_desk(office.store, datetime.now(UTC))
    keep_anchors(desk)
    content = anchor_file(desk, asked.day)
    if asked.out is None:
        print(content.decode())
        return 0
    with named_file(asked.out, "쓸"):
        asked.out.write_bytes(content)
    print(f"{asked.out}에 저장했습니다. 저장소와 다른 곳에 보관하세요.")
    return 0


def _export_log(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.log_files import export_log

    count = export_log(operator_desk(office.store, datetime.now(UTC)), asked.file, _shown)
    end_progress()
    print(f"기록 {count:,}건을 {asked.file}에 내보냈습니다.")
    return 0


def _shown(count: int) -> None:
    show_count("기록", count)
