/* The field "ask" on a page: what `relu ask` finds, from the same index.json, with lunr.js.
 *
 *   const ask = reluAsk(data);            // data: index.json
 *   ask.find("why does my neuron die")    // {found: [{kind, title, line, where, link}], unknown}
 *   ask.field(input, results, link => "../" + link);
 *
 * A page that is opened from a disk cannot fetch a file: give it the data in a script of its own.
 * It must agree with finding.py, which is tested. */
/* global lunr */
function reluAsk(data) {
  "use strict";
  const AT_MOST = { section: 3, term: 2, exercise: 2, mistake: 2 };
  const HEADINGS = { term: "In the glossary", exercise: "Exercises", mistake: "Known mistakes" };
  const SHARE = 0.6;
  const LINE = 2;
  const LONGEST = 300;
  const SLIPS = [[1, 4], [2, 7]];
  const WHAT_IS = new Set(["what", "is", "are", "a", "an", "the", "does", "mean", "define", "explain"]);
  const weak = new Set(data.weak);
  const indexes = {};
  for (const name of Object.keys(data.indexes)) indexes[name] = lunr.Index.load(data.indexes[name]);

  function words(text) {
    return text.toLowerCase().match(/\d+\.\d+|[\p{L}\p{N}]+/gu) || [];
  }

  function oneSpelling(word) {
    return word.replace(/iz(e|ed|es|er|ers|ing|ation|ations)$/, "is$1").replace(/(?<=..)y(?=(s|ed|ing)?$)/, "i");
  }

  function stemmed(word) {
    const stem = word && lunr.stemmer(new lunr.Token(oneSpelling(word))).toString();
    const known = Object.values(indexes).some((one) => Object.hasOwn(one.invertedIndex, stem));
    return known ? stem : "";
  }

  let spelling = null;
  function spelt(word) {
    spelling = spelling || lunr.TokenSet.fromArray(Object.keys(data.spoken).sort());
    for (const [slips, length] of SLIPS) {
      if (word.length < length) continue;
      const slip = lunr.TokenSet.fromFuzzyString(word, slips);
      const near = spelling.intersect(slip).toArray().filter((one) => one[0] === word[0]);
      if (near.length) return near.sort().sort((a, b) => data.spoken[b] - data.spoken[a])[0];
    }
    return "";
  }

  function known(asked) {
    const wanted = [], unknown = [], read = {};
    for (const word of new Set(asked)) {
      const meant = weak.has(word) || stemmed(word) ? word : spelt(word);
      if (!meant) unknown.push(word);
      else if (meant !== word) read[word] = meant;
      if (meant && !weak.has(meant) && !wanted.includes(stemmed(meant))) wanted.push(stemmed(meant));
    }
    return { wanted, unknown, read };
  }

  function matches(index, stems) {
    if (!stems.length) return [];
    return index.query((query) => stems.forEach((stem) => query.term(stem, { usePipeline: false })));
  }

  function ranked(stems) {
    const best = {};
    const covered = (match) =>
      match.score * Object.keys(match.matchData.metadata).length / stems.length;
    for (const match of matches(indexes.asked, stems)) {
      const place = match.ref.split(".")[0];
      best[place] = Math.max(best[place] || 0, covered(match));
    }
    // Rounded, ties in course order: the terminal's last bit may differ.
    const inOrder = (found, scored) => found
      .map((match) => ({ ...match, score: Math.round(scored(match) * 1e9) }))
      .sort((a, b) => b.score - a.score || a.ref - b.ref);
    return [
      ...inOrder(matches(indexes.sections, stems),
        (match) => covered(match) + LINE * (best[match.ref] || 0)),
      ...inOrder(matches(indexes.others, stems), (match) => match.score),
    ];
  }

  function fits(kind, matched, asked) {
    const fields = Object.values(matched).map((one) => Object.keys(one));
    if (kind === "term") return fields.some((names) => names.includes("title"));
    const own = fields.filter((names) => names.some((name) => name !== "alike")).length;
    return kind === "section" || own >= Math.max(Math.min(2, asked), SHARE * asked);
  }

  function find(question) {
    const said = words([...question].slice(0, LONGEST).join(""));
    const { wanted, unknown, read } = known(said);
    const meant = said.map((word) => (Object.hasOwn(read, word) ? read[word] : word));
    const asked = meant.filter((word) => !WHAT_IS.has(word)).join(" ");
    const all = ranked(wanted).map((m) => [data.documents[m.ref], m.matchData.metadata]);
    const named = all.find(([one]) => one.kind === "term" && words(one.title).join(" ") === asked);
    const isHome = ([one]) => Boolean(named) && one.kind === "section" && one.where === named[0].where;
    const left = { ...AT_MOST };
    const found = [];
    for (const [one, matched] of [...all.filter(isHome), ...all.filter((m) => !isHome(m))]) {
      if (left[one.kind] && fits(one.kind, matched, wanted.length)) {
        left[one.kind] -= 1;
        found.push(one);
      }
    }
    const shown = Object.entries(read).filter(([, word]) => !weak.has(word));
    return { question, found, unknown, read: Object.fromEntries(shown) };
  }

  function element(name, text, parent) {
    const made = document.createElement(name);
    made.textContent = text;
    return parent.appendChild(made);
  }

  function show(answer, results, address) {
    results.replaceChildren();
    const read = Object.entries(answer.read).map(([word, meant]) => `${word} as ${meant}`);
    if (read.length) element("p", `Read ${read.join(", ")}.`, results);
    if ([...answer.question].length > LONGEST) {
      element("p", `Only the first ${LONGEST} characters were read.`, results);
    }
    if (answer.unknown.length) {
      element("p", `Not in the course: ${answer.unknown.join(", ")}.`, results);
    } else if (answer.question.trim() && !answer.found.length) {
      element("p", "Nothing was found. Name the thing: a function, a symptom, a line of code.", results);
    }
    for (const kind of Object.keys(AT_MOST)) {
      const mine = answer.found.filter((one) => one.kind === kind);
      if (mine.length && HEADINGS[kind]) element("h3", HEADINGS[kind], results);
      const list = mine.length ? element("ul", "", results) : null;
      for (const one of mine) {
        const item = element("li", "", list);
        element("a", one.title, item).href = address(one.link);
        const where = kind === "section" ? ` (${one.where})` : "";
        element("span", `${where} ${one.line}`, item);
      }
    }
  }

  function field(input, results, address) {
    results.setAttribute("aria-live", "polite");
    input.addEventListener("input", () => show(find(input.value), results, address));
  }

  return { find, field };
}
