// One quiz question. Python holds the answers and marks them; this file only shows and asks.

const SLOW = 5000; // ms without a reply after which the learner is told why that may be
let views = 0;

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

// Text that Python has escaped; the only tag in it is <code>.
function rich(tag, attributes, html) {
  const node = element(tag, attributes);
  node.innerHTML = html;
  return node;
}

function inputs(question, key) {
  // JupyterLab takes arrows, letters and Enter for its own shortcuts unless it is told not to.
  const shared = { "data-lm-suppress-shortcuts": "true", name: key, type: question.input };
  if (question.input === "text") {
    // Not type=number: it swallows the slash of 1/2 and the comma of 0,5.
    const field = element("input", { ...shared, inputmode: "decimal", autocomplete: "off" });
    const label = element("label", {}, element("span", {}, "Your number"), field);
    return [label, element("p", { class: "relu-quiz-reading", "aria-live": "polite" })];
  }
  return question.options.map((option) =>
    element(
      "label",
      {},
      element("input", { ...shared, value: option.letter }),
      rich("span", {}, option.text),
    ),
  );
}

// Native radio buttons: arrows choose, and the first takes a choice back.
function confidence(question, key) {
  const choice = (value, words) =>
    element(
      "label",
      {},
      element("input", {
        type: "radio",
        name: `${key}-sure`,
        value,
        "data-lm-suppress-shortcuts": "true",
        ...(value ? {} : { checked: "" }),
      }),
      element("span", {}, words),
    );
  return element(
    "fieldset",
    { class: "relu-quiz-sure" },
    element("legend", {}, "How sure are you?"),
    choice("", "not said"),
    ...question.sure.map((level) => choice(String(level), `${level} %`)),
  );
}

function build(question) {
  const key = `relu-quiz-${++views}-${Math.random().toString(36).slice(2)}`;
  const set = element("fieldset", { "aria-describedby": `${key}-rule` });
  set.append(rich("legend", {}, question.text));
  if (question.code) set.append(element("pre", {}, element("code", {}, question.code)));
  set.append(...inputs(question, key));
  const rule = element("p", { class: "relu-quiz-rule", id: `${key}-rule` }, question.rule);
  const button = element("button", { type: "submit", "data-lm-suppress-shortcuts": "true" });
  const said = element("div", { class: "relu-quiz-said", role: "status", tabindex: "-1" });
  const after = element("div", {});
  const sure = question.sure.length ? confidence(question, key) : null;
  const form = element(
    "form",
    { class: "relu-quiz" },
    element("p", { class: "relu-quiz-title" }, question.title),
    set,
    rule,
    ...(sure ? [sure] : []),
    button,
    said,
    after,
  );
  form.noValidate = true;
  return { form, set, rule, sure, button, said, after };
}

function given(set, kind) {
  const all = [...set.querySelectorAll("input")];
  return kind === "text" ? all[0].value : all.filter((i) => i.checked).map((i) => i.value);
}

function mark(parts, question, result) {
  const { set, rule, sure, button, said, after } = parts;
  const locked = result.stage !== "open" && question.button === "Commit";
  for (const input of set.querySelectorAll("input")) {
    if (!result.given.length) continue;
    if (question.input === "text") input.value = result.given[0];
    else input.checked = result.given.includes(input.value);
  }
  set.disabled = locked;
  if (sure) sure.hidden = locked;
  rule.hidden = locked;
  const leaving = locked && result.stage === "shown" && document.activeElement === button;
  button.hidden = locked && result.stage === "shown";
  button.textContent = locked ? "Show the reason" : question.button;
  said.dataset.tone = result.tone;
  const lines = [];
  if (result.headline) {
    lines.push(element("p", {}, rich("strong", {}, result.headline)));
  }
  for (const note of result.notes) {
    const line = rich("p", {}, note.text);
    line.prepend(rich("strong", {}, note.label), " ");
    lines.push(line);
  }
  if (result.note) lines.push(rich("p", { class: "relu-quiz-note" }, result.note));
  said.replaceChildren(...lines);
  after.innerHTML = result.after; // a page of the course's own: numbers and fixed words
  if (leaving) said.focus(); // the button that had the focus is gone
}

function render({ model, el }) {
  const question = model.get("question");
  const parts = build(question);
  let waiting = 0;

  const send = (event) => {
    event.preventDefault();
    const stage = model.get("result").stage;
    const reason = stage !== "open" && question.button === "Commit";
    const sure = parts.sure?.querySelector("input:checked").value ?? "";
    const answer = { do: "answer", given: given(parts.set, question.input), sure };
    model.send(reason ? { do: "reason" } : answer);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      parts.said.dataset.tone = "note";
      parts.said.textContent =
        "Python has not replied: it is busy, or not running. If nothing comes, run this cell again.";
    }, SLOW);
  };
  // JupyterLab keeps Enter from submitting a form in an output, so it is done by hand.
  const enter = (event) => {
    if (event.key === "Enter" && event.target.tagName === "INPUT") send(event);
  };
  // What Python reads in it is repeated before it counts.
  const typed = () => model.send({ do: "read", given: given(parts.set, question.input) });
  const reading = parts.form.querySelector(".relu-quiz-reading");
  const repeat = () => (reading.textContent = model.get("reading"));
  const show = () => {
    clearTimeout(waiting);
    mark(parts, question, model.get("result"));
  };

  parts.form.addEventListener("submit", send);
  parts.form.addEventListener("keydown", enter);
  if (reading) {
    parts.set.addEventListener("input", typed);
    model.on("change:reading", repeat);
  }
  model.on("change:result", show);
  el.append(parts.form);
  show();
  return () => {
    clearTimeout(waiting);
    model.off("change:result", show);
    if (reading) model.off("change:reading", repeat);
  };
}

export default { render };
