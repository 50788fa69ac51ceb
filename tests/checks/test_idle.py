"""An answer that does nothing earns at most a fifth; one wrong entry of a table costs its group.

Eight such answers an exercise, others for each; all with ``--fuzz 0``.
"""

from __future__ import annotations

import re

import numpy as np
import pytest

from course_utils import checks, lessons
from course_utils.grading import LocalStudent, judge
from course_utils.grading.declare import Rows

from .solved import some_of

EXERCISES = checks.all_exercises()
SEED = 20260102

# What a function may return without having done anything.
RETURNED = (
    "None", "0", "1", "0.5", "True", "False", "[]", "()", "{}", "''",
    "args", "args[0]", "args[0].copy()", "args[1]", "args[2]", "args[-1]", "list(args[0])",
    "(args[0], args[0])", "(args[0], args[1])", "(args[0], 1)", "(args[0], [])", "(0, [])",
    "(0, 0)", "(1, 1)", "(0.0, 0.0, 0.0)", "(0.0, 0.0, True)", "(0.0, 0.0, False)",
    "(0.0, 0.0, 0.0, 0.0)", "np.zeros(np.shape(args[0]))", "np.zeros_like(args[0])",
    "np.ones_like(args[0])", "(np.zeros_like(args[0]), np.zeros_like(args[0]))",
    "(np.ones_like(args[0], float), np.ones_like(args[0], float))", "[0 * a for a in args]",
)  # fmt: skip
WRITTEN = (
    "None", "0", "1", "0.0", "True", "False", "[]", "''", "(0, 0)", "(1, 1)", "(0.0,)", "[0] * 4",
    "[1.0] * 4",
)  # fmt: skip
PASSED_ON = ("x", "0 * x", "0", "None")


def idle_answers(exercise) -> list[str]:
    """Return answers that do nothing, in the form of the exercise's starter."""
    name, starter = exercise.name, lessons.starter_of(exercise.id)
    if f"def {name}" in starter:
        return [f"def {name}(*args, **kwargs):\n    return {value}" for value in RETURNED]
    if f"class {name}" in starter:
        head = f"from torch import nn\nclass {name}(nn.Module):\n    def __init__(self, *args):\n"
        head += "        super().__init__()\n    def forward(self, x):\n        return "
        return [head + value for value in PASSED_ON]
    keys = re.findall(r'"([^"]+)":', starter)
    assert keys, starter
    words = [*WRITTEN, *map(repr, getattr(exercise.table, "words", ()))]
    tables = ["{" + ", ".join(f"{key!r}: {word}" for key in keys) + "}" for word in words]
    return [f"{name} = {value}" for value in (*tables, "None", "0", "True", "[]", "{}")]


def earned(exercise, code: str) -> int:
    namespace = {"__name__": "__main__", "np": np}
    exec(compile(code, "<answer>", "exec"), namespace)
    return judge(exercise, LocalStudent(namespace), SEED).earned


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_an_answer_that_does_nothing_earns_at_most_a_fifth(exercise, pytestconfig):
    tried = some_of(idle_answers(exercise), exercise, pytestconfig)
    paid = {code: earned(exercise, code) for code in tried}
    assert {code: points for code, points in paid.items() if 5 * points > exercise.points} == {}


TABLES = [e for e in EXERCISES if any(isinstance(b, Rows) for b in e.behaviours)]


@pytest.mark.parametrize("exercise", TABLES, ids=lambda e: e.id)
def test_a_table_with_one_wrong_entry_keeps_the_rest(exercise):
    code = lessons.solution_of(exercise.id)
    namespace = {"__name__": "__main__", "np": np}
    exec(compile(code, "<answer>", "exec"), namespace)
    right, rows = namespace[exercise.name], exercise.table.read is not None
    cost = max(behaviour.points for behaviour in exercise.behaviours)

    def lost(table) -> int:
        outcome = judge(exercise, LocalStudent({**namespace, exercise.name: table}), SEED)
        return exercise.points - outcome.earned

    for key, entry in right.items():
        for wrong in (None, ..., "nothing like it"):
            spoiled = [wrong, *entry[1:]] if rows else wrong
            assert lost({**right, key: spoiled}) <= cost, (key, wrong)
        if not rows:
            assert lost({k: v for k, v in right.items() if k != key}) <= cost, f"no {key}"


def test_a_closed_form_is_no_draw():
    share = checks.find("limitations.born_dead_share")
    code = (
        "def born_dead_share(w, d, nets, seed):\n    p = 1 - (1 - 2.0**-w) ** (d - 1)\n    return "
    )
    assert 5 * earned(share, code + "p") <= share.points
    assert 5 * earned(share, code + "round(p * nets) / nets") <= share.points
