// Live figures whose frames were computed ahead; the site's pages and the slides begin with this.

function load(file) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = file;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

let arrived = null; // a file of frames calls this with what it holds
window.reluFrames = (state) => { arrived = state; };
const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
let view = null;

// Put the live figure in place of a part of the still one. One after the other: each waits for its
// frames.
async function enliven(figure, part) {
  view = view || load("live-view.js");
  await view;
  await load(figure.dataset.frames);
  const state = arrived;
  const stage = document.createElement("div");
  stage.className = "stage";
  figure.querySelector(part).replaceWith(stage);
  const get = (key) => (key === "start" ? state.start : bytes(state[key]));
  reluLive.render({ model: { get, on() {}, off() {}, send() {} }, el: stage });
}
