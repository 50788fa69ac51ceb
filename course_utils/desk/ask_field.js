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
  const form = element("form", { class: "relu-map-ask", role: "search" }, label,
    element("button", { ...own, type: "submit" }, "Ask"), said);
  const tell = (message) => { said.textContent = message.said; };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    said.textContent = "Looking …";
    model.send({ question: input.value });
  });
  model.on("msg:custom", tell);
  el.append(form);
  return () => model.off("msg:custom", tell);
}

export default { render };
