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
    keyboard: { 68: turn },
  });
  Reveal.registerKeyboardShortcut("D", "Dark or light");
  page.dataset.ready = "true";
}
begin();
