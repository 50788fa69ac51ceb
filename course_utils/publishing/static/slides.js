// A deck: live figures, the theme, every slide made to fit, then reveal.js.

const page = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const still = matchMedia("(prefers-reduced-motion: reduce)");
const printed = /print-pdf|view=print/.test(location.search);
const dark = () => (page.dataset.theme ? page.dataset.theme === "dark" : prefersDark.matches);

// ---- theme: the view of a live figure reads it from the body, as in JupyterLab ----
function tell() { document.body.dataset.jpThemeLight = String(!dark()); }
function turn() {
  page.dataset.theme = dark() ? "light" : "dark";
  try { localStorage.setItem("relu-theme", page.dataset.theme); } catch (error) { /* no storage */ }
  tell();
}
if (printed) page.dataset.theme = "light";
else {
  try {
    const chosen = localStorage.getItem("relu-theme");
    if (chosen) page.dataset.theme = chosen;
  } catch (error) { /* a page from the disk may have no storage */ }
}
prefersDark.addEventListener("change", tell);
// The presenter's window holds this deck twice; both follow the theme that was chosen last.
addEventListener("storage", (event) => {
  if (event.key === "relu-theme" && !printed) { page.dataset.theme = event.newValue; tell(); }
});
tell();

// ---- fit: a sheet is 1280 by 720; long ones are set smaller, down to 22 of 34 pixels ----
const SIZES = [34, 32, 30, 28, 26, 24, 23, 22];
function fits(sheet) {
  return sheet.scrollHeight <= sheet.clientHeight && sheet.scrollWidth <= sheet.clientWidth
    && [...sheet.querySelectorAll("pre, .given")].every((e) => e.scrollWidth <= e.clientWidth + 1);
}
function shrink(sheet) {
  for (const size of SIZES) {
    sheet.style.fontSize = `${size}px`;
    if (fits(sheet)) return;
  }
}
function fit() {
  page.classList.add("measuring");
  for (const sheet of document.querySelectorAll(".sheet")) {
    shrink(sheet);
    if (!fits(sheet)) {
      sheet.classList.add("wrapped"); // long printed lines break
      shrink(sheet);
    }
    sheet.dataset.fits = String(fits(sheet));
  }
  page.classList.remove("measuring");
}

// The arrows belong to a slider while it has the focus; Escape gives them back to the slides.
const inside = (element) => element && element.closest(".stage");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && inside(document.activeElement)) {
    document.activeElement.blur();
    event.stopImmediatePropagation();
  }
}, true);

// ---- hands: counted on the slide, kept by whoever serves it ----
function refit(sheet) {
  page.classList.add("measuring");
  shrink(sheet);
  page.classList.remove("measuring");
}
function openHands() {
  const list = Reveal.getCurrentSlide().querySelector(".votes[data-question]");
  if (!list) return;
  showHands(list, list.querySelector(".hand").hidden);
}
function showHands(list, open) {
  const fields = [...list.querySelectorAll(".hand")];
  fields.forEach((field) => { field.hidden = !open; });
  const all = list.querySelector(".everybody");
  if (all) all.hidden = !open;
  list.hidden = !open && list.matches(".numbers:not(.kept)"); // what others said gives too much away
  list.classList.toggle("counting", open);
  refit(list.closest(".sheet"));
  if (open) fields[0].focus();
  else document.activeElement.blur();
}
async function keepHands(list) {
  const fields = [...list.querySelectorAll(".hand")];
  const letters = [...list.querySelectorAll(".letter")].map((e) => e.textContent);
  const counts = fields.map(({ value }) => (/^\s*\d*\s*$/.test(value) ? Number(value) : value));
  const said = list.closest(".sheet").querySelector(".counted");
  const hands = Object.fromEntries(letters.map((letter, n) => [letter, counts[n]]));
  const answer = await fetch("hands", {
    method: "POST", body: JSON.stringify({ question: list.dataset.question, hands }),
  }).catch(() => null);
  if (!answer?.ok) {
    said.textContent = answer ? await answer.text() : "Not kept: `relu slides` has ended.";
    return;
  }
  const raised = counts.reduce((sum, count) => sum + count, 0);
  const total = list.querySelector(".everybody") ? counts.at(-1) : raised;
  list.classList.add("kept");
  list.querySelectorAll("li:not(.everybody)").forEach((item, n) => {
    item.classList.remove("plain");
    const before = item.querySelector(".bar");
    const bar = document.createElement("span");
    const full = document.createElement("i");
    const likely = before?.style.getPropertyValue("--expected")
      || before?.firstElementChild.style.getPropertyValue("--share");
    bar.className = likely ? "bar came" : "bar";
    if (likely) bar.style.setProperty("--expected", likely);
    before?.remove();
    const share = Math.round((100 * counts[n]) / total);
    full.style.setProperty("--share", share);
    bar.append(full, `${share} %`);
    item.querySelector(".hand").before(bar);
  });
  const line = list.querySelector(".bar.came") ? "; line: what was expected" : "";
  said.textContent = `Bars: ${total} ${total === 1 ? "person" : "people"} in this room, kept for the next${line}.`;
  said.parentElement.querySelector(".fragment")?.remove();
  Reveal.syncFragments(list.closest("section"));
  showHands(list, false);
}
addEventListener("keydown", (event) => {
  if (!event.target.matches?.(".hand")) return;
  const list = event.target.closest(".votes");
  const fields = [...list.querySelectorAll(".hand")];
  const next = fields[fields.indexOf(event.target) + 1];
  if (event.key === "Escape") showHands(list, false);
  else if (event.key !== "Enter") return;
  else if (next) next.focus();
  else keepHands(list);
  event.stopImmediatePropagation();
}, true);

async function begin() {
  if (!printed) {
    for (const figure of document.querySelectorAll("[data-frames]")) {
      await enliven(figure, "img").catch(() => {}); // the still picture stays
    }
  }
  // Faces of slides that are not shown yet would come after they were measured.
  await Promise.all([...document.fonts].map((face) => face.load().catch(() => {})));
  fit();
  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true, controls: false, slideNumber: "c/t",
    navigationMode: "linear", pdfSeparateFragments: false, pdfMaxPagesPerSlide: 1,
    transition: still.matches || printed ? "none" : "fade", transitionSpeed: "fast",
    fragments: true, plugins: [RevealNotes],
    keyboardCondition: () => !inside(document.activeElement),
    keyboard: { 68: turn, 72: openHands },
  });
  Reveal.registerKeyboardShortcut("D", "Dark or light");
  Reveal.registerKeyboardShortcut("H", "Count raised hands");
  page.dataset.ready = "true";
}
begin();
