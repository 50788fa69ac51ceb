// One button: it asks the kernel to train a net, and says what came of it.

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "relu-train";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Train a net with your mistake";
  // JupyterLab takes Enter and letters for its own shortcuts unless it is told not to.
  button.dataset.lmSuppressShortcuts = "true";
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  root.append(button, said);

  button.addEventListener("click", () => {
    if (button.getAttribute("aria-disabled")) return;
    // Not `disabled`: that would take the focus away from whoever pressed it.
    button.setAttribute("aria-disabled", "true");
    said.textContent = "Training …";
    model.send({ press: true });
  });
  const told = () => {
    button.removeAttribute("aria-disabled");
    said.textContent = model.get("result").text;
  };
  model.on("change:result", told);
  el.append(root);
  return () => model.off("change:result", told);
}

export default { render };
