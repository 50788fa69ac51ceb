// A phone: shows what the server tells, sends one vote a round, comes back by itself when cut off.
const at = (id) => document.getElementById(id);
const KINDS = { one: "Choose one.", several: "Choose all that apply.", number: "Type a number." };
const SAID = {
  ready: "The vote has not begun. Look at the screen.",
  first: "First vote: on your own, without talking.",
  talk: "The first vote is closed. Talk with your neighbour: find someone who answered differently.",
  second: "Second vote: what do you say now?",
  shown: "Both votes are closed.",
};
let view = null, drawn = "", wait = 500;

const letters = (given) => given.join(", ");

function option(entry) {
  const label = document.createElement("label");
  const input = document.createElement("input");
  input.type = view.kind === "several" ? "checkbox" : "radio";
  input.name = "answer";
  input.value = entry.letter;
  const words = document.createElement("span");
  words.innerHTML = `<strong>${entry.letter}</strong> ${entry.text}`; // escaped by the server
  label.append(input, words);
  return label;
}

function field() {
  const input = document.createElement("input");
  Object.assign(input, { type: "text", name: "answer", inputMode: "text", autocomplete: "off" });
  input.maxLength = 40;
  input.setAttribute("aria-labelledby", "legend");
  return input;
}

function drawForm(open, mine) {
  const wanted = JSON.stringify([view.question, open && view.phase]);
  at("form").hidden = !open;
  if (wanted === drawn) return;
  drawn = wanted;
  at("legend").textContent = KINDS[view.kind];
  const fields = view.kind === "number" ? [field()] : view.options.map(option);
  at("options").replaceChildren(...fields);
  for (const input of at("options").querySelectorAll("input")) {
    if (view.kind === "number") input.value = mine[0] ?? "";
    else input.checked = mine.includes(input.value);
  }
}

function drawResults() {
  at("results").replaceChildren(...view.results.filter((r) => r.why).map((result) => {
    const item = document.createElement("div");
    item.className = result.right ? "why right" : "why";
    const state = result.right ? "right" : "wrong";
    item.innerHTML = `<p><strong>${result.label}, ${state}.</strong> ${result.why}</p>`;
    return item;
  }));
}

function draw() {
  at("text").innerHTML = view.text;
  at("code").textContent = view.code;
  at("code").hidden = !view.code;
  const open = view.phase === "first" || view.phase === "second";
  const mine = view.mine[view.phase] ?? [];
  let said = SAID[view.phase];
  if (open && mine.length) said += ` Your vote: ${letters(mine)}. You may change it.`;
  if (view.phase === "shown") {
    const both = ["first", "second"].filter((round) => view.mine[round]);
    said += both.map((round) => ` Your ${round} vote: ${letters(view.mine[round])}.`).join("");
  }
  at("said").textContent = said;
  drawForm(open, mine);
  drawResults();
}

async function send(event) {
  event.preventDefault();
  const chosen = [...at("options").querySelectorAll("input")];
  const answer = view.kind === "number" ? chosen[0].value
    : chosen.filter((input) => input.checked).map((input) => input.value);
  try {
    const reply = await fetch("/vote", { method: "POST", body: JSON.stringify({ answer }) });
    const told = await reply.json();
    if (!reply.ok) { at("said").textContent = told.error; return; }
    view.mine[view.phase] = told.given;
    draw();
  } catch { at("said").textContent = "The vote did not arrive. Try again."; }
}

function listen() {
  const socket = new WebSocket(`ws://${location.host}/live?as=phone`);
  socket.onmessage = (message) => { wait = 500; view = JSON.parse(message.data); draw(); };
  socket.onclose = () => {
    at("said").textContent = "Cut off from the room; trying again …";
    setTimeout(listen, wait);
    wait = Math.min(2 * wait, 8000) * (0.8 + 0.4 * Math.random());
  };
}

at("form").addEventListener("submit", send);
listen();
