"""The website in a real browser, from the disk, offline: questions, live figures, search, axe."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import lessons

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # for all else axe would write down where it stands
}
# One page of each kind, and the lesson with the most kinds of output.
KINDS = (
    "index.html", "01_definition.html", "04_variants.html", "02_graphs-exercises.html",
    "05_framework_code-solutions.html", "figures.html", "exercises.html", "mistakes.html",
    "museum.html", "ask.html", "glossary.html", "search.html?q=dead",
)  # fmt: skip
WITH_CODE = ("04_variants.html", "05_framework_code-solutions.html")
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"
# Code is thousands of words in ten inks. axe takes as long for each; so of those that look the same
# on the same paper two keep their elements, and the others become text, and those that axe leaves
# out: what cannot be seen, and single signs. Returns how many looks there are.
TWO_OF_EACH_INK = """() => { const seen = new Map();
  for (const word of document.querySelectorAll("pre span")) {
    if (word.children.length || word.getAttributeNames().join() !== "class") continue;
    if (!word.checkVisibility() || word.textContent.trim().length < 2) {
      word.replaceWith(word.textContent);
      continue;
    }
    const box = word.getBoundingClientRect(), room = word.closest("pre").getBoundingClientRect();
    if (box.right > room.right) continue;
    let look = "";
    for (let at = word; at; at = at.parentElement) {
      const { color, fontSize, fontWeight, opacity, backgroundColor, backgroundImage }
        = getComputedStyle(at);
      look += [at === word && [color, fontSize, fontWeight], opacity, backgroundImage];
      if (backgroundColor !== "rgba(0, 0, 0, 0)") { look += backgroundColor; break; }
    }
    seen.set(look, (seen.get(look) || 0) + 1);
    if (seen.get(look) > 2) word.replaceWith(word.textContent);
  }
  return seen.size; }"""


@pytest.fixture
def visit(chromium, built_site):
    """Open a page of the site; whatever it asks of the network is a failure."""
    problems, contexts = [], []

    def open_page(name, *, width=1280, scheme="light"):
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
        context.set_offline(True)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda r: r.url.startswith(("file:", "data:")) or problems.append(r.url))
        page.goto((built_site.folder / "index.html").as_uri().replace("index.html", name))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def test_a_lesson_answers_moves_and_changes_its_theme(visit):
    page = visit("02_graphs.html")
    asked = page.locator("#q-slope")
    asked.get_by_label("At the kink").check()
    asked.get_by_role("button", name="Commit").press("Enter")
    asked.get_by_text("Your prediction: At the kink").wait_for()
    asked.get_by_role("button", name="Show the reason").click()
    asked.get_by_text("It comes out differently.").wait_for()
    assert asked.locator(".relu-quiz-said p").count() == 3, "the wrong option and the right one"
    number = page.locator("#q-kink")
    number.get_by_label("Your number").fill("4/2")
    number.get_by_text("Read as 2.").wait_for()
    number.get_by_label("Your number").press("Enter")
    number.get_by_text("Right.", exact=True).wait_for()

    neuron = page.locator("#fig-neuron-explore-run")
    neuron.scroll_into_view_if_needed()
    page.locator(".course [aria-current=location]").get_by_text("3 One neuron").wait_for()
    slider = neuron.get_by_label("a, input weight")
    slider.focus()
    page.keyboard.press("Home")
    neuron.get_by_text("a = −3.00").first.wait_for()
    assert neuron.get_by_role("slider").count() == 2, "what cannot move is not offered"
    assert "need Python" in neuron.locator(".moves-note").inner_text()

    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(paper) != light
    assert neuron.locator(".relu-figure").get_attribute("data-dark") == "true"
    formulas = page.locator("math").evaluate_all(
        "all => all.map(m => m.getBoundingClientRect().width)"
    )
    assert formulas and min(formulas) > 3


def test_search_finds_a_passage_and_leads_to_it(visit):
    page = visit("index.html")
    field = page.get_by_role("searchbox")
    field.fill("born dead")
    field.press("Enter")
    first = page.locator(".results a").first
    first.wait_for()
    target = first.get_attribute("href").partition("#")[2]
    first.click()
    page.locator(f'[id="{target}"]').wait_for()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_and_no_page_is_too_wide(visit, width, scheme):
    page = visit(KINDS[0], width=width, scheme=scheme)
    start = page.url.removesuffix(KINDS[0])
    found = {}
    # Inks and widths differ by theme and screen, what a page holds does not: one in three again.
    for name in KINDS if scheme == "dark" else KINDS[1::3]:
        page.goto(start + name)
        if "search" in name:
            page.locator(".results a").first.wait_for()
        too_wide = page.evaluate(TOO_WIDE)
        inks = page.evaluate(TWO_OF_EACH_INK)
        assert inks < 30 and (inks > 5 or name not in WITH_CODE), name
        violations = Axe().run(page, options=RULES).response["violations"]
        found[name] = [(v["id"], v["nodes"][0]["html"][:160]) for v in violations]
        if too_wide:
            found[name].append("wider than the screen")
    for name in {f"{stem}.html" for stem in lessons.stems()} - set(KINDS) if width < 400 else ():
        page.goto(start + name)
        if page.evaluate(TOO_WIDE):
            found[name] = ["wider than the screen"]
    assert {name: faults for name, faults in found.items() if faults} == {}
