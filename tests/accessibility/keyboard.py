"""Somebody who works without a pointer: only keys are pressed, and where they lead is watched."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

from tests.browser.serving import settled

MOST_STEPS = 150
# The focused element, into shadow trees, and whether a person sees that it is focused.
_FOCUSED = """() => {
  let part = document.activeElement;
  while (part?.shadowRoot?.activeElement) part = part.shadowRoot.activeElement;
  return part ?? document.body;
}"""
_IS_IN = f"([outer, inner]) => Boolean(document.activeElement?.closest(outer)) && ({_FOCUSED})().matches(inner)"
_UNSEEN = f"""() => {{
  const part = ({_FOCUSED})();
  if (part === document.body) return "";
  const chain = [part];
  while (chain.length < 6 && chain.at(-1).parentElement) chain.push(chain.at(-1).parentElement);
  const isMarked = (each) => {{
    const {{ outlineStyle, outlineWidth }} = getComputedStyle(each);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
  }};
  return chain.some(isMarked) ? "" : part.outerHTML.slice(0, 200);
}}"""


@dataclass
class Keyboard:
    """Moves by Tab. `unseen` collects what took the focus and did not show it."""

    page: Page
    unseen: list[str] = field(default_factory=list)

    def to(self, outer: str, inner: str = "*") -> None:
        """Press Tab until the focus is within `outer`, in the page, on what matches `inner`."""
        for _ in range(MOST_STEPS):
            if self.page.evaluate(_IS_IN, [outer, inner]):
                return
            self.step()
        raise AssertionError(f"{MOST_STEPS} steps of Tab do not reach {outer} {inner}")

    def step(self) -> None:
        self.page.keyboard.press("Tab")
        if unseen := self.page.evaluate(_UNSEEN):
            self.unseen.append(unseen)

    def press(self, key: str) -> None:
        """Press a key, and wait for the page to have run."""
        self.page.keyboard.press(key)
        self.rest()

    def type(self, outer: str, text: str, inner: str = "input, textarea") -> None:
        self.to(outer, inner)
        self.page.keyboard.type(text)

    def rest(self) -> None:
        self.page.wait_for_timeout(400)  # the page begins to run a moment after the key
        settled(self.page)
