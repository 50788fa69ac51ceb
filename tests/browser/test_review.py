"""Review, calibration, the puzzle and answers beside each other, in a real notebook page."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from course_utils import lessons
from course_utils.progress import journal

BACK = "role_in_networks.backprop"
SETUP = """import os
os.environ["RELU_HOME"] = {home!r}
from course_utils import check, hint, progress, quiz, review, solution
import numpy as np
def relu(x):
    return np.where(x > 0, x, 0 * x)
progress.record("definition.relu", 6, 6, "right")"""
WIDE = """() => [...document.querySelectorAll(
  ".relu-puzzle, .relu-check, .relu-calibration, .relu-quiz"
)].map(node => node.scrollWidth - node.clientWidth)"""


@pytest.fixture
def page(fresh_lab, write_notebook, tmp_path):
    lab = fresh_lab
    ago = lambda days: (datetime.now(UTC) - timedelta(days=days)).isoformat()  # noqa: E731
    events = [
        {"when": ago(9), "what": "answer", "id": "definition.q_nan", "right": False, "given": "",
         "confidence": 99},
        {"when": ago(8), "what": "answer", "id": "graphs.q_kink", "right": True, "given": "",
         "confidence": 70},
        {"when": ago(8), "what": "check", "id": BACK, "status": "wrong",
         "finding": "the gate is always open"},
        *({"when": ago(8), "what": "hint", "id": BACK, "tier": n} for n in (1, 2, 3)),
    ]  # fmt: skip
    journal.append(tmp_path / journal.NAME, events)
    (tmp_path / "progress.json").write_text(
        json.dumps({"schema": 1, "exercises": {BACK: {"hints_seen": 3}}, "questions": {}})
    )
    cells = [
        SETUP.format(home=str(tmp_path)),
        "review()",
        "quiz.calibration()",
        f'hint("{BACK}")',
        'solution("definition.relu")',
    ]
    # Notebook 7: at 390 pixels JupyterLab leaves little beside its side bar.
    lab.open_notebook(write_notebook("review.ipynb", cells), app="notebook")
    lab.run_all()
    lab.page.locator(".relu-puzzle").wait_for()
    return lab


def test_review_curve_puzzle_and_styles(page):
    lab = page
    assert lab.errors() == []
    _a_review(lab)
    _a_puzzle_by_keyboard(lab)
    assert "the course's" in lab.output_text("cell-4") and "at −0.0" in lab.output_text("cell-4")
    assert "99 % 0 of 1" in lab.output_text("cell-2")
    for theme in ("JupyterLab Light", "JupyterLab Dark"):
        lab.set_theme(theme)
        for selector in (".relu-puzzle", ".relu-check", ".relu-calibration"):
            response = Axe().run(lab.page, context={"include": [[selector]]}).response
            assert response["passes"], "nothing was looked at"
            assert [(v["id"], v["nodes"][0]["html"]) for v in response["violations"]] == []
    lab.page.set_viewport_size({"width": 390, "height": 844})
    assert max(lab.page.evaluate(WIDE)) <= 0, "something is wider than its place"


def _a_review(lab):
    said = lab.output_text("cell-1")
    assert "of the 3 that are due" in said
    assert "you were 99 % sure, and wrong" in said
    first = lab.output("cell-1").locator(".relu-quiz").first
    first.get_by_role("radio", name="0 from np.where, NaN from the other four").check()
    first.get_by_role("button", name="Check").press("Enter")
    first.get_by_role("status").filter(has_text="Right.").wait_for()
    assert first.get_by_text("How sure are you?").count() == 0


def _a_puzzle_by_keyboard(lab):
    puzzle = lab.page.locator(".relu-puzzle")
    said = puzzle.get_by_role("status")
    solution = lessons.solution_of(BACK).splitlines()[1:]
    wanted = [line.partition("  #")[0].strip() for line in solution]
    wanted[0], wanted[1] = wanted[1], wanted[0]
    puzzle.get_by_role("button", name=f"Take: {wanted[0]}", exact=True).click()
    for line in wanted[1:]:
        puzzle.get_by_role("button", name=f"Take: {line}", exact=True).press("Enter")
    said.filter(has_text="is line 5 of 5").wait_for()
    # What was taken has the focus; Alt and an arrow move it.
    second = puzzle.get_by_role("button", name=f"Take out: {wanted[1]}", exact=True)
    second.press("Alt+ArrowUp")
    said.filter(has_text=f"{wanted[1]} is line 1 of 5.").wait_for()
    assert lab.page.evaluate("document.activeElement.ariaLabel") == f"Take out: {wanted[1]}"
    before = lab.page.locator(".jp-Cell").count()
    puzzle.get_by_role("button", name="Check this order").press("Enter")
    said.filter(has_text="Right.").wait_for(timeout=30_000)
    assert lab.page.locator(".jp-Cell").count() == before, "JupyterLab took a key"
