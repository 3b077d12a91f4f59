// Holds the tap on a button back until the server has what is on the screen.
// Streamlit runs an act with what the store holds, and a tap right after the last word reaches it before the word does.

const HOLD_MS = 3000;
const BUTTONS = '[data-testid="stButton"] button, [data-testid="stFormSubmitButton"] button';
const WHY_NOT = {
  "signed-out": "로그인이 끝나 누르지 않았습니다. 다시 로그인한 뒤 누르세요. 입력한 내용은 이 기기에 남아 있습니다.",
  refused: "저장되지 않은 칸이 있어 누르지 않았습니다. 표시된 칸을 고친 뒤 다시 누르세요.",
  waiting: "아직 저장되지 않은 내용이 있어 누르지 않았습니다. 연결되면 저장되니 잠시 뒤 다시 누르세요.",
  files: "파일을 아직 올리지 못했습니다. 모두 올라간 뒤 다시 누르거나, 올리지 않을 파일을 지우세요.",
};

let held = false;
let released = null; // the button being pressed on the person's behalf

function startHolding() {
  addEventListener("click", holdBack, true); // on the window, before React hears of it
  addEventListener("pointerdown", () => showNotice(""), true);
}

function holdBack(event) {
  const button = event.target.closest?.(BUTTONS);
  if (!button || button === released || !isAnythingBehind(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!held) pressWhenSaved(button);
}

/** Files take minutes on a bad line: only the screen's main act, its primary button, waits for them. */
const waitsForFiles = (button) => /primary/.test(button.dataset.testid);

function isAnythingBehind(button) {
  return [...channels.values()].some((channel) => channel.isBehind()) || (waitsForFiles(button) && uploads.isBehind());
}

async function pressWhenSaved(button) {
  held = true;
  button.setAttribute("aria-busy", "true");
  await Promise.all([...channels.values()].map((channel) => channel.flush(HOLD_MS)));
  if (waitsForFiles(button)) await uploads.flush(HOLD_MS);
  held = false;
  button.removeAttribute("aria-busy");
  const present = stillThere(button);
  if (!present) return;
  if (isAnythingBehind(present)) showNotice(WHY_NOT[whyBehind()]);
  else press(present);
}

function press(button) {
  released = button;
  button.click();
  released = null;
}

/** A rerun during the wait may have drawn the button anew: find it by its key. */
function stillThere(button) {
  if (button.isConnected) return button;
  const container = button.closest('[class*="st-key-"]');
  const key = [...(container?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  return key ? document.querySelector(`.${CSS.escape(key)} button`) : null;
}

function whyBehind() {
  const behind = [...channels.values()].filter((channel) => channel.isBehind());
  if (behind.length === 0) return "files";
  if (behind.some((channel) => channel.trouble?.[0] === "signed-out")) return "signed-out";
  return behind.some((channel) => channel.mayPost()) ? "waiting" : "refused";
}

function showNotice(sentence) {
  ownElement("casebase-notice", "alert").textContent = sentence;
}

/** An element of our own beside Streamlit's page, made at its first use. */
function ownElement(id, role) {
  const there = document.getElementById(id);
  if (there) return there;
  const made = Object.assign(document.createElement("div"), { id });
  made.setAttribute("role", role);
  document.body.append(made);
  return made;
}
