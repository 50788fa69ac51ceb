// The search page: `reluIndex` is the one index, documents and lunr's tables.

const field = document.getElementById("q");
const status = document.querySelector(".found");
const list = document.querySelector(".results");
const index = lunr.Index.load(reluIndex.index);
const AROUND = 110; // letters shown on each side of the first word found

function element(tag, attributes, ...children) {
  const node = document.createElement(tag);
  Object.assign(node, attributes);
  node.append(...children);
  return node;
}

// The words around the first one found, and that one marked. All text, no HTML.
function excerpt(text, metadata) {
  const stems = Object.keys(metadata);
  const low = text.toLowerCase();
  const at = Math.min(...stems.map((s) => low.indexOf(s)).filter((n) => n >= 0), text.length);
  if (at === text.length) return [text.slice(0, 2 * AROUND)];
  const from = Math.max(0, at - AROUND);
  const word = (text.slice(at).match(/^[\p{L}\p{N}_]+/u) || [""])[0];
  return [from ? "… " : "", text.slice(from, at), element("mark", {}, word),
    text.slice(at + word.length, at + word.length + AROUND), " …"];
}

function ask(words) {
  const wanted = words.trim();
  if (!wanted) { list.replaceChildren(); status.textContent = ""; return; }
  // A query language would take "f(x):" for a field: words are words. The last may be half typed.
  const terms = wanted.split(/[^\p{L}\p{N}_]+/u).filter(Boolean);
  const found = index.query((query) => terms.forEach((term) => {
    const low = term.toLowerCase();
    query.term(lunr.tokenizer(low), { boost: 10 });
    query.term(lunr.tokenizer(low), { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
  })).slice(0, 30);
  status.textContent = found.length ? `${found.length} passages` : `Nothing about “${wanted}”.`;
  list.replaceChildren(...found.map(({ ref, matchData }) => {
    const place = reluIndex.documents[ref];
    return element("li", {},
      element("a", { href: place.page }, place.title), " ",
      element("span", { className: "soft" }, place.where),
      element("p", {}, ...excerpt(place.text, matchData.metadata)));
  }));
}

field.value = new URLSearchParams(location.search).get("q") || "";
field.addEventListener("input", () => ask(field.value));
field.form.addEventListener("submit", (event) => { event.preventDefault(); ask(field.value); });
ask(field.value);
field.focus();
