"""Commands that take cases in from files and give lists out to them."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from casebase.casework.desk import operator_desk
from casebase.casework.exports import EXPORTS
from casebase.casework.office import Office
from casebase.cli.terminal import end_progress, named_file, opened, show_count
from casebase.domain.precedent import PRECEDENT_KIND_LABELS, PrecedentKind

if TYPE_CHECKING:
    from casebase.casework.case_imports import ImportPreview


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `import` and `export`."""
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


def _import(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.case_imports import case_import, import_cases, preview
    from casebase.casework.case_ledgers import open_ledger

    desk = operator_desk(office.store, datetime.now(UTC))
    with opened(asked.file) as file:
        ledger = open_ledger(file, asked.file.name, PrecedentKind(asked.kind), asked.sheet)
        if asked.dry_run:
            found = preview(desk, ledger, show_count)
            end_progress()
            return _told(found)
        taken = case_import(desk, import_cases(desk, ledger, show_count))
    end_progress()
    print(f"{taken.count_rows:,}건 가운데 새 사례 {taken.count_taken:,}건을 가져왔습니다.")
    return 0


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


def _export(office: Office, asked: argparse.Namespace) -> int:
    from casebase.casework.exports import format_of, wanted_of, write_export

    desk, partial = operator_desk(office.store, datetime.now(UTC), asked.login), Path(f"{asked.file}.partial")
    wanted = wanted_of(EXPORTS[asked.what], {})
    # Whatever the store or the mirror cannot do has a name of its own: an OSError is the file's.
    with named_file(asked.file, "쓸"):
        try:
            write_export(desk, office.mirror, asked.what, format_of(asked.format), wanted, partial)
            partial.replace(asked.file)
        finally:
            partial.unlink(missing_ok=True)
    print(f"{asked.file}에 내보냈습니다.")
    return 0
