"""What was written under the old name of an exercise notebook goes on under the new one."""

from __future__ import annotations

import pytest

from course_utils import lessons
from tests.nb_course import lay_starter, make_course


@pytest.fixture
def course(tmp_path):
    root = make_course(tmp_path)
    lay_starter(root)
    return root


def written(course, name, answer=None):
    """Write an exercise notebook under `name`, untouched or with an answer in it."""
    nb = lessons.starter_notebook("01_definition", course)
    if answer:
        next(c for c in nb.cells if c.id == "relu-answer").source = answer
    path = course / "exercises" / f"{name}.ipynb"
    lessons.write(path, nb)
    return path, path.read_bytes()


@pytest.mark.parametrize("untouched", [True, False], ids=["new one untouched", "no new one"])
def test_answers_under_the_old_name_move(course, untouched):
    old, answers = written(course, "01_definition", "relu = abs")
    new = lessons.path_of("exercises", "01_definition", course)
    if untouched:
        written(course, new.stem)
    (line,) = lessons.adopt_old_names(course)
    assert "01_definition.ipynb are now in 01_definition_exercises.ipynb" in line
    assert new.read_bytes() == answers and not old.exists()
    assert lessons.adopt_old_names(course) == []


def test_a_new_one_with_work_in_it_and_a_broken_one_stay(course):
    old, answers = written(course, "01_definition", "relu = abs")
    new, more = written(course, "01_definition_exercises", "relu = max")
    (line,) = lessons.adopt_old_names(course)
    assert "the one that counts" in line
    assert (old.read_bytes(), new.read_bytes()) == (answers, more)
    new.write_text("{")
    lessons.adopt_old_names(course)
    assert (old.read_bytes(), new.read_text()) == (answers, "{")


def test_an_old_one_without_work_is_left_alone(course):
    old, empty = written(course, "01_definition")
    assert lessons.adopt_old_names(course) == [] and old.read_bytes() == empty
