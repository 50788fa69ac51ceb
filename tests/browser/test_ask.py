"""The field "ask" on a page: it finds what `relu ask` finds, and writes text, not HTML."""

from __future__ import annotations

import json
import tomllib

import lab_harness

from course_utils import search

QUESTIONS = lab_harness.REPOSITORY / "tests" / "search"


def test_a_page_finds_what_the_terminal_finds(chromium):
    questions = [
        "gelo",
        "waht stays derivitive",
        "zebras and <b>nets</b>",
        "",
        "what is ReLU",
        "α",
        f"{'slope ' * 50}zebras",
    ]
    for path in sorted(QUESTIONS.glob("questions_*.toml")):
        questions += tomllib.loads(path.read_text(encoding="utf-8"))
    page = chromium.new_page()
    page.set_content('<label>Ask <input id="ask"></label><div id="found"></div>')
    page.add_script_tag(content=f"window.data = {search.INDEX.read_text(encoding='utf-8')}")
    for script in search.SCRIPTS:
        page.add_script_tag(path=script)
    page.evaluate("window.ask = reluAsk(data)")
    there = page.evaluate("(questions) => questions.map(ask.find)", questions)
    here = [search.find(question).to_dict() for question in questions]
    assert json.loads(json.dumps(here)) == there

    page.evaluate("ask.field(...document.querySelectorAll('#ask, #found'), link => '../' + link)")
    page.get_by_label("Ask").fill("zebras and <i>kink</i>")
    found = page.locator("#found")
    assert found.get_attribute("aria-live") == "polite"
    assert found.locator("p").inner_text() == "Not in the course: zebras."
    link = found.get_by_role("link", name="A graph and its slope")
    assert link.get_attribute("href") == "../notebooks/02_graphs.ipynb#cell-id=glance"
    assert found.locator("h3").first.inner_text() == "In the glossary"
    page.close()
