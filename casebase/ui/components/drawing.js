// A figure's drawing that stands: a changed filter brings new numbers to it, where Streamlit's own part would take the
// drawing away and begin another. What draws is loaded once a document, from this server.

const slot = (globalThis.casebase ??= {});
const CONFIG = { displayModeBar: false };
const NOT_DRAWN = "그림을 그리지 못했습니다. 화면을 새로 고치세요. 같은 내용이 표로도 있습니다.";
const drawings = (slot.drawings ??= new WeakMap());

class Drawing {
  constructor(root) {
    this.paper = document.createElement("div");
    this.paper.setAttribute("role", "figure");
    this.paper.className = "drawing";
    this.width = 0; // unknown until the page is laid out
    this.closed = false;
    this.widths = new ResizeObserver(([{ contentRect }]) => this.fit(Math.round(contentRect.width)));
    root.append(this.paper);
    this.widths.observe(this.paper);
  }

  update(data, touched) {
    this.touched = touched;
    if (data.figure === this.figure) return; // what is touched stays marked
    this.figure = data.figure;
    this.plotly = plotlyOf(data.script);
    this.paper.setAttribute("aria-label", data.alt);
    this.draw();
  }

  fit(width) {
    if (width === 0 || width === this.width) return;
    this.width = width;
    this.draw();
  }

  async draw() {
    if (this.width === 0) return;
    const { data, layout } = JSON.parse(this.figure);
    if (!slot.plotly) this.paper.style.height = `${layout.height}px`; // the page does not jump once it is drawn
    try {
      slot.plotly ??= await this.plotly;
    } catch {
      this.paper.textContent = NOT_DRAWN;
      return;
    }
    if (this.closed) return; // while what draws was on its way
    const touching = { clickmode: "event+select", hovermode: "closest", dragmode: "pan", width: this.width };
    slot.plotly.react(this.paper, data, { ...layout, ...touching }, CONFIG);
    this.paper.style.height = "";
    if (!this.hears) this.hear();
  }

  hear() {
    this.hears = true;
    this.paper.on("plotly_selected", (event) => this.touched(event?.points[0]?.customdata?.[0] ?? -1));
    for (const left of ["plotly_deselect", "plotly_doubleclick"]) this.paper.on(left, () => this.leave());
  }

  leave() {
    this.draw(); // without what marked the touched part, or the next touch of it would take it back
    this.touched(-1);
  }

  close() {
    this.closed = true;
    this.widths.disconnect();
    slot.plotly?.purge(this.paper);
    this.paper.remove();
  }
}

function plotlyOf(address) {
  slot.loading ??= new Promise((arrived, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.onload = () => arrived(globalThis.Plotly);
    script.onerror = () => {
      slot.loading = null; // the next figure tries again
      script.remove();
      failed();
    };
    document.head.append(script);
  });
  return slot.loading;
}

export default function ({ parentElement: root, data, setTriggerValue }) {
  if (!drawings.has(root)) drawings.set(root, new Drawing(root));
  const drawing = drawings.get(root);
  drawing.update(data, (part) => setTriggerValue("touched", part));
  // Streamlit may clean up an earlier call after a later one: only the latest call's cleanup closes the drawing.
  const mount = (drawing.mount = {});
  return () => {
    if (drawing.mount !== mount) return;
    drawing.close();
    drawings.delete(root);
  };
}
