"""Write docs/reliability.md from the figures that the last long runs of the soak tests left in build/soak/."""

import json
import os
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "build" / "soak"
PAGE = ROOT / "docs" / "reliability.md"

# What was done to the product, by the name that its test keeps its figures under.
TITLES = {
    "kills": "Server process killed (SIGKILL) during mixed acts, SQLite",
    "disk_full": "Disk filled to the last byte and freed again",
    "two_servers_sqlite": "Two server processes on one store, SQLite",
    "two_servers_postgresql": "Two server processes on one store, PostgreSQL",
    "postgresql_restarts": "PostgreSQL restarted at once (`-m immediate`) under load",
    "sessions": "People at once over websockets against one server",
    "hostile": "Hostile input",
    "scan": "Scan by wapiti",
    "accessibility": "Every screen at both sizes, looked at by axe-core",
}

_HEAD = """# What the product was put through

Written by `python -m scripts.reliability` from what the last long runs left in `build/soak/`; `make soak` runs them
all in full (1,000 kills, hostile input at ten times the short form). A figure stands here only if its test ran to
its end and everything that it asserts held. Figures of times are those of the machine below, with whatever else it
was doing.

Machine: {machine}
"""


def main() -> int:
    """Write the page. Returns 1, and writes nothing, where no full run has left its figures."""
    runs = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FIGURES.glob("*.json"))}
    if not runs:
        sys.stderr.write(f"{FIGURES} holds no figures: run `make soak` first\n")
        return 1
    known = [name for name in TITLES if name in runs]
    others = [name for name in runs if name not in TITLES]
    missing = [title for name, title in TITLES.items() if name not in runs]
    page = _HEAD.format(machine=_machine()) + "".join(_section(name, runs[name]) for name in (*known, *others))
    if missing:
        page += "\n## Not run in full yet\n\n" + "".join(f"- {title}\n" for title in missing)
    PAGE.write_text(page, encoding="utf-8")
    return 0


def _section(name: str, run: Mapping[str, object]) -> str:
    rows = "".join(f"| {key.replace('_', ' ')} | {value:,} |\n" for key, value in run.items() if key != "at")
    title = TITLES.get(name, name.replace("_", " "))
    return f"\n## {title}\n\nRun {run['at']}\n\n| figure | value |\n| --- | ---: |\n{rows}"


def _machine() -> str:
    processor = next(
        (line.partition(":")[2].strip() for line in _lines(Path("/proc/cpuinfo")) if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in _lines(Path("/proc/meminfo")) if line.startswith("MemTotal")), 0)
    return f"{os.cpu_count()} × {processor}, {memory / 2**20:.0f} GB, {platform.system()} {platform.release()}"


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


if __name__ == "__main__":
    sys.exit(main())
