// The inputs of a figure: native elements with real names, so that keyboard, screen reader and
// touch work as everywhere. `data-lm-suppress-shortcuts` keeps JupyterLab from taking their keys.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

class Controls {
  // `act(kind, name, value, final)` is told what the hand did; `near(name)` that it may do so soon.
  constructor(act, near) {
    // Random, not counted: every figure of a page may load its own copy of this script.
    this.id = `relu-${Math.random().toString(36).slice(2)}`;
    this.root = element("div", { class: "relu-controls" });
    this.act = act;
    this.near = near;
    this.known = {};
  }

  outline(list) {
    return JSON.stringify(list.map(({ value, enabled, ...rest }) => rest));
  }

  update(list) {
    const outline = this.outline(list);
    if (outline !== this.built) {
      const held = this.root.contains(document.activeElement) ? document.activeElement.id : "";
      this.built = outline;
      this.known = {};
      const made = list.map((c) => this.build(c)), long = list.findIndex((c) => c.kind === "several");
      made.splice(long < 0 ? made.length : long, 0, this.more); // a fieldset takes a line of its own
      this.root.replaceChildren(...made);
      const again = held && this.root.querySelector(`#${CSS.escape(held)}`);
      if (again) again.focus();
    }
    for (const c of list) this.set(c.name, c.value, c);
  }

  build(c) {
    const id = `${this.id}-${c.name}`, known = (this.known[c.name] = { control: c });
    const common = { id, "data-name": c.name, "data-lm-suppress-shortcuts": "true" };
    const label = element("label", { for: id }, c.label);
    const box = element("div", { class: `relu-control relu-${c.kind}` });
    if (c.kind === "slider") {
      const input = element("input", { ...common, type: "range", min: 0, max: c.steps, step: 1 });
      known.readout = element("output", { for: id, "aria-live": "off" });
      input.addEventListener("input", () => this.act("slide", c.name, this.slid(c, input), false));
      input.addEventListener("change", () => this.act("slide", c.name, this.slid(c, input), true));
      for (const e of ["focus", "pointerenter"]) input.addEventListener(e, () => this.near(c.name));
      known.input = input;
      box.append(label, input, known.readout);
    } else if (c.kind === "choice") {
      known.input = element("select", common,
        ...c.options.map(([v, text]) => element("option", { value: v }, text)));
      known.input.addEventListener("change", () => this.act("set", c.name, known.input.value, true));
      box.append(label, known.input);
    } else if (c.kind === "several") {
      known.boxes = c.options.map(([v, text], i) => {
        const input = element("input", { ...common, id: `${id}-${i}`, type: "checkbox", value: v });
        input.addEventListener("change", () => this.act("set", c.name,
          known.boxes.filter((b) => b.checked).map((b) => b.value), true));
        return input;
      });
      known.input = known.boxes[0];
      box.append(element("fieldset", {}, element("legend", {}, c.label),
        ...known.boxes.map((b, i) => element("label", { for: b.id }, b, ` ${c.options[i][1]}`))));
    } else if (c.kind === "toggle") {
      known.input = element("input", { ...common, type: "checkbox" });
      known.input.addEventListener("change", () => this.act("set", c.name, known.input.checked, true));
      label.prepend(known.input, " ");
      box.append(label);
    } else if (c.kind === "button") {
      known.input = element("button", { ...common, type: "button" }, c.label);
      known.input.addEventListener("click", () => {
        if (known.input.getAttribute("aria-disabled") !== "true") this.act("press", c.name, null, true);
      });
      box.append(known.input);
    } else {
      known.input = element("input", { ...common, type: "text", placeholder: c.hint,
        autocomplete: "off", spellcheck: "false" });
      const take = () => {
        if (known.input.value === known.taken) return;
        known.taken = known.input.value;
        this.act("set", c.name, known.input.value, true);
      };
      known.input.addEventListener("change", take);
      // JupyterLab keeps Enter from its default action, which would be the change event.
      known.input.addEventListener("keydown", (e) => { if (e.key === "Enter") take(); });
      known.problem = element("span", { class: "relu-problem", id: `${id}-problem`, role: "alert" });
      box.append(label, known.input, known.problem);
    }
    return box;
  }

  // Draw the lines of these marks beside the boxes of their names; return the names.
  swatches(marks) {
    const found = new Set();
    for (const { control, boxes } of Object.values(this.known)) {
      (boxes || []).forEach((box, i) => {
        const name = control.options[i][1], mark = marks.find((m) => m.label === name);
        const there = box.parentNode.querySelector(".relu-swatch");
        if (there) there.remove();
        if (mark) found.add(name);
        box.after(swatch(mark));
      });
    }
    return found;
  }

  slid(c, input) {
    return c.low + ((c.high - c.low) * Number(input.value)) / c.steps;
  }

  position(c, value) {
    const at = Math.round(((value - c.low) / (c.high - c.low)) * c.steps);
    return Math.max(0, Math.min(c.steps, at));
  }

  set(name, value, control) {
    const known = this.known[name];
    if (!known) return;
    const c = (known.control = { ...known.control, ...control, value });
    if (c.kind === "slider") {
      const at = String(this.position(c, value));
      if (known.input.value !== at) known.input.value = at;
      const text = value.toFixed(c.digits).replace(/^-(0(\.0+)?)$/, "$1").replace("-", "\u2212");
      known.readout.textContent = text;
      known.input.setAttribute("aria-valuetext", text);
    } else if (c.kind === "several") known.boxes.forEach((b) => { b.checked = value.includes(b.value); });
    else if (c.kind === "toggle") known.input.checked = value;
    // Not `disabled`: a disabled button would lose the keyboard's focus just after it was pressed.
    else if (c.kind === "button") known.input.setAttribute("aria-disabled", String(!c.enabled));
    else if (c.kind === "text") { // what is being typed stays, unless the value itself has changed
      if (!known.wrong && value !== known.taken) known.input.value = known.taken = value;
    } else known.input.value = value;
    if (known.problem && !known.wrong) this.mend(name);
  }

  problem(name, text) {
    const known = this.known[name];
    if (!known || !known.problem) return false;
    known.wrong = true;
    known.problem.textContent = text;
    known.input.setAttribute("aria-invalid", "true");
    known.input.setAttribute("aria-describedby", known.problem.id);
    return true;
  }

  mend(name) {
    const known = this.known[name];
    if (!known || !known.problem) return;
    known.wrong = false;
    known.problem.textContent = "";
    known.input.removeAttribute("aria-invalid");
    known.input.removeAttribute("aria-describedby");
  }
}
