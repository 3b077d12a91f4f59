"""Ask the package index whether what we stand on has known holes, and say loudly when nobody could be asked.

`python -m scripts.audit`: ends with 1 for a hole that tests/hostile/allowed.toml does not allow. On a network without
advisories nothing is audited; that is said, and is no failure, since the house is built on closed networks too.
"""

import json
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
ALLOWED = ROOT / "tests" / "hostile" / "allowed.toml"
# A release with holes that everybody knows: an index that names none for it has no advisories.
KNOWN_HOLES = "https://pypi.org/pypi/jinja2/2.4.1/json"
PROBE_SECONDS = 5
AUDIT_SECONDS = 300


def main() -> int:
    """Audit, or tell that nothing was audited; return the exit code."""
    if not _has_advisories():
        return _nothing_audited(f"no advisories at {KNOWN_HOLES}")
    try:
        audited = _audited()
    except (subprocess.TimeoutExpired, ValueError) as failure:
        return _nothing_audited(f"pip-audit gave no answer: {type(failure).__name__}")
    known = [package for package in audited if "skip_reason" not in package]
    if not known:
        return _nothing_audited("the index knows none of the packages")
    allowed = {entry["rule"] for entry in tomllib.loads(ALLOWED.read_text(encoding="utf-8")).get("package", [])}
    holes = [(p["name"], p["version"], hole["id"]) for p in known for hole in p["vulns"] if hole["id"] not in allowed]
    for name, version, hole in holes:
        print(f"{name} {version}: {hole}", file=sys.stderr)
    print(f"pip-audit: {len(known)} of {len(audited)} packages audited, {len(holes)} holes")
    return 1 if holes else 0


def _has_advisories() -> bool:
    try:
        with urllib.request.urlopen(KNOWN_HOLES, timeout=PROBE_SECONDS) as answer:
            return bool(json.load(answer).get("vulnerabilities"))
    except (OSError, ValueError):
        return False


def _audited() -> list[dict[str, Any]]:
    """Return what pip-audit says of every package. Raises: TimeoutExpired, ValueError."""
    command = [sys.executable, "-m", "pip_audit", "--local", "--format", "json", "--progress-spinner", "off"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=AUDIT_SECONDS, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    return found


def _nothing_audited(why: str) -> int:
    line = "!" * 100
    print(f"{line}\nNOTHING WAS AUDITED for known holes in packages ({why}).", file=sys.stderr)
    print(f"Run `make check` once where pypi.org can be reached, before each release.\n{line}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
