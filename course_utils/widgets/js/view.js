// A live figure: shows frames the page holds already, and asks the kernel for all others.
// One request is under way at a time, and only the latest wish waits: nothing queues up.

const PATIENCE = 4000; // ms without an answer before the person is told
const TELL = 150; // ms between two messages about a slider whose frames the page holds
const NO_ANSWER = "No answer from the kernel yet: it is busy, or it was restarted and this cell "
  + "has to be run again.";

const floats = (bytes) => {
  if (!bytes) return new Float32Array(0);
  const buffer = bytes.buffer || bytes, from = bytes.byteOffset || 0;
  return new Float32Array(buffer.slice(from, from + bytes.byteLength));
};

class Figure {
  constructor(model, el) {
    const start = model.get("start");
    this.model = model;
    this.start = start;
    this.me = Math.random().toString(36).slice(2);
    this.asked = 0;
    this.waiting = null; // the number of the request under way
    this.wish = {}; // the latest of each kind, to be sent when the answer is here
    this.values = {};
    this.untold = {};
    this.canvas = new Canvas(start.paper);
    this.controls = new Controls((...did) => this.did(...did), (name) => this.near(name));
    this.compose(el, start);
    this.frame = { structure: start.structure, fixed: floats(null), texts: [start.texts],
      moving: floats(model.get("numbers")) };
    this.hold(start.ahead, model.get("ahead_fixed"), model.get("ahead_moving"));
    this.remember(start.controls);
    this.listen(el);
    this.enlarge(start.large);
    this.send("hello", {});
  }

  compose(el, start) {
    const large = element("input", { type: "checkbox", "data-lm-suppress-shortcuts": "true" });
    large.addEventListener("change", () => window.dispatchEvent(
      new CustomEvent("relu-large", { detail: large.checked })));
    this.large = large;
    this.canvas.front.setAttribute("role", "img");
    this.stage = element("div", { class: "relu-stage" }, this.canvas.back, this.canvas.front);
    this.canvas.back.setAttribute("aria-hidden", "true");
    this.summary = element("p", { class: "relu-summary" });
    this.spoken = element("div", { class: "relu-spoken", role: "status", "aria-live": "polite" });
    this.notice = element("p", { class: "relu-notice", role: "alert" });
    this.controls.more = element("label", { class: "relu-large" }, large, " Large type");
    this.root = element("div", { class: "relu-figure", role: "group", "aria-label": start.heading,
      "data-lm-suppress-shortcuts": "true" },
    this.stage, this.summary, this.notice, this.controls.root, this.spoken);
    this.fit = new Fit(this.root, this.stage, this.canvas);
    this.fit.scale = start.large_scale;
    el.append(this.root);
  }

  // ---- what is known ----
  remember(controls) {
    this.list = this.start.only ? controls.filter((c) => this.start.only.includes(c.name)) : controls;
    for (const c of controls) this.values[c.name] = c.value;
    this.controls.update(this.list);
  }

  hold(meta, fixed, moving) {
    this.ahead = meta ? { ...meta, fixed: floats(fixed), moving: floats(moving) } : null;
  }

  // The number of the frame computed ahead that shows the present values, or -1.
  held() {
    const a = this.ahead;
    if (!a) return -1;
    for (const [name, value] of Object.entries(a.others)) {
      if (String(value) !== String(this.values[name])) return -1;
    }
    let at = 0;
    for (const [i, name] of a.names.entries()) {
      const c = { ...this.controls.known[name].control, steps: a.steps[i] };
      at = at * (a.steps[i] + 1) + this.controls.position(c, this.values[name]);
    }
    return at;
  }

  near(name) {
    if (!this.start.aheadable.includes(name) || this.start.only) return;
    const here = this.ahead && this.ahead.names.includes(name) && this.held() >= 0;
    if (!here) this.send("want", { name });
  }

  // ---- what the hand does ----
  did(kind, name, value, final) {
    this.controls.mend(name);
    if (kind === "press") { this.send("press", { name }); return; }
    this.values[name] = value;
    this.controls.set(name, value);
    const at = kind === "slide" && this.ahead && this.ahead.names.includes(name) ? this.held() : -1;
    // The end of a movement repeats its last value: a picture of it is here or on its way.
    const doing = at < 0 ? `${kind} ${name} ${value}` : "";
    if (final && doing && doing === this.fed && !(name in this.untold)) return;
    this.fed = doing;
    this.untold[name] = value;
    if (at < 0 || final) { this.tell(false); return; }
    this.show(this.ahead, at);
    // Python follows a few times a second: messages on the way would cost the drawing its frames.
    if (!this.telling) this.telling = setTimeout(() => this.tell(true), TELL);
  }

  // Tell Python all values it does not know yet; `quiet` asks for no picture in return.
  tell(quiet) {
    clearTimeout(this.telling);
    this.telling = null;
    const before = this.wish.change || { values: {}, quiet: true };
    const values = { ...before.values, ...this.untold };
    this.untold = {};
    if (Object.keys(values).length) this.send("change", { values, quiet: quiet && before.quiet });
  }

  send(type, content) {
    if (this.start.only) return;
    this.wish[type] = content;
    if (type !== "change" && type !== "tick") this.tell(true); // a button acts on what is seen
    this.next();
  }

  next() {
    const type = ["hello", "change", "press", "drag", "want", "tick"].find((t) => this.wish[t]);
    if (!type || this.waiting !== null) return;
    const content = this.wish[type];
    delete this.wish[type];
    this.asked += 1;
    this.waiting = this.asked;
    this.timer = setTimeout(() => { this.waiting = null; this.say(NO_ANSWER); }, PATIENCE);
    try {
      this.model.send({ type, view: this.me, asked: this.asked, ...content });
    } catch (error) { this.say(NO_ANSWER); }
  }

  // ---- what the kernel says ----
  heard(message, buffers) {
    const mine = message.view === this.me;
    if (mine && message.asked >= this.waiting) {
      clearTimeout(this.timer);
      this.waiting = null;
      this.say("");
    }
    if (message.structure) this.frame.structure = message.structure;
    if (message.type === "frame") {
      const moving = this.patched(message, floats(buffers[0]));
      if (!moving) { this.wish.hello = {}; this.next(); return; } // one was missed: ask for all
      this.frame = { structure: this.frame.structure, fixed: floats(null), texts: [message.texts],
        moving };
      this.running = message.running;
      this.start.aheadable = message.aheadable;
      this.take(message.controls, mine);
    } else if (message.type === "ahead") this.hold(message.ahead, buffers[0], buffers[1]);
    else if (message.type === "problem" && mine) {
      if (!this.controls.problem(message.name, message.text)) this.say(message.text);
    }
    this.next();
    if (this.running && mine) requestAnimationFrame(() => this.running && this.send("tick", {}));
  }

  // The numbers of the new frame: the last ones, with what has changed put in its places.
  patched(message, sent) {
    const follows = message.number === this.number + 1;
    if (!message.spans || follows) this.number = message.number;
    if (!message.spans) return sent;
    if (!follows) return null;
    const moving = this.frame.moving.slice();
    let from = 0;
    for (const [at, count] of message.spans) {
      moving.set(sent.subarray(from, from + count), at);
      from += count;
    }
    return moving;
  }

  // Values that the hand has changed since are newer than the answer.
  take(controls, mine) {
    const wished = mine ? { ...(this.wish.change || {}).values, ...this.untold } : {};
    this.remember(controls.map((c) => (c.name in wished ? { ...c, value: wished[c.name] } : c)));
    const at = this.dragging ? -1 : this.held();
    const soon = performance.now() - (this.lastDrawn || 0) < 500;
    if (this.running && this.still.matches && soon) return; // fewer pictures for who wants less motion
    if (at >= 0 && Object.keys(wished).length) this.show(this.ahead, at);
    else this.show(this.frame, 0);
  }

  say(text) { if (this.notice.textContent !== text) this.notice.textContent = text; }

  // ---- drawing ----
  show(from, at) {
    this.shown = [from, at];
    if (this.drawn) { this.stale = true; return; }
    this.drawn = true; // at most once between two screens
    this.draw();
    requestAnimationFrame(() => {
      this.drawn = false;
      if (this.stale) { this.stale = false; this.show(...this.shown); }
    });
  }

  draw(all = false) {
    const [from, at] = this.shown, s = from.structure, texts = from.texts[at];
    const moving = from.moving.subarray(at * s.stride, (at + 1) * s.stride);
    const get = (mark, name) => {
      const [moves, offset, count] = s.places[mark][name];
      return (moves ? moving : from.fixed).subarray(offset, offset + count);
    };
    const titles = texts.slice(1, 1 + s.axes.length).join();
    if (all || s !== this.backOf || titles !== this.titles) {
      this.backOf = s;
      this.titles = titles;
      this.summary.textContent = texts[0]; // its lines take room, too
      this.swatches(s);
      if (all || s.height !== this.tall || this.fit.tight()) this.fit.lay(s);
      this.tall = s.height;
      this.canvas.arrange(s);
      this.canvas.drawBack(s, texts);
    }
    this.canvas.drawFront(s, get, texts);
    this.lastDrawn = performance.now();
    this.announce(texts[0]);
  }

  // Boxes that switch curves on carry their lines: a legend that takes no room of its own.
  swatches(s) {
    this.canvas.elsewhere = this.controls.swatches(s.marks.filter((m) => m.kind === "line"));
  }

  // Seen at once; spoken when the hand rests, or a screen reader would never come to an end.
  announce(text) {
    if (text === this.told) return;
    const first = this.told === undefined;
    this.told = text;
    this.summary.textContent = text;
    clearTimeout(this.talk);
    const speak = () => {
      this.canvas.front.setAttribute("aria-label", `${this.start.heading}. ${text}`);
      if (!first) this.spoken.textContent = text;
    };
    if (first) speak(); else this.talk = setTimeout(speak, 700);
  }

  // ---- page: theme, size, large type, pointer ----
  enlarge(on) {
    this.fit.large = on;
    this.large.checked = on;
    this.root.dataset.large = String(Boolean(on));
    if (!this.shown) this.shown = [this.frame, 0];
    this.draw(true);
  }

  theme() {
    const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
    let dark = this.prefersDark.matches;
    if (jpThemeLight !== undefined) dark = jpThemeLight === "false";
    else if (vscodeThemeKind) dark = /dark|high-contrast$/.test(vscodeThemeKind);
    if (dark === this.canvas.dark && this.root.dataset.dark) return;
    this.canvas.dark = dark;
    this.root.dataset.dark = String(dark);
    if (this.shown) this.draw(true);
  }

  listen(el) {
    const on = (target, ...rest) => {
      target.addEventListener(...rest);
      this.undo.push(() => target.removeEventListener(...rest));
    };
    this.undo = [];
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.prefersDark = matchMedia("(prefers-color-scheme: dark)");
    on(this.prefersDark, "change", () => this.theme());
    on(window, "relu-large", (e) => this.enlarge(e.detail));
    on(window, "resize", () => { if (this.shown && this.root.clientWidth) this.draw(true); });
    const watch = new MutationObserver(() => this.theme());
    watch.observe(document.body, { attributes: true });
    const resize = new ResizeObserver(() => {
      const now = this.root.clientWidth;
      if (now && (this.fit.unseen || now !== this.fit.wide)) this.draw(true);
    });
    resize.observe(el);
    this.undo.push(() => watch.disconnect(), () => resize.disconnect());
    const hear = (message, buffers) => this.heard(message, buffers);
    this.model.on("msg:custom", hear);
    this.undo.push(() => this.model.off("msg:custom", hear));
    this.theme();
    new Pointer(this);
  }

  remove() {
    for (const timer of [this.timer, this.talk, this.telling]) clearTimeout(timer);
    this.running = false;
    this.undo.forEach((undo) => undo());
  }
}
