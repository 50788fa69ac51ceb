"""The modules of the exercises: their examples hold, and each known mistake names itself."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

from course_utils import checks

HERE = Path(checks.__file__).parent
# A folder that begins with a digit is no package to pytest's own doctests.
MODULES = [f"{p.parent.name}.{p.stem}" for p in sorted(HERE.glob("[0-9]*/*.py"))]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    module = importlib.import_module(f"course_utils.checks.{name}")
    options = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    assert doctest.testmod(module, optionflags=options).failed == 0


def test_an_exercise_id_is_a_path():
    for exercise in checks.all_exercises():
        stem = next(s for s in checks.stems() if s.partition("_")[2] == exercise.lesson)
        assert (HERE / stem / f"{exercise.name}.py").exists()
        assert checks.find(exercise.id) is exercise


def test_every_exercise_file_holds_its_exercise():
    ids = {exercise.id for exercise in checks.all_exercises()}
    for path in HERE.glob("[0-9]*/[a-z]*.py"):
        assert f"{path.parent.name.partition('_')[2]}.{path.stem}" in ids, path.name
