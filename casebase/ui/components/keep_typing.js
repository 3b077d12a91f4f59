// Keeps the person typing when the line drops.
// Some seconds after a drop Streamlit opens a modal in English that takes the focus and makes the page inert. It is
// closed at once, which silences it for this drop, and the field that had the focus gets it back. The fields say
// themselves that their text is on this device only.

const DROPPED = /Connection error|server is not responding/;
const TYPED_INTO = "textarea, input";

let lastField = null;

function startKeepingFocus() {
  addEventListener("focusin", (event) => rememberField(event.composedPath()[0]), true);
  addEventListener("pointerdown", (event) => forgetField(event.composedPath()[0]), true);
  new MutationObserver(dismissDropped).observe(document.body, { childList: true, subtree: true });
}

function rememberField(target) {
  if (target.matches?.(TYPED_INTO)) lastField = target;
}

function forgetField(target) {
  if (!target.matches?.(TYPED_INTO) && !target.closest?.("[role=dialog]")) lastField = null;
}

function dismissDropped() {
  const dialog = document.querySelector("section[role=dialog]");
  if (!dialog || dialog.isDismissed || !DROPPED.test(dialog.textContent)) return;
  dialog.isDismissed = true;
  const field = lastField;
  [...dialog.querySelectorAll("button")].at(-1)?.click();
  giveBack(field, 60);
}

/** The dialog holds on to the focus while it fades: try for 600 ms. */
function giveBack(field, tries) {
  if (!field?.isConnected || tries === 0) return;
  document.querySelectorAll("[inert]").forEach((part) => (part.inert = false));
  field.focus({ preventScroll: true });
  if (field.getRootNode().activeElement !== field || tries > 55) setTimeout(() => giveBack(field, tries - 1), 10);
}
