"""The modules of the exercises: their examples hold, and each known mistake names itself."""

from __future__ import annotations

import doctest
import importlib
import inspect
from pathlib import Path

import pytest

from course_utils import checks
from course_utils.grading import LocalStudent, judge
from course_utils.student.local import until_no_value
from course_utils.student.replies import ReplyKind
from course_utils.student.runner import describe_error
from course_utils.student.values import pack, unpack

from ..part import taken

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


CATALOGUE = [
    (exercise, mistake)
    for exercise in checks.all_exercises()
    for mistake in exercise.misconceptions
    if callable(mistake.answer)
]


@pytest.mark.parametrize(
    ("exercise", "mistake"), CATALOGUE, ids=lambda v: getattr(v, "id", getattr(v, "name", ""))
)
def test_a_known_mistake_names_itself(exercise, mistake):
    """Its own reference answer, handed in, gets its own name and less than full points.

    In one draw; a fixed fifth of them in three.
    """
    student = Mistaken(exercise.name, mistake.answer)
    for seed in range(3 if taken(f"{exercise.id} {mistake.name}", 20) else 1):
        outcome = judge(exercise, student, seed)
        assert mistake.name in {finding.mistake for finding in outcome.findings}
        assert outcome.earned < outcome.points


class Mistaken:
    """A student who makes one known mistake, in calls and in what probes ask of a module."""

    def __init__(self, name, answer):
        self._real = LocalStudent({name: answer})
        self._answer = answer

    def chain(self, shared, each):
        return until_no_value(self.request, [shared | one for one in each])

    def request(self, message):
        if message["op"] not in ("call", "probe") or not message.get("args"):
            return self._real.request(message) | {"used": []}
        args = unpack(pack(tuple(message["args"])))
        try:
            inspect.signature(self._answer).bind(*args, **message.get("kwargs", {}))
        except TypeError:  # a look at the module before it is asked: nothing to say
            return {"kind": ReplyKind.VALUE, "value": None}
        try:
            value = unpack(pack(self._answer(*args, **message.get("kwargs", {}))))
        except Exception as error:
            return {"kind": ReplyKind.RAISED, "error": describe_error(error)}
        return {"kind": ReplyKind.VALUE, "value": value, "after": args}
