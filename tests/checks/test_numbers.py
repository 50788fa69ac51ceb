"""A number is any real number: a right answer keeps its marks in numbers of other kinds.

Half of the kinds an exercise, others for each; all with ``--fuzz 0``.
"""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from fractions import Fraction

import mpmath
import numpy as np
import pytest
import sympy
import torch

from course_utils import checks
from course_utils.grading import FindingKind, LocalStudent, judge, to_text

from .solved import is_a_class, solution_of, some_of, task_of

NUMBERS = {
    "Fraction": Fraction,
    "Decimal": Decimal,
    "NumPy": lambda v: np.asarray(v)[()],
    "SymPy": sympy.nsimplify,
    "mpmath": lambda v: mpmath.mpf(v) if mpmath.mpf(v) == v else v,
    "torch": lambda v: torch.tensor(v, dtype=torch.float64 if type(v) is float else None),
}
ONE_ENTRY = {
    "array of one entry": lambda v: np.array([v]),
    "tensor of one entry": lambda v: (
        torch.tensor([v], dtype=torch.float64, requires_grad=True)
        if type(v) is float
        else torch.tensor([v])
    ),
}
ARRAYS = {
    "lists": lambda a: a.tolist(),
    "tuples": lambda a: _tuples(a.tolist()),
    "tensors": torch.tensor,
    "Fractions": lambda a: np.vectorize(Fraction, otypes=[object])(a) if a.size < 2_000 else a,
}


def _tuples(value):
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def same(value):
    return value


KINDS = {
    **{f"numbers, {name}": (make, same, 9) for name, make in NUMBERS.items()},
    **{f"one number, {name}": (make, same, 1) for name, make in ONE_ENTRY.items()},
    **{f"arrays, {name}": (same, make, 9) for name, make in ARRAYS.items()},
}
# Time is not what is tried here, and a busy machine takes it.
EXERCISES = [
    dataclasses.replace(exercise, seconds=60.0)
    for exercise in checks.all_exercises()
    if not is_a_class(exercise)
]


def _is_number(value):
    kinds = (float, np.floating, int, np.integer)
    if not isinstance(value, kinds) or isinstance(value, bool) or not np.isfinite(float(value)):
        return False
    return value != 0 or not np.signbit(value)  # only floats know the sign of a zero


def wrapped(value, number, array, deep):
    """Return an answer with its numbers and its arrays in another kind, so many levels deep."""
    if isinstance(value, np.ndarray) and value.ndim:
        return array(value) if value.size and np.isfinite(value).all() else value
    if _is_number(value):
        return number(value.item() if isinstance(value, np.generic) else value)
    if type(value) is dict and deep:
        return {key: wrapped(entry, number, array, deep - 1) for key, entry in value.items()}
    if type(value) in (list, tuple) and deep:
        return type(value)(wrapped(entry, number, array, deep - 1) for entry in value)
    return value


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
def test_a_right_answer_in_another_kind_of_number(exercise, pytestconfig):
    solution = solution_of(exercise)
    for kind in some_of(KINDS, exercise, pytestconfig, few=len(KINDS) // 2):
        number, array, deep = KINDS[kind]
        if callable(solution):

            def answer(*args, number=number, array=array, deep=deep, **kwargs):
                return wrapped(solution(*args, **kwargs), number, array, deep)
        else:
            answer = wrapped(solution, number, array, deep)
        outcome = judge(exercise, LocalStudent({exercise.name: answer}), 1)
        if outcome.status != "right" and exercise.demands:  # the task says which kind
            kinds = {finding.kind for finding in outcome.findings}
            assert kinds == {FindingKind.VALUE}, f"{kind}\n{to_text(outcome)}"
        else:
            assert outcome.status == "right", f"{kind}\n{to_text(outcome)}"


@pytest.mark.parametrize("exercise", [e for e in EXERCISES if e.demands], ids=lambda e: e.id)
def test_a_kind_that_is_demanded_stands_in_the_task(exercise):
    assert exercise.demands in task_of(exercise)
