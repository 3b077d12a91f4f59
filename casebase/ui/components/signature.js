// A pad to sign on with a finger or a pen. The signature is kept as strokes, so that a paper draws it as lines.

const NEAR_PX = 1; // points closer than this add nothing but bytes
const INK = "#14213d";
const SIGNATURE = `
  <div class="signature">
    <div class="head"><span class="label" id="label"></span><span class="state" id="state"></span></div>
    <canvas role="img" aria-labelledby="label" aria-describedby="hint"></canvas>
    <div class="foot">
      <span class="hint" id="hint"></span>
      <button type="button" class="clear-signature">다시 쓰기</button>
    </div>
    <p class="fault" id="fault" role="alert"></p>
  </div>`;
const EMPTY = { w: 0, h: 0, path: "" };

class SignaturePad {
  constructor(root, data) {
    this.id = identity(data);
    this.data = data;
    this.channel = channelOf(data.user, data.draft);
    this.pointer = null; // the finger or pen that draws; others, such as the palm, are ignored
    this.onState = (state, sentence) => showSaving(this.part(".state"), state, sentence);
    this.build(root);
    this.update(data);
    this.channel.watch(data.name, this.onState);
  }

  build(root) {
    this.frame = framed(root, SIGNATURE);
    this.canvas = this.part("canvas");
    this.pen = this.canvas.getContext("2d");
    this.canvas.addEventListener("pointerdown", (event) => this.begin(event));
    // A quick stroke is a fling to the browser, which then swallows the next tap: on this canvas there are no gestures.
    this.canvas.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    for (const kind of ["pointerup", "pointercancel"]) this.canvas.addEventListener(kind, (event) => this.end(event));
    this.part(".clear-signature").addEventListener("click", () => this.clear());
    this.resizing = new ResizeObserver(() => this.redraw());
    this.resizing.observe(this.canvas);
  }

  part(selector) {
    return this.frame.querySelector(selector);
  }

  update(data) {
    this.data = data;
    this.part(".label").textContent = data.label;
    this.part(".fault").textContent = data.fault;
    const text = this.channel.reconcile(data.name, data.value, data.sequence);
    if (this.pointer !== null || this.text === text) return;
    this.text = text;
    this.sheet = text ? JSON.parse(text) : { ...EMPTY };
    this.redraw();
  }

  begin(event) {
    if (this.pointer !== null) return;
    this.pointer = event.pointerId;
    this.canvas.setPointerCapture(event.pointerId);
    if (!this.sheet.path) this.sheet = { w: this.canvas.clientWidth, h: this.canvas.clientHeight, path: "" };
    const start = this.place(event);
    this.sheet.path += `M${start}L${start}`; // a tap alone is a dot
    this.last = start;
    this.redraw();
  }

  move(event) {
    if (event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    const line = new Path2D(`M${this.last}`);
    for (const place of (events.length ? events : [event]).map((each) => this.place(each))) {
      if (Math.hypot(place[0] - this.last[0], place[1] - this.last[1]) < NEAR_PX) continue;
      this.sheet.path += `L${place}`;
      line.lineTo(...place);
      this.last = place;
    }
    this.pen.stroke(line);
  }

  end(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.keep(JSON.stringify(this.sheet));
  }

  clear() {
    if (!this.sheet.path) return;
    this.sheet = { ...EMPTY };
    this.keep("");
  }

  keep(text) {
    this.text = text;
    this.channel.type(this.data.name, text);
    this.channel.send();
    this.redraw();
  }

  /** A point of the sheet, in tenths of a pixel: the sheet keeps the size it was begun with, whatever the screen's is. */
  place(event) {
    const box = this.canvas.getBoundingClientRect();
    const tenths = (pixels) => Math.round((pixels / this.scale()) * 10) / 10;
    return [tenths(event.clientX - box.left), tenths(event.clientY - box.top)];
  }

  scale() {
    if (!this.sheet.path || !this.sheet.w) return 1;
    return Math.min(this.canvas.clientWidth / this.sheet.w, this.canvas.clientHeight / this.sheet.h) || 1;
  }

  redraw() {
    const density = devicePixelRatio;
    this.canvas.width = this.canvas.clientWidth * density;
    this.canvas.height = this.canvas.clientHeight * density;
    const scale = density * this.scale();
    this.pen.setTransform(scale, 0, 0, scale, 0, 0);
    Object.assign(this.pen, { lineWidth: 2.4, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    if (this.sheet.path) this.pen.stroke(new Path2D(this.sheet.path));
    this.describe();
  }

  describe() {
    const isSigned = this.sheet.path !== "";
    this.part(".hint").textContent = isSigned ? "서명했습니다." : "칸 안에 손가락이나 펜으로 서명하세요.";
    this.part(".clear-signature").disabled = !isSigned;
  }

  close() {
    this.resizing.disconnect();
    this.channel.unwatch(this.data.name, this.onState);
    this.frame.remove();
  }
}
