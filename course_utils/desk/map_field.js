// A field, its button, and one line that says what came of it; longer answers are an output below.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  // JupyterLab takes letters and Enter for its own shortcuts unless it is told not to.
  const own = { "data-lm-suppress-shortcuts": "true" };
  const input = element("input", { ...own, autocomplete: "off", ...model.get("field") });
  const label = element("label", {}, element("span", {}, model.get("label")), input);
  const said = element("p", { role: "status" });
  const button = element("button", { ...own, type: "button" }, model.get("button"));
  const root = element("div", { class: "relu-map-ask" }, label, button, said);
  let waiting;
  const tell = (message) => {
    clearTimeout(waiting);
    said.textContent = message.said;
  };
  const ask = () => {
    clearTimeout(waiting);
    said.textContent = "Looking …";
    // Nothing tells a page that its kernel is gone: it is asked, and does not answer.
    waiting = setTimeout(() => { said.textContent = model.get("silent"); }, model.get("patience"));
    model.send({ typed: input.value });
  };
  button.addEventListener("click", ask);
  // No form: JupyterLab keeps Enter in an output from submitting one.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    ask();
  });
  model.on("msg:custom", tell);
  el.append(root);
  return () => {
    clearTimeout(waiting);
    model.off("msg:custom", tell);
  };
}

export default { render };
