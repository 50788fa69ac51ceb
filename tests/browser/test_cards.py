"""Cards and notes in a notebook that is not trusted: light and dark, wide and narrow."""

from __future__ import annotations

import contextlib

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe
from lab_harness import write_notebook
from lab_page import PANEL, NotebookPage
from playwright.sync_api import TimeoutError

from course_utils import pages
from course_utils.desk.map import LessonRow
from course_utils.desk.steps import Step
from course_utils.experiments.claims import Claim

LONG = 'solution("definition.a_name_as_long_as_the_longest_exercise_there_is", show=True)'
CARD = {
    "exercise": "definition.relu",
    "headline": "✗ definition.relu: wrong, 0 of 6 points",
    "judged": "",
    "results": [
        ("✗ NaN (0/1)", [("", "It became 0."), ("called", "relu(nan)"), ("got", "9" * 300),
                         ("look at", 'section 2 of the lesson, "Five spellings"')]),
    ],
    "notes": ("A note with `code`.",),
    "footer": f"Stuck? `{LONG}`",
    "links": {'section 2 of the lesson, "Five spellings"': "../notebooks/01_definition.ipynb"},
    "onward": ("definition.value_table", "#cell-id=value-table-task"),
}  # fmt: skip
SHOWN = {
    status.replace(" ", "-"): ("check", CARD | {"status": status})
    for status in ("right", "partly right", "not started", "wrong")
} | {"note": ("note", {"lines": [f"Hint 1 of 2: call `{LONG}`."]})}
FACTS = """() => [...document.querySelectorAll(".relu-check")].map(node => ({
  seen: node.clientWidth, wide: node.scrollWidth - node.clientWidth,
  ink: getComputedStyle(node).color, veil: getComputedStyle(node).backgroundColor,
  out: node.closest(".jp-OutputArea-output").scrollWidth
    - node.closest(".jp-OutputArea-output").clientWidth,
}))"""


@pytest.fixture(scope="module")
def cards(chromium, lab_server, served_folder):
    """Saved cards in Notebook 7, which no kernel has run here."""
    cells = []
    for name, (template, values) in SHOWN.items():
        cell = nbformat.v4.new_code_cell("pass", id=name)
        data = {"text/html": pages.render(template, **values), "text/plain": "words"}
        cell.outputs = [nbformat.v4.new_output("display_data", data)]
        cells.append(cell)
    write_notebook(served_folder / "cards.ipynb", cells)
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    page = NotebookPage(lab_server, context.new_page())
    page.open_notebook("cards.ipynb", app="notebook", kernel=False)
    yield page
    context.close()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_a_card_keeps_its_looks_without_trust(cards, theme):
    lab = cards
    lab.set_theme(theme)
    light = theme.endswith("Light")
    lab.page.locator(".relu-check").nth(len(SHOWN) - 1).wait_for(state="attached")
    ink = "rgba(0, 0, 0, 0.87)" if light else "rgb(255, 255, 255)"
    with contextlib.suppress(TimeoutError):  # what is there instead is shown below
        lab.page.wait_for_function(f"() => ({FACTS})().every(f => f.ink === '{ink}')")
    facts = lab.page.evaluate(FACTS)
    assert len(facts) == len(SHOWN) and all(f["seen"] > 200 for f in facts), facts
    trust = f"() => {PANEL}.content.widgets.map(w => w.model.trusted)"
    assert lab.page.evaluate(trust) == [False] * len(SHOWN)
    assert all(f["wide"] <= 0 and f["out"] <= 0 for f in facts), facts
    assert all(f["ink"] == ink for f in facts), facts
    assert sum(f["veil"].endswith(" 0.12)") for f in facts) == len(SHOWN) - 1, facts


@pytest.mark.parametrize("ground", ["#fff;color:#222", "#111;color:#fff"], ids=["light", "dark"])
def test_cards_map_and_claims_have_no_serious_fault(chromium, ground):
    row = LessonRow("01_definition", "What ReLU is", 35, 9, 1, 9, 45)
    step = Step("section", "definition#2", "01_definition", "Five `f`", 5, "../notebooks/a.ipynb")
    claim = Claim("ReLU", "con", "dying", {"units die": True}, "5 of 5", ("b-run",))
    shown = [pages.render(template, **values) for template, values in SHOWN.values()]
    shown.append(pages.render("solution", code="def relu(x):\n    return x"))
    # Inks of links are the viewer's.
    tables = [
        pages.render(
            "map",
            rows=[row],
            steps=[step],
            ahead=step,
            stopped=None,
            due=[step],
            plans={25: [step]},
            unfolded=True,
        ),
        pages.render(
            "claims", groups=[("ReLU", "x", [(claim, ["✓ yes: a"]), (claim, ["✗ no: b"])])]
        ),
    ]
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    page.set_content(
        f'<html lang="en"><title>Cards</title><body style="background:{ground}"><main><h1>Cards'
        f"</h1><style>a {{ color: inherit }}</style>{''.join(shown + tables)}</main></body></html>"
    )
    found = (
        Axe().run(page, context={"include": [[".relu-check"], [".relu-map"], ["table"]]}).response
    )
    page.close()
    assert {"color-contrast", "aria-roles"} <= {p["id"] for p in found["passes"]}
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found["violations"]] == []
