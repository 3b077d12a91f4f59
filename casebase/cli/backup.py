"""Commands about backups: take one, check one, put one back; and whether the files lie as the records say."""

import argparse
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from casebase.casework.desk import operator_desk
from casebase.casework.office import Office, configuration_from, open_office
from casebase.cli.terminal import end_progress, named_file, show_share


def add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add `backup`, `restore`, `check-backup` and `check-files`."""
    taking = commands.add_parser("backup", help="업무 중에도 기록과 첨부 전체를 백업합니다.")
    taking.add_argument("--out", type=Path, metavar="DIR", help="백업을 둘 폴더(비우면 CASEBASE_BACKUP_DIR)")
    taking.set_defaults(run_alone=_backup)
    restoring = commands.add_parser("restore", help="백업을 빈 폴더나 빈 데이터베이스에 복원합니다.")
    restoring.add_argument("file", metavar="FILE", type=Path)
    restoring.add_argument("--into", required=True, metavar="DIR|postgresql://...", help="복원할 곳")
    restoring.set_defaults(run_alone=_restore)
    checking = commands.add_parser("check-backup", help="백업 파일이 온전한지 확인합니다.")
    checking.add_argument("file", metavar="FILE", type=Path)
    checking.set_defaults(run_alone=_check_backup)
    files = commands.add_parser("check-files", help="기록에 있는 파일이 모두 온전히 있는지 확인합니다.")
    files.add_argument("--from", dest="archive", type=Path, metavar="FILE", help="없는 파일을 이 백업에서 되돌립니다")
    files.set_defaults(run_alone=_check_files)


def _office() -> Office:
    """Open the office also where files are missing: that is when its records are to be saved and its files sought."""
    return open_office(replace(configuration_from(os.environ), allows_missing_files=True))


def _backup(asked: argparse.Namespace) -> int:
    from casebase.casework.backups import make_backup

    office = _office()
    folder = asked.out or office.configuration.backups
    backup, manifest = make_backup(operator_desk(office.store, datetime.now(UTC)), folder, show_share)
    end_progress()
    print(f"{backup.file_name}에 백업했습니다({backup.size / 2**20:,.1f} MB, 기록 {backup.seq:,}건).")
    print(f"SHA-256 {backup.sha256}")
    if manifest.missing:
        print(_missing_told(len(manifest.missing)), file=sys.stderr)
    return 1 if manifest.missing else 0


def _restore(asked: argparse.Namespace) -> int:
    from casebase.casework.restoring import restore

    manifest = restore(asked.file, asked.into, configuration_from(os.environ).home, show_share)
    end_progress()
    print(f"기록 {manifest.seq:,}건과 파일 {len(manifest.files):,}개를 복원하고 모두 확인했습니다.")
    if manifest.missing:
        print(_missing_told(len(manifest.missing)), file=sys.stderr)
    if "://" in asked.into:
        print("다음: CASEBASE_STORE를 이 데이터베이스의 주소로 정하고 서버를 시작하세요.")
    else:
        print(f"다음: 서명 키(keys 폴더)를 되돌려 놓고 CASEBASE_HOME={Path(asked.into).resolve()}로 서버를 시작하세요.")
    return 0


def _check_backup(asked: argparse.Namespace) -> int:
    from casebase.store.backup_archive import checked_archive

    with named_file(asked.file), checked_archive(asked.file, show_share) as backup:
        end_progress()
        found = backup.manifest
    print(f"온전한 백업입니다: {found.taken_at}, 기록 {found.seq:,}건({found.engine}), 파일 {len(found.files):,}개.")
    if found.missing:
        print(_missing_told(len(found.missing)), file=sys.stderr)
    return 0


def _check_files(asked: argparse.Namespace) -> int:
    from casebase.casework.restoring import damaged_files, put_back_files

    office = _office()
    gone = damaged_files(office.store, lambda share: show_share("파일 확인", share))
    if gone and asked.archive:
        count = len(gone)
        gone = put_back_files(office.store, asked.archive, gone, show_share)
        print(f"파일 {count - len(gone):,}개를 백업에서 되돌렸습니다.")
    end_progress()
    for sha256 in gone:
        print(f"files/{sha256[:2]}/{sha256}", file=sys.stderr)
    print(f"없거나 손상된 파일이 {len(gone):,}개 있습니다." if gone else "기록에 있는 파일이 모두 온전합니다.")
    return 1 if gone else 0


def _missing_told(count: int) -> str:
    return f"기록에 있는 파일 {count:,}개가 없거나 손상되어 백업에 들어 있지 않습니다. check-files로 확인하세요."
