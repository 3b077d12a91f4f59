"""The admin screen's part that shows the backups and takes one."""

from pathlib import Path

import streamlit as st

from casebase.casework import backups
from casebase.casework.admin import AdminView
from casebase.casework.backups import BackupsView
from casebase.casework.office import office
from casebase.domain.backup import Backup, Progress
from casebase.korean.dates import clock_time, local_time
from casebase.ui.feedback import errors_shown, say_next
from casebase.ui.marks import facts, plain
from casebase.ui.session import desk


def backup_part(_: AdminView) -> None:
    """Show where and when backups are taken and how the last ones went; take one now; remove those not to be kept."""
    with errors_shown():
        view = backups.backups_page(desk())
        if view.warning:
            st.warning(plain(view.warning))
        _plan()
        _offer_backup()
        _list(view)


def _plan() -> None:
    configuration = office().configuration
    at, keep = configuration.backup_at, configuration.backup_keep
    facts(
        {
            "백업 폴더": str(configuration.backups),
            "자동 백업": f"매일 {clock_time(at)}" if at else "정하지 않음(CASEBASE_BACKUP_AT)",
            "남기는 백업": f"최근 {keep.days}일, {keep.weeks}주, {keep.months}달의 마지막 백업(기관 기준)",
        }
    )
    if _is_on_one_disk(configuration.backups, configuration.home):
        st.info("백업 폴더가 기록과 같은 디스크에 있습니다. 디스크가 고장 나면 둘 다 잃으니 다른 곳에도 두세요.")
    st.caption("백업에는 개인정보가 들어 있고 암호화되지 않습니다. 서명 키(keys 폴더)는 없으니 따로 보관하세요.")


def _offer_backup() -> None:
    if st.button("지금 백업", key="make_backup", type="primary"):
        st.button("멈추기", key="stop_backup")  # a tap interrupts this run at the next step of the progress
        folder, command = office().configuration.backups, desk("make_backup", desk().instant)
        backup, manifest = backups.make_backup(command, folder, _progress())
        if manifest.missing:
            st.session_state["backup_lacks"] = len(manifest.missing)
        say_next(f"기록 {backup.seq:,}건까지 백업했습니다.")
        st.rerun()
    if st.session_state.get("stop_backup"):
        st.warning("백업을 멈추었습니다. 아무것도 남기지 않았습니다.")
    if lacks := st.session_state.pop("backup_lacks", 0):
        st.warning(
            f"기록에 있는 파일 {lacks:,}개가 없거나 손상되어 백업에 들어 있지 않습니다. "
            "서버에서 python -m casebase check-files로 확인하세요."
        )


def _progress() -> Progress:
    place = st.empty()

    def show(doing: str, share: float) -> None:
        place.progress(min(share, 1.0), text=doing)

    return show


def _list(view: BackupsView) -> None:
    st.subheader("최근 백업")
    if not view.backups:
        st.info("아직 백업이 없습니다. ‘지금 백업’을 누르세요.")
    for backup in view.backups:
        st.markdown(plain(_told(backup)))
    configuration = office().configuration
    old = backups.old_backups(desk(), configuration.backups, configuration.backup_keep)
    if old and st.button(f"남길 기간이 지난 백업 {len(old)}개 지우기", key="remove_old_backups"):
        command = desk("remove_old_backups", *(backup.id for backup in old))
        backups.remove_old_backups(command, configuration.backups, configuration.backup_keep)
        say_next("남길 기간이 지난 백업을 지웠습니다.")
        st.rerun()


def _told(backup: Backup) -> str:
    taken = local_time(backup.taken_at)
    if backup.failure:
        return f"{taken} · 실패 · {backup.failure}"
    where = "지움" if backup.removed_at else Path(backup.file_name).name
    return f"{taken} · 기록 {backup.seq:,}건 · {backup.size / 2**20:,.1f} MB · {where}"


def _is_on_one_disk(folder: Path, home: Path) -> bool:
    """Say whether two folders lie on one file system; the nearest that exists stands for one that does not yet."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return there.stat().st_dev == home.stat().st_dev
