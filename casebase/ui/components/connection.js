// What the page does while the line is gone: it keeps the person typing, and says in Korean what has happened.
// Some seconds after a drop Streamlit opens a modal in English that takes the focus and makes the page inert. A syllable
// being composed would be torn, so the modal is closed before either happens; once closed it is silent for this drop.
// Streamlit's own inputs are disabled until the line is back, and the sentence on top of the page says why.

const DROPPED = /Connection error|server is not responding/;
const ASK_MS = 2500; // a drop that heals within this time is not worth a word
const LOST = "연결이 끊겼습니다. 쓰는 글은 이 기기에 남고 연결되면 저장됩니다. 흐려진 칸은 연결된 뒤에 고르세요.";
const SIGNED_OUT = "로그인이 끝났습니다. 다시 로그인하면 쓰던 내용이 그대로 있습니다.";

let asking = 0;

function startWatchingConnection() {
  const anywhere = { childList: true, subtree: true, attributeFilter: ["inert"] };
  new MutationObserver(dismissDropped).observe(document.body, anywhere);
  const app = document.querySelector("[data-testid=stApp]");
  const state = { attributeFilter: ["data-test-connection-state"] };
  new MutationObserver(() => changeLine(app)).observe(app, state);
}

function changeLine(app) {
  const isLost = app.dataset.testConnectionState !== "CONNECTED";
  document.documentElement.classList.toggle("line-lost", isLost); // style.css shows no modal of Streamlit's then
  if (isLost) asking ||= setInterval(tellWhyLost, ASK_MS);
  else {
    clearInterval(asking);
    asking = 0;
    showLine("");
  }
}

/** The gate answers 401 to who is signed out; whoever gets no answer has no line. */
async function tellWhyLost() {
  const signal = AbortSignal.timeout(ASK_MS);
  const { status } = await fetch("/_stcore/health", { signal }).catch(() => ({ status: 0 }));
  if (asking) showLine(status === 401 ? SIGNED_OUT : LOST, status === 401);
}

function showLine(sentence, isSignedOut = false) {
  const line = ownElement("casebase-line", "status");
  if (line.dataset.sentence === sentence) return;
  line.dataset.sentence = sentence;
  line.textContent = sentence;
  if (isSignedOut) line.append(" ", signInLink());
}

/** Called in the task that puts the modal on the page, before the page is drawn inert and the field loses the focus. */
function dismissDropped() {
  const dialog = document.querySelector("section[role=dialog]");
  if (!dialog || !DROPPED.test(dialog.textContent)) return;
  document.querySelectorAll("[inert]").forEach((part) => (part.inert = false));
  if (dialog.isDismissed) return;
  dialog.isDismissed = true;
  [...dialog.querySelectorAll("button")].at(-1)?.click();
}
