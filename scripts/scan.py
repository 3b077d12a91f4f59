"""Let wapiti attack a running demonstration, and compare what it finds with tests/hostile/allowed.toml.

`python -m scripts.scan [MINUTES]`, for each role: ends with 1 for a finding that is not allowed.
Wapiti is kept in an environment of its own, build/wapiti, since it wants other versions of what we stand on.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from http.client import HTTPConnection
from pathlib import Path

from tests.browser.serving import PASSWORD, Served, serving
from tests.faults.figures import keep_figures

ROOT = Path(__file__).parents[1]
HOME = ROOT / "build" / "wapiti"
VERSION = "3.2.3"
ALLOWED = ROOT / "tests" / "hostile" / "allowed.toml"
ROLES = ("", "auditor", "admin")  # whom the scanner signs in as; "": nobody
MINUTES_EACH = int(sys.argv[1]) if len(sys.argv) > 1 else 5
# What asks nobody outside. What only names products by their looks tells nothing of ours.
MODULES = "backup,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,ldap,methods,permanentxss,redirect,"
MODULES += "shellshock,sql,timesql,upload,xss,xxe"
# Signing out would end the scan; the pages' socket is no page.
LEFT_OUT = ("/signout", "/_stcore/")


def main() -> int:
    """Scan as nobody and as people of two roles; return the exit code."""
    wapiti = _installed()
    with tempfile.TemporaryDirectory() as home, serving(Path(home)) as served:
        reports = {role: _report(wapiti, served, role, Path(home)) for role in ROLES}
        log = (Path(home) / "server.log").read_text(encoding="utf-8", errors="replace")
    findings = sorted({finding for report in reports.values() for finding in _findings(report)})
    allowed = tomllib.loads(ALLOWED.read_text(encoding="utf-8")).get("scan", [])
    left = [found for found in findings if not any(_allows(entry, found) for entry in allowed)]
    crashes = log.count("unforeseen error") + log.count("Traceback")
    pages = sum(report["infos"].get("crawled_pages_nbr", 0) for report in reports.values())
    for rule, place in left:
        print(f"{rule} at {place}", file=sys.stderr)
    print(f"wapiti {VERSION}: {pages} pages, {len(findings)} findings, {len(left)} not allowed, {crashes} crashes")
    keep_figures("scan", pages=pages, findings=len(findings), not_allowed=len(left), crashes=crashes)
    return 1 if left or crashes or not pages else 0


def _installed() -> Path:
    """Return wapiti's program, brought into an environment of its own at the first scan."""
    program = HOME / "bin" / "wapiti"
    if not program.exists():
        venv.create(HOME, with_pip=True)
        subprocess.run([HOME / "bin" / "pip", "install", "--quiet", f"wapiti3=={VERSION}"], check=True)
    return program


def _report(wapiti: Path, served: Served, role: str, folder: Path) -> dict:  # type: ignore[type-arg]
    report = folder / f"report-{role}.json"
    site = f"http://localhost:{served.port}"
    command = [str(wapiti), "--url", f"{site}/", "--scope", "domain", "--module", MODULES, "--format", "json"]
    command += ["--output", str(report), "--flush-session", "--no-bugreport", "--verbose", "0", "--depth", "4"]
    command += ["--max-scan-time", str(MINUTES_EACH * 60), "--max-attack-time", "120", "--level", "1"]
    command += ["--header", f"Origin: {site}", "--header", "Accept: text/html", "--store-session", str(folder)]
    command += ["--store-config", str(folder)]
    for start in ("/signin", "/verify", "/oidc/begin", "/healthz", "/api/exports/visits.csv?query=a", "/papers/1"):
        command += ["--start", site + start]
    for left_out in LEFT_OUT:
        command += ["--exclude", f"{site}{left_out}*"]
    if role:
        command += ["--header", f"Cookie: {_cookie(served, role)}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=60 + 2 * MINUTES_EACH * 60)
    found: dict = json.loads(report.read_text(encoding="utf-8"))  # type: ignore[type-arg]
    return found


def _cookie(served: Served, role: str) -> str:
    """Sign in by the form and return what the browser is to say from then on."""
    line = HTTPConnection("localhost", served.port, timeout=20)
    headers = {"origin": f"http://localhost:{served.port}", "content-type": "application/x-www-form-urlencoded"}
    line.request("POST", "/signin", f"login={role}&password={PASSWORD}&next=/", headers)
    return str(line.getresponse().headers["set-cookie"]).partition(";")[0]


def _findings(report: dict) -> set[tuple[str, str]]:  # type: ignore[type-arg]
    kinds = {**report["vulnerabilities"], **report["anomalies"]}
    return {(rule, found["path"]) for rule, hits in kinds.items() for found in hits}


def _allows(entry: dict[str, str], found: tuple[str, str]) -> bool:
    return entry["rule"] == found[0] and entry["place"] in ("*", found[1])


if __name__ == "__main__":
    sys.exit(main())
