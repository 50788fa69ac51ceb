// How large a figure is drawn: its picture and its controls are to be in sight together, also in a
// small window. Where large type leaves the picture too little room, the type gives way first.

const TYPE = [22, 20, 18, 16]; // of large type, in CSS pixels: the largest that leaves room is taken
const SIGHT = 0.82; // what JupyterLab leaves of a window 720 pixels high is 599 of them, 83 %
const PLOT = 110; // pixels of a plot that can be read, between its title and its numbers

class Fit {
  constructor(root, stage, canvas) {
    Object.assign(this, { root, stage, canvas, scale: 1, large: false, unseen: true });
  }

  // Whether the figure no longer fits, or has not been seen yet. A picture that could grow stays as
  // it is: what one is about to click must not move away.
  tight() { return this.unseen || this.root.offsetHeight > SIGHT * window.innerHeight; }

  lay(s) {
    const wide = this.root.clientWidth;
    // A hidden figure (another tab, a theme being loaded) has no size: it keeps the one it had.
    this.unseen = !wide;
    this.wide = wide || this.wide || 720;
    const width = Math.max(240, Math.min(960, this.wide - 16));
    if (this.unseen && this.canvas.height) {
      this.canvas.size(this.canvas.width, this.canvas.height);
      return;
    }
    for (const size of this.large ? TYPE : [0]) {
      this.root.style.fontSize = size ? `${size}px` : "";
      this.canvas.scale = size ? (this.scale * size) / TYPE[0] : 1;
      const rest = this.root.offsetHeight - this.stage.offsetHeight;
      this.room = Math.min(0.55 * window.innerHeight, SIGHT * window.innerHeight - rest);
      this.canvas.size(width, 0);
      this.around = this.canvas.arrange(s);
      if (this.room - this.around >= PLOT) break;
    }
    const wished = width * s.height * (this.large ? 1.15 : 1);
    const high = Math.min(wished, Math.max(this.around + PLOT, this.room));
    this.canvas.size(width, Math.max(200, high));
    this.stage.style.height = `${this.canvas.height}px`;
  }
}
