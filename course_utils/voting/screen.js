// The screen and the presenter's view: shows counts and results, sends the presenter's steps.
const at = (id) => document.getElementById(id);
const who = document.body.dataset.who;
const STEP = {
  ready: "Open the first vote", first: "Close it: talk", talk: "Open the second vote",
  second: "Close it and show", shown: "Shown",
};
const NOW = {
  ready: "Read the question.", first: "First vote: on your own, without talking.",
  talk: "Talk with your neighbour. Find someone who answered differently.",
  second: "Second vote: what do you say now?", shown: "",
};
let view = null, asked = "", wait = 500;

const votes = (n) => `${n} ${n === 1 ? "vote" : "votes"}`;
const share = ([right, all]) => `${Math.round((100 * right) / all)} %`;

function bar(count, total, round) {
  const row = document.createElement("span");
  row.className = "bar";
  const full = document.createElement("span");
  full.className = `full ${round}`;
  full.style.width = `${total ? (100 * count) / total : 0}%`;
  const number = document.createElement("span");
  number.className = "count";
  number.textContent = count;
  number.title = `${round} vote`;
  row.append(full, number);
  return row;
}

function barsOf(entry) {
  const bars = document.createElement("span");
  bars.className = "bars";
  ["first", "second"].forEach((round, n) => {
    if (view.voted[round]) bars.append(bar(entry.counts[n], view.voted[round], round));
  });
  return bars;
}

function result(entry) {
  const item = document.createElement("div");
  item.className = entry.right ? "result right" : "result";
  const name = document.createElement("span");
  name.className = "name";
  name.textContent = entry.label + (entry.right ? " ✓" : "");
  const bars = barsOf(entry);
  const why = document.createElement("span");
  why.className = "because";
  why.innerHTML = entry.why; // escaped by the server
  item.append(name, bars, why);
  return item;
}

// On the wall the bars stand beside the options; below them, why the right one is right and why the
// most common wrong one tempts.
function reasons() {
  const wrong = view.results.filter((r) => !r.right && r.counts[0] + r.counts[1] > 0)
    .sort((a, b) => b.counts[0] + b.counts[1] - a.counts[0] - a.counts[1]);
  return [...view.results.filter((r) => r.right), ...wrong.slice(0, 1)].map((entry) => {
    const item = document.createElement("p");
    item.className = entry.right ? "reason right" : "reason";
    item.innerHTML = `<strong>${entry.label}</strong> ${entry.why}`;
    return item;
  });
}

function option(entry) {
  const item = document.createElement("li");
  item.innerHTML = `<strong>${entry.letter}</strong> <span>${entry.text}</span>`;
  const found = view.results.find((r) => r.label === entry.letter);
  if (view.phase !== "shown" || !found) return item;
  if (found.right) {
    item.className = "right";
    item.querySelector("strong").append(" ✓");
  }
  if (who === "screen") item.append(barsOf(found));
  return item;
}

function told() {
  if (view.phase === "ready") return view.phones ? `${view.phones} phones are here` : "";
  const rounds = view.phase === "first" || view.phase === "talk" ? ["first"] : ["first", "second"];
  return rounds.filter((r) => r === "first" || view.voted[r] || view.phase === "second")
    .map((round) => `${round} vote: ${votes(view.voted[round])}`).join("; ");
}

function shift() {
  if (!view.shares.length) return "";
  const said = `Right: ${view.shares.map(share).join(", then ")}.`;
  const { to, away } = view.moved;
  return to || away ? `${said} By phone ${to} came to it, ${away} left it.` : said;
}

function drawHands() {
  const open = view.phase === "first" || view.phase === "second";
  if (!open) at("hands").hidden = true;
  at("count").disabled = !open;
  const wanted = `${view.question} ${view.phase}`;
  if (wanted === asked) return;
  asked = wanted;
  at("counts").replaceChildren(...view.hands_for.map((given) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "number", min: 0, max: 10000, name: given });
    input.value = view.hands[given] ?? 0;
    label.append(given === "all" ? "all who vote" : given, " ", input);
    return label;
  }));
}

function draw() {
  at("place").textContent = `Question ${view.number} of ${view.of} · ${view.question}`;
  at("text").innerHTML = view.text;
  at("code").textContent = view.code;
  at("code").hidden = !view.code;
  at("steps").textContent = view.phase === "shown" ? shift() : NOW[view.phase];
  at("options").replaceChildren(...view.options.map(option));
  at("votes").textContent = told();
  const beside = who === "screen" && view.options.length;
  at("results").replaceChildren(...(beside ? reasons() : view.results.map(result)));
  at("advice").textContent = who === "presenter" ? view.advice : "";
  at("step").textContent = STEP[view.phase];
  at("step").disabled = view.phase === "shown";
  at("show").disabled = view.phase === "shown" || view.phase === "ready";
  at("back").disabled = view.number === 1;
  at("next").disabled = view.number === view.of;
  document.body.dataset.phase = view.phase;
  drawHands();
  fit();
}

// The wall shows everything without scrolling: long texts are set smaller, down to two thirds.
function fit() {
  if (who !== "screen") return;
  const page = document.documentElement;
  for (const size of [1, 0.94, 0.88, 0.82, 0.76, 0.7, 0.66]) {
    at("main").style.fontSize = `${size}em`;
    if (page.scrollHeight <= innerHeight) return;
  }
}

async function act(action, more = {}) {
  at("error").textContent = "";
  try {
    const reply = await fetch("/control", {
      method: "POST", body: JSON.stringify({ action, ...more }),
    });
    if (!reply.ok) {
      const text = await reply.text();
      try { at("error").textContent = JSON.parse(text).error; } catch { at("error").textContent = text; }
    }
  } catch { at("error").textContent = "The server does not answer. Is relu class still running?"; }
}

function hands() {
  at("hands").hidden = !at("hands").hidden;
  if (!at("hands").hidden) at("counts").querySelector("input")?.focus();
}

addEventListener("resize", fit);

const KEYS = {
  " ": () => at("step").disabled || act("step"), n: () => act("next"), p: () => act("back"),
  s: () => at("show").disabled || act("show"), r: () => act("again"),
  h: () => at("count").disabled || hands(),
};
document.addEventListener("keydown", (event) => {
  const busy = event.target.closest?.("input, button") || event.ctrlKey || event.metaKey || event.altKey;
  if (busy || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});
for (const [id, action] of [["step", "step"], ["show", "show"], ["again", "again"], ["next", "next"],
  ["back", "back"]]) at(id).addEventListener("click", () => act(action));
at("count").addEventListener("click", hands);
at("hands").addEventListener("submit", async (event) => {
  event.preventDefault();
  const counted = {};
  for (const input of at("counts").querySelectorAll("input")) counted[input.name] = Number(input.value);
  await act("hands", { hands: counted });
  at("hands").hidden = true;
});

function listen() {
  const socket = new WebSocket(`ws://${location.host}/live?as=${who}`);
  socket.onmessage = (message) => { wait = 500; view = JSON.parse(message.data); draw(); };
  socket.onclose = () => {
    at("error").textContent = "Cut off from relu class; trying again …";
    setTimeout(() => { at("error").textContent = ""; listen(); }, wait);
    wait = Math.min(2 * wait, 8000);
  };
}
listen();
