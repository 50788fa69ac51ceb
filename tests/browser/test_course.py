"""The course as a learner meets it: read, answer wrongly, read the reason, answer rightly."""

from __future__ import annotations

import re
import shutil

from course_utils import checks, lessons

WRONG = "def relu(x):\n    return np.max(np.maximum(x, 0))"
RIGHT = "def relu(x):\n    return np.maximum(x, 0)"


def points(lab) -> int:
    return int(re.search(r"In all (\d+) of \d+ points", lab.output_text("map-run"))[1])


def test_wrong_then_right_and_the_progress_moves(lab):
    shutil.rmtree(lab.server.home / "progress", ignore_errors=True)
    lab.turn_to("notebooks/00_start_here.ipynb")
    lab.run_all()
    before = points(lab)

    lab.turn_to("exercises/01_definition_exercises.ipynb")
    answer = lessons.answer_cell_id("definition.relu")
    check = answer.removesuffix("-answer") + "-check"
    lab.run_all()
    assert "not started" in lab.output_text(check)
    assert lab.errors() == []

    lab.type_into(answer, WRONG)
    lab.run_cell(answer)
    lab.run_cell(check)
    reason = lab.output_text(check)
    assert "np.max" in reason and "called" in reason and "expected" in reason

    lab.type_into(answer, RIGHT)
    lab.run_cell(answer)
    lab.run_cell(check)
    full = checks.find("definition.relu").points
    assert f"right, {full} of {full} points" in lab.output_text(check)

    lab.turn_to("notebooks/00_start_here.ipynb")
    lab.run_cell("setup")
    lab.run_cell("map-run")
    assert points(lab) == before + full


def test_a_kernel_survives_what_learners_do(lab):
    lab.turn_to("exercises/01_definition_exercises.ipynb")
    answer = lessons.answer_cell_id("definition.relu")
    check = answer.removesuffix("-answer") + "-check"
    lab.run_all()
    for body, words in [
        ("exit()", "ends the whole program"),
        ("while True: pass", "No answer within"),
        ("print('x' * 50_000_000); return np.maximum(x, 0)", "characters while it was checked"),
        ("return [max(v, 0) for v in x]", "list"),
        ("return None if x.size else x", "returned nothing"),
    ]:
        lab.type_into(answer, f"def relu(x):\n    {body}")
        lab.run_cell(answer)
        lab.run_cell(check)
        assert words in lab.output_text(check), body
        assert lab.errors() == []
