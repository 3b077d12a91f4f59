// Similar precedents beside the fields of a form: asked for while somebody types, never in their way.
// It hears what the fields type into their channel, and asks the server itself: no script runs for it.

const STILL_MS = 900; // ask this long after the last keystroke
const AGAIN_MS = 10_000; // after no answer
const LEAST_LETTERS = 8;
const LONGEST_ASKED = 5000;
const PRECEDENTS = `
  <section class="precedents" aria-live="polite" hidden>
    <p class="label">비슷한 사례</p>
    <ul></ul>
    <p class="hint quiet"></p>
  </section>`;
const NOT_FOUND_NOW = "비슷한 사례를 지금은 찾을 수 없습니다. 쓰는 글에는 영향이 없습니다.";

class PrecedentList {
  constructor(root, data) {
    this.id = identity(data);
    this.channel = channelOf(data.user, data.draft);
    this.frame = framed(root, PRECEDENTS);
    this.asked = ""; // what was asked last, so that nothing is asked twice
    this.timer = 0;
    this.request = null;
    this.onType = (field) => this.data.texts[field] !== undefined && this.plan(STILL_MS);
    this.channel.hear(this.onType);
    this.update(data);
  }

  update(data) {
    this.data = data;
    this.plan(STILL_MS);
  }

  plan(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), wait);
  }

  /** What stands in the fields now: what was typed here, else what the script knows. */
  text() {
    const texts = Object.entries(this.data.texts).map(([field, kept]) => this.channel.newest.get(field)?.v ?? kept);
    return texts.join("\n").trim().slice(0, LONGEST_ASKED);
  }

  async ask() {
    const text = this.text();
    const asked = JSON.stringify({ text, field: this.data.field });
    if (asked === this.asked) return;
    this.asked = asked;
    this.request?.abort();
    if (text.length < LEAST_LETTERS) return this.show([], "");
    const request = (this.request = new AbortController());
    const hits = await similarTo(asked, request);
    if (request !== this.request) return; // somebody typed on meanwhile
    if (!hits) this.askAgain();
    this.show(hits ?? [], hits ? "" : NOT_FOUND_NOW);
  }

  askAgain() {
    this.asked = "";
    this.plan(AGAIN_MS);
  }

  show(hits, sentence) {
    const section = this.frame.querySelector("section");
    section.hidden = hits.length === 0 && !sentence;
    section.querySelector("ul").replaceChildren(...hits.map(precedentLine));
    section.querySelector(".quiet").textContent = sentence;
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.request = null;
    this.channel.unhear(this.onType);
    this.frame.remove();
  }
}

/** Return the hits, null when no answer came. */
async function similarTo(body, request) {
  const late = setTimeout(() => request.abort(), ANSWER_MS);
  try {
    const headers = { "content-type": "application/json" };
    const options = { method: "POST", headers, body, redirect: "error", signal: request.signal };
    const response = await fetch("/api/precedents/similar", options);
    return response.ok ? (await response.json()).hits : null;
  } catch {
    return null;
  } finally {
    clearTimeout(late);
  }
}

function precedentLine(hit) {
  const link = Object.assign(document.createElement("a"), {
    href: hit.href,
    target: "_blank",
    rel: "noopener",
    textContent: hit.title,
  });
  const about = [hit.outcome, `${hit.year}년`, ...hit.why].filter(Boolean).join(" · ");
  const told = Object.assign(document.createElement("p"), { className: "hint", textContent: about });
  const line = document.createElement("li");
  line.append(link, told);
  if (hit.changed.length > 0) {
    const changed = `그 뒤 바뀐 법령: ${hit.changed.join(", ")}`;
    line.append(Object.assign(document.createElement("p"), { className: "changed", textContent: changed }));
  }
  return line;
}
