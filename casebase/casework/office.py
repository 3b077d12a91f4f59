"""The office this process serves: its settings from the environment, its store, its mirror. One of each."""

import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path

from casebase.casework.desk import retried
from casebase.casework.oidc_provider import Provider, oidc_provider_from
from casebase.casework.papers import is_demo_office
from casebase.casework.signing_key import KEY, demo_signer, kept_signer, key_file_from, key_password_from
from casebase.documents.fonts import use_fonts
from casebase.documents.signer import PaperSigner
from casebase.documents.signing import make_ready
from casebase.domain.backup import KEPT_BY_DEFAULT, Keep, keep_from
from casebase.domain.errors import InvalidEntry, SettingWrong
from casebase.insight.mirror import Mirror, remove_abandoned
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending
from casebase.store.settings import list_settings
from casebase.store.soundness import must_be_ready_to_check, must_be_sound

LOG = logging.getLogger("casebase")


@dataclass(frozen=True, kw_only=True)
class Configuration:
    """What the environment says. Every field's variable stands in `configuration_from`."""

    home: Path
    store_url: str
    public_url: str = ""
    font_folder: Path | None = None
    is_demo: bool = False
    is_behind_proxy: bool = False
    session_idle_minutes: int = 480
    session_hours: int = 12
    oidc: Provider | None = None
    allows_missing_files: bool = False
    backup_folder: Path | None = None
    backup_at: time | None = None  # in Korea, each day; None: no backup is taken by itself
    backup_keep: Keep = KEPT_BY_DEFAULT

    signing_key: Path | None = None
    signing_password: bytes | None = field(default=None, repr=False)

    @property
    def backups(self) -> Path:
        """The folder that backups are taken into."""
        return self.backup_folder or self.home / "backups"


@dataclass(frozen=True, kw_only=True)
class Office:
    """One process's store and mirror, shared by the gate and the pages."""

    configuration: Configuration
    store: Store
    mirror: Mirror

    @cached_property
    def signer(self) -> PaperSigner | None:
        """The key that signs papers; None where the office has none, and they are issued unsigned.

        A demo without a key of its own gets one. Raises: SettingWrong.
        """
        said, now = self.configuration, datetime.now(UTC)
        if said.signing_key:
            return kept_signer(said.signing_key, said.signing_password, now)
        return demo_signer(said.home, now) if said.is_demo or self.is_demo else None

    @property
    def is_demo(self) -> bool:
        """Whether the store was filled for demonstration."""
        with self.store.reading() as con:
            return is_demo_office(list_settings(con))


_office: Office | None = None
_lock = threading.Lock()


def office() -> Office:
    """Return the office of this process, opened at the first call. Raises: SettingWrong, StorageUnreachable."""
    global _office
    with _lock:
        if _office is None:
            opened = open_office(configuration_from(os.environ))
            _say_who_signs(opened)
            _remove_abandoned(opened.mirror.path.parent)
            _office = opened
        return _office


def use_office(opened: Office | None) -> None:
    """Serve another office from now on: a test's, or, with None, the environment's at the next call."""
    global _office
    with _lock:
        _office = opened


def open_office(configuration: Configuration) -> Office:
    """Open store and mirror, applying what migrations are pending.

    Raises: StorageDamaged, StorageUnreachable. A store that cannot be relied on is not touched.
    """
    _make_home(configuration.home)
    use_fonts(configuration.font_folder, configuration.home / "fonts")
    store = Store(configuration.store_url, configuration.home)
    must_be_sound(store, allows_missing_files=configuration.allows_missing_files)
    retried(lambda: apply_pending(store))
    # Each process has a mirror of its own, which it takes away at its end: DuckDB lets one process write a file.
    mirror = Mirror(configuration.home / "mirror" / f"{os.getpid()}.duckdb")
    return Office(configuration=configuration, store=store, mirror=mirror)


def _remove_abandoned(folder: Path) -> None:
    """Remove what processes that were killed left; a folder that cannot be read stops no start."""
    try:
        remove_abandoned(folder)
    except OSError:
        LOG.exception("the mirrors that ended processes left in %s could not be removed", folder)


def open_to_check(configuration: Configuration, *, reads_whole: bool = False) -> Store:
    """Open the store for a check alone: no migration is applied to it, and its files may be missing.

    `reads_whole`: the engine's own check is made too. Raises: StorageDamaged, StorageUnreachable.
    """
    store = Store(configuration.store_url, configuration.home)
    must_be_ready_to_check(store, reads_whole=reads_whole)
    return store


def _say_who_signs(opened: Office) -> None:
    """Read the key before the first request, so that a wrong one stops the start."""
    if opened.signer is None:
        LOG.warning("papers are issued unsigned: %s is not set", KEY)
        return
    LOG.info("papers are signed as %s", opened.signer.name)
    threading.Thread(target=make_ready, daemon=True).start()


def configuration_from(environment: Mapping[str, str]) -> Configuration:
    """Read the settings. Raises: SettingWrong with the variable's name and what it takes."""
    home = Path(environment.get("CASEBASE_HOME") or "var").resolve()
    fonts = environment.get("CASEBASE_FONT_DIR")
    if fonts and not Path(fonts).is_dir():
        raise SettingWrong(f"CASEBASE_FONT_DIR={fonts!r}: 글꼴 폴더가 없습니다.")
    public_url = environment.get("CASEBASE_PUBLIC_URL", "").rstrip("/")
    if public_url and not public_url.startswith(("https://", "http://")):
        raise SettingWrong(f"CASEBASE_PUBLIC_URL={public_url!r}: https://로 시작하는 주소여야 합니다.")
    return Configuration(
        home=home,
        store_url=environment.get("CASEBASE_STORE") or f"sqlite:///{home}/records.db",
        public_url=public_url,
        font_folder=Path(fonts) if fonts else None,
        is_demo=_is_yes(environment, "CASEBASE_DEMO"),
        is_behind_proxy=_is_yes(environment, "CASEBASE_BEHIND_PROXY"),
        session_idle_minutes=_number(environment, "CASEBASE_SESSION_IDLE_MINUTES", 480),
        session_hours=_number(environment, "CASEBASE_SESSION_HOURS", 12),
        oidc=oidc_provider_from(environment),
        allows_missing_files=_is_yes(environment, "CASEBASE_ALLOW_MISSING_FILES"),
        backup_folder=_folder(environment, "CASEBASE_BACKUP_DIR"),
        backup_at=_time_of_day(environment, "CASEBASE_BACKUP_AT"),
        backup_keep=_keep(environment, "CASEBASE_BACKUP_KEEP"),
        signing_key=key_file_from(environment),
        signing_password=key_password_from(environment),
    )


def _make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise SettingWrong(f"CASEBASE_HOME={str(home)!r}: 폴더를 만들 수 없습니다({failure.strerror}).") from failure


def _folder(environment: Mapping[str, str], name: str) -> Path | None:
    value = environment.get(name, "")
    if value and not Path(value).is_absolute():
        raise SettingWrong(f"{name}={value!r}: /로 시작하는 폴더의 경로여야 합니다.")
    return Path(value) if value else None


def _time_of_day(environment: Mapping[str, str], name: str) -> time | None:
    value = environment.get(name, "")
    try:
        return datetime.strptime(value, "%H:%M").time() if value else None  # noqa: DTZ007 - a time of day
    except ValueError as failure:
        raise SettingWrong(f"{name}={value!r}: 02:30처럼 시:분이어야 합니다.") from failure


def _keep(environment: Mapping[str, str], name: str) -> Keep:
    value = environment.get(name, "")
    try:
        return keep_from(value) if value else KEPT_BY_DEFAULT
    except InvalidEntry as refused:
        raise SettingWrong(f"{name}={value!r}: {refused}") from refused


def _is_yes(environment: Mapping[str, str], name: str) -> bool:
    value = environment.get(name, "")
    if value not in {"", "0", "1"}:
        raise SettingWrong(f"{name}={value!r}: 0 또는 1이어야 합니다.")
    return value == "1"


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    value = environment.get(name, "") or str(default)
    if not value.isdigit() or int(value) < 1:
        raise SettingWrong(f"{name}={value!r}: 1 이상의 숫자여야 합니다.")
    return int(value)
