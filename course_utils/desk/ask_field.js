// A question and one line that says what was found; the list of it is an output of its own.

function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

function render({ model, el }) {
  // JupyterLab takes letters and Enter for its own shortcuts unless it is told not to.
  const own = { "data-lm-suppress-shortcuts": "true" };
  const input = element("input", {
    ...own, type: "text", autocomplete: "off", maxlength: model.get("longest"),
  });
  const label = element("label", {}, element("span", {}, "Ask in your own words:"), input);
  const said = element("p", { role: "status" });
  const button = element("button", { ...own, type: "button" }, "Ask");
  const root = element("div", { class: "relu-map-ask", role: "search" }, label, button, said);
  const tell = (message) => { said.textContent = message.said; };
  const ask = () => {
    said.textContent = "Looking …";
    model.send({ question: input.value });
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
  return () => model.off("msg:custom", tell);
}

export default { render };
