// Lines to be put in order. Every move is a button; on a line of the answer, Alt and an arrow move it.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function button(words, label, attributes = {}) {
  // JupyterLab takes arrows, letters and Enter for its own shortcuts unless it is told not to.
  const shared = { type: "button", "aria-label": label, "data-lm-suppress-shortcuts": "true" };
  return element("button", { ...shared, ...attributes }, words);
}

function frame(text) {
  return text ? [element("pre", {}, element("code", {}, text))] : [];
}

function build(puzzle) {
  const answer = element("ol", { "aria-label": "Your answer, from the first line to the last" });
  const rest = element("ul", { "aria-label": "Lines not used" });
  const check = button("Check this order", "Check this order");
  const said = element("p", { class: "relu-puzzle-said", role: "status", tabindex: "-1" });
  const root = element(
    "div",
    { class: "relu-puzzle", role: "group", "aria-label": puzzle.title },
    element("p", {}, element("strong", {}, puzzle.title), `: ${puzzle.rule}`),
    element("p", {}, "Your answer (Alt with an arrow key moves a line)"),
    ...frame(puzzle.before),
    answer,
    ...frame(puzzle.after),
    element("p", {}, "Lines left (Enter or a click takes one)"),
    rest,
    check,
    said,
  );
  return { root, answer, rest, check, said };
}

function render({ model, el }) {
  const puzzle = model.get("puzzle");
  const parts = build(puzzle);
  let order = [];

  const say = (text, tone = "note") => {
    parts.said.textContent = text;
    parts.said.dataset.tone = tone;
  };
  const focus = (line) => parts.root.querySelector(`[data-line="${line}"]`)?.focus();
  const put = (line, place) => {
    order = order.filter((other) => other !== line);
    if (place !== null) order.splice(place, 0, line);
    draw();
    focus(line);
    const where = place === null ? "is taken out" : `is line ${order.indexOf(line) + 1} of ${order.length}`;
    say(`${puzzle.lines[line].trim()} ${where}.`);
  };
  const shift = (line, by) => {
    const place = order.indexOf(line) + by;
    if (place >= 0 && place < order.length) put(line, place);
  };
  const moves = (line) => (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || !event.altKey) return;
    event.preventDefault();
    shift(line, by);
  };
  const row = (line, used) => {
    const text = puzzle.lines[line];
    const label = used ? `Take out: ${text.trim()}` : `Take: ${text.trim()}`;
    const code = button("", label, { "data-line": line, class: "relu-puzzle-line" });
    code.append(element("code", {}, text));
    code.addEventListener("click", () => put(line, used ? null : order.length));
    if (!used) return element("li", {}, code);
    const up = button("↑", `Up: ${text.trim()}`);
    const down = button("↓", `Down: ${text.trim()}`);
    up.addEventListener("click", () => shift(line, -1));
    down.addEventListener("click", () => shift(line, 1));
    code.addEventListener("keydown", moves(line));
    return element("li", {}, up, down, code);
  };
  const draw = () => {
    const left = puzzle.lines.map((_, line) => line).filter((line) => !order.includes(line));
    parts.answer.replaceChildren(...order.map((line) => row(line, true)));
    parts.rest.replaceChildren(...left.map((line) => row(line, false)));
    parts.check.disabled = !order.length;
  };
  parts.check.addEventListener("click", () => {
    say("Asking the check …");
    model.send({ order });
  });
  const told = () => {
    const result = model.get("result");
    say(result.text, result.right ? "right" : "wrong");
  };
  model.on("change:result", told);
  draw();
  el.append(parts.root);
  return () => model.off("change:result", told);
}

export default { render };
