// A labelled text field that tells where its text is.

const STATES = {
  saving: "저장 중…",
  saved: "저장됨",
  waiting: "이 기기에만 있음 - 연결되면 저장합니다",
  "signed-out": "로그인이 끝났습니다. 다시 로그인하면 이어서 쓸 수 있습니다",
  gone: "이 초안은 이미 완료했거나 지운 것이라 저장할 수 없습니다",
  overtaken: "다른 기기에서 더 나중에 고친 내용이 있습니다. 새로 고치면 그 내용이 보입니다",
  refused: "저장하지 못했습니다",
};
const FIELD = `
  <div class="field">
    <div class="head"><label for="entry"></label><span class="state" id="state"></span></div>
    <p class="help" id="help"></p>
    <p class="fault" id="fault" role="alert"></p>
  </div>`;

class TextField {
  constructor(root, data) {
    this.root = root;
    this.id = identity(data);
    this.data = data;
    this.channel = channelOf(data.user, data.draft);
    this.refusal = "";
    this.onState = (state, sentence) => this.showState(state, sentence);
    this.build();
    this.update(data);
    this.channel.watch(data.name, this.onState);
  }

  build() {
    this.frame = framed(this.root, FIELD);
    this.entry = document.createElement(this.data.lines > 1 ? "textarea" : "input");
    this.entry.id = "entry";
    this.entry.spellcheck = false;
    this.entry.autocomplete = "off";
    this.part(".fault").before(this.entry);
    // Input events come during Hangul composition too; the others catch what some keyboards leave to the end.
    for (const kind of ["input", "compositionend", "change"]) this.entry.addEventListener(kind, () => this.record());
    this.entry.addEventListener("blur", () => this.leave());
  }

  part(selector) {
    return this.frame.querySelector(selector);
  }

  /** Take what the script says now. The text in the field stays while somebody is in it. */
  update(data) {
    this.data = data;
    this.part("label").textContent = data.label;
    this.part("label").classList.toggle("required", data.required);
    this.part(".help").textContent = data.help;
    this.entry.placeholder = data.placeholder;
    this.entry.required = data.required;
    this.entry.style.minHeight = `max(44px, ${data.lines * 1.5}em + 1.25rem)`;
    const text = this.channel.reconcile(data.name, data.value, data.sequence);
    if (this.root.activeElement !== this.entry) this.show(text);
    this.showFault();
  }

  show(text) {
    if (this.entry.value !== text) this.entry.value = text;
    this.shown = this.entry.value; // not `text`: an input normalises line ends
    this.fit();
  }

  record() {
    if (this.entry.value === this.shown) return;
    this.shown = this.entry.value;
    this.refusal = "";
    this.channel.type(this.data.name, this.shown);
    this.fit();
    this.showFault();
  }

  leave() {
    this.record();
    this.channel.send();
  }

  showState(state, sentence) {
    this.refusal = state === "refused" ? sentence || STATES.refused : "";
    showSaving(this.part(".state"), state, sentence);
    this.showFault();
  }

  showFault() {
    const faults = [this.refusal || this.tooLong() || this.data.fault].filter(Boolean);
    const fault = this.part(".fault");
    if (fault.textContent !== (faults[0] ?? "")) fault.textContent = faults[0] ?? "";
    this.entry.setAttribute("aria-invalid", String(faults.length > 0));
    const described = [this.data.help && "help", faults.length && "fault"].filter(Boolean).join(" ");
    this.entry.setAttribute("aria-describedby", described);
  }

  /** Nothing is cut off: a long text is kept and saved, and the act that would use it says no. */
  tooLong() {
    const { limit } = this.data;
    if (this.shown.length <= limit) return "";
    const length = [...this.shown].length;
    const number = (value) => value.toLocaleString("ko-KR");
    return length > limit ? `${number(limit)}자까지 쓸 수 있습니다(지금 ${number(length)}자). 줄여 쓰세요.` : "";
  }

  /** Grow with the text where the browser does not do it by itself (field-sizing in field.css). */
  fit() {
    if (this.data.lines === 1 || CSS.supports("field-sizing", "content")) return;
    this.entry.style.height = "auto";
    this.entry.style.height = `${this.entry.scrollHeight + 2}px`; // and its two borders
  }

  close() {
    this.channel.unwatch(this.data.name, this.onState);
    this.frame.remove();
  }
}

const identity = (data) => [data.user, data.draft, data.name, data.lines > 1].join(":");

/** Say where a text is. Only trouble is read aloud: "saved" after each pause would drown the person's own words. */
function showSaving(line, state, sentence) {
  const isTrouble = !["saving", "saved"].includes(state);
  line.setAttribute("aria-live", isTrouble ? "polite" : "off");
  line.className = `state ${state}`;
  line.textContent = state === "waiting" && sentence ? sentence : STATES[state];
  if (state !== "signed-out") return;
  line.append(" ", signInLink());
}

/** A link to the sign-in page that leads back to this one. */
function signInLink() {
  const back = encodeURIComponent(location.pathname + location.search);
  return Object.assign(document.createElement("a"), { href: `/signin?next=${back}`, textContent: "다시 로그인" });
}

/** Add a part's own frame to its root, beside what Streamlit keeps there. */
function framed(root, html) {
  const frame = document.createElement("div");
  frame.innerHTML = html;
  root.append(frame);
  return frame;
}
