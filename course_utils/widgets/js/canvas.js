// Draws one encoded scene on two canvases: `back` (axes, legend) changes rarely, `front` (marks)
// with every frame. No formula of the course stands here: only numbers that came are drawn.

const DEJAVU = '"DejaVu Sans", Verdana, "Bitstream Vera Sans", sans-serif';
const LEGEND_ROW = 19; // pixels, before scaling
const SIDES = { "^": -1, v: 1, "<": 2, ">": 0 };

class Canvas {
  constructor(paper) {
    this.paper = paper; // colours of the page, light and dark
    this.scale = 1; // 1.6 with large type
    this.dark = false;
    this.elsewhere = new Set(); // names that the legend leaves out
    this.back = document.createElement("canvas");
    this.front = document.createElement("canvas");
    this.back.className = "relu-back";
    this.front.className = "relu-front";
  }

  // On an image of pale tints the inks for white paper are the legible ones.
  colour(mark) { return mark.look[this.dark && !this.tinted.has(mark.at) ? "dark" : "light"]; }
  font(size, weight = "") { return `${weight} ${size * this.scale}px ${DEJAVU}`.trim(); }

  size(width, height) {
    const ratio = Math.max(1, window.devicePixelRatio || 1);
    this.width = width;
    this.height = height;
    for (const c of [this.back, this.front]) {
      c.width = Math.round(width * ratio);
      c.height = Math.round(height * ratio);
      c.style.width = `${width}px`;
      c.style.height = `${height}px`;
      c.getContext("2d").setTransform(ratio, 0, 0, ratio, 0, 0);
    }
  }

  // Places of the axes, in CSS pixels; returns the height of all that stands above and below them.
  // Room for tick texts is measured, not guessed.
  arrange(structure) {
    const k = this.scale, n = structure.axes.length, g = this.back.getContext("2d");
    g.font = this.font(12.5);
    this.boxes = structure.axes.map((a, i) => {
      const widest = Math.max(0, ...a.yticks.map((t) => g.measureText(t[1]).width));
      const left = (i * this.width) / n + widest + 12 + (a.ylabel ? 18 * k : 4);
      const last = a.xticks.length ? g.measureText(a.xticks[a.xticks.length - 1][1]).width : 0;
      const right = ((i + 1) * this.width) / n - Math.max(10 * k, last / 2 + 2);
      return { left, right, top: 30 * k, x: a.x, y: a.y };
    });
    this.named = this.rows(g, structure);
    const foot = 24 * k + (structure.axes.some((a) => a.xlabel) ? 18 * k : 0);
    this.foot = this.height - this.named.length * LEGEND_ROW * k;
    for (const b of this.boxes) b.bottom = this.foot - foot;
    return this.height - this.foot + foot + 30 * k;
  }

  px(box, x) { return box.left + ((x - box.x[0]) / (box.x[1] - box.x[0])) * (box.right - box.left); }
  py(box, y) { return box.bottom - ((y - box.y[0]) / (box.y[1] - box.y[0])) * (box.bottom - box.top); }
  data(box, px, py) {
    const u = (px - box.left) / (box.right - box.left), v = (box.bottom - py) / (box.bottom - box.top);
    return [box.x[0] + u * (box.x[1] - box.x[0]), box.y[0] + v * (box.y[1] - box.y[0])];
  }

  drawBack(structure, texts) {
    const g = this.back.getContext("2d"), p = this.paper[this.dark ? "dark" : "light"];
    g.fillStyle = p.paper;
    g.fillRect(0, 0, this.width, this.height);
    structure.axes.forEach((a, i) => this.axes(g, p, a, this.boxes[i], texts[1 + i]));
  }

  axes(g, p, a, b, title) {
    const k = this.scale, middle = (b.left + b.right) / 2;
    g.lineWidth = 0.8;
    g.strokeStyle = p.grid;
    g.fillStyle = p.ink;
    g.font = this.font(12.5);
    g.setLineDash([]);
    const line = (x0, y0, x1, y1) => { g.beginPath(); g.moveTo(x0, y0); g.lineTo(x1, y1); g.stroke(); };
    g.textAlign = "center";
    g.textBaseline = "top";
    for (const [v, text] of a.xticks) {
      if (a.grid) line(this.px(b, v), b.top, this.px(b, v), b.bottom);
      g.fillText(text, this.px(b, v), b.bottom + 6 * k);
    }
    g.textAlign = "right";
    g.textBaseline = "middle";
    for (const [v, text] of a.yticks) {
      if (a.grid) line(b.left, this.py(b, v), b.right, this.py(b, v));
      g.fillText(text, b.left - 6, this.py(b, v));
    }
    g.strokeStyle = p.edge;
    line(b.left, b.top, b.left, b.bottom);
    line(b.left, b.bottom, b.right, b.bottom);
    g.font = this.font(13.5);
    g.textAlign = "center";
    g.textBaseline = "bottom";
    g.fillText(a.xlabel, middle, this.foot - 1);
    g.save();
    g.translate(b.left - 12 - this.widest(g, a), (b.top + b.bottom) / 2);
    g.rotate(-Math.PI / 2);
    g.fillText(a.ylabel, 0, 0);
    g.restore();
    g.font = this.font(14.5, "bold");
    g.textAlign = "left";
    const room = b.right - b.left + 6, wide = g.measureText(title).width;
    if (wide > room) g.font = this.font((14.5 * room) / wide, "bold");
    g.fillText(title, b.left, b.top - 8 * k);
  }

  widest(g, a) {
    g.save();
    g.font = this.font(12.5);
    const w = Math.max(0, ...a.yticks.map((t) => g.measureText(t[1]).width));
    g.restore();
    return w;
  }

  // `get(mark index, name)` gives a Float32Array of the frame to show.
  drawFront(structure, get, texts) {
    const g = this.front.getContext("2d");
    let label = 1 + structure.axes.length;
    this.tinted = new Set(structure.marks.filter((m) => m.kind === "image"
      || m.kind === "polygons").map((m) => m.at));
    g.clearRect(0, 0, this.width, this.height);
    structure.marks.forEach((m, i) => {
      const b = this.boxes[m.at];
      g.save();
      if (m.kind !== "points") {
        g.beginPath();
        g.rect(b.left, b.top, b.right - b.left, b.bottom - b.top);
        g.clip();
      }
      g.strokeStyle = g.fillStyle = this.colour(m);
      if (m.kind === "label") this.label(g, m, b, get, i, texts[label++]);
      else this[m.kind](g, m, b, (name) => get(i, name));
      g.restore();
    });
    this.legend(g);
  }

  pen(g, m) {
    const w = 2.6 * this.scale * m.look.width;
    g.lineWidth = w;
    g.lineJoin = "round";
    g.setLineDash((m.look.dash || []).map((d) => d * w));
  }

  line(g, m, b, get) {
    const x = get("x"), y = get("y"), far = 4 * this.height;
    this.pen(g, m);
    if (m.faint) g.globalAlpha = 0.45;
    g.beginPath();
    let down = false;
    for (let i = 0; i < x.length; i += 1) {
      if (Number.isNaN(x[i]) || Number.isNaN(y[i])) { down = false; continue; }
      const h = Math.max(-far, Math.min(far, this.py(b, y[i])));
      if (down) g.lineTo(this.px(b, x[i]), h); else g.moveTo(this.px(b, x[i]), h);
      down = true;
    }
    g.stroke();
  }

  points(g, m, b, get) {
    const x = get("x"), y = get("y"), r = 3.7 * this.scale * m.size;
    for (let i = 0; i < x.length; i += 1) {
      if (!(x[i] >= b.x[0] && x[i] <= b.x[1] && y[i] >= b.y[0] && y[i] <= b.y[1])) continue;
      this.marker(g, m.look.marker, this.px(b, x[i]), this.py(b, y[i]), r);
      if (i !== m.chosen) continue;
      g.lineWidth = 2 * this.scale;
      g.beginPath();
      g.arc(this.px(b, x[i]), this.py(b, y[i]), 2.2 * r, 0, 7);
      g.stroke();
    }
  }

  marker(g, code, x, y, r) {
    const polygon = (n, turn, inner = 1, radius = 1.2 * r) => {
      g.beginPath();
      for (let i = 0; i < n; i += 1) {
        const a = turn + (2 * Math.PI * i) / n, l = i % 2 ? radius * inner : radius;
        g.lineTo(x + l * Math.cos(a), y + l * Math.sin(a));
      }
      g.fill();
    };
    if (code in SIDES) polygon(3, (SIDES[code] * Math.PI) / 2);
    else if (code === "s") g.fillRect(x - r, y - r, 2 * r, 2 * r);
    else if (code === "D") polygon(4, 0, 1, 1.35 * r);
    else if (code === "d") polygon(4, -Math.PI / 2, 0.6, 1.35 * r);
    else if (code === "p") polygon(5, -Math.PI / 2);
    else if (code === "h") polygon(6, -Math.PI / 2);
    else if (code === "*") polygon(10, -Math.PI / 2, 0.4, 1.4 * r);
    else if (code === "_") g.fillRect(x - r, y - r / 4, 2 * r, r / 2);
    else if (code === "P" || code === "X") {
      g.save();
      g.translate(x, y);
      if (code === "X") g.rotate(Math.PI / 4);
      g.fillRect(-r * 1.1, -r * 0.4, 2.2 * r, 0.8 * r);
      g.fillRect(-r * 0.4, -r * 1.1, 0.8 * r, 2.2 * r);
      g.restore();
    } else { g.beginPath(); g.arc(x, y, code === "." ? r / 2 : r, 0, 7); g.fill(); }
  }

  bars(g, m, b, get) {
    const x = get("x"), h = get("height"), base = get("base");
    g.globalAlpha = m.alpha;
    for (let i = 0; i < x.length; i += 1) {
      const l = this.px(b, x[i] - m.width / 2), r = this.px(b, x[i] + m.width / 2);
      const y0 = this.py(b, base[i]), y1 = this.py(b, h[i]);
      g.fillRect(l, Math.min(y0, y1), r - l, Math.abs(y1 - y0));
    }
  }

  image(g, m, b, get) {
    const index = get("index"), [rows, columns] = m.shape;
    const key = m.palette.join();
    if (this.paletteKey !== key) {
      this.paletteKey = key;
      this.palette = m.palette.map((c) => [1, 3, 5].map((j) => parseInt(c.slice(j, j + 2), 16)));
      this.tile = document.createElement("canvas");
    }
    this.tile.width = columns;
    this.tile.height = rows;
    const pixels = new ImageData(columns, rows), last = this.palette.length - 1;
    for (let i = 0; i < index.length; i += 1) {
      const c = this.palette[Math.max(0, Math.min(last, index[i]))];
      const at = 4 * ((rows - 1 - Math.floor(i / columns)) * columns + (i % columns));
      pixels.data.set(c, at);
      pixels.data[at + 3] = 255;
    }
    this.tile.getContext("2d").putImageData(pixels, 0, 0);
    const [x0, x1, y0, y1] = m.extent;
    g.imageSmoothingEnabled = false;
    g.drawImage(this.tile, this.px(b, x0), this.py(b, y1),
      this.px(b, x1) - this.px(b, x0), this.py(b, y0) - this.py(b, y1));
  }

  // Polygons one after another, NaN after each; the border is the mark's look.
  polygons(g, m, b, get) {
    const x = get("x"), y = get("y"), tint = get("tint");
    g.lineWidth = 0.8 * this.scale;
    g.lineJoin = "round";
    g.setLineDash([]);
    let k = 0, started = false;
    for (let i = 0; i < x.length; i += 1) {
      if (!Number.isNaN(x[i])) {
        if (!started) g.beginPath();
        started = true;
        g.lineTo(this.px(b, x[i]), this.py(b, y[i]));
        continue;
      }
      if (!started) return;
      g.closePath();
      g.fillStyle = m.palette[Math.max(0, Math.min(m.palette.length - 1, tint[k]))];
      g.fill();
      g.stroke();
      started = false;
      k += 1;
    }
  }

  label(g, m, b, get, i, text) {
    g.font = this.font(13.5);
    g.textAlign = m.align;
    g.textBaseline = "bottom";
    g.fillText(text, this.px(b, get(i, "x")[0]), this.py(b, get(i, "y")[0]) - 2);
  }
}
