// What names the marks: rows of names below the axes, and pieces of lines beside boxes that switch.

Object.assign(Canvas.prototype, {
  // One legend for the figure, below its axes, where it covers nothing: each name once, in as few
  // rows as fit.
  rows(g, structure) {
    const k = this.scale, rows = [], left = this.boxes[0].left, told = new Set();
    const room = this.boxes[this.boxes.length - 1].right - left;
    let used = Infinity;
    for (const mark of structure.marks) {
      if (!mark.label || !structure.axes[mark.at].legend || told.has(mark.label)) continue;
      if (this.elsewhere.has(mark.label)) continue;
      told.add(mark.label);
      const wide = 58 * k + g.measureText(mark.label).width;
      if (used + wide > room) { rows.push([]); used = 0; }
      rows[rows.length - 1].push({ mark, x: left + used });
      used += wide;
    }
    return rows;
  },

  legend(g) {
    const p = this.paper[this.dark ? "dark" : "light"], k = this.scale;
    g.save();
    g.font = this.font(12.5);
    g.textAlign = "left";
    g.textBaseline = "middle";
    this.named.forEach((row, i) => {
      const middle = this.foot + (i + 0.5) * LEGEND_ROW * k;
      for (const { mark, x } of row) {
        g.strokeStyle = g.fillStyle = this.colour(mark);
        if (mark.kind === "line") {
          this.pen(g, mark);
          g.beginPath();
          g.moveTo(x, middle);
          g.lineTo(x + 34 * k, middle);
          g.stroke();
        } else if (mark.kind === "points") this.marker(g, mark.look.marker, x + 17 * k, middle, 3.7 * k);
        else g.fillRect(x + 6 * k, middle - 5 * k, 22 * k, 10 * k);
        g.fillStyle = p.ink;
        g.fillText(mark.label, x + 40 * k, middle);
      }
    });
    g.restore();
  },
});

// A piece of a line as the picture has it; of no mark an empty place, so that nothing moves.
function swatch(mark) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "relu-swatch");
  svg.setAttribute("viewBox", "0 0 34 10");
  svg.setAttribute("aria-hidden", "true");
  if (!mark) return svg;
  const line = document.createElementNS(svg.namespaceURI, "path"), w = 2.6 * mark.look.width;
  line.setAttribute("d", "M0 5H34");
  line.setAttribute("stroke-width", w);
  line.setAttribute("stroke-dasharray", (mark.look.dash || []).map((d) => d * w).join(" ") || "none");
  for (const page of ["light", "dark"]) line.style.setProperty(`--${page}`, mark.look[page]);
  svg.append(line);
  return svg;
}
