"""The machine that was measured on, in one line."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

_PACKAGES = ("streamlit", "duckdb", "reportlab", "pikepdf")


def machine() -> str:
    """Return processor, cores, memory, system, versions, load and day."""
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {_system()}, Python {platform.python_version()},"
        f" {packages}; load at the end {os.getloadavg()[0]:.1f}; {datetime.now(UTC):%Y-%m-%d}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _system() -> str:
    release = platform.freedesktop_os_release()
    return f"{release['NAME']} {release.get('VERSION_ID', '')}, Linux {platform.release()}"
