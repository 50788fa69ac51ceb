"""A name is earned: the mistakes of a catalogue can be told apart, and from the truth.

``--seeds N`` draws N times; three times without it.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from course_utils import checks
from course_utils.grading import Cases, LocalStudent, Match, difference, judge
from course_utils.student.values import pack, unpack

from .solved import solution_of

EXERCISES = checks.all_exercises()
DECLARED = [e for e in EXERCISES if e.oracle and any(isinstance(b, Cases) for b in e.behaviours)]
FAILED = object()


def asked(exercise, seed) -> list[tuple]:
    """Draw all that the declared behaviours of an exercise ask, marked or not."""
    found = []
    for index, behaviour in enumerate(exercise.behaviours):
        if isinstance(behaviour, Cases):
            rng = np.random.default_rng([seed, index])
            match = behaviour.match or exercise.match
            found += [(args, match) for args in (*behaviour.also(rng), *behaviour.draw(rng))]
    return found


def said(exercise, answer, args):
    """Return what an answer gives for some arguments, in the form that is compared."""
    try:
        with np.errstate(all="ignore"):
            got = exercise.tidied(unpack(pack(answer(*unpack(pack(list(args)))))))
    except Exception as error:
        return FAILED, type(error).__name__
    return got


def same(one, other, match: Match) -> bool:
    failed = [value[0] is FAILED for value in (one, other) if isinstance(value, tuple) and value]
    if any(failed):
        return one == other if len(failed) == 2 and all(failed) else False
    return difference(one, other, match) is None


@pytest.mark.parametrize("exercise", DECLARED, ids=lambda e: e.id)
def test_no_two_mistakes_agree_on_all_that_is_asked(exercise, pytestconfig):
    known = [m for m in exercise.misconceptions if callable(m.answer)]
    alike = set()
    for seed in range(getattr(pytestconfig.option, "seeds", 3)):
        questions = asked(exercise, seed)
        truth = [said(exercise, exercise.oracle, args) for args, _ in questions]
        given = {id(m): [said(exercise, m.answer, args) for args, _ in questions] for m in known}
        matches = [match for _, match in questions]
        if all(isinstance(b, Cases) for b in exercise.behaviours):  # else others tell them apart
            for mistake in known:
                right = all(map(same, given[id(mistake)], truth, matches))
                if right and not _writes(mistake, questions):
                    alike.add((mistake.name, "the truth"))
        for one, other in itertools.combinations(known, 2):
            pair = zip(given[id(one)], given[id(other)], matches, strict=True)
            alike_in_values = one.name != other.name and all(itertools.starmap(same, pair))
            if alike_in_values and _writes(one, questions) == _writes(other, questions):
                alike.add((one.name, other.name))
    assert not alike


def _writes(mistake, questions) -> bool:
    """Tell whether a mistake changes what it is given; that, too, tells it from others."""
    for args, _ in questions:
        mine = unpack(pack(list(args)))
        try:
            with np.errstate(all="ignore"):
                mistake.answer(*mine)
        except Exception:  # what cannot be written to
            return True
        if any(
            not np.array_equal(a, b, equal_nan=True)
            for a, b in zip(mine, args, strict=True)
            if isinstance(b, np.ndarray) and b.dtype.kind in "iuf"
        ):
            return True
    return False


def _filled(value, fill):
    """Return an answer of the same form with one number everywhere."""
    if isinstance(value, (list, tuple)):
        return type(value)(_filled(item, fill) for item in value)
    if isinstance(value, (np.ndarray, np.generic)):
        return np.full_like(np.asarray(value), fill, dtype=float)
    return fill if isinstance(value, (int, float)) and not isinstance(value, bool) else value


CONSTANTS = (0.0, 1.0, -1.0, 0.5, 7.25)


@pytest.mark.parametrize("exercise", DECLARED, ids=lambda e: e.id)
def test_no_name_on_a_constant(exercise):
    """An answer of the right form and one number throughout is named only if a mistake is that."""
    solution, wrong = solution_of(exercise), []
    for fill in CONSTANTS:

        def answer(*args, fill=fill, **kwargs):
            return _filled(solution(*args, **kwargs), fill)

        outcome = judge(exercise, LocalStudent({exercise.name: answer}), 1)
        for finding in outcome.findings:
            mistake = next((m for m in exercise.misconceptions if m.name == finding.mistake), None)
            if mistake is not None and not (mistake.constant or _says_constant(exercise, mistake)):
                wrong.append((fill, finding.mistake, finding.called[:80]))
    assert not wrong


def _says_constant(exercise, mistake) -> bool:
    """Tell whether a mistake's own answer, or a part, is one number for all of a behaviour."""
    if not callable(mistake.answer):
        return False
    for index, behaviour in enumerate(exercise.behaviours):
        if not isinstance(behaviour, Cases):
            continue
        rng = np.random.default_rng([1, index])
        answers = [said(exercise, mistake.answer, args) for args in behaviour.draw(rng)]
        parts = zip(*answers, strict=False) if exercise.parts else [answers]
        if any(map(_one_number, parts)):
            return True
    return False


def _one_number(values) -> bool:
    numbers = [np.ravel(value) for value in values if np.size(value)]
    if not numbers or any(n.dtype.kind not in "biuf" for n in numbers):
        return False
    return np.ptp(np.concatenate(numbers).astype(float)) == 0
