"""The office this process serves: its settings from the environment, its store, its mirror. One of each."""

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casebase.documents.fonts import use_fonts
from casebase.domain.errors import SettingWrong
from casebase.insight.mirror import Mirror
from casebase.store.connection import Store
from casebase.store.migrate import apply_pending


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


@dataclass(frozen=True, kw_only=True)
class Office:
    """One process's store and mirror, shared by the gate and the pages."""

    configuration: Configuration
    store: Store
    mirror: Mirror


_office: Office | None = None
_lock = threading.Lock()


def office() -> Office:
    """Return the office of this process, opened at the first call. Raises: SettingWrong, StorageUnreachable."""
    global _office
    with _lock:
        if _office is None:
            _office = open_office(configuration_from(os.environ))
        return _office


def use_office(opened: Office | None) -> None:
    """Serve another office from now on: a test's, or, with None, the environment's at the next call."""
    global _office
    with _lock:
        _office = opened


def open_office(configuration: Configuration) -> Office:
    """Open store and mirror, applying what migrations are pending."""
    configuration.home.mkdir(parents=True, exist_ok=True)
    use_fonts(configuration.font_folder, configuration.home / "fonts")
    store = Store(configuration.store_url, configuration.home)
    apply_pending(store)
    # Each server process has a mirror of its own: DuckDB lets one process write a file.
    mirror = Mirror(configuration.home / "mirror" / f"{os.getpid()}.duckdb")
    return Office(configuration=configuration, store=store, mirror=mirror)


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
    )


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
