// Mouse, pen and finger on the drawing: drag a point, or let a slider follow the pointer.

const REACH = 16; // CSS pixels: a fingertip

class Pointer {
  constructor(figure) {
    this.figure = figure;
    const front = figure.canvas.front;
    front.addEventListener("pointerdown", (e) => this.down(e));
    front.addEventListener("pointermove", (e) => this.move(e));
    for (const end of ["pointerup", "pointercancel"]) front.addEventListener(end, () => this.up());
    front.addEventListener("pointerenter", () => this.followers().forEach((c) => figure.near(c.name)));
  }

  followers() { return this.figure.list.filter((c) => c.kind === "slider" && c.pointer >= 0); }

  // The draggable point under the pointer, nearest first.
  hit(e) {
    const { canvas, frame } = this.figure, s = frame.structure;
    let best = null;
    s.marks.forEach((m, i) => {
      if (m.kind !== "points" || !m.drag) return;
      const b = canvas.boxes[m.at];
      const of = (name) => { const [, at, n] = s.places[i][name]; return frame.moving.subarray(at, at + n); };
      const x = of("x"), y = of("y");
      for (let k = 0; k < x.length; k += 1) {
        const far = Math.hypot(canvas.px(b, x[k]) - e.offsetX, canvas.py(b, y[k]) - e.offsetY);
        if (far <= REACH && (!best || far < best.far)) best = { name: m.drag, index: k, box: b, far };
      }
    });
    return best;
  }

  down(e) {
    this.held = this.hit(e);
    if (!this.held) return;
    this.figure.canvas.front.setPointerCapture(e.pointerId);
    this.figure.dragging = true;
    this.figure.canvas.front.style.cursor = "grabbing";
    e.preventDefault();
    this.take(e);
  }

  take(e) {
    const { name, index, box } = this.held;
    const [x, y] = this.figure.canvas.data(box, e.offsetX, e.offsetY);
    this.figure.send("drag", { name, index, x, y });
  }

  move(e) {
    if (this.held) { this.take(e); return; }
    const { canvas, frame } = this.figure;
    if (frame.structure.marks.some((m) => m.drag)) canvas.front.style.cursor = this.hit(e) ? "grab" : "";
    for (const c of this.followers()) {
      const b = canvas.boxes[c.pointer];
      if (!b || e.offsetX < b.left || e.offsetX > b.right || e.offsetY < b.top || e.offsetY > b.bottom) continue;
      const [x] = canvas.data(b, e.offsetX, e.offsetY);
      const at = this.figure.controls.position(c, x), value = c.low + ((c.high - c.low) * at) / c.steps;
      if (value !== this.figure.values[c.name]) this.figure.did("slide", c.name, value, false);
    }
  }

  up() {
    this.held = null;
    this.figure.dragging = false;
    this.figure.canvas.front.style.cursor = "";
  }
}
