"""The puzzles that the build lays down fit the solutions, and their wrong lines are wrong."""

from __future__ import annotations

import json
import shutil

import pytest

from course_utils import checks, lessons
from course_utils.lessons.puzzles import puzzles_path
from course_utils.workshop import puzzles

STEM = "01_definition"


@pytest.mark.parametrize("stem", checks.stems())
def test_what_lies_there_is_of_todays_solutions(stem):
    assert puzzles.faults(lessons.find_root(), stem) == []


@pytest.fixture
def root(tmp_path):
    for name in ("solutions", "exercises/.starters"):
        (tmp_path / name).mkdir(parents=True)
    shutil.copy(lessons.path_of("solutions", STEM), tmp_path / "solutions")
    return tmp_path


def test_the_build_lays_puzzles_down_once(root):
    assert "not what solutions/" in puzzles.faults(root, STEM)[0]
    said = puzzles.lay_down(root, STEM)
    assert said == [f"exercises/.starters/{STEM}.puzzles.json: written"]
    assert puzzles.lay_down(root, STEM) == puzzles.faults(root, STEM) == []
    ours = puzzles_path(STEM).read_bytes()
    assert puzzles_path(STEM, root).read_bytes() == ours, "the same here as in the course"
    for block in puzzles._blocks(root, STEM):
        found = json.loads(ours).get(block.exercise.id)
        if found:
            assert block.passes(block.right)
            wrong = set(found["lines"]) - set(block.right)
            assert wrong and not any(block.passes(block.without(line)) for line in wrong)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("rows", "cols"),
        lambda text: text.replace('"lines": [', '"lines": ["    return 7",', 1),
        lambda text: "{",
        lambda text: "[]",
        lambda text: '{"definition.gone": {}}',
    ],
)
def test_what_does_not_fit_is_named(root, change):
    path = puzzles_path(STEM, root)
    path.write_text(change(puzzles_path(STEM).read_text(encoding="utf-8")), encoding="utf-8")
    assert puzzles.faults(root, STEM)


def test_a_lesson_without_fitting_solutions_needs_no_file(root):
    lessons.path_of("solutions", STEM, root).unlink()
    assert puzzles.faults(root, STEM) == puzzles.lay_down(root, STEM) == []
    assert not puzzles_path(STEM, root).exists()
