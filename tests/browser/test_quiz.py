"""Quiz questions in a real JupyterLab: by keyboard alone, in both themes, and without a kernel."""

from __future__ import annotations

import json
import re

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

SETUP = "import os\nos.environ['RELU_HOME'] = {home!r}\nfrom course_utils import progress, quiz"
RIGHT = "0 from np.where, NaN from the other four"
CHOSEN = ("np.where(f > 0, f, np.float64(0.0))", "np.maximum(i, 0)")
MISSED = "(i + np.abs(i)) / 2"
SERIOUS = ("serious", "critical")
LIGHTNESS = """e => [
  getComputedStyle(e).color,
  getComputedStyle(document.querySelector('.jp-Notebook')).backgroundColor,
].map(c => c.match(/[0-9.]+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3)"""
RETRY = """
from course_utils.quiz.question import Option, Question
from course_utils.quiz.widget import QuizWidget
options = (Option("a", "`-3`", "That is x itself."), Option("b", "0 & <b>", "Cut off.", True))
QuizWidget(Question("lesson.q_try", "one", "What is `relu(-3)`?", options=options))
"""


@pytest.fixture
def quiz_page(lab, write_notebook, tmp_path):
    cells = [
        SETUP.format(home=str(tmp_path)),
        'quiz.ask("definition.q_nan")',
        'quiz.ask("definition.q_dtype")',
        'quiz.ask("definition.q_grad_zero")',
        RETRY,
    ]
    lab.turn_to(write_notebook("quiz.ipynb", cells))
    lab.run_all()
    lab.page.locator(".relu-quiz").nth(3).wait_for()
    lab.answers = lambda: json.loads((tmp_path / "progress.json").read_text())["questions"]
    return lab


def focused(lab) -> str:
    return lab.page.evaluate("() => document.activeElement.className")


def press(lab, *keys):
    for key in keys:
        lab.page.keyboard.press(key)


def heard(lab, cell: str, text: str):
    """Wait until the live region of a question says `text`."""
    status = lab.output(cell).get_by_role("status")
    status.filter(has_text=text).wait_for(timeout=15_000)
    return status


def test_every_kind_of_question_by_keyboard_alone(quiz_page):
    # One test, one page: what costs time here is the start of a kernel.
    _one_option(quiz_page, "cell-1")
    _several_options(quiz_page, "cell-2")
    _a_number(quiz_page, "cell-3")


def _one_option(lab, cell):
    before = lab.page.locator(".jp-Cell").count()
    assert "hides a broken input" not in lab.page.locator(".jp-Notebook").inner_html()
    group = lab.output(cell).get_by_role("group", name="All five get x = NaN. What comes back?")
    first = group.get_by_role("radio").first
    first.focus()
    press(lab, "Space")
    right = group.get_by_role("radio", name=RIGHT)
    for _ in range(3):  # the order is this learner's own
        if not right.is_checked():
            press(lab, "ArrowDown")
    press(lab, "Tab", "Tab", "Enter")
    heard(lab, cell, f"Your prediction: {RIGHT}. Now run the next cell.")
    assert first.is_disabled(), "a prediction is made once"
    assert lab.answers()["definition.q_nan"]["right_first_time"] is True
    press(lab, "Enter")
    assert "hides a broken input" in heard(lab, cell, "As you predicted.").inner_text()
    assert focused(lab) == "relu-quiz-said"
    assert lab.page.locator(".jp-Cell").count() == before, "JupyterLab took a key"


def _several_options(lab, cell):
    boxes = lab.output(cell).get_by_role("checkbox")
    boxes.first.focus()
    for at in range(boxes.count()):  # the order is this learner's own
        if boxes.nth(at).evaluate("e => e.parentElement.textContent.trim()") in CHOSEN:
            press(lab, "Space")
        press(lab, "Tab")
    press(lab, "ArrowRight", "ArrowRight", "ArrowRight", "Tab", "Space")
    heard(lab, cell, ", 90 % sure. Now run the next cell.")
    press(lab, "Space")
    said = heard(lab, cell, "It comes out differently.").inner_text()
    for start in (f"{CHOSEN[0]}: right.", f"{CHOSEN[1]}: wrong.", f"{MISSED}: right."):
        assert any(line.startswith(start) for line in said.splitlines()), start


def _a_number(lab, cell):
    field = lab.output(cell).get_by_label("Your number")
    field.focus()
    press(lab, "Enter")
    heard(lab, cell, "Type a number first")
    lab.page.keyboard.type("2/2")
    lab.output(cell).get_by_text("Read as 1.").wait_for()
    press(lab, "Enter")
    heard(lab, cell, "Your prediction: 1.")
    lab.output(cell).get_by_role("button", name="Show the reason").press("Enter")
    assert "the slope from the right" in heard(lab, cell, "0.5: right.").inner_text()
    assert lab.answers()["definition.q_grad_zero"]["right_first_time"] is False


def test_tries_are_free_and_no_theme_hides_anything(quiz_page):
    lab = quiz_page
    _try_again(lab, "cell-4")
    lab.output("cell-1").get_by_role("radio", name="NaN from all five").check()
    for said in ("Your prediction: NaN from all five.", "It comes out differently."):
        lab.output("cell-1").get_by_role("button").click()
        heard(lab, "cell-1", said)
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        lab.set_theme(theme)
        assert serious_faults(lab) == []
        ink, paper = lab.output("cell-1").locator(".relu-quiz").evaluate(LIGHTNESS)
        assert (ink > paper) == (theme == "JupyterLab Dark"), "the text follows the theme"


def _try_again(lab, cell):
    lab.output(cell).get_by_role("radio", name="-3").check()
    button = lab.output(cell).get_by_role("button", name="Check")
    button.click()
    assert "That is x itself." in heard(lab, cell, "Not yet.").inner_text()
    lab.output(cell).get_by_role("radio", name="0 & <b>").check()
    button.press("Enter")
    assert "Cut off." in heard(lab, cell, "Right.").inner_text()
    assert lab.answers()["lesson.q_try"] | {"first": 0, "last": 0} == {
        "given": "0 & <b>",
        "right_first_time": False,
        "answers": 2,
        "first": 0,
        "last": 0,
    }


def serious_faults(lab) -> list[tuple[str, str]]:
    response = Axe().run(lab.page, context={"include": [[".relu-quiz"]]}).response
    assert response["passes"], "nothing was looked at"
    found = response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in SERIOUS]


def test_without_a_kernel_the_static_twin_is_shown(lab, write_notebook, served_folder):
    from course_utils.quiz import find
    from course_utils.quiz.text import page_html, plain_text

    question = find("definition.q_nan")
    cell = nbformat.v4.new_code_cell('quiz.ask("definition.q_nan")', id="cell-0")
    data = {"text/html": page_html(question), "text/plain": plain_text(question)}
    cell.outputs = [nbformat.v4.new_output("display_data", data)]
    lab.turn_to(write_notebook("twin.ipynb", [cell]), kernel=False)
    # By its class, not its cell: JupyterLab may draw the cells anew while the notebook loads.
    twin = lab.page.locator(".relu-quiz-static")
    twin.get_by_text("Answer and why").wait_for()
    assert "hides a broken input" not in twin.inner_text()
    twin.get_by_text("Answer and why").click()
    shown = twin.inner_text()
    assert re.search(r"[a-d], right\.", shown) and "hides a broken input" in shown
