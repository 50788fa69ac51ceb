// Questions without Python: the page itself marks an answer, by the rules of course_utils.quiz.
// `reluQuiz.render` is the view that the notebook uses, put before this text by the build.

function reluQuestion(place) {
  const known = JSON.parse(place.dataset.question);
  const question = known.page;
  const listeners = {};
  let mark = null; // the last answer, marked
  const state = { question, result: said("open"), reading: "" };

  function said(stage, more = {}) {
    const empty = { tone: "", headline: "", notes: [], note: "", after: "" };
    return { ...empty, stage, given: mark ? mark.given : [], ...more };
  }
  function set(key, value) {
    state[key] = value;
    for (const hear of listeners[`change:${key}`] || []) hear();
  }
  function shown() {
    const predicts = question.button === "Commit";
    const headline = predicts ? (mark.right ? "As you predicted." : "It comes out differently.")
      : (mark.right ? "Right." : "Not yet.") + mark.more;
    set("result", said("shown", { tone: mark.right ? "right" : "wrong", headline, notes: mark.notes }));
  }
  function answer(given) {
    const predicts = question.button === "Commit";
    if (mark && predicts) return;
    const found = known.options ? chosen(known.options, given, question.input, predicts)
      : number(known, given, predicts);
    if (!found) {
      const first = known.options ? "Choose an answer first." : "Type a number first, such as 0.5 or −2.";
      set("result", said("open", { tone: "note", headline: first }));
      return;
    }
    mark = found;
    if (!predicts) { shown(); return; }
    const headline = `Your prediction: ${mark.words}. Now read on; then look at the reason.`;
    set("result", said("committed", { tone: "note", headline }));
  }
  const model = {
    get: (key) => state[key],
    on: (event, hear) => { (listeners[event] = listeners[event] || []).push(hear); },
    off() {},
    // Later, as a kernel would: the view sets its timer after it has sent.
    send: (wish) => queueMicrotask(() => {
      if (wish.do === "answer") answer(wish.given);
      else if (wish.do === "reason" && mark) shown();
      else if (wish.do === "read") set("reading", readAs(wish.given));
    }),
  };
  place.replaceChildren();
  reluQuiz.render({ model, el: place });
}

function chosen(options, given, input, predicts) {
  if (!given.length) return null;
  const right = Object.keys(options).filter((letter) => options[letter].right);
  const wrong = given.filter((letter) => !options[letter].right);
  const missing = right.filter((letter) => !given.includes(letter));
  const told = predicts ? [...given, ...missing] : given;
  const notes = told.map((letter) => ({
    label: `${options[letter].text}: ${options[letter].right ? "right" : "wrong"}.`,
    text: options[letter].why,
  }));
  const all = !wrong.length && !missing.length;
  const more = input === "checkbox" && !all
    ? ` Of your choices ${wrong.length} do not belong; right ones missing: ${missing.length}.` : "";
  return { given, right: all, notes, more, words: given.map((l) => options[l].text).join("; ") };
}

function number(known, text, predicts) {
  const value = written(text);
  if (!Number.isFinite(value)) return null;
  const fits = known.numbers
    .filter((n) => Math.abs(value - n.value) <= n.tolerance * (1 + 1e-9) + 1e-12 * Math.abs(n.value))
    .sort((a, b) => Math.abs(a.value - value) - Math.abs(b.value - value));
  const right = known.numbers[0];
  const hit = fits.find((n) => n.right) || fits[0];
  const label = (n, good) => `${n}: ${good ? "right" : "wrong"}.`;
  const given = String(value);
  const notes = [{ label: label(given, hit && hit.right), text: hit ? hit.why : known.otherwise }];
  if (predicts && !(hit && hit.right)) notes.push({ label: label(right.value, true), text: right.why });
  return { given: [given], right: Boolean(hit && hit.right), notes, more: "", words: given };
}

// A number as people write it: 0.5, 0,5, 1/2, ½, 1½, −2.
const PARTS = { "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8 };
function written(text) {
  const plain = text.trim().replaceAll("−", "-").replaceAll(",", ".").replaceAll("⁄", "/");
  if (!plain) return NaN;
  const part = PARTS[plain.at(-1)];
  if (part !== undefined) {
    const whole = plain.slice(0, -1);
    const size = Math.abs(Number(whole.replace(/^-$/, "0") || 0)) + part;
    return whole.startsWith("-") ? -size : size;
  }
  const [above, below, ...rest] = plain.split("/");
  if (rest.length) return NaN;
  return below === undefined ? Number(above) : Number(above) / Number(below || NaN);
}
function readAs(text) {
  const given = String(text);
  if (!given.trim()) return "";
  const value = written(given);
  if (!Number.isFinite(value)) return "No number yet: write 0.5, 0,5, 1/2 or ½.";
  return String(value) === given.trim() ? "" : `Read as ${Number(value.toPrecision(6))}.`;
}
