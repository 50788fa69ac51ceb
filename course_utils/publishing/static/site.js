// What a page does by itself: the theme, the contents on a phone, questions, live figures.

const page = document.documentElement;
const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const dark = () => (page.dataset.theme ? page.dataset.theme === "dark" : prefersDark.matches);

// ---- theme: the view of a live figure reads it from the body, as in JupyterLab ----
const button = document.querySelector(".theme");
function tell() {
  document.body.dataset.jpThemeLight = String(!dark());
  button.textContent = dark() ? "Light" : "Dark";
}
button.hidden = false;
button.addEventListener("click", () => {
  page.dataset.theme = dark() ? "light" : "dark";
  try { localStorage.setItem("relu-theme", page.dataset.theme); } catch (error) { /* no storage */ }
  tell();
});
prefersDark.addEventListener("change", tell);
tell();

// ---- contents: open beside the text, folded above it ----
const contents = document.querySelector(".course details");
const narrow = matchMedia("(max-width: 56rem)");
const fold = () => { contents.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();

// ---- contents: the section that is being read ----
const sections = [...document.querySelectorAll(".course ol ol a")]
  .map((link) => [link, document.getElementById(link.hash.slice(1))]).filter(([, start]) => start);
function mark() {
  const begun = sections.filter(([, start]) => start.getBoundingClientRect().top < 150);
  for (const [link] of sections) link.removeAttribute("aria-current");
  begun.at(-1)?.[0].setAttribute("aria-current", "location");
}
addEventListener("scroll", mark, { passive: true });
mark();

// ---- a formula wider than the screen scrolls in its place, by keyboard too ----
window.addEventListener("load", () => {
  for (const formula of document.querySelectorAll('math[display="block"]')) {
    if (formula.scrollWidth > formula.clientWidth) formula.setAttribute("tabindex", "0");
  }
});

// ---- live figures: their frames come when the reader does ----
let queue = Promise.resolve();
const near = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    queue = queue.then(() => enliven(target, ".still")).catch(() => {}); // the still picture stays
  }
}, { rootMargin: "400px" });
for (const figure of document.querySelectorAll("[data-frames]")) near.observe(figure);

// ---- questions: the view of the notebook, answered by what the page holds ----
const asked = [...document.querySelectorAll("[data-question]")];
if (asked.length) {
  load("questions.js").then(() => asked.forEach((place) => reluQuestion(place)));
}
