"""What axe-core finds on a page that somebody has open."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
_RUN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, impact, nodes }) => nodes.map((node) => [id, node.impact ?? impact,
    node.target.flat().join(" >>> "), node.html, node.failureSummary]));
}"""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One element that breaks one rule. `selector` goes into shadow trees by " >>> "."""

    rule: str
    impact: str
    selector: str
    html: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} ({self.impact}) {self.selector}\n    {self.html[:300]}\n    {' '.join(self.why.split())}"


def grave_findings(page: Page) -> list[Finding]:
    """Return what axe-core calls serious or critical on a page as it stands, frames and shadow trees included."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(_script())  # not as an element: the page's own policy forbids scripts of strangers
    found = [
        Finding(rule=rule, impact=impact, selector=selector, html=html, why=why)
        for rule, impact, selector, html, why in page.evaluate(_RUN)
    ]
    return [finding for finding in found if finding.impact in GRAVE]


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
