// Picks photos or other files, shows each with its state, and takes them back.

const SURE_MS = 4000; // a second tap within this time removes
const PHOTOS = `
  <fieldset class="photos">
    <legend class="label"></legend>
    <div class="pick"></div>
    <ul class="files"></ul>
  </fieldset>`;
const ROW = `
  <a class="thumb" target="_blank" rel="noopener"></a>
  <div class="about">
    <span class="name"></span>
    <progress max="1"></progress>
    <span class="state" role="status"></span>
  </div>
  <button type="button" class="remove"></button>`;

class PhotoPicker {
  constructor(root, data) {
    this.id = identity(data);
    this.pickerId = pickerId({ ...data, picker: data.name });
    this.rows = new Map(); // key -> li
    this.arrived = new Map(); // key -> file the server has and the script does not know of yet
    this.removed = new Set();
    this.frame = framed(root, PHOTOS);
    this.onChange = (file) => this.hear(file);
    uploads.watch(this.pickerId, this.onChange);
    this.data = data;
    this.buildInputs();
    this.update(data);
    uploads.resume(data.user, data.draft);
  }

  buildInputs() {
    const { capture, accept } = this.data;
    if (capture) this.addInput("사진 찍기", { accept, capture: "environment" });
    this.addInput(capture ? "사진 고르기" : "파일 고르기", { accept, multiple: true });
  }

  /** The label is the button that one sees and touches, the input in it the one that the keyboard reaches. */
  addInput(text, { capture, ...properties }) {
    const input = Object.assign(document.createElement("input"), { type: "file", ...properties });
    if (capture) input.setAttribute("capture", capture); // asks for the device's own camera
    input.addEventListener("change", () => this.pick(input));
    const label = document.createElement("label");
    label.append(text, input);
    this.frame.querySelector(".pick").append(label);
  }

  pick(input) {
    for (const file of input.files) uploads.add(this.record(file));
    input.value = ""; // so that the same file can be picked again
  }

  record(file) {
    const { user, draft, role, name: picker } = this.data;
    const addedAt = Date.now();
    return { key: newKey(), user, draft, picker, role, name: file.name, type: file.type, blob: file, addedAt };
  }

  hear(file) {
    if (file) this.arrived.set(file.key, file);
    this.draw();
  }

  update(data) {
    this.data = data;
    this.frame.querySelector(".label").textContent = data.label;
    const known = new Set(data.files.map((file) => file.key));
    for (const key of known) this.arrived.delete(key);
    for (const key of this.removed) if (!known.has(key)) this.removed.delete(key);
    this.draw();
  }

  files() {
    const there = [...this.data.files, ...this.arrived.values(), ...uploads.of(this.pickerId)];
    return there.filter((file) => !this.removed.has(file.key));
  }

  draw() {
    const list = this.frame.querySelector(".files");
    const files = this.files();
    const keys = new Set(files.map((file) => file.key));
    for (const [key, row] of this.rows) if (!keys.has(key)) this.discard(key, row);
    for (const file of files) {
      const row = this.rows.get(file.key) ?? this.newRow(file);
      if (row.parentNode !== list) list.append(row);
      this.drawRow(row, file);
    }
  }

  newRow(file) {
    const row = document.createElement("li");
    row.innerHTML = ROW;
    const remove = row.querySelector(".remove");
    remove.addEventListener("click", () => this.askTwice(remove, file.key));
    this.rows.set(file.key, row);
    relabel(remove, "지우기");
    return row;
  }

  drawRow(row, file) {
    const isSending = file.progress != null && !file.isOver;
    row.classList.toggle("refused", Boolean(file.isOver));
    row.querySelector("progress").hidden = !isSending;
    row.querySelector("progress").value = file.progress ?? 0;
    const state = file.sha256 ? "" : isSending ? `올리는 중 ${Math.round(file.progress * 100)}%` : "차례를 기다립니다";
    row.querySelector(".name").textContent = file.name; // the server may give it another
    row.querySelector(".remove").setAttribute("aria-label", `${file.name} 지우기`);
    const line = row.querySelector(".state");
    const sentence = row.sentence || file.sentence || state;
    if (line.textContent !== sentence) line.textContent = sentence;
    this.drawThumb(row, file);
  }

  /** A picture shows itself: the picked file at once, the server's copy when it has one. */
  drawThumb(row, file) {
    const thumb = row.querySelector(".thumb");
    const source = file.sha256 ? `/api/files/${file.sha256}?draft=${this.data.draft}` : "";
    if (thumb.dataset.source === source) return;
    thumb.dataset.source = source;
    row.picture ??= file.blob ? URL.createObjectURL(file.blob) : source;
    thumb.href = source || row.picture;
    if (thumb.firstChild) return;
    const showKind = () => (thumb.textContent = file.name.split(".").at(-1).slice(0, 4).toUpperCase());
    const isPicture = (file.media_type ?? file.type ?? "").startsWith("image/");
    if (isPicture) thumb.append(Object.assign(new Image(), { src: row.picture, alt: file.name, onerror: showKind }));
    else showKind();
  }

  askTwice(button, key) {
    if (button.isAsking) return this.remove(key);
    button.isAsking = true;
    relabel(button, "한 번 더 누르면 지웁니다");
    setTimeout(() => {
      button.isAsking = false;
      relabel(button, "지우기");
    }, SURE_MS);
  }

  async remove(key) {
    const row = this.rows.get(key);
    const waiting = uploads.waiting.get(key);
    if (waiting) await uploads.drop(waiting);
    const isGone = await removedFromServer(this.data.draft, key); // a cut-off upload may have reached it
    if (waiting) return;
    row.sentence = isGone ? "" : "지우지 못했습니다. 연결을 확인하고 다시 누르세요.";
    if (isGone) {
      this.removed.add(key);
      this.arrived.delete(key);
    }
    this.draw();
  }

  discard(key, row) {
    if (row.picture?.startsWith("blob:")) URL.revokeObjectURL(row.picture);
    row.remove();
    this.rows.delete(key);
  }

  close() {
    uploads.unwatch(this.pickerId, this.onChange);
    for (const [key, row] of this.rows) this.discard(key, row);
    this.frame.remove();
  }
}

async function removedFromServer(draft, key) {
  try {
    const address = `/api/files?${new URLSearchParams({ draft, key })}`;
    const { ok, status } = await fetch(address, { method: "DELETE", redirect: "error" });
    return ok || status === 404;
  } catch {
    return false;
  }
}

/** crypto.randomUUID exists under HTTPS only, and an office's own network may not have it. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function relabel(button, text) {
  button.textContent = text;
  button.classList.toggle("asking", text !== "지우기");
}
